import { dirname, join, resolve } from 'node:path';
import { env } from 'node:process';
import { hasFolder, listAncestors, listFolder } from './folders.ts';
import { createShortMemory } from './path-cache.ts';
import { createTextCache } from './texts.ts';

const NAMES = ['.venv', 'venv', 'env', '.env', 'virtualenv'];

/** The folders that a `.pth` file adds; its lines of code are not run. */
const readPathFile = createTextCache((text, path) => text.split(/\r?\n/u).flatMap((line) => (/^(?:#|import\s|\s*$)/u.test(line) ? [] : [resolve(dirname(path), line.trim())])), 1024 * 1024);

const findInstalled = createShortMemory((folder) => {
  const own = listAncestors(folder).flatMap((ancestor) => [...NAMES.flatMap((name) => listOfEnvironment(join(ancestor, name))), ...listOfPypackages(ancestor)]);
  // An activated environment may be another project's: one that lies in the project is asked first, and alone.
  const found = own.length > 0 || !env['VIRTUAL_ENV'] ? own : listOfEnvironment(resolve(env['VIRTUAL_ENV']));
  return [...found, ...found.flatMap(listLinked)];
});

/** The folders that hold a project's installed packages: those of the environments in its folder and above, or of the active one. */
export function findSitePackages(root: string): readonly string[] {
  return findInstalled(resolve(root));
}

function listOfEnvironment(environment: string): readonly string[] {
  const windows = join(environment, 'Lib');
  return [
    ...['lib', 'lib64'].flatMap((name) => listNewestFirst(join(environment, name)).map((version) => join(environment, name, version))).slice(0, 1),
    // Where names ignore case, `lib` is the same folder: its listing has no `site-packages`.
    windows,
  ]
    .filter((folder) => hasFolder(folder, 'site-packages'))
    .map((folder) => join(folder, 'site-packages'));
}

/** What is installed as editable lies elsewhere, often in the same repository. */
function listLinked(sitePackages: string): readonly string[] {
  const paths = [...(listFolder(sitePackages)?.keys() ?? [])].filter((name) => name.endsWith('.pth')).flatMap((name) => readPathFile(join(sitePackages, name)) ?? []);
  return paths.filter((path) => listFolder(path) !== undefined);
}

/** PEP 582, as PDM has it. */
function listOfPypackages(folder: string): readonly string[] {
  if (!hasFolder(folder, '__pypackages__')) return [];
  const packages = join(folder, '__pypackages__');
  return listNewestFirst(packages)
    .map((version) => join(packages, version))
    .filter((version) => hasFolder(version, 'lib'))
    .map((version) => join(version, 'lib'))
    .slice(0, 1);
}

/** @example listNewestFirst('/shop/.venv/lib') // ['python3.13', 'python3.9'] */
function listNewestFirst(folder: string): readonly string[] {
  const versions = [...(listFolder(folder) ?? [])].flatMap(([name, kind]) => (kind === 'folder' && /^(?:python|pypy)?\d+\.\d+t?$/u.test(name) ? [name] : []));
  return versions.sort((a, b) => Number(/\d+(?=t?$)/u.exec(b)) - Number(/\d+(?=t?$)/u.exec(a)));
}
