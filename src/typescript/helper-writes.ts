import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption } from '../analysis/consumption.ts';
import type { Change } from '../analysis/handler.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { findOperationCall, printExpression } from './calls.ts';
import { findThenableUse } from './consumption.ts';
import { findHandler, type ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { getCalleeName } from './named-functions.ts';
import { findProjectCalls, getSummaries, type ProjectCall } from './project-calls.ts';
import { climbTransparent, visitNodes } from './syntax.ts';
import { isThenable } from './type-shape.ts';

/** A call of a function of the project that writes once: one write, as if it stood at the call. */
export interface HelperWrite {
  readonly node: TSESTree.Node;
  readonly site: QuerySite;
  readonly changes: readonly Change[];
  readonly ensures: boolean;
}

/** The calls of a file that write once and do nothing else that takes time; what writes several times has to see to itself. */
export function readHelperWrites(file: TypedFile, contexts: ExecutionContexts, others: readonly TSESTree.Node[]): readonly HelperWrite[] {
  const writes: HelperWrite[] = [];
  const byFunction = new Map<unknown, TSESTree.CallExpression[]>();
  const { index } = getSummaries(file);
  visitNodes(file.source, file.source.ast, (node) => {
    if (node.type === T.CallExpression && index.mayQuery(getCalleeName(node) ?? '')) append(byFunction, findHandler(node, contexts), node);
  });
  const busy = new Set<unknown>(others.map((node) => findHandler(node, contexts)));
  // One write alone belongs to nothing.
  for (const node of [...byFunction].flatMap(([fn, calls]) => (fn !== undefined && (calls.length > 1 || busy.has(fn)) ? calls : []))) {
    for (const call of findProjectCalls(file, contexts, node, 'queries')) {
      const { changes, count, ensures, isPlain } = call.summary.writes;
      if (call.form !== 'call' || count !== 'one' || !isPlain || findOperationCall(file, node)?.operation.write) continue;
      // Two updates of one model are mostly of rows that have nothing to do with each other.
      const told = changes.map((change): Change => (change.kind === 'update' ? { ...change, model: undefined } : change));
      writes.push({ node, site: createSite(file, contexts, call, node, changes), changes: told, ensures });
    }
  }
  return writes;
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function createSite(file: TypedFile, contexts: ExecutionContexts, { name, summary }: ProjectCall, node: TSESTree.CallExpression, [change]: readonly Change[]): QuerySite {
  const thenable = isThenable(file.compiler, file.typeOf(node)) === 'yes';
  return {
    form: 'call',
    operation: { receiver: summary.owner, name: summary.name, effect: 'query', style: thenable ? 'async' : 'sync', lock: false, ...(change && { write: change.kind }) },
    text: printExpression(file, node.callee),
    receiverType: change?.model?.replace(/^:/u, '') ?? summary.owner,
    range: name.range,
    context: contexts.of(node),
    thenable,
    consumption: thenable ? getConsumption(file, contexts, node) : { kind: 'consumed' },
    repair: () => undefined,
  };
}

function getConsumption(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node): Consumption {
  return climbTransparent(node).parent?.type === T.AwaitExpression ? { kind: 'awaited' } : findThenableUse(file, contexts, node).consumption;
}
