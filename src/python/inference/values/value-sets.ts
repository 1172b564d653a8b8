import type { CoroutineUse, CoroutineValue, InstanceValue, Value } from './values.ts';
import { UNKNOWN } from './values.ts';

// More alternatives than this are no knowledge.
const MOST_MEMBERS = 8;

/** What a value may be that comes from one of several places. */
export function join(values: readonly (Value | undefined)[]): Value {
  let only: Value | undefined;
  for (const value of values) {
    if (!value || value === only) continue;
    if (only) return joinDifferent(values);
    only = value;
  }
  return only ?? UNKNOWN;
}

function joinDifferent(values: readonly (Value | undefined)[]): Value {
  const members: Value[] = [];
  for (const value of values) {
    for (const member of value ? getMembers(value) : []) if (!members.some((known) => isSame(known, member))) members.push(member);
    if (members.length > MOST_MEMBERS) return UNKNOWN;
  }
  const [first] = members;
  if (!first) return UNKNOWN;
  return members.length === 1 ? first : { kind: 'union', members };
}

export function getMembers(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.members : [value];
}

/** Applies a question to every alternative. */
export function mapMembers(value: Value, map: (member: Value) => Value): Value {
  return value.kind === 'union' ? join(value.members.map(map)) : map(value);
}

/** The value without `None`: what it is where the code goes on. */
export function withoutNone(value: Value): Value {
  return value.kind === 'union' ? join(value.members.filter(({ kind }) => kind !== 'none')) : value;
}

function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (one.kind !== other.kind) return false;
  switch (one.kind) {
    case 'unknown':
    case 'none':
      return true;
    case 'literal':
      return other.kind === 'literal' && one.value === other.value;
    case 'class':
      return other.kind === 'class' && one.definition === other.definition;
    case 'instance':
      return other.kind === 'instance' && isSameInstance(one, other);
    case 'module':
      return other.kind === 'module' && one.module === other.module;
    case 'function':
      return other.kind === 'function' && one.definition === other.definition && one.self === other.self && one.closure === other.closure;
    default:
      return false;
  }
}

function isSameInstance(one: InstanceValue, other: InstanceValue): boolean {
  if (one.definition !== other.definition || one.query || other.query || one.row || other.row || one.items || other.items || one.entries || other.entries) return false;
  if (one.attributes.size > 0 || other.attributes.size > 0) return false;
  return one.args.length === other.args.length && one.args.every((argument, index) => argument === other.args[index] || isSame(argument, other.args[index] ?? UNKNOWN));
}

/** Every coroutine a value may be or hold, for what is handed on whole. */
export function findCoroutines(value: Value, depth = 0): readonly CoroutineValue[] {
  if (depth > 4) return [];
  switch (value.kind) {
    case 'coroutine':
      return [value];
    case 'union':
      return value.members.flatMap((member) => findCoroutines(member, depth + 1));
    case 'instance': {
      const held = [...(value.items ?? []), ...(value.entries?.values() ?? []), ...value.args];
      return held.length === 0 ? [] : held.flatMap((member) => findCoroutines(member, depth + 1));
    }
    case 'partial':
      return [...value.args, ...value.keywords.values()].flatMap((member) => findCoroutines(member, depth + 1));
    case 'generator':
      return findCoroutines(value.element, depth + 1);
    default:
      return [];
  }
}

/** Notes what becomes of every coroutine in a value. */
export function use(value: Value, kind: Exclude<CoroutineUse['kind'], 'misused'>): void {
  if (value.kind === 'unknown' || value.kind === 'none' || value.kind === 'literal') return;
  for (const { origin } of findCoroutines(value)) if (kind !== 'consumed' || !origin?.uses.some((use) => use.kind === 'misused' && use.final)) origin?.uses.push({ kind });
  // Who gets a promise may look at it, in whatever thread.
  for (const member of getMembers(value)) if (member.kind === 'instance' && member.pending) member.pending.isDone = true;
}
