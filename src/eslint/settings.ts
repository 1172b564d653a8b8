import * as v from 'valibot';
import type { Configuration } from '../analysis/configuration.ts';
import { findNearest } from '../analysis/nearest.ts';
import { parseTwinConvention } from '../analysis/twin-convention.ts';
import { DEFAULT_CONFIGURATION } from '../pipeline/configuration.ts';

const NamedFunction = v.union([
  v.pipe(v.string(), v.transform((name) => ({ name }))),
  v.strictObject({ package: v.optional(v.string()), name: v.string() }),
]);
const Pattern = v.pipe(
  v.string(),
  v.check((pattern) => parseTwinConvention(pattern) !== undefined, 'must look like `{name}Sync/{name}Async`'),
);
const SCHEMA = v.strictObject({
  orms: v.optional(v.array(v.strictObject({ package: v.string() })), []),
  ignore: v.optional(v.array(v.string()), []),
  twins: v.optional(v.array(Pattern), []),
  transactions: v.optional(v.array(NamedFunction), []),
  offloaders: v.optional(v.array(NamedFunction), []),
});

/** `settings['async-orm']`, as a user writes it. */
export type Settings = v.InferInput<typeof SCHEMA>;

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
  const nearest = findNearest(name, path?.includes('.') ? ['name', 'package'] : Object.keys(SCHEMA.entries));
  return `${place} is unknown.${nearest === undefined ? ` Known are ${Object.keys(SCHEMA.entries).join(', ')}.` : ` Did you mean \`${nearest}\`?`}`;
}
