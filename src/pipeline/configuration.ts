import type { Configuration, Limits } from '../analysis/configuration.ts';
import { DEFAULT_TWINS } from '../orm/conventions.ts';

/** More than any hand-written file has needed. */
export const DEFAULT_LIMITS: Limits = { depth: 10, functions: 20_000, milliseconds: 10_000 };

/** What holds where the user sets nothing. */
export const DEFAULT_CONFIGURATION: Configuration = { orms: [], ignore: [], twins: DEFAULT_TWINS, transactions: [], offloaders: [], versions: {}, frameworks: [], limits: DEFAULT_LIMITS };
