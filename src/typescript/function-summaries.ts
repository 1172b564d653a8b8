import type ts from 'typescript';
import type { FunctionSummary, QueryRun, WriteRuns } from '../analysis/function-summary.ts';
import type { Change } from '../analysis/handler.ts';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Operation } from '../analysis/operation.ts';
import type { Step } from '../analysis/query-site.ts';
import type { Compiler } from './compiler.ts';
import { isAsync, isGenerator, throwsAgain } from './function-bodies.ts';
import { createFacts, type CallFact, type Facts, type QueryFact } from './function-facts.ts';
import { createFunctionWrites, NO_WRITES } from './function-writes.ts';
import { createProjectFunctions, type ProjectFunction, type ProjectFunctions } from './project-functions.ts';
import { createProjectIndex, type ProjectIndex } from './project-index.ts';
import type { Receivers } from './receivers.ts';
import { isThenable } from './type-shape.ts';

/** What the functions of one program do, worked out when a call leads to them. */
export interface FunctionSummaries {
  readonly index: ProjectIndex;
  readonly functions: ProjectFunctions;
  of(fn: ProjectFunction): FunctionSummary;
  /** The nearest query of some kind that a function leads to; `fruitless` keeps what is known not to. */
  findRun(start: ProjectFunction, fruitless: Set<ProjectFunction>, isRun: (query: QueryFact) => boolean, isFollowed: (call: CallFact) => boolean): QueryRun | undefined;
  /** Allows as much work again, for the next file. */
  renewBudget(): void;
}

interface Reached {
  readonly fn: ProjectFunction;
  readonly path: readonly Step[];
}

