import type { Expression, Node } from '../../parser/index.ts';
import { readBindings, type Bindings } from '../names/bindings.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import { createFlowFrame, type FlowFrame } from '../values/flow-frame.ts';
import { NOTHING, takeArgument } from '../values/given.ts';
import type { Effect, EffectForm, Frame, Given, Machine, Run } from '../machine.ts';
import { describeShape } from '../values/shapes.ts';
import { describeFunction } from '../values/operations.ts';
import { createScopeFrame } from '../names/names.ts';
import { findFirst, isBlocking } from '../checks/blocking.ts';
import { isValidated } from '../models/validated.ts';
import { refresh } from './refresh.ts';
import { replay, watch } from '../values/traces.ts';
import { join } from '../values/value-sets.ts';
import { type Closure, type FunctionValue, NONE, UNKNOWN, type Value } from '../values/values.ts';

/** What one run of a function does and gives. */
interface Summary {
  readonly effects: readonly Effect[];
  readonly result: Value;
  readonly element: Value;
  readonly traces: ReturnType<ReturnType<typeof watch>>;
}

/** Of what a function calls whose own queries nobody asks about, the next two calls tell what it gives. */
const SHALLOW = 2;
/** A file may run so many characters of other bodies beside its own, and so many times its length. */
const MOST_WORK = 400_000;
const MOST_WORK_PER_CHARACTER = 12;
/** What a body costs beside its text. */
const WORK_PER_RUN = 200;
/** A function that did the same for so many kinds of arguments does it for all. */
const MOST_SHAPES = 40;

interface Summaries {
  readonly byShape: Map<string, Summary>;
  withEffects: number;
}

interface Budget {
  work: number;
  limit: number;
  functions: number;
  /** When the file has had its time. */
  end: number;
  /** How many calls were too deep to be followed. */
  cuts: number;
  readonly summaries: WeakMap<FunctionDefinition, Summaries>;
  readonly active: Set<FunctionDefinition>;
}

const budgets = new WeakMap<Machine, Budget>();

/** Allows as much work again, for the next file. */
export function renewBudget(machine: Machine, length: number): void {
  const budget = getBudget(machine);
  budget.work = 0;
  budget.limit = MOST_WORK + length * MOST_WORK_PER_CHARACTER;
  budget.functions = machine.configuration.limits.functions;
  budget.end = performance.now() + machine.configuration.limits.milliseconds;
}

/** Where functions begin whose own queries nobody asks about. */
export function getShallowDepth({ configuration: { limits } }: Machine): number {
  return Math.max(0, limits.depth - SHALLOW);
}

function isSpent({ end, functions, limit, work }: Budget): boolean {
  return work >= limit || functions <= 0 || performance.now() > end;
}

function getBudget(machine: Machine): Budget {
  let budget = budgets.get(machine);
  if (!budget) budgets.set(machine, (budget = { work: 0, limit: MOST_WORK, functions: Infinity, end: Infinity, cuts: 0, summaries: new WeakMap(), active: new Set() }));
  return budget;
}

/** Calls a function of the project: what its body does happens where it is called. */
export function runProjectFunction(machine: Machine, callee: FunctionValue, given: Given, node: Node, subject: Node, frame: Frame, form: EffectForm): Value {
  const { definition } = callee;
  if (definition.node.type === 'Lambda' && isInside(definition.node, frame)) return runInline(machine, callee, given, frame);
  const summary = summarize(machine, callee, given, frame.run.depth + 1, definition.isAsync || frame.run.isOnLoop === true);
  const report = (place: Node, closure: Closure): void => {
    const consumer = closure as Frame;
    const first = findFirst(summary.effects);
    if (callee.transactional) consumer.run.emit(createTransactionEffect(callee, place, subject, consumer, form));
    else if (first) consumer.run.emit({ ...first, form: first.form === 'nested-loop' ? first.form : form, node: place, subject, module: consumer.module, inline: consumer.inline, callee: definition, behind: summary.effects, path: [{ name: getLabel(definition), module: first.module, node: first.node }, ...first.path] });
  };
  if (definition.isGenerator) {
    if (definition.isAsync) return { kind: 'generator', async: true, element: summary.element, source: definition };
    return { kind: 'generator', async: false, element: summary.element, run: report };
  }
  if (definition.isAsync) {
    const hidden = findFirst(findHidden(machine, callee, summary, frame.run.depth + 1));
    if (hidden) frame.run.emit({ ...hidden, form: hidden.form === 'nested-loop' ? hidden.form : 'call', node, subject, module: frame.module, inline: frame.inline, callee: definition, path: [{ name: getLabel(definition), module: hidden.module, node: hidden.node }, ...hidden.path] });
    return frame.run.track({ kind: 'coroutine', result: refresh(summary.result), scheduled: false }, node, describeFunction(definition.name, getReceiver(definition)), definition);
  }
  report(node, frame);
  const result = refresh(summary.result);
  return result.kind === 'coroutine' && !result.origin ? frame.run.track(result, node, describeFunction(definition.name, getReceiver(definition)), definition) : result;
}

