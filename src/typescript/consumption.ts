import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption, Misuse } from '../analysis/consumption.ts';
import { findArgumentMisuse, findDroppingCaller, isCombinator, isSerializer } from './callees.ts';
import { printCallee } from './calls.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { isLazyThenable, isOnlyStepped } from './lazy-values.ts';
import { isMendedByAwait, isNullable } from './mended-types.ts';
import { getCalleeName } from './named-functions.ts';
import { followRows } from './row-consumption.ts';
import { findLocalVariable, getReads, isOverwritten, isRetypable } from './stored-results.ts';
import { climbTransparent, findEnclosingFunction, isFunction, isVoided, stripTransparent, type FunctionNode } from './syntax.ts';
import { findPromiseCall, hasOwnMember, isBuilderStep, isComparedToPromise, isHandled, isIterable, mayStartWithQuery } from './thenables.ts';
import { isThenable } from './type-shape.ts';
import { findElementTarget, getElementTargets, getStep, takesRows } from './value-steps.ts';

/** What happens to a result, and the expression that a repair belongs around. */
export interface ThenableUse {
  readonly consumption: Consumption;
  readonly awaitable: TSESTree.Node;
  /** Has the query run by then, whoever waits for it? A lazy one runs when somebody asks for its result. */
  readonly started: boolean;
}

interface Trace {
  readonly file: TypedFile;
  readonly contexts: ExecutionContexts;
  /** Variables passed on the way here. */
  readonly depth: number;
  readonly started: boolean;
}

/** Promises in an array or an object. */
interface Promises {
  /** The `map` that made them; `undefined` for a literal. */
  readonly mapper: string | undefined;
  readonly isArray: boolean;
  /** The promise in a literal, or the array that a `map` gave. */
  readonly source: TSESTree.Node;
}

// A promise passed along more variables than this is followed no further.
const DEPTH = 3;
// Functions of the standard library, by what becomes of the promises that their callbacks give.
const MAPPER = /Array(?:Constructor\.from|\.flatMap|\.map)$/u;
const PREDICATE = /Array\.(?:every|filter|find(?:Last)?(?:Index)?|some)$/u;
const LOSING: readonly RegExp[] = [MAPPER, PREDICATE, /\.forEach$/u];

/** Follows the result of a call, a thenable or an async iterable, to where it is used. */
export function findThenableUse(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node): ThenableUse {
  // A `then` belongs to the query it is chained to.
  if (node.type === T.CallExpression && node.callee.type === T.MemberExpression && findPromiseCall(node.callee)) return { consumption: { kind: 'consumed' }, awaitable: node, started: true };
  const type = file.typeOf(node);
  if (isThenable(file.compiler, type) !== 'yes') return { ...followRows(file, node), started: true };
  return followPromise({ file, contexts, depth: 0, started: !isLazyThenable(file, type) }, node);
}

function followPromise(trace: Trace, start: TSESTree.Node, settled = false): ThenableUse {
  const { file } = trace;
  let current = start;
  let awaitable = start;
  let handled = settled;
  let { started } = trace;
  const use = (consumption: Consumption): ThenableUse => ({ consumption, awaitable, started });
  const keep = (): ThenableUse => use({ kind: 'consumed' });
  /** A handled promise may be left alone, and is not its value for all that. */
  const lose = (lost: ThenableUse): ThenableUse => (handled && lost.consumption.kind !== 'misused' ? keep() : lost);
  const misuse = (as: Misuse): ThenableUse => use({ kind: 'misused', as, mended: isMendedByAwait(file, as, awaitable, current) });
  for (;;) {
    const step = getStep(current);
    switch (step.kind) {
      case 'passed':
        if (step.to.type === T.ChainExpression && awaitable === current) awaitable = step.to;
        current = step.to;
        continue;
      case 'tested':
        // What may be missing is asked for itself: `cache?.load() ?? load()`.
        if (step.operator === '&&' || !isNullable(file.compiler, file.typeOf(current))) return misuse(step.operator === '??' ? 'operand' : 'condition');
        current = step.to;
        continue;
      case 'awaited':
        started = true;
        return (trace.depth === 0 && !handled && findLostCallback({ ...trace, started }, step.by)) || use({ kind: 'awaited' });
      case 'dropped':
        return lose(isBuilderStep(file, start) ? keep() : use({ kind: 'discarded', mended: true }));
      case 'read':
        return takesRows(current) && isIterable(file, current) ? keep() : misuse(step.as);
      case 'member': {
        const call = findPromiseCall(step.member);
        if (!call) return hasOwnMember(file, step.member) ? keep() : misuse('property');
        handled ||= isHandled(file, call);
        started = true;
        awaitable = current = call;
        continue;
      }
      case 'argument': {
        const as = findArgumentMisuse(file, step.call, current);
        return as ? misuse(as) : keep();
      }
      case 'given':
        started ||= isAsyncFunction(step.call.callee);
        current = awaitable = step.call;
        continue;
      case 'returned':
        return lose(followReturned({ ...trace, started: started || step.fn.async }, step.fn) ?? keep());
      case 'contained': {
        const target = findElementTarget(step.literal, current);
        if (target) return lose(followVariable({ ...trace, started }, target, awaitable));
        const isArray = step.literal.type === T.ArrayExpression;
        return lose(followPromises({ ...trace, started }, step.literal, { mapper: undefined, isArray, source: awaitable }) ?? keep());
      }
      case 'stored':
        return lose(followVariable({ ...trace, started }, step.id, awaitable));
      case 'kept':
        // On purpose or not: what never runs is lost.
        return !started && isVoided(current) && !isBuilderStep(file, start) ? use({ kind: 'discarded', mended: true }) : keep();
    }
  }
}

