import { relative } from 'node:path';
import type { Consumption, Misuse } from '../analysis/consumption.ts';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { QuerySite, SiteForm, Step } from '../analysis/query-site.ts';
import type { FileFacts } from './file.ts';
import type { Effect, EffectForm } from './inference/machine.ts';
import type { ModuleDefinition } from './inference/values/definitions.ts';
import type { Root } from './inference/roots.ts';
import type { Node } from './parser/index.ts';
import { LineIndex } from './language/line-index.ts';
import { createRepair } from './repairs/repairs.ts';
import { findTwin } from './twins.ts';

const FORMS: Readonly<Partial<Record<EffectForm, SiteForm>>> = {
  comprehension: 'iteration',
  entering: 'transaction',
  'async-entering': 'transaction',
  decoration: 'transaction',
  protocol: 'property',
};

const NO_SITE: Consumption = { kind: 'consumed' };

/** What only hurts on an event loop. */
const BLOCKING: ReadonlySet<EffectForm> = new Set([
  'argument', 'call', 'collection', 'comprehension', 'containment', 'destructuring', 'entering', 'index', 'iteration', 'length', 'nested-loop', 'property', 'protocol', 'relation', 'spread', 'text', 'truth',
]);

/** The places of one function that rules may ask about. */
export function createSites(file: FileFacts, root: Root): QuerySite[] {
  const own = root.effects.filter(({ form }) => form !== 'locking');
  const effects = root.isAsync ? withoutTransactions(file, own) : own.filter(({ form, node }) => !BLOCKING.has(form) || isAwaited(file, node));
  return [...effects.map((effect) => createEffectSite(file, root, effect)), ...root.coroutines.map((origin) => createCoroutineSite(file, root, origin))];
}