/** What an async function does with what it is given here, and not by itself, where it is looked at as a root. */
function findHidden(machine: Machine, callee: FunctionValue, { effects }: Summary, depth: number): readonly Effect[] {
  if (effects.length === 0) return effects;
  const own = summarize(machine, callee, { ...NOTHING, isOpen: true }, depth, true);
  return effects.filter((effect) => own.effects.every(({ node }) => node !== effect.node));
}

function getReceiver({ module, owner }: FunctionDefinition): string {
  return owner?.name ?? module.name;
}

function getLabel({ name, owner }: FunctionDefinition): string {
  return owner ? `${owner.name}.${name}` : name;
}

function createTransactionEffect(callee: FunctionValue, node: Node, subject: Node, frame: Frame, form: EffectForm): Effect {
  const { definition } = callee;
  return {
    form,
    operation: { receiver: definition.module.name, name: definition.name, effect: 'transaction', style: 'sync', lock: false },
    node,
    subject,
    module: frame.module,
    receiver: callee,
    callee: definition,
    inline: frame.inline,
    path: [{ name: getLabel(definition), module: definition.module, node: definition.node }],
  };
}

/** Does the lambda stand in the function that runs it? */
function isInside(node: Node, { run }: Frame): boolean {
  return run.root !== undefined && run.root.range[0] <= node.range[0] && node.range[1] <= run.root.range[1];
}

function runInline(machine: Machine, callee: FunctionValue, given: Given, frame: Frame): Value {
  if (frame.run.depth >= machine.configuration.limits.depth || callee.definition.node.type !== 'Lambda') return UNKNOWN;
  const inner = createBody(machine, callee, given, { ...frame.run, depth: frame.run.depth + 1 }, true);
  return machine.evaluate(callee.definition.node.body, inner);
}

function summarize(machine: Machine, callee: FunctionValue, given: Given, depth: number, isOnLoop: boolean): Summary {
  const budget = getBudget(machine);
  const { definition } = callee;
  const values = [callee.self ?? UNKNOWN, ...given.args, ...given.keywords.values()];
  const arguments_ = callee.closure ? undefined : describeShape(values, given);
  const shape = arguments_ && `${isOnLoop ? 'loop' : 'thread'} ${arguments_}`;
  const summaries = getSummaries(budget, definition);
  const known = shape === undefined ? undefined : (summaries.byShape.get(shape) ?? summaries.byShape.get(atDepth(shape, depth)));
  if (known) {
    replay(known.traces, values);
    return known;
  }
  const nothing = (): Summary => ({ effects: [], result: readPromise(machine, callee), element: UNKNOWN, traces: [] });
  if (depth > machine.configuration.limits.depth) {
    budget.cuts += 1;
    return nothing();
  }
  if (isSpent(budget) || budget.active.has(definition)) return nothing();
  const { byShape, withEffects } = summaries;
  if (byShape.size >= MOST_SHAPES && (withEffects === 0 || withEffects === byShape.size)) {
    return { ...nothing(), effects: [...byShape.values()].at(-1)?.effects ?? [] };
  }
  budget.work += definition.node.range[1] - definition.node.range[0] + WORK_PER_RUN;
  budget.functions -= 1;
  budget.active.add(definition);
  const { cuts } = budget;
  const readTraces = watch(values);
  const summary = { ...runBody(machine, callee, given, depth, isOnLoop), traces: readTraces() };
  budget.active.delete(definition);
  // What it notes of its own object holds for that object only; what the budget has cut short holds for this file only.
  if (shape === undefined || isValidated(callee.self) || isSpent(budget) || byShape.size >= MOST_SHAPES) return summary;
  byShape.set(budget.cuts > cuts ? atDepth(shape, depth) : shape, summary);
  if (summary.effects.length > 0) summaries.withEffects += 1;
  return summary;
}

/** The key of what calls that are cut off give at a depth. */
function atDepth(shape: string, depth: number): string {
  return `${String(depth)} ${shape}`;
}

function getSummaries({ summaries }: Budget, definition: FunctionDefinition): Summaries {
  let ofFunction = summaries.get(definition);
  if (!ofFunction) summaries.set(definition, (ofFunction = { byShape: new Map(), withEffects: 0 }));
  return ofFunction;
}

