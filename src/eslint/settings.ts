import * as v from 'valibot';
import type { Configuration, ConfiguredFramework, Limits, NamedFunction } from '../analysis/configuration.ts';
import { findNearest } from '../analysis/nearest.ts';
import { parseTwinConvention } from '../analysis/twin-convention.ts';
import { DEFAULT_CONFIGURATION, DEFAULT_LIMITS } from '../pipeline/configuration.ts';

const NAMED_FUNCTION = v.union([
  v.pipe(v.string(), v.transform((name) => ({ name }))),
  v.strictObject({ package: v.optional(v.string()), name: v.string() }),
]);
const PATTERN = v.pipe(
  v.string(),
  v.check((pattern) => parseTwinConvention(pattern) !== undefined, 'must look like `{name}Sync/{name}Async`'),
);
const DOTTED = v.pipe(v.string(), v.regex(/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u, 'must be a dotted name such as `acme.web.route`'));
const FRAMEWORK = v.pipe(
  v.strictObject({
    decorator: v.optional(DOTTED),
    base: v.optional(DOTTED),
    methods: v.optional(v.pipe(v.array(v.string()), v.nonEmpty('must name a method, or be left out'))),
    runs: v.picklist(['loop', 'thread'], 'must be `loop` or `thread`'),
  }),
  v.check(({ base, decorator }) => (base === undefined) !== (decorator === undefined), 'must name either a `decorator` or a `base`'),
  v.check(({ base, methods }) => base !== undefined || methods === undefined, '`methods` go with a `base`'),
);
const atLeast = (least: number) => v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(least, `must be at least ${String(least)}`));
const LIMITS = v.strictObject({
  depth: v.optional(atLeast(0), DEFAULT_LIMITS.depth),
  functions: v.optional(atLeast(0), DEFAULT_LIMITS.functions),
  milliseconds: v.optional(atLeast(1), DEFAULT_LIMITS.milliseconds),
});
const ENTRIES = {
  orms: v.optional(v.array(v.strictObject({ package: v.string() })), []),
  ignore: v.optional(v.array(v.string()), []),
  twins: v.optional(v.array(PATTERN), []),
  transactions: v.optional(v.array(NAMED_FUNCTION), []),
  offloaders: v.optional(v.array(NAMED_FUNCTION), []),
  versions: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^\d+\.\d+/u, 'must look like `5.2`'))), {}),
  frameworks: v.optional(v.array(FRAMEWORK), []),
  limits: v.optional(LIMITS, {}),
} satisfies Record<keyof Settings, v.GenericSchema>;
const SCHEMA = v.strictObject(ENTRIES);
/** What entries may hold. */
const KEYS: Readonly<Record<string, readonly string[]>> = { frameworks: Object.keys(FRAMEWORK.entries), limits: Object.keys(LIMITS.entries) };
const KEYS_OF_OTHERS = ['name', 'package'];

/** `settings['async-orm']`, as a user writes it. */
export interface Settings {
  /** Packages, ambient modules or files (relative to the working directory) that declare an ORM. */
  readonly orms?: readonly { readonly package: string }[];
  /** Packages that look like an ORM and are none. */
  readonly ignore?: readonly string[];
  /** Patterns such as `{name}Sync/{name}Async` that pair a sync method with its async twin, tried before the usual ones. */
  readonly twins?: readonly string[];
  /** Functions that run their callback inside a transaction. */
  readonly transactions?: readonly (NamedFunction | string)[];
  /** Functions that run their callback in another thread or process. */
  readonly offloaders?: readonly (NamedFunction | string)[];
  /** Versions of Python libraries, such as `{ django: '5.2' }`, for projects whose files name none. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Which functions of a Python framework run on the event loop, and which in a thread. */
  readonly frameworks?: readonly ConfiguredFramework[];
  /** How far calls are followed from one file. */
  readonly limits?: Partial<Limits>;
}

/** Settings that could be read, or the reason why not. */
export interface ReadSettings {
  readonly configuration: Configuration;
  readonly problem: string | undefined;
}

const NONE: ReadSettings = { configuration: DEFAULT_CONFIGURATION, problem: undefined };
// Keyed by content: ESLint hands out a new settings object for each file.
const cache = new Map<string, ReadSettings>();

/** Reads and checks `settings['async-orm']`; a part that is wrong leaves the defaults in force. */
export function readSettings(settings: Readonly<Record<string, unknown>>): ReadSettings {
  const given = settings['async-orm'];
  if (given === undefined) return NONE;
  const key = JSON.stringify(given);
  let known = cache.get(key);
  if (!known) cache.set(key, (known = parse(given)));
  return known;
}

function parse(given: unknown): ReadSettings {
  const { success, output, issues } = v.safeParse(SCHEMA, given);
  if (!success) return { ...NONE, problem: describe(issues[0]) };
  const { twins, ...rest } = output;
  return {
    configuration: { ...rest, twins: [...twins, ...DEFAULT_CONFIGURATION.twins] },
    problem: undefined,
  };
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const place = `settings['async-orm']${path === null ? '' : `.${path}`}`;
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `${place} is missing.`;
  if (issue.type !== 'strict_object' || issue.expected !== 'never') return `${place} is wrong: ${issue.message}.`;
  const name = path?.split('.').at(-1) ?? '';
  const [setting = '', inside] = path?.split('.') ?? [];
  const keys = inside === undefined ? Object.keys(ENTRIES) : (KEYS[setting] ?? KEYS_OF_OTHERS);
  const nearest = findNearest(name, keys);
  return `${place} is unknown.${nearest === undefined ? ` Known are ${keys.join(', ')}.` : ` Did you mean \`${nearest}\`?`}`;
}
