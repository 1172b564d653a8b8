import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { hasFile, hasFolder, isPackage, listAncestors, listFolder } from './folders.ts';
import { createShortMemory } from './path-cache.ts';
import { getAt, isTable, listStrings, listValues } from './tables.ts';
import { createTextCache } from './texts.ts';

const MARKERS = ['pyproject.toml', 'setup.py', 'setup.cfg', 'manage.py'];

const readConfiguredFolders = createTextCache((text) => listConfiguredFolders(parse(text)), 4 * 1024 * 1024);
const findRootsOfFolder = createShortMemory((folder) => [...new Set(listRoots(folder))]);

/**
 * The folders from which a file's absolute imports are looked up, in order. Nothing above the repository counts.
 *
 * @example findRoots('/shop/src/orders/models.py') // ['/shop/src', '/shop'] where /shop has a pyproject.toml
 */
export function findRoots(file: string): readonly string[] {
  return findRootsOfFolder(dirname(resolve(file)));
}

function listRoots(folder: string): readonly string[] {
  const ancestors = listAncestors(folder);
  const own = isPackage(folder);
  return [
    // `manage.py` puts its own folder first in `sys.path`.
    ...ancestors.filter((ancestor) => hasFile(ancestor, 'manage.py')),
    ...(own ? [findPackageParent(folder)] : []),
    ...ancestors.filter((ancestor) => MARKERS.some((marker) => hasFile(ancestor, marker))).flatMap(listProjectRoots),
    // A script's own folder, which may be any of these.
    ...ancestors.filter((ancestor) => !isPackage(ancestor)),
  ];
}

function findPackageParent(folder: string): string {
  const parent = dirname(folder);
  return parent !== folder && isPackage(folder) ? findPackageParent(parent) : folder;
}

function listProjectRoots(folder: string): readonly string[] {
  const configured = hasFile(folder, 'pyproject.toml') ? readConfiguredFolders(join(folder, 'pyproject.toml')) : undefined;
  const source = join(folder, 'src');
  return [
    ...(configured ?? []).map((path) => resolve(folder, path)).filter((path) => listFolder(path) !== undefined),
    ...(hasFolder(folder, 'src') && !isPackage(source) ? [source] : []),
    folder,
  ];
}

/** What build backends and pytest are told about where packages lie. */
function listConfiguredFolders(pyproject: unknown): readonly string[] {
  const setuptools = getAt(pyproject, 'tool', 'setuptools');
  const packageFolders = getAt(setuptools, 'package-dir');
  return [
    ...Object.entries(isTable(packageFolders) ? packageFolders : {}).flatMap(([name, path]) => (typeof path === 'string' ? findParentOf(name, path) : [])),
    ...listStrings(getAt(setuptools, 'packages', 'find', 'where')),
    ...listValues(getAt(pyproject, 'tool', 'poetry', 'packages')).flatMap((entry) => listStrings(getAt(entry, 'from'))),
    ...listStrings(getAt(pyproject, 'tool', 'pytest', 'ini_options', 'pythonpath')).flatMap((paths) => paths.split(/\s+/u)),
  ];
}

/** The folder that makes a package of this name importable; `''` names the folder of all packages. */
function findParentOf(name: string, path: string): readonly string[] {
  if (name === '') return [path];
  return basename(path) === name ? [dirname(path)] : [];
}
