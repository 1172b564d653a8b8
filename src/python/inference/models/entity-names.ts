import type { ClassDefinition, ModuleDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { resolveDotted } from '../names/dotted-names.ts';
import type { Value } from '../values/values.ts';

/** A model by `app.Name` or `Name`; the user model where no name is given. */
export function findEntityByName(machine: Machine, name: string | undefined, from: ModuleDefinition): Value | undefined {
  if (name === undefined) return findUserEntity(machine, from);
  const parts = name.split('.');
  const className = parts.at(-1) ?? '';
  const label = parts.length > 1 ? parts[0]?.toLowerCase() : undefined;
  const key = label === undefined ? className.toLowerCase() : `${label}.${className.toLowerCase()}`;
  const found = machine.listEntities(from).flatMap((group) => getByName(group).get(key) ?? []);
  const [first] = found.length < 2 ? found : [...found].sort((a, b) => countShared(b.module.path, from.path) - countShared(a.module.path, from.path));
  if (first) return { kind: 'class', definition: first, args: [] };
  const { users } = machine;
  return users && label === users.label ? resolveDotted(machine, users.model.replace(/\w+$/u, className), from) : undefined;
}

const names = new WeakMap<readonly ClassDefinition[], ReadonlyMap<string, readonly ClassDefinition[]>>();

/** By `name`, and by `label.name` for each part of the module's name. */
function getByName(group: readonly ClassDefinition[]): ReadonlyMap<string, readonly ClassDefinition[]> {
  let known = names.get(group);
  if (!known) {
    const byName = new Map<string, ClassDefinition[]>();
    for (const definition of group) {
      const name = definition.name.toLowerCase();
      for (const key of new Set([name, ...definition.module.name.toLowerCase().split('.').map((label) => `${label}.${name}`)])) {
        const same = byName.get(key);
        if (same) same.push(definition);
        else byName.set(key, [definition]);
      }
    }
    names.set(group, (known = byName));
  }
  return known;
}

/** How much of two paths is the same: of several models of one name, the nearest is meant. */
function countShared(one = '', other = ''): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
}

/** The user model: the one that the settings name, or the ORM's own. */
export function findUserEntity(machine: Machine, from: ModuleDefinition): Value | undefined {
  const { users } = machine;
  const setting = users && machine.findSetting(users.setting, from);
  if (typeof setting === 'string') return findEntityByName(machine, setting, from);
  return users && resolveDotted(machine, users.model, from);
}
