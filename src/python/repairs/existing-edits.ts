import type { Repair, TextEdit } from '../../analysis/intent.ts';
import { getMembers } from '../inference/values/value-sets.ts';
import { removeAwait } from './await-edits.ts';
import { repair } from './edits.ts';
import { iterateAsync } from './iteration-edits.ts';
import { offloadCall } from './offload-edits.ts';
import type { Place } from './repaired-site.ts';

/** Calls the method that there is: without `await` where it is lazy, in a thread where it queries. */
export function useExisting(place: Place): Repair | undefined {
  const { effect, file, node } = place;
  const existing = effect?.detail;
  if (node.type !== 'Attribute' || existing === undefined) return undefined;
  const [, end] = node.range;
  const rename: TextEdit = { range: [end - node.attr.length, end], text: existing };
  if (file.text.slice(...rename.range) !== node.attr) return undefined;
  const call = file.getParent(node);
  if (call?.type !== 'Call' || call.func !== node) return undefined;
  const awaited = file.getParent(call);
  // Through `all()` it reaches every row, which only a person can want.
  if (existing.includes('(')) return repair([rename], false);
  if (!isLazy(place, existing)) {
    const edits = offloadCall(place, call);
    return edits && repair([...edits, rename], false);
  }
  if (awaited?.type !== 'Await') return repair([rename], true);
  const removed = removeAwait(file, awaited);
  if (!removed) return undefined;
  const user = file.getParent(awaited);
  const loop = user && 'iter' in user && user.iter === awaited ? iterateAsync(place, user) : undefined;
  if (loop) return repair([...loop.edits, removed, rename], loop.isSafe);
  // Code that goes on with rows needs more than the query.
  const isKept = user?.type === 'Assign' || user?.type === 'AnnAssign' || user?.type === 'Return' || user?.type === 'Expr' || user?.type === 'keyword' || user?.type === 'NamedExpr';
  return repair([removed, rename], isKept);
}

function isLazy({ file, receiver }: Place, name: string): boolean {
  return getMembers(receiver).every((member) => {
    if (member.kind !== 'instance') return false;
    const found = file.machine.findMember(member.definition, name)?.value;
    return found?.kind === 'function' ? !found.definition.markers.has('query') : LAZY.has(name);
  });
}

// A manager hands these on to its queryset.
const LAZY = new Set(['all', 'filter', 'exclude', 'annotate', 'alias', 'order_by', 'reverse', 'distinct', 'values', 'values_list', 'dates', 'datetimes', 'none', 'union', 'intersection', 'difference', 'select_related', 'prefetch_related', 'extra', 'defer', 'only', 'using', 'select_for_update', 'raw', 'complex_filter']);
