import type { Subscript } from '../../parser/index.ts';
import { callMethod } from '../calls/methods.ts';
import type { Frame, Machine } from '../machine.ts';
import { takeElement } from '../names/names.ts';
import { mapMembers } from '../values/value-sets.ts';
import { deriveQuery } from '../models/rows.ts';
import { type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';

/** `value[index]`. */
export function getItem(machine: Machine, value: Value, index: Value, node: Subscript, frame: Frame): Value {
  return mapMembers(value, (member) => {
    switch (member.kind) {
      case 'coroutine':
        member.origin?.uses.push({ kind: 'misused', as: 'index', node });
        return UNKNOWN;
      case 'instance':
        return getItemOf(machine, member, index, node, frame);
      default:
        return UNKNOWN;
    }
  });
}

function getItemOf(machine: Machine, value: InstanceValue, index: Value, node: Subscript, frame: Frame): Value {
  if (value.entries && index.kind === 'literal') return value.entries.get(String(index.value)) ?? UNKNOWN;
  if (value.definition.module.name === 'builtins') {
    if (value.definition.name === 'dict') return value.args[1] ?? UNKNOWN;
    if (node.slice.type === 'Slice') return { ...value, items: undefined };
    if (index.kind === 'literal' && typeof index.value === 'number') return takeElement(value, index.value);
    return value.definition.name === 'tuple' ? UNKNOWN : takeElement({ ...value, items: undefined }, 0);
  }
  const member = machine.findMember(value.definition, '__getitem__');
  if (!member) return UNKNOWN;
  if (member.owner.module.path !== undefined) return callMethod(machine, value, '__getitem__', [index], 'index', node, node.value, frame) ?? UNKNOWN;
  // A slice without a step only narrows the query.
  if (member.value.kind === 'function' && member.value.definition.markers.get('rows')?.args[0] === 'slice' && node.slice.type === 'Slice' && !hasStep(node.slice.step)) {
    if (value.query?.cache.filled) return machine.createInstance('builtins', 'list', value.args);
    return { ...value, query: deriveQuery(value.query) };
  }
  const result = callMethod(machine, value, '__getitem__', [index], 'index', node, node.value, frame) ?? UNKNOWN;
  return node.slice.type === 'Slice' ? machine.createInstance('builtins', 'list', [result]) : result;
}

function hasStep(step: Subscript['slice'] | null): boolean {
  return step !== null && !(step.type === 'Constant' && step.literal === 'None');
}
