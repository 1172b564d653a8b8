import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import { findOperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { continuesKept, isLazyThenable } from './lazy-values.ts';
import { getMemberName, isFunction } from './syntax.ts';
import { hasWellKnownSymbol, isThenable } from './type-shape.ts';

/** The call of `then`, `catch` or `finally` that a member is the callee of. */
export function findPromiseCall(member: TSESTree.MemberExpression): TSESTree.CallExpression | undefined {
  const { parent } = member;
  return parent.type === T.CallExpression && parent.callee === member && /^(?:then|catch|finally)$/u.test(getMemberName(member) ?? '') ? parent : undefined;
}

/** Does a call of `then` or `catch` deal with the failure of its promise? */
export function isHandled({ compiler: { ts: { TypeFlags } }, typeOf }: TypedFile, { callee, arguments: [first, second] }: TSESTree.CallExpression): boolean {
  const name = callee.type === T.MemberExpression ? getMemberName(callee) : undefined;
  const handler = name === 'catch' ? first : name === 'then' ? second : undefined;
  if (!handler) return false;
  return handler.type === T.SpreadElement || (typeOf(handler).flags & (TypeFlags.Null | TypeFlags.Undefined)) === 0;
}

/** Is a query among the calls of a promise chain, or may one be in the variable that it starts with? */
export function mayStartWithQuery(file: TypedFile, chain: TSESTree.Node): boolean {
  let current = chain;
  while (current.type === T.CallExpression) {
    if (findOperationCall(file, current)) return true;
    if (current.callee.type !== T.MemberExpression) return false;
    current = current.callee.object;
  }
  return current.type === T.Identifier;
}

/** Thenable builders have members of their own; using one is no mistake. */
export function hasOwnMember({ compiler: { checker }, typeOf }: TypedFile, member: TSESTree.MemberExpression): boolean {
  const name = getMemberName(member);
  return name !== undefined && checker.getNonNullableType(typeOf(member.object)).getProperty(name) !== undefined;
}

/** The same for builders that can be iterated: `yield*` takes async ones too. */
export function isIterable({ compiler, typeOf }: TypedFile, node: TSESTree.Node): boolean {
  if (hasWellKnownSymbol(compiler, typeOf(node), 'iterator')) return true;
  return node.parent?.type === T.YieldExpression && hasWellKnownSymbol(compiler, typeOf(node), 'asyncIterator');
}

/** `query.where(…);` changes some builders, and whoever holds `query` awaits it later. */
export function isBuilderStep(file: TypedFile, node: TSESTree.Node): boolean {
  if (node.type !== T.CallExpression || node.callee.type !== T.MemberExpression) return false;
  const { typeOf, variableOf } = file;
  if (isLazyThenable(file, typeOf(node))) return continuesKept(file, node, (type) => isLazyThenable(file, type));
  let root: TSESTree.Node = node.callee.object;
  while (root.type === T.CallExpression && root.callee.type === T.MemberExpression) root = root.callee.object;
  const symbol = typeOf(node).getSymbol();
  if (root.type !== T.Identifier || symbol === undefined || typeOf(root).getSymbol() !== symbol) return false;
  const [definition] = variableOf(root)?.defs ?? [];
  if (isFunction(definition?.node)) return definition.node.id !== definition.name;
  return definition?.node.type === T.VariableDeclarator && definition.node.init !== null;
}

/** Is a promise compared with another one, or with what stands for none? */
export function isComparedToPromise({ compiler, typeOf }: TypedFile, node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type !== T.BinaryExpression || !/^[!=]==?$/u.test(parent.operator)) return false;
  const other = typeOf(parent.left === node ? parent.right : parent.left);
  return (other.flags & (compiler.ts.TypeFlags.Null | compiler.ts.TypeFlags.Undefined)) !== 0 || isThenable(compiler, other) !== 'no';
}
