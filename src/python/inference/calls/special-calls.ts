import type { Expression } from '../../parser/index.ts';
import { pickArguments } from './call-effects.ts';
import { keep } from '../values/kept.ts';
import { SILENT } from '../values/frames.ts';
import { NOTHING } from '../values/given.ts';
import type { Frame, Given, Machine, Run } from '../machine.ts';
import { describeFunction, getTargetName } from '../values/operations.ts';
import { getCallee } from './passing.ts';
import { applyDecorator } from '../names/decorators.ts';
import { findManagerBase } from '../models/managers.ts';
import { findEntityByName, findUserEntity } from '../models/entity-names.ts';
import { use } from '../values/value-sets.ts';
import { type FunctionValue, NONE, UNKNOWN, type Value } from '../values/values.ts';
import { lookupFrom } from '../names/names.ts';
import { findReceivers } from '../context/receivers.ts';
import { emit } from '../values/effects.ts';

/** Calls whose result no annotation can tell; `undefined` for all others. */
export function callSpecial(machine: Machine, callee: FunctionValue, given: Given, node: Expression, frame: Frame): Value | undefined {
  const { definition, self } = callee;
  const { markers } = definition;
  const isBound = self !== undefined;
  const pick = (name: string) => pickArguments(definition, isBound, given, node, name)[0];
  const offloads = markers.get('offloads');
  if (offloads) {
    const target = pick(offloads.args[0] ?? '');
    if (offloads.keywords.get('returns') === 'callable') {
      if (!target || target.value.kind === 'none') return given.args.length > 0 ? UNKNOWN : { kind: 'partial', target: callee, args: [], keywords: new Map() };
      noteAsyncTarget(target.value, definition.name, node, frame);
      return { kind: 'offloaded', target: target.value, node, name: definition.name };
    }
    return target && definition.isAsync ? offloadNow(machine, target.value, given, definition.name, markers.has('schedules'), node, frame) : undefined;
  }
  const runsLoop = markers.get('runs_loop');
  if (runsLoop?.keywords.get('returns') === 'callable') {
    const target = pick(runsLoop.args[0] ?? '');
    return target ? { kind: 'loop-runner', target: target.value, definition } : { kind: 'partial', target: callee, args: [], keywords: new Map() };
  }
  if (markers.has('decorates')) return decorate(machine, callee, given, frame);
  if (markers.has('context_manager')) return given.args[0] ?? UNKNOWN;
  if (markers.has('transaction')) return openTransaction(machine, callee, given, frame);
  if (markers.has('reads_attribute')) return readNamedAttribute(machine, definition.name, given, node, frame);
  if (markers.has('builds_manager') && self?.kind === 'class') return buildManager(machine, definition.scope, self);
  if (markers.has('builds_manager_class') && self?.kind === 'class') {
    const [query] = given.args;
    return query?.kind === 'class' ? { kind: 'class', definition: self.definition, args: [UNKNOWN, query] } : UNKNOWN;
  }
  if (markers.has('settings_function')) return findUserEntity(machine, frame.module) ?? UNKNOWN;
  if (markers.has('finds_model')) return findModel(machine, given, frame);
  if (definition.name === 'iscoroutinefunction') return tellStyle(given.args[0]);
  if (markers.has('runs_receivers') && self) return runReceivers(machine, self, node, frame);
  if (markers.has('makes')) return makeInstance(machine, callee, given);
  if (markers.has('drops')) noteDropped(machine, pick(markers.get('drops')?.args[0] ?? ''), definition.name, node, frame);
  return undefined;
}

/** A coroutine function in a thread gives its coroutine, and nobody awaits that. */
function noteAsyncTarget(target: Value, name: string, node: Expression, frame: Frame): void {
  const isAsync = (target.kind === 'function' && target.definition.isAsync && !target.definition.isGenerator) || target.kind === 'offloaded';
  if (!isAsync) return;
  emit(frame, { form: 'uncalled', operation: describeFunction(name, name), node, subject: getCallee(node), receiver: target, detail: 'offloaded' });
}

function offloadNow(machine: Machine, target: Value, given: Given, name: string, isScheduled: boolean, node: Expression, frame: Frame): Value {
  noteAsyncTarget(target, name, node, frame);
  for (const argument of given.args) use(argument, 'consumed');
  const index = given.args.indexOf(target);
  const rest: Given = { ...given, args: given.args.slice(index + 1), argNodes: given.argNodes.slice(index + 1) };
  const result = machine.call(target, rest, node, { ...frame, run: { ...SILENT, depth: frame.run.depth } });
  return frame.run.track({ kind: 'coroutine', result, scheduled: isScheduled }, node, describeFunction(getTargetName(target), name));
}

function decorate(machine: Machine, callee: FunctionValue, given: Given, frame: Frame): Value {
  const [first] = given.args;
  const isFactory = callee.definition.markers.get('decorates')?.keywords.get('returns') === 'callable';
  const takesFunction = !isFactory || (callee.definition.markers.get('decorates')?.args.length ?? 0) > 0;
  if (takesFunction && (first?.kind === 'function' || first?.kind === 'offloaded' || first?.kind === 'class')) return applyDecorator(machine, callee, first, frame);
  return { kind: 'partial', target: createIdentity(callee), args: [], keywords: new Map() };
}

