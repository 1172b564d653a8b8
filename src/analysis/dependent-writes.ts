import { walkFlow, type EarlierStep } from './flow.ts';
import type { Condition, Handler, UnprotectedStep, WriteFacts } from './handler.ts';

export type GroupReason = 'hook' | 'independent' | 'lock' | 'loop' | 'model' | 'object' | 'recorded' | 'replaced' | 'result' | 'row' | 'transfer';

/** Steps that stand or fall together and are not held together. */
export interface WriteGroup {
  /** Why the last of the two depends on the first; a lock and a write in a loop stand alone. */
  readonly reason: GroupReason;
  readonly first: UnprotectedStep;
  readonly last: UnprotectedStep;
  /** All steps that belong together, in the order of the code. */
  readonly steps: readonly UnprotectedStep[];
  /** The outermost loop that repeats them, where that is the reason. */
  readonly loop: object | undefined;
}

type Finding = Pick<WriteGroup, 'first' | 'last' | 'reason'>;

interface Group {
  readonly steps: Set<UnprotectedStep>;
  finding: Finding | undefined;
  loop: object | undefined;
}

/** The groups of a handler's steps that need a transaction. */
export function findWriteGroups({ flow }: Handler, checkIndependent: boolean): readonly WriteGroup[] {
  const groups = new Map<UnprotectedStep, Group>();
  const repeated = new Map<object, UnprotectedStep>();

  function groupOf(step: UnprotectedStep): Group {
    let group = groups.get(step);
    if (!group) groups.set(step, (group = { steps: new Set([step]), finding: undefined, loop: undefined }));
    return group;
  }

  function unite(one: Group, other: Group): Group {
    if (one === other) return one;
    const [into, from] = one.steps.size < other.steps.size ? [other, one] : [one, other];
    for (const step of from.steps) {
      into.steps.add(step);
      groups.set(step, into);
    }
    // What was found first explains the group, unless it is only that a loop repeats one of the steps.
    const findings = [one, other].flatMap(({ finding }) => finding ?? []);
    into.finding = findings.find(({ reason }) => reason !== 'loop') ?? findings[0];
    into.loop = one.loop ?? other.loop;
    return into;
  }

  walkFlow(flow, {
    step(last, earlier) {
      if (!last.write) groupOf(last).finding = { reason: 'lock', first: last, last };
      for (const { first, reason } of findReasons(last, earlier, checkIndependent)) {
        unite(groupOf(first), groupOf(last)).finding ??= { reason, first, last };
      }
    },
    repeated(step, loop) {
      if (!step.write || step.write.ensures || step.write.isUnit) return;
      const group = unite(groupOf(repeated.get(loop) ?? step), groupOf(step));
      repeated.set(loop, step);
      group.finding ??= { reason: 'loop', first: step, last: step };
      group.loop = loop;
    },
  });
  return [...new Set(groups.values())].flatMap(({ finding, loop, steps }) => {
    if (!finding) return [];
    const sorted = [...steps].sort((one, other) => one.site.range[0] - other.site.range[0]);
    return [{ ...finding, steps: sorted, loop: finding.reason === 'loop' ? loop : undefined }];
  });
}

interface Relation {
  readonly first: UnprotectedStep;
  readonly reason: GroupReason;
}

/** The steps that a step depends on, the most recent one first. */
function findReasons(last: UnprotectedStep, earlier: readonly EarlierStep<UnprotectedStep>[], checkIndependent: boolean): readonly Relation[] {
  const candidates = earlier.filter(({ step }) => !areExclusive(step.conditions, last.conditions)).reverse();
  const relations = candidates.flatMap(({ step: first, paused }): Relation[] => {
    const reason = findReason(first, last, paused);
    return reason ? [{ first, reason }] : [];
  });
  const nearest = checkIndependent && last.write ? candidates.find(({ step }) => step.write)?.step : undefined;
  return nearest && relations.every(({ first }) => first !== nearest) ? [...relations, { first: nearest, reason: 'independent' }] : relations;
}

function findReason(first: UnprotectedStep, { write: later }: UnprotectedStep, paused: boolean): GroupReason | undefined {
  const earlier = first.write;
  if (!later) return undefined;
  // A lock is taken for what is written after it.
  if (!earlier) return 'lock';
  if (earlier.hook || later.hook) return earlier.hook && later.row !== undefined && earlier.mentions.has(later.row) ? 'hook' : undefined;
  if (earlier.ensures) return undefined;
  const kinds = listKindsOnSameModel(earlier, later);
  // Writing, waiting and writing again records progress, which one transaction would hide until the end.
  const isProgress = paused && kinds.length > 0;
  if (later.uses.has(first.site) && !isProgress) return 'result';
  if (kinds.includes('delete create')) return 'replaced';
  if (paused) return undefined;
  if (isTransfer(earlier, later)) return 'transfer';
  if (later.isRecord && earlier.makes !== undefined && later.mentions.has(earlier.makes)) return 'recorded';
  if (earlier.row !== undefined && earlier.row === later.row) return 'row';
  if ((earlier.row !== undefined && later.mentions.has(earlier.row)) || (later.row !== undefined && earlier.mentions.has(later.row))) return 'object';
  return kinds.includes('update update') ? 'model' : undefined;
}

/** Does one row get what another one loses? */
function isTransfer({ amounts = [] }: WriteFacts, { amounts: others = [] }: WriteFacts): boolean {
  return amounts.some((one) => others.some((other) => one.isTaken !== other.isTaken && one.size === other.size && one.column === other.column && one.target !== other.target));
}

/** Pairs such as `delete create`, one for each two changes of the same model. */
function listKindsOnSameModel(earlier: WriteFacts, later: WriteFacts): readonly string[] {
  return earlier.changes.flatMap((one) =>
    later.changes.filter((other) => one.model !== undefined && one.model === other.model).map((other) => `${one.kind} ${other.kind}`),
  );
}

/** Can two steps never run together, by what each of them is conditional on? */
function areExclusive(one: readonly Condition[], other: readonly Condition[]): boolean {
  return one.some((a) => other.some((b) => a.subject === b.subject && (a.value === b.value ? a.holds !== b.holds : a.holds && b.holds)));
}
