export type Version = readonly [major: number, minor: number];

const floors = new WeakSet<Version>();

/** @example normalize('Foo.Bar_baz') // 'foo-bar-baz' */
export function normalize(distribution: string): string {
  return distribution.toLowerCase().replaceAll(/[-_.]+/gu, '-');
}

/**
 * What a requirement (PEP 508) demands of a distribution; `undefined` where it is one of another.
 *
 * @example readSpecifier('Django[argon2]>=4.2,<5.3 ; python_version >= "3.10"', 'django') // '>=4.2,<5.3'
 */
export function readSpecifier(requirement: string, distribution: string): string | undefined {
  const [, name = '', specifier = ''] = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)/u.exec(requirement) ?? [];
  return normalize(name) === normalize(distribution) ? specifier.replaceAll(/[()]|\s--.*/gu, '').trim() : undefined;
}

/**
 * The lowest version that a specifier of pip or poetry allows; `undefined` where it does not say.
 *
 * @example findLowest('>=4.2,<5.3') // [4, 2]
 */
export function findLowest(specifier: string): Version | undefined {
  const alternatives = specifier.split('||').map((alternative) => listSorted(alternative.split(',').map(readLowerBound)).at(-1));
  // One that says nothing allows anything.
  return alternatives.includes(undefined) ? undefined : pickLowest(alternatives);
}

/** @example readVersion('5.1rc1') // [5, 1] */
export function readVersion(text: string): Version | undefined {
  const [, major, minor = '0'] = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?![\d!])/u.exec(text.trim()) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** The lowest of several; where they differ, a later one may be in use. */
export function pickLowest(versions: readonly (Version | undefined)[]): Version | undefined {
  const [lowest, ...others] = listSorted(versions);
  if (lowest && others.some(([major, minor]) => major !== lowest[0] || minor !== lowest[1])) floors.add(lowest);
  return lowest;
}

function listSorted(versions: readonly (Version | undefined)[]): readonly Version[] {
  return versions.filter((version) => version !== undefined).sort(([major, minor], [otherMajor, otherMinor]) => major - otherMajor || minor - otherMinor);
}

/** Does what asks for this version take a later minor one as well? */
export function isFloor(version: Version): boolean {
  return floors.has(version);
}

function readLowerBound(clause: string): Version | undefined {
  const [, operator, version = ''] = /^\s*(===?|~=|>=?|\^|~|(?=[v\d]))\s*(\S+)\s*$/u.exec(clause) ?? [];
  const found = operator === undefined ? undefined : readVersion(version);
  // `~=4.2.1` and `~4.2` stay with their minor version.
  const isOpen = operator === '>' || operator === '>=' || operator === '^' || (operator === '~=' && version.split('.').length < 3);
  if (found && isOpen) floors.add(found);
  return found;
}
