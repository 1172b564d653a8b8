import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { inspectPackage, inspectPackageFolder, inspectProject, type Inspection, type Problem } from '../pipeline/surfaces.ts';
import { formatInspection, type Style } from './inspect.ts';

/** Inspects what a command line names, from a directory. */
export function inspect(
  target: string | undefined,
  directory: string,
  json: boolean,
  style: Style,
): Problem | { readonly text: string } {
  const inspection = target === undefined ? inspectHere(directory) : inspectTarget(target, directory);
  if ('problem' in inspection) return inspection;
  return { text: json ? `${JSON.stringify(inspection, undefined, 2)}\n` : formatInspection(inspection, style) };
}

function inspectHere(directory: string): Inspection | Problem {
  const config = findConfig(directory);
  return config === undefined ? { problem: 'There is no tsconfig.json here: name a package, or the path of a tsconfig.' } : inspectProject(config);
}

function inspectTarget(target: string, directory: string): Inspection | Problem {
  const path = resolve(directory, target);
  const isPath = /^\.{0,2}[/\\]|^\.{1,2}$|\.json$/u.test(target) || isAbsolute(target);
  if (!isPath) {
    const inspection = inspectPackage(target, directory);
    if (!('problem' in inspection) || !existsSync(path)) return inspection;
  }
  if (!existsSync(path)) return { problem: `There is no ${target}: name a package, or the path of a tsconfig.` };
  if (!statSync(path).isDirectory()) return inspectProject(path);
  // An installed package may bring the tsconfig it was built with.
  const config = /[/\\]node_modules[/\\]/u.test(path) ? undefined : findConfig(path);
  return config === undefined ? inspectPackageFolder(path, directory) : inspectProject(config);
}

function findConfig(directory: string): string | undefined {
  return ['tsconfig.json', 'jsconfig.json'].map((name) => join(directory, name)).find((path) => existsSync(path));
}
