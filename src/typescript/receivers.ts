import type ts from 'typescript';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Operation } from '../analysis/operation.ts';
import type { ReceiverDeclaration } from '../analysis/signature.ts';
import type { Compiler } from './compiler.ts';
import { readReceiver, type ReceiverTest } from './declarations.ts';
import { findCandidates, groupByName, readDefinitions, type Definition, type Definitions } from './definitions.ts';
import { getModuleType, readImportedModules } from './modules.ts';
import { createOrigins, type Origins } from './origins.ts';
import { getConstituents, isEvaluable, isThenable } from './type-shape.ts';

/** A receiver type with the operations of its ORM. */
export interface Receiver {
  readonly declaration: ReceiverDeclaration;
  operation(name: string): Operation | undefined;
  /** Does it build queries, as managers and clients do, rather than hold a row? */
  isBuilder(): boolean;
}

/** Tells which types of one program are receivers of an ORM. */
export interface Receivers {
  readonly definitions: Definitions;
  readonly origins: Origins;
  /** The receiver behind a type; `undefined` when any constituent of a union is none. */
  find(type: ts.Type): Receiver | undefined;
  /** Receivers that declarations of an origin describe: the modules that the code imports, then what they export, then the rest. */
  list(origin: string): readonly Receiver[];
  /** Receivers that the code itself derives from those of an ORM. */
  listDerived(): readonly { readonly receiver: Receiver; readonly definition: Definition }[];
  isReceiver(type: ts.Type): boolean;
  /** The functions that a package or an ambient module of the program exports. */
  findModule(origin: string): Receiver | undefined;
}

