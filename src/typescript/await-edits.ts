import { AST_NODE_TYPES as T, ASTUtils, type TSESTree } from '@typescript-eslint/utils';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, findEnclosingFunction, isFunction, isTransparent, type FunctionNode } from './syntax.ts';
import { isThenable } from './type-shape.ts';

/** Edits that put `await` around an expression; `undefined` where none would mean what the code means. */
export function awaitExpression(file: TypedFile, node: TSESTree.Node): readonly TextEdit[] | undefined {
  const { parent } = node;
  // An await in the middle of an optional chain would turn `undefined` into a failure.
  if (isInsideChain(node)) return undefined;
  if (!parent || !needsParentheses(node, parent) || ASTUtils.isParenthesized(node, file.source)) return [insert(node.range[0], 'await ')];
  const before = file.source.getTokenBefore(node);
  const startsStatement = findStatementStart(node) === node.range[0];
  if (startsStatement && before && ![';', '{', '}'].includes(before.value)) return undefined;
  return [insert(node.range[0], '(await '), insert(node.range[1], ')')];
}

export function insert(offset: number, text: string): TextEdit {
  return { range: [offset, offset], text };
}

function isInsideChain(node: TSESTree.Node): boolean {
  if (node.type === T.ChainExpression) return false;
  for (let current: TSESTree.Node = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (parent.type === T.ChainExpression) return true;
    const continues =
      (parent.type === T.MemberExpression && parent.object === current) ||
      (parent.type === T.CallExpression && parent.callee === current) ||
      parent.type === T.TSNonNullExpression;
    if (!continues) return false;
  }
  return false;
}

function needsParentheses(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case T.MemberExpression:
      return parent.object === node;
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === node;
    case T.TaggedTemplateExpression:
    case T.TSNonNullExpression:
      return true;
    case T.BinaryExpression:
      return parent.operator === '**' && parent.left === node;
    default:
      return false;
  }
}

function findStatementStart(node: TSESTree.Node): number | undefined {
  let current: TSESTree.Node | undefined = node;
  while (current && current.type !== T.ExpressionStatement) current = current.parent;
  return current?.range[0];
}

/** Awaits an expression: safely in an async function, as a suggestion that makes the function async elsewhere. */
export function repairWithAwait(
  file: TypedFile,
  contexts: ExecutionContexts,
  context: ExecutionContext,
  node: TSESTree.Node,
  extra: readonly TextEdit[] = [],
): Repair | undefined {
  const edits = awaitExpression(file, node);
  if (!edits) return undefined;
  if (context.canAwait) return { safety: 'safe', edits: [...extra, ...edits] };
  const enclosing = findEnclosingFunction(node);
  if (typeof enclosing !== 'object' || enclosing.inParameters || enclosing.fn.async) return undefined;
  const wrap = makeAsync(file, contexts, enclosing.fn);
  return wrap && { safety: 'unsafe', edits: [...extra, ...edits, ...wrap] };
}

/** Edits that make a function async and keep its callers awaiting where they wait for it on the spot. */
export function makeAsync(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode): readonly TextEdit[] | undefined {
  const { parent } = fn;
  const isMember = parent.type === T.MethodDefinition || (parent.type === T.Property && (parent.method || parent.kind !== 'init'));
  if (isMember && parent.kind !== 'method' && parent.kind !== 'init') return undefined;
  if (fn.generator) return undefined;
  const edits: TextEdit[] = [insert(findAsyncPosition(file, fn), 'async ')];
  const annotation = fn.returnType?.typeAnnotation;
  if (annotation && isThenable(file.compiler, file.typeOf(annotation)) !== 'yes') {
    edits.push(insert(annotation.range[0], 'Promise<'), insert(annotation.range[1], '>'));
  }
  const caller = awaitCaller(file, contexts, fn);
  return caller && [...edits, ...caller];
}

function findAsyncPosition({ source }: TypedFile, fn: FunctionNode): number {
  const { parent } = fn;
  if ((parent.type === T.MethodDefinition || parent.type === T.Property) && parent.value === fn && (parent.type === T.MethodDefinition || parent.method)) {
    const key = parent.computed ? source.getTokenBefore(parent.key) : undefined;
    return key ? key.range[0] : parent.key.range[0];
  }
  return fn.range[0];
}

/** A function that runs on the spot must now be awaited there. */
function awaitCaller(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode): readonly TextEdit[] | undefined {
  const value = climbTransparent(fn);
  const call = value.parent;
  if (call?.type !== T.CallExpression) return call?.type === T.NewExpression ? undefined : [];
  if (call.callee === value) return contexts.of(call).canAwait ? awaitExpression(file, climbChain(call)) : undefined;
  if (!contexts.isRunByCall(value)) return [];
  const isMap = call.callee.type === T.MemberExpression && call.callee.property.type === T.Identifier && call.callee.property.name === 'map';
  if (!isMap || !contexts.of(call).canAwait || isTransparent(call.parent)) return undefined;
  if (call.parent.type === T.CallExpression && /^Promise\.all/u.test(file.source.getText(call.parent.callee))) return [];
  const isChained = call.parent.type === T.MemberExpression && call.parent.object === call;
  const [open, close] = isChained ? ['(await Promise.all(', '))'] : ['await Promise.all(', ')'];
  return [insert(call.range[0], open), insert(call.range[1], close)];
}

export function climbChain(node: TSESTree.Node): TSESTree.Node {
  return node.parent?.type === T.ChainExpression ? node.parent : node;
}

/** Makes an inline callback async; `undefined` where the argument is no function written there. */
export function makeCallbackAsync(argument: TSESTree.Node | undefined): readonly TextEdit[] | undefined {
  if (!isFunction(argument) || argument.generator) return undefined;
  return argument.async ? [] : [insert(argument.range[0], 'async ')];
}
