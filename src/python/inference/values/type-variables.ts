import { readBaseArguments } from '../names/base-arguments.ts';
import type { ClassDefinition } from './definitions.ts';
import type { Machine, TypeVariables } from '../machine.ts';
import { readMeta } from '../models/meta.ts';
import { createRow } from '../models/query-rows.ts';
import type { InstanceValue, Value } from './values.ts';

/** What the type parameters of a class stand for on one of its instances. */
export function getTypeVariables(machine: Machine, value: InstanceValue, owner: ClassDefinition): TypeVariables {
  const types = new Map<string, Value>([['Self', value]]);
  const generic = owner.markers.get('generic_meta')?.args[0];
  if (generic !== undefined && value.args.length === 0) {
    const model = readMeta(machine, value.definition, generic);
    const [name] = owner.typeParameters;
    if (model?.kind === 'class' && name !== undefined) types.set(name, { kind: 'instance', definition: model.definition, args: [], attributes: new Map() });
    return types;
  }
  const view = owner.markers.get('generic_view')?.args ?? [];
  for (const attribute of view) {
    const given = machine.findMember(value.definition, attribute)?.value;
    const [name] = owner.typeParameters;
    if (name === undefined || types.has(name)) continue;
    if (given?.kind === 'class') types.set(name, { kind: 'instance', definition: given.definition, args: [], attributes: new Map() });
    if (given?.kind === 'instance' && given.query && given.args[0]) types.set(name, given.args[0]);
  }
  if (view.length > 0) return types;
  const inherited = owner === value.definition || value.args.length > 0 ? [] : readBaseArguments(machine, value.definition, owner);
  for (const [index, name] of owner.typeParameters.entries()) {
    const argument = index === 0 && value.query ? createRow(machine, value, value.query) : (value.args[index] ?? inherited[index]);
    if (argument) types.set(name, argument);
  }
  return types;
}
