import type { Repair } from './intent.ts';
import type { Step } from './query-site.ts';

/** What is said of every mistake with a transaction. */
interface Problem {
  /** What an editor underlines, in UTF-16 offsets. */
  readonly range: readonly [number, number];
  /** The call at fault as written, on one line. */
  readonly text: string;
  /** The type of what it is called on, as the compiler prints it. */
  readonly receiverType: string;
  readonly repair: () => Repair | undefined;
}

/** A query that runs outside of the transaction that is open around it. */
export interface OutsideQuery extends Problem {
  readonly kind: 'outside';
  /**
   * `client`: it goes through a client that the transaction does not know. `argument`: it is not given the transaction.
   * `misplaced`: it is, where nothing looks for it. `helper`: a function of the project leads to it.
   */
  readonly by: 'argument' | 'client' | 'helper' | 'misplaced';
  /** The call that opens the transaction, and where it stands. */
  readonly opener: string;
  readonly openedAt: number;
  /** What the query would have to use, or be given. */
  readonly wanted: string;
  readonly path: readonly Step[];
}

/** A transaction that cannot do what it is for. */
export interface BrokenTransaction extends Problem {
  /**
   * `async-callback`: it ends before its async callback does. `never-invoked`: nothing calls the function that would open it.
   * `left-open`: some path leaves it open. `unreleased`: some path keeps its connection. `used-after`: its handle is used
   * when it has ended. `parallel`: several queries at a time on its one connection.
   */
  readonly kind: 'async-callback' | 'left-open' | 'never-invoked' | 'parallel' | 'unreleased' | 'used-after';
  /** How a path leaves it, and where. */
  readonly leaving?: { readonly by: 'end' | 'failure' | 'return' | 'throw'; readonly at: number; readonly text: string };
  /** Where the transaction has ended. */
  readonly endedAt?: number;
  /** What runs its callback later. */
  readonly later?: string;
}

export type TransactionProblem = BrokenTransaction | OutsideQuery;
