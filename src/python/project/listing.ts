import { dirname, join, resolve } from 'node:path';
import { isPackage, listAncestors, listFolder } from './folders.ts';
import { createShortMemory } from './path-cache.ts';

const IGNORED = new Set(['node_modules', 'site-packages', 'migrations', '__pycache__', 'venv', 'env', 'virtualenv', 'dist', 'build']);
// A project with more folders keeps the answers of the first ones.
const MOST_FOLDERS = 5000;
const MARKERS = ['manage.py', 'pyproject.toml', 'setup.py', 'setup.cfg', '.git'];

/** The Python files of the project around a file whose own name or folder is one of these: `models.py`, `models/student.py`. The same array as long as they are the same. */
export function listProjectFiles(file: string, names: ReadonlySet<string>): readonly string[] {
  const all = listAll(findProjectFolder(dirname(resolve(file))));
  let ofProject = selections.get(all);
  if (!ofProject) selections.set(all, (ofProject = new Map<ReadonlySet<string>, readonly string[]>()));
  let found = ofProject.get(names);
  if (!found) ofProject.set(names, (found = all.filter((path) => names.has(getStem(path)) || names.has(getStem(dirname(path))))));
  return found;
}

const selections = new WeakMap<readonly string[], Map<ReadonlySet<string>, readonly string[]>>();

/** The outermost folder that says it is a project, below the repository's own. */
export const findProjectFolder = createShortMemory((folder): string => {
  const marked = listAncestors(folder).filter((ancestor) => MARKERS.some((marker) => listFolder(ancestor)?.has(marker)));
  return marked.at(-1) ?? findTop(folder);
});

function findTop(folder: string): string {
  return isPackage(folder) ? findTop(dirname(folder)) : folder;
}

const listAll = createShortMemory((root, previous: readonly string[] | undefined): readonly string[] => {
  const files: string[] = [];
  const pending = [root];
  for (let count = 0; pending.length > 0 && count < MOST_FOLDERS; count += 1) {
    const folder = pending.shift() ?? '';
    for (const [name, kind] of listFolder(folder) ?? []) {
      if (kind === 'folder' && !name.startsWith('.') && !IGNORED.has(name) && !listFolder(join(folder, name))?.has('pyvenv.cfg')) pending.push(join(folder, name));
      if (kind === 'file' && name.endsWith('.py')) files.push(join(folder, name));
    }
  }
  return previous?.length === files.length && previous.every((path, index) => path === files[index]) ? previous : files;
});

function getStem(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.py$/u, '');
}
