import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { findField } from './relations.ts';

/** Has a model, among the fields named, one that only the database can validate? */
export function isConstrained(machine: Machine, definition: ClassDefinition, names: ReadonlySet<string> | undefined): boolean {
  for (const { bindings, module } of machine.getLineage(definition).classes) {
    if (module.path === undefined) continue;
    for (const [name, all] of bindings.names) {
      if (names && !names.has(name)) continue;
      const binding = all.at(-1);
      if (!binding || (binding.kind !== 'assignment' && binding.kind !== 'annotation') || binding.value?.type !== 'Call') continue;
      const field = findField(machine, definition, name);
      if (field?.relation && !field.relation.isReverse) return true;
      if (field && binding.value.keywords.some(({ arg, value }) => arg === 'unique' && value.type === 'Constant' && value.value === true)) return true;
    }
  }
  return false;
}
