import { type Dirent, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPathCache } from './path-cache.ts';

export type EntryKind = 'file' | 'folder';

/** Names are compared as written, as Python does where the file system would not. */
const readFolder = createPathCache<ReadonlyMap<string, EntryKind>>({
  read: (path, stats) => (stats.isDirectory() ? new Map(readdirSync(path, { withFileTypes: true }).flatMap((entry) => listEntry(path, entry))) : undefined),
  limit: 10_000,
  weigh: () => 1,
});

/** What lies in a folder; `undefined` where that cannot be read. */
export function listFolder(folder: string): ReadonlyMap<string, EntryKind> | undefined {
  return readFolder(folder);
}

export function hasFile(folder: string, name: string): boolean {
  return listFolder(folder)?.get(name) === 'file';
}

export function hasFolder(folder: string, name: string): boolean {
  return listFolder(folder)?.get(name) === 'folder';
}

/** Is it a folder with an `__init__` file? */
export function isPackage(folder: string): boolean {
  return hasFile(folder, '__init__.py') || hasFile(folder, '__init__.pyi');
}

/** A folder and those above it, up to the repository's or, without one, to the top. */
export function listAncestors(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder || isRepository(folder) ? [folder] : [folder, ...listAncestors(parent)];
}

/** In worktrees and submodules, `.git` is a file. */
function isRepository(folder: string): boolean {
  return listFolder(folder)?.has('.git') ?? false;
}

function listEntry(folder: string, entry: Dirent): readonly (readonly [string, EntryKind])[] {
  const kind = entry.isSymbolicLink() ? followLink(join(folder, entry.name)) : entry;
  if (kind?.isFile()) return [[entry.name, 'file']];
  return kind?.isDirectory() ? [[entry.name, 'folder']] : [];
}

function followLink(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
