/** What lies at a path of keys in parsed TOML or JSON. */
export function getAt(value: unknown, ...keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return isTable(value) && Object.hasOwn(value, key) ? getAt(value[key], ...rest) : undefined;
}

export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listValues(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return isTable(value) ? Object.values(value) : [];
}

/** The strings of a list; a string alone is a list of one. */
export function listStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
