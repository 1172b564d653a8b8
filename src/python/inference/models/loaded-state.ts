import { keep } from '../values/kept.ts';
import { getMembers } from '../values/value-sets.ts';
import { type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';

const LOADED = keep('loaded');

/** Has a call loaded what an object keeps, so that the next ones ask nobody? */
export function isLoaded({ attributes }: InstanceValue): boolean {
  return attributes.has(LOADED);
}

export function noteLoad(value: Value): void {
  for (const member of getMembers(value)) if (member.kind === 'instance') member.attributes.set(LOADED, UNKNOWN);
}
