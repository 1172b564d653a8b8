import { ESLint, type Linter } from 'eslint';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import plugin from '../index.ts';

const PROJECTS = fileURLToPath(new URL('../../fixtures/projects/', import.meta.url));

/** What linting found in one file of a project. */
export interface LintedFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly result: ESLint.LintResult;
}

export function listProjects(): readonly string[] {
  return readdirSync(PROJECTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** @example getProjectPath('notes-app', 'before') */
export function getProjectPath(project: string, ...parts: readonly string[]): string {
  return join(PROJECTS, project, ...parts);
}

/** Text of every file below a folder, by path relative to it. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(paths.map((path) => [toRelative(folder, path), readFileSync(path, 'utf8')]));
}

/** Lints a folder as its users do: the recommended presets and a tsconfig. Nothing is written. */
export async function lintFolder(folder: string, { fix = false } = {}): Promise<readonly LintedFile[]> {
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: getConfig(folder), fix });
  const results = await eslint.lintFiles('.');
  return results
    .map((result) => ({ path: toRelative(folder, result.filePath), result }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function getConfig(folder: string): Linter.Config[] {
  return [
    ...plugin.configs.recommended,
    ...plugin.configs.javascript,
    { languageOptions: { parserOptions: { tsconfigRootDir: folder } }, linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ];
}

function toRelative(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/');
}
