/** Where a site runs. */
export interface ExecutionContext {
  /**
   * `async`: the nearest function is async. `inline`: a sync function that an async one runs on the spot. `sync`: a sync
   * function nobody is known to run from async code. `offloaded`: moved to another thread or worker.
   */
  readonly kind: 'async' | 'inline' | 'sync' | 'module' | 'offloaded';
  /** May an `await` stand here as the code is? */
  readonly canAwait: boolean;
}
