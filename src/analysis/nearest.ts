import { closest, distance } from 'fastest-levenshtein';

/** The name that was most likely meant; `undefined` where none is close. */
export function findNearest(name: string, names: readonly string[]): string | undefined {
  const nearest = names.length > 0 ? closest(name, names) : undefined;
  return nearest !== undefined && distance(name, nearest) <= Math.max(2, name.length / 3) ? nearest : undefined;
}
