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
  readonly evaluable: boolean;
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
  return { origins: relevant, known, derived, names, evaluable: [...relevant.values()].flat().some(({ evaluable }) => evaluable) };
}

/** Definitions that may describe an ORM by themselves, with what they inherit from their neighbours. */
export function findCandidates(definitions: readonly Definition[], origins: Origins, knowledge: Knowledge): readonly Definition[] {
  const byName = groupByName(definitions);
  return definitions.filter(
    (definition) => origins.isDependency(definition.node) && knowledge.maybeSelfDescribing(collectMembers(definition, byName)),
  );
}

export function groupByName(definitions: readonly Definition[]): ReadonlyMap<string, readonly Definition[]> {
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions) append(byName, definition.name, definition);
  return byName;
}

/** Names of the definition and of those bases that stand in the same package. */
function collectMembers(definition: Definition, byName: ReadonlyMap<string, readonly Definition[]>): ReadonlySet<string> {
  const neighbours = definition.bases.filter((base) => byName.has(base));
  if (neighbours.length === 0) return definition.members;
  const names = new Set(definition.members);
  const seen = new Set<Definition>([definition]);
  for (const base of neighbours) {
    for (const neighbour of byName.get(base) ?? []) {
      if (seen.has(neighbour)) continue;
      seen.add(neighbour);
      for (const member of neighbour.members) names.add(member);
      neighbours.push(...neighbour.bases.filter((next) => byName.get(next)?.some((found) => !seen.has(found))));
    }
  }
  return names;
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
    let symbols = 0;
    for (const member of node.members) {
      if (!member.name) continue;
      if (compiler.isIdentifier(member.name) || compiler.isStringLiteral(member.name)) members.add(member.name.text);
      else if (/Symbol\.(?:async)?iterator/iu.test(member.name.getText(file))) symbols += 1;
    }
    const evaluable = symbols > 0 || bases.some((base) => base.includes('AsyncItera'));
    definitions.push({ node, name, origin, members, bases, evaluable });
  };
  readStatements(file.statements, origins.ofFile(file));
  return { definitions, functions };
}

function lastName(compiler: typeof ts, expression: ts.Expression): string {
  if (compiler.isIdentifier(expression)) return expression.text;
  return compiler.isPropertyAccessExpression(expression) ? expression.name.text : '';
}
