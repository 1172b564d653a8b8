/** What a write does to the rows it touches. */
export type WriteKind = 'create' | 'update' | 'delete' | 'sql';

/**
 * `drop-in`: the call can be rewritten as it stands. `callback`: all fits once the callback is async. `result`: it takes
 * the same arguments and gives something else. `none`: the arguments differ, or the twin may be missing at run time.
 */
export type TwinFit = 'drop-in' | 'callback' | 'result' | 'none';

/** The same operation in the async style, found on the same receiver. */
export interface Twin {
  readonly name: string;
  /** How the twin gives its result: to `await`, or to `for await`. */
  readonly delivery: 'promise' | 'async-iterable';
  /** Per overload of the sync side: how well the twin takes its place. */
  readonly fits: readonly TwinFit[];
}

/** How a transaction is opened by an operation. */
export type TransactionForm =
  | {
      readonly kind: 'callback';
      /** Index of the callback among the parameters. */
      readonly parameter: number;
      /** Does the callback receive the client to use inside? */
      readonly handle: boolean;
      /** Does the callback's result come back to the caller? */
      readonly returnsResult: boolean;
      /** Does it take an async callback? */
      readonly async: boolean;
      /** Does it need arguments besides the callback? */
      readonly plain: boolean;
    }
  | { readonly kind: 'disposable'; readonly async: boolean; readonly awaited: boolean; readonly plain: boolean }
  | { readonly kind: 'begin' | 'commit' | 'rollback' };

/** One member of a receiver and what calling it does. */
export interface Operation {
  /** Declared name of the receiver type. */
  readonly receiver: string;
  readonly name: string;
  /**
   * `query` reaches the database, `lazy` builds what a later evaluation runs, `transaction` opens or ends one, `none` is
   * anything else.
   */
  readonly effect: 'query' | 'lazy' | 'transaction' | 'none';
  /** `either` when only the types at the call can tell. */
  readonly style: 'sync' | 'async' | 'either';
  readonly twin?: Twin;
  /** Has its library no async form of anything, by design? */
  readonly syncOnly?: true;
  readonly write?: WriteKind;
  /** Locks rows until the end of the transaction. */
  readonly lock: boolean;
  readonly transaction?: TransactionForm;
}

/** A call that runs a builder. */
export interface Terminal {
  readonly name: string;
  readonly thenable: boolean;
}
