import type { Configuration } from '../analysis/configuration.ts';
import { DEFAULT_TWINS } from '../orm/conventions.ts';

/** What holds where the user sets nothing. */
export const DEFAULT_CONFIGURATION: Configuration = { orms: [], ignore: [], twins: DEFAULT_TWINS, transactions: [], offloaders: [], versions: {} };
