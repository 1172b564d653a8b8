import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { findSitePackages } from '../python/project/environments.ts';

interface Kind {
  /** Files that a finding about another file may depend on. */
  readonly files: RegExp;
  /** What else is there beside the sources: the folders that packages are installed in. */
  readonly listInstalled: (directory: string) => readonly string[];
}

const KINDS = {
  python: { files: /(?:\.(?:pyi?|toml|cfg|lock|txt|pth)|^Pipfile)$/u, listInstalled: findSitePackages },
  typescript: { files: /(?:\.(?:[cm]?[jt]sx?|prisma|lockb?)|^(?:package|package-lock|npm-shrinkwrap|[jt]sconfig.*)\.json|^pnpm-lock\.yaml)$/u, listInstalled: (directory) => listAncestors(directory).map((folder) => join(folder, 'node_modules')) },
} as const satisfies Readonly<Record<string, Kind>>;

/** Larger files are data: of those, size and time have to do. */
const MOST_BYTES = 2 * 1024 * 1024;
const SKIPPED = new Set(['node_modules', 'site-packages', '__pycache__', '__pypackages__']);
/** What package managers write into the folder that they install to. */
const RECORDS = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];

/**
 * A digest of all that the findings in a project may depend on beside the linted file: its sources and manifests, and which
 * packages are installed. ESLint's cache looks at the linted file and the configuration only; with this in the configuration,
 * no finding survives a change elsewhere. Never throws: what cannot be read counts as absent.
 */
export function digestProject(directory: string, kind: keyof typeof KINDS): string {
  const { files, listInstalled } = KINDS[kind];
  const hash = createHash('sha256');
  const root = listAncestors(directory).at(-1) ?? directory;
  addFolder(hash, root, root, files);
  for (const folder of listInstalled(directory)) {
    for (const name of RECORDS) hash.update(readText(join(folder, name)));
    // Distributions and their versions: `django-5.2.1.dist-info`. A linked folder is somebody's working copy.
    hash.update(listNames(folder).sort().join('\n'));
    if (!/[\\/](?:site-packages|node_modules)$/u.test(folder) && !folder.startsWith(root + sep)) addFolder(hash, folder, folder, files);
  }
  return hash.digest('hex');
}

function addFolder(hash: Hash, root: string, folder: string, files: RegExp): void {
  const entries = listEntries(folder);
  if (entries.some(({ name }) => name === 'pyvenv.cfg')) return;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) addFolder(hash, root, path, files);
    if (!entry.isDirectory() && files.test(entry.name)) hash.update(`${relative(root, path)}\0`).update(readText(path)).update('\0');
  }
}

/** A folder and those above it, up to the repository's or, without one, up to that with the last manifest. */
function listAncestors(directory: string): readonly string[] {
  const folders = [directory];
  while (dirname(folders.at(-1) ?? '') !== folders.at(-1) && !isRepository(folders.at(-1) ?? '')) folders.push(dirname(folders.at(-1) ?? ''));
  if (isRepository(folders.at(-1) ?? '')) return folders;
  const top = folders.findLastIndex((folder) => listNames(folder).some((name) => /^(?:manage\.py|pyproject\.toml|setup\.(?:py|cfg)|package\.json)$/u.test(name)));
  return folders.slice(0, Math.max(top, 0) + 1);
}

function isRepository(folder: string): boolean {
  return listNames(folder).includes('.git');
}

function listNames(folder: string): string[] {
  return listEntries(folder).map(({ name }) => name);
}

function listEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readText(path: string): Buffer | string {
  try {
    const { mtimeMs, size } = statSync(path);
    return size > MOST_BYTES ? `${String(size)} ${String(mtimeMs)}` : readFileSync(path);
  } catch {
    return '';
  }
}
