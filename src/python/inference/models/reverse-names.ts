import type { ClassDefinition } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';

/** How the fields of a class may be reached from the other end, as far as its text says; which of them are relations is not asked. */
interface Written {
  readonly names: readonly string[];
  /** Is a name made of others, as `%(class)s_books` is? */
  readonly isOpen: boolean;
  readonly hasDefault: boolean;
}

interface Index {
  readonly byName: Map<string, Set<number>>;
  readonly byClass: Map<string, Set<number>>;
  readonly open: Set<number>;
}

// Of the text alone: it stays as long as the class does.
const writtenIn = new WeakMap<ClassDefinition, Written>();

/** Gives the models, in their order, of which a relation may add an attribute of this name to another one: the fields of the rest need not be read. */
export function createReverseIndex(machine: Machine, models: readonly ClassDefinition[]): (name: string) => readonly ClassDefinition[] {
  const index: Index = { byName: new Map(), byClass: new Map(), open: new Set() };
  for (const [place, model] of models.entries()) {
    for (const base of machine.getLineage(model).classes) {
      const { hasDefault, isOpen, names } = readWritten(base);
      for (const name of names) add(index.byName, name, place);
      if (hasDefault) add(index.byClass, model.name.toLowerCase(), place);
      if (isOpen) index.open.add(place);
    }
  }
  return (name) => {
    const places = new Set([...(index.byName.get(name) ?? []), ...index.open, ...listParts(name).flatMap((part) => [...(index.byClass.get(part) ?? [])])]);
    return [...places].sort((one, other) => one - other).flatMap((place) => models[place] ?? []);
  };
}

/** The default is the name of the class, or that beside another word: of `book_set`, `book`, `set` and the whole. */
function listParts(name: string): readonly string[] {
  const ends = [...name.matchAll(/_/gu)].map(({ index }) => index);
  return [name, ...ends.flatMap((end) => [name.slice(0, end), name.slice(end + 1)])];
}

function add(index: Map<string, Set<number>>, name: string, place: number): void {
  const known = index.get(name);
  if (known) known.add(place);
  else index.set(name, new Set([place]));
}

function readWritten(definition: ClassDefinition): Written {
  const known = writtenIn.get(definition);
  if (known) return known;
  const names: string[] = [];
  let hasDefault = false;
  for (const binding of [...definition.bindings.names.values()].flat()) {
    if ((binding.kind !== 'assignment' && binding.kind !== 'annotation') || binding.value?.type !== 'Call') continue;
    const related = binding.value.keywords.find(({ arg }) => arg === 'related_name')?.value;
    if (!related) hasDefault = true;
    if (related?.type === 'Constant' && typeof related.value === 'string') names.push(related.value);
  }
  const written = { names, isOpen: names.some((name) => /[%{]/u.test(name)), hasDefault };
  writtenIn.set(definition, written);
  return written;
}
