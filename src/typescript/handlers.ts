import type { TSESTree } from '@typescript-eslint/utils';
import type { Handler, UnprotectedStep } from '../analysis/handler.ts';
import { isEvaluatedOnTheSpot, type OperationCall } from './calls.ts';
import { findHandler, type ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { readFlow } from './flow.ts';
import type { TypedSite } from './query-sites.ts';
import type { FunctionNode } from './syntax.ts';
import { isTestFile, isTestFunction } from './test-code.ts';
import { openTransaction } from './transaction-repairs.ts';
import { findOpeners } from './transaction-openers.ts';
import { createTransactions } from './transactions.ts';
import { createWriteReader } from './writes.ts';

/** An unprotected write or lock with its syntax. */
export interface TypedStep extends UnprotectedStep {
  readonly node: TSESTree.Node;
  readonly call: OperationCall;
}

/** The functions of a file that write or lock outside any transaction. */
export function readHandlers(file: TypedFile, contexts: ExecutionContexts, sites: readonly TypedSite[]): readonly Handler[] {
  const candidates = sites.filter(({ site: { operation } }) => operation.write !== undefined || operation.lock);
  if (candidates.length === 0 || isTestFile(file.toTypeScript(file.source.ast).getSourceFile().fileName)) return [];
  const transactions = createTransactions(file, contexts);
  const readWrite = createWriteReader(file, candidates);
  const byFunction = new Map<FunctionNode, TypedStep[]>();
  for (const candidate of candidates) {
    const { call, node, site } = candidate;
    const fn = findHandler(node, contexts);
    if (!fn || !call || isTestFunction(fn) || transactions.isOpenAt(node)) continue;
    const write = readWrite(candidate);
    if (!write && !(site.operation.lock && isEvaluatedOnTheSpot(file, call))) continue;
    const steps = byFunction.get(fn);
    if (steps) steps.push({ site, write, node, call });
    else byFunction.set(fn, [{ site, write, node, call }]);
  }
  const queries = sites.map(({ node }) => node.range);
  return [...byFunction].map(([fn, steps]): Handler => {
    const byNode = new Map<TSESTree.Node, TypedStep[]>();
    for (const step of steps) byNode.set(step.node, [step]);
    const ranges = steps.map(({ node }) => node.range);
    return {
      flow: readFlow<UnprotectedStep>(file, contexts, fn, {
        get: (node) => byNode.get(node) ?? [],
        hasStep: (range) => hasRangeWithin(ranges, range),
        hasQuery: (range) => hasRangeWithin(queries, range),
      }),
      openTransaction(first, last, repeated) {
        const [from, to] = [first, last].map((wanted) => steps.find((step) => step.site === wanted.site));
        const openers = from && findOpeners(file, from.call);
        return from && to && openers && openTransaction(file, contexts, openers, { first: from, last: to, repeated, fn });
      },
    };
  });
}

/** Is one of the ranges, which are sorted by their start, inside the given one? */
function hasRangeWithin(ranges: readonly (readonly [number, number])[], [start, end]: readonly [number, number]): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found !== undefined && found[0] < end;
}
