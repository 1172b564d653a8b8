import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import type { ESLint } from 'eslint';
import type { Linters } from './linter.ts';

interface Written {
  readonly results: readonly ESLint.LintResult[];
  /** Files with fixes that were not written, and why. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Writes what a linter has fixed. ESLint reads any file as UTF-8 and would write `\uFFFD` for each byte that is none: such
 * files stay as they are, and so does what somebody else has written since the linter started.
 */
export async function writeFixes(results: readonly ESLint.LintResult[], started: number, linters: Linters): Promise<Written> {
  const refused = results.flatMap(({ filePath, output }) => {
    const reason = output === undefined ? undefined : findObstacle(filePath, started);
    return reason === undefined ? [] : [{ file: filePath, reason }];
  });
  const files = refused.map(({ file }) => file);
  const unfixed = files.length === 0 ? [] : await linters.create({ fix: false }).lintFiles(files);
  const kept = results.map((result) => unfixed.find(({ filePath }) => filePath === result.filePath) ?? result);
  await linters.eslint.outputFixes([...kept]);
  return { results: kept, refused };
}

function findObstacle(file: string, started: number): string | undefined {
  if (Math.floor(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > started) return 'it has changed meanwhile';
  if (!isWritable(file)) return 'it may not be written';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return undefined;
  } catch {
    return 'it is not UTF-8';
  }
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
