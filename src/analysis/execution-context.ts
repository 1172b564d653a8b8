/** Where a site runs. */
export interface ExecutionContext {
  /**
   * `async`: the nearest function is async. `inline`: a sync function that an async one runs on the spot. `sync`: a sync
   * function nobody is known to run from async code. `served`: a sync function that a framework runs on the event loop.
   * `offloaded`: moved to another thread or worker.
   */
  readonly kind: 'async' | 'inline' | 'served' | 'sync' | 'module' | 'offloaded';
  /** May an `await` stand here as the code is? */
  readonly canAwait: boolean;
}

/** Is whatever runs there known to hold up the event loop? */
export function isOnLoop({ kind }: ExecutionContext): boolean {
  return kind === 'async' || kind === 'inline' || kind === 'served';
}
