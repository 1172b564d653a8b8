export const RAW = 1;
export const BYTES = 2;
export const FORMAT = 4;
export const TEMPLATE = 8;
export const UNICODE = 16;

const prefixes: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['r', RAW],
  ['b', BYTES],
  ['u', UNICODE],
  ['f', FORMAT],
  ['t', TEMPLATE],
  ['br', BYTES | RAW],
  ['rb', BYTES | RAW],
  ['fr', FORMAT | RAW],
  ['rf', FORMAT | RAW],
  ['tr', TEMPLATE | RAW],
  ['rt', TEMPLATE | RAW],
]);

/** The flags of a string prefix, or `undefined` for letters that are none. */
export function readStringPrefix(letters: string): number | undefined {
  return prefixes.get(letters.toLowerCase());
}
