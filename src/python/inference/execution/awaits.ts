import type { Await } from '../../parser/index.ts';
import { describeFunction, describeLazy } from '../values/operations.ts';
import type { Frame, Machine } from '../machine.ts';
import { callMethod } from '../calls/methods.ts';
import { getMembers, mapMembers } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';

/** What `await value` gives. */
export function awaitValue(machine: Machine, value: Value, node: Await, frame: Frame): Value {
  // What dispatches on its argument gives one or the other: only where nothing can be awaited is that a mistake.
  const isMixed = getMembers(value).some(({ kind }) => kind === 'coroutine' || kind === 'unknown');
  const inner = isMixed ? { ...frame, run: { ...frame.run, emit: () => {} } } : frame;
  return mapMembers(value, (member) => awaitOne(machine, member, node, inner));
}

function awaitOne(machine: Machine, value: Value, node: Await, frame: Frame): Value {
  const place = { node, subject: node.value, receiver: value };
  switch (value.kind) {
    case 'coroutine':
      value.origin?.uses.push({ kind: 'awaited' });
      return value.result.kind === 'coroutine' && !value.result.origin ? frame.run.track(value.result, node, value.origin?.operation ?? describeFunction('await', 'await')) : value.result;
    case 'offloaded':
      // What is no function has been evaluated too early, which is said there.
      if (value.target.kind === 'instance' || value.target.kind === 'literal' || value.target.kind === 'none') return UNKNOWN;
      emit(frame, { ...place, form: 'uncalled', operation: describeFunction(value.name, value.name) });
      return UNKNOWN;
    case 'function':
      if (value.definition.isAsync) emit(frame, { ...place, form: 'uncalled', operation: describeFunction(value.definition.name, value.definition.owner?.name ?? value.definition.module.name) });
      return UNKNOWN;
    case 'generator':
      if (value.async && value.source) emit(frame, { ...place, form: 'await', operation: describeFunction(value.source.name, value.source.owner?.name ?? value.source.module.name) });
      return UNKNOWN;
    case 'instance': {
      if (machine.findMember(value.definition, '__await__')) return callMethod(machine, value, '__await__', [], 'protocol', node, node.value, frame) ? UNKNOWN : UNKNOWN;
      const lazy = describeLazy(machine, value);
      if (lazy) emit(frame, { ...place, form: 'await', operation: lazy });
      return UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}
