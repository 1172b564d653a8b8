import type { Rule } from 'eslint';
import type { Step } from '../analysis/query-site.ts';

/** Where a finding is, as ESLint's messages say it: lines and columns begin with 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

let recorded: Map<string, readonly Step[]> | undefined;

/**
 * Keeps the functions that lead from a call to its query, for each finding from now on: of what a rule reports, ESLint hands on
 * the text only. Gives a look-up for when the linter has run.
 */
export function recordPaths(): (place: Place) => readonly Step[] {
  const paths = new Map<string, readonly Step[]>();
  recorded = paths;
  return (place) => paths.get(createKey(place)) ?? [];
}

export function keepPath({ filename, sourceCode }: Rule.RuleContext, [start]: readonly [number, number], path: readonly Step[]): void {
  const { column, line } = sourceCode.getLocFromIndex(start);
  recorded?.set(createKey({ file: filename, line, column: column + 1 }), path);
}

/** @example formatPath([{ name: 'load', file: 'services.py', line: 12 }]) // 'load (services.py:12)' */
export function formatPath(path: readonly Step[]): string {
  return path.map(({ name, file, line }) => `${name} (${file}:${String(line)})`).join(', ');
}

function createKey({ column, file, line }: Place): string {
  return `${file}:${String(line)}:${String(column)}`;
}
