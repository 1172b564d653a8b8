import type { InstanceValue, Value } from '../values/values.ts';

/** A copy for one caller: what it does to the object is its own. */
export function refresh<Known extends Value | undefined>(value: Known): Known;
export function refresh(value: Value | undefined): Value | undefined {
  switch (value?.kind) {
    case 'instance': {
      const copy: InstanceValue = { ...value, attributes: new Map(value.attributes) };
      return value.query ? { ...copy, query: { ...value.query, cache: { ...value.query.cache } } } : copy;
    }
    case 'coroutine':
      return { ...value, result: refresh(value.result) };
    case 'union':
      return { ...value, members: value.members.map((member) => refresh(member)) };
    default:
      return value;
  }
}
