import { createScopeFrame } from '../names/names.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { findManagerBase } from './managers.ts';
import { type ClassValue, type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';

/** A manager that a constructor made: it keeps the queryset class that its own class was built from. */
export function createManagerOf(machine: Machine, instance: InstanceValue, callee: ClassValue): Value | undefined {
  if (!findManagerBase(machine, instance.definition)) return undefined;
  const built = callee.args[1] ?? findBuiltQuery(machine, instance.definition);
  return { ...instance, args: built ? [callee.args[0] ?? UNKNOWN, built] : instance.args };
}

/** The queryset class in `class Manager(BaseManager.from_queryset(Query))`. */
export function findBuiltQuery(machine: Machine, definition: ClassDefinition): Value | undefined {
  for (const { node, scope, module } of machine.getLineage(definition).classes) {
    if (module.path === undefined) continue;
    for (const base of node.bases) {
      if (base.type !== 'Call' && base.type !== 'Name') continue;
      const value = machine.evaluate(base, createScopeFrame(machine, scope));
      if (value.kind === 'class' && value.args[1]?.kind === 'class') return value.args[1];
    }
  }
  return undefined;
}
