import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption } from '../analysis/consumption.ts';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { Intent, Repair, TextEdit } from '../analysis/intent.ts';
import { awaitExpression, climbChain, insert, makeCallbackAsync, repairWithAwait } from './await-edits.ts';
import { findOverload, type OperationCall } from './calls.ts';
import type { Evaluation } from './evaluations.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent } from './syntax.ts';

/** A call that a repair is asked for. */
export interface RepairedCall {
  readonly call: OperationCall;
  readonly context: ExecutionContext;
  readonly awaitable: TSESTree.Node;
  readonly consumption: Consumption | undefined;
}

/** Turns an intent for a call into edits; `undefined` where no edit would be right. */
export function repairCall(file: TypedFile, contexts: ExecutionContexts, target: RepairedCall, intent: Intent): Repair | undefined {
  switch (intent.kind) {
    case 'await':
      return isHelpedByAwait(file, target) ? repairWithAwait(file, contexts, target.context, target.awaitable) : undefined;
    case 'use-async':
      return useTwin(file, contexts, target);
    default:
      return undefined;
  }
}

/** An await gives the value to the place itself, not to a callback's caller or to an array of promises. */
function isHelpedByAwait(file: TypedFile, { call, consumption }: RepairedCall): boolean {
  if (consumption?.kind === 'dropped' || consumption?.kind === 'uncombined') return false;
  if (consumption?.kind !== 'misused' || consumption.as !== 'iteration') return true;
  const { checker } = file.compiler;
  const awaited = checker.getAwaitedType(file.typeOf(call.node));
  return awaited !== undefined && checker.getPropertiesOfType(awaited).some(({ escapedName }) => escapedName.toString().startsWith('__@iterator'));
}

function useTwin(file: TypedFile, contexts: ExecutionContexts, { call, context }: RepairedCall): Repair | undefined {
  const { twin } = call.operation;
  if (!twin || !call.renamable) return undefined;
  const rename: TextEdit = { range: call.name.range, text: twin.name };
  if (twin.delivery === 'async-iterable') return context.canAwait ? iterateTwin(file, call.node, rename) : undefined;
  const fit = twin.fits[findOverload(file, call)] ?? 'none';
  const edits = [rename];
  if (fit === 'callback') {
    const callbacks = call.node.type === T.CallExpression ? call.node.arguments.flatMap((argument) => makeCallbackAsync(argument) ?? []) : [];
    if (callbacks.length === 0) return undefined;
    edits.push(...callbacks);
  }
  if (fit === 'none' || (fit === 'result' && !isResultUnused(call.node))) return undefined;
  const awaited = climbTransparent(call.node).parent?.type === T.AwaitExpression;
  const repair: Repair | undefined = awaited ? { safety: 'safe', edits } : repairWithAwait(file, contexts, context, climbChain(call.node), edits);
  return repair && (fit === 'drop-in' ? repair : { ...repair, safety: 'unsafe' });
}

function isResultUnused(node: TSESTree.Node): boolean {
  return climbTransparent(node).parent?.type === T.ExpressionStatement;
}

/** The twin is an async iterable: it takes `for await`, or `Array.fromAsync`, where the sync side took their sync forms. */
function iterateTwin(file: TypedFile, node: TSESTree.Node, rename: TextEdit): Repair | undefined {
  const value = climbTransparent(node);
  const { parent } = value;
  if (parent?.type === T.ForOfStatement && parent.right === value && !parent.await) return { safety: 'safe', edits: [insertForAwait(parent), rename] };
  const collected = parent && collect(file, parent, value);
  return collected && { safety: 'safe', edits: [...collected, rename] };
}

function insertForAwait(loop: TSESTree.ForOfStatement): TextEdit {
  return insert(loop.range[0] + 'for'.length, ' await');
}

