import type ts from 'typescript';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Compiler } from './compiler.ts';
import type { Origins } from './origins.ts';

/** A class, an interface or an aliased object type, as its syntax gives it. */
export interface Definition {
  readonly node: ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeLiteralNode;
  readonly name: string;
  readonly origin: string;
  readonly members: ReadonlySet<string>;
  readonly bases: readonly string[];
  /** Has it a `Symbol.iterator` or a `Symbol.asyncIterator` of its own? */
  readonly iterable: boolean;
  readonly asyncIterable: boolean;
}

/** What the source text of a program says of ORMs before the checker is asked anything. */
export interface Definitions {
  /** Origins with a profile, or with a definition that may describe an ORM by itself. */
  readonly origins: ReadonlyMap<string, readonly Definition[]>;
  readonly known: ReadonlySet<string>;
  /** Definitions of the code itself that have bases. */
  readonly derived: readonly Definition[];
  /** Names that may be operations; no other name is looked at. */
  readonly names: ReadonlySet<string>;
  readonly evaluable: boolean;
}

interface FileDefinitions {
  readonly definitions: readonly Definition[];
  readonly functions: ReadonlyMap<string, readonly string[]>;
}

// Source files outlive programs in an editor, so the work is done once per file text.
const cache = new WeakMap<ts.SourceFile, FileDefinitions>();

/** Reads the names that matter from every file of a program. */
export function readDefinitions(compiler: Compiler, origins: Origins, knowledge: Knowledge): Definitions {
  const byOrigin = new Map<string, Definition[]>();
  const functions = new Map<string, string[]>();
  const derived: Definition[] = [];
  for (const file of compiler.program.getSourceFiles()) {
    if (compiler.program.isSourceFileDefaultLibrary(file)) continue;
    let read = cache.get(file);
    if (!read) cache.set(file, (read = readFile(compiler.ts, origins, file)));
    for (const definition of read.definitions) {
      if (definition.bases.length > 0 && !origins.isDependency(definition.node)) derived.push(definition);
      append(byOrigin, definition.origin, definition);
    }
    for (const [origin, names] of read.functions) for (const name of names) append(functions, origin, name);
  }
  const relevant = new Map<string, readonly Definition[]>();
  const known = new Set<string>();
  for (const origin of new Set([...byOrigin.keys(), ...functions.keys()])) {
    if (knowledge.configuration.ignore.includes(origin)) continue;
    const definitions = byOrigin.get(origin) ?? [];
    if (knowledge.findProfile(origin)) known.add(origin);
    else if (findCandidates(definitions, origins, knowledge).length === 0) continue;
    relevant.set(origin, definitions);
  }
  const names = new Set<string>();
  if (relevant.size > 0) {
    for (const definition of [...relevant.values(), derived].flat()) for (const name of definition.members) names.add(name);
    for (const origin of relevant.keys()) for (const name of functions.get(origin) ?? []) names.add(name);
  }
  return { origins: relevant, known, derived, names, evaluable: [...relevant.values()].some(isEvaluableSomewhere) };
}

/** The two iterators may come from different bases of one receiver. */
function isEvaluableSomewhere(definitions: readonly Definition[]): boolean {
  if (!definitions.some(({ asyncIterable }) => asyncIterable)) return false;
  const byName = groupByName(definitions);
  return definitions.some((definition) => {
    const family = [definition, ...collectBases(definition, byName)];
    return family.some(({ iterable }) => iterable) && family.some(({ asyncIterable }) => asyncIterable);
  });
}

/** Definitions that may describe an ORM by themselves, with what they inherit from their neighbours. */
export function findCandidates(definitions: readonly Definition[], origins: Origins, knowledge: Knowledge): readonly Definition[] {
  const byName = groupByName(definitions);
  return definitions.filter(
    (definition) => origins.isDependency(definition.node) && !isRuntime(definition.node) && knowledge.maybeSelfDescribing(collectMembers(definition, byName)),
  );
}

