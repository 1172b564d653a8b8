import type { Certainty } from '../../../analysis/certainty.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Value } from '../values/values.ts';

export interface Lineage {
  readonly classes: readonly ClassDefinition[];
  readonly complete: Certainty;
}

/** Reads the base classes of classes, once each. A class that inherits itself ends its own chain. */
export function createLineages(getBases: (definition: ClassDefinition) => readonly Value[]): (definition: ClassDefinition) => Lineage {
  const known = new WeakMap<ClassDefinition, Lineage>();
  const active = new Set<ClassDefinition>();
  const read = (definition: ClassDefinition): Lineage => {
    const before = known.get(definition);
    if (before) return before;
    if (active.has(definition)) return { classes: [], complete: 'no' };
    active.add(definition);
    let complete: Certainty = 'yes';
    const chains: (readonly ClassDefinition[])[] = [];
    for (const base of getBases(definition)) {
      if (base.kind !== 'class') {
        complete = 'no';
        continue;
      }
      const lineage = read(base.definition);
      if (lineage.complete !== 'yes') complete = 'no';
      chains.push(lineage.classes);
    }
    active.delete(definition);
    const lineage: Lineage = { classes: [definition, ...linearize(chains)], complete };
    known.set(definition, lineage);
    return lineage;
  };
  return read;
}

/** Python's own order without its refusals: a class comes after all that inherit it. */
function linearize(chains: readonly (readonly ClassDefinition[])[]): ClassDefinition[] {
  const rest = chains.map((chain) => [...chain]);
  const order: ClassDefinition[] = [];
  for (;;) {
    const left = rest.filter((chain) => chain.length > 0);
    const head = left.find(([first]) => first && left.every((chain) => chain.indexOf(first) <= 0)) ?? left[0];
    const next = head?.[0];
    if (!next) return order;
    order.push(next);
    for (const chain of rest) {
      const index = chain.indexOf(next);
      if (index >= 0) chain.splice(index, 1);
    }
  }
}
