import * as v from 'valibot';
import type { Configuration, NamedFunction } from '../analysis/configuration.ts';
import { findNearest } from '../analysis/nearest.ts';
import { parseTwinConvention } from '../analysis/twin-convention.ts';
import { DEFAULT_CONFIGURATION } from '../pipeline/configuration.ts';

const NAMED_FUNCTION = v.union([
  v.pipe(v.string(), v.transform((name) => ({ name }))),
  v.strictObject({ package: v.optional(v.string()), name: v.string() }),
]);
const PATTERN = v.pipe(
  v.string(),
  v.check((pattern) => parseTwinConvention(pattern) !== undefined, 'must look like `{name}Sync/{name}Async`'),
);
const ENTRIES = {
  orms: v.optional(v.array(v.strictObject({ package: v.string() })), []),
  ignore: v.optional(v.array(v.string()), []),
  twins: v.optional(v.array(PATTERN), []),
  transactions: v.optional(v.array(NAMED_FUNCTION), []),
  offloaders: v.optional(v.array(NAMED_FUNCTION), []),
  versions: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^\d+\.\d+/u, 'must look like `5.2`'))), {}),
} satisfies Record<keyof Settings, v.GenericSchema>;
const SCHEMA = v.strictObject(ENTRIES);

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
  if (issue.type !== 'strict_object' || issue.expected !== 'never') return `${place} is wrong: ${issue.message}.`;
  const name = path?.split('.').at(-1) ?? '';
  const nearest = findNearest(name, path?.includes('.') ? ['name', 'package'] : Object.keys(ENTRIES));
  return `${place} is unknown.${nearest === undefined ? ` Known are ${Object.keys(ENTRIES).join(', ')}.` : ` Did you mean \`${nearest}\`?`}`;
}
