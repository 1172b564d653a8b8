import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../values/values.ts';

/** An attribute of the inner class `Meta`, of a class or of one it inherits. */
export function readMeta(machine: Machine, definition: ClassDefinition, name: string): Value | undefined {
  for (const { bindings, module } of machine.getLineage(definition).classes) {
    if (module.path === undefined || !bindings.names.has('Meta')) continue;
    const meta = machine.findMember(definition, 'Meta')?.value;
    return meta?.kind === 'class' ? machine.findMember(meta.definition, name)?.value : undefined;
  }
  return undefined;
}
