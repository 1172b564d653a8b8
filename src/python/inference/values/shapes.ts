import type { Given } from '../machine.ts';
import type { QueryFacts } from '../models/rows.ts';
import type { InstanceValue, Value } from './values.ts';

// What is longer is told apart by hardly any second call.
const LONGEST = 4000;
const MOST_PARTS = 30;

const ids = new WeakMap<object, number>();
let next = 0;

function identify(object: object): number {
  let id = ids.get(object);
  if (id === undefined) ids.set(object, (id = next += 1));
  return id;
}

/** A text that is the same for arguments of which a function can tell no difference; `undefined` where none is. */
export function describeShape(values: readonly Value[], given: Given): string | undefined {
  const parts = values.map((value) => describe(value, 0));
  if (parts.includes(undefined)) return undefined;
  const shape = parts.join(',');
  return shape.length > LONGEST ? undefined : `${shape};${given.args.length};${[...given.keywords.keys()].join(',')};${String(given.isOpen)}`;
}

/** The same for the arguments of a generic class. */
export function describeArguments(values: readonly Value[]): string | undefined {
  const parts = values.map((value) => describe(value, 0));
  return parts.includes(undefined) ? undefined : parts.join(',');
}

function describe(value: Value, depth: number): string | undefined {
  if (depth > 3) return undefined;
  switch (value.kind) {
    case 'unknown':
      return '?';
    case 'none':
      return 'N';
    case 'literal':
      return typeof value.value === 'string' && value.value.length > 40 ? '?' : JSON.stringify(value.value);
    case 'class':
      return join(`C${identify(value.definition)}`, describeAll(value.args, depth));
    case 'module':
      return `M${identify(value.module)}`;
    case 'instance':
      return describeInstance(value, depth);
    case 'function':
      return value.closure ? undefined : join(`F${identify(value.definition)}`, value.self ? describe(value.self, depth + 1) : '');
    case 'union':
      return describeAll(value.members, depth);
    default:
      return undefined;
  }
}

function describeInstance({ args, attributes, definition, entries, items, owner, query, row }: InstanceValue, depth: number): string | undefined {
  return join(
    `I${identify(definition)}`,
    describeAll(args, depth),
    items ? describeAll(items, depth) : '',
    entries ? describeNamed(entries, depth) : '',
    attributes.size > 0 ? describeNamed(attributes, depth) : '',
    owner ? describe(owner, depth + 1) : '',
    query ? describeQuery(query) : '',
    row ? `r${row.path}${describeQuery(row.query)}` : '',
  );
}

function describeAll(values: readonly Value[], depth: number): string | undefined {
  if (values.length > MOST_PARTS) return undefined;
  return join('[', ...values.map((value) => join(describe(value, depth + 1), '|')), ']');
}

function describeNamed(values: ReadonlyMap<string, Value>, depth: number): string | undefined {
  if (values.size > MOST_PARTS) return undefined;
  return join('{', ...[...values].map(([name, value]) => join(`${JSON.stringify(name)}:`, describe(value, depth + 1), '|')), '}');
}

function join(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

function describeQuery({ rows, selected, prefetched, deferred, only, empty, known, opaque, cache }: QueryFacts): string {
  return JSON.stringify([rows, selected, prefetched, deferred, only, empty, known, opaque, cache.filled]);
}
