import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { QuerySite } from '../analysis/query-site.ts';
import type { TypedFile } from './file.ts';
import { getPromiseMethod } from './promises.ts';
import { climbTransparent, getMemberName, isFunction } from './syntax.ts';

// What stands between a promise in a callback and what the callback returns, or between promises and their array.
const HANDING_ON = new Set([T.ArrayExpression, T.AwaitExpression, T.BlockStatement, T.ExpressionStatement, T.ReturnStatement]);

/** Is a write left to itself, so that nothing can wait for it: void, dropped by a callback's caller, or settled apart from others? */
export function isLeftToItself(file: TypedFile, node: TSESTree.Node, { consumption: { kind } }: QuerySite): boolean {
  if (kind === 'dropped' || kind === 'uncombined') return true;
  const value = climbTransparent(node);
  if (value.parent?.type === T.UnaryExpression && value.parent.operator === 'void') return true;
  const collector = findCollector(value);
  return collector !== undefined && (file.variableOf(collector)?.references ?? []).some(({ identifier: { parent } }) => parent.type === T.CallExpression && getPromiseMethod(file, parent) === 'allSettled');
}

/** The variable that a promise is collected by: `work` for `work.push(promise)` and for `const work = rows.map(() => promise)`. */
export function findCollector(promise: TSESTree.Node): TSESTree.Identifier | undefined {
  let current = promise;
  for (let { parent } = current; parent; current = climbTransparent(parent), { parent } = current) {
    if (parent.type === T.VariableDeclarator) return parent.id.type === T.Identifier && !isFunction(current) ? parent.id : undefined;
    if (parent.type === T.CallExpression && parent.callee.type === T.MemberExpression && parent.callee !== current) {
      if (getMemberName(parent.callee) === 'push') return parent.callee.object.type === T.Identifier ? parent.callee.object : undefined;
      if (!isFunction(current)) return undefined;
    } else if (!isFunction(parent) && !HANDING_ON.has(parent.type)) return undefined;
  }
  return undefined;
}

/** `Promise.all(…)`, `Array.fromAsync(…)` */
function isCombining(file: TypedFile, call: TSESTree.CallExpression): boolean {
  return getPromiseMethod(file, call) !== undefined || (call.callee.type === T.MemberExpression && getMemberName(call.callee) === 'fromAsync');
}

/** The place that waits for a promise which a variable holds until then: `work` in `await Promise.all(work)`. */
export function findLaterWait(file: TypedFile, promise: TSESTree.Node): TSESTree.Node | undefined {
  const collector = findCollector(climbTransparent(promise));
  const references = collector ? (file.variableOf(collector)?.references ?? []) : [];
  return references.map(({ identifier }) => identifier).findLast(({ parent }) => {
    const isCombined = parent.type === T.CallExpression && getPromiseMethod(file, parent) !== undefined;
    const { parent: waiting } = isCombined ? parent : { parent };
    return waiting.type === T.AwaitExpression || waiting.type === T.ReturnStatement;
  });
}

/** Who waits for a promise before the code around it goes on or ends: that code itself, whoever called it, or nobody. */
export function getWaiting(file: TypedFile, promise: TSESTree.Node, around: TSESTree.Node | undefined): 'await' | 'none' | 'return' {
  let waiting: ReturnType<typeof getWaiting> = 'none';
  let isOneOfMany = false;
  for (let current = promise; current.parent && current !== around; current = current.parent) {
    const { parent } = current;
    if (isFunction(parent) && parent !== around) {
      // An async function gives a promise of its own; a sync one hands on what it returns.
      waiting = 'none';
      isOneOfMany = true;
    } else if (parent.type === T.CallExpression && isCombining(file, parent)) {
      isOneOfMany = false;
    } else if (parent.type === T.AwaitExpression || (parent.type === T.ForOfStatement && parent.await && parent.right === current)) {
      if (!isOneOfMany) waiting = 'await';
    } else if ((parent.type === T.ReturnStatement || parent === around) && waiting === 'none' && !isOneOfMany) {
      if (parent.type === T.ReturnStatement || isFunction(parent)) waiting = 'return';
    }
  }
  return waiting;
}
