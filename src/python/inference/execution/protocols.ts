import type { Node } from '../../parser/index.ts';
import { describeFunction, describeLazy } from '../values/operations.ts';
import { callMethod } from '../calls/methods.ts';
import { getTypeVariables } from '../values/type-variables.ts';
import type { EffectForm, Frame, Machine, ProtocolName } from '../machine.ts';
import { keepPromise } from './promises.ts';
import { getMembers, join, use, withoutNone } from '../values/value-sets.ts';
import { type CoroutineValue, type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';

/** Methods that Python tries, in this order. */
const FALLBACKS: Readonly<Partial<Record<ProtocolName, readonly ProtocolName[]>>> = {
  __bool__: ['__bool__', '__len__'],
  __contains__: ['__contains__', '__iter__'],
  __str__: ['__str__', '__repr__'],
  __format__: ['__format__', '__str__', '__repr__'],
  __reversed__: ['__reversed__', '__len__'],
};

const MISUSES: Readonly<Partial<Record<EffectForm, string>>> = { truth: 'condition', text: 'template', length: 'argument', containment: 'iteration', index: 'property' };

const COLLECTIONS = new Set(['list', 'tuple', 'set', 'frozenset', 'dict']);

export function useProtocol(machine: Machine, value: Value, protocol: ProtocolName, form: EffectForm, node: Node, subject: Node, frame: Frame): void {
  const inner = isCertain(value) ? frame : withDoubt(frame);
  for (const member of getMembers(value)) {
    if (member.kind === 'coroutine' && !isTaskAsked(member, form, subject)) member.origin?.uses.push({ kind: 'misused', as: MISUSES[form] ?? 'argument', node: subject });
    if (member.kind === 'generator' && protocol === '__next__') member.run?.(node, inner);
    if (member.kind !== 'instance') continue;
    keepPromise(member, inner, subject);
    const name = (FALLBACKS[protocol] ?? [protocol]).find((candidate) => machine.findMember(member.definition, candidate));
    if (name) callMethod(machine, member, name, [], form, node, subject, inner);
  }
}

// `if task:` asks whether there is one; a group of results has no such form.
function isTaskAsked({ origin, scheduled }: CoroutineValue, form: EffectForm, { type }: Node): boolean {
  return form === 'truth' && scheduled && type !== 'Call' && origin?.operation.name !== 'gather';
}

/** Is it of one class, whichever of several objects it is? */
function isCertain(value: Value): boolean {
  const [first, ...others] = getMembers(value);
  return others.every((member) => member.kind === 'instance' && first?.kind === 'instance' && member.definition === first.definition);
}

/** The value may also be another, for which a repair would be wrong. */
function withDoubt(frame: Frame): Frame {
  return { ...frame, run: { ...frame.run, emit: (effect) => { frame.run.emit({ ...effect, isCertain: false }); } } };
}

/** The elements that a sync iteration gives. */
export function iterate(machine: Machine, value: Value, node: Node, subject: Node, frame: Frame, form: EffectForm): Value {
  const isAsync = getMembers(withoutNone(value)).every((member) => member.kind === 'generator' && member.async);
  const inner = isCertain(withoutNone(value)) ? frame : withDoubt(frame);
  return join(getMembers(withoutNone(value)).map((member) => iterateOne(machine, member, node, subject, inner, form, isAsync)));
}

function iterateOne(machine: Machine, value: Value, node: Node, subject: Node, frame: Frame, form: EffectForm, isAsync: boolean): Value {
  switch (value.kind) {
    case 'coroutine':
      value.origin?.uses.push({ kind: 'misused', as: 'iteration', node: subject });
      return UNKNOWN;
    case 'generator':
      if (value.async) {
        if (isAsync) {
          const operation = value.source ? describeFunction(value.source.name, value.source.owner?.name ?? value.source.module.name) : describeFunction('generator', 'generator');
          emit(frame, { form: 'sync-iteration', operation, node, subject, receiver: value });
        }
        return UNKNOWN;
      }
      value.run?.(node, frame);
      return value.element;
    case 'instance': {
      if (value.definition.module.name === 'builtins' && COLLECTIONS.has(value.definition.name)) return readElement(value);
      const iterator = callMethod(machine, value, '__iter__', [], form, node, subject, frame);
      if (iterator?.kind === 'generator') iterator.run?.(node, frame);
      return iterator?.kind === 'generator' ? iterator.element : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

function readElement(value: InstanceValue): Value {
  if (value.definition.name === 'tuple' && value.args.length > 1) return join(value.args);
  return value.args[0] ?? UNKNOWN;
}

/** The elements that `async for` gives. */
export function iterateAsync(machine: Machine, value: Value, node: Node, subject: Node, frame: Frame): Value {
  // What may be iterable, or is asked for it first, is no mistake.
  const isMixed = getMembers(value).some((member) => member.kind === 'unknown' || (member.kind === 'generator' && member.async) || (member.kind === 'instance' && machine.findMember(member.definition, '__aiter__')));
  if (value.kind === 'instance' && value.query?.locked === true) emit(frame, { form: 'locking', operation: describeFunction(value.definition.name, value.definition.name), node, subject, receiver: value });
  const inner = isMixed ? { ...frame, run: { ...frame.run, emit: () => {} } } : frame;
  return join(getMembers(value).map((member) => iterateOneAsync(machine, member, node, subject, inner)));
}

function iterateOneAsync(machine: Machine, value: Value, node: Node, subject: Node, frame: Frame): Value {
  if (value.kind === 'generator') return value.element;
  if (value.kind === 'coroutine') {
    const { result } = value;
    const isIterable = result.kind === 'generator' ? result.async : result.kind === 'unknown' || (result.kind === 'instance' && machine.findMember(result.definition, '__aiter__') !== undefined);
    value.origin?.uses.push({ kind: 'misused', as: 'iteration', node: subject, isHopeless: !isIterable });
    return UNKNOWN;
  }
  if (value.kind !== 'instance') return UNKNOWN;
  const member = machine.findMember(value.definition, '__aiter__');
  if (member?.value.kind === 'function') {
    if (value.query) value.query.cache.filled = true;
    const { returns } = member.value.definition.node as { returns?: Parameters<Machine['readAnnotation']>[0] | null };
    const result = returns && machine.readAnnotation(returns, member.value.definition.scope, getTypeVariables(machine, value, member.owner));
    return result?.kind === 'generator' ? result.element : UNKNOWN;
  }
  if (machine.getLineage(value.definition).complete !== 'yes') return UNKNOWN;
  if (value.definition.module.name === 'builtins' ? COLLECTIONS.has(value.definition.name) : describeLazy(machine, value)) {
    emit(frame, { form: 'async-iteration', operation: describeFunction(value.definition.name, value.definition.name), node, subject, receiver: value });
    use(value, 'consumed');
  }
  return UNKNOWN;
}
