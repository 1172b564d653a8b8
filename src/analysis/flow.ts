/** The order in which a function runs its steps, with everything else about its syntax left out. */
export type Flow<Step> =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'sequence'; readonly parts: readonly Flow<Step>[] }
  /** One arm runs, or none where `optional`; where an arm ends, the next one goes on if it `falls`. */
  | { readonly kind: 'choice'; readonly arms: readonly Flow<Step>[]; readonly optional: boolean; readonly falls?: boolean }
  /** Exits that name the token lead to its end. */
  | { readonly kind: 'block'; readonly body: Flow<Step>; readonly token: object }
  /** `bounded` loops work through what is there; others wait for work, retry or poll. */
  | { readonly kind: 'loop'; readonly body: Flow<Step>; readonly token: object; readonly bounded: boolean }
  /** The handler runs when the body fails, the finalizer in any case. */
  | { readonly kind: 'attempt'; readonly body: Flow<Step>; readonly handler?: Flow<Step>; readonly finalizer?: Flow<Step> }
  | { readonly kind: 'exit'; readonly to: object | 'caller' | 'error' }
  /** Work that is not a query but may take long, such as a call to another service. */
  | { readonly kind: 'pause' };

/** A step that has run before another one on some path. */
export interface EarlierStep<Step> {
  readonly step: Step;
  /** Was there a pause between the two? */
  readonly paused: boolean;
}

export interface FlowVisitor<Step> {
  /** Called once per step with the steps that may have run before it and fail with it; the most recent ones come last. */
  step(step: Step, earlier: readonly EarlierStep<Step>[]): void;
  /** Called for each step that a bounded loop may run again; inner loops come first. */
  repeated(step: Step, loop: object): void;
}

// Keeps the cost per step constant in functions with thousands of writes.
const REMEMBERED = 128;

interface Reached<Step> extends EarlierStep<Step> {
  /** Code whose failure is dealt with apart from the code around it. */
  readonly region: number;
}
type State<Step> = readonly Reached<Step>[];

interface Frame<Step> {
  readonly token: object;
  /** States that exits bring to the end of the frame. */
  readonly arriving: State<Step>[];
  /** States that leave the frame for a place further out. */
  readonly leaving: State<Step>[];
}

/**
 * Follows every path once, in time proportional to the flow.
 *
 * @example
 * walkFlow({ kind: 'sequence', parts: [step('a'), step('b')] }, visitor); // visitor.step('b', [{ step: 'a', … }])
 */
export function walkFlow<Step>(flow: Flow<Step>, visitor: FlowVisitor<Step>): void {
  const frames: Frame<Step>[] = [];
  let region = 0;
  let regions = 0;
  /** The outermost frame that an exit has led to since this was last set. */
  let outermost = Infinity;
  walk(flow, []);

  function walk(part: Flow<Step>, before: State<Step>): State<Step> | undefined {
    switch (part.kind) {
      case 'step':
        visitor.step(part.step, before.filter((earlier) => earlier.region === region));
        return [...before.slice(1 - REMEMBERED), { step: part.step, paused: false, region }];
      case 'sequence': {
        let state: State<Step> | undefined = before;
        for (const item of part.parts) {
          state = walk(item, state);
          if (!state) return undefined;
        }
        return state;
      }
      case 'choice':
        return walkArms(part, before);
      case 'block': {
        const { end, frame } = walkFrame(part.body, part.token, before);
        return join([end, ...frame.arriving]);
      }
      case 'loop': {
        const { end, frame } = walkFrame(part.body, part.token, before);
        if (end && part.bounded) findRepeated(before, end, frame).forEach((step) => { visitor.repeated(step, part.token); });
        return join([before, end, ...frame.arriving]);
      }
      case 'attempt':
        return walkAttempt(part, before);
      case 'exit':
        if (part.to !== 'error') leave(part.to, before);
        return undefined;
      case 'pause':
        return pause(before);
    }
  }

  function walkArms({ arms, optional, falls }: Extract<Flow<Step>, { kind: 'choice' }>, before: State<Step>): State<Step> | undefined {
    const ends: (State<Step> | undefined)[] = optional ? [before] : [];
    let end: State<Step> | undefined;
    for (const arm of arms) {
      end = walk(arm, (falls && join([before, end])) || before);
      if (!falls) ends.push(end);
    }
    return join([...ends, end]);
  }

  function walkFrame(body: Flow<Step>, token: object, before: State<Step>): { end: State<Step> | undefined; frame: Frame<Step> } {
    const frame: Frame<Step> = { token, arriving: [], leaving: [] };
    frames.push(frame);
    const end = walk(body, before);
    frames.pop();
    return { end, frame };
  }

  function leave(to: object | 'caller', state: State<Step>): void {
    for (let index = frames.length - 1; index >= 0; index--) {
      const frame = frames[index];
      if (frame?.token === to) {
        frame.arriving.push(state);
        outermost = Math.min(outermost, index);
        return;
      }
      frame?.leaving.push(state);
    }
  }

  /** A loop that is left after a step has tried until it succeeded. */
  function findRepeated(before: State<Step>, end: State<Step>, { arriving, leaving }: Frame<Step>): Step[] {
    const others = new Set([before, ...arriving, ...leaving].flat().map(({ step }) => step));
    return end.filter((reached) => reached.region === region && !others.has(reached.step)).map(({ step }) => step);
  }

  /**
   * What runs after a failure must not be undone with it. A body whose failure lets the code go on stands for itself too:
   * its author has said that the rest does not depend on it.
   */
  function walkAttempt({ body, handler, finalizer }: Extract<Flow<Step>, { kind: 'attempt' }>, before: State<Step>): State<Step> | undefined {
    const known = outermost;
    outermost = Infinity;
    const handled = handler && walkApart(handler, pause(before));
    const goesOn = handled !== undefined || outermost < frames.length;
    outermost = Math.min(outermost, known);
    const done = goesOn ? walkApart(body, before) : walk(body, before);
    const end = join([done, handled]);
    const finished = finalizer && walkApart(finalizer, end ?? before);
    return end && finalizer ? finished : end;
  }

  function walkApart(part: Flow<Step>, before: State<Step>): State<Step> | undefined {
    const outer = region;
    const own = ++regions;
    region = own;
    const end = walk(part, before)?.filter((reached) => reached.region !== own);
    region = outer;
    return end;
  }
}

function pause<Step>(state: State<Step>): State<Step> {
  return state.every(({ paused }) => paused) ? state : state.map((reached) => ({ ...reached, paused: true }));
}

function join<Step>(states: readonly (State<Step> | undefined)[]): State<Step> | undefined {
  const reached = [...new Set(states)].filter((state) => state !== undefined);
  if (reached.length < 2) return reached[0];
  const merged = new Map<Step, Reached<Step>>();
  for (const earlier of reached.flat()) {
    if (merged.get(earlier.step)?.paused !== false) merged.set(earlier.step, earlier);
  }
  return [...merged.values()].slice(-REMEMBERED);
}
