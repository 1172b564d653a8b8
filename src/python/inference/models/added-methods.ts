import type { Machine } from '../machine.ts';
import type { InstanceValue, Value } from '../values/values.ts';

/** A method that a field adds to its model: `get_next_by_due` of a date. */
export function findAddedMethod(machine: Machine, row: InstanceValue, name: string): Value | undefined {
  for (let start = name.indexOf('_', 1); start > 0; start = name.indexOf('_', start + 1)) {
    const field = name.slice(start + 1);
    const value = machine.findMember(row.definition, field)?.value;
    if (value?.kind !== 'instance') continue;
    const marker = machine.getLineage(value.definition).classes.map(({ markers }) => markers.get('adds')).find((found) => found !== undefined);
    if (!marker?.args.some((pattern) => pattern.replace('{name}', field) === name)) continue;
    const method = machine.findMember(row.definition, String(marker.keywords.get('by')))?.value;
    return method?.kind === 'function' ? { ...method, self: row } : undefined;
  }
  return undefined;
}