/** Follows a promise that a function gives back; `undefined` where its caller may see to it. */
function followReturned(trace: Trace, fn: FunctionNode): ThenableUse | undefined {
  const { file, contexts } = trace;
  const value = climbTransparent(fn);
  const call = value.parent;
  if (call?.type === T.CallExpression && trace.depth < DEPTH) {
    const runner = contexts.findRunner(value) ?? '';
    if (MAPPER.test(runner)) return followPromises(trace, call, { mapper: printCallee(file, call), isArray: true, source: call });
    if (PREDICATE.test(runner)) return { consumption: { kind: 'misused', as: 'condition', mended: false }, awaitable: call, started: trace.started };
    const isChained = call.callee.type === T.MemberExpression && findPromiseCall(call.callee) === call && isThenable(file.compiler, file.typeOf(call)) === 'yes';
    // A query at the head of the chain speaks for the rest.
    if (isChained) return mayStartWithQuery(file, call) ? undefined : followPromise({ ...trace, started: true }, call, isHandled(file, call));
  }
  const caller = findDroppingCaller(file, fn);
  return caller === undefined ? undefined : { consumption: { kind: 'dropped', caller }, awaitable: call ?? fn, started: trace.started };
}

const firstAwaits = new WeakMap<FunctionNode, TSESTree.Node>();

/**
 * An await helps nobody where an array method calls the async function that it stands in: `rows.forEach(async …)`. The
 * mistake is that call and not each query, so the first one speaks for all.
 */
function findLostCallback(trace: Trace, node: TSESTree.AwaitExpression): ThenableUse | undefined {
  const enclosing = findEnclosingFunction(node);
  if (typeof enclosing !== 'object' || enclosing.inParameters) return undefined;
  const { fn } = enclosing;
  const runner = trace.contexts.findRunner(climbTransparent(fn));
  if (runner === undefined || !LOSING.some((pattern) => pattern.test(runner)) || isCaught(node, fn)) return undefined;
  if (!firstAwaits.has(fn)) firstAwaits.set(fn, node);
  return firstAwaits.get(fn) === node ? followReturned(trace, fn) : undefined;
}

function isCaught(node: TSESTree.Node, fn: FunctionNode): boolean {
  let child = node;
  for (let current = node.parent; current && current !== fn; child = current, current = current.parent) {
    if (current.type === T.TryStatement && current.handler && current.block === child) return true;
  }
  return false;
}