// A decorator with arguments: what it is applied to stays what it is.
function createIdentity(callee: FunctionValue): Value {
  const keywords = callee.definition.markers.get('decorates')?.keywords ?? [];
  return { ...callee, definition: { ...callee.definition, markers: new Map([['decorates', { name: 'decorates', args: [], keywords: new Map([...keywords].filter(([name]) => name !== 'returns')) }]]) } };
}

function openTransaction(machine: Machine, callee: FunctionValue, given: Given, frame: Frame): Value {
  const { definition } = callee;
  const [first] = given.args;
  const returns = definition.node.type === 'Lambda' ? null : definition.node.returns;
  const manager = returns ? machine.readAnnotation(returns, definition.scope, new Map()) : UNKNOWN;
  if (first?.kind === 'function' || first?.kind === 'offloaded') return applyDecorator(machine, manager, first, frame);
  return manager;
}

function readNamedAttribute(machine: Machine, name: string, given: Given, node: Expression, frame: Frame): Value | undefined {
  const [object, attribute] = given.args;
  if (!object || attribute?.kind !== 'literal' || typeof attribute.value !== 'string') {
    // It may have set any relation.
    if (name === 'setattr' && object?.kind === 'instance' && object.row) object.row.query.cache.isOpen = true;
    return undefined;
  }
  if (name === 'setattr' || name === 'delattr') return NONE;
  // To ask whether there is a method is no call of it.
  const run: Run = { ...frame.run, emit: (effect) => { if (effect.form !== 'unknown-method') frame.run.emit(effect); } };
  const value = machine.getAttribute(object, attribute.value, node, { ...frame, run });
  return name === 'hasattr' ? machine.createInstance('builtins', 'bool') : given.args.length > 2 ? UNKNOWN : value;
}

function buildManager(machine: Machine, scope: Parameters<Machine['lookup']>[0], query: Value): Value {
  const manager = lookupFrom(machine, scope, 'Manager');
  if (manager?.kind !== 'class' || !findManagerBase(machine, manager.definition)) return UNKNOWN;
  return { kind: 'instance', definition: manager.definition, args: [UNKNOWN, query], attributes: new Map() };
}

function findModel(machine: Machine, given: Given, frame: Frame): Value {
  const [label, name] = given.args;
  if (label?.kind !== 'literal' || typeof label.value !== 'string') return UNKNOWN;
  const text = name?.kind === 'literal' ? `${label.value}.${String(name.value)}` : label.value;
  return findEntityByName(machine, text, frame.module) ?? UNKNOWN;
}

/** Is it a coroutine function? The code after the question has two forms of which one is never run. */
function tellStyle(value: Value | undefined): Value | undefined {
  if (value?.kind === 'offloaded') return { kind: 'literal', value: true };
  return value?.kind === 'function' ? { kind: 'literal', value: value.definition.isAsync && !value.definition.isGenerator } : undefined;
}

/** Sync receivers run on the spot. */
function runReceivers(machine: Machine, signal: Value, node: Expression, frame: Frame): Value | undefined {
  for (const receiver of findReceivers(machine, signal, frame.module)) {
    if (receiver.kind === 'function' && !receiver.definition.isAsync) machine.call(receiver, { ...NOTHING, isOpen: true }, node, frame);
  }
  return UNKNOWN;
}

/** A decorator whose result is an object that keeps the function. */
function makeInstance(machine: Machine, callee: FunctionValue, given: Given): Value {
  const [target] = given.args;
  const { definition } = callee;
  if (target?.kind !== 'function' && target?.kind !== 'offloaded') return { kind: 'partial', target: callee, args: [], keywords: new Map() };
  const made = lookupFrom(machine, definition.scope, definition.markers.get('makes')?.args[0] ?? '');
  if (made?.kind !== 'class') return UNKNOWN;
  return { kind: 'instance', definition: made.definition, args: [], attributes: new Map([[keep('func'), target]]) };
}

/** A function that is called later, and whose coroutine nobody awaits then. */
function noteDropped(machine: Machine, given: { readonly value: Value; readonly node: Expression } | undefined, caller: string, node: Expression, frame: Frame): void {
  if (!given) return;
  const { node: subject, value: target } = given;
  const isAsync = target.kind === 'offloaded' || (target.kind === 'function' && (target.definition.isAsync || givesCoroutine(machine, target, frame)));
  if (!isAsync) return;
  const name = getTargetName(target.kind === 'offloaded' ? target.target : target);
  emit(frame, { form: 'dropped', operation: describeFunction(name, name), node, subject, receiver: target, detail: caller });
}

function givesCoroutine(machine: Machine, target: FunctionValue, frame: Frame): boolean {
  const { definition } = target;
  if (definition.node.type !== 'Lambda') return false;
  const result = machine.call(target, NOTHING, definition.node.body, { ...frame, run: { ...SILENT, depth: frame.run.depth } });
  return result.kind === 'coroutine' && !result.scheduled;
}
