import type { Expression, Node } from '../../parser/index.ts';
import { applyMarkers } from '../calls/call-effects.ts';
import { getEntityAttribute, getEntityClassAttribute, isEntity } from '../models/entities.ts';
import type { Frame, Machine, Member } from '../machine.ts';
import { forwardToQuery } from '../models/managers.ts';
import { getTypeVariables } from '../values/type-variables.ts';
import { describeOperation } from '../values/operations.ts';
import { keepPromise } from './promises.ts';
import { meetsCondition, noteValidation } from '../models/query-conditions.ts';
import { runProjectFunction } from '../calls/project-calls.ts';
import { NOTHING } from '../values/given.ts';
import { isGivenByProject } from '../context/given-by-project.ts';
import { readOwnAttribute } from './own-attributes.ts';
import { mapMembers, withoutNone } from '../values/value-sets.ts';
import { type ClassValue, type FunctionValue, type InstanceValue, type SuperValue, UNKNOWN, type Value } from '../values/values.ts';
import { createScopeFrame } from '../names/names.ts';
import { reportUnknownFunction, reportUnknownMethod } from '../checks/unknown-methods.ts';
import { emit } from '../values/effects.ts';

/** What `value.name` gives, and what reading it runs. */
export function getAttribute(machine: Machine, value: Value, name: string, node: Node, frame: Frame): Value {
  // `None` has none of the attributes that code reads: where it is read, it is something else.
  return mapMembers(withoutNone(value), (member) => {
    switch (member.kind) {
      case 'module': {
        const found = machine.lookup(member.module, name);
        if (found) return found;
        const inner = machine.findModule(`${member.module.name}.${name}`, member.module);
        if (!inner) reportUnknownFunction(machine, member, name, node, frame);
        return inner ? { kind: 'module', module: inner } : UNKNOWN;
      }
      case 'class':
        return getClassAttribute(machine, member, name);
      case 'instance':
        return getInstanceAttribute(machine, member, name, node, frame);
      case 'literal':
        return typeof member.value === 'string' ? getAttribute(machine, machine.createInstance('builtins', 'str'), name, node, frame) : UNKNOWN;
      case 'super':
        return getSuperAttribute(machine, member, name, node, frame);
      case 'coroutine':
        member.origin?.uses.push(COROUTINE_METHODS.has(name) ? { kind: 'consumed' } : { kind: 'misused', as: 'property', node });
        return UNKNOWN;
      default:
        return UNKNOWN;
    }
  });
}

// Those of coroutines, tasks and futures themselves.
const COROUTINE_METHODS = new Set([
  'send', 'throw', 'close', 'cancel', 'cancelled', 'done', 'result', 'exception', 'add_done_callback', 'remove_done_callback',
  'set_name', 'get_name', 'get_coro', 'get_loop', 'cancelling', 'uncancel', 'set_result', 'set_exception', 'cr_frame', 'cr_running', '__await__', '__name__',
]);

function getClassAttribute(machine: Machine, value: ClassValue, name: string): Value {
  const special = isEntity(machine, value.definition) ? getEntityClassAttribute(machine, value, name) : undefined;
  if (special) return special;
  const member = machine.findMember(value.definition, name);
  if (!member) return UNKNOWN;
  if (member.value.kind === 'function') {
    return getMethodKind(machine, member.value) === 'class' ? { ...member.value, self: value } : member.value;
  }
  // An annotation in a stub promises it with the type parameters of this class.
  if (member.binding.kind === 'annotation' && member.owner.module.path === undefined) {
    const self: Value = { kind: 'instance', definition: value.definition, args: value.args, attributes: new Map() };
    return machine.readAnnotation(member.binding.annotation, member.owner, getTypeVariables(machine, self, member.owner));
  }
  return member.value;
}

function getInstanceAttribute(machine: Machine, value: InstanceValue, name: string, node: Node, frame: Frame): Value {
  keepPromise(value, frame, node);
  const set = value.attributes.get(name);
  if (set) return set;
  if (name === '__class__') return { kind: 'class', definition: value.definition, args: value.args };
  const isModel = isEntity(machine, value.definition);
  if (isModel) {
    const special = getEntityAttribute(machine, value, name, node, frame);
    if (special) return special;
  }
  const member = machine.findMember(value.definition, name);
  if (!member) {
    const forwarded = forwardToQuery(machine, value, name, node, frame);
    if (forwarded) return forwarded;
    const own = readOwnAttribute(machine, value, name);
    if (own) return own;
    reportUnknownMethod(machine, value, name, node, frame);
    return UNKNOWN;
  }
  return bindMember(machine, value, member, name, node, frame);
}

