import { relative } from 'node:path';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption } from '../analysis/consumption.ts';
import { isOnLoop } from '../analysis/execution-context.ts';
import type { QueryRun } from '../analysis/function-summary.ts';
import type { Intent, Repair } from '../analysis/intent.ts';
import type { QuerySite, Step } from '../analysis/query-site.ts';
import { printExpression } from './calls.ts';
import { findThenableUse } from './consumption.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { findProjectCalls, getSummaries, isReportedItself, mayRun, type ProjectCall } from './project-calls.ts';
import { findProjectTwin, useProjectTwin } from './project-twins.ts';
import { awaitResult, combine } from './result-edits.ts';
import { climbTransparent, findEnclosingFunction } from './syntax.ts';
import { isSceneFile, isTestFunction } from './test-code.ts';
import { isThenable } from './type-shape.ts';
import { getStep } from './value-steps.ts';

const CONSUMED: Consumption = { kind: 'consumed' };
/** What is lost without being taken for a value. */
const LOST: ReadonlySet<Consumption['kind']> = new Set(['discarded', 'dropped', 'leaked', 'uncombined', 'unused']);

/** The sites of a node that runs functions of the project: what they query counts as queried there. */
export function createProjectSites(file: TypedFile, contexts: ExecutionContexts): (node: TSESTree.Node) => readonly QuerySite[] {
  getSummaries(file).renewBudget();
  let isScene: boolean | undefined;

  function findSites(node: TSESTree.Node): readonly QuerySite[] {
    const isWatched = mayRun(file, node, 'blocks') && isOnLoop(contexts.of(node)) && !isInTest(node);
    const blocking = isWatched ? findProjectCalls(file, contexts, node, 'blocks').flatMap((call) => findBlockingSite(call) ?? []) : [];
    if (blocking.length > 0 || !mayRun(file, node, 'queries') || isSurelyKept(node)) return blocking;
    return findProjectCalls(file, contexts, node, 'queries').flatMap((call) => findPromiseSite(call) ?? []);
  }

  function findBlockingSite(call: ProjectCall): QuerySite | undefined {
    if (call.summary.isAsync || isReportedItself(file, contexts, call.fn)) return undefined;
    const run = call.summary.blocking;
    return run && createBlockingSite(call, run);
  }

  function createBlockingSite(call: ProjectCall, { operation: { twin: _, ...operation }, path }: QueryRun): QuerySite {
    const found = findProjectTwin(file, call);
    return {
      ...describe(call),
      operation: { ...operation, ...(found && { twin: found.twin }) },
      receiverType: operation.receiver,
      thenable: false,
      consumption: CONSUMED,
      path: path.map(shorten),
      repair: (intent) => (intent.kind === 'use-async' && found ? useProjectTwin(file, contexts, found) : undefined),
    };
  }

  /** A call that gives a promise of what it queries, where nothing waits for it. */
  function findPromiseSite(call: ProjectCall): QuerySite | undefined {
    const { node, summary } = call;
    if (isThenable(file.compiler, file.typeOf(node)) !== 'yes') return undefined;
    const use = findThenableUse(file, contexts, node);
    const isLost = LOST.has(use.consumption.kind);
    // What has begun goes on by itself, which may be meant: where it could have been waited for, and may fail, it is not.
    if (isLost && use.started && (summary.catchesFailures || !mayBeWaitedFor(node, use.consumption))) return undefined;
    if ((!isLost && use.consumption.kind !== 'misused') || !summary.awaited) return undefined;
    const isOffer = isLost && use.started;
    return {
      ...describe(call),
      operation: { receiver: summary.owner, name: summary.name, effect: 'none', style: 'async', lock: false },
      receiverType: summary.owner,
      thenable: true,
      consumption: use.consumption,
      neverRuns: !use.started,
      path: summary.awaited.path.map(shorten),
      repair: (intent) => offer(repairPromise(use.awaitable, use.consumption, intent), isOffer),
    };
  }

  function repairPromise(awaitable: TSESTree.Node, consumption: Consumption, { kind }: Intent): Repair | undefined {
    if (kind === 'await') return awaitResult(file, contexts, awaitable);
    return kind === 'combine' ? combine(file, contexts, { awaitable, consumption }) : undefined;
  }

  function describe({ form, name, node }: ProjectCall): Pick<QuerySite, 'context' | 'form' | 'range' | 'text'> {
    const callee = node.type === T.CallExpression || node.type === T.NewExpression ? node.callee : node;
    const text = printExpression(file, callee);
    return { form: form === 'property' ? 'property' : 'call', text: node.type === T.NewExpression ? `new ${text}` : text, range: name.range, context: contexts.of(node) };
  }

  /** Relative to the folder that the linter runs in. */
  function shorten(step: Step): Step {
    return { ...step, file: relative(file.directory, step.file).replaceAll('\\', '/') };
  }

  function mayBeWaitedFor(node: TSESTree.Node, consumption: Consumption): boolean {
    if (consumption.kind === 'dropped' && !/\bforEach$/u.test(consumption.caller)) return false;
    const { kind } = contexts.of(consumption.kind === 'dropped' ? findRunningCall(node) : node);
    return kind === 'async' || kind === 'inline';
  }

  /** The `rows.forEach(…)` around a node of its callback. */
  function findRunningCall(node: TSESTree.Node): TSESTree.Node {
    const enclosing = findEnclosingFunction(node);
    return typeof enclosing === 'object' && contexts.isRunByCall(climbTransparent(enclosing.fn)) ? enclosing.fn : node;
  }

  function isInTest(node: TSESTree.Node): boolean {
    const enclosing = findEnclosingFunction(node);
    return (isScene ??= isSceneFile(file)) || (typeof enclosing === 'object' && isTestFunction(file, enclosing.fn));
  }

  return findSites;
}

/** Awaited where it stands, or handed on to a caller, and not in a callback that may lose it; by syntax alone. */
function isSurelyKept(node: TSESTree.Node): boolean {
  const step = getStep(climbTransparent(node));
  if (step.kind === 'kept') return true;
  if (step.kind !== 'awaited' && step.kind !== 'returned') return false;
  const enclosing = findEnclosingFunction(node);
  const parent = typeof enclosing === 'object' ? climbTransparent(enclosing.fn).parent : undefined;
  return step.kind === 'awaited' ? parent?.type !== T.CallExpression : parent?.type === T.MethodDefinition || (typeof enclosing === 'object' && enclosing.fn.type === T.FunctionDeclaration);
}

/** Whoever lets work go on unattended may mean it, so a person has to decide. */
function offer(repair: Repair | undefined, isOffer: boolean): Repair | undefined {
  return repair && isOffer ? { ...repair, safety: 'unsafe' } : repair;
}
