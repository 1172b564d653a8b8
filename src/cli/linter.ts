import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import plugin from '../index.ts';
import type { ESLintModule } from './eslint-module.ts';
import { IGNORED_NAMES } from './ignored.ts';
import { isOurs } from './lint-results.ts';
import type { Terminal } from './outcome.ts';
import { createProgress, type Progress } from './progress.ts';

export interface Linters {
  /** Loads formatters, and writes what linters have fixed. */
  readonly eslint: typeof ESLint;
  /** `ignored` are absolute paths. */
  create(options: { readonly fix: boolean; readonly ignored?: readonly string[] }): ESLint;
  readonly progress: Progress;
}

const IGNORED_FOLDERS = IGNORED_NAMES.map((name) => `**/${name}/`);
/** ESLint lints these where nothing says otherwise. */
const UNREAD_FILES = ['**/*.{js,mjs,cjs}'];

/** ESLint with the recommended preset and nothing of a project's own configuration. `paths` are absolute. */
export function createLinters({ ESLint, includeIgnoreFile }: ESLintModule, paths: readonly string[], directory: string, showProgress: Terminal['showProgress']): Linters {
  const cwd = findBase(paths, directory);
  const configs = plugin.configs.recommended;
  const progress = createProgress(configs.flatMap(({ files }) => files ?? []), directory, showProgress);
  const gitignore = join(cwd, '.gitignore');
  const overrideConfig: Linter.Config[] = [
    ...(includeIgnoreFile && existsSync(gitignore) ? [includeIgnoreFile(gitignore)] : []),
    ...configs,
    ...progress.configs,
    // Comments may disable rules that do not run here.
    { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ];
  return {
    eslint: ESLint,
    create: ({ fix, ignored = [] }) =>
      new ESLint({
        cwd,
        overrideConfigFile: true,
        overrideConfig: [{ ignores: [...IGNORED_FOLDERS, ...UNREAD_FILES, ...ignored.map((path) => createPattern(path, cwd))] }, ...overrideConfig],
        errorOnUnmatchedPattern: false,
        warnIgnored: false,
        fix: fix && isOurs,
      }),
    progress,
  };
}

/** A glob for one path: `?` stands for whatever a glob might read otherwise. */
function createPattern(path: string, cwd: string): string {
  return relative(cwd, path).replaceAll('\\', '/').replaceAll(/[^\w/.-]/gu, '?');
}

/** ESLint ignores what lies outside of its base folder. */
function findBase(paths: readonly string[], directory: string): string {
  if (paths.every((path) => isInside(path, directory))) return directory;
  const [first = directory, ...others] = paths.map((path) => (existsSync(path) && statSync(path).isDirectory() ? path : dirname(path)));
  let base = first;
  while (!others.every((path) => isInside(path, base)) && dirname(base) !== base) base = dirname(base);
  return base;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !/^\.\.(?:[/\\]|$)/u.test(way);
}
