import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseFile } from '../parsed-files.ts';
import type { Module, ParseError } from '../parser/index.ts';
import { findSitePackages } from './environments.ts';
import { hasFolder, listFolder } from './folders.ts';
import { findRoots } from './roots.ts';
import { createTextCache } from './texts.ts';

export interface SourceModule {
  readonly text: string;
  readonly ast: Module;
  readonly errors: readonly ParseError[];
}

export interface Modules {
  /** The file of a module by its absolute name. A namespace package has none, its members may. */
  resolve(name: string, from: string): string | undefined;
  /** The file of what `from ..name import` means in a file: `level` counts the dots, `name` may be empty. */
  resolveRelative(level: number, name: string, from: string): string | undefined;
  /** The name by which a project imports a file. */
  moduleName(file: string): string | undefined;
  /** The same object as long as the content is the same; `undefined` for what is unreadable, too long or not UTF-8. */
  read(path: string): SourceModule | undefined;
  /** The same modules, where one file's text is not the one on disk. */
  withOverride(path: string, module: SourceModule): Modules;
}

/** A tree takes nineteen times its text (measured on Django): what is remembered stays under some 300 MB. */
const MAX_SOURCE_SIZE = 16 * 1024 * 1024;
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Finds and reads the modules of projects and of what they have installed. */
export function createModules(): Modules {
  const read = createTextCache((text, path): SourceModule => parseFile(path, text), MAX_SOURCE_SIZE);
  return createView(read);
}

function createView(read: Modules['read']): Modules {
  return {
    resolve: (name, from) => findModule(name.split('.'), [...findRoots(from), ...findSitePackages(dirname(resolve(from)))]),
    resolveRelative(level, name, from) {
      const folder = resolve(dirname(from), ...Array<string>(Math.max(level - 1, 0)).fill('..'));
      return name === '' ? findFile(folder, '__init__') : findModule(name.split('.'), [folder]);
    },
    moduleName,
    read,
    withOverride(path, module) {
      const overridden = resolve(path);
      return createView((asked) => (resolve(asked) === overridden ? module : read(asked)));
    },
  };
}

/** Python's own order: a package or module in the first folder that has one, else a namespace package of all that have a part. */
function findModule([name = '', ...rest]: readonly string[], folders: readonly string[]): string | undefined {
  // Of `import shop.`, half typed.
  if (name === '') return undefined;
  const parts: string[] = [];
  for (const folder of folders) {
    const isFolder = hasFolder(folder, name);
    const inside = isFolder ? join(folder, name) : '';
    const own = isFolder ? findFile(inside, '__init__') : undefined;
    if (own !== undefined) return rest.length > 0 ? findModule(rest, [inside]) : own;
    const file = findFile(folder, name);
    if (file !== undefined) return rest.length > 0 ? undefined : file;
    if (isFolder) parts.push(inside);
  }
  return rest.length > 0 && parts.length > 0 ? findModule(rest, parts) : undefined;
}

function findFile(folder: string, name: string): string | undefined {
  const entries = listFolder(folder);
  const found = [`${name}.py`, `${name}.pyi`].find((file) => entries?.get(file) === 'file');
  return found === undefined ? undefined : join(folder, found);
}

function moduleName(file: string): string | undefined {
  const path = resolve(file).replace(/\.pyi?$/u, '');
  const target = basename(path) === '__init__' ? dirname(path) : path;
  return findRoots(file)
    .map((root) => relative(root, target).split(sep))
    .find((names) => names.every((name) => IDENTIFIER.test(name)))
    ?.join('.');
}