export function createFunctionSummaries(compiler: Compiler, receivers: Receivers, knowledge: Knowledge): FunctionSummaries {
  const { checker, ts: tsc } = compiler;
  const { limits } = knowledge.configuration;
  const index = createProjectIndex(compiler, receivers, knowledge);
  const functions = createProjectFunctions(compiler, receivers, index);
  const facts = createFacts(compiler, receivers, index, functions);
  const readWrites = createFunctionWrites(compiler, receivers, knowledge);
  const summaries = new Map<ProjectFunction, FunctionSummary>();
  const readBefore = new Set<ProjectFunction>();
  let left = limits.functions;
  let deadline = Infinity;

  /** What a function does by itself; `undefined` past the bounds. */
  function readFacts(fn: ProjectFunction): Facts | undefined {
    if (!readBefore.has(fn)) {
      if (left <= 0 || performance.now() > deadline) return undefined;
      left -= 1;
      readBefore.add(fn);
    }
    return facts.read(fn);
  }

  /** The nearest query that a function leads to, over the fewest functions; what is known not to lead to one is not asked again. */
  function findRun(start: ProjectFunction, fruitless: Set<ProjectFunction>, isRun: (query: QueryFact) => boolean, isFollowed: (call: CallFact) => boolean): QueryRun | undefined {
    const seen = new Set([start]);
    let reached: readonly Reached[] = [{ fn: start, path: [] }];
    for (let depth = 0; depth < limits.depth; depth++) {
      const next: Reached[] = [];
      for (const { fn, path } of reached) {
        const own = readFacts(fn);
        if (!own) return undefined;
        const query = own.queries.find(isRun);
        if (query) return { operation: query.operation, path: [...path, createStep(fn, query.place.node)] };
        for (const call of own.calls) {
          if (seen.has(call.callee) || fruitless.has(call.callee) || !isFollowed(call)) continue;
          seen.add(call.callee);
          next.push({ fn: call.callee, path: [...path, createStep(fn, call.place.node)] });
        }
      }
      if (next.length === 0) {
        for (const fn of seen) fruitless.add(fn);
        return undefined;
      }
      reached = next;
    }
    return undefined;
  }

  const unblocking = new Set<ProjectFunction>();
  const unawaited = new Set<ProjectFunction>();

  function findBlocking(fn: ProjectFunction): QueryRun | undefined {
    if (isGenerator(tsc, fn)) return undefined;
    return findRun(fn, unblocking, ({ operation, place }) => !place.isApart && isBlocking(operation), ({ callee, place }) => !place.isApart && !isAsync(tsc, callee) && !isGenerator(tsc, callee));
  }

  function findAwaited(fn: ProjectFunction): QueryRun | undefined {
    return findRun(fn, unawaited, ({ operation: { effect, style }, place }) => style === 'async' && (effect === 'query' || effect === 'transaction') && !isLeft(place.node), ({ place }) => !isLeft(place.node) && givesPromise(place.node));
  }

  function givesPromise(node: ts.Node): boolean {
    return tsc.isExpression(node) && isThenable(compiler, checker.getTypeAtLocation(node)) === 'yes';
  }

  function isLeft({ parent }: ts.Node): boolean {
    return tsc.isVoidExpression(parent);
  }

  /** All that a function writes; a part of it that a transaction holds is none of its caller's business. */
  function findWrites(start: ProjectFunction): WriteRuns {
    const changes: Change[] = [];
    const seen = new Set([start]);
    const pending: { readonly fn: ProjectFunction; readonly isRepeated: boolean; readonly isPlain: boolean }[] = [{ fn: start, isRepeated: false, isPlain: true }];
    let times = 0;
    let isPlain = true;
    let ensures = true;
    for (const { fn, ...way } of pending) {
      const own = readFacts(fn);
      const writes = own && readWrites(fn, own);
      if (!own || pending.length > limits.functions) return NO_WRITES;
      if (!writes) continue;
      changes.push(...writes.changes);
      times += way.isRepeated ? writes.times * 2 : writes.times;
      if (!writes.isPlain || !way.isPlain) isPlain = false;
      if (writes.times > 0 && !writes.ensures) ensures = false;
      for (const { callee, place } of own.calls) {
        if (isLeft(place.node)) continue;
        if (seen.has(callee)) times += 1;
        else pending.push({ fn: callee, isRepeated: way.isRepeated || place.isRepeated, isPlain: way.isPlain && !place.isGuarded });
        seen.add(callee);
      }
    }
    if (changes.length === 0) return NO_WRITES;
    return { changes, count: times > 1 ? 'several' : 'one', isPlain, ensures };
  }

  function summarize(fn: ProjectFunction): FunctionSummary {
    const lazily = <Value>(read: () => Value): (() => Value) => {
      let known: { readonly value: Value } | undefined;
      return () => (known ??= { value: read() }).value;
    };
    const blocking = lazily(() => findBlocking(fn));
    const awaited = lazily(() => findAwaited(fn));
    const writes = lazily(() => findWrites(fn));
    return {
      name: getLabel(fn),
      owner: getOwner(fn),
      isAsync: isAsync(tsc, fn),
      catchesFailures: catchesFailures(fn),
      get blocking() {
        return blocking();
      },
      get awaited() {
        return awaited();
      },
      get writes() {
        return writes();
      },
    };
  }

  /** Does a `try` that swallows failures hold all that the function does after its first declarations? */
  function catchesFailures(fn: ProjectFunction): boolean {
    const body = 'body' in fn ? fn.body : undefined;
    if (!body || !tsc.isBlock(body)) return false;
    const working = body.statements.filter((statement) => containsAwait(statement));
    return working.length > 0 && working.every((statement) => tsc.isTryStatement(statement) && statement.catchClause !== undefined && !throwsAgain(tsc, statement.catchClause));
  }

  function containsAwait(root: ts.Node): boolean {
    const pending: ts.Node[] = [root];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (tsc.isAwaitExpression(node) || (tsc.isForOfStatement(node) && node.awaitModifier)) return true;
      if (!tsc.isFunctionLike(node)) tsc.forEachChild(node, (child) => void pending.push(child));
    }
    return false;
  }

  function createStep(fn: ProjectFunction, place: ts.Node): Step {
    const source = place.getSourceFile();
    return { name: getLabel(fn), file: source.fileName, line: source.getLineAndCharacterOfPosition(place.getStart(source)).line + 1 };
  }

  /** `load`, `Service.load` */
  function getLabel(fn: ProjectFunction): string {
    const name = getName(fn);
    const { parent } = tsc.isPropertyDeclaration(fn.parent) ? fn.parent : fn;
    return tsc.isClassLike(parent) && !tsc.isClassLike(fn) ? `${getName(parent)}.${name}` : name;
  }

  function getOwner(fn: ProjectFunction): string {
    const { parent } = tsc.isPropertyDeclaration(fn.parent) ? fn.parent : fn;
    if (tsc.isClassLike(parent) && !tsc.isClassLike(fn)) return getName(parent);
    const path = fn.getSourceFile().fileName;
    return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/u, '');
  }

  function getName(fn: ProjectFunction): string {
    const holder = fn.name ?? ('name' in fn.parent ? (fn.parent as ts.NamedDeclaration).name : undefined);
    return holder ? holder.getText() : tsc.isConstructorDeclaration(fn) && fn.parent.name ? fn.parent.name.text : 'default';
  }

  return {
    index,
    functions,
    findRun,
    of(fn) {
      let summary = summaries.get(fn);
      if (!summary) summaries.set(fn, (summary = summarize(fn)));
      return summary;
    },
    renewBudget() {
      left = limits.functions;
      deadline = performance.now() + limits.milliseconds;
    },
  };
}

/** Does an operation keep the thread until the database has answered? */
function isBlocking({ effect, style, twin }: Operation): boolean {
  return style === 'sync' && (effect === 'query' || (twin !== undefined && effect === 'transaction'));
}
