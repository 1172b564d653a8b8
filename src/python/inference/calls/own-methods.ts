import type { Expression } from '../../parser/index.ts';
import type { Frame, Machine } from '../machine.ts';
import { VALIDATED } from '../models/validated.ts';
import { NOTHING } from '../values/given.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

/**
 * Runs the methods of the project's own classes that a method of a library runs, once per object.
 * @example runOwnMethods(machine, form, ['clean', 'clean_*'], node, frame)
 */
export function runOwnMethods(machine: Machine, self: Value | undefined, patterns: readonly string[], node: Expression, frame: Frame): void {
  if (self?.kind !== 'instance' || self.attributes.has(VALIDATED)) return;
  const { classes } = machine.getLineage(self.definition);
  const own = new Set(classes.filter(({ module }) => module.path !== undefined).flatMap(({ bindings }) => [...bindings.names.keys()]));
  for (const name of own) {
    if (!patterns.some((pattern) => matches(name, pattern))) continue;
    const member = machine.findMember(self.definition, name);
    if (member?.owner.module.path === undefined || member.value.kind !== 'function' || member.value.definition.isAsync) continue;
    machine.call({ ...member.value, self }, { ...NOTHING, args: [UNKNOWN], argNodes: [node] }, node, frame);
  }
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
