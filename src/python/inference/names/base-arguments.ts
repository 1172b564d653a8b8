import { createScopeFrame } from './names.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../values/values.ts';

const NO_TYPES: ReadonlyMap<string, Value> = new Map();

/** What a class gives the type parameters of one that it inherits: `class FileField(Field[FieldFile])`. */
export function readBaseArguments(machine: Machine, definition: ClassDefinition, owner: ClassDefinition): readonly Value[] {
  if (owner.typeParameters.length === 0) return [];
  for (const { node, scope } of machine.getLineage(definition).classes) {
    for (const base of node.bases) {
      if (base.type !== 'Subscript') continue;
      const value = machine.evaluate(base.value, createScopeFrame(machine, scope));
      if (value.kind !== 'class' || value.definition !== owner) continue;
      return (base.slice.type === 'Tuple' ? base.slice.elts : [base.slice]).map((argument) => machine.readAnnotation(argument, scope, NO_TYPES));
    }
  }
  return [];
}