function bindMember(machine: Machine, value: InstanceValue, member: Member, name: string, node: Node, frame: Frame): Value {
  if (member.value.kind === 'function') {
    switch (getMethodKind(machine, member.value)) {
      case 'property':
        return readProperty(machine, value, { ...member.value, self: value }, member, node, frame);
      case 'cached-property': {
        const result = readProperty(machine, value, { ...member.value, self: value }, member, node, frame);
        value.attributes.set(name, result);
        return result;
      }
      case 'static':
        return member.value;
      case 'class':
        return { ...member.value, self: { kind: 'class', definition: value.definition, args: value.args } };
      default:
        // What a decorator made keeps what it closes over, and takes the object first like any function.
        return { ...member.value, self: value };
    }
  }
  if ((member.value.kind === 'offloaded' || member.value.kind === 'loop-runner') && member.value.target.kind === 'function') {
    const bound: Value = { ...member.value, target: { ...member.value.target, self: value } };
    // A property calls what its function has become.
    return getMethodKind(machine, member.value.target).endsWith('property') ? machine.call(bound, NOTHING, node as Expression, frame) : bound;
  }
  if (member.binding.kind === 'annotation' && member.owner.module.path === undefined) {
    const held = machine.readAnnotation(member.binding.annotation, member.owner, getTypeVariables(machine, value, member.owner));
    // It is the same object each time, and keeps what it has loaded.
    if (held.kind === 'instance' && machine.getLineage(held.definition).classes.some(({ markers }) => markers.has('stateful'))) value.attributes.set(name, held);
    return held;
  }
  // A descriptor of the project answers for itself.
  if (member.value.kind === 'instance' && machine.findMember(member.value.definition, '__get__')?.owner.module.path !== undefined) {
    return machine.callMethod(member.value, '__get__', [value, { kind: 'class', definition: value.definition, args: value.args }], 'property', node, node, frame) ?? UNKNOWN;
  }
  if (member.value.kind === 'unknown' || member.value.kind === 'none') return readOwnAttribute(machine, value, name) ?? member.value;
  return member.value;
}

function readProperty(machine: Machine, self: InstanceValue, value: FunctionValue, member: Member, node: Node, frame: Frame): Value {
  const { definition } = value;
  if (definition.module.path !== undefined) {
    const result = runProjectFunction(machine, value, NOTHING, node, node, frame, 'property');
    return result;
  }
  const query = definition.markers.get('query');
  const operation = describeOperation(definition, self.definition.name, undefined);
  const isPromise = query?.keywords.get('when') === 'used';
  if (query && !isPromise && meetsCondition(machine, query.keywords.get('when'), self)) {
    emit(frame, { form: 'property', operation, node, subject: node, receiver: self });
  }
  applyMarkers(machine, definition, self, NOTHING, node as Expression, frame);
  noteValidation(machine, definition, self);
  const { returns } = definition.node as { returns?: Parameters<Machine['readAnnotation']>[0] | null };
  const result = returns ? machine.readAnnotation(returns, definition.scope, getTypeVariables(machine, self, member.owner)) : UNKNOWN;
  if (!isPromise || isGivenByProject(machine, definition.name, frame.module)) return result;
  const pending = { operation, owner: self, node, module: frame.module, isDone: false };
  const promise = mapMembers(result, (promised) => (promised.kind === 'instance' ? { ...promised, pending } : promised));
  // Once loaded, it stays with its owner.
  self.attributes.set(member.binding.kind === 'function' ? member.binding.node.name : '', promise);
  return promise;
}

function getSuperAttribute(machine: Machine, { after, self }: SuperValue, name: string, node: Node, frame: Frame): Value {
  const definition = self.kind === 'instance' || self.kind === 'class' ? self.definition : after;
  const { classes } = machine.getLineage(definition);
  for (const base of classes.slice(classes.indexOf(after) + 1)) {
    const member = machine.findMember(base, name);
    if (!member) continue;
    if (self.kind === 'instance') return bindMember(machine, self, member, name, node, frame);
    return member.value.kind === 'function' ? { ...member.value, self } : member.value;
  }
  return UNKNOWN;
}

type MethodKind = 'method' | 'property' | 'cached-property' | 'static' | 'class';

/** How a function in a class body is bound, by its decorators. */
export function getMethodKind(machine: Machine, { definition }: FunctionValue): MethodKind {
  const { node, scope } = definition;
  if (node.type === 'Lambda') return 'method';
  for (const decorator of node.decorator_list) {
    if (decorator.type === 'Name') {
      if (decorator.id === 'property') return 'property';
      if (decorator.id === 'staticmethod') return 'static';
      if (decorator.id === 'classmethod') return 'class';
    }
    if (decorator.type !== 'Name' && decorator.type !== 'Attribute') continue;
    const value = machine.evaluate(decorator, createScopeFrame(machine, scope));
    if (value.kind === 'class' && (value.definition.name === 'cached_property' || value.definition.name === 'property')) {
      return value.definition.name === 'property' ? 'property' : 'cached-property';
    }
  }
  return node.name === '__new__' || node.name === '__init_subclass__' || node.name === '__class_getitem__' ? 'class' : 'method';
}
