import { basename, dirname, resolve } from 'node:path';
import type { StubModule } from '../../../analysis/stubs.ts';
import { parse } from '../../parser/index.ts';
import type { Module } from '../../parser/index.ts';
import type { Modules, SourceModule } from '../../project/modules.ts';
import { readBindings } from './bindings.ts';
import type { ModuleDefinition } from '../values/definitions.ts';

/** Finds modules by name: stubs first, then the files of the project and of what it has installed. */
export interface ModuleSource {
  find(name: string, from: ModuleDefinition): ModuleDefinition | undefined;
  open(path: string): ModuleDefinition | undefined;
  /** A file by a text that nothing else sees, as of an editor. */
  define(path: string, source: SourceModule): ModuleDefinition;
  /** Cheaper to ask than the next. */
  hasOpened(path: string): boolean;
  /** Has anything that the file depends on seen the file? */
  leadsTo(path: string): boolean;
  /** Is everything that was found still what would be found? */
  isCurrent(): boolean;
  /** The characters that the modules have which this one keeps. */
  readonly size: number;
}

const definitions = new WeakMap<Module, ModuleDefinition>();
const stubDefinitions = new WeakMap<StubModule, ModuleDefinition>();
const virtual = new Map<string, ModuleDefinition>();

export function createModuleSource(stubs: readonly StubModule[], modules: Modules): ModuleSource {
  const byName = new Map(stubs.map((stub) => [stub.module, stub]));
  const parents = new Set(stubs.flatMap(({ module }) => listParents(module)));
  const ofRows = new Set(stubs.flatMap(({ module, text }) => (text.includes('@entity') ? [getPackage(module)] : [])));
  const known = new Map<string, ModuleDefinition | undefined>();
  const opened = new Map<string, Module | undefined>();
  const answers = new Map<string, { readonly name: string; readonly from: string; readonly path: string | undefined }>();

  /** Files that were opened because of their names, for everybody. */
  const listed = new Set<string>();
  /** What the modules in a file have asked for. */
  const asked = new Map<string, Set<string>>();
  /** How long the text of each file is; of one that is typed into, the newest. */
  const lengths = new Map<string, number>();
  let size = 0;

  function open(path: string, name?: string): ModuleDefinition | undefined {
    const source = modules.read(path);
    opened.set(resolve(path), source?.ast);
    return source && define(path, source, name);
  }

  /** A library's own files are read as they are, but for those that say what a row is. */
  function isOwnSource(name: string, from: ModuleDefinition): boolean {
    const own = getPackage(name);
    return from.path !== undefined && own === getPackage(from.name) && !ofRows.has(own) && modules.resolve(name, from.path) !== undefined;
  }

  function leadsTo(path: string): boolean {
    const wanted = resolve(path);
    if (listed.has(wanted)) return true;
    const seen = new Set<string>();
    const pending = [wanted];
    for (let from = pending.pop(); from !== undefined; from = pending.pop()) {
      for (const found of asked.get(from) ?? []) {
        if (found === wanted) return true;
        if (!seen.has(found)) pending.push(found);
        seen.add(found);
      }
    }
    return false;
  }

  function noteAsked(from: string, path: string): void {
    const known = asked.get(from);
    if (known) known.add(path);
    else asked.set(from, new Set([path]));
  }

  function define(path: string, { ast, text }: SourceModule, name?: string): ModuleDefinition {
    size += text.length - (lengths.get(path) ?? 0);
    lengths.set(path, text.length);
    let definition = definitions.get(ast);
    if (!definition) {
      const isPackage = /^__init__\.pyi?$/u.test(basename(path));
      definition = { kind: 'module', name: name ?? modules.moduleName(path) ?? basename(path).replace(/\.pyi?$/u, ''), path, isPackage, text, ast, bindings: readBindings(ast.body) };
      definitions.set(ast, definition);
    }
    return definition;
  }

  return {
    open(path) {
      listed.add(resolve(path));
      return open(path);
    },
    define: (path, source) => define(path, source),
    hasOpened: (path) => opened.has(resolve(path)),
    leadsTo,
    get size() {
      return size;
    },
    isCurrent() {
      for (const [path, ast] of opened) if (modules.read(path)?.ast !== ast) return false;
      for (const { from, name, path } of answers.values()) if (modules.resolve(name, from) !== path) return false;
      return true;
    },
    find(name, from) {
      const stub = byName.get(name);
      if (stub && !isOwnSource(name, from)) return defineStub(stub);
      if (from.path === undefined) return parents.has(name) ? defineVirtual(name) : undefined;
      // Python looks in folders, which are the same for all files of one.
      const key = `${name}\0${dirname(from.path)}`;
      if (!known.has(key)) {
        const path = modules.resolve(name, from.path);
        answers.set(key, { name, from: from.path, path });
        known.set(key, (path === undefined ? undefined : open(path, name)) ?? (parents.has(name) ? defineVirtual(name) : undefined));
      }
      const found = known.get(key);
      if (found?.path !== undefined) noteAsked(from.path, found.path);
      return found;
    },
  };
}

function getPackage(name: string): string {
  return name.split('.', 1)[0] ?? '';
}

function listParents(name: string): string[] {
  const parts = name.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

function defineStub(stub: StubModule): ModuleDefinition {
  let definition = stubDefinitions.get(stub);
  if (!definition) {
    const { ast } = parse(stub.text);
    definition = { kind: 'module', name: stub.module, path: undefined, isPackage: true, text: stub.text, ast, bindings: readBindings(ast.body) };
    stubDefinitions.set(stub, definition);
  }
  return definition;
}

/** A package that has no stub of its own and holds some. */
function defineVirtual(name: string): ModuleDefinition {
  let definition = virtual.get(name);
  if (!definition) {
    const { ast } = parse('');
    virtual.set(name, (definition = { kind: 'module', name, path: undefined, isPackage: true, text: '', ast, bindings: readBindings([]) }));
  }
  return definition;
}
