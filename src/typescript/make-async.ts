import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { awaitCall, awaitExpression, climbChain, hasOptionalLink, insert, insertWord } from './await-edits.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { findCallOf, findUses } from './function-uses.ts';
import { loopInstead } from './loop-edits.ts';
import { climbTransparent, findEnclosingFunction, type FunctionNode } from './syntax.ts';
import { isAny, isThenable } from './type-shape.ts';

/** What may become of the promise that a function gives once it is async. */
export type Callers =
  /** Everybody who used the result waits for it. */
  | 'wait'
  /** Nobody waited for the work before; callers that drop the result may go on so. */
  | 'may-drop';

/** Edits that hold an `await`: safe in an async function, elsewhere a suggestion that makes the function async. */
export function repairInAsync(
  file: TypedFile,
  contexts: ExecutionContexts,
  { canAwait }: ExecutionContext,
  node: TSESTree.Node,
  edits: readonly TextEdit[] | undefined,
  callers: Callers = 'wait',
): Repair | undefined {
  if (!edits) return undefined;
  if (canAwait) return { safety: 'safe', edits };
  const enclosing = findEnclosingFunction(node);
  if (typeof enclosing !== 'object' || enclosing.inParameters || enclosing.fn.async) return undefined;
  const change = makeAsync(file, contexts, enclosing.fn, callers);
  return change && { safety: 'unsafe', edits: [...edits, ...change] };
}

/** Edits that make a function async where all its uses can live with a promise. */
function makeAsync(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, callers: Callers): readonly TextEdit[] | undefined {
  const loop = loopInstead(file, contexts, fn);
  if (loop) return loop;
  const value = climbTransparent(fn);
  const isUsedThere = value === fn && (value.parent.type === T.CallExpression || value.parent.type === T.NewExpression);
  if (fn.generator || !mayBeAsync(file, fn) || !(isUsedThere || takesPromise(file, fn))) return undefined;
  const edits: TextEdit[] = [];
  for (const place of findUses(file, fn).places) {
    const change = adaptUse(file, contexts, fn, place, callers);
    if (!change) return undefined;
    edits.push(...change);
  }
  edits.push(insertWord(file, findAsyncPosition(file, fn), 'async '));
  const annotation = fn.returnType?.typeAnnotation;
  if (annotation && isThenable(file.compiler, file.typeOf(annotation)) !== 'yes') edits.push(insert(annotation.range[0], 'Promise<'), insert(annotation.range[1], '>'));
  return edits;
}

/** Can the function be async by what its declarations say of it? */
function mayBeAsync({ compiler: { checker, ts: tsc }, toTypeScript }: TypedFile, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === T.MethodDefinition && parent.kind !== 'method') return false;
  if (parent.type === T.Property && parent.kind !== 'init') return false;
  if (fn.returnType?.typeAnnotation.type === T.TSTypePredicate) return false;
  const node = toTypeScript(fn);
  if (tsc.getJSDocReturnType(node) || tsc.getJSDocType(node)) return false;
  const name = tsc.isFunctionLike(node) ? node.name : undefined;
  const overloads = name ? checker.getSymbolAtLocation(name)?.declarations : undefined;
  return (overloads?.length ?? 1) < 2;
}

function findAsyncPosition({ source }: TypedFile, fn: FunctionNode): number {
  const { parent } = fn;
  const isMethod = parent.type === T.MethodDefinition || (parent.type === T.Property && parent.method);
  if (!isMethod || parent.value !== fn) return fn.range[0];
  const start = parent.computed ? source.getTokenBefore(parent.key, ({ value }) => value === '[') : parent.key;
  return start?.range[0] ?? parent.key.range[0];
}

/** Edits for one use of a function that becomes async; `undefined` where the use cannot do with a promise. */
function adaptUse(
  file: TypedFile,
  contexts: ExecutionContexts,
  fn: FunctionNode,
  place: TSESTree.Node,
  callers: Callers,
): readonly TextEdit[] | undefined {
  const value = climbTransparent(place);
  const call = findCallOf(value);
  if (call) {
    if (call.type === T.NewExpression) return undefined;
    const result = climbChain(call);
    if (climbTransparent(call).parent?.type === T.AwaitExpression) return [];
    const enclosing = findEnclosingFunction(call);
    const isOwn = typeof enclosing === 'object' && enclosing.fn === fn && !enclosing.inParameters;
    if (isOwn || contexts.of(call).canAwait) return awaitExpression(file, result);
    return callers === 'may-drop' && result.parent?.type === T.ExpressionStatement ? [] : undefined;
  }
  const runner = contexts.findRunner(value);
  if (runner !== undefined) return adaptRun(file, contexts, value.parent as TSESTree.CallExpression, runner);
  return callers === 'may-drop' && takesPromise(file, value) ? [] : undefined;
}

/** Edits for a call of the standard library whose callback becomes async. */
function adaptRun(file: TypedFile, contexts: ExecutionContexts, call: TSESTree.CallExpression, runner: string): readonly TextEdit[] | undefined {
  if (runner === 'ArrayConstructor.fromAsync') return [];
  if (!/^(?:(?:Readonly)?Array\.map|ArrayConstructor\.from)$/u.test(runner)) return undefined;
  const { parent } = call;
  if (parent.type === T.CallExpression && parent.arguments[0] === call && /^Promise\.all(?:Settled)?$/u.test(file.source.getText(parent.callee))) return [];
  return contexts.of(call).canAwait && !hasOptionalLink(call) ? awaitCall(file, call, 'Promise.all(', ')') : undefined;
}

/** Do the types let the function give a promise where its value goes? */
function takesPromise(file: TypedFile, value: TSESTree.Node): boolean {
  const { compiler: { checker, ts: tsc }, toTypeScript } = file;
  if (/^Export/u.test(value.parent?.type ?? '')) return true;
  const node = toTypeScript(value);
  const expected = tsc.isExpression(node) ? checker.getContextualType(node) : undefined;
  if (!expected) return true;
  const results = checker.getNonNullableType(expected).getCallSignatures().map((signature) => signature.getReturnType());
  return results.every((result) => isAny(file.compiler, result) || (result.flags & (tsc.TypeFlags.Void | tsc.TypeFlags.TypeParameter)) !== 0 || isThenable(file.compiler, result) !== 'no');
}
