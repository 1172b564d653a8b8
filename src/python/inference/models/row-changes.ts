import { keep } from '../values/kept.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import type { Given } from '../machine.ts';
import type { QueryFacts } from './rows.ts';
import { NONE, type Value } from '../values/values.ts';

/** How a query method changes what reading the rows costs. */
export function changeRows(kind: string | undefined, before: QueryFacts, given: Given, definition: FunctionDefinition): Partial<QueryFacts> {
  const names = given.args.flatMap(readName);
  const isOpaque = given.isOpen || names.length < given.args.length;
  switch (kind) {
    case 'select':
      if (given.args.some(({ kind: argument }) => argument === 'none')) return { selected: [] };
      // All or some by name: the last word counts.
      if (names.length === 0 && !given.isOpen) return { selected: ['*'], opaque: before.opaque || isOpaque };
      return { selected: [...before.selected.filter((name) => name !== '*'), ...names], opaque: before.opaque || isOpaque };
    case 'prefetch':
      if (given.args.some(({ kind: argument }) => argument === 'none')) return { prefetched: [] };
      return { prefetched: [...before.prefetched, ...names, ...given.args.flatMap(readInner)], opaque: before.opaque || isOpaque };
    case 'only':
      return { only: names, deferred: [], opaque: before.opaque || isOpaque };
    case 'defer':
      if (given.args.some(({ kind: argument }) => argument === 'none')) return { deferred: [], only: undefined };
      return { deferred: [...before.deferred, ...names], opaque: before.opaque || isOpaque };
    case 'dict':
      return { rows: 'dict' };
    case 'tuple':
      return { rows: given.keywords.get('flat')?.kind === 'literal' ? 'plain' : 'tuple' };
    case 'plain':
      return { rows: 'plain' };
    case 'none':
      return { empty: true };
    case 'lock':
      return { locked: true };
    default:
      return isEmptyLookup(given) && definition.name === 'filter' ? { empty: true } : {};
  }
}

/** `Prefetch("students", …)` counts by its first argument. */
function readName(value: Value): string[] {
  if (value.kind === 'literal') return typeof value.value === 'string' ? [value.value] : [];
  const lookup = value.kind === 'instance' ? value.attributes.get(keep('lookup')) : undefined;
  return lookup?.kind === 'literal' && typeof lookup.value === 'string' ? [lookup.value] : [];
}

/** What the query of a `Prefetch` selects counts below its relation. */
function readInner(value: Value): string[] {
  const [name] = readName(value);
  const inner = value.kind === 'instance' ? (value.attributes.get(keep('queryset')) ?? NONE) : NONE;
  if (name === undefined || inner.kind === 'none') return [];
  if (inner.kind !== 'instance' || !inner.query || inner.query.opaque) return [`${name}__*`];
  return [...inner.query.selected, ...inner.query.prefetched].map((path) => `${name}__${path}`);
}

// `filter(pk__in=[])` never reaches the connection.
function isEmptyLookup({ keywords }: Given): boolean {
  for (const [name, value] of keywords) if (name.endsWith('__in') && isEmptyDisplay(value)) return true;
  return false;
}

/** `[]`, as long as nothing has been put into it. */
export function isEmptyDisplay(value: Value | undefined): boolean {
  return value?.kind === 'instance' && value.items?.length === 0 && !value.attributes.has(keep('grown'));
}
