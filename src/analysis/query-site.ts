import type { Consumption } from './consumption.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { Intent, Repair } from './intent.ts';
import type { Operation, Terminal } from './operation.ts';

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
  | 'await'
  /** Asks whether a lazy query is true. */
  | 'truth'
  /** Asks whether a value is among its rows. */
  | 'containment'
  /** Prints it. */
  | 'text'
  /** Hands it to a function that runs it on the spot. */
  | 'argument'
  /** Reads a relation or field that has not been loaded. */
  | 'relation'
  /** Reads an attribute that queries. */
  | 'property'
  /** Awaits a function that is not called, or offloads one that is async already. */
  | 'uncalled'
  /** Iterates asynchronously what can only be iterated synchronously. */
  | 'async-iteration'
  /** Iterates synchronously what can only be iterated asynchronously. */
  | 'sync-iteration'
  /** Calls an async method that does not exist. */
  | 'unknown-method'
  /** Starts an event loop where one runs. */
  | 'nested-loop'
  /** Enters a transaction, by a statement or a decorator. */
  | 'transaction'
  /** A class whose handlers are partly sync and partly async. */
  | 'mixed-handlers'
  /** A handler of a style that its framework does not serve. */
  | 'unserved-handler'
  /** Switches off the check that keeps sync queries out of event loops. */
  | 'unsafe-setting';

/** A function on the way from a call to the query that it leads to. */
export interface Step {
  readonly name: string;
  /** Relative to the working directory. */
  readonly file: string;
  readonly line: number;
}

/** A query that is built and never run. */
export interface Unexecuted {
  /** How it is lost; a `step` gives a new builder that nothing takes, `combined` ones are given to `Promise.all` and its like. */
  readonly by: 'awaited' | 'combined' | 'discarded' | 'dropped' | 'step' | 'unused';
  readonly variable?: string;
  /** Does nothing use a result, so that only the query's effect can be meant? */
  readonly forEffect: boolean;
  /** Does it only read? */
  readonly reads: boolean;
  /** Runs it for its effect. */
  readonly run: Terminal | undefined;
  /** Run it for its rows. */
  readonly rows: readonly Terminal[];
}

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
  /** Is it lazy, and does nothing that happens to it make it run? */
  readonly neverRuns?: boolean;
  readonly unexecuted?: Unexecuted | undefined;
  /** Does it stand in the callback of a transaction? */
  readonly inTransaction?: boolean;
  /** The functions that lead from this call to the query, outermost first; none where the query is here. */
  readonly path?: readonly Step[];
  /** What else there is to say about a form. */
  readonly detail?: string;
  /** The twin that a later version of the library brings, and the version this project has. */
  readonly later?: { readonly twin: string; readonly since: string; readonly found: string };
  repair(intent: Intent): Repair | undefined;
}
