import type ts from 'typescript';
import type { Operation } from '../analysis/operation.ts';
import type { Compiler } from './compiler.ts';
import { isAsync, readBody, type Place } from './function-bodies.ts';
import { findLibraryRunner } from './library-runners.ts';
import type { ProjectFunction, ProjectFunctions } from './project-functions.ts';
import type { ProjectIndex } from './project-index.ts';
import type { Receiver, Receivers } from './receivers.ts';
import { isAny, isEvaluable } from './type-shape.ts';

/** A place where a function of the project uses an ORM. */
export interface QueryFact {
  readonly place: Place;
  readonly operation: Operation;
  readonly receiver: Receiver;
  /** What the operation is called on; `undefined` for a function of the ORM's module. */
  readonly object: ts.Expression | undefined;
}

/** A place where it runs another function of the project. */
export interface CallFact {
  readonly place: Place;
  readonly callee: ProjectFunction;
}

/** What the body of one function does by itself. */
export interface Facts {
  readonly queries: readonly QueryFact[];
  readonly calls: readonly CallFact[];
  /** Where it waits: for a promise, or for whoever iterates it. */
  readonly waits: readonly ts.Node[];
}

interface FactReader {
  read(fn: ProjectFunction): Facts;
  findOperation(call: ts.Node): Omit<QueryFact, 'place'> | undefined;
}

/** Reads what functions do, each once per program: what a call means may change with any other file. */
export function createFacts(compiler: Compiler, receivers: Receivers, index: ProjectIndex, functions: ProjectFunctions): FactReader {
  const { checker, ts: tsc } = compiler;
  const known = new Map<ProjectFunction, Facts>();

  function readFacts(fn: ProjectFunction): Facts {
    const queries: QueryFact[] = [];
    const calls: CallFact[] = [];
    const waits: ts.Node[] = [];
    const add = (place: Place): void => {
      const { kind, node } = place;
      if (kind === 'await') waits.push(node);
      else if (kind === 'callback') addCallback(node as ts.ArrowFunction, place);
      else if (kind === 'iteration') addEvaluation(place);
      else if (kind === 'read') addCall(place, index.mayBlockWhenRead((node as ts.PropertyAccessExpression).name.text) ? functions.findRead(node as ts.PropertyAccessExpression) : undefined);
      else addCallOrQuery(node as ts.CallLikeExpression, place);
    };
    const addCall = (place: Place, callee: ProjectFunction | undefined): void => {
      if (callee) calls.push({ place, callee });
    };
    /** What stands in a callback that runs on the spot belongs to the function around it. */
    const addCallback = (callback: ts.ArrowFunction, around: Place): void => {
      const call = callback.parent;
      if (!tsc.isCallExpression(call) || findRunner(call, callback) === undefined) return;
      const isApart = around.isApart || isAsync(tsc, callback);
      for (const place of readBody(tsc, callback)) add({ ...place, isApart: place.isApart || isApart, isGuarded: place.isGuarded || around.isGuarded, isRepeated: true });
    };
    const addEvaluation = (place: Place): void => {
      if (!receivers.definitions.evaluable) return;
      const object = (place.node as ts.ForOfStatement | ts.SpreadElement).expression;
      const type = checker.getTypeAtLocation(object);
      const receiver = receivers.find(type);
      if (!receiver || !isEvaluable(compiler, type)) return;
      const { name } = receiver.declaration;
      queries.push({ place, operation: { receiver: name, name, effect: 'query', style: 'sync', lock: false }, receiver, object });
    };
    const addCallOrQuery = (node: ts.CallLikeExpression, place: Place): void => {
      const query = findOperation(node);
      if (query && !isPlain(query.operation)) {
        queries.push({ ...query, place });
        return;
      }
      if (isSuper(node) || index.mayQuery(getCalleeName(node) ?? '')) addCall(place, functions.findCalled(node));
      if (!tsc.isCallExpression(node)) return;
      for (const argument of node.arguments) {
        if (index.mayQuery(getName(argument) ?? '') && findRunner(node, argument) !== undefined) addCall({ ...place, isRepeated: true }, functions.findNamed(argument));
      }
    };
    for (const place of readBody(tsc, fn)) add(place);
    // Without a constructor of its own, a class has that of its base.
    if (tsc.isClassLike(fn) && !fn.members.some(tsc.isConstructorDeclaration)) addCall({ kind: 'call', node: fn, isApart: false, isGuarded: false, isRepeated: false }, functions.findBase(fn));
    return { queries, calls, waits };
  }

  function isSuper(node: ts.CallLikeExpression): boolean {
    return tsc.isCallExpression(node) && node.expression.kind === tsc.SyntaxKind.SuperKeyword;
  }

  function findRunner(call: ts.CallExpression, argument: ts.Expression): string | undefined {
    return findLibraryRunner(compiler, checker.getResolvedSignature(call)?.declaration, call.arguments.indexOf(argument));
  }

  /** The operation of an ORM that a call runs. */
  function findOperation(call: ts.Node): Omit<QueryFact, 'place'> | undefined {
    if (!tsc.isCallExpression(call) && !tsc.isTaggedTemplateExpression(call)) return undefined;
    const name = getCalleeName(call);
    if (name === undefined) return undefined;
    const callee = tsc.isCallExpression(call) ? call.expression : call.tag;
    if (tsc.isIdentifier(callee)) return findExported(callee);
    if (!receivers.definitions.names.has(name)) return undefined;
    const object = (callee as ts.PropertyAccessExpression).expression;
    const type = checker.getTypeAtLocation(object);
    const receiver = isAny(compiler, type) ? undefined : receivers.find(type);
    const operation = receiver?.operation(name);
    return receiver && operation ? { operation, receiver, object } : undefined;
  }

  /** A function that a module of an ORM exports, under whatever name it is imported. */
  function findExported(name: ts.Identifier): Omit<QueryFact, 'place'> | undefined {
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol || !(symbol.flags & tsc.SymbolFlags.Alias)) return undefined;
    const target = checker.getAliasedSymbol(symbol);
    if (!(target.flags & tsc.SymbolFlags.Function) || !receivers.definitions.names.has(target.name)) return undefined;
    const source = target.declarations?.[0]?.getSourceFile();
    const module = source && checker.getSymbolAtLocation(source);
    const receiver = module && receivers.find(checker.getTypeOfSymbol(module));
    const operation = receiver?.operation(target.name);
    return receiver && operation ? { operation, receiver, object: undefined } : undefined;
  }

  function getCalleeName(call: ts.CallLikeExpression): string | undefined {
    if (tsc.isTaggedTemplateExpression(call)) return getName(call.tag);
    if (!tsc.isCallExpression(call) && !tsc.isNewExpression(call)) return undefined;
    return getName(call.expression);
  }

  function getName(expression: ts.Expression): string | undefined {
    if (tsc.isIdentifier(expression)) return expression.text;
    if (tsc.isPropertyAccessExpression(expression)) return expression.name.text;
    if (tsc.isElementAccessExpression(expression) && tsc.isStringLiteralLike(expression.argumentExpression)) return expression.argumentExpression.text;
    return tsc.isParenthesizedExpression(expression) || tsc.isNonNullExpression(expression) ? getName(expression.expression) : undefined;
  }

  return {
    findOperation,
    read(fn) {
      let facts = known.get(fn);
      if (!facts) known.set(fn, (facts = readFacts(fn)));
      return facts;
    },
  };
}

/** Does an operation say nothing by itself, so that its body has to, where it is of the project? */
function isPlain({ effect, style }: Operation): boolean {
  return style === 'sync' && (effect === 'lazy' || effect === 'none');
}
