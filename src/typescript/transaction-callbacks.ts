import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import { findOperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, getMemberName, isFunction } from './syntax.ts';

const NAMED = /transaction/iu;

/** Does a node stand in a callback that the ORM runs inside a transaction? */
export function isInTransactionCallback(file: TypedFile, node: TSESTree.Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (!isFunction(current)) continue;
    const value = climbTransparent(current);
    const { parent } = value;
    if (parent?.type === T.CallExpression && parent.callee !== value && isOpening(file, parent)) return true;
  }
  return false;
}

/** `db.transaction(…)`, `prisma.$transaction(…)`, and `db.transaction().execute(…)` of builders. */
function isOpening(file: TypedFile, call: TSESTree.CallExpression): boolean {
  if (findOperationCall(file, call)?.operation.transaction?.kind === 'callback') return true;
  const name = call.callee.type === T.MemberExpression ? getMemberName(call.callee) : undefined;
  if (call.callee.type !== T.MemberExpression || name === undefined) return false;
  const type = file.typeOf(call.callee.object);
  const isNamed = NAMED.test(name === 'execute' ? (type.getSymbol()?.name ?? '') : name);
  return isNamed && file.receivers.isReceiver(type);
}
