import type { ModuleDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../values/values.ts';

/** What `package.module.Name` stands for. */
export function resolveDotted(machine: Machine, name: string, from: ModuleDefinition): Value | undefined {
  const split = name.lastIndexOf('.');
  const module = split < 0 ? undefined : machine.findModule(name.slice(0, split), from);
  return module && machine.lookup(module, name.slice(split + 1));
}
