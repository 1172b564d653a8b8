import { walkFlow } from './flow.ts';
import type { Handler, UnprotectedStep } from './handler.ts';

/** Writes that stand or fall together and are not held together. */
export interface WriteGroup {
  readonly reason: 'independent' | 'lock' | 'loop' | 'model' | 'replaced' | 'result' | 'row';
  readonly first: UnprotectedStep;
  readonly last: UnprotectedStep;
}

/** The first group of writes in a handler that needs a transaction, or a lock that has none. */
export function findWriteGroup({ flow }: Handler, checkIndependent: boolean): WriteGroup | undefined {
  let found: WriteGroup | undefined;
  walkFlow(flow, {
    step(last, earlier) {
      if (found) return;
      if (!last.write) {
        found = { reason: 'lock', first: last, last };
        return;
      }
      for (const { step: first, paused } of earlier.toReversed()) {
        const reason = findReason(first, last, paused) ?? (checkIndependent && first.write ? 'independent' : undefined);
        if (reason) {
          found = { reason, first, last };
          return;
        }
      }
    },
    repeated(step) {
      if (step.write) found ??= { reason: 'loop', first: step, last: step };
    },
  });
  return found;
}

function findReason(first: UnprotectedStep, last: UnprotectedStep, paused: boolean): WriteGroup['reason'] | undefined {
  const earlier = first.write;
  const later = last.write;
  if (!earlier || !later) return undefined;
  if (later.uses.has(first.site)) return 'result';
  const sameRow = earlier.row !== undefined && earlier.row === later.row;
  // Saving a row before and after other work records progress; one transaction would hide it.
  if (sameRow) return paused ? undefined : 'row';
  if (earlier.model !== later.model) return undefined;
  if (earlier.kind === 'delete' && later.kind === 'create') return 'replaced';
  return earlier.kind === 'update' && later.kind === 'update' ? 'model' : undefined;
}
