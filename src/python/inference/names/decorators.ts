import { NOTHING } from '../values/given.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import { SILENT } from '../values/frames.ts';
import type { Frame, Machine } from '../machine.ts';
import { createScopeFrame } from './names.ts';
import { type Closure, UNKNOWN, type Value } from '../values/values.ts';

// How a class binds its functions; the attribute access that reads them looks at these itself.
const BINDING = new Set(['property', 'staticmethod', 'classmethod', 'abstractmethod', 'override', 'final']);

/** The value of a `def`, with its decorators applied from the innermost. */
export function bindFunction(machine: Machine, definition: FunctionDefinition, closure?: Closure): Value {
  const plain: Value = { kind: 'function', definition, closure };
  const { module, node, scope } = definition;
  if (module.path === undefined || node.type === 'Lambda' || node.decorator_list.length === 0) return plain;
  const frame: Frame = closure ? { ...createScopeFrame(machine, scope), lookup: (name) => closure.lookup(name) } : createScopeFrame(machine, scope);
  let value: Value = plain;
  for (const decorator of [...node.decorator_list].reverse()) {
    if (decorator.type === 'Name' && BINDING.has(decorator.id)) continue;
    if (decorator.type === 'Attribute' && (BINDING.has(decorator.attr) || decorator.attr === 'setter' || decorator.attr === 'getter' || decorator.attr === 'deleter')) continue;
    const applied = machine.evaluate(decorator, frame);
    if (applied.kind === 'class' && (applied.definition.name === 'cached_property' || applied.definition.name === 'property')) continue;
    value = applyDecorator(machine, applied, value, frame);
  }
  return value;
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
