import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { SqlStatement } from '../analysis/knowledge.ts';
import type { BrokenTransaction } from '../analysis/transaction.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import type { TypedSite } from './query-sites.ts';
import { readSqlRun } from './sql-text.ts';
import { findEnclosingFunction, stripTransparent, type FunctionNode } from './syntax.ts';
import { createProblem, findWayOut, isHarmless, mayEndByName } from './transaction-endings.ts';

type Kind = SqlStatement['kind'] | 'unknown';

/** SQL that a call runs, as far as it has to do with transactions. */
interface Run {
  readonly node: TSESTree.CallExpression;
  readonly client: string;
  readonly object: TSESTree.Node;
  readonly kind: Kind | undefined;
  readonly isBeginning: boolean;
}

/** Functions that run `BEGIN` and its `COMMIT`, and leave the transaction open on some path. */
export function findSqlLeftOpen(file: TypedFile, contexts: ExecutionContexts, sites: readonly TypedSite[]): readonly BrokenTransaction[] {
  const runs = new Map<TSESTree.Node, Run>();
  for (const { call } of sites) {
    if (call?.operation.write !== 'sql' || call.node.type !== T.CallExpression) continue;
    const run = readRun(file, call);
    if (run) runs.set(call.node, run);
  }
  if (![...runs.values()].some(({ isBeginning }) => isBeginning)) return [];
  const queries = new Set(sites.flatMap(({ call, node, site }) => (call && site.operation.effect === 'query' && site.operation.style === 'sync' ? [node] : [])));
  return [...runs.values()].flatMap(({ client, isBeginning, node, object }): readonly BrokenTransaction[] => {
    const enclosing = findEnclosingFunction(node);
    const fn = typeof enclosing === 'object' && !enclosing.inParameters ? enclosing.fn : undefined;
    // Where another function ends it, that one is called from places we do not see.
    if (!isBeginning || !fn || !endsItself([...runs.values()], client, fn)) return [];
    const leaving = findWayOut(file, contexts, fn, node, (call) => {
      const run = runs.get(call);
      if (run?.client === client && (run.kind === 'commit' || run.kind === 'rollback' || run.kind === 'unknown')) return 'ends';
      if (queries.has(call)) return 'fails';
      if (run) return undefined;
      return mayEndByName(call) || isGivenClient(file, call, client) ? 'ends' : undefined;
    });
    const text = file.source.getText(node.callee);
    return leaving ? [createProblem(file, { kind: 'left-open', leaving, node, object, text })] : [];
  });
}

function readRun(file: TypedFile, call: NonNullable<TypedSite['call']>): Run | undefined {
  const { node } = call;
  const sql = readSqlRun(file, call);
  const object = sql?.client ?? call.object;
  if (!object || node.type !== T.CallExpression) return undefined;
  const statements = sql ? file.knowledge.readSql(sql.text) : [];
  const last = statements.findLast(({ kind }) => kind === 'begin' || kind === 'commit' || kind === 'rollback');
  // A prepared statement stands for whatever it was prepared from.
  const isUnread = !sql || sql.text.startsWith('?');
  return { node, client: file.source.getText(stripTransparent(object)), object, kind: isUnread ? 'unknown' : last?.kind, isBeginning: last?.kind === 'begin' };
}

function endsItself(runs: readonly Run[], client: string, fn: FunctionNode): boolean {
  return runs.some((run) => {
    const enclosing = findEnclosingFunction(run.node);
    return run.client === client && (run.kind === 'commit' || run.kind === 'rollback') && typeof enclosing === 'object' && enclosing.fn === fn;
  });
}

/** May a function of the project that gets the client end the transaction? */
function isGivenClient(file: TypedFile, call: TSESTree.CallExpression, client: string): boolean {
  return call.arguments.some((argument) => file.source.getText(stripTransparent(argument)) === client) && !isHarmless(file, call);
}