/** Node pairs the methods of its ZIP files as an ORM would; no part of a runtime is an ORM unless a profile says so. */
function isRuntime(node: ts.Node): boolean {
  return /\/node_modules\/(?:@types\/(?:bun|node)|bun-types)\//u.test(node.getSourceFile().fileName);
}

export function groupByName(definitions: readonly Definition[]): ReadonlyMap<string, readonly Definition[]> {
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions) append(byName, definition.name, definition);
  return byName;
}

/** Names of the definition and of those bases that stand in the same package. */
function collectMembers(definition: Definition, byName: ReadonlyMap<string, readonly Definition[]>): ReadonlySet<string> {
  const bases = collectBases(definition, byName);
  return bases.size === 0 ? definition.members : new Set([definition, ...bases].flatMap(({ members }) => [...members]));
}

function collectBases(definition: Definition, byName: ReadonlyMap<string, readonly Definition[]>): ReadonlySet<Definition> {
  const bases = new Set<Definition>();
  const add = ({ bases: names }: Definition): void => {
    for (const name of names) for (const base of byName.get(name) ?? []) if (base !== definition) bases.add(base);
  };
  add(definition);
  for (const base of bases) add(base);
  return bases;
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function readFile(compiler: typeof ts, origins: Origins, file: ts.SourceFile): FileDefinitions {
  const definitions: Definition[] = [];
  const functions = new Map<string, string[]>();
  const readStatements = (statements: readonly ts.Statement[], origin: string): void => {
    for (const statement of statements) readStatement(statement, origin);
  };
  const readStatement = (statement: ts.Statement, origin: string): void => {
    if (compiler.isClassDeclaration(statement) || compiler.isInterfaceDeclaration(statement)) {
      const bases = (statement.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => lastName(compiler, expression)));
      define(statement, statement.name?.text ?? 'default', origin, bases);
    } else if (compiler.isTypeAliasDeclaration(statement)) {
      readAlias(statement.type, statement.name.text, origin);
    } else if (compiler.isFunctionDeclaration(statement)) {
      append(functions, origin, statement.name?.text ?? 'default');
    } else if (compiler.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) if (compiler.isIdentifier(name)) append(functions, origin, name.text);
    } else if (compiler.isModuleDeclaration(statement)) {
      const inner = compiler.isStringLiteral(statement.name) ? statement.name.text : origin;
      let { body } = statement;
      while (body && compiler.isModuleDeclaration(body)) ({ body } = body);
      if (body && compiler.isModuleBlock(body)) readStatements(body.statements, inner);
    }
  };
  const readAlias = (type: ts.TypeNode, name: string, origin: string): void => {
    if (compiler.isTypeLiteralNode(type)) define(type, name, origin, []);
    else if (compiler.isIntersectionTypeNode(type)) for (const part of type.types) readAlias(part, name, origin);
  };
  const define = (node: Definition['node'], name: string, origin: string, bases: readonly string[]): void => {
    const members = new Set<string>();
    let iterable = bases.some((base) => /^(?:Itera|(?:Readonly)?Array$)/u.test(base));
    let asyncIterable = bases.some((base) => /^AsyncItera/u.test(base));
    for (const member of node.members) {
      if (!member.name) continue;
      if (compiler.isIdentifier(member.name) || compiler.isStringLiteral(member.name)) members.add(member.name.text);
      const key = compiler.isComputedPropertyName(member.name) ? member.name.expression.getText(file) : '';
      iterable ||= key === 'Symbol.iterator';
      asyncIterable ||= key === 'Symbol.asyncIterator';
    }
    definitions.push({ node, name, origin, members, bases, iterable, asyncIterable });
  };
  readStatements(file.statements, origins.ofFile(file));
  return { definitions, functions };
}

function lastName(compiler: typeof ts, expression: ts.Expression): string {
  if (compiler.isIdentifier(expression)) return expression.text;
  return compiler.isPropertyAccessExpression(expression) ? expression.name.text : '';
}
