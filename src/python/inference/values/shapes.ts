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

/** A description in the making. It grows in place: most of what is described ends up in none of the few that are kept. */
interface Shape {
  text: string;
  readonly longest: number;
}

/** A text that is the same for arguments of which a function can tell no difference; `undefined` where none is. */
export function describeShape(values: readonly Value[], given: Given): string | undefined {
  const shape = describeEach(values, LONGEST);
  return shape === undefined || shape.length > LONGEST ? undefined : `${shape};${given.args.length};${[...given.keywords.keys()].join(',')};${String(given.isOpen)}`;
}

/** The same for the arguments of a generic class. */
export function describeArguments(values: readonly Value[]): string | undefined {
  return describeEach(values, Infinity);
}

function describeEach(values: readonly Value[], longest: number): string | undefined {
  const shape: Shape = { text: '', longest };
  for (const [index, value] of values.entries()) {
    if (index > 0) shape.text += ',';
    if (!describe(value, 0, shape)) return undefined;
  }
  return shape.text;
}

/** Adds a value to a description; `false` where it cannot be described. */
function describe(value: Value, depth: number, shape: Shape): boolean {
  if (depth > 3 || shape.text.length > shape.longest) return false;
  switch (value.kind) {
    case 'unknown':
      return add('?', shape);
    case 'none':
      return add('N', shape);
    case 'literal':
      return add(typeof value.value === 'string' && value.value.length > 40 ? '?' : JSON.stringify(value.value), shape);
    case 'class':
      return add(`C${identify(value.definition)}`, shape) && describeAll(value.args, depth, shape);
    case 'module':
      return add(`M${identify(value.module)}`, shape);
    case 'instance':
      return describeInstance(value, depth, shape);
    case 'function':
      return !value.closure && add(`F${identify(value.definition)}${value.named ?? ''}`, shape) && (!value.self || describe(value.self, depth + 1, shape));
    case 'union':
      return describeAll(value.members, depth, shape);
    default:
      return false;
  }
}

function describeInstance({ args, attributes, definition, entries, items, owner, query, row }: InstanceValue, depth: number, shape: Shape): boolean {
  return (
    add(`I${identify(definition)}`, shape) &&
    describeAll(args, depth, shape) &&
    (!items || describeAll(items, depth, shape)) &&
    (!entries || describeNamed(entries, depth, shape)) &&
    (attributes.size === 0 || describeNamed(attributes, depth, shape)) &&
    (!owner || describe(owner, depth + 1, shape)) &&
    (!query || add(describeQuery(query), shape)) &&
    (!row || add(`r${row.path}${describeQuery(row.query)}`, shape))
  );
}

function describeAll(values: readonly Value[], depth: number, shape: Shape): boolean {
  if (values.length > MOST_PARTS) return false;
  shape.text += '[';
  for (const value of values) if (!describe(value, depth + 1, shape) || !add('|', shape)) return false;
  return add(']', shape);
}

function describeNamed(values: ReadonlyMap<string, Value>, depth: number, shape: Shape): boolean {
  if (values.size > MOST_PARTS) return false;
  shape.text += '{';
  for (const [name, value] of values) if (!add(`${JSON.stringify(name)}:`, shape) || !describe(value, depth + 1, shape) || !add('|', shape)) return false;
  return add('}', shape);
}

function add(text: string, shape: Shape): boolean {
  shape.text += text;
  return true;
}

function describeQuery({ rows, selected, prefetched, deferred, only, empty, known, locked, opaque, cache }: QueryFacts): string {
  return JSON.stringify([rows, selected, prefetched, deferred, only, empty, known, locked === true, opaque, cache.filled]);
}
