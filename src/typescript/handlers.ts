import type { TSESTree } from '@typescript-eslint/utils';
import type { Handler, UnprotectedStep } from '../analysis/handler.ts';
import { readConditions } from './conditions.ts';
import { createDataFlow } from './data-flow.ts';
import { findHandler, type ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { readFlow } from './flow.ts';
import { findLockingPlaces } from './locks.ts';
import { findPauses } from './pauses.ts';
import type { TypedSite } from './query-sites.ts';
import { createRanges, type Ranges } from './ranges.ts';
import { readSqlRun } from './sql-text.ts';
import type { FunctionNode } from './syntax.ts';
import { isSceneFile, isTestFunction } from './test-code.ts';
import { openTransaction } from './transaction-repairs.ts';
import { createTransactions } from './transactions.ts';
import type { TypedStep } from './typed-steps.ts';
import { isLeftToItself } from './unawaited.ts';
import { createWriteReader } from './writes.ts';

/** The functions of a file that write or lock outside any transaction. */
export function readHandlers(file: TypedFile, contexts: ExecutionContexts, sites: readonly TypedSite[]): readonly Handler[] {
  const candidates = sites.filter(({ site: { operation } }) => operation.write !== undefined || operation.lock);
  if (candidates.length === 0 || isSceneFile(file)) return [];
  const transactions = createTransactions(file, sites);
  const readWrite = createWriteReader(file, createDataFlow(file, new Map(candidates.map(({ node, site }) => [node, site]))));
  const byFunction = new Map<FunctionNode, TypedStep[]>();
  for (const { call, node: callNode, site } of candidates) {
    if (!call) continue;
    const write = readWrite(call);
    for (const node of write ? [callNode] : site.operation.lock ? findLockingPlaces(file, call) : []) {
      const fn = findHandler(node, contexts);
      if (!fn || isTestFunction(file, fn) || isLeftToItself(file, node, site) || transactions.isOpenAt(node)) continue;
      const client = site.operation.write === 'sql' ? readSqlRun(file, call)?.client : call.object;
      const step = { site, write, node, call, client, conditions: readConditions(file, node) };
      const steps = byFunction.get(fn);
      if (steps) steps.push(step);
      else byFunction.set(fn, [step]);
    }
  }
  const queries = createRanges(sites.map(({ node }) => node.range));
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
