import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IGNORED_NAMES } from './ignored.ts';

export interface Languages {
  readonly python: boolean;
  readonly typescript: boolean;
}

/** Enough to tell what a project is written in. */
const MOST_FOLDERS = 5000;

/** The languages of a folder's files, level by level; links are not followed. */
export function findLanguages(directory: string): Languages {
  const found = { python: false, typescript: false };
  const folders = [directory];
  for (let index = 0; index < Math.min(folders.length, MOST_FOLDERS); index += 1) {
    for (const entry of list(folders[index] ?? directory)) {
      if (entry.isDirectory() && !IGNORED_NAMES.includes(entry.name) && !/^(?:node_modules|\..*)$/u.test(entry.name)) folders.push(join(entry.parentPath, entry.name));
      if (!entry.isFile()) continue;
      if (entry.name.endsWith('.py')) found.python = true;
      if (/(?<!\.d)\.[cm]?tsx?$/u.test(entry.name) && !entry.name.startsWith('eslint.config.')) found.typescript = true;
    }
    if (found.python && found.typescript) break;
  }
  return found;
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
