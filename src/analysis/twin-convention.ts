/** A naming pattern that pairs a sync method with its async form, such as `{name}Sync/{name}Async`. */
export interface TwinConvention {
  readonly pattern: string;
  /** @example parseTwinConvention('{name}/a{name}').asyncName('get') // 'aget' */
  asyncName(syncName: string): string | undefined;
  /** @example parseTwinConvention('{name}/a{name}').syncName('aget') // 'get' */
  syncName(asyncName: string): string | undefined;
}

const SIDE = /^([\w$]*)\{(name|Name)\}([\w$]*)$/u;

/** Reads a pattern; `undefined` where it is none. `{Name}` stands for the name with a capital first letter. */
export function parseTwinConvention(pattern: string): TwinConvention | undefined {
  const sides = pattern.split('/').map((side) => SIDE.exec(side));
  const [sync, async] = sides;
  if (sides.length !== 2 || !sync || !async || sync[0] === async[0]) return undefined;
  return {
    pattern,
    asyncName: (name) => rename(name, sync, async),
    syncName: (name) => rename(name, async, sync),
  };
}

function rename(name: string, from: RegExpExecArray, to: RegExpExecArray): string | undefined {
  const [, fromPrefix = '', fromCase, fromSuffix = ''] = from;
  const [, toPrefix = '', toCase, toSuffix = ''] = to;
  if (name.length <= fromPrefix.length + fromSuffix.length) return undefined;
  if (!name.startsWith(fromPrefix) || !name.endsWith(fromSuffix)) return undefined;
  const stem = name.slice(fromPrefix.length, name.length - fromSuffix.length);
  const first = stem.charAt(0);
  if (fromCase === 'Name' && first === first.toLowerCase()) return undefined;
  const base = fromCase === 'Name' ? first.toLowerCase() + stem.slice(1) : stem;
  return toPrefix + (toCase === 'Name' ? base.charAt(0).toUpperCase() + base.slice(1) : base) + toSuffix;
}