/** Follows an array or object that holds promises; `undefined` where somebody may see to them. */
function followPromises(trace: Trace, start: TSESTree.Node, promises: Promises): ThenableUse | undefined {
  const { file } = trace;
  const { mapper } = promises;
  let current = start;
  let { isArray, source } = promises;
  let awaited = false;
  const isCombinable = (): boolean => mapper !== undefined || awaited;
  const lose = (consumption: Consumption): ThenableUse => ({ consumption: isCombinable() ? { kind: 'uncombined', caller: mapper ?? 'await' } : consumption, awaitable: source, started: trace.started });
  const misuse = (as: Misuse): ThenableUse => lose({ kind: 'misused', as, mended: true });
  // An awaited array is taken for the values, whatever becomes of it.
  const keep = (): ThenableUse | undefined => (awaited ? misuse('operand') : undefined);
  if (isArray && isCombinable()) source = start;
  for (;;) {
    const step = getStep(current);
    switch (step.kind) {
      case 'passed':
      case 'tested':
        if (step.to.type === T.ChainExpression && source === current) source = step.to;
        current = step.to;
        continue;
      case 'contained':
        isArray = false;
        current = step.literal;
        continue;
      case 'awaited':
        if (!isArray) return undefined;
        awaited = true;
        source = step.by.argument;
        current = step.by;
        continue;
      case 'dropped':
        return lose({ kind: 'discarded', mended: true });
      case 'argument':
        if (isCombinator(file, step.call)) return awaited || !isArray ? undefined : followCombined(step.call);
        return isSerializer(file, step.call) ? misuse('serialized') : keep();
      case 'read':
        if (step.as === 'template') return misuse('template');
        return step.as === 'iteration' && (!awaited || getElementTargets(current).some(isKept)) ? undefined : keep();
      case 'stored':
        return followStored(step.id);
      default:
        return keep();
    }
  }

  function followCombined(call: TSESTree.Node): ThenableUse | undefined {
    // `allSettled` never fails, so it may be left alone.
    const use = followPromise({ ...trace, started: true }, call, call.type === T.CallExpression && getCalleeName(call) === 'allSettled');
    return isConsumed(use) ? undefined : use;
  }

  function isKept(target: TSESTree.Node | null): boolean {
    return target !== null && (target.type !== T.Identifier || isConsumed(followVariable(trace, target, source)));
  }

  function followStored(id: TSESTree.Identifier): ThenableUse | undefined {
    const variable = findLocalVariable(file, id);
    if (!variable || trace.depth >= DEPTH) return undefined;
    const reads = getReads(variable);
    if (awaited && reads.some((read) => isCombined(file, read))) return undefined;
    if (awaited || reads.length === 0) return lose({ kind: 'unused', variable: id.name, mended: isRetypable(file, variable) });
    const uses = reads.map((read) => followPromises({ ...trace, depth: trace.depth + 1 }, read, { mapper, isArray, source }));
    return uses.includes(undefined) ? undefined : uses[0];
  }
}

function isConsumed({ consumption: { kind } }: ThenableUse): boolean {
  return kind === 'consumed' || kind === 'awaited';
}

/** Are the promises of an array, awaited in vain before, still combined or taken one by one? */
function isCombined(file: TypedFile, node: TSESTree.Node): boolean {
  const step = getStep(climbTransparent(node));
  return step.kind === 'argument' ? isCombinator(file, step.call) : step.kind === 'read' && step.as === 'iteration';
}

/** Follows a stored promise to every place that reads it. */
function followVariable(trace: Trace, id: TSESTree.Identifier, source: TSESTree.Node): ThenableUse {
  const { file, depth } = trace;
  const { started } = trace;
  const kept: ThenableUse = { consumption: { kind: 'consumed' }, awaitable: source, started };
  const variable = findLocalVariable(file, id);
  if (!variable || depth >= DEPTH) return kept;
  const reads = getReads(variable);
  const stepped = started ? [] : reads.filter((read) => isOnlyStepped(file, variable, read));
  const retypable = isRetypable(file, variable) && stepped.length === 0;
  const unused: ThenableUse = { consumption: { kind: 'unused', variable: id.name, mended: retypable }, awaitable: source, started };
  if (isOverwritten(variable, id)) return unused;
  const judged = reads.filter((read) => !stepped.includes(read)).map((read) => {
    const use = followPromise({ ...trace, depth: depth + 1 }, read);
    return { ...use, verdict: judge(file, read, use) };
  });
  const lost = judged.filter(({ verdict }) => verdict === 'lost');
  const misused = lost.filter(({ consumption }) => consumption.kind === 'misused');
  if (judged.some(({ verdict }) => verdict === 'kept')) {
    // Awaited elsewhere, it may be tested for its presence, and is no text or number for all that.
    return (retypable && misused.find(({ consumption }) => consumption.kind === 'misused' && consumption.as !== 'condition')) || kept;
  }
  const [{ consumption, awaitable } = unused] = [...misused, ...lost];
  const mended = retypable && lost.every((use) => use.consumption.kind !== 'discarded' && 'mended' in use.consumption && use.consumption.mended);
  return { consumption, awaitable: mended ? source : awaitable, started: started || lost.some((use) => use.started) };
}

/** What an async function returns, it also waits for. */
function isAsyncFunction(node: TSESTree.Node): boolean {
  const value = stripTransparent(node);
  return isFunction(value) && value.async;
}

/** Is a stored promise lost where it is read? To ask whether it is there, or which one it is, tells nothing. */
function judge(file: TypedFile, read: TSESTree.Identifier, use: ThenableUse): 'kept' | 'lost' | 'neutral' {
  const { consumption } = use;
  if (isConsumed(use)) return 'kept';
  if (getStep(read).kind === 'dropped') return 'neutral';
  if (consumption.kind !== 'misused') return 'lost';
  const type = file.typeOf(read);
  if (isThenable(file.compiler, type) !== 'yes') return 'kept';
  if (consumption.as === 'property') return consumption.mended ? 'lost' : 'kept';
  if (consumption.as !== 'condition' && consumption.as !== 'operand') return 'lost';
  return isNullable(file.compiler, type) || isComparedToPromise(file, read) ? 'neutral' : 'lost';
}
