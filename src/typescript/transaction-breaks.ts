import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { Repair } from '../analysis/intent.ts';
import type { BrokenTransaction } from '../analysis/transaction.ts';
import { insert } from './await-edits.ts';
import { isCombinator } from './callees.ts';
import { findOperationCall, printExpression } from './calls.ts';
import type { TypedFile } from './file.ts';
import { getCalleeName } from './named-functions.ts';
import { readChain } from './query-chains.ts';
import type { TypedSite } from './query-sites.ts';
import { climbTransparent, findEnclosingFunction, isFunction, isVoided, isWithin, stripTransparent, visitNodes, type FunctionNode } from './syntax.ts';
import { climbChain, findHandlePlace, findHandleType, type TransactionCall } from './transaction-calls.ts';
import { isPassed } from './transaction-marks.ts';
import type { Scopes, TransactionScope } from './transaction-scopes.ts';
import { isThenable, printReceiver } from './type-shape.ts';
import { isWaiting } from './wrapped-code.ts';

type Found = Pick<BrokenTransaction, 'endedAt' | 'kind' | 'later' | 'range' | 'text'> & { readonly object: TSESTree.Node | undefined; readonly repair?: () => Repair | undefined };

/** Transactions that end too early, are never opened, or are used in a way that their connection does not serve. */
export function findBreaks(file: TypedFile, sites: readonly TypedSite[], scopes: Scopes, calls: readonly TransactionCall[]): readonly BrokenTransaction[] {
  const found = [
    ...calls.flatMap((call): readonly Found[] => findNeverInvoked(file, call) ?? findAsyncCallback(file, call)),
    ...findUsedAfter(file, sites, calls),
    ...findUsedLater(file, sites, scopes),
    ...findParallel(file, sites, scopes),
  ];
  return found.map(({ object, ...problem }) => ({
    repair: () => undefined,
    ...problem,
    get receiverType() {
      return object ? printReceiver(file.compiler, file.typeOf(object)) : '';
    },
  }));
}

function getRange({ callee }: TSESTree.CallExpression): readonly [number, number] {
  const place = stripTransparent(callee);
  return place.type === T.MemberExpression ? place.property.range : place.range;
}

/** `db.transaction(fn)` of a driver that gives a function, which nothing calls. */
function findNeverInvoked(file: TypedFile, { callback, kind, node, object, text }: TransactionCall): readonly Found[] | undefined {
  if (kind !== 'callback' || !callback) return undefined;
  const type = file.typeOf(node);
  if (type.getCallSignatures().length === 0 || isThenable(file.compiler, type) !== 'no') return undefined;
  const value = climbTransparent(node);
  const { parent } = value;
  const isDropped = parent?.type === T.ExpressionStatement || parent?.type === T.AwaitExpression || isVoided(node);
  const variable = parent?.type === T.VariableDeclarator && parent.init === value && parent.id.type === T.Identifier ? file.variableOf(parent.id) : undefined;
  const isUnused = variable?.references.every(({ init }) => init) === true && !/^Export/u.test(parent?.parent?.parent?.type ?? '') && findEnclosingFunction(node) !== undefined;
  if (!isDropped && !isUnused) return undefined;
  const repair = (): Repair | undefined => (isDropped && callback.params.length === 0 && !callback.async ? { safety: 'safe', edits: [insert(node.range[1], '()')] } : undefined);
  return [{ kind: 'never-invoked', range: getRange(node), text, object, repair }];
}

/** A driver that waits for nothing commits when the callback gives its promise. */
function findAsyncCallback(file: TypedFile, { callback, kind, node, object, takesAsync, text }: TransactionCall): readonly Found[] {
  if (kind !== 'callback' || !callback || takesAsync || !givesPromise(file, callback)) return [];
  return [{ kind: 'async-callback', range: getRange(node), text, object, repair: () => removeAsync(file, callback) }];
}

function givesPromise(file: TypedFile, callback: FunctionNode): boolean {
  const [signature] = file.typeOf(callback).getCallSignatures();
  return callback.async || (signature !== undefined && isThenable(file.compiler, signature.getReturnType()) === 'yes');
}

/** An async function that waits for nothing may as well be none. */
function removeAsync(file: TypedFile, callback: FunctionNode): Repair | undefined {
  if (!callback.async || callback.generator || isWaiting(file, callback.body)) return undefined;
  const [keyword, next] = file.source.getFirstTokens(callback, { count: 2 });
  return keyword?.value !== 'async' || !next ? undefined : { safety: 'safe', edits: [{ range: [keyword.range[0], next.range[0]], text: '' }] };
}

/** Queries through a handle that has been committed or rolled back on every way to them. */
function findUsedAfter(file: TypedFile, sites: readonly TypedSite[], calls: readonly TransactionCall[]): readonly Found[] {
  const ends = calls.flatMap(({ facts, kind, node, object }) => {
    const place = object && stripTransparent(object);
    const variable = (kind === 'commit' || kind === 'rollback') && place?.type === T.Identifier ? file.variableOf(place) : undefined;
    const isHandle = place && findHandleType(file, file.typeOf(place))?.type.reusable !== true && facts.handles !== undefined;
    const isOnce = variable?.references.filter((reference) => reference.isWrite()).length === 1 && calls.some((call) => call.kind === 'begin' && findHandlePlace(file, call)?.node === variable.identifiers[0]);
    return variable && isHandle && isOnce && climbChain(node).parent?.type === T.AwaitExpression ? [{ node, variable }] : [];
  });
  if (ends.length === 0) return [];
  return listChains(sites).flatMap(({ site, top, variables }): readonly Found[] => {
    const used = variables(file);
    const end = ends.find(({ node, variable }) => used.has(variable) && node.range[1] <= top.range[0] && getFunction(node) === getFunction(top) && isPassed(node, top) && !isHandlingTrouble(node, top));
    return end && site.call ? [{ kind: 'used-after', range: site.site.range, text: site.site.text, object: site.call.object, endedAt: end.node.range[0] }] : [];
  });
}

