import type { Change } from './handler.ts';
import type { Operation } from './operation.ts';
import type { Step } from './query-site.ts';

/** A query that a function runs, itself or through the functions it calls. */
export interface QueryRun {
  readonly operation: Operation;
  /** The function and those that lead from it to the query; each with the place of the next one, the last with that of the query. */
  readonly path: readonly Step[];
}

/** The writes of a function that run outside of any transaction of its own. */
export interface WriteRuns {
  readonly changes: readonly Change[];
  /** How often it writes at most, as its text goes; a loop counts as several. */
  readonly count: 'none' | 'one' | 'several';
  /** Does it wait for nothing but queries, and fail where a write does? */
  readonly isPlain: boolean;
  /** Does running it once more complete what was left undone? */
  readonly ensures: boolean;
}

/** What calling a function of the project does, as far as its body tells. */
export interface FunctionSummary {
  /** `Service.load` for a method. */
  readonly name: string;
  /** The class or the module that it belongs to. */
  readonly owner: string;
  readonly isAsync: boolean;
  /** Does it see to its own failures, so that it may be left to itself? */
  readonly catchesFailures: boolean;
  /** A sync query that its caller has to wait for. */
  readonly blocking: QueryRun | undefined;
  /** An async query that the promise it gives stands for. */
  readonly awaited: QueryRun | undefined;
  readonly writes: WriteRuns;
}
