import type { TransactionProblem } from '../analysis/transaction.ts';
import { findEnclosingFunction } from './syntax.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import type { TypedSite } from './query-sites.ts';
import { isSceneFile, isTestFunction } from './test-code.ts';
import { findBreaks } from './transaction-breaks.ts';
import { createTransactionCalls, listProfiles } from './transaction-calls.ts';
import { findLeftOpen } from './transaction-endings.ts';
import { findOutsideHelpers } from './transaction-helpers.ts';
import { findOutsideQueries } from './transaction-queries.ts';
import { createScopes } from './transaction-scopes.ts';
import { findSqlLeftOpen } from './transaction-sql.ts';

/** The mistakes that a file makes with transactions. */
export function findTransactionProblems(file: TypedFile, contexts: ExecutionContexts, sites: readonly TypedSite[]): readonly TransactionProblem[] {
  if (!listProfiles(file).some(({ transactions }) => transactions) || isSceneFile(file)) return [];
  const reader = createTransactionCalls(file);
  const calls = reader.list().filter(({ node }) => {
    const enclosing = findEnclosingFunction(node);
    return typeof enclosing !== 'object' || !isTestFunction(file, enclosing.fn);
  });
  const open = findSqlLeftOpen(file, contexts, sites);
  if (calls.length === 0) return open;
  const scopes = createScopes(file, contexts, calls);
  return [...open, ...findOutsideQueries(file, sites, scopes), ...findOutsideHelpers(file, contexts, scopes), ...findLeftOpen(file, contexts, reader, calls), ...findBreaks(file, sites, scopes, calls)];
}
