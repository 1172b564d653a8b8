import type ts from 'typescript';
import type { Knowledge } from '../analysis/knowledge.ts';
import type { Compiler } from './compiler.ts';
import type { Definitions } from './definitions.ts';
import { indexFile, type FileIndex, type IndexedClass } from './file-index.ts';
import type { Receivers } from './receivers.ts';

/** What the names in a project say: a cheap test that comes before the checker. */
export interface ProjectIndex {
  /** May calling a function of this name lead to an ORM? */
  mayQuery(name: string): boolean;
  /** May it lead to a sync query? */
  mayBlock(name: string): boolean;
  /** May reading a property of this name run a getter that does? */
  mayBlockWhenRead(name: string): boolean;
  /** May a class that derives from the given one have a member of its own by this name? */
  isOverridden(owner: ts.ClassLikeDeclaration, member: string): boolean;
}

const COMMON: ReadonlySet<string> = new Set([Function.prototype, Object.prototype, Promise.prototype].flatMap((prototype) => Object.getOwnPropertyNames(prototype)));

export function createProjectIndex({ program, ts: tsc }: Compiler, { definitions, origins }: Receivers, knowledge: Knowledge): ProjectIndex {
  const indexes = program.getSourceFiles().flatMap((file) => (file.isDeclarationFile || origins.isDependency(file) ? [] : indexFile(tsc, file)));
  const getters = new Set(indexes.flatMap((index) => [...index.getters]));
  const callers = readCallers(indexes, getters);
  const operations = listOperations(definitions);
  const blocking = listBlocking(operations, definitions, knowledge);
  const querying = findReaching(indexes, callers, operations, definitions.evaluable);
  const derived = new Map<string, IndexedClass[]>();
  const aliases = new Map<string, string[]>();
  for (const index of indexes) {
    for (const [local, original] of index.aliases) append(aliases, original, local);
    for (const one of index.classes) for (const base of one.bases) append(derived, base, one);
  }
  const holding = findReaching(indexes, callers, blocking, definitions.evaluable);

  return {
    mayQuery: (name) => querying.has(name),
    mayBlock: (name) => holding.has(name),
    mayBlockWhenRead: (name) => getters.has(name) && holding.has(name),
    isOverridden({ name }, member) {
      const pending = new Set([name?.text ?? 'default']);
      for (const base of pending) {
        for (const alias of aliases.get(base) ?? []) pending.add(alias);
        for (const { isMixed, members, name: own } of derived.get(base) ?? []) {
          if (isMixed || members.has(member)) return true;
          pending.add(own);
        }
      }
      return false;
    },
  };
}

/** The functions that mention a name; a property that is read matters where it may be a getter. */
function readCallers(indexes: readonly FileIndex[], getters: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const callers = new Map<string, Set<string>>();
  const add = (name: string, caller: string): void => {
    const known = callers.get(name);
    if (known) known.add(caller);
    else callers.set(name, new Set([caller]));
  };
  for (const { mentions, reads } of indexes) {
    for (const [caller, names] of mentions) for (const name of names) add(name, caller);
    for (const [caller, names] of reads) for (const name of names) if (getters.has(name)) add(name, caller);
  }
  return callers;
}

/** The functions that lead to a call of one of the operations. */
function findReaching(indexes: readonly FileIndex[], callers: ReadonlyMap<string, ReadonlySet<string>>, operations: ReadonlySet<string>, evaluable: boolean): ReadonlySet<string> {
  const reaching = new Set<string>();
  for (const { iterating } of evaluable ? indexes : []) for (const name of iterating) reaching.add(name);
  for (const operation of operations) for (const caller of callers.get(operation) ?? []) reaching.add(caller);
  // A set goes on with what is added to it on the way.
  for (const name of reaching) for (const caller of callers.get(name) ?? []) reaching.add(caller);
  return reaching;
}

/** What the declarations of ORMs call their members and functions; what all objects have is no sign of one. */
function listOperations({ derived, names, origins }: Definitions): ReadonlySet<string> {
  const own = new Set([...origins.values()].flatMap((definitions) => definitions.flatMap(({ members }) => [...members])));
  const ofProject = new Set(derived.flatMap(({ members }) => [...members]));
  return new Set([...names].filter((name) => (own.has(name) || !ofProject.has(name)) && !COMMON.has(name)));
}

/** Those that may be sync queries: an ORM that is only async has none. */
function listBlocking(operations: ReadonlySet<string>, { origins }: Definitions, { conventions, findProfile }: Knowledge): ReadonlySet<string> {
  const syncOnly = new Set([...origins.keys()].flatMap((origin) => findProfile(origin)?.syncOnly ?? []));
  return new Set([...operations].filter((name) => name.endsWith('Sync') || syncOnly.has(name) || conventions.some((convention) => operations.has(convention.asyncName(name) ?? ''))));
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
