import type { TSESTree } from '@typescript-eslint/utils';
import type { Handler, UnprotectedStep } from '../analysis/handler.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { readConditions } from './conditions.ts';
import { readChainWrites } from './chain-writes.ts';
import { createDataFlow } from './data-flow.ts';
import { findHandler, type ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { readFlow } from './flow.ts';
import { findLockingPlaces } from './locks.ts';
import { findPauses } from './pauses.ts';
import type { TypedSite } from './query-sites.ts';
import { createRanges, type Ranges } from './ranges.ts';
import { readSqlRun } from './sql-text.ts';
import { readHelperWrites } from './helper-writes.ts';
import type { FunctionNode } from './syntax.ts';
import { isSceneFile, isTestFunction } from './test-code.ts';
import { openTransaction } from './transaction-repairs.ts';
import { createTransactions } from './transactions.ts';
import type { TypedStep } from './typed-steps.ts';
import { isLeftToItself } from './unawaited.ts';
import { createWriteReader } from './writes.ts';

/** The functions of a file that write or lock outside any transaction. */
export function readHandlers(file: TypedFile, contexts: ExecutionContexts, sites: readonly TypedSite[]): readonly Handler[] {
  if (file.receivers.definitions.names.size === 0 || isSceneFile(file)) return [];
  const candidates = sites.filter(({ site: { operation } }) => operation.write !== undefined || operation.lock);
  const chained = readChainWrites(file, sites);
  const helpers = readHelperWrites(file, contexts, [...candidates, ...chained].map(({ node }) => node));
  if (candidates.length === 0 && helpers.length === 0 && chained.length === 0) return [];
  const transactions = createTransactions(file, sites);
  const dataFlow = createDataFlow(file, new Map([...candidates, ...helpers, ...chained].map(({ node, site }) => [node, site])));
  const readWrite = createWriteReader(file, dataFlow);
  const byFunction = new Map<FunctionNode, TypedStep[]>();
  const add = (fn: FunctionNode, step: TypedStep): void => {
    const steps = byFunction.get(fn);
    if (steps) steps.push(step);
    else byFunction.set(fn, [step]);
  };
  const findUnprotected = (node: TSESTree.Node, site: QuerySite): FunctionNode | undefined => {
    const fn = findHandler(node, contexts);
    return fn && !isTestFunction(file, fn) && !isLeftToItself(file, node, site) && !transactions.isOpenAt(node) ? fn : undefined;
  };
  for (const { call, node: callNode, site } of candidates) {
    if (!call) continue;
    const write = readWrite(call);
    for (const node of write ? [callNode] : site.operation.lock ? findLockingPlaces(file, call) : []) {
      const fn = findUnprotected(node, site);
      if (!fn) continue;
      const client = site.operation.write === 'sql' ? readSqlRun(file, call)?.client : call.object;
      add(fn, { site, write, node, call, client, conditions: readConditions(file, node) });
    }
  }
  for (const { changes, ensures, node, site } of helpers) {
    const fn = findUnprotected(node, site);
    const write = { changes, ensures, isUnit: true, row: undefined, mentions: new Set<string>(), uses: dataFlow.read(node).sites };
    if (fn) add(fn, { site, write, node, call: undefined, client: undefined, conditions: readConditions(file, node) });
  }
  for (const { changes, ensures, site, ...chain } of chained) {
    const fn = findUnprotected(chain.node, site);
    const { paths: mentions, sites: uses } = dataFlow.read(chain.node);
    if (fn) add(fn, { site, write: { changes, ensures, row: undefined, mentions, uses }, ...chain, conditions: readConditions(file, chain.node) });
  }
  const queries = createRanges([...sites, ...helpers].map(({ node }) => node.range));
  return [...byFunction].map(([fn, steps]) => readHandler(file, contexts, fn, steps, queries));
}

function readHandler(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, steps: readonly TypedStep[], queries: Ranges): Handler {
  const byNode = new Map<TSESTree.Node, TypedStep[]>();
  for (const step of steps) byNode.set(step.node, [...(byNode.get(step.node) ?? []), step]);
  const typed = new Map<UnprotectedStep, TypedStep>(steps.map((step) => [step, step]));
  return {
    flow: readFlow<UnprotectedStep>(file, contexts, fn, {
      get: (node) => byNode.get(node) ?? [],
      ranges: createRanges(steps.map(({ node }) => node.range)),
      pauses: createRanges(findPauses(file, contexts, fn, queries)),
    }),
    openTransaction: (group, loop) => openTransaction(file, contexts, { fn, steps: group.flatMap((step) => typed.get(step) ?? []), loop: loop as TSESTree.Node | undefined }),
  };
}
