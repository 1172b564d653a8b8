import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import { findOperationCall, type OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { findUses } from './function-uses.ts';
import { findMethodUses, HOLDING } from './method-uses.ts';
import { climbTransparent, findEnclosingFunction, getMemberName, isFunction } from './syntax.ts';

/** The places that run a query which locks rows: the call itself, or where the variable is used that holds the query. */
export function findLockingPlaces(file: TypedFile, { node }: OperationCall): readonly TSESTree.Node[] {
  const chain = climbLazyCalls(file, node);
  if (isRun(file, chain)) return isHandedOver(file, chain) ? [] : [node];
  const { parent } = climbTransparent(chain);
  if (parent?.type !== T.VariableDeclarator || parent.id.type !== T.Identifier || parent.parent.kind !== 'const') return [];
  const references = file.variableOf(parent.id)?.references.filter((reference) => reference.isRead()) ?? [];
  return references.flatMap(({ identifier }) => (identifier.type === T.Identifier && isRun(file, climbLazyCalls(file, identifier)) ? [identifier] : []));
}

/** The last of the lazy calls chained to a node: `x.filter().all()` for `x.filter()`. */
function climbLazyCalls(file: TypedFile, node: TSESTree.Node): TSESTree.Node {
  let current = node;
  for (let next = findNextCall(current); next && findOperationCall(file, next)?.operation.effect === 'lazy'; next = findNextCall(current)) current = next;
  return current;
}

function findNextCall(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const value = climbTransparent(node);
  const member = value.parent;
  if (member?.type !== T.MemberExpression || member.object !== value) return undefined;
  return member.parent.type === T.CallExpression && member.parent.callee === member ? member.parent : undefined;
}

/** Is a lazy query run where it stands, by a call on it or by the code around it? */
function isRun(file: TypedFile, chain: TSESTree.Node): boolean {
  const next = findNextCall(chain);
  return next ? findOperationCall(file, next)?.operation.effect === 'query' : isEvaluated(file, chain);
}

/** Does the code around a lazy query run it: awaits it where it is thenable, collects it, or passes it to a shortcut of the ORM? */
function isEvaluated(file: TypedFile, chain: TSESTree.Node): boolean {
  const value = climbTransparent(chain);
  const { parent } = value;
  switch (parent?.type) {
    case T.ForOfStatement:
      return parent.right === value;
    case T.SpreadElement:
      return true;
    case T.AwaitExpression:
      return file.receivers.find(file.typeOf(value))?.declaration.thenable ?? false;
    case T.CallExpression: {
      if (parent.callee === value) return false;
      const { callee } = parent;
      if (callee.type === T.MemberExpression && callee.object.type === T.Identifier && callee.object.name === 'Array') return /^from/u.test(getMemberName(callee) ?? '');
      return findOperationCall(file, parent)?.operation.effect === 'query';
    }
    default:
      return false;
  }
}

/** A function that returns what it locks, and is not called in this file, takes the lock for a caller who holds the transaction. */
function isHandedOver(file: TypedFile, chain: TSESTree.Node): boolean {
  let current = climbTransparent(findNextCall(chain) ?? chain);
  if (current.parent?.type === T.AwaitExpression) current = current.parent;
  const { parent } = current;
  if (parent?.type !== T.ReturnStatement && !(isFunction(parent) && parent.body === current)) return false;
  const enclosing = findEnclosingFunction(current);
  if (typeof enclosing !== 'object') return false;
  const uses = [...findUses(file, enclosing.fn).places, ...findMethodUses(file, enclosing.fn)];
  return uses.every((place) => place.parent !== undefined && HOLDING.has(place.parent.type));
}
