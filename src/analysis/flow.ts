/** The order in which a function runs its steps, with everything else about its syntax left out. */
export type Flow<Step> =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'sequence'; readonly parts: readonly Flow<Step>[] }
  /** One arm runs, or none where `optional`. */
  | { readonly kind: 'choice'; readonly arms: readonly Flow<Step>[]; readonly optional: boolean }
  /** `bounded` loops end by themselves; others wait for work, retry or poll. */
  | { readonly kind: 'loop'; readonly body: Flow<Step>; readonly bounded: boolean }
  /** Leaves the innermost loop or the whole function. */
  | { readonly kind: 'exit'; readonly from: 'function' | 'loop' }
  /** Work that is not a query but may take long, such as a call to another service. */
  | { readonly kind: 'pause' };

/** A step that has run before another one on some path. */
export interface EarlierStep<Step> {
  readonly step: Step;
  /** Was there a pause between the two? */
  readonly paused: boolean;
}

export interface FlowVisitor<Step> {
  /** Called once per step with the steps that may have run before it; the most recent ones come last. */
  step(step: Step, earlier: readonly EarlierStep<Step>[]): void;
  /** Called for each step that a bounded loop may run again. */
  repeated(step: Step): void;
}

// Keeps the cost per step constant in functions with thousands of writes.
const REMEMBERED = 32;

type Reached<Step> = readonly EarlierStep<Step>[] | undefined;

/**
 * Follows every path once, in time proportional to the flow.
 *
 * @example
 * walkFlow({ kind: 'sequence', parts: [step('a'), step('b')] }, visitor); // visitor.step('b', [{ step: 'a', … }])
 */
export function walkFlow<Step>(flow: Flow<Step>, visitor: FlowVisitor<Step>): void {
  walk(flow, [], visitor, []);
}

function walk<Step>(
  flow: Flow<Step>,
  before: readonly EarlierStep<Step>[],
  visitor: FlowVisitor<Step>,
  leaving: EarlierStep<Step>[][],
): Reached<Step> {
  switch (flow.kind) {
    case 'step':
      visitor.step(flow.step, before);
      return remember([...before, { step: flow.step, paused: false }]);
    case 'sequence': {
      let reached: Reached<Step> = before;
      for (const part of flow.parts) {
        reached = walk(part, reached, visitor, leaving);
        if (!reached) return undefined;
      }
      return reached;
    }
    case 'choice': {
      const ends = flow.arms.map((arm) => walk(arm, before, visitor, leaving));
      if (flow.optional) ends.push(before);
      return join(ends);
    }
    case 'loop': {
      const left: EarlierStep<Step>[][] = [];
      const end = walk(flow.body, before, visitor, left);
      if (end && flow.bounded) for (const step of newSteps(end, before)) visitor.repeated(step);
      return join([before, end, ...left]);
    }
    case 'exit':
      if (flow.from === 'loop') leaving.push([...before]);
      return undefined;
    case 'pause':
      return before.map(({ step }) => ({ step, paused: true }));
  }
}

function newSteps<Step>(after: readonly EarlierStep<Step>[], before: readonly EarlierStep<Step>[]): Step[] {
  const known = new Set(before.map(({ step }) => step));
  return after.map(({ step }) => step).filter((step) => !known.has(step));
}

function join<Step>(ends: readonly Reached<Step>[]): Reached<Step> {
  const reached = ends.filter((end) => end !== undefined);
  if (reached.length < 2) return reached[0];
  const merged = new Map<Step, EarlierStep<Step>>();
  for (const earlier of reached.flat()) {
    const known = merged.get(earlier.step);
    if (!known || known.paused) merged.set(earlier.step, earlier);
  }
  return remember([...merged.values()]);
}

function remember<Step>(steps: readonly EarlierStep<Step>[]): readonly EarlierStep<Step>[] {
  return steps.length > REMEMBERED ? steps.slice(-REMEMBERED) : steps;
}