function getFunction(node: TSESTree.Node): unknown {
  const enclosing = findEnclosingFunction(node);
  return typeof enclosing === 'object' ? enclosing.fn : enclosing;
}

/** What fails on its way may not have ended anything. */
function isHandlingTrouble(end: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let current = node; current.parent && !isFunction(current); current = current.parent) {
    if (current.parent.type === T.TryStatement && current.parent.block !== current && isWithin(end, current.parent.block)) return true;
  }
  return false;
}

interface Chain {
  readonly site: TypedSite;
  readonly top: TSESTree.Node;
  /** The variables that the query is called on or given. */
  variables(file: TypedFile): ReadonlySet<TSESLint.Scope.Variable>;
}

function listChains(sites: readonly TypedSite[]): readonly Chain[] {
  const seen = new Set<TSESTree.Node>();
  return sites.flatMap((site): readonly Chain[] => {
    const chain = site.call && site.site.operation.effect !== 'transaction' ? readChain(site.node) : undefined;
    if (!chain || seen.has(chain.top)) return [];
    seen.add(chain.top);
    const variables = (file: TypedFile): ReadonlySet<TSESLint.Scope.Variable> => {
      const found = new Set<TSESLint.Scope.Variable>();
      visitNodes(file.source, chain.top, (node) => {
        if (isFunction(node)) return 'skip';
        const variable = node.type === T.Identifier ? file.variableOf(node) : undefined;
        if (variable) found.add(variable);
        return undefined;
      });
      return found;
    };
    return [{ site, top: chain.top, variables }];
  });
}

const TIMERS = new Set(['setImmediate', 'setInterval', 'setTimeout']);

/** Queries through the handle of a callback, in a function that a timer runs when the callback may be over. */
function findUsedLater(file: TypedFile, sites: readonly TypedSite[], scopes: Scopes): readonly Found[] {
  const callbacks = scopes.all.filter(({ callback }) => callback);
  if (callbacks.length === 0) return [];
  return listChains(sites).flatMap(({ site, top }): readonly Found[] => {
    const scope = callbacks.find(({ callback, mentions }) => callback && isWithin(top, callback) && mentions.has(top));
    const timer = scope && findTimer(file, top, scope);
    return timer && site.call ? [{ kind: 'used-after', range: site.site.range, text: site.site.text, object: site.call.object, later: timer }] : [];
  });
}

function findTimer(file: TypedFile, node: TSESTree.Node, { callback }: TransactionScope): string | undefined {
  for (let current = node; current.parent && current !== callback; current = current.parent) {
    // Whoever makes a promise of it may wait for it.
    if (current.type === T.NewExpression) return undefined;
    const { parent } = current;
    const name = isFunction(current) && parent.type === T.CallExpression && parent.callee.type === T.Identifier ? getCalleeName(parent) : undefined;
    if (name === undefined || parent.type !== T.CallExpression || !TIMERS.has(name) || parent.arguments[0] !== current) continue;
    const isGlobal = parent.callee.type === T.Identifier && (file.variableOf(parent.callee)?.defs.length ?? 0) === 0;
    return isGlobal && !isInPromise(parent, callback) ? name : undefined;
  }
  return undefined;
}

function isInPromise(node: TSESTree.Node, end: TSESTree.Node | undefined): boolean {
  for (let current: TSESTree.Node | undefined = node; current && current !== end; current = current.parent) if (current.type === T.NewExpression) return true;
  return false;
}

/** `Promise.all` over queries of one transaction, which has one connection. */
function findParallel(file: TypedFile, sites: readonly TypedSite[], scopes: Scopes): readonly Found[] {
  const counts = new Map<TSESTree.CallExpression, { count: number; site: TypedSite }>();
  for (const { site, top } of scopes.all.length > 0 ? listChains(sites) : []) {
    const combined = findCombinator(file, top);
    if (!combined || !scopes.at(top).some(({ mentions }) => mentions.has(top))) continue;
    const known = counts.get(combined.call);
    counts.set(combined.call, { count: (known?.count ?? 0) + (combined.isRepeated ? 2 : 1), site });
  }
  return [...counts].flatMap(([node, { count, site }]): readonly Found[] => (count > 1 && site.call ? [{ kind: 'parallel', range: getRange(node), text: printExpression(file, node.callee), object: site.call.object }] : []));
}

function findCombinator(file: TypedFile, node: TSESTree.Node): { call: TSESTree.CallExpression; isRepeated: boolean } | undefined {
  let isRepeated = false;
  for (let current = node; current.parent && !current.type.endsWith('Statement'); current = current.parent) {
    if (isFunction(current)) isRepeated = true;
    const { parent } = current;
    if (parent.type !== T.CallExpression || parent.callee === current) continue;
    if (isCombinator(file, parent)) return { call: parent, isRepeated };
    if (!isFunction(current) && findOperationCall(file, parent)) return undefined;
  }
  return undefined;
}