export function createReceivers(compiler: Compiler, knowledge: Knowledge): Receivers {
  const { ts: tsc, checker } = compiler;
  const origins = createOrigins(compiler, knowledge.findGenerator);
  const definitions = readDefinitions(compiler, origins, knowledge);
  const described = new Map<string, ReadonlySet<ts.Node>>();
  const typeOrigins = new Map<ts.Type, string | undefined>();
  const receivers = new Map<ts.Type, Receiver>();
  const test: ReceiverTest = { isReceiver, isChainable, declaredBy };
  const chainable = new Map<ts.Type, boolean>();
  let importedModules: ReadonlyMap<ts.Symbol, string> | undefined;

  function isReceiver(type: ts.Type): boolean {
    return findOrigin(type) !== undefined;
  }

  /** The origin of the ORM that a type is a receiver of. */
  function findOrigin(type: ts.Type): string | undefined {
    if (definitions.origins.size === 0) return undefined;
    const key = getKey(type);
    if (!typeOrigins.has(key)) {
      typeOrigins.set(key, undefined); // A circular type is none until proven otherwise.
      typeOrigins.set(key, readOrigin(type));
    }
    return typeOrigins.get(key);
  }

  function readOrigin(type: ts.Type): string | undefined {
    if (type.isUnion()) {
      const found = new Set(getConstituents(compiler, type).map(findOrigin));
      const [origin] = found;
      return found.size === 1 ? origin : undefined;
    }
    if (type.isIntersection()) return type.types.map(findOrigin).find((origin) => origin !== undefined);
    if (type.flags & tsc.TypeFlags.TypeParameter) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint && constraint !== type ? findOrigin(constraint) : undefined;
    }
    if (!(type.flags & tsc.TypeFlags.Object)) return undefined;
    const symbol = type.getSymbol();
    for (const declaration of symbol?.declarations ?? []) {
      const origin = findDescribedOrigin(declaration);
      if (origin !== undefined) return origin;
    }
    if (symbol && symbol.flags & tsc.SymbolFlags.Class && !type.isClassOrInterface() && type !== checker.getDeclaredTypeOfSymbol(symbol)) {
      const instance = checker.getDeclaredTypeOfSymbol(symbol);
      if (getKey(type) !== getKey(instance)) return findOrigin(instance);
    }
    const base = getTarget(type).getBaseTypes()?.map(findOrigin).find((origin) => origin !== undefined);
    return base ?? (symbol && symbol.flags & (tsc.SymbolFlags.Class | tsc.SymbolFlags.Interface) ? undefined : findMappedOrigin(type));
  }

  /** Mapped types such as `Omit<QuerySet, 'get'>` keep the declarations of the members they copy. */
  function findMappedOrigin(type: ts.Type): string | undefined {
    if (!(((type as ts.ObjectType).objectFlags) & tsc.ObjectFlags.Mapped)) return undefined;
    const [declaration] = type.getProperties().find(({ declarations }) => declarations?.length)?.declarations ?? [];
    return declaration && findDescribedOrigin(declaration.parent);
  }

  function findDescribedOrigin(declaration: ts.Node): string | undefined {
    const origin = origins.of(declaration);
    if (definitions.known.has(origin)) return origin;
    if (!definitions.origins.has(origin)) return undefined;
    if (tsc.isSourceFile(declaration) || tsc.isModuleDeclaration(declaration)) return getDescribed(origin).size > 0 ? origin : undefined;
    return getDescribed(origin).has(declaration) ? origin : undefined;
  }

  /** Declarations of a self-describing ORM: those with enough twins, and the ones that belong to them. */
  function getDescribed(origin: string): ReadonlySet<ts.Node> {
    const known = described.get(origin);
    if (known) return known;
    const all = definitions.origins.get(origin) ?? [];
    const nodes = new Set<ts.Node>();
    described.set(origin, nodes);
    const confirmed = findCandidates(all, origins, knowledge).filter(({ node }) => {
      const type = checker.getTypeAtLocation(tsc.isTypeLiteralNode(node) ? node : (node.name ?? node));
      return knowledge.isSelfDescribing(readReceiver(compiler, type, origin, { ...test, isReceiver: () => false, isChainable: () => false, declaredBy: () => 'orm' }));
    });
    for (const { node } of addRelated(confirmed, all)) nodes.add(node);
    return nodes;
  }

  function addRelated(confirmed: readonly Definition[], all: readonly Definition[]): ReadonlySet<Definition> {
    const related = new Set(confirmed);
    if (confirmed.length === 0) return related;
    const byName = groupByName(all);
    for (const definition of related) {
      for (const base of definition.bases) for (const found of byName.get(base) ?? []) related.add(found);
    }
    const names = new Set([...related].map(({ name }) => name));
    for (const definition of all) {
      if (related.has(definition) || !origins.isDependency(definition.node)) continue;
      const hasTwin = knowledge.conventions.some((convention) =>
        [...definition.members].some((name) => definition.members.has(convention.asyncName(name) ?? '')),
      );
      if (hasTwin || (definition.iterable && definition.asyncIterable) || definition.bases.some((base) => names.has(base)) || mentions(definition, names)) related.add(definition);
    }
    return related;
  }

  /** Does a method of the definition return one of the named types? */
  function mentions({ node }: Definition, names: ReadonlySet<string>): boolean {
    return node.members.some((member) => {
      const type = tsc.isMethodSignature(member) || tsc.isMethodDeclaration(member) ? member.type : undefined;
      return type !== undefined && tsc.isTypeReferenceNode(type) && tsc.isIdentifier(type.typeName) && names.has(type.typeName.text);
    });
  }

  function declaredBy(property: ts.Symbol): 'orm' | 'project' | undefined {
    let project = false;
    for (const declaration of property.declarations ?? []) {
      const owner = tsc.isVariableDeclaration(declaration) ? declaration.parent.parent.parent : declaration.parent;
      const home = tsc.isModuleBlock(owner) ? owner.parent : owner;
      if (findDescribedOrigin(home) !== undefined) return 'orm';
      if (compiler.program.isSourceFileDefaultLibrary(declaration.getSourceFile())) continue;
      if (tsc.isClassLike(home) || tsc.isInterfaceDeclaration(home)) {
        if (isReceiver(checker.getTypeAtLocation(home.name ?? home))) project = true;
      }
    }
    return project ? 'project' : undefined;
  }

  /** Can the type be chained on and then run: does a method of its own give the same type again, and another one a result? */
  function isChainable(type: ts.Type): boolean {
    const key = getKey(type);
    let answer = chainable.get(key);
    if (answer === undefined) {
      chainable.set(key, false);
      chainable.set(key, (answer = readChainable(type)));
    }
    return answer;
  }

  function readChainable(type: ts.Type): boolean {
    if (isEvaluable(compiler, type)) return true;
    const symbol = type.getSymbol();
    const signatures = checker.getPropertiesOfType(type).flatMap((property) => {
      const [signature] = declaredBy(property) ? checker.getTypeOfSymbol(property).getCallSignatures() : [];
      return signature ?? [];
    });
    const goesOn = signatures.some((signature) => {
      const result = signature.getReturnType();
      return result === type || (symbol !== undefined && result.getSymbol() === symbol) || (isReceiver(result) && isEvaluable(compiler, result));
    });
    return goesOn && (isThenable(compiler, type) === 'yes' || signatures.some(isTerminal));
  }

  /** Does a call run what was built? Then it needs no values: `exec(sql): this` beside `backup(file)` builds nothing. */
  function isTerminal(signature: ts.Signature): boolean {
    const result = signature.getReturnType();
    if (isThenable(compiler, result) !== 'yes' && !isEvaluable(compiler, result)) return false;
    return signature.parameters.every((symbol) => {
      const parameter = symbol.valueDeclaration;
      if (parameter && tsc.isParameter(parameter) && (parameter.questionToken ?? parameter.initializer ?? parameter.dotDotDotToken)) return true;
      const type = checker.getTypeOfSymbol(symbol);
      return type.getCallSignatures().length > 0 || isReceiver(type);
    });
  }

  function find(type: ts.Type): Receiver | undefined {
    const [part] = getConstituents(compiler, type);
    const origin = findOrigin(type);
    if (!part || origin === undefined) return undefined;
    const key = getKey(type.isUnion() && getConstituents(compiler, type).length > 1 ? type : part);
    let receiver = receivers.get(key);
    if (!receiver) {
      const declaration = readReceiver(compiler, getTarget(key), origin, test, findModuleName(key, origin));
      const operations = new Map<string, Operation | undefined>();
      receiver = {
        declaration,
        operation(name) {
          if (!operations.has(name)) operations.set(name, knowledge.classify(declaration, name));
          return operations.get(name);
        },
        isBuilder: () => declaration.evaluable || isChainable(key),
      };
      receivers.set(key, receiver);
    }
    return receiver;
  }

  /** Instances of a generic type share their declaration. */
  function getKey(type: ts.Type): ts.Type {
    return getTarget(type);
  }

  function getTarget(type: ts.Type): ts.Type {
    // The target of a mapped type has no members yet.
    const { objectFlags = 0, target } = type as Partial<ts.TypeReference>;
    return objectFlags & tsc.ObjectFlags.Mapped ? type : (target ?? type);
  }

  /** Resolved as an import from a file of the program would be. */
  function findModule(origin: string): Receiver | undefined {
    const ambient = checker.getAmbientModules().find(({ name }) => name === `"${origin}"`);
    const [importer = ''] = compiler.program.getRootFileNames();
    const resolved = ambient ? undefined : tsc.resolveModuleName(origin, importer, compiler.program.getCompilerOptions(), tsc.sys).resolvedModule;
    const file = resolved && compiler.program.getSourceFile(resolved.resolvedFileName);
    const module = ambient ?? (file && checker.getSymbolAtLocation(file));
    return module && find(checker.getTypeOfSymbol(module));
  }

  return {
    definitions,
    origins,
    find,
    findModule,
    isReceiver,
    list(origin) {
      const modules = [...getImportedModules().keys()];
      const exported = new Set(modules.flatMap((module) => checker.getExportsOfModule(module)).map(({ name }) => name));
      const [outer, inner] = [true, false].map((isExported) => (definitions.origins.get(origin) ?? []).filter(({ name }) => exported.has(name) === isExported));
      const types = [...(outer ?? []), ...(inner ?? [])].flatMap(({ node }) => getTypesOf(node));
      const found = [...modules.map((module) => getModuleType(compiler, module)), ...types].map(find);
      return [...new Set(found)].filter((receiver) => receiver?.declaration.origin === origin) as Receiver[];
    },
    listDerived: () =>
      definitions.derived.flatMap((definition) => getTypesOf(definition.node).flatMap((type) => {
        const receiver = find(type);
        return receiver ? [{ receiver, definition }] : [];
      })),
  };

  /** The name of the module that a type is all exports of. */
  function findModuleName(type: ts.Type, origin: string): string | undefined {
    const symbol = type.getSymbol();
    const isModule = symbol?.declarations?.some((node) => tsc.isSourceFile(node) || (tsc.isModuleDeclaration(node) && tsc.isStringLiteral(node.name)));
    return symbol && isModule ? (getImportedModules().get(symbol) ?? origin) : undefined;
  }

  function getImportedModules(): ReadonlyMap<ts.Symbol, string> {
    return (importedModules ??= readImportedModules(compiler, origins));
  }

  /** The instance type of a definition and, of a class, its static side. */
  function getTypesOf(node: Definition['node']): readonly ts.Type[] {
    if (tsc.isTypeLiteralNode(node)) return [checker.getTypeAtLocation(node)];
    const instance = checker.getTypeAtLocation(node.name ?? node);
    const symbol = tsc.isClassDeclaration(node) && node.name ? checker.getSymbolAtLocation(node.name) : undefined;
    return symbol ? [instance, checker.getTypeOfSymbol(symbol)] : [instance];
  }
}
