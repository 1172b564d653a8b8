import type { Terminal } from './operation.ts';

/** The repair a rule wants, as data; a front end turns it into edits. */
export type Intent =
  /** Await the result. */
  | { readonly kind: 'await' }
  /** Run the same query in the async style: twin and `await`, or async iteration. */
  | { readonly kind: 'use-async' }
  /** Iterate a lazy query asynchronously in place of awaiting it. */
  | { readonly kind: 'iterate-async' }
  /** Collect the rows of a lazy query. */
  | { readonly kind: 'collect-async' }
  /** Combine the promises of an array with `Promise.all`. */
  | { readonly kind: 'combine' }
  /** Take the `await` away. */
  | { readonly kind: 'remove-await' }
  /** Run the sync call in a thread, and await that. */
  | { readonly kind: 'offload' }
  /** Call the function that is awaited without being called. */
  | { readonly kind: 'call' }
  /** Iterate synchronously what is no async iterable. */
  | { readonly kind: 'iterate-sync' }
  /** Run a builder with one of its terminals; uncertain where another one may be meant. */
  | { readonly kind: 'execute'; readonly terminal: Terminal; readonly certain: boolean }
  /** Use the method that exists in place of the one that does not. */
  | { readonly kind: 'use-existing' }
  /** Let the query that made a row load the relation too. */
  | { readonly kind: 'select-relation' }
  /** Move the body of a transaction into a sync function that runs in a thread. */
  | { readonly kind: 'extract-transaction' }
  /** Put the decorators in the order in which they work. */
  | { readonly kind: 'reorder-decorators' };

/** A replacement of the text from `range[0]` to `range[1]`, in UTF-16 offsets of the linted text. */
export interface TextEdit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** Edits that carry an intent out. Safe ones are applied as a fix, the others are offered as a suggestion. */
export interface Repair {
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
}
