import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** Paths from the root of the repository, with their text. */
export type Sources = ReadonlyMap<string, string>;

interface Allowance {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

const FRONT_ENDS = ['orm', 'frameworks', 'typescript', 'python'];
const MAXIMUM_LINES = 300;

/**
 * Who may import whom. What no front end imports knows no syntax: neither a compiler nor a tree is among its packages.
 * `root` is src/index.ts and its neighbours.
 */
const ALLOWED: Readonly<Record<string, Allowance>> = {
  analysis: { folders: [], packages: ['fastest-levenshtein'] },
  orm: { folders: ['analysis'], packages: [] },
  frameworks: { folders: ['analysis'], packages: [] },
  typescript: { folders: ['analysis'], packages: ['@typescript-eslint/utils', 'node:fs', 'node:module', 'node:path', 'ts-morph', 'typescript'] },
  python: { folders: ['analysis'], packages: ['@eslint/core', '@eslint/plugin-kit', 'node:fs', 'node:path', 'node:process', 'smol-toml'] },
  pipeline: { folders: ['analysis', ...FRONT_ENDS], packages: ['node:crypto', 'node:fs', 'node:path'] },
  eslint: { folders: ['analysis', 'pipeline'], packages: ['eslint', 'valibot'] },
  rules: { folders: ['analysis', 'eslint'], packages: [] },
  cli: { folders: ['analysis', 'eslint', 'pipeline', 'root'], packages: ['diff', 'eslint', 'eslint/config', 'highlight.js/lib/core', 'highlight.js/lib/languages/python', 'highlight.js/lib/languages/typescript', 'node:fs', 'node:path', 'node:process', 'node:url', 'node:util'] },
  root: { folders: ['eslint', 'pipeline', 'python', 'rules'], packages: ['eslint', 'node:module', 'node:process'] },
};

/** The code that is published. */
export function readSources(): Sources {
  const paths = ['src', 'rules'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => posix.join(folder, path.replaceAll('\\', '/'))),
  );
  const published = paths.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('src/dev/'));
  return new Map(published.map((path) => [path, readFileSync(path, 'utf8')]));
}

/** @example folderOf('src/orm/profiles/prisma.ts') // 'orm' */
function folderOf(path: string): string {
  const [top = '', folder = ''] = path.split('/');
  if (top !== 'src') return top;
  return folder.endsWith('.ts') ? 'root' : folder;
}

/** Imports of a file, those of types included: a type ties two modules as a value does. */
function readImports(path: string, text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? posix.join(posix.dirname(path), fileName) : fileName,
  );
}

/** Imports that the table of the house style does not have. */
export function findForbiddenImports(sources: Sources): readonly string[] {
  return [...sources].flatMap(([path, text]) => {
    const from = folderOf(path);
    const allowance = ALLOWED[from];
    if (!allowance) return [`${path} lies in a folder without a place in the import table.`];
    return readImports(path, text)
      .filter((target) => (sources.has(target) ? ![from, ...allowance.folders].includes(folderOf(target)) : !allowance.packages.includes(target)))
      .map((target) => `${path} must not import ${target}.`);
  });
}

/** Each cycle once, from the file that comes first in the alphabet. */
export function findCycles(sources: Sources): readonly string[] {
  const graph = new Map([...sources].map(([path, text]) => [path, readImports(path, text).filter((target) => sources.has(target))]));
  const cycles = new Set<string>();
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const cycle = trail.slice(start);
      const first = cycle.indexOf(cycle.toSorted()[0] ?? path);
      cycles.add([...cycle.slice(first), ...cycle.slice(0, first + 1)].join(' -> '));
    }
    if (start >= 0 || finished.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...cycles];
}

export function findLongFiles(sources: Sources): readonly string[] {
  return [...sources]
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAXIMUM_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines: it holds two ideas.`);
}

/** Rules that lack something, and tests and pages that lack a rule. */
export function findIncompleteRules(
  modules: readonly string[],
  registered: readonly string[],
  tests: readonly string[],
  pages: readonly string[],
): readonly string[] {
  const places = { 'rules/index.ts': registered, 'the tests': tests, 'the pages': pages };
  return Object.entries(places).flatMap(([place, names]) => [
    ...modules.filter((name) => !names.includes(name)).map((name) => `${name} is missing from ${place}.`),
    ...names.filter((name) => !modules.includes(name)).map((name) => `${name} of ${place} is no rule.`),
  ]);
}
