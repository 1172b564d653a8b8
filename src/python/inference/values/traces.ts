import { refresh } from '../calls/refresh.ts';
import { getMembers } from './value-sets.ts';
import type { InstanceValue, Value } from './values.ts';

/** What a function leaves on one of the objects that it was given. */
interface Trace {
  readonly index: number;
  readonly attributes: readonly (readonly [string, Value])[];
  readonly query: InstanceValue['query'];
  readonly row: InstanceValue['row'];
}

/** Looks at objects before a function runs; the result tells afterwards what the function has left on them. */
export function watch(values: readonly Value[]): () => readonly Trace[] {
  const objects = listObjects(values);
  const before = objects.map(({ attributes }) => (attributes.size > 0 ? new Map(attributes) : undefined));
  return () =>
    objects.flatMap((object, index) => {
      const attributes = [...object.attributes].filter(([name, value]) => before[index]?.get(name) !== value);
      const { query, row } = object;
      return attributes.length > 0 || query || row ? [{ index, attributes, query: query && { ...query, cache: { ...query.cache } }, row: row && { ...row, query: { ...row.query, cache: { ...row.query.cache } } } }] : [];
    });
}

/** Leaves the same on the objects of a call that is not run again. */
export function replay(traces: readonly Trace[], values: readonly Value[]): void {
  if (traces.length === 0) return;
  const objects = listObjects(values);
  for (const { attributes, index, query, row } of traces) {
    const object = objects[index];
    if (!object) continue;
    for (const [name, value] of attributes) object.attributes.set(name, refresh(value));
    if (query && object.query) Object.assign(object.query.cache, query.cache);
    if (row && object.row) Object.assign(object.row.query.cache, row.query.cache);
  }
}

function listObjects(values: readonly Value[]): readonly InstanceValue[] {
  return values.flatMap((value) => getMembers(value).filter((member) => member.kind === 'instance'));
}
