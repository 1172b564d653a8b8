import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Operation, Twin } from '../analysis/operation.ts';
import type { TypedFile } from './file.ts';
import type { Receiver } from './receivers.ts';
import { climbTransparent, type CallNode } from './syntax.ts';

/** Async forms that the language has and no member of a receiver. */
export const HOLD: Twin = { name: 'await using', delivery: 'promise', fits: [] };
export const AWAIT: Twin = { name: 'await', delivery: 'promise', fits: [] };

/** `await using` for a transaction held with `using`; `await` for a method of a thenable that gives what awaiting it gives. */
export function findLanguageTwin(file: TypedFile, node: CallNode, { effect, style, transaction }: Operation, { declaration }: Receiver): Twin | undefined {
  if (style !== 'sync') return undefined;
  if (effect === 'transaction') return transaction?.kind === 'disposable' && transaction.async && findDeclaration(node)?.kind === 'using' ? HOLD : undefined;
  if (effect !== 'query' || !declaration.thenable || node.type !== T.CallExpression || node.callee.type !== T.MemberExpression || node.arguments.length > 0) return undefined;
  const { checker } = file.compiler;
  const awaited = checker.getAwaitedType(file.typeOf(node.callee.object));
  return awaited && checker.isTypeAssignableTo(awaited, file.typeOf(node)) ? AWAIT : undefined;
}

/** The declaration that a call initialises a variable of. */
export function findDeclaration(node: CallNode): TSESTree.VariableDeclaration | undefined {
  const value = climbTransparent(node);
  return value.parent?.type === T.VariableDeclarator && value.parent.init === value ? value.parent.parent : undefined;
}
