import type { Intent, Repair } from '../../analysis/intent.ts';
import type { FileFacts } from '../file.ts';
import { isLossy } from '../language/errors.ts';
import { addAwait, callAwaited, collectAwaited, iterateAwaited, iteratePlainly, removeWord } from './awaited-edits.ts';
import { reorderDecorators } from './decorator-edits.ts';
import { repair } from './edits.ts';
import { evaluateAsync } from './evaluation-edits.ts';
import { useExisting } from './existing-edits.ts';
import { offload } from './offload-edits.ts';
import type { Place, RepairedSite } from './repaired-site.ts';
import { selectRelation } from './select-edits.ts';
import { extractTransaction } from './transaction-edits.ts';
import { useTwin } from './twin-edits.ts';

/** The edits that carry an intent out; `undefined` where none would leave the code right. */
export function createRepair(file: FileFacts, site: RepairedSite, intent: Intent): Repair | undefined {
  // ESLint would write what it could not decode back as it read it.
  if (isLossy(file.text)) return undefined;
  const place: Place = { ...site, file };
  switch (intent.kind) {
    case 'await':
      return addAwait(place);
    case 'use-async': {
      const change = site.effect?.form === 'call' ? useTwin(place) : evaluateAsync(place);
      return change && repair(change.edits, change.isSafe);
    }
    case 'iterate-async':
      return iterateAwaited(place);
    case 'collect-async':
      return collectAwaited(place);
    case 'iterate-sync':
      return iteratePlainly(place);
    case 'remove-await':
      return removeWord(place);
    case 'call':
      return callAwaited(place);
    case 'use-existing':
      return useExisting(place);
    case 'offload':
      // What an async function does with its argument is mended in it, or where the argument comes from.
      if (site.effect?.callee?.isAsync && site.effect.path.length > 0) return undefined;
      return repair(offload(place), false);
    case 'select-relation':
      return repair(selectRelation(place), false);
    case 'extract-transaction':
      return repair(extractTransaction(place), false);
    case 'reorder-decorators':
      return repair(reorderDecorators(place), false);
    case 'combine':
    case 'execute':
      return undefined;
  }
}
