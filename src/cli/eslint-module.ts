import type { ESLint, Linter } from 'eslint';

export interface ESLintModule {
  readonly ESLint: typeof ESLint;
  readonly Linter: typeof Linter;
  /** Older ones have none. */
  readonly includeIgnoreFile: ((path: string) => Linter.Config) | undefined;
}

/** A package manager may leave out peers; what imports them cannot be loaded then. */
export async function loadESLint(): Promise<ESLintModule> {
  const loaded = await import('eslint').catch(() => {
    throw new Error('it needs ESLint: npm install --save-dev eslint');
  });
  const helpers = (await import('eslint/config').catch(() => ({}))) as { includeIgnoreFile?: (path: string) => Linter.Config };
  return { ESLint: loaded.ESLint, Linter: loaded.Linter, includeIgnoreFile: helpers.includeIgnoreFile };
}
