import { dirname, join } from 'node:path';
import { Project, ts as bundled } from 'ts-morph';
import type ts from 'typescript';
import type { Compiler } from './compiler.ts';
import { readImports } from './modules.ts';
import { packageOfPath } from './origins.ts';
import { findPackageFolder, getTypesPackage, readManifest, readSubpaths, splitSpecifier } from './package-entries.ts';

/** Type definitions opened outside a lint run. */
export interface OpenedDefinitions {
  readonly compiler: Compiler;
  /** The package they belong to. */
  readonly name: string;
  /** The module that was asked for. */
  readonly specifier: string;
  readonly version?: string;
}

/** One sentence that says why nothing could be opened, and what to do. */
export interface Problem {
  readonly problem: string;
}

// Nobody writes a file of this name, and none is written.
const ENTRY = '__async-orm-inspect__.ts';
// A tsconfig that matches no file, and one whose list of files is empty.
const NO_INPUTS = 18003;
const EMPTY_FILES = 18002;
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
  const { name, subpath } = splitSpecifier(specifier.startsWith('@types/') ? packageOfPath(specifier) : specifier);
  const isName = name !== '' && (!name.startsWith('@') || name.includes('/'));
  const folders = !isName ? [] : [name, getTypesPackage(name)].flatMap((candidate) => findPackageFolder(directory, candidate) ?? []);
  const subpaths = subpath === '' ? folders.flatMap(readSubpaths) : [];
  const main = subpath === '' ? name : `${name}/${subpath}`;
  const modules = new Set([main, ...subpaths.map((path) => `${name}/${path}`)]);
  const { compiler, found } = openModules([...modules], directory);
  if (found.size > 0) {
    const { version } = folders[0] === undefined ? {} : readManifest(folders[0]);
    return { compiler, name, specifier: found.has(main) ? main : '', ...(typeof version === 'string' && { version }) };
  }
  if (folders.length === 0) return { problem: `Cannot find the package "${name}" from here: install it, or run this in the project that has it.` };
  return subpath === ''
    ? { problem: `"${name}" has no type definitions: install them with npm install --save-dev ${getTypesPackage(name)}` }
    : { problem: `"${name}" offers no type definitions as "${name}/${subpath}".` };
}

/** Opens the package that lies in a folder, such as one of a monorepo, as if imported from a directory. */
export function openPackageFolder(folder: string, directory: string): OpenedDefinitions | Problem {
  const { name, version } = readManifest(folder);
  const problem = `${folder} holds neither a tsconfig.json nor a package with type definitions.`;
  if (typeof name !== 'string') return { problem };
  // A package may import itself by its name; without "exports" it is found by its folder.
  const files = [name, ...readSubpaths(folder).map((path) => `${name}/${path}`)].flatMap(
    (module) => bundled.resolveModuleName(module, join(folder, ENTRY), OPTIONS, bundled.sys).resolvedModule?.resolvedFileName ?? [],
  );
  const modules = (files.length > 0 ? files : [folder]).map((path) => path.replaceAll('\\', '/').replace(/\.d\.([cm]?)ts$/u, '.$1js'));
  const { compiler, found } = openModules(modules, directory);
  if (found.size === 0) return { problem };
  return { compiler, name, specifier: modules[0] ?? '', ...(typeof version === 'string' && { version }) };
}

/** A program that imports modules, and which of them it found with types. */
function openModules(modules: readonly string[], directory: string): { readonly compiler: Compiler; readonly found: ReadonlySet<string> } {
  const types = findPackageFolder(directory, '@types/node') ? ['node'] : [];
  const project = new Project({ compilerOptions: { ...OPTIONS, types }, skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true });
  const entry = join(directory, ENTRY).replaceAll('\\', '/');
  // A namespace that is used keeps its import; a bare import would not be resolved to types.
  project.createSourceFile(entry, modules.map((module, index) => `export * as m${index} from ${JSON.stringify(module)};\n`).join(''));
  const compiler = getCompiler(project);
  const found = readImports(compiler, ({ fileName }) => fileName === entry).filter(({ symbol }) => symbol?.declarations?.some(isTyped));
  return { compiler, found: new Set(found.map(({ specifier }) => specifier)) };
}

/** Not plain JavaScript, about which TypeScript only guesses. */
function isTyped(declaration: ts.Declaration): boolean {
  return /\.[cm]?tsx?$/u.test(declaration.getSourceFile().fileName);
}

/** Opens the program of a tsconfig file. */
export function openTsconfig(path: string): { readonly compiler: Compiler } | Problem {
  const read = bundled.readConfigFile(path, (file) => bundled.sys.readFile(file));
  const parsed = bundled.parseJsonConfigFileContent(read.config ?? {}, bundled.sys, dirname(path), undefined, path);
  const others = (parsed.projectReferences ?? []).map((reference) => reference.path);
  const error = read.error ?? parsed.errors.find(({ code }) => code !== NO_INPUTS && code !== EMPTY_FILES);
  if (error) return { problem: `Cannot read ${path}: ${bundled.flattenDiagnosticMessageText(error.messageText, ' ')}` };
  if (parsed.fileNames.length > 0) return { compiler: getCompiler(new Project({ tsConfigFilePath: path, skipFileDependencyResolution: true })) };
  return others.length > 0
    ? { problem: `${path} only refers to other projects: name one of them (${others.join(', ')}).` }
    : { problem: `${path} includes no TypeScript file: check its "files" and "include".` };
}

/** The compiler inside ts-morph; its nodes and types stay with it. */
export function getCompiler(project: Project): Compiler {
  const inner: { compiler: unknown; program: unknown } = { compiler: bundled, program: project.getProgram().compilerObject };
  const program = inner.program as ts.Program;
  return { ts: inner.compiler as typeof ts, program, checker: program.getTypeChecker() };
}
