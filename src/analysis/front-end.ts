import type { Handler } from './handler.ts';
import type { Knowledge } from './knowledge.ts';
import type { QuerySite } from './query-site.ts';
import type { TransactionProblem } from './transaction.ts';

/** Something about the file as a whole that keeps the rules from seeing queries. */
export interface Notice {
  readonly message: string;
  readonly range: readonly [number, number];
  /** Is one report per run enough? */
  readonly oncePerRun: boolean;
}

/** What the rules read of one file. */
export interface FileAnalysis {
  readonly sites: readonly QuerySite[];
  /** Functions with writes or locks; computed when first asked for. */
  readonly handlers: () => readonly Handler[];
  /** Mistakes with transactions; computed when first asked for. */
  readonly transactions?: () => readonly TransactionProblem[];
  readonly notices: readonly Notice[];
}

/** A language that can tell query sites from other code. */
export interface FrontEnd<Source extends object = object> {
  accepts(source: object): source is Source;
  /** `directory` is what the paths of other files are given relative to. */
  analyze(source: Source, knowledge: Knowledge, directory: string): FileAnalysis;
}