function isAwaited({ getParent, text }: FileFacts, node: Node): boolean {
  // Cheaper than to look for the parents of all nodes of a file.
  return /\bawait[\s(\\]*$/u.test(text.slice(Math.max(0, node.range[0] - 80), node.range[0])) && getParent(node)?.type === 'Await';
}

/** What stands in a refused transaction moves to a thread with it. */
function withoutTransactions(file: FileFacts, effects: readonly Effect[]): readonly Effect[] {
  const blocks = effects.flatMap(({ form, node }) => (form === 'entering' || form === 'async-entering' ? (file.getParent(node)?.range ?? []) : []));
  if (blocks.length === 0) return effects;
  return effects.filter(({ form, node: { range: [start] }, operation }) => {
    if (form === 'entering' || form === 'async-entering' || operation.style !== 'sync' || operation.effect === 'none') return true;
    return !blocks.some((_, index) => index % 2 === 0 && (blocks[index] ?? 0) < start && start < (blocks[index + 1] ?? 0));
  });
}

export function createEffectSite(file: FileFacts, root: Root, effect: Effect): QuerySite {
  const { detail, form, node, path, receiver, subject } = effect;
  const twin = findTwin(file.machine, effect);
  const operation = twin.twin ? { ...effect.operation, twin: twin.twin } : effect.operation;
  const awaited = isAwaited(file, node);
  const isDropped = form === 'dropped';
  const kind = detail ?? (form === 'async-entering' || form === 'decoration' ? form : undefined) ?? (isPlain(file, effect) ? 'plain' : undefined);
  return {
    form: isDropped ? 'call' : (FORMS[form] ?? (form as SiteForm)),
    operation,
    text: getText(file, subject),
    receiverType: operation.receiver,
    range: getFocus(subject, file.text),
    context: getContext(root, effect.inline),
    thenable: isDropped,
    consumption: isDropped ? { kind: 'dropped', caller: detail ?? '' } : form === 'await' || awaited ? { kind: 'awaited' } : NO_SITE,
    path: path.map((step): Step => ({ name: step.name, file: relative(file.folder, step.module.path ?? ''), line: countLine(step.module, step.node.range[0]) })),
    ...(twin.later && { later: twin.later }),
    ...(kind !== undefined && { detail: kind }),
    repair: (intent) => createRepair(file, { effect, root, node, subject, receiver, twin: twin.twin }, intent),
  };
}

const EVALUATIONS: ReadonlySet<EffectForm> = new Set(['argument', 'collection', 'comprehension', 'containment', 'destructuring', 'index', 'iteration', 'length', 'property', 'protocol', 'spread', 'text', 'truth']);

/** Is it run by something else than rows that could be collected asynchronously? */
function isPlain({ machine }: FileFacts, { form, path, receiver }: Effect): boolean {
  return EVALUATIONS.has(form) && path.length === 0 && receiver.kind === 'instance' && !machine.findMember(receiver.definition, '__aiter__');
}

export function createCoroutineSite(file: FileFacts, root: Root, origin: Root['coroutines'][number]): QuerySite {
  const { node, operation, value } = origin;
  const subject = node.type === 'Call' ? node.func : node;
  return {
    form: 'call',
    operation,
    text: getText(file, subject, true),
    receiverType: operation.receiver,
    range: getFocus(subject, file.text),
    context: getContext(root, false),
    thenable: true,
    consumption: getConsumption(root, origin),
    repair: (intent) => createRepair(file, { effect: undefined, root, node, subject, receiver: value, twin: undefined }, intent),
  };
}

function getContext({ isAsync, node }: Root, inline: boolean): ExecutionContext {
  if (node.type === 'Module') return { kind: 'module', canAwait: false };
  if (!isAsync) return { kind: 'sync', canAwait: false };
  return inline ? { kind: 'inline', canAwait: false } : { kind: 'async', canAwait: true };
}

const MISUSES: ReadonlySet<string> = new Set(['argument', 'condition', 'index', 'iteration', 'manager', 'operand', 'property', 'response', 'serialized', 'spread', 'template']);

function getConsumption({ isAsync }: Root, { uses, value, variable }: Root['coroutines'][number]): Consumption {
  const leaked = uses.some(({ kind }) => kind === 'leaked');
  if (uses.some(({ kind }) => kind === 'awaited' || kind === 'consumed')) {
    return leaked && variable !== undefined ? { kind: 'leaked', variable } : uses.some(({ kind }) => kind === 'awaited') ? { kind: 'awaited' } : { kind: 'consumed' };
  }
  for (const use of uses) if (use.kind === 'misused' && MISUSES.has(use.as)) return { kind: 'misused', as: use.as as Misuse, mended: isAsync && use.isHopeless !== true };
  // A task runs whether or not anybody waits for it.
  if (value.scheduled) return { kind: 'consumed' };
  if (uses.some(({ kind }) => kind === 'discarded')) return { kind: 'discarded', mended: isAsync };
  return variable === undefined ? { kind: 'consumed' } : { kind: 'unused', variable, mended: isAsync };
}

/** What an editor underlines: the name called or read, on one line. */
function getFocus(node: Node, text: string): readonly [number, number] {
  if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef') {
    const start = text.indexOf(node.name, text.indexOf('def', node.range[0]) + 3);
    return [start, start + node.name.length];
  }
  if (node.type === 'Call') return getFocus(node.func, text);
  if (node.type === 'Attribute') return [node.range[1] - node.attr.length, node.range[1]];
  return node.range;
}

function getText({ text }: FileFacts, node: Node, isCallee = false): string {
  if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef') return node.name;
  // A call that is called, as an adapter is, is named whole.
  const written = node.type === 'Call' && !isCallee ? text.slice(...node.func.range) : text.slice(...node.range);
  return written.replace(/\s*\n\s*/gu, '').replace(/\s+/gu, ' ');
}

const lines = new WeakMap<ModuleDefinition, LineIndex>();

function countLine(module: ModuleDefinition, index: number): number {
  let known = lines.get(module);
  if (!known) lines.set(module, (known = new LineIndex(module.text)));
  return known.locate(index).line;
}
