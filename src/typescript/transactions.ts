import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Operation } from '../analysis/operation.ts';
import { findOperationCall } from './calls.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { getCalleeName, matchesNamedFunction } from './named-functions.ts';
import { climbTransparent, findEnclosingFunction, isFunction, stripTransparent, type FunctionNode } from './syntax.ts';

/** Tells which code runs inside a transaction. */
export interface Transactions {
  isOpenAt(node: TSESTree.Node): boolean;
}

// Whoever names a wrapper so means a transaction; being wrong here only keeps us silent.
const SPEAKS_OF_TRANSACTION = /transaction|atomic|unitofwork/iu;

export function createTransactions(file: TypedFile, contexts: ExecutionContexts): Transactions {
  const functions = new Map<FunctionNode, boolean>();

  function isOpenAt(node: TSESTree.Node): boolean {
    if (isHandle(file, node) || isHeldByBlock(node)) return true;
    const enclosing = findEnclosingFunction(node);
    return typeof enclosing === 'object' && isFunctionProtected(enclosing.fn);
  }

  function isFunctionProtected(fn: FunctionNode): boolean {
    let known = functions.get(fn);
    if (known === undefined) {
      functions.set(fn, false); // A function that only calls itself has no caller with a transaction.
      known = isDecorated(file, fn) || takesHandle(file, fn) || isUsedInTransaction(fn) || areAllUsesProtected(fn);
      functions.set(fn, known);
    }
    return known;
  }

  /** A callback of an opener, or code that runs on the spot where a transaction is open. */
  function isUsedInTransaction(node: TSESTree.Node): boolean {
    const value = climbTransparent(node);
    const { parent } = value;
    if (parent?.type !== T.CallExpression && parent?.type !== T.NewExpression) return false;
    if (parent.type === T.CallExpression && parent.callee !== value && isOpener(parent)) return true;
    return (parent.callee === value || contexts.isRunByCall(value)) && isOpenAt(parent);
  }

  function isOpener(call: TSESTree.CallExpression): boolean {
    const name = getCalleeName(call);
    if (name !== undefined && SPEAKS_OF_TRANSACTION.test(name)) return true;
    if (matchesNamedFunction(file, call, file.knowledge.configuration.transactions)) return true;
    return findOperationCall(file, call)?.operation.transaction?.kind === 'callback';
  }

  /** Is a function of this file used by name only, and always where a transaction is open? */
  function areAllUsesProtected(fn: FunctionNode): boolean {
    const holder = climbTransparent(fn);
    const declaration = fn.type === T.FunctionDeclaration ? fn : holder.parent?.type === T.VariableDeclarator ? holder.parent : undefined;
    if (!declaration || declaration.id?.type !== T.Identifier) return false;
    const { name } = declaration.id;
    const variable = file.source.scopeManager?.getDeclaredVariables(declaration).find((candidate) => candidate.name === name);
    const uses = variable?.references.filter((reference) => reference.isRead()) ?? [];
    return uses.length > 0 && uses.every(({ identifier }) => isUsedInTransaction(identifier));
  }

  /** Is a transaction held by a declaration, or begun by hand, earlier in a block around the node? */
  function isHeldByBlock(node: TSESTree.Node): boolean {
    for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
      const { parent } = current;
      if (parent.type !== T.BlockStatement && parent.type !== T.Program) continue;
      for (const statement of parent.body) {
        if (statement.range[0] >= current.range[0]) break;
        if (opensTransaction(statement)) return true;
      }
    }
    return false;
  }

  function opensTransaction(statement: TSESTree.Node): boolean {
    if (statement.type === T.VariableDeclaration) {
      const kinds: readonly Kind[] = statement.kind === 'using' || statement.kind === 'await using' ? ['begin', 'disposable'] : ['begin'];
      return statement.declarations.some(({ init }) => init !== null && isCallOf(init, kinds));
    }
    return statement.type === T.ExpressionStatement && isCallOf(statement.expression, ['begin']);
  }

  function isCallOf(expression: TSESTree.Expression, kinds: readonly Kind[]): boolean {
    let node = stripTransparent(expression);
    if (node.type === T.AwaitExpression) node = stripTransparent(node.argument);
    const operation = node.type === T.CallExpression ? findOperationCall(file, node)?.operation : undefined;
    return operation?.transaction !== undefined && kinds.includes(operation.transaction.kind);
  }

  return { isOpenAt };
}

type Kind = NonNullable<Operation['transaction']>['kind'];

/** Is the query called on a transaction's own client? */
function isHandle(file: TypedFile, node: TSESTree.Node): boolean {
  if (node.type !== T.CallExpression || node.callee.type !== T.MemberExpression) return false;
  let object: TSESTree.Node = node.callee.object;
  while (object.type === T.MemberExpression || object.type === T.CallExpression) object = object.type === T.CallExpression ? object.callee : object.object;
  return object.type === T.Identifier && isHandleType(file, object);
}

function takesHandle(file: TypedFile, fn: FunctionNode): boolean {
  return fn.params.some((parameter) => parameter.type === T.Identifier && isHandleType(file, parameter));
}

function isHandleType(file: TypedFile, identifier: TSESTree.Identifier): boolean {
  const type = file.typeOf(identifier);
  const name = type.aliasSymbol?.name ?? type.getSymbol()?.name ?? '';
  return /Transaction/u.test(name) && file.receivers.isReceiver(type);
}

/** `@Transactional()` and its like open a transaction around a method. */
function isDecorated(file: TypedFile, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type !== T.MethodDefinition) return false;
  return parent.decorators.some(({ expression }) => SPEAKS_OF_TRANSACTION.test(file.source.getText(expression)));
}