/** Turns an evaluation into its async form. */
export function repairEvaluation(file: TypedFile, evaluation: Evaluation, { canAwait }: ExecutionContext, intent: Intent): Repair | undefined {
  const { form, node, receiver } = evaluation;
  if (node.type === T.AwaitExpression) return repairLazyAwait(file, node, intent);
  if (intent.kind !== 'use-async' || !canAwait) return undefined;
  if (node.type === T.ForOfStatement) return { safety: 'safe', edits: [insertForAwait(node)] };
  const edits = form === 'destructuring' ? wrapFromAsync(file, receiver) : collect(file, node, receiver);
  // Destructuring may want only the first rows; only a person can tell.
  return edits && { safety: form === 'destructuring' ? 'unsafe' : 'safe', edits };
}

/** Edits for a node that collects an iterable, so that it collects an async one. */
function collect(file: TypedFile, node: TSESTree.Node, iterable: TSESTree.Node): readonly TextEdit[] | undefined {
  if (!hasFromAsync(file)) return undefined;
  switch (node.type) {
    case T.SpreadElement: {
      const { parent } = node;
      const isCopy = parent.type === T.ArrayExpression && parent.elements.length === 1;
      return isCopy && awaitExpression(file, parent)?.length === 1 ? copyArray(file, parent, node) : wrapFromAsync(file, iterable);
    }
    case T.CallExpression: {
      if (node.callee.type !== T.MemberExpression || node.arguments[0] !== iterable) return undefined;
      const isFrom = file.source.getText(node.callee) === 'Array.from';
      const edits = isFrom ? awaitExpression(file, node) : undefined;
      return edits && [{ range: node.callee.property.range, text: 'fromAsync' }, ...edits];
    }
    case T.NewExpression:
      return wrapFromAsync(file, iterable);
    default:
      return undefined;
  }
}

/** `[...rows]` becomes `await Array.fromAsync(rows)`; everything between the brackets stays. */
function copyArray({ source }: TypedFile, array: TSESTree.ArrayExpression, spread: TSESTree.SpreadElement): readonly TextEdit[] {
  const comma = source.getTokenAfter(spread, ({ value }) => value === ',');
  const trailing = comma && comma.range[0] < array.range[1] ? [{ range: comma.range, text: '' } as const] : [];
  return [
    { range: [array.range[0], array.range[0] + 1], text: 'await Array.fromAsync(' },
    { range: [spread.range[0], spread.range[0] + '...'.length], text: '' },
    ...trailing,
    { range: [array.range[1] - 1, array.range[1]], text: ')' },
  ];
}

function wrapFromAsync(file: TypedFile, iterable: TSESTree.Node): readonly TextEdit[] | undefined {
  if (!hasFromAsync(file)) return undefined;
  return [insert(iterable.range[0], 'await Array.fromAsync('), insert(iterable.range[1], ')')];
}

function hasFromAsync({ compiler: { checker, ts }, source, toTypeScript }: TypedFile): boolean {
  const array = checker.resolveName('Array', toTypeScript(source.ast), ts.SymbolFlags.Value, false);
  return array !== undefined && checker.getTypeOfSymbol(array).getProperty('fromAsync') !== undefined;
}

function repairLazyAwait(file: TypedFile, node: TSESTree.AwaitExpression, intent: Intent): Repair | undefined {
  const operand = node.argument;
  const remove: TextEdit = { range: [node.range[0], getOperandStart(file, node)], text: '' };
  const evaluable = file.receivers.find(file.typeOf(operand))?.declaration.evaluable ?? false;
  switch (intent.kind) {
    case 'remove-await':
      return { safety: 'unsafe', edits: [remove] };
    case 'iterate-async': {
      const value = climbTransparent(node);
      const { parent } = value;
      if (!evaluable || parent?.type !== T.ForOfStatement || parent.right !== value || parent.await) return undefined;
      return { safety: 'safe', edits: [insertForAwait(parent), remove] };
    }
    case 'collect-async': {
      if (!evaluable || !hasFromAsync(file)) return undefined;
      return { safety: 'unsafe', edits: [insert(operand.range[0], 'Array.fromAsync('), insert(operand.range[1], ')')] };
    }
    default:
      return undefined;
  }
}

function getOperandStart({ source }: TypedFile, node: TSESTree.AwaitExpression): number {
  const keyword = source.getFirstToken(node);
  const next = keyword && source.getTokenAfter(keyword, { includeComments: true });
  return next?.range[0] ?? node.argument.range[0];
}
