import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { findOperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { findUses } from './function-uses.ts';
import { findMethodUses, HOLDING } from './method-uses.ts';
import { getCalleeName, matchesNamedFunction } from './named-functions.ts';
import type { TypedSite } from './query-sites.ts';
import { climbTransparent, findEnclosingFunction, isFunction, isWithin, type FunctionNode } from './syntax.ts';
import { createTransactionCalls } from './transaction-calls.ts';
import { createTransactionMarks } from './transaction-marks.ts';
import { createWrappers } from './transaction-wrappers.ts';
import { findCollector } from './unawaited.ts';

/** Tells which code runs inside a transaction. */
export interface Transactions {
  isOpenAt(node: TSESTree.Node): boolean;
}

// Whoever names a function or its owner so means a transaction; being wrong here only keeps us silent.
const SPEAKS_OF_TRANSACTION = /transaction|atomic|unit_?of_?work/iu;
const RUNS_TRANSACTIONS = /unit_?of_?work|transaction(?:al)?(?:context|host|manager|runner|scope|service)?$/iu;
const HANDLE = /^(?:tx|txn|trx)$|transaction/iu;
const ENDINGS = [['commit', 'rollback'], ['commitTransaction', 'abortTransaction']] as const;

export function createTransactions(file: TypedFile, sites: readonly TypedSite[]): Transactions {
  const functions = new Map<FunctionNode, boolean>();
  const isMarkedOpen = createTransactionMarks(file, sites);
  const isWrapper = createWrappers(file);
  const calls = createTransactionCalls(file);

  function isOpenAt(node: TSESTree.Node): boolean {
    if (usesHandle(file, node) || isMarkedOpen(node) || isGivenToOpener(node)) return true;
    const enclosing = findEnclosingFunction(node);
    return typeof enclosing === 'object' && isFunctionProtected(enclosing.fn);
  }

  /** `$transaction([a.update(…), b.update(…)])`, with the array in place or held by a variable. */
  function isGivenToOpener(node: TSESTree.Node): boolean {
    for (let current = node; current.parent && !isFunction(current.parent); current = current.parent) {
      const { parent } = current;
      if (parent.type === T.CallExpression && parent.callee !== current && isOpener(parent, current)) return true;
      if (!/^(?:Array|Call|Spread|Conditional|Await|TS)/u.test(parent.type)) break;
    }
    const collector = findCollector(climbTransparent(node));
    const references = collector ? (file.variableOf(collector)?.references ?? []) : [];
    return references.some(({ identifier: { parent }, identifier }) => parent.type === T.CallExpression && parent.callee !== identifier && isOpener(parent, identifier));
  }

  function isFunctionProtected(fn: FunctionNode): boolean {
    let known = functions.get(fn);
    if (known === undefined) {
      functions.set(fn, true); // A function that calls itself adds no caller.
      known = isDecorated(file, fn) || takesHandle(file, fn) || areAllUsesProtected(fn);
      functions.set(fn, known);
    }
    return known;
  }

  /** Do all uses of a function in its file, other than its own, stand where a transaction is open, or open one for it? */
  function areAllUsesProtected(fn: FunctionNode): boolean {
    const places = [...findUses(file, fn).places, ...findMethodUses(file, fn)].filter((place) => place === climbTransparent(fn) || !isWithin(place, fn));
    const uses = places.filter(({ parent }) => parent !== undefined && !HOLDING.has(parent.type));
    return uses.length > 0 && uses.every(isUsedInTransaction);
  }

  /** Is a function called, or handed to a call, where a transaction is open? */
  function isUsedInTransaction(place: TSESTree.Node): boolean {
    const value = climbTransparent(place);
    const { parent } = value;
    if (parent?.type !== T.CallExpression && parent?.type !== T.NewExpression) return false;
    return (parent.type === T.CallExpression && parent.callee !== value && isOpener(parent, value)) || isOpenAt(parent);
  }

  function isOpener(call: TSESTree.CallExpression, callback: TSESTree.Node): boolean {
    const name = getCalleeName(call);
    if (name !== undefined && SPEAKS_OF_TRANSACTION.test(name)) return true;
    if (matchesNamedFunction(file, call, file.knowledge.configuration.transactions)) return true;
    if (calls.read(call)?.kind === 'callback' || findOperationCall(file, call)?.operation.transaction?.kind === 'callback') return true;
    if (call.callee.type === T.MemberExpression && RUNS_TRANSACTIONS.test(getTypeName(file.typeOf(call.callee.object)))) return true;
    return isWrapper(call, callback);
  }

  return { isOpenAt };
}

/** Is the query called on a transaction's own client, or given the transaction to run in? */
function usesHandle(file: TypedFile, node: TSESTree.Node): boolean {
  let part = node;
  while (part.type === T.MemberExpression || part.type === T.CallExpression) {
    if (part.type === T.CallExpression && part.arguments.some((argument) => isGivenTransaction(file, argument))) return true;
    part = part.type === T.CallExpression ? part.callee : part.object;
    if (part.type !== T.CallExpression && isHandle(file, part)) return true;
  }
  return false;
}

/** `trx`, `{ transaction }` */
function isGivenTransaction(file: TypedFile, argument: TSESTree.Node): boolean {
  if (argument.type === T.ObjectExpression) return argument.properties.some((property) => property.type === T.Property && isGivenTransaction(file, property.value));
  if (argument.type !== T.Identifier && argument.type !== T.MemberExpression) return false;
  const type = file.typeOf(argument);
  return ENDINGS.some(([commit, rollback]) => type.getProperty(commit) !== undefined && type.getProperty(rollback) !== undefined);
}

function takesHandle(file: TypedFile, fn: FunctionNode): boolean {
  const declared = file.source.scopeManager?.getDeclaredVariables(fn) ?? [];
  return declared.some(({ defs: [definition], identifiers: [identifier] }) => definition?.node === fn && identifier !== undefined && identifier !== ('id' in fn ? fn.id : undefined) && isHandle(file, identifier));
}

/** A client whose type, or whose name, says that it belongs to a transaction; rows may go by any name. */
function isHandle(file: TypedFile, node: TSESTree.Node): boolean {
  if (node.type !== T.Identifier && node.type !== T.MemberExpression) return false;
  const name = node.type === T.Identifier ? node.name : getMemberText(node);
  const isNamed = HANDLE.test(name);
  const type = file.typeOf(node);
  if (!isNamed && !/transaction/iu.test(getTypeName(type))) return false;
  const receiver = file.receivers.find(type);
  return receiver !== undefined && !isProjectClass(file, type) && (receiver.operation('commit') !== undefined || !receiver.isBuilder());
}

function getMemberText({ property }: TSESTree.MemberExpression): string {
  return property.type === T.Identifier || property.type === T.PrivateIdentifier ? property.name : '';
}

function getTypeName(type: ts.Type): string {
  return type.aliasSymbol?.name ?? type.getSymbol()?.name ?? '';
}

/** A model may be about transactions of another kind. */
function isProjectClass({ compiler: { ts: tsc }, receivers: { origins } }: TypedFile, type: ts.Type): boolean {
  return (type.getSymbol()?.declarations ?? []).some((declaration) => tsc.isClassLike(declaration) && !origins.isDependency(declaration));
}

/** `@Transactional()` and its like open a transaction around a method, or around every method of a class. */
function isDecorated(file: TypedFile, { parent }: FunctionNode): boolean {
  if (parent.type !== T.MethodDefinition) return false;
  const named = new Set(file.knowledge.configuration.transactions.map(({ name }) => name));
  return [...parent.decorators, ...parent.parent.parent.decorators].some(({ expression }) => {
    const text = file.source.getText(expression.type === T.CallExpression ? expression.callee : expression);
    return SPEAKS_OF_TRANSACTION.test(text) || named.has(text.split('.').at(-1) ?? '');
  });
}
