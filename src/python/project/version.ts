import { join, resolve } from 'node:path';
import { listAncestors, listFolder } from './folders.ts';
import { listIncludes, readLines, readLock, type ReadManifest, readPipfile, readPipfileLock, readPyproject, readSetup } from './manifests.ts';
import { normalize, pickLowest, readVersion, type Version } from './requirements.ts';
import { createTextCache } from './texts.ts';

export interface FoundVersion {
  readonly version: Version;
  /** The file or folder that says so. */
  readonly source: string;
}

interface Manifest {
  find(distribution: string): Version | undefined;
  readonly includes: readonly string[];
}

const LOCKS: Readonly<Record<string, ReadManifest>> = { 'uv.lock': readLock, 'poetry.lock': readLock, 'Pipfile.lock': readPipfileLock, 'pdm.lock': readLock };
const DECLARATIONS: Readonly<Record<string, ReadManifest>> = { 'pyproject.toml': readPyproject, Pipfile: readPipfile, 'setup.cfg': readLines, 'setup.py': readSetup };

/** Each keeps what it found: a lock file is parsed once. */
const lockCaches = createReaders(LOCKS);
const declarationCaches = createReaders(DECLARATIONS);
const readRequirements = createTextCache((text, path) => createManifest(readLines, text, listIncludes(text, path)), 4 * 1024 * 1024);

/**
 * The version of a distribution that a project uses, or the lowest it allows: what is installed, else what is locked, else
 * what is required, in the project's folder and those above it.
 *
 * @example findVersion('django', '/shop', ['/shop/.venv/lib/python3.13/site-packages']) // { version: [5, 2], source: '…/django-5.2.4.dist-info' }
 */
export function findVersion(distribution: string, root: string, sitePackages: readonly string[]): FoundVersion | undefined {
  const folders = listAncestors(resolve(root));
  return (
    findFirst(sitePackages, (folder) => findInstalled(distribution, folder)) ??
    findFirst(folders, (folder) => findDeclared(distribution, folder, lockCaches)) ??
    findFirst(folders, (folder) => findRequired(distribution, folder)) ??
    findFirst(folders, (folder) => findDeclared(distribution, folder, declarationCaches))
  );
}

function findInstalled(distribution: string, sitePackages: string): FoundVersion | undefined {
  return findFirst([...(listFolder(sitePackages)?.keys() ?? [])], (entry) => {
    const [, name = '', text = ''] = /^([^-]+)-([^-]+)(?:-.+)?\.(?:dist-info|egg-info)$/u.exec(entry) ?? [];
    const version = normalize(name) === normalize(distribution) ? readVersion(text) : undefined;
    return version && { version, source: join(sitePackages, entry) };
  });
}

function findDeclared(distribution: string, folder: string, caches: Readonly<Record<string, (path: string) => Manifest | undefined>>): FoundVersion | undefined {
  const entries = listFolder(folder);
  return findFirst(Object.entries(caches), ([name, read]) => {
    const source = join(folder, name);
    const version = entries?.has(name) ? read(source)?.find(distribution) : undefined;
    return version && { version, source };
  });
}

/** `requirements.txt` speaks for the project; without an answer there, the lowest of `requirements*.txt` and `requirements/*.txt`. */
function findRequired(distribution: string, folder: string): FoundVersion | undefined {
  const list = (place: string, pattern: RegExp) => [...(listFolder(place)?.keys() ?? [])].filter((name) => pattern.test(name)).map((name) => join(place, name));
  const groups = [list(folder, /^requirements\.txt$/u), [...list(folder, /^requirements.+\.txt$/u), ...list(join(folder, 'requirements'), /\.txt$/u)]];
  return findFirst(groups, (paths) => {
    const found = paths.flatMap((path) => followIncludes(path, distribution, new Set()));
    const version = pickLowest(found.map((one) => one.version));
    return found.find((one) => one.version === version);
  });
}

function followIncludes(path: string, distribution: string, seen: Set<string>): readonly FoundVersion[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const manifest = readRequirements(path);
  const version = manifest?.find(distribution);
  return [...(version ? [{ version, source: path }] : []), ...(manifest?.includes ?? []).flatMap((included) => followIncludes(included, distribution, seen))];
}

function createReaders(readers: Readonly<Record<string, ReadManifest>>): Readonly<Record<string, (path: string) => Manifest | undefined>> {
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, createTextCache((text) => createManifest(read, text, []), 8 * 1024 * 1024)]));
}

/** Broken TOML or JSON says nothing. */
function createManifest(read: ReadManifest, text: string, includes: readonly string[]): Manifest {
  const known = new Map<string, Version | undefined>();
  return {
    includes,
    find(distribution) {
      if (!known.has(distribution)) known.set(distribution, attempt(() => read(text, distribution)));
      return known.get(distribution);
    },
  };
}

function attempt(read: () => Version | undefined): Version | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function findFirst<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
