import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { getMemberName } from './syntax.ts';

/** The method of the standard `Promise` that a call runs: `all` of `Promise.all(…)`. */
export function getPromiseMethod(file: TypedFile, { callee }: TSESTree.CallExpression): string | undefined {
  if (callee.type !== T.MemberExpression || callee.object.type !== T.Identifier || callee.object.name !== 'Promise') return undefined;
  const isGlobal = (file.variableOf(callee.object)?.defs.length ?? 0) === 0;
  return isGlobal ? getMemberName(callee) : undefined;
}

/** Does a call say what happens when the promise before it fails: `.catch(…)`, `.then(…, …)`? */
export function isHandlingFailure({ arguments: { length }, callee }: TSESTree.CallExpression): boolean {
  if (callee.type !== T.MemberExpression) return false;
  const name = getMemberName(callee);
  return (name === 'catch' && length > 0) || (name === 'then' && length > 1);
}
