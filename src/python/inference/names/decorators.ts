import { NOTHING } from '../values/given.ts';
import type { Expression } from '../../parser/index.ts';
import { mapMembers } from '../values/value-sets.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import { SILENT } from '../values/frames.ts';
import type { Frame, Machine } from '../machine.ts';
import { createScopeFrame } from './names.ts';
import { findNamedKind } from './written-names.ts';
import { type Closure, type NamedKind, UNKNOWN, type Value } from '../values/values.ts';

// How a class binds its functions; the attribute access that reads them looks at these itself.
const BINDING = new Set(['property', 'staticmethod', 'classmethod', 'abstractmethod', 'override', 'final']);

/** The value of a `def`, with its decorators applied from the innermost. */
export function bindFunction(machine: Machine, definition: FunctionDefinition, closure?: Closure): Value {
  const { module, node } = definition;
  return applyDecorators(machine, definition, module.path === undefined || node.type === 'Lambda' ? [] : node.decorator_list, closure);
}

/** What some of its decorators make of a `def`. */
export function applyDecorators(machine: Machine, definition: FunctionDefinition, decorators: readonly Expression[], closure?: Closure): Value {
  const plain: Value = { kind: 'function', definition, closure };
  if (decorators.length === 0) return plain;
  const { scope } = definition;
  const frame: Frame = closure ? { ...createScopeFrame(machine, scope), lookup: (name) => closure.lookup(name) } : createScopeFrame(machine, scope);
  let value: Value = plain;
  for (const decorator of [...decorators].reverse()) {
    if (decorator.type === 'Name' && BINDING.has(decorator.id)) continue;
    if (decorator.type === 'Attribute' && (BINDING.has(decorator.attr) || decorator.attr === 'setter' || decorator.attr === 'getter' || decorator.attr === 'deleter')) continue;
    const applied = machine.evaluate(decorator, frame);
    if (applied.kind === 'class' && (applied.definition.name === 'cached_property' || applied.definition.name === 'property')) continue;
    value = nameResult(applyDecorator(machine, applied, value, frame), findNamedKind(machine, decorator, scope));
  }
  return value;
}

/** What comes of a function that the settings name does what that does. */
export function nameResult(value: Value, named: NamedKind | undefined): Value {
  return named ? mapMembers(value, (member) => (member.kind === 'function' ? { ...member, named } : member)) : value;
}

/** What a decorator makes of a function. */
export function applyDecorator(machine: Machine, decorator: Value, target: Value, frame: Frame): Value {
  if (decorator.kind === 'unknown') return UNKNOWN;
  if (decorator.kind === 'instance' && machine.getLineage(decorator.definition).classes.some(({ markers }) => markers.has('transaction'))) {
    return target.kind === 'function' ? { ...target, transactional: true } : target;
  }
  if (decorator.kind === 'function' && decorator.definition.markers.has('decorates')) return target;
  const node = decorator.kind === 'function' ? decorator.definition.node : undefined;
  const place = node ?? (target.kind === 'function' ? target.definition.node : undefined);
  if (!place) return UNKNOWN;
  const name = { type: 'Name', id: '', ctx: 'Load', range: place.range } as const;
  return machine.call(decorator, { ...NOTHING, args: [target], argNodes: [name] }, name, { ...frame, run: { ...SILENT, depth: frame.run.depth } });
}
