import type { Call, Expression } from '../../parser/index.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { findField } from './relations.ts';

/** Has a model, among the fields named, one that only the database can validate? */
export function isConstrained(machine: Machine, definition: ClassDefinition, names: ReadonlySet<string> | undefined): boolean {
  return someField(machine, definition, names, (name, call) => isForward(machine, definition, name) || isUnique(machine, definition, name, call));
}

/** Has a model a relation to rows that must be there? */
export function hasForward(machine: Machine, definition: ClassDefinition): boolean {
  return someField(machine, definition, undefined, (name) => isForward(machine, definition, name));
}

/** Has it a field whose values must differ? */
export function hasUnique(machine: Machine, definition: ClassDefinition): boolean {
  return someField(machine, definition, undefined, (name, call) => isUnique(machine, definition, name, call));
}

/** Has it, among the fields named, a relation to rows that a form offers? */
export function hasRelation(machine: Machine, definition: ClassDefinition, names: ReadonlySet<string>): boolean {
  return someField(machine, definition, names, (name, { keywords }) => isForward(machine, definition, name) && keywords.every(({ arg }) => arg !== 'editable' && arg !== null));
}

function isUnique(machine: Machine, definition: ClassDefinition, name: string, { keywords }: Call): boolean {
  return findField(machine, definition, name) !== undefined && keywords.some(({ arg, value }) => arg === 'unique' && isTrue(value));
}

function isForward(machine: Machine, definition: ClassDefinition, name: string): boolean {
  return findField(machine, definition, name)?.relation?.isReverse === false;
}

function isTrue(node: Expression): boolean {
  return node.type === 'Constant' && node.value === true;
}

function someField(machine: Machine, definition: ClassDefinition, names: ReadonlySet<string> | undefined, test: (name: string, call: Call) => boolean): boolean {
  for (const { bindings, module } of machine.getLineage(definition).classes) {
    if (module.path === undefined) continue;
    for (const [name, all] of bindings.names) {
      if (names && !names.has(name)) continue;
      const binding = all.at(-1);
      if (!binding || (binding.kind !== 'assignment' && binding.kind !== 'annotation') || binding.value?.type !== 'Call') continue;
      if (test(name, binding.value)) return true;
    }
  }
  return false;
}
