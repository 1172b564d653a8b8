import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @example splitSpecifier('@scope/orm/sqlite') // { name: '@scope/orm', subpath: 'sqlite' } */
export function splitSpecifier(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') };
}

/** @example getTypesPackage('@scope/orm') // '@types/scope__orm' */
export function getTypesPackage(name: string): string {
  return `@types/${name.startsWith('@') ? name.slice(1).replace('/', '__') : name}`;
}

/** The folder of an installed package, looked for from a directory upwards as Node does. */
export function findPackageFolder(directory: string, name: string): string | undefined {
  for (let current = directory; ; current = dirname(current)) {
    const folder = join(current, 'node_modules', name);
    if (existsSync(folder)) return folder;
    if (dirname(current) === current) return undefined;
  }
}

/** Paths below a package that its manifest offers by name; patterns such as `./*` may stand for anything. */
export function readSubpaths(folder: string): readonly string[] {
  const { exports } = readManifest(folder);
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.keys(exports)
    .filter((key) => key.startsWith('./') && !key.includes('*') && !key.endsWith('.json'))
    .map((key) => key.slice('./'.length));
}

/** What a manifest says; nothing where there is none that can be read. */
export function readManifest(folder: string): { readonly [key: string]: unknown } {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as unknown;
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {};
  } catch {
    return {};
  }
}
