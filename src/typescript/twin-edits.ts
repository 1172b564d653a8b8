import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Twin } from '../analysis/operation.ts';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { awaitExpression, climbChain, insert } from './await-edits.ts';
import { findOverload, type OperationCall } from './calls.ts';
import { isPartial, iterateAsync } from './collect-edits.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { repairInAsync } from './make-async.ts';
import { climbTransparent, isFunction, visitNodes, type FunctionNode } from './syntax.ts';
import { isThenable } from './type-shape.ts';

/** Everything but the name that a call needs to run its twin; `undefined` where the twin does not take its place. */
export function adaptToTwin(file: TypedFile, contexts: ExecutionContexts, call: OperationCall, { delivery, fits }: Twin): Repair | undefined {
  const { node } = call;
  const context = contexts.of(node);
  if (delivery === 'async-iterable') {
    const rows = climbTransparent(node);
    const repair = repairInAsync(file, contexts, context, node, iterateAsync(file, rows));
    return repair && (isPartial(rows) ? { ...repair, safety: 'unsafe' } : repair);
  }
  const fit = fits[findOverload(file, call)] ?? 'none';
  if (fit === 'none' || (fit === 'result' && climbTransparent(node).parent?.type !== T.ExpressionStatement)) return undefined;
  const callbacks = fit === 'callback' ? makeCallbacksAsync(file, call) : [];
  const result = climbChain(node);
  const awaited = result.parent?.type === T.AwaitExpression ? [] : awaitExpression(file, result);
  const repair = callbacks && awaited && repairInAsync(file, contexts, context, node, [...awaited, ...callbacks]);
  return repair && (fit === 'drop-in' ? repair : { ...repair, safety: 'unsafe' });
}

/** Edits for the callbacks that a twin waits for; `undefined` where one of them is written elsewhere or could not be async. */
function makeCallbacksAsync(file: TypedFile, { node }: OperationCall): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const argument of node.type === T.TaggedTemplateExpression ? [] : node.arguments) {
    if (file.typeOf(argument).getCallSignatures().length === 0) continue;
    const change = isFunction(argument) ? makeCallbackAsync(file, argument) : undefined;
    if (!change) return undefined;
    edits.push(...change);
  }
  return edits;
}

function makeCallbackAsync(file: TypedFile, fn: FunctionNode): readonly TextEdit[] | undefined {
  if (fn.async || fn.generator) return fn.async ? [] : undefined;
  const edits = [insert(fn.range[0], 'async ')];
  if (!isResultIgnored(file, fn)) return edits;
  // A promise of something is no promise of nothing.
  if (fn.body.type === T.BlockStatement) return returnsValue(file, fn.body) ? undefined : edits;
  const result = file.typeOf(fn.body);
  if (isVoid(file, result)) return edits;
  const arrow = file.source.getTokenBefore(fn.body, ({ value }) => value === '=>');
  const first = arrow && file.source.getTokenAfter(arrow);
  return first ? [...edits, insert(first.range[0], isThenable(file.compiler, result) === 'yes' ? '{ await ' : '{ '), insert(fn.range[1], '; }')] : undefined;
}

function isResultIgnored(file: TypedFile, fn: FunctionNode): boolean {
  const { checker, ts: tsc } = file.compiler;
  const node = file.toTypeScript(fn);
  const signatures = (tsc.isExpression(node) ? checker.getContextualType(node) : undefined)?.getCallSignatures() ?? [];
  return signatures.length > 0 && signatures.every((signature) => isVoid(file, signature.getReturnType()));
}

function isVoid({ compiler: { ts: tsc } }: TypedFile, { flags }: ts.Type): boolean {
  return (flags & (tsc.TypeFlags.Void | tsc.TypeFlags.Undefined)) !== 0;
}

function returnsValue({ source }: TypedFile, body: TSESTree.BlockStatement): boolean {
  let found = false;
  visitNodes(source, body, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === T.ReturnStatement && node.argument) found = true;
    return undefined;
  });
  return found;
}
