// The file system of the playground: what was bundled, read-only, at the paths it was bundled for.

/** Texts by absolute path. */
export const files = new Map<string, string>();

interface Entry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function refuse(path: string): never {
  throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT', path });
}

function isFolder(path: string): boolean {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return [...files.keys()].some((file) => file.startsWith(prefix));
}

function describe(name: string, isFile: boolean): Entry {
  return { name, isFile: () => isFile, isDirectory: () => !isFile, isSymbolicLink: () => false };
}

export function existsSync(path: string): boolean {
  return files.has(path) || isFolder(path);
}

export function readFileSync(path: string, encoding?: string): string | Uint8Array {
  const text = files.get(path) ?? refuse(path);
  return encoding === undefined ? new TextEncoder().encode(text) : text;
}

export function readdirSync(path: string): readonly Entry[] {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const names = new Map<string, boolean>();
  for (const file of files.keys()) {
    if (!file.startsWith(prefix)) continue;
    const [name = '', ...rest] = file.slice(prefix.length).split('/');
    names.set(name, rest.length === 0);
  }
  if (names.size === 0) refuse(path);
  return [...names].map(([name, isFile]) => describe(name, isFile));
}

export function statSync(path: string, options?: { readonly throwIfNoEntry?: boolean }) {
  const text = files.get(path);
  if (text === undefined && !isFolder(path)) return options?.throwIfNoEntry === false ? undefined : refuse(path);
  const size = text?.length ?? 0;
  return { ...describe(path, text !== undefined), size, ino: 0, mtimeMs: 0, ctimeMs: 0 };
}

export const accessSync = (path: string): void => {
  if (!existsSync(path)) refuse(path);
};
export const realpathSync = Object.assign((path: string) => path, { native: (path: string) => path });
export default { accessSync, existsSync, readdirSync, readFileSync, realpathSync, statSync };
