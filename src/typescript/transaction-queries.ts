import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Repair } from '../analysis/intent.ts';
import type { Profile, TransactionFacts } from '../analysis/profile.ts';
import type { OutsideQuery } from '../analysis/transaction.ts';
import { findOperationCall, printCallee, printExpression } from './calls.ts';
import type { TypedFile } from './file.ts';
import { isRun, readChain, type QueryChain } from './query-chains.ts';
import type { TypedSite } from './query-sites.ts';
import { getMemberName, isWithin, stripTransparent, visitNodes } from './syntax.ts';
import { listProfiles } from './transaction-calls.ts';
import { hasOneConnection, isOlder, isSameDatabase } from './transaction-clients.ts';
import { addArgument, addOption, moveOption, useHandleInstead } from './transaction-joins.ts';
import { findMisplaced, findOptionPlaces, readOption } from './transaction-options.ts';
import { readTransactionProject } from './transaction-project.ts';
import type { Scopes, TransactionScope } from './transaction-scopes.ts';
import { printReceiver } from './type-shape.ts';

type Judgement = Pick<OutsideQuery, 'by' | 'range' | 'wanted'> & { readonly repair: () => Repair | undefined };

/** A query where a transaction of its ORM is open. */
interface Candidate {
  readonly chain: QueryChain;
  readonly facts: TransactionFacts;
  readonly text: string;
  /** The transactions, the innermost first. */
  readonly open: readonly TransactionScope[];
  readonly scope: TransactionScope;
  readonly isJoined: boolean;
}

/** The queries of a file that run outside of the transaction that is open around them. */
export function findOutsideQueries(file: TypedFile, sites: readonly TypedSite[], scopes: Scopes): readonly OutsideQuery[] {
  if (scopes.all.length === 0) return [];
  const candidates = listQueries(file, sites).flatMap(({ chain, profile }) => readCandidate(file, scopes, chain, profile) ?? []);
  // A model that is given the transaction in one place belongs to its database in all places.
  const joined = new Map<string, Set<ts.Symbol>>();
  for (const { chain, isJoined, scope } of candidates) {
    const model = isJoined ? findModel(file, chain.root) : undefined;
    const { text } = scope.call;
    if (model) joined.set(text, (joined.get(text) ?? new Set()).add(model));
  }
  return candidates.flatMap((candidate): readonly OutsideQuery[] => {
    const { chain, scope, text } = candidate;
    const judgement = judge(file, candidate, joined.get(scope.call.text));
    if (!judgement) return [];
    const problem: OutsideQuery = {
      ...judgement,
      kind: 'outside',
      text,
      get receiverType() {
        return printReceiver(file.compiler, file.typeOf(chain.root));
      },
      opener: scope.call.text,
      openedAt: scope.call.node.range[0],
      path: [],
    };
    return [problem];
  });
}

/** The chains of a file, each once, with the ORM that they belong to. */
export function listQueries(file: TypedFile, sites: readonly TypedSite[]): readonly { chain: QueryChain; profile: Profile }[] {
  const found = new Map<TSESTree.Node, { chain: QueryChain; profile: Profile }>();
  const add = (node: TSESTree.Node, origin: string): void => {
    const profile = file.knowledge.findProfile(origin);
    const chain = profile?.transactions ? readChain(node) : undefined;
    if (profile && chain && !found.has(chain.top)) found.set(chain.top, { chain, profile });
  };
  for (const { call } of sites) if (call) add(call.node, call.receiver.declaration.origin);
  if (!listProfiles(file).some(({ transactions }) => transactions?.isCallable)) return [...found.values()];
  visitNodes(file.source, file.source.ast, (node) => {
    const receiver = node.type === T.CallExpression && node.callee.type === T.Identifier ? file.receivers.find(file.typeOf(node.callee)) : undefined;
    if (receiver) add(node, receiver.declaration.origin);
  });
  return [...found.values()];
}

