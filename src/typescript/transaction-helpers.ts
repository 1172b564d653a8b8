import { relative } from 'node:path';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { TransactionFacts } from '../analysis/profile.ts';
import type { OutsideQuery } from '../analysis/transaction.ts';
import { isCombinator } from './callees.ts';
import { printCallee } from './calls.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import type { QueryFact } from './function-facts.ts';
import { findProjectCalls, getSummaries } from './project-calls.ts';
import type { ProjectFunction } from './project-functions.ts';
import { climbTransparent, isFunction, visitNodes } from './syntax.ts';
import { hasOneConnection, opensTransactions } from './transaction-clients.ts';
import { isDeclared } from './transaction-options.ts';
import type { Scopes, TransactionScope } from './transaction-scopes.ts';
import { isThenable } from './type-shape.ts';

/** Calls of functions of the project that query on a client of their own while a transaction is open. */
export function findOutsideHelpers(file: TypedFile, contexts: ExecutionContexts, scopes: Scopes): readonly OutsideQuery[] {
  if (scopes.all.length === 0) return [];
  const problems: OutsideQuery[] = [];
  const fruitless = new Map<TransactionScope, Set<ProjectFunction>>();
  getSummaries(file).renewBudget();
  visitNodes(file.source, file.source.ast, (node) => {
    if (node.type !== T.CallExpression || !isWaitedFor(file, node)) return;
    const open = scopes.at(node);
    const [scope] = open;
    // What gets the handle may well use it.
    if (!scope || open.some(({ mentions, project }) => project.isAmbient || mentions.has(node)) || hasOneConnection(file, scope)) return;
    const called = findProjectCalls(file, contexts, node).find((call) => call.node === node);
    if (!called) return;
    const known = fruitless.get(scope) ?? new Set();
    fruitless.set(scope, known);
    const run = getSummaries(file).findRun(called.fn, known, (query) => isOutside(file, scope, query), ({ place }) => !place.isApart && isAwaited(file, place.node));
    if (!run) return;
    problems.push({
      kind: 'outside',
      by: 'helper',
      range: called.name.range,
      text: printCallee(file, node),
      receiverType: called.summary.owner,
      opener: scope.call.text,
      openedAt: scope.call.node.range[0],
      wanted: scope.handle ?? scope.facts.handle,
      path: run.path.map((step) => ({ ...step, file: relative(file.directory, step.file).replaceAll('\\', '/') })),
      repair: () => undefined,
    });
  });
  return problems;
}

/** Does the transaction wait for a call? What is left to itself may be meant to run apart. */
function isWaitedFor(file: TypedFile, node: TSESTree.CallExpression): boolean {
  const value = climbTransparent(node);
  const { parent } = value;
  if (parent?.type === T.AwaitExpression || parent?.type === T.ReturnStatement) return true;
  if (parent?.type === T.ArrayExpression) return parent.parent.type === T.CallExpression && isCombinator(file, parent.parent);
  return isFunction(parent) && parent.body === value;
}

function isAwaited({ compiler: { ts: tsc } }: TypedFile, node: ts.Node): boolean {
  let top = node;
  while ((tsc.isPropertyAccessExpression(top.parent) && top.parent.expression === top) || (tsc.isCallExpression(top.parent) && top.parent.expression === top) || tsc.isParenthesizedExpression(top.parent)) top = top.parent;
  const { parent } = top;
  return tsc.isAwaitExpression(parent) || tsc.isReturnStatement(parent) || (tsc.isArrowFunction(parent) && parent.body === top);
}

/** Does a query of another function run on a client that knows nothing of the transaction? */
function isOutside(file: TypedFile, scope: TransactionScope, { object, operation, place, receiver }: QueryFact): boolean {
  const { compiler: { checker, ts: tsc }, knowledge } = file;
  const profile = knowledge.findProfile(receiver.declaration.origin);
  const facts = profile?.transactions;
  if (!object || !facts || place.isApart || operation.effect === 'transaction' || !tsc.isCallExpression(place.node)) return false;
  if (profile !== scope.profile && !facts.joinsThoseOf?.includes(scope.profile.name)) return false;
  if (isThenable(file.compiler, checker.getTypeAtLocation(place.node)) !== 'yes' || !isAwaited(file, place.node)) return false;
  const calls = listCalls(tsc, place.node);
  const root = findRoot(tsc, calls);
  if (!root || !isLasting(file, root) || !isOfDatabase(file, root, scope)) return false;
  if (calls.some((call) => facts.steps?.includes(getName(tsc, call) ?? ''))) return false;
  return isUnjoined(file, facts, calls, root);
}

