import type { Flow } from './flow.ts';
import type { QuerySite } from './query-site.ts';

/** A function and the writes and locks it runs, in order. */
export interface Handler {
  readonly flow: Flow<QuerySite>;
  /** Does every caller in the file open a transaction around it? */
  readonly calledInTransaction: boolean;
}
