/**
 * Splits a name into lower-case words.
 *
 * @example splitWords('withExclusiveTransaction') // ['with', 'exclusive', 'transaction']
 */
export function splitWords(name: string): string[] {
  return name
    .split(/[_$]+|(?<=[a-z0-9])(?=[A-Z])/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