/** The calls of a chain, the last one first. */
function listCalls(tsc: typeof ts, node: ts.CallExpression): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  for (let current: ts.Expression = node; ; ) {
    if (tsc.isCallExpression(current)) calls.push(current);
    if (tsc.isCallExpression(current) || tsc.isPropertyAccessExpression(current) || tsc.isParenthesizedExpression(current) || tsc.isNonNullExpression(current)) current = current.expression;
    else return calls;
  }
}

/** What the first call of a chain is made on: `db.user`, or `db` of `db('users')`. */
function findRoot(tsc: typeof ts, calls: readonly ts.CallExpression[]): ts.Expression | undefined {
  const callee = calls.at(-1)?.expression;
  if (!callee) return undefined;
  return tsc.isPropertyAccessExpression(callee) ? callee.expression : tsc.isIdentifier(callee) ? callee : undefined;
}

function getName(tsc: typeof ts, { expression }: ts.CallExpression): string | undefined {
  return tsc.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

/** A variable or class of a module, or a field: what a function does not get from its caller. */
function isLasting(file: TypedFile, root: ts.Expression): boolean {
  const { compiler: { checker, ts: tsc }, receivers: { origins } } = file;
  let base = root;
  let last: ts.PropertyAccessExpression | undefined;
  while (tsc.isPropertyAccessExpression(base)) {
    last = base;
    base = base.expression;
  }
  if (base.kind === tsc.SyntaxKind.ThisKeyword) {
    const declarations = last ? (checker.getSymbolAtLocation(last.name)?.declarations ?? []) : [];
    return declarations.length > 0 && declarations.every((node) => tsc.isPropertyDeclaration(node) || tsc.isParameter(node));
  }
  if (!tsc.isIdentifier(base)) return false;
  const symbol = checker.getSymbolAtLocation(base);
  const target = symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.declarations?.[0];
  if (!declaration || (origins.isDependency(declaration) && declaration.getSourceFile().isDeclarationFile)) return false;
  if (tsc.isClassDeclaration(declaration)) return true;
  if (!tsc.isVariableDeclaration(declaration) || !tsc.isSourceFile(declaration.parent.parent.parent)) return false;
  const { initializer } = declaration;
  // A proxy may choose the client of the transaction.
  return !(initializer && tsc.isNewExpression(initializer) && initializer.expression.getText() === 'Proxy') && (tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.Const) !== 0;
}

function isOfDatabase(file: TypedFile, root: ts.Expression, { client, project }: TransactionScope): boolean {
  const { checker } = file.compiler;
  if (!file.receivers.isReceiver(checker.getTypeAtLocation(root)) || !client) return project.hasOneClient && file.receivers.isReceiver(checker.getTypeAtLocation(root));
  const own = findSymbol(file, file.toTypeScript(client));
  for (let current: ts.Node = root; file.compiler.ts.isExpression(current); ) {
    if (own && findSymbol(file, current) === own) return true;
    if (!file.compiler.ts.isPropertyAccessExpression(current)) break;
    current = current.expression;
  }
  const type = checker.getTypeAtLocation(root);
  return project.hasOneClient && (!opensTransactions(file, type) || (type.getSymbol() !== undefined && type.getSymbol() === file.typeOf(client).getSymbol()));
}

function findSymbol({ compiler: { checker, ts: tsc } }: TypedFile, node: ts.Node): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(tsc.isPropertyAccessExpression(node) ? node.name : node);
  return symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Is it certain, by what a query is given, that it joins no transaction? */
function isUnjoined(file: TypedFile, { arguments: places, joinsByClient, option, rowsRemember }: TransactionFacts, calls: readonly ts.CallExpression[], root: ts.Expression): boolean {
  const { checker, ts: tsc } = file.compiler;
  if (joinsByClient) return true;
  if (places) {
    return calls.some((call) => {
      const index = places[getName(tsc, call) ?? ''];
      return index !== undefined && call.arguments.length <= index && !call.arguments.some(tsc.isSpreadElement);
    });
  }
  if (option === undefined || (rowsRemember && checker.getTypeAtLocation(root).getConstructSignatures().length === 0)) return false;
  const takes = calls.some((call) => checker.getTypeAtLocation(call.expression).getCallSignatures().some(({ parameters }) => parameters.some((parameter) => isDeclared(file, checker.getTypeOfSymbol(parameter), option))));
  return takes && calls.every((call) => call.arguments.every((argument) => lacksOption(file, argument, option)));
}

function lacksOption(file: TypedFile, argument: ts.Expression, option: string): boolean {
  const { checker, ts: tsc } = file.compiler;
  if (tsc.isSpreadElement(argument)) return false;
  if (tsc.isObjectLiteralExpression(argument)) return argument.properties.every((property) => !tsc.isSpreadAssignment(property) && property.name.getText() !== option);
  const type = checker.getTypeAtLocation(argument);
  return (type.flags & (tsc.TypeFlags.Any | tsc.TypeFlags.Unknown)) === 0 && type.getProperty(option) === undefined;
}
