import type { Attribute, Expression, Node } from '../../parser/index.ts';
import { findField } from '../models/relations.ts';
import { isEntity } from '../models/entities.ts';
import { defineFunction } from '../values/definition-factory.ts';
import { NOTHING } from '../values/given.ts';
import type { Frame, Machine } from '../machine.ts';
import { takeElement } from '../names/names.ts';
import { noteKept } from '../checks/kept-coroutines.ts';
import { getMembers, mapMembers, use, withoutNone } from '../values/value-sets.ts';
import { type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';

/** Binds a target; unpacking iterates. */
export function assignTo(machine: Machine, target: Expression, value: Value, frame: Frame, source: Node = target): void {
  switch (target.type) {
    case 'Name':
      for (const member of getMembers(value)) if (member.kind === 'coroutine' && member.origin) member.origin.variable ??= target.id;
      frame.assign(target.id, value);
      return;
    case 'Attribute': {
      const owner = machine.evaluate(target.value, frame);
      for (const member of getMembers(owner)) if (member.kind === 'instance') setAttribute(machine, member, target, value, frame);
      use(value, 'consumed');
      return;
    }
    case 'Subscript':
      use(value, 'consumed');
      for (const member of getMembers(machine.evaluate(target.value, frame))) {
        if (member.kind === 'coroutine') member.origin?.uses.push({ kind: 'misused', as: 'index', node: target });
        if (member.kind === 'instance' && member.definition.module.name !== 'builtins') machine.callMethod(member, '__setitem__', [UNKNOWN, value], 'protocol', target, target, frame);
        if (member.kind === 'instance' && member.entries instanceof Map) member.entries.clear();
      }
      machine.evaluate(target.slice, frame);
      return;
    case 'Starred':
      assignTo(machine, target.value, value, frame);
      return;
    case 'Tuple':
    case 'List': {
      const isDisplay = value.kind === 'instance' && value.items !== undefined;
      const element = isDisplay ? UNKNOWN : machine.iterate(value, target, source, frame, 'destructuring');
      for (const [index, part] of target.elts.entries()) {
        const isStarred = part.type === 'Starred' || target.elts.slice(0, index).some(({ type }) => type === 'Starred');
        assignTo(machine, part, isStarred ? UNKNOWN : takePart(value, index, element), frame);
      }
      return;
    }
    default:
  }
}

function takePart(value: Value, index: number, element: Value): Value {
  if (value.kind === 'union') {
    const part = mapMembers(value, (member) => takePart(member, index, UNKNOWN));
    return isToldApart(value.members, index) && getMembers(withoutNone(part)).length > 1 ? UNKNOWN : part;
  }
  return isTuple(value) || value.kind === 'none' ? takeElement(value, index) : element;
}

/** `return row, None` here and `return other, key` there: which it is, the other parts say. */
function isToldApart(members: readonly Value[], index: number): boolean {
  const tuples = members.flatMap((member) => (member.kind === 'instance' && member.items ? [member.items] : []));
  return tuples.some((items) => items.some((item, position) => position !== index && item.kind === 'none' && tuples.some((other) => other[position] !== undefined && other[position].kind !== 'none')));
}

function isTuple(value: Value): boolean {
  return value.kind === 'instance' && value.definition.module.name === 'builtins' && (value.items !== undefined || value.definition.name === 'tuple');
}

function setAttribute(machine: Machine, owner: InstanceValue, target: Attribute, value: Value, frame: Frame): void {
  const { attr } = target;
  const isRow = isEntity(machine, owner.definition);
  if (isRow && value.kind === 'coroutine' && findField(machine, owner.definition, attr)) value.origin?.uses.push({ kind: 'misused', as: 'argument', node: target });
  noteKept(owner.definition, attr, value);
  callSetter(machine, owner, target, value, frame);
  owner.attributes.set(attr, value);
  // Another key leaves the object that was loaded for the old one behind.
  if (isRow && attr.endsWith('_id')) owner.attributes.delete(attr.slice(0, -3));
}

/** Runs the setter of a property. */
function callSetter(machine: Machine, owner: InstanceValue, target: Attribute, value: Value, frame: Frame): void {
  const member = machine.findMember(owner.definition, target.attr);
  const binding = member?.binding;
  if (!member || binding?.kind !== 'function' || member.owner.module.path === undefined) return;
  const isSetter = binding.node.decorator_list.some((decorator) => decorator.type === 'Attribute' && decorator.attr === 'setter');
  if (!isSetter) return;
  machine.call({ kind: 'function', definition: defineFunction(binding.node, member.owner), self: owner }, { ...NOTHING, args: [value], argNodes: [target] }, target, frame);
}
