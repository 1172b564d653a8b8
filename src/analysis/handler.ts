import type { Flow } from './flow.ts';
import type { Repair } from './intent.ts';
import type { QuerySite, WriteFacts } from './query-site.ts';

/** A write or a row lock that runs outside any transaction. */
export interface UnprotectedStep {
  readonly site: QuerySite;
  /** `undefined` for a lock. */
  readonly write: WriteFacts | undefined;
}

/** A function and the unprotected writes and locks it runs, in order. */
export interface Handler {
  readonly flow: Flow<UnprotectedStep>;
  /**
   * Opens a transaction around everything from the first step to the last; around the whole loop where the steps repeat.
   * `undefined` where the types offer no form that keeps the code's meaning.
   */
  openTransaction(first: UnprotectedStep, last: UnprotectedStep, repeated: boolean): { readonly opener: string; readonly repair: Repair } | undefined;
}
