import { visitorKeys } from '../parser/index.ts';

/** The parser's table as ESLint's types want it. */
export const VISITOR_KEYS: Record<string, string[]> = Object.fromEntries(Object.entries(visitorKeys).map(([type, keys]) => [type, [...keys]]));