function readCandidate(file: TypedFile, scopes: Scopes, chain: QueryChain, profile: Profile): Candidate | undefined {
  const facts = profile.transactions;
  const open = facts ? scopes.at(chain.top).filter((scope) => scope.profile === profile || facts.joinsThoseOf?.includes(scope.profile.name)) : [];
  const [scope] = open;
  if (!facts || !scope || open.some(({ project }) => project.isAmbient) || readTransactionProject(file, profile, facts).isAmbient) return undefined;
  const last = findLastOperation(file, chain, profile);
  if (!last || !isRun(file, chain, profile.lazy !== undefined)) return undefined;
  // Rows of some ORMs do not know which transaction they were read in.
  const isBinding = facts.joinsByClient === true || facts.rowsRemember === true || isModel(file, chain.root);
  const given = chain.calls.flatMap((call): readonly TSESTree.Node[] => (call.type === T.CallExpression ? call.arguments : [call.quasi]));
  const isJoined = open.some(({ mentions }) => (isBinding && mentions.has(chain.root)) || given.some((argument) => mentions.has(argument)));
  return { chain, facts, open, scope, isJoined, text: printCallee(file, last) };
}

/** The last step that the ORM declares, where all of them are its own; a method of the project may do anything. */
function findLastOperation(file: TypedFile, { calls }: QueryChain, profile: Profile): QueryChain['calls'][number] | undefined {
  let [last] = calls;
  for (const node of calls) {
    const declaration = file.signatureOf(node)?.declaration;
    if (!declaration || !file.receivers.origins.isDependency(declaration)) return undefined;
    const call = findOperationCall(file, node);
    if (call?.operation.effect === 'transaction') return undefined;
    if (call && file.knowledge.findProfile(call.receiver.declaration.origin) === profile) last = node;
  }
  return last;
}

function isModel(file: TypedFile, root: TSESTree.Node): boolean {
  return file.typeOf(root).getConstructSignatures().length > 0;
}

/** The class of the project, or the variable, that stands for the rows of one table. */
function findModel(file: TypedFile, root: TSESTree.Node): ts.Symbol | undefined {
  const symbol = file.compiler.checker.getNonNullableType(file.typeOf(root)).getSymbol();
  const declaration = symbol?.declarations?.[0];
  if (symbol && declaration && !file.receivers.origins.isDependency(declaration)) return symbol;
  return root.type === T.Identifier ? file.compiler.checker.getSymbolAtLocation(file.toTypeScript(root)) : undefined;
}

function judge(file: TypedFile, { chain, facts, isJoined, open, scope }: Candidate, joined: ReadonlySet<ts.Symbol> | undefined): Judgement | undefined {
  if (isJoined) return facts.option === undefined ? undefined : judgeMisplaced(file, chain, scope, facts.option);
  if (chain.calls.some((call) => facts.steps?.includes(getStepName(call) ?? ''))) return undefined;
  const model = findModel(file, chain.root);
  const isSame = open.some((candidate) => isSameDatabase(file, chain.root, candidate)) || (model !== undefined && !facts.joinsByClient && joined?.has(model) === true);
  if (!isSame) return facts.joinsByClient ? judgeExecutor(file, chain, scope) : undefined;
  if (facts.option !== undefined) return judgeOption(file, chain, scope, facts, facts.option);
  if (facts.arguments) return judgeArgument(file, chain, scope, facts.arguments);
  return facts.joinsByClient ? (judgeExecutor(file, chain, scope) ?? judgeClient(file, chain, scope)) : undefined;
}

function getStepName(call: QueryChain['calls'][number]): string | undefined {
  const callee = stripTransparent(call.type === T.CallExpression ? call.callee : call.tag);
  return callee.type === T.MemberExpression ? getMemberName(callee) : undefined;
}

function judgeClient(file: TypedFile, { root, top }: QueryChain, scope: TransactionScope): Judgement | undefined {
  if (!file.receivers.isReceiver(file.typeOf(root)) || !isOlder(file, root, scope)) return undefined;
  if (hasOneConnection(file, scope)) return undefined;
  return { by: 'client', range: root.range, wanted: scope.handle ?? scope.facts.handle, repair: () => useHandleInstead(file, scope, root, top) };
}

