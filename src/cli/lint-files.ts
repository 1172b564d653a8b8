import type { ESLint } from 'eslint';
import type { Linters } from './linter.ts';

interface Found {
  readonly found: readonly ESLint.LintResult[];
  readonly unreadable: readonly string[];
}

/** With more of them, something else is wrong. */
const MOST_UNREADABLE = 20;

/** ESLint gives up on the first file it cannot read, as a link that leads nowhere: it is asked again for the others. */
export async function lintFiles(linters: Linters, patterns: readonly string[], fix: boolean): Promise<Found> {
  const unreadable: string[] = [];
  for (;;) {
    try {
      return { found: await linters.create({ fix, ignored: unreadable }).lintFiles([...patterns]), unreadable };
    } catch (error) {
      const path = findPath(error);
      if (path === undefined || unreadable.includes(path) || unreadable.length === MOST_UNREADABLE) throw error;
      unreadable.push(path);
    }
  }
}

/** @example findPath(await readFile('/shop/.#models.py').catch((error) => error)) // '/shop/.#models.py' */
function findPath(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  return ['EACCES', 'EISDIR', 'ELOOP', 'ENOENT', 'EPERM'].includes(String(error.code)) ? String(error.path) : undefined;
}
