import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { awaitCall, awaitExpression, climbChain, hasOptionalLink, insert, insertWord } from './await-edits.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { findCallOf, findUses } from './function-uses.ts';
import { loopInstead } from './loop-edits.ts';
import { isBoundToBeSync, isGivenToFramework, isServed } from './served-functions.ts';
import { climbTransparent, findEnclosingFunction, type FunctionNode } from './syntax.ts';
import { isAny, isThenable } from './type-shape.ts';

/** What may become of the promise that a function gives once it is async. */
export type Callers =
  /** Everybody who used the result waits for it. */
  | 'wait'
  /** Nobody waited for the work before; callers that drop the result may go on so. */
  | 'may-drop';

/** Functions that become async together. */
interface Conversion {
  readonly file: TypedFile;
  readonly contexts: ExecutionContexts;
  readonly callers: Callers;
  readonly functions: Set<FunctionNode>;
}

/** Edits that hold an `await`: safe in an async function, elsewhere a suggestion that makes the function async. */
export function repairInAsync(
  file: TypedFile,
  contexts: ExecutionContexts,
  { canAwait }: ExecutionContext,
  node: TSESTree.Node,
  edits: readonly TextEdit[] | undefined,
  callers: Callers = 'wait',
): Repair | undefined {
  if (!edits || canAwait) return edits && { safety: 'safe', edits };
  const change = allowAwait({ file, contexts, callers, functions: new Set() }, node);
  const all = change && [...edits, ...change];
  return all && !hasOverlap(all) ? { safety: 'unsafe', edits: all } : undefined;
}

function hasOverlap(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted((one, other) => one.range[0] - other.range[0] || one.range[1] - other.range[1]);
  return sorted.some(({ range }, index) => range[0] < (sorted[index - 1]?.range[1] ?? 0));
}

/** Edits after which an `await` may stand at a node; `undefined` where that takes too much. */
function allowAwait(conversion: Conversion, node: TSESTree.Node): readonly TextEdit[] | undefined {
  if (conversion.contexts.of(node).canAwait) return [];
  const enclosing = findEnclosingFunction(node);
  if (typeof enclosing !== 'object' || enclosing.inParameters || enclosing.fn.async) return undefined;
  return conversion.functions.has(enclosing.fn) ? [] : makeAsync(conversion, enclosing.fn);
}

/** Edits that make a function async where all its uses can live with a promise. */
function makeAsync(conversion: Conversion, fn: FunctionNode): readonly TextEdit[] | undefined {
  const { contexts, file, functions } = conversion;
  functions.add(fn);
  const loop = loopInstead(file, contexts, fn);
  const around = loop && allowAwait(conversion, fn.parent);
  if (loop) return around && [...around, ...loop];
  const value = climbTransparent(fn);
  const isUsedThere = value === fn && (value.parent.type === T.CallExpression || value.parent.type === T.NewExpression);
  if (fn.generator || !mayBeAsync(file, fn) || !(isUsedThere || takesPromise(file, fn))) return undefined;
  const edits: TextEdit[] = [];
  for (const place of findUses(file, fn).places) {
    const change = adaptUse(conversion, place);
    if (!change) return undefined;
    edits.push(...change);
  }
  edits.push(insertWord(file, findAsyncPosition(file, fn), 'async '));
  const annotation = fn.returnType?.typeAnnotation;
  if (annotation && isThenable(file.compiler, file.typeOf(annotation)) !== 'yes') edits.push(insert(annotation.range[0], 'Promise<'), insert(annotation.range[1], '>'));
  return edits;
}

/** Can the function be async by what its declarations say of it? */
function mayBeAsync(file: TypedFile, fn: FunctionNode): boolean {
  const { compiler: { checker, ts: tsc }, toTypeScript } = file;
  const { parent } = fn;
  if (parent.type === T.MethodDefinition && parent.kind !== 'method') return false;
  if (parent.type === T.Property && parent.kind !== 'init') return false;
  if (fn.returnType?.typeAnnotation.type === T.TSTypePredicate) return false;
  const node = toTypeScript(fn);
  if (tsc.isFunctionLike(node) && isBoundToBeSync(file, node)) return false;
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
function adaptUse(conversion: Conversion, place: TSESTree.Node): readonly TextEdit[] | undefined {
  const { callers, contexts, file } = conversion;
  const value = climbTransparent(place);
  const call = findCallOf(value);
  if (call) {
    if (call.type === T.NewExpression) return undefined;
    const result = climbChain(call);
    if (climbTransparent(call).parent?.type === T.AwaitExpression) return [];
    if (callers === 'may-drop' && !contexts.of(call).canAwait && result.parent?.type === T.ExpressionStatement) return [];
    return waitFor(conversion, call, awaitExpression(file, result));
  }
  const runner = contexts.findRunner(value);
  if (runner !== undefined) return adaptRun(conversion, value.parent as TSESTree.CallExpression, runner);
  return (callers === 'may-drop' || isRunByFramework(file, value)) && takesPromise(file, value) ? [] : undefined;
}

/** Frameworks wait for what their handlers give. */
function isRunByFramework(file: TypedFile, value: TSESTree.Node): boolean {
  const node = file.toTypeScript(value.parent?.type === T.MethodDefinition ? value.parent : value);
  return isGivenToFramework(file, node) || (file.compiler.ts.isFunctionLike(node) && isServed(file, node));
}

function waitFor(conversion: Conversion, call: TSESTree.Node, edits: readonly TextEdit[] | undefined): readonly TextEdit[] | undefined {
  const around = edits && allowAwait(conversion, call);
  return around && [...around, ...edits];
}

/** Edits for a call of the standard library whose callback becomes async. */
function adaptRun(conversion: Conversion, call: TSESTree.CallExpression, runner: string): readonly TextEdit[] | undefined {
  const { file } = conversion;
  if (runner === 'ArrayConstructor.fromAsync') return [];
  if (!/^(?:(?:Readonly)?Array\.map|ArrayConstructor\.from)$/u.test(runner)) return undefined;
  const { parent } = call;
  if (parent.type === T.CallExpression && parent.arguments[0] === call && /^Promise\.all(?:Settled)?$/u.test(file.source.getText(parent.callee))) return [];
  return hasOptionalLink(call) ? undefined : waitFor(conversion, call, awaitCall(file, call, 'Promise.all(', ')'));
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