/** ``sql`…`.execute(db)`` is given the client that it runs on. */
function judgeExecutor(file: TypedFile, { calls, top }: QueryChain, scope: TransactionScope): Judgement | undefined {
  for (const call of calls) {
    for (const argument of call.type === T.CallExpression ? call.arguments : []) {
      const value = stripTransparent(argument);
      if (!/^(?:Identifier|MemberExpression)$/u.test(value.type) || !scope.client || !isOlder(file, value, scope) || hasOneConnection(file, scope)) continue;
      if (!file.receivers.isReceiver(file.typeOf(value)) || !isSameDatabase(file, value, { ...scope, project: { ...scope.project, hasOneClient: false } })) continue;
      return { by: 'client', range: value.range, wanted: scope.handle ?? scope.facts.handle, repair: () => useHandleInstead(file, scope, value, top) };
    }
  }
  return undefined;
}

function judgeOption(file: TypedFile, { calls, root }: QueryChain, scope: TransactionScope, { rowsRemember, steps = [] }: TransactionFacts, option: string): Judgement | undefined {
  for (const call of calls) {
    if (call.type !== T.CallExpression) continue;
    const name = stripTransparent(call.callee);
    const places = findOptionPlaces(file, call, option);
    const [step] = steps.filter((candidate) => file.typeOf(call).getProperty(candidate) !== undefined);
    if (places.length === 0 && step === undefined) continue;
    if (places.some((place) => readOption(file, place, option, scope.mentions) !== 'missing')) return undefined;
    if (rowsRemember && !isSurelyOutside(file, root, scope)) return undefined;
    const handle = scope.handle ?? scope.facts.handle;
    return {
      by: 'argument',
      range: name.type === T.MemberExpression ? name.property.range : name.range,
      wanted: handle === option ? `{ ${option} }` : `{ ${option}: ${handle} }`,
      repair: () => addOption(file, scope, call, places, option, step),
    };
  }
  return undefined;
}

/** A model is; a row, where it was made or read without the transaction. */
function isSurelyOutside(file: TypedFile, root: TSESTree.Node, { mentions }: TransactionScope): boolean {
  if (root.type === T.NewExpression || file.typeOf(root).getConstructSignatures().length > 0) return true;
  const variable = root.type === T.Identifier ? file.variableOf(root) : undefined;
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.node.type !== T.VariableDeclarator || !definition.node.init || mentions.isTouched(variable)) return false;
  const init = stripTransparent(definition.node.init);
  const value = init.type === T.AwaitExpression ? stripTransparent(init.argument) : init;
  return value.type === T.NewExpression || (value.type === T.CallExpression && findOperationCall(file, value) !== undefined);
}

function judgeArgument(file: TypedFile, { calls, root }: QueryChain, scope: TransactionScope, places: Readonly<Record<string, number>>): Judgement | undefined {
  const call = calls.find((candidate) => places[getStepName(candidate) ?? ''] !== undefined);
  if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) return undefined;
  const index = places[getStepName(call) ?? ''] ?? 0;
  if (call.arguments.length > index || call.arguments.some(({ type }) => type === T.SpreadElement)) return undefined;
  // A model bound to the transaction is given it once and for all.
  if (!isOlder(file, root, scope) && file.typeOf(root).getConstructSignatures().length > 0) return undefined;
  const handle = scope.handle ?? scope.facts.handle;
  const shown = [...call.arguments.map((argument) => printExpression(file, argument)), handle].join(', ');
  return { by: 'argument', range: call.callee.property.range, wanted: `${getStepName(call) ?? ''}(${shown})`, repair: () => addArgument(file, scope, call, index) };
}

/** `update(values, { where }, { transaction })`, `findOne({ where: { transaction } })`, `create(values, { options: { session } })` */
function judgeMisplaced(file: TypedFile, { calls }: QueryChain, scope: TransactionScope, option: string): Judgement | undefined {
  for (const call of calls) {
    if (call.type !== T.CallExpression) continue;
    const places = findOptionPlaces(file, call, option);
    const property = places.length > 0 ? findMisplaced(file, call, option, scope.mentions) : undefined;
    if (!property || places.some((place) => readOption(file, place, option, scope.mentions) !== 'missing' || isAt(call, place.index, property))) continue;
    return { by: 'misplaced', range: property.range, wanted: file.source.getText(property), repair: () => moveOption(file, places, property) };
  }
  return undefined;
}

/** Is a property one of the argument itself, in which it is looked for? */
function isAt({ arguments: given }: TSESTree.CallExpression, index: number, property: TSESTree.Property): boolean {
  const argument = given[index];
  return argument !== undefined && stripTransparent(argument) === property.parent && isWithin(property, argument);
}

