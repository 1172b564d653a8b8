import type { Operation } from '../../../analysis/operation.ts';
import type { AsyncWith, Expression, Node, With, WithItem } from '../../parser/index.ts';
import type { Frame, Machine } from '../machine.ts';
import { getMembers, join } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';
import { NOTHING } from '../values/given.ts';

/** Enters a context manager; gives what `as` binds. */
export function enter(machine: Machine, manager: Value, node: With | AsyncWith, item: WithItem, frame: Frame): Value {
  return join(getMembers(manager).map((member) => enterOne(machine, member, node.type === 'AsyncWith', item, item.context_expr, frame)));
}

/** Enters one, from a statement or from an exit stack. */
export function enterOne(machine: Machine, value: Value, isAsync: boolean, node: Node, subject: Expression, frame: Frame): Value {
  if (value.kind === 'generator') {
    if (!isAsync && !value.async) value.run?.(subject, frame);
    return value.element;
  }
  if (value.kind === 'coroutine') {
    value.origin?.uses.push({ kind: 'misused', as: 'manager', node: subject });
    return UNKNOWN;
  }
  if (value.kind !== 'instance') return UNKNOWN;
  const isTransaction = machine.getLineage(value.definition).classes.some(({ markers }) => markers.has('transaction'));
  const name = isAsync ? '__aenter__' : '__enter__';
  const member = machine.findMember(value.definition, name);
  if (isTransaction && (!isAsync || !member)) {
    emit(frame, { form: isAsync ? 'async-entering' : 'entering', operation: describeTransaction(frame, subject), node, subject, receiver: value });
    return UNKNOWN;
  }
  if (!member) return UNKNOWN;
  if (isAsync) {
    const result = machine.getAttribute(value, name, subject, frame);
    const entered = result.kind === 'function' ? machine.call(result, NOTHING, subject, { ...frame, run: { ...frame.run, emit: () => {}, track: (made) => made } }) : UNKNOWN;
    return entered.kind === 'coroutine' ? entered.result : UNKNOWN;
  }
  return machine.callMethod(value, '__enter__', [], 'protocol', node, subject, frame) ?? UNKNOWN;
}

/** By the name that the code gives it. */
function describeTransaction({ module }: Frame, subject: Expression): Operation {
  const name = module.text.slice(...(subject.type === 'Call' ? subject.func : subject).range);
  return { receiver: name, name, effect: 'transaction', style: 'sync', lock: false };
}
