import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption } from '../analysis/consumption.ts';
import { isOnLoop } from '../analysis/execution-context.ts';
import type { Operation } from '../analysis/operation.ts';
import type { QuerySite, Unexecuted } from '../analysis/query-site.ts';
import { findAwaitedBuilder, findUnexecuted } from './builders.ts';
import { findOperationCall, givesAsyncIterable, givesThenable, printCallee, printExpression, type OperationCall } from './calls.ts';
import { findThenableUse } from './consumption.ts';
import { findEvaluation, isEvaluationOfReceiver, type Evaluation } from './evaluations.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { repairCall, repairEvaluation } from './repairs.ts';
import { createProjectSites } from './project-sites.ts';
import { climbTransparent, getMemberName, stripTransparent, visitNodes } from './syntax.ts';
import { isInTransactionCallback } from './transaction-callbacks.ts';
import { isEvaluable, printReceiver } from './type-shape.ts';

/** A site with the syntax it was read from. */
export interface TypedSite {
  readonly site: QuerySite;
  readonly node: TSESTree.Node;
  readonly call: OperationCall | undefined;
}

/** Every place of the file where a query is built or run, in the order of the text. */
export function readQuerySites(file: TypedFile, contexts: ExecutionContexts): readonly TypedSite[] {
  const { definitions } = file.receivers;
  const sites: TypedSite[] = [];
  if (definitions.names.size === 0) return sites;
  const findProjectSites = createProjectSites(file, contexts);
  visitNodes(file.source, file.source.ast, (node) => {
    const call = node.type === T.CallExpression || node.type === T.TaggedTemplateExpression ? findOperationCall(file, node) : undefined;
    if (call) sites.push({ site: createCallSite(file, contexts, call), node: call.node, call });
    // What the declaration says nothing about, its body may.
    if (!call || saysNothing(call.operation)) for (const site of findProjectSites(node)) sites.push({ site, node, call: undefined });
    const evaluation = maybeEvaluation(file, node) ? findEvaluation(node) : undefined;
    if (!evaluation || (evaluation.form !== 'await' && !isInAsyncCode(contexts, node))) return;
    if (!isEvaluationOfReceiver(file, evaluation) || isAwaitedInVain(file, evaluation)) return;
    const unexecuted = node.type === T.AwaitExpression ? findAwaitedBuilder(file, node) : undefined;
    // What goes on being a builder was only awaited for nothing.
    if (evaluation.form === 'await' && !unexecuted && !isEvaluable(file.compiler, file.typeOf(evaluation.receiver))) return;
    sites.push({ site: createEvaluationSite(file, contexts, evaluation, unexecuted), node, call: undefined });
  });
  return sites;
}

function saysNothing({ effect, style }: Operation): boolean {
  return style === 'sync' && (effect === 'lazy' || effect === 'none');
}

/** A cheap test first: most awaited calls are promises by declaration, whose own types can be costly to work out. */
function maybeEvaluation(file: TypedFile, node: TSESTree.Node): boolean {
  const { evaluable, names } = file.receivers.definitions;
  if (node.type !== T.AwaitExpression) return evaluable;
  const call = stripTransparent(node.argument);
  if (call.type === T.Identifier) return evaluable || hasBuilders(file);
  if (call.type !== T.CallExpression) return evaluable;
  const name = call.callee.type === T.MemberExpression ? getMemberName(call.callee) : undefined;
  if (name === undefined || !names.has(name)) return evaluable;
  return findOperationCall(file, call)?.operation.style !== 'async';
}

/** Has the program an ORM with builders that `await` does not run? */
function hasBuilders({ knowledge, receivers: { definitions } }: TypedFile): boolean {
  return [...definitions.known].some((origin) => knowledge.findProfile(origin)?.terminals);
}

/** `for (const row of await rows)` is one mistake, and the `await` is where it is reported. */
function isAwaitedInVain(file: TypedFile, { form, receiver }: Evaluation): boolean {
  const value = stripTransparent(receiver);
  return form !== 'await' && value.type === T.AwaitExpression && file.receivers.find(file.typeOf(value.argument)) !== undefined;
}

function isInAsyncCode(contexts: ExecutionContexts, node: TSESTree.Node): boolean {
  return isOnLoop(contexts.of(node));
}

function createCallSite(file: TypedFile, contexts: ExecutionContexts, call: OperationCall): QuerySite {
  const { node, operation } = call;
  const isAwaited = operation.style === 'async' && climbTransparent(node).parent?.type === T.AwaitExpression;
  const thenable = isAwaited || givesThenable(file, call);
  const use = thenable || givesAsyncIterable(file, call) ? findThenableUse(file, contexts, node) : undefined;
  const context = contexts.of(node);
  const unexecuted = node.type === T.CallExpression && (use ? !use.started : operation.effect === 'lazy' || operation.effect === 'none') ? findUnexecuted(file, contexts, node) : undefined;
  return {
    form: 'call',
    operation,
    get text() {
      return printCallee(file, node);
    },
    get receiverType() {
      return call.receiverType;
    },
    get inTransaction() {
      return isInTransactionCallback(file, node);
    },
    range: call.name.range,
    context,
    thenable,
    consumption: use?.consumption ?? getPlainConsumption(node),
    neverRuns: operation.effect !== 'transaction' && use?.started === false,
    unexecuted,
    repair: (intent) => repairCall(file, contexts, { call, awaitable: use?.awaitable ?? node, consumption: use?.consumption, unexecuted }, intent),
  };
}

function createEvaluationSite(file: TypedFile, contexts: ExecutionContexts, evaluation: Evaluation, unexecuted: Unexecuted | undefined): QuerySite {
  const { form, node, receiver, range } = evaluation;
  const type = file.typeOf(receiver);
  const context = contexts.of(node);
  const operation: Operation = {
    receiver: file.receivers.find(type)?.declaration.name ?? '',
    name: form,
    effect: form === 'await' ? 'lazy' : 'query',
    style: 'sync',
    lock: false,
  };
  return {
    form,
    operation,
    text: printExpression(file, receiver),
    receiverType: printReceiver(file.compiler, type),
    range,
    context,
    thenable: false,
    unexecuted,
    consumption: form === 'await' ? { kind: 'awaited' } : { kind: 'consumed' },
    repair: (intent) => repairEvaluation(file, contexts, evaluation, context, intent),
  };
}

function getPlainConsumption(node: TSESTree.Node): Consumption {
  return { kind: climbTransparent(node).parent?.type === T.AwaitExpression ? 'awaited' : 'consumed' };
}
