import { posix } from 'node:path';
import type ts from 'typescript';
import type { Compiler } from './compiler.ts';

/** Tells which package, ambient module or file a declaration comes from. */
export interface Origins {
  of(node: ts.Node): string;
  ofFile(file: ts.SourceFile): string;
  /** Is it declared outside the code being linted, or only described by it? */
  isDependency(node: ts.Node): boolean;
}

const NODE_MODULES = '/node_modules/';

// Generators sign their files in the first lines.
const SIGNATURE_LENGTH = 400;

/** `findGenerator` tells which ORM's generator signed a file of the project. */
export function createOrigins({ ts: compiler, program }: Compiler, findGenerator: (signature: string) => string | undefined): Origins {
  const packages = new Map<string, string | undefined>();
  const root = program.getCurrentDirectory().replaceAll('\\', '/');
  const configFile = program.getCompilerOptions()['configFilePath'];
  const home = findPackage(typeof configFile === 'string' ? posix.dirname(configFile) : root);

  function findPackage(directory: string): string | undefined {
    if (packages.has(directory)) return packages.get(directory);
    const manifest = (compiler.sys as ts.System | undefined)?.readFile(`${directory}/package.json`);
    const parent = posix.dirname(directory);
    const name = (manifest && readName(manifest)) ?? (parent === directory ? undefined : findPackage(parent));
    packages.set(directory, name);
    return name;
  }

  function ofFile(file: ts.SourceFile): string {
    const path = file.fileName;
    const start = path.lastIndexOf(NODE_MODULES);
    if (start >= 0) return packageOfPath(path.slice(start + NODE_MODULES.length));
    const generator = findGenerator(file.text.slice(0, SIGNATURE_LENGTH));
    if (generator !== undefined) return generator;
    const name = findPackage(posix.dirname(path));
    return name !== undefined && name !== home ? name : posix.relative(root, path);
  }

  return {
    ofFile,
    of(node) {
      for (let current = node; !compiler.isSourceFile(current); current = current.parent) {
        if (compiler.isModuleDeclaration(current) && compiler.isStringLiteral(current.name)) return current.name.text;
      }
      return ofFile(node.getSourceFile());
    },
    isDependency(node) {
      const file = node.getSourceFile();
      if (file.isDeclarationFile || file.fileName.includes(NODE_MODULES)) return true;
      if (isAmbient(compiler, node)) return true;
      return ofFile(file) !== posix.relative(root, file.fileName);
    },
  };
}

/** @example packageOfPath('@types/better-sqlite3/index.d.ts') // 'better-sqlite3' */
export function packageOfPath(path: string): string {
  const [first = '', second = ''] = path.split('/');
  if (first === '@types') return second.includes('__') ? `@${second.replace('__', '/')}` : second;
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function readName(manifest: string): string | undefined {
  try {
    const { name } = JSON.parse(manifest) as { name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** `declare class` in a source file describes code that lives elsewhere. */
function isAmbient(compiler: typeof ts, node: ts.Node): boolean {
  for (let current = node; !compiler.isSourceFile(current); current = current.parent) {
    if (compiler.canHaveModifiers(current) && compiler.getModifiers(current)?.some(({ kind }) => kind === compiler.SyntaxKind.DeclareKeyword)) return true;
  }
  return false;
}
