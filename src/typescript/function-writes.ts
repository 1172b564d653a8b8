import type ts from 'typescript';
import type { WriteRuns } from '../analysis/function-summary.ts';
import type { Change } from '../analysis/handler.ts';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Compiler } from './compiler.ts';
import type { CallFact, Facts, QueryFact } from './function-facts.ts';
import type { ProjectFunction } from './project-functions.ts';
import { createTypeRoles } from './receiver-roles.ts';
import type { Receivers } from './receivers.ts';
import { tellsWhetherCreated } from './writes.ts';

export const NO_WRITES: WriteRuns = { changes: [], count: 'none', isPlain: true, ensures: false };

// Whoever decorates a function or its class so means a transaction; being wrong here only keeps us silent.
const SPEAKS_OF_TRANSACTION = /transaction|atomic|unit_?of_?work/iu;

/** What one function writes by itself, and how it comes to it. */
export interface OwnWrites {
  readonly changes: readonly Change[];
  readonly times: number;
  readonly isPlain: boolean;
  readonly ensures: boolean;
}

/** Reads the writes of functions; `undefined` for one that sees to a transaction of its own. */
export function createFunctionWrites(compiler: Compiler, receivers: Receivers, knowledge: Knowledge): (fn: ProjectFunction, facts: Facts) => OwnWrites | undefined {
  const { checker, ts: tsc } = compiler;
  const findRole = createTypeRoles(compiler, receivers);

  return (fn, { calls, queries, waits }) => {
    if (isDecorated(fn) || queries.some(({ operation: { transaction } }) => transaction !== undefined && transaction.kind !== 'callback')) return undefined;
    const changes: Change[] = [];
    const read = new Set<string>();
    let times = 0;
    let isPlain = waits.every((wait) => isWaitingForQuery(wait, calls, queries));
    let isCertain = true;
    for (const query of queries) {
      const own = readChanges(query);
      if (!own) return undefined;
      if (own.length === 0 && query.operation.write === undefined) for (const model of listRead(query)) read.add(model);
      if (own.length === 0) continue;
      const { place } = query;
      changes.push(...own);
      times += place.isRepeated ? 2 : 1;
      if (place.isGuarded || isLeft(place.node)) isPlain = false;
      if (!isEnsured(query)) isCertain = false;
    }
    // Whoever looks before creating does no harm by doing so again.
    const ensures = times > 0 && (isCertain || changes.every(({ kind, model }) => kind === 'create' && model !== undefined && read.has(model)));
    return { changes, times, isPlain, ensures };
  };

  function readChanges(query: QueryFact): readonly Change[] | undefined {
    const { operation: { name, write }, place: { node } } = query;
    if (!write) return [];
    if (write === 'sql') return readSqlChanges(node);
    const role = findOwnRole(query);
    if (!role) return [];
    const isNew = role.kind === 'row' && write === 'update' && name.length > 0 && isMadeHere(query.object);
    return [{ kind: isNew ? 'create' : write, model: role.kind === 'client' ? undefined : role.model }];
  }

  function findOwnRole({ object, receiver }: QueryFact) {
    return object && findRole(checker.getTypeAtLocation(object), receiver);
  }

  function listRead(query: QueryFact): readonly string[] {
    const role = findOwnRole(query);
    return role && role.kind !== 'client' ? [role.model] : [];
  }

  /** Statements of a text that opens and ends its own transaction are held together. */
  function readSqlChanges(node: ts.Node): readonly Change[] | undefined {
    const text = readText(tsc.isTaggedTemplateExpression(node) ? node.template : tsc.isCallExpression(node) ? node.arguments[0] : undefined);
    const statements = text === undefined ? [] : knowledge.readSql(text);
    if (statements.some(({ kind }) => kind === 'begin')) return undefined;
    return statements.flatMap(({ kind, table }) => (kind === 'begin' || kind === 'commit' || kind === 'rollback' ? [] : [{ kind, model: table === undefined ? undefined : `:${table}` }]));
  }

  function readText(node: ts.Expression | undefined): string | undefined {
    if (!node) return undefined;
    if (tsc.isStringLiteralLike(node)) return node.text;
    if (tsc.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('?');
    const type = checker.getTypeAtLocation(node);
    return type.isStringLiteral() ? type.value : undefined;
  }

  function isEnsured({ operation: { write }, place: { node } }: QueryFact): boolean {
    return write === 'create' && tellsWhetherCreated(compiler, checker.getTypeAtLocation(node));
  }

  function isMadeHere(object: ts.Expression | undefined): boolean {
    if (!object) return false;
    if (tsc.isNewExpression(object)) return true;
    const declaration = tsc.isIdentifier(object) ? checker.getSymbolAtLocation(object)?.valueDeclaration : undefined;
    return declaration !== undefined && tsc.isVariableDeclaration(declaration) && declaration.initializer !== undefined && tsc.isNewExpression(declaration.initializer);
  }

  function isWaitingForQuery(wait: ts.Node, calls: readonly CallFact[], queries: readonly QueryFact[]): boolean {
    if (tsc.isYieldExpression(wait)) return false;
    return [...calls, ...queries].some(({ place: { node } }) => wait.pos <= node.pos && node.end <= wait.end);
  }

  function isLeft({ parent }: ts.Node): boolean {
    return tsc.isVoidExpression(parent);
  }

  function isDecorated(fn: ProjectFunction): boolean {
    return [fn, fn.parent].some((node) => tsc.canHaveDecorators(node) && tsc.getDecorators(node)?.some(({ expression }) => SPEAKS_OF_TRANSACTION.test(expression.getText().slice(0, 80))));
  }
}
