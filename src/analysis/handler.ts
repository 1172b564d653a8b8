import type { Flow } from './flow.ts';
import type { Repair } from './intent.ts';
import type { WriteKind } from './operation.ts';
import type { QuerySite } from './query-site.ts';

/** What a write does to the rows of one model or table. */
export interface Change {
  readonly kind: Exclude<WriteKind, 'sql'>;
  /** `undefined` where the code does not say whose rows they are. */
  readonly model: string | undefined;
}

/** An amount that a write adds to a column or takes from it. */
export interface Amount {
  /** Whose column it is. */
  readonly target: string;
  readonly column: string;
  readonly size: string;
  readonly isTaken: boolean;
}

/** Ties a write to other writes of its function. */
export interface WriteFacts {
  /** Several for an SQL text of several statements. */
  readonly changes: readonly Change[];
  /** Creates a row only where there is none, so that running it once more completes what was left undone. */
  readonly ensures: boolean;
  /** Is it a function that does what it does for one row at a time, so that a loop may stop between two? */
  readonly isUnit?: boolean;
  /** The row that the write is called on, by the path that leads to it. */
  readonly row: string | undefined;
  /** Paths that the write's receiver and arguments mention. */
  readonly mentions: ReadonlySet<string>;
  /** Writes and locks whose results this one uses, directly or through variables. */
  readonly uses: ReadonlySet<QuerySite>;
  readonly amounts?: readonly Amount[] | undefined;
  /** The variable that holds the row which it writes. */
  readonly makes?: string | undefined;
  /** Does it only record what was done to another row? */
  readonly isRecord?: boolean;
  /** Does it run at once what is meant to wait for the writes of a transaction, such as those after it? */
  readonly hook?: boolean;
}

/** A test that must have come out one way for a step to run. */
export interface Condition {
  readonly subject: string;
  readonly value: string;
  readonly holds: boolean;
}

/** A write or a row lock that runs outside any transaction. */
export interface UnprotectedStep {
  readonly site: QuerySite;
  /** `undefined` for a lock. */
  readonly write: WriteFacts | undefined;
  readonly conditions: readonly Condition[];
}

/** A way to open a transaction: the opener as it would be written, and the edits that do it. */
export interface Opening {
  readonly opener: string;
  readonly repair: Repair;
}

/** A function and the unprotected writes and locks it runs, in order. */
export interface Handler {
  readonly flow: Flow<UnprotectedStep>;
  /**
   * The ways to open a transaction around the steps, and around the whole loop where there is one; none where the types
   * offer no form that keeps the code's meaning.
   */
  openTransaction(steps: readonly UnprotectedStep[], loop: object | undefined): readonly Opening[];
}
