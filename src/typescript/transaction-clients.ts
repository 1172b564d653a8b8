import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TypedFile } from './file.ts';
import { isFunction, isWithin, stripTransparent } from './syntax.ts';
import type { TransactionScope } from './transaction-scopes.ts';
import { getConstituents } from './type-shape.ts';

/** The part of an expression that queries go through: `db` of `db.users`, with all that lead to it. */
export function listOwners(root: TSESTree.Node): readonly TSESTree.Node[] {
  const owners: TSESTree.Node[] = [];
  for (let current: TSESTree.Node | undefined = stripTransparent(root); current; ) {
    owners.push(current);
    current = current.type === T.MemberExpression ? stripTransparent(current.object) : undefined;
  }
  return owners;
}

/** Was a value there before the transaction was opened, so that it cannot be bound to it? */
export function isOlder(file: TypedFile, root: TSESTree.Node, scope: TransactionScope): boolean {
  const owners = listOwners(root);
  const base = owners.at(-1);
  // What a getter gives may be another client with each transaction.
  if (!base || owners.some((owner) => isComputed(file, owner))) return false;
  if (base.type === T.ThisExpression) return isSameThis(base, scope.call.node);
  const variable = base.type === T.Identifier ? file.variableOf(base) : undefined;
  if (!variable || variable.defs.length !== 1) return false;
  const isBefore = (node: TSESTree.Node): boolean => (scope.callback ? !isWithin(node, scope.callback) : node.range[1] <= scope.call.node.range[0] || !isWithin(node, getBlock(scope.call.node)));
  return variable.identifiers.every(isBefore) && variable.references.every((reference) => !reference.isWrite() || isBefore(reference.identifier));
}

/** The function, or the module, that a node belongs to. */
function getBlock(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (current.parent && !isFunction(current)) current = current.parent;
  return current;
}

/** May it give another value each time? */
export function isComputed(file: TypedFile, node: TSESTree.Node): boolean {
  const { checker, ts: tsc } = file.compiler;
  if (node.type === T.MemberExpression && node.computed) return true;
  const place = node.type === T.MemberExpression ? node.property : node;
  const symbol = checker.getSymbolAtLocation(file.toTypeScript(place));
  const target = symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.some((declaration) => {
    // A generator of code may declare what it offers as getters.
    if (file.receivers.origins.isDependency(declaration)) return false;
    if (tsc.isGetAccessor(declaration)) return true;
    const initializer = tsc.isVariableDeclaration(declaration) || tsc.isPropertyDeclaration(declaration) ? declaration.initializer : undefined;
    return initializer !== undefined && tsc.isNewExpression(initializer) && initializer.expression.getText() === 'Proxy';
  }) ?? false;
}

function isSameThis(one: TSESTree.Node, other: TSESTree.Node): boolean {
  return findThisOwner(one) === findThisOwner(other);
}

function findThisOwner(node: TSESTree.Node): TSESTree.Node | undefined {
  let owner = node.parent;
  while (owner && (!isFunction(owner) || owner.type === T.ArrowFunctionExpression) && !/^(?:PropertyDefinition|StaticBlock)$/u.test(owner.type)) owner = owner.parent;
  return owner;
}

/** Do two expressions name the same variable, import or field? */
function isSamePlace(file: TypedFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  if (one.type === T.ThisExpression) return other.type === T.ThisExpression && isSameThis(one, other);
  if (one.type === T.Identifier && other.type === T.Identifier) {
    const symbol = findSymbol(file, one);
    return symbol !== undefined && symbol === findSymbol(file, other);
  }
  if (one.type !== T.MemberExpression || other.type !== T.MemberExpression || one.computed || other.computed) return false;
  return file.source.getText(one.property) === file.source.getText(other.property) && isSamePlace(file, stripTransparent(one.object), stripTransparent(other.object));
}

function findSymbol({ compiler: { checker, ts: tsc }, toTypeScript }: TypedFile, node: TSESTree.Node): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(toTypeScript(node));
  return symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Does the root of a query belong to the database that the transaction was opened on? */
export function isSameDatabase(file: TypedFile, root: TSESTree.Node, { client, project }: TransactionScope): boolean {
  const shared = client ? listOwners(client).filter((owner) => file.receivers.isReceiver(file.typeOf(owner))) : [];
  if (listOwners(root).some((owner) => shared.some((other) => isSamePlace(file, owner, other)))) return true;
  if (!project.hasOneClient) return false;
  const type = file.typeOf(root);
  // Another client of the same type may lead to the same database; of another type it surely does not.
  return !opensTransactions(file, type) || (client !== undefined && getName(file, type) === getName(file, file.typeOf(client)) && getName(file, type) !== undefined);
}

const OPENING = /transaction|atomic|begin|savepoint/iu;

/** Is it a client, rather than a model, a row or a repository? */
export function opensTransactions(file: TypedFile, type: ts.Type): boolean {
  if (type.getConstructSignatures().length > 0) return false;
  const receiver = file.receivers.find(type);
  return receiver?.declaration.names().some((name) => OPENING.test(name) && receiver.operation(name)?.transaction !== undefined) ?? false;
}

function getName(file: TypedFile, type: ts.Type): string | undefined {
  const [part] = getConstituents(file.compiler, type);
  return part?.getSymbol()?.name ?? part?.aliasSymbol?.name;
}

/** Has the client one connection only, so that whatever runs on it is part of what is open? */
export function hasOneConnection(file: TypedFile, { client, facts: { single }, project }: TransactionScope): boolean {
  if (project.isSingle) return true;
  if (!client || single?.member === undefined) return false;
  const member = file.typeOf(client).getProperty(single.member);
  const [type] = member ? getConstituents(file.compiler, file.compiler.checker.getTypeOfSymbol(member)) : [];
  const symbol = type?.aliasSymbol ?? type?.getSymbol();
  const declaration = symbol?.declarations?.[0];
  return symbol !== undefined && declaration !== undefined && (single.types?.includes(`${file.receivers.origins.of(declaration)}/${symbol.name}`) ?? false);
}
