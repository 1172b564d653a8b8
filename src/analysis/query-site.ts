import type { Consumption } from './consumption.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { Intent, Repair } from './intent.ts';
import type { Operation } from './operation.ts';

/** How user code reaches the database at a site. */
export type SiteForm =
  /** Calls an operation. */
  | 'call'
  /** Iterates a receiver with a synchronous loop. */
  | 'iteration'
  /** Spreads a receiver. */
  | 'spread'
  /** Collects a receiver into an array, set or map. */
  | 'collection'
  | 'destructuring'
  | 'index'
  | 'length'
  /** Awaits a lazy receiver that is not thenable. */
  | 'await';

/** One place in user code where a query is built or run. */
export interface QuerySite {
  readonly form: SiteForm;
  readonly operation: Operation;
  /** The operation as written, on one line: `Student.objects.get`. */
  readonly text: string;
  /** The receiver's type as the compiler prints it. */
  readonly receiverType: string;
  /** What an editor underlines: the method name or the keyword, in UTF-16 offsets. */
  readonly range: readonly [number, number];
  readonly context: ExecutionContext;
  /** Does the call give a thenable, by the types at this place? */
  readonly thenable: boolean;
  readonly consumption: Consumption;
  repair(intent: Intent): Repair | undefined;
}
