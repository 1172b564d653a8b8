import { keep } from '../values/kept.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../values/values.ts';
import { readMeta } from './meta.ts';
import { hasRelation } from './constraints.ts';

// A form that takes fields out, or empties what they choose from, may ask for nothing.
const CHANGED = /fields\.pop\(|del self\.fields|\.none\(\)|disabled/u;
const OWN_WIDGETS = /widget/iu;

/** Has a form a field of its own whose choices are rows? */
export function hasRowField(machine: Machine, definition: ClassDefinition): boolean {
  return !mentions(machine, definition, CHANGED) && machine.getLineage(definition).classes.some((owner) => owner.module.path !== undefined && [...owner.bindings.names.keys()].some((name) => isRowField(machine, definition, owner, name)));
}

/** Does printing a form list rows to choose from? */
export function listsRows(machine: Machine, definition: ClassDefinition): boolean {
  if (mentions(machine, definition, OWN_WIDGETS)) return false;
  if (hasRowField(machine, definition)) return true;
  const model = readMeta(machine, definition, 'model');
  const names = readNames(readMeta(machine, definition, 'fields'));
  return model?.kind === 'class' && names !== undefined && !mentions(machine, definition, CHANGED) && hasRelation(machine, model.definition, names);
}

function mentions(machine: Machine, definition: ClassDefinition, pattern: RegExp): boolean {
  return machine.getLineage(definition).classes.some(({ module, node }) => module.path !== undefined && pattern.test(module.text.slice(...node.range)));
}

function isRowField(machine: Machine, definition: ClassDefinition, owner: ClassDefinition, name: string): boolean {
  const member = machine.findMember(definition, name);
  if (member?.owner !== owner || member.value.kind !== 'instance' || member.binding.kind !== 'assignment') return false;
  const marker = machine.getLineage(member.value.definition).classes.map(({ markers }) => markers.get('of_rows')).find((found) => found !== undefined);
  const rows = marker && member.value.attributes.get(keep(marker.args[0] ?? ''));
  return rows?.kind === 'instance' && !(rows.query?.empty ?? false);
}

/** The names in a display of names. */
function readNames(value: Value | undefined): ReadonlySet<string> | undefined {
  if (value?.kind !== 'instance' || !value.items) return undefined;
  return new Set(value.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : [])));
}
