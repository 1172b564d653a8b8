import { dirname, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { findLowest, normalize, pickLowest, readSpecifier, readVersion, type Version } from './requirements.ts';
import { getAt, isTable, listStrings, listValues } from './tables.ts';

/** What a file that names dependencies says of one of them: the lowest version it allows. */
export type ReadManifest = (text: string, distribution: string) => Version | undefined;

/** uv.lock, poetry.lock and pdm.lock are alike here. A lock may hold one version for each Python. */
export const readLock: ReadManifest = (text, distribution) =>
  pickLowest(
    listValues(getAt(parse(text), 'package')).map((entry) => {
      const [name, version] = [getAt(entry, 'name'), getAt(entry, 'version')];
      return typeof name === 'string' && typeof version === 'string' && normalize(name) === normalize(distribution) ? readVersion(version) : undefined;
    }),
  );

export const readPipfileLock: ReadManifest = (text, distribution) => {
  const lock: unknown = JSON.parse(text);
  return pickLowest(['default', 'develop'].flatMap((group) => findInTable(getAt(lock, group), distribution)));
};

export const readPipfile: ReadManifest = (text, distribution) => {
  const pipfile = parse(text);
  return pickLowest(['packages', 'dev-packages'].flatMap((group) => findInTable(getAt(pipfile, group), distribution)));
};

export const readPyproject: ReadManifest = (text, distribution) => {
  const pyproject = parse(text);
  const poetry = getAt(pyproject, 'tool', 'poetry');
  const lists = [
    getAt(pyproject, 'project', 'dependencies'),
    ...[getAt(pyproject, 'project', 'optional-dependencies'), getAt(pyproject, 'dependency-groups'), getAt(pyproject, 'tool', 'pdm', 'dev-dependencies')].flatMap(listValues),
    getAt(pyproject, 'tool', 'uv', 'dev-dependencies'),
  ];
  const tables = [poetry, ...listValues(getAt(poetry, 'group'))].flatMap((table) => [getAt(table, 'dependencies'), getAt(table, 'dev-dependencies')]);
  return pickLowest([
    ...lists.flatMap(listStrings).map((requirement) => readLowest(requirement, distribution)),
    ...tables.flatMap((table) => findInTable(table, distribution)),
  ]);
};

/** One requirement a line, as in setup.cfg, where the first may follow `install_requires =`. */
export const readLines: ReadManifest = (text, distribution) =>
  pickLowest(joinLines(text).map((line) => readLowest(line.replace(/^\w+\s*=(?!=)/u, ''), distribution)));

/** The string literals of a setup.py, which is never run. */
export const readSetup: ReadManifest = (text, distribution) =>
  pickLowest([...text.matchAll(/(["'])((?:(?!\1)[^\n])*)\1/gu)].map(([, , literal = '']) => readLowest(literal, distribution)));

/** The files that a requirements file includes, from its own folder. */
export function listIncludes(text: string, path: string): readonly string[] {
  return joinLines(text).flatMap((line) => {
    const [, target] = /^\s*(?:-r|-c|--requirement|--constraint)(?:\s+|=|(?<=-[rc]))([^\s#]+)/u.exec(line) ?? [];
    return target === undefined || target.includes('://') ? [] : [resolve(dirname(path), target)];
  });
}

function readLowest(requirement: string, distribution: string): Version | undefined {
  const specifier = readSpecifier(requirement, distribution);
  return specifier === undefined ? undefined : findLowest(specifier);
}

function joinLines(text: string): readonly string[] {
  return text.replaceAll(/\\\r?\n/gu, ' ').split(/\r?\n/u);
}

/** poetry and pipenv write `name = "^5.0"`, `name = { version = "^5.0" }`, or a list of those. */
function findInTable(table: unknown, distribution: string): readonly (Version | undefined)[] {
  return Object.entries(isTable(table) ? table : {})
    .filter(([name]) => normalize(name) === normalize(distribution))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]))
    .flatMap((value) => listStrings(typeof value === 'string' ? value : getAt(value, 'version')))
    .map(findLowest);
}