function runBody(machine: Machine, callee: FunctionValue, given: Given, depth: number, isOnLoop: boolean): Omit<Summary, 'traces'> {
  const effects: Effect[] = [];
  const run: Run = {
    isAsync: callee.definition.isAsync,
    isOnLoop,
    emit: (effect) => {
      if (isBlocking(effect, callee.definition)) effects.push(effect);
    },
    track: (value) => value,
    depth,
    root: undefined,
  };
  const { node } = callee.definition;
  const frame = createBody(machine, callee, given, run, false);
  if (node.type === 'Lambda') return { effects, result: machine.evaluate(node.body, frame), element: UNKNOWN };
  machine.execute(node.body, frame);
  const { returns, yields } = frame.exits;
  const given_ = join([...returns, ...(frame.isEnded || returns.length === 0 ? [] : [NONE])]);
  const result = returns.length === 0 || given_.kind === 'unknown' ? readPromise(machine, callee, returns.length === 0 ? NONE : UNKNOWN) : given_;
  return { effects, result, element: join(yields) };
}

/** What the annotation of the result says. */
function readPromise(machine: Machine, { definition, self }: FunctionValue, fallback: Value = UNKNOWN): Value {
  const { node, scope } = definition;
  if (node.type === 'Lambda' || !node.returns) return fallback;
  const types = new Map<string, Value>(self?.kind === 'instance' ? [['Self', self]] : []);
  const value = machine.readAnnotation(node.returns, scope, types);
  return value.kind === 'generator' ? UNKNOWN : value;
}

const localsOf = new WeakMap<FunctionDefinition, Bindings>();

/** Variables of a function as its body begins. */
export function createBody(machine: Machine, callee: FunctionValue, given: Given | undefined, run: Run, inline: boolean): FlowFrame {
  const { closure, definition, self } = callee;
  const { node } = definition;
  let locals = localsOf.get(definition);
  if (!locals) localsOf.set(definition, (locals = readBindings(node.type === 'Lambda' ? [] : node.body)));
  const frame = createFlowFrame(machine, { scope: definition, module: definition.module, run, closure, inline, locals: locals.names, globals: locals.globals });
  const { args } = node;
  const positional = [...args.posonlyargs, ...args.args];
  const isBound = self !== undefined && positional.length > 0;
  for (const [index, { annotation, arg }] of positional.entries()) {
    if (isBound && index === 0) {
      frame.assign(arg, self);
      continue;
    }
    const defaultNode = args.defaults[index - (positional.length - args.defaults.length)];
    frame.assign(arg, readParameter(machine, definition, given && takeArgument(given, index - (isBound ? 1 : 0), arg), annotation, given?.isOpen ? undefined : defaultNode, given !== undefined));
  }
  for (const [index, { annotation, arg }] of args.kwonlyargs.entries()) {
    frame.assign(arg, readParameter(machine, definition, given?.keywords.get(arg), annotation, given?.isOpen ? undefined : (args.kw_defaults[index] ?? undefined), given !== undefined));
  }
  if (args.vararg) frame.assign(args.vararg.arg, createRest(machine, callee, given));
  if (args.kwarg) frame.assign(args.kwarg.arg, createKeywords(machine, callee, given));
  return frame;
}

/** What `*args` receives, so that a wrapper hands on what it was given. */
function createRest(machine: Machine, { definition, self }: FunctionValue, given: Given | undefined): Value {
  if (!given || given.isOpen) return machine.createInstance('builtins', 'tuple');
  const { args, posonlyargs } = definition.node.args;
  const count = posonlyargs.length + args.length;
  const all = self === undefined ? given.args : [self, ...given.args];
  const items = all.slice(count);
  return machine.createInstance('builtins', 'tuple', items.length > 0 ? [join(items)] : [], { items });
}

function createKeywords(machine: Machine, { definition }: FunctionValue, given: Given | undefined): Value {
  if (!given || given.isOpen) return machine.createInstance('builtins', 'dict');
  const { args, kwonlyargs } = definition.node.args;
  const named = new Set([...args, ...kwonlyargs].map(({ arg }) => arg));
  const entries = new Map([...given.keywords].filter(([name]) => !named.has(name)));
  return machine.createInstance('builtins', 'dict', [machine.createInstance('builtins', 'str'), join([...entries.values()])], { entries, items: [...entries.values()] });
}

function readParameter(machine: Machine, { scope }: FunctionDefinition, value: Value | undefined, annotation: Expression | null, defaultNode: Expression | undefined, isCall: boolean): Value {
  if (value && value.kind !== 'unknown') return value;
  if (isCall && !value && defaultNode?.type === 'Constant') return defaultNode.literal === 'None' ? NONE : UNKNOWN;
  if (annotation) return machine.readAnnotation(annotation, scope, NO_TYPES);
  // Without any other word, a query as the default tells what is meant.
  const value_ = !value && defaultNode && defaultNode.type !== 'Constant' ? machine.evaluate(defaultNode, createScopeFrame(machine, scope)) : UNKNOWN;
  return value_.kind === 'instance' && value_.query ? value_ : UNKNOWN;
}

const NO_TYPES: ReadonlyMap<string, Value> = new Map();
