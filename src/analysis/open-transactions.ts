import type { Flow } from './flow.ts';

/** What a step of a function means for a transaction that it begins. */
export interface TransactionMark {
  /** `ends`: it may end the transaction. `fails`: it waits for what may fail. `leaves`: it stands before a `return` or `throw`. */
  readonly kind: 'begins' | 'ends' | 'fails' | 'leaves';
}

/** A step at which a path leaves the transaction open; `undefined` for the end of the function. */
export interface Leaving<Mark> {
  readonly by: 'end' | 'failure' | 'return' | 'throw';
  readonly mark: Mark | undefined;
}

// What is plainest comes first.
const ORDER = ['end', 'return', 'throw', 'failure'] as const;

type State = 'closed' | 'open';

interface Guard {
  /** Does it end the transaction on the way out? */
  readonly finishes: boolean;
  /** What deals with failures of the code inside: `undefined` in a handler, and where there is none. */
  readonly handler: { readonly ends: boolean; readonly goesOn: boolean } | undefined;
}

/**
 * The first path on which nothing ends a transaction. Where paths meet again, one that ends it is enough: what decides between
 * them may be the same each time.
 */
export function findLeaving<Mark extends TransactionMark>(flow: Flow<Mark>): Leaving<Mark> | undefined {
  const ends = new WeakMap<Flow<Mark>, boolean>();
  const guards: Guard[] = [];
  const arriving = new Map<object, State[]>();
  /** Failures that the code goes on after; whatever ends the transaction later sees to them too. */
  let pending: (Leaving<Mark> & { readonly depth: number })[] = [];
  const found: Leaving<Mark>[] = [];
  let last: Mark | undefined;
  const end = walk(flow, 'closed');
  if (end === 'open') found.push({ by: 'end', mark: undefined });
  const all: readonly Leaving<Mark>[] = [...found, ...pending];
  return ORDER.flatMap((by) => all.filter((leaving) => leaving.by === by))[0];

  function walk(part: Flow<Mark>, before: State): State | undefined {
    switch (part.kind) {
      case 'step':
        return walkStep(part.step, before);
      case 'sequence': {
        let state: State | undefined = before;
        for (const item of part.parts) {
          state = walk(item, state);
          if (!state) return undefined;
        }
        return state;
      }
      case 'choice': {
        const states: (State | undefined)[] = part.optional ? [before] : [];
        let falling: State | undefined;
        for (const arm of part.arms) {
          falling = walk(arm, (part.falls && falling && join([before, falling])) || before);
          if (!part.falls) states.push(falling);
        }
        return join([...states, falling]);
      }
      case 'block':
      case 'loop': {
        arriving.set(part.token, []);
        const state = walk(part.body, before);
        return join([part.kind === 'loop' ? before : undefined, state, ...(arriving.get(part.token) ?? [])]);
      }
      case 'attempt':
        return walkAttempt(part, before);
      case 'exit':
        walkExit(part.to, before);
        return undefined;
      case 'pause':
        return before;
    }
  }

  function walkStep(mark: Mark, before: State): State {
    last = mark;
    if (mark.kind === 'begins') return 'open';
    if (mark.kind === 'ends') {
      pending = pending.filter(({ depth }) => depth < guards.length);
      return 'closed';
    }
    if (mark.kind === 'fails' && before === 'open') fail('failure', mark);
    return before;
  }

  function walkExit(to: object | 'caller' | 'error', before: State): void {
    if (to === 'error') {
      if (before === 'open') fail('throw', last);
    } else if (to === 'caller') {
      if (before === 'open' && !guards.some(({ finishes }) => finishes)) found.push({ by: 'return', mark: last });
    } else arriving.get(to)?.push(before);
  }

  /** Looks for what deals with a failure, from the inside to the outside. */
  function fail(by: 'failure' | 'throw', mark: Mark | undefined): void {
    for (let index = guards.length - 1; index >= 0; index--) {
      const guard = guards[index];
      if (guard?.finishes || guard?.handler?.ends) return;
      if (!guard?.handler?.goesOn) continue;
      pending.push({ by, mark, depth: index });
      return;
    }
    found.push({ by, mark });
  }

  function walkAttempt({ body, finalizer, handler }: Extract<Flow<Mark>, { kind: 'attempt' }>, before: State): State | undefined {
    const finishes = finalizer !== undefined && mayEnd(finalizer);
    guards.push({ finishes, handler: handler && { ends: mayEnd(handler), goesOn: goesOn(handler) } });
    const done = walk(body, before);
    guards.pop();
    guards.push({ finishes, handler: undefined });
    // The handler begins wherever the body failed, which has been judged there.
    const handled = handler && walk(handler, 'closed');
    guards.pop();
    const state = join([done, handled && done ? done : handled]);
    const finished = finalizer && walk(finalizer, state ?? before);
    return state && finalizer ? finished : state;
  }

  function mayEnd(part: Flow<Mark>): boolean {
    let answer = ends.get(part);
    if (answer === undefined) ends.set(part, (answer = listParts(part).some(mayEnd) || (part.kind === 'step' && part.step.kind === 'ends')));
    return answer;
  }
}

/** Can the code after a handler be reached from it? */
function goesOn<Mark>(part: Flow<Mark>): boolean {
  switch (part.kind) {
    case 'exit':
      return false;
    case 'sequence':
      return part.parts.every(goesOn);
    case 'choice':
      return part.optional || part.arms.some(goesOn);
    default:
      return true;
  }
}

function listParts<Mark>(part: Flow<Mark>): readonly Flow<Mark>[] {
  switch (part.kind) {
    case 'sequence':
      return part.parts;
    case 'choice':
      return part.arms;
    case 'block':
    case 'loop':
      return [part.body];
    case 'attempt':
      return [part.body, ...(part.handler ? [part.handler] : []), ...(part.finalizer ? [part.finalizer] : [])];
    default:
      return [];
  }
}

function join(states: readonly (State | undefined)[]): State | undefined {
  const reached = states.filter((state) => state !== undefined);
  return reached.length === 0 ? undefined : reached.includes('closed') ? 'closed' : 'open';
}
