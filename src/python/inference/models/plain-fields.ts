import type { ClassDefinition } from '../values/definitions.ts';
import type { Given, Machine } from '../machine.ts';
import { getMembers } from '../values/value-sets.ts';
import type { Value } from '../values/values.ts';

/** The arguments without the coroutines that go to a field of plain data: nobody awaits those. */
export function refuseCoroutines(machine: Machine, definition: ClassDefinition, given: Given): Given {
  const refused = [...given.keywords].filter(([name, value]) => value.kind === 'coroutine' && value.origin && isPlainField(machine, definition, name));
  if (refused.length === 0) return given;
  for (const [name, value] of refused) {
    const node = given.keywordNodes.get(name);
    if (value.kind === 'coroutine' && node) value.origin?.uses.push({ kind: 'misused', as: 'argument', node });
  }
  const names = new Set(refused.map(([name]) => name));
  return { ...given, keywords: new Map([...given.keywords].filter(([name]) => !names.has(name))) };
}

function isPlainField(machine: Machine, definition: ClassDefinition, name: string): boolean {
  const owner = machine.getLineage(definition).classes.find(({ bindings }) => bindings.names.has(name));
  const binding = owner?.bindings.names.get(name)?.at(-1);
  if (!owner || owner.module.path === undefined || binding?.kind !== 'annotation') return false;
  return isPlain(machine.readAnnotation(binding.annotation, owner, new Map()));
}

function isPlain(value: Value): boolean {
  const members = getMembers(value).filter(({ kind }) => kind !== 'none');
  return members.length > 0 && members.every((member) => member.kind === 'instance' && member.definition.module.name === 'builtins' && member.definition.name !== 'object');
}
