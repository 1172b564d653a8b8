import { dirname, join } from 'node:path';
import { Project, ts as bundled } from 'ts-morph';
import type ts from 'typescript';
import type { Compiler } from './compiler.ts';
import { findPackageFolder, getTypesPackage, readManifest, readSubpaths, splitSpecifier } from './package-entries.ts';

/** Type definitions opened outside a lint run. */
export interface OpenedDefinitions {
  readonly compiler: Compiler;
  /** The package they belong to; `undefined` for a whole project. */
  readonly packageName?: string;
  readonly version?: string;
}

/** One sentence that says why nothing could be opened, and what to do. */
export interface Problem {
  readonly problem: string;
}

// Nobody writes a file of this name, and none is written.
const ENTRY = '__async-orm-inspect__.ts';
const OPTIONS = {
  target: bundled.ScriptTarget.ESNext,
  module: bundled.ModuleKind.ESNext,
  moduleResolution: bundled.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Opens what a package exports, found from a directory as TypeScript finds the types of an import. */
export function openPackage(specifier: string, directory: string): OpenedDefinitions | Problem {
  const { name, subpath } = splitSpecifier(specifier.replace(/^@types\//u, ''));
  const folders = [name, getTypesPackage(name)].flatMap((candidate) => findPackageFolder(directory, candidate) ?? []);
  const subpaths = subpath === '' ? folders.flatMap(readSubpaths) : [];
  const modules = new Set([subpath === '' ? name : `${name}/${subpath}`, ...subpaths.map((path) => `${name}/${path}`)]);
  const { compiler, found } = openModules([...modules], directory);
  if (found) {
    const { version } = folders[0] === undefined ? {} : readManifest(folders[0]);
    return { compiler, packageName: name, ...(typeof version === 'string' && { version }) };
  }
  if (folders.length === 0) return { problem: `Cannot find the package "${name}" from here: install it, or run this in the project that has it.` };
  return subpath === ''
    ? { problem: `"${name}" has no type definitions: install them with npm install --save-dev ${getTypesPackage(name)}` }
    : { problem: `"${name}" offers no type definitions as "${name}/${subpath}".` };
}

/** Opens the package that lies in a folder, such as one of a monorepo. */
export function openPackageFolder(folder: string): OpenedDefinitions | Problem {
  const { name, version } = readManifest(folder);
  const { compiler, found } = openModules([folder.replaceAll('\\', '/')], dirname(folder));
  if (!found || typeof name !== 'string') return { problem: `${folder} holds neither a tsconfig.json nor a package with type definitions.` };
  return { compiler, packageName: name, ...(typeof version === 'string' && { version }) };
}

function openModules(modules: readonly string[], directory: string): { readonly compiler: Compiler; readonly found: boolean } {
  const types = findPackageFolder(directory, '@types/node') ? ['node'] : [];
  const project = new Project({ compilerOptions: { ...OPTIONS, types }, skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  const entry = join(directory, ENTRY).replaceAll('\\', '/');
  // A namespace that is used keeps its import; a bare import would not be resolved to types.
  project.createSourceFile(entry, modules.map((module, index) => `export * as m${index} from ${JSON.stringify(module)};\n`).join(''));
  const compiler = getCompiler(project);
  const statements = compiler.program.getSourceFile(entry)?.statements ?? [];
  const found = statements.some((statement) => {
    const symbol = compiler.ts.isExportDeclaration(statement) && statement.moduleSpecifier && compiler.checker.getSymbolAtLocation(statement.moduleSpecifier);
    return symbol && (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile().fileName !== entry && isTyped(declaration.getSourceFile()));
  });
  return { compiler, found };
}

/** Not plain JavaScript, about which TypeScript only guesses. */
function isTyped({ fileName }: ts.SourceFile): boolean {
  return /\.[cm]?tsx?$/u.test(fileName);
}

/** Opens the program of a tsconfig file. */
export function openTsconfig(path: string): OpenedDefinitions | Problem {
  const read = bundled.readConfigFile(path, (file) => bundled.sys.readFile(file));
  if (read.error) return { problem: `Cannot read ${path}: ${bundled.flattenDiagnosticMessageText(read.error.messageText, ' ')}` };
  const project = openProject(path);
  if (!(project instanceof Project)) return project;
  if (project.getSourceFiles().length > 0) return { compiler: getCompiler(project) };
  const { references } = read.config as { references?: unknown };
  const others = Array.isArray(references) ? references.flatMap((reference: { path?: unknown } | null) => reference?.path ?? []) : [];
  return others.length > 0
    ? { problem: `${path} only refers to other projects: name one of them (${others.join(', ')}).` }
    : { problem: `${path} includes no TypeScript file: check its "files" and "include".` };
}

function openProject(tsConfigFilePath: string): Project | Problem {
  try {
    return new Project({ tsConfigFilePath, skipFileDependencyResolution: true });
  } catch (error) {
    return { problem: `Cannot read ${tsConfigFilePath}: ${error instanceof Error ? error.message.split('\n', 1).join('') : String(error)}` };
  }
}

/** The compiler inside ts-morph; its nodes and types stay with it. */
export function getCompiler(project: Project): Compiler {
  const program = project.getProgram().compilerObject as unknown as ts.Program;
  return { ts: bundled as unknown as typeof ts, program, checker: program.getTypeChecker() };
}
