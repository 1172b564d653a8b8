import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import { findOperationCall, isEvaluatedOnTheSpot, type OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, findEnclosingFunction, getMemberName, isFunction } from './syntax.ts';

/** The places that run a query which locks rows: the call itself, or where the variable is used that holds the query. */
export function findLockingPlaces(file: TypedFile, call: OperationCall): readonly TSESTree.Node[] {
  const chain = climbLazyCalls(file, call);
  if (isEvaluatedOnTheSpot(file, call) || isEvaluated(file, chain)) return isHandedOver(chain) ? [] : [call.node];
  const { parent } = climbTransparent(chain);
  if (parent?.type !== T.VariableDeclarator || parent.id.type !== T.Identifier || parent.parent.kind !== 'const') return [];
  const references = file.variableOf(parent.id)?.references.filter((reference) => reference.isRead()) ?? [];
  return references.flatMap(({ identifier }) => {
    if (identifier.type !== T.Identifier) return [];
    const used = climbLazyCalls(file, { ...call, node: identifier as unknown as OperationCall['node'] });
    const next = findNextCall(used);
    const isQuery = next !== undefined && findOperationCall(file, next)?.operation.effect === 'query';
    return isQuery || isEvaluated(file, used) ? [identifier] : [];
  });
}

/** The last of the lazy calls chained to a node: `x.filter().all()` for `x.filter()`. */
function climbLazyCalls(file: TypedFile, { node }: Pick<OperationCall, 'node'>): TSESTree.Node {
  let current: TSESTree.Node = node;
  for (let next = findNextCall(current); next && findOperationCall(file, next)?.operation.effect === 'lazy'; next = findNextCall(current)) current = next;
  return current;
}

function findNextCall(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const value = climbTransparent(node);
  const member = value.parent;
  if (member?.type !== T.MemberExpression || member.object !== value) return undefined;
  return member.parent.type === T.CallExpression && member.parent.callee === member ? member.parent : undefined;
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

/** A named function that returns what it locks takes the lock for its caller, who alone can hold the transaction. */
function isHandedOver(chain: TSESTree.Node): boolean {
  let current = climbTransparent(findNextCall(chain) ?? chain);
  if (current.parent?.type === T.AwaitExpression) current = current.parent;
  const { parent } = current;
  const fn = parent?.type === T.ReturnStatement ? findEnclosingFunction(parent) : parent?.type === T.ArrowFunctionExpression && parent.body === current ? { fn: parent } : undefined;
  if (typeof fn !== 'object') return false;
  const holder = climbTransparent(fn.fn).parent;
  return fn.fn.type === T.FunctionDeclaration || holder?.type === T.VariableDeclarator || (holder !== undefined && /^(?:MethodDefinition|Property)/u.test(holder.type) && isFunction(fn.fn));
}
