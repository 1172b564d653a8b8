import type { Node } from '../../parser/index.ts';

/** What the rows of a query hold. */
export type RowShape = 'model' | 'dict' | 'tuple' | 'plain';

/** How a query was built, as far as it decides what reading its rows costs. */
export interface QueryFacts {
  readonly rows: RowShape;
  /** Paths given to `select_related`, such as `school__city`; `*` where it took none. */
  readonly selected: readonly string[];
  readonly prefetched: readonly string[];
  readonly deferred: readonly string[];
  readonly only: readonly string[] | undefined;
  /** Reaches no connection. */
  readonly empty: boolean;
  /** Relations whose objects are known without a query: the owner of a related manager. */
  readonly known: readonly string[];
  /** An argument could not be read, so that any relation may be selected. */
  readonly opaque: boolean;
  /** Where the query starts: the manager in the source. */
  readonly start: Node | undefined;
  /** Is it what a manager gives, and not yet refined? */
  readonly isManaged: boolean;
  /** Does reading the rows lock them until the end of a transaction? */
  readonly locked?: boolean;
  /** Has an evaluation filled the result cache of this very object? */
  readonly cache: { filled: boolean; isOpen?: boolean };
}

/** Which query an object comes from, and by which path of relations. */
export interface RowFacts {
  readonly query: QueryFacts;
  /** `''` for a row itself, `school__` for what its `school` gives. */
  readonly path: string;
}

export const NEW_QUERY: QueryFacts = {
  rows: 'model',
  selected: [],
  prefetched: [],
  deferred: [],
  only: undefined,
  empty: false,
  known: [],
  opaque: false,
  start: undefined,
  isManaged: false,
  cache: { filled: false },
};

/** Facts of a further queryset: its own result cache is empty. */
export function deriveQuery(facts: QueryFacts | undefined, changes: Partial<QueryFacts> = {}): QueryFacts {
  return { ...(facts ?? NEW_QUERY), isManaged: false, ...changes, cache: changes.cache ?? { filled: false } };
}

// `select_related()` follows what cannot be null, so many steps: https://docs.djangoproject.com/en/stable/ref/models/querysets/#select-related
const DEEPEST_SELECTED = 5;

/** Are the objects at a relation already loaded? `undefined` where nothing is known of the query. */
export function isSelected({ query, path }: RowFacts, relation: string, isNullable: boolean | undefined): boolean | undefined {
  if (query.opaque || query.cache.isOpen === true) return undefined;
  const full = path + relation;
  if ([...query.selected, ...query.prefetched].some((selected) => selected.endsWith('__*') && full.startsWith(selected.slice(0, -1)))) return undefined;
  if (path === '' && query.known.includes(relation)) return true;
  if ([...query.selected, ...query.prefetched].some((selected) => selected === full || selected.startsWith(`${full}__`))) return true;
  if (!query.selected.includes('*')) return false;
  return isNullable === undefined || path.split('__').length > DEEPEST_SELECTED ? undefined : !isNullable;
}

/** Does reading a plain field query the database, because the query left it out? */
export function isDeferred({ query, path }: RowFacts, field: string): boolean {
  if (path !== '' || query.rows !== 'model' || query.opaque) return false;
  return query.deferred.includes(field) || (query.only !== undefined && !query.only.includes(field));
}
