import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Change } from '../analysis/handler.ts';
import type { Profile, TransactionFacts } from '../analysis/profile.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { findOperationCall, type OperationCall } from './calls.ts';
import type { TypedFile } from './file.ts';
import { isRun, type QueryChain } from './query-chains.ts';
import type { TypedSite } from './query-sites.ts';
import { findEnclosingFunction, getMemberName, stripTransparent } from './syntax.ts';
import { listProfiles } from './transaction-calls.ts';
import { isComputed, listOwners, opensTransactions } from './transaction-clients.ts';
import { createMentions } from './transaction-mentions.ts';
import { findOptionPlaces, readOption } from './transaction-options.ts';
import { readTransactionProject } from './transaction-project.ts';
import { listQueries } from './transaction-queries.ts';
import { printReceiver } from './type-shape.ts';

/** A write whose table stands among its arguments, on a client that belongs to no transaction. */
export interface ChainWrite {
  readonly node: TSESTree.Node;
  readonly site: QuerySite;
  readonly call: OperationCall;
  readonly client: TSESTree.Node;
  readonly changes: readonly Change[];
  readonly ensures: boolean;
}

/** The writes of a file by builders and models of which the profile says what they write. */
export function readChainWrites(file: TypedFile, sites: readonly TypedSite[]): readonly ChainWrite[] {
  if (!listProfiles(file).some(({ transactions }) => transactions?.writes)) return [];
  const bySite = new Map(sites.map((site) => [site.node, site]));
  return listQueries(file, sites).flatMap(({ chain, profile }): readonly ChainWrite[] => {
    const facts = profile.transactions;
    const found = facts?.writes && isRun(file, chain, profile.lazy !== undefined) ? findWrite(chain, facts.writes) : undefined;
    if (!facts || !found || !isSurelyOutside(file, chain, profile, facts)) return [];
    const last = chain.calls.toReversed().find((call) => bySite.has(call));
    const typed = last && bySite.get(last);
    const call = chain.calls.map((node) => findOperationCall(file, node)).find((candidate) => candidate !== undefined);
    if (!typed || !call || !areOwn(file, chain)) return [];
    const model = findModel(file, chain, found.call);
    const { site } = typed;
    const { operation } = site;
    const shown: QuerySite = { ...site, operation: { ...operation, write: found.kind }, receiverType: model ?? site.receiverType };
    const ensures = chain.calls.some((step) => facts.ensuring?.includes(getStepName(step) ?? ''));
    return [{ node: last, site: shown, call, client: chain.root, changes: [{ kind: found.kind, model }], ensures }];
  });
}

function getStepName(call: QueryChain['calls'][number]): string | undefined {
  const callee = stripTransparent(call.type === T.CallExpression ? call.callee : call.tag);
  return callee.type === T.MemberExpression ? getMemberName(callee) : undefined;
}

function findWrite({ calls }: QueryChain, writes: NonNullable<TransactionFacts['writes']>): { call: TSESTree.CallExpression; kind: Change['kind'] } | undefined {
  for (const call of calls) {
    const kind = writes[getStepName(call) ?? ''];
    if (kind && call.type === T.CallExpression) return { call, kind };
  }
  return undefined;
}

/** A method of the project may do anything. */
function areOwn(file: TypedFile, { calls }: QueryChain): boolean {
  return calls.every((call) => {
    const declaration = file.signatureOf(call)?.declaration;
    return declaration !== undefined && file.receivers.origins.isDependency(declaration);
  });
}

/** Is it certain, by the client and by what the query is given, that no transaction holds it? */
function isSurelyOutside(file: TypedFile, { calls, root }: QueryChain, profile: Profile, { arguments: places, option, steps, ...facts }: TransactionFacts): boolean {
  if (!isLasting(file, root) || readTransactionProject(file, profile, { arguments: places, option, steps, ...facts } as TransactionFacts).isAmbient) return false;
  if (calls.some((call) => steps?.includes(getStepName(call) ?? ''))) return false;
  return calls.every((call) => {
    if (call.type !== T.CallExpression) return true;
    const index = places?.[getStepName(call) ?? ''];
    if (index !== undefined && call.arguments.length > index) return false;
    return option === undefined || findOptionPlaces(file, call, option).every((place) => readOption(file, place, option, createMentions(file, new Set(), undefined)) === 'missing');
  });
}

/** A constant or class of a module, or a field of what a container makes: what no caller and no transaction can exchange. */
function isLasting(file: TypedFile, root: TSESTree.Node): boolean {
  const owners = listOwners(root);
  const base = owners.at(-1);
  if (owners.some((owner) => isComputed(file, owner))) return false;
  if (base?.type === T.ThisExpression) return owners.length > 1 && isMadeByContainer(base);
  const variable = base?.type === T.Identifier ? file.variableOf(base) : undefined;
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0 || findEnclosingFunction(definition.name) !== undefined) return false;
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true) && /^(?:ClassName|ImportBinding|Variable)$/u.test(definition.type);
}

/** Does the class of a method have decorators, as services have that are made once? */
function isMadeByContainer(node: TSESTree.Node): boolean {
  for (let current = node.parent; current; current = current.parent) if (current.type === T.ClassDeclaration) return current.decorators.length > 0;
  return false;
}

/** What stands for the table: a model, `'users'` of `db.insertInto('users')` or `db('users')`, `users` of `db.insert(users)`. */
function findModel(file: TypedFile, { calls, root }: QueryChain, write: TSESTree.CallExpression): string | undefined {
  const type = file.typeOf(root);
  if (type.getConstructSignatures().length > 0) return file.source.getText(root);
  const [row] = !opensTransactions(file, type) && (type as Partial<ts.TypeReference>).target?.typeParameters?.length === 1 ? file.compiler.checker.getTypeArguments(type as ts.TypeReference) : [];
  if (row) return printReceiver(file.compiler, row);
  for (const call of [...calls.slice(0, 1), write, ...calls]) {
    const [first] = call.type === T.CallExpression ? call.arguments : [];
    const value = first && stripTransparent(first);
    if (value?.type === T.Literal && typeof value.value === 'string') return value.value.replace(/ as .*$/iu, '');
    if (value?.type === T.Identifier && (file.receivers.isReceiver(file.typeOf(value)) || file.typeOf(value).getConstructSignatures().length > 0)) return value.name;
  }
  return undefined;
}
