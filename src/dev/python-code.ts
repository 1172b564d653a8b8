import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import plugin from '../index.ts';
import { FRAMEWORK_STUBS } from '../frameworks/index.ts';
import { createKnowledge } from '../orm/knowledge.ts';
import { DEFAULT_CONFIGURATION } from '../pipeline/configuration.ts';
import { readBindings, readCaptures } from '../python/inference/names/bindings.ts';
import { findParents, traverse } from '../python/language/traversal.ts';
import { LIBRARY_STUBS } from '../python/library/index.ts';
import { parse, type Module, type Node } from '../python/parser/index.ts';
import { createModules } from '../python/project/modules.ts';
import type { TestedLanguage } from './tested-language.ts';

const TYPES = fileURLToPath(new URL('../../fixtures/types/', import.meta.url));
const IMPLICIT = ['__name__', '__file__', '__doc__'];
const OF_A_LIBRARY = / in django\b/u;
// Of the standard library, and of no interest to any stub.
const PLAIN_MODULES = new Set(['os', 'sys']);

const { stubs } = createKnowledge(DEFAULT_CONFIGURATION, [...LIBRARY_STUBS, ...FRAMEWORK_STUBS]);
const stubNames = new Map(stubs.map(({ module, text }) => [module, listNames(parse(text).ast)]));
const stubPackages = new Set([...stubNames.keys()].flatMap((name) => name.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'))));
const modules = createModules();

/** Python whose imports are the project in `fixtures/types/<orm>-python`, and what the linter knows of libraries. */
export function createPythonCode(orm: string): TestedLanguage {
  const folder = join(TYPES, `${orm}-python`);
  return {
    getPath: (filename = 'views.py') => join(folder, filename),
    config: { plugins: { 'async-orm': plugin }, language: 'async-orm/python' },
    getErrors: findPythonErrors,
    isUnusable: () => true,
    getComments: (_, text) => listPythonComments(text),
  };
}

/** Such errors in a folder, as `createTypeChecker` has them of TypeScript; what a library has is not known to the last name. */
export function createPythonChecker(folder: string): (overlay?: ReadonlyMap<string, string>) => readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'));
  return (overlay = new Map()) =>
    paths.flatMap((path) => {
      const text = overlay.get(path) ?? readFileSync(join(folder, path), 'utf8');
      return findPythonErrors(join(folder, path), text).filter((error) => !OF_A_LIBRARY.test(error)).map((error) => `${path}: ${error}`);
    });
}

/** Syntax errors, imports that lead nowhere, and names that nothing binds. */
function findPythonErrors(path: string, text: string): readonly string[] {
  const { ast, errors } = parse(text);
  return [...errors.map(({ message }) => `Syntax error: ${message}`), ...findMisplacedAwaits(ast), ...findMissingImports(path, ast), ...findUnboundNames(ast)];
}

export function listPythonComments(text: string): readonly string[] {
  return parse(text).comments.map(({ value }) => value.trim());
}

/** Python's grammar has them anywhere, its compiler does not. */
function findMisplacedAwaits(ast: Module): readonly string[] {
  const parents = findParents(ast);
  const isInAsync = (node: Node): boolean => {
    for (let [child, parent] = [node, parents.get(node)]; parent; [child, parent] = [parent, parents.get(parent)]) {
      const { body } = parent as { body?: Node | readonly Node[] };
      const isInside = Array.isArray(body) ? body.includes(child) : body === child;
      if (isInside && (parent.type === 'FunctionDef' || parent.type === 'Lambda')) return false;
      if (isInside && parent.type === 'AsyncFunctionDef') return true;
    }
    return false;
  };
  return listNodes(ast).flatMap((node) => {
    const isAsync = node.type === 'Await' || node.type === 'AsyncFor' || node.type === 'AsyncWith' || (node.type === 'comprehension' && node.is_async === 1);
    // An async generator may be made anywhere.
    return isAsync && parents.get(node)?.type !== 'GeneratorExp' && !isInAsync(node) ? [`${node.type} outside of an async function`] : [];
  });
}

function findMissingImports(path: string, ast: Module): readonly string[] {
  return listNodes(ast).flatMap((node) => {
    if (node.type === 'Import') return node.names.flatMap(({ name }) => (isModule(name, path) ? [] : [`No module ${name}`]));
    if (node.type !== 'ImportFrom' || (node.level === 0 && PLAIN_MODULES.has(node.module ?? ''))) return [];
    const dots = '.'.repeat(node.level);
    const module = node.module ?? '';
    const file = node.level > 0 ? modules.resolveRelative(node.level, module, path) : modules.resolve(module, path);
    const names = node.level > 0 ? readFile(file) : (stubNames.get(module) ?? readFile(file));
    if (!names && !(node.level === 0 ? stubPackages.has(module) : true)) return [`No module ${dots}${module}`];
    const isSubmodule = (name: string) => (node.level > 0 ? modules.resolveRelative(node.level, module === '' ? name : `${module}.${name}`, path) !== undefined : isModule(`${module}.${name}`, path));
    return node.names.flatMap(({ name }) => (name === '*' || names?.has(name) === true || isSubmodule(name) ? [] : [`No name ${name} in ${dots}${module}`]));
  });
}

function isModule(name: string, from: string): boolean {
  return PLAIN_MODULES.has(name) || stubPackages.has(name) || modules.resolve(name, from) !== undefined;
}

function readFile(path: string | undefined): ReadonlySet<string> | undefined {
  const source = path === undefined ? undefined : modules.read(path);
  return source && listNames(source.ast);
}

function listNames({ body }: Module): ReadonlySet<string> {
  return new Set(readBindings(body).names.keys());
}

/** Scopes are not told apart: a name that is bound anywhere in the file is spelt as it is meant. */
function findUnboundNames(ast: Module): readonly string[] {
  const nodes = listNodes(ast);
  if (nodes.some((node) => node.type === 'ImportFrom' && node.names.some(({ name }) => name === '*'))) return [];
  const bound = new Set([...IMPLICIT, ...(stubNames.get('builtins') ?? []), ...nodes.flatMap(listBound)]);
  return nodes.flatMap((node) => (node.type === 'Name' && node.ctx === 'Load' && !bound.has(node.id) ? [`No name ${node.id}`] : []));
}

function listBound(node: Node): readonly string[] {
  switch (node.type) {
    case 'Name':
      return node.ctx === 'Store' ? [node.id] : [];
    case 'arg':
      return [node.arg];
    case 'alias':
      return [node.asname ?? node.name.split('.', 1)[0] ?? ''];
    case 'match_case':
      return readCaptures(node.pattern);
    case 'ExceptHandler':
      return node.name === null ? [] : [node.name];
    case 'FunctionDef':
    case 'AsyncFunctionDef':
    case 'ClassDef':
    case 'TypeVar':
    case 'ParamSpec':
    case 'TypeVarTuple':
      return [node.name];
    default:
      return [];
  }
}

function listNodes(ast: Module): readonly Node[] {
  return [...traverse(ast)].flatMap(({ phase, target }) => (phase === 1 ? [target as Node] : []));
}
