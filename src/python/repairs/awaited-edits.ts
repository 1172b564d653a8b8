import type { Repair, TextEdit } from '../../analysis/intent.ts';
import { findManagerBase } from '../inference/models/managers.ts';
import { getMembers } from '../inference/values/value-sets.ts';
import type { Arguments, Node } from '../parser/index.ts';
import { collectRows } from './collect-edits.ts';
import { canAwait } from './contexts.ts';
import { insert, isPlain, repair } from './edits.ts';
import { nameRow } from './fresh-names.ts';
import { findTaker } from './handing-over.ts';
import { iterateAsync, iterateSync } from './iteration-edits.ts';
import type { Place } from './repaired-site.ts';
import { awaitExpression, removeAwait } from './await-edits.ts';

/** Awaits a coroutine where it is made. */
export function addAwait(place: Place): Repair | undefined {
  const { file, node } = place;
  const awaiting = canAwait(place, node);
  const direct = node.type === 'Await' && node.value.type === 'Call' ? callDirectly(place, node.value.func) : undefined;
  if (direct) return repair(direct, true);
  if (awaiting !== 'no') return repair(awaitExpression(file, node), awaiting === 'yes' && node.type !== 'Await');
  // A lambda made it: whoever calls the lambda has to wait.
  const [use, ...others] = place.root.coroutines.find((coroutine) => coroutine.node === node)?.uses ?? [];
  if (use?.kind !== 'misused' || others.length > 0 || use.node.type !== 'Call' || canAwait(place, use.node) !== 'yes') return undefined;
  return repair(awaitExpression(file, use.node), false);
}

/** `await sync_to_async(rows.acount)()` becomes `await rows.acount()`. */
function callDirectly({ file }: Place, adapter: Node): readonly TextEdit[] | undefined {
  const call = file.getParent(adapter);
  if (adapter.type !== 'Call' || call?.type !== 'Call' || call.func !== adapter) return undefined;
  const [target] = adapter.args;
  if (!target || target.type !== 'Attribute' || findTaker({ file }, target)?.kind !== 'adapter' || adapter.args.length > 1) return undefined;
  if (adapter.keywords.length > 0 || !isPlain(file, ...adapter.range)) return undefined;
  return [{ range: [adapter.range[0], target.range[0]], text: '' }, { range: [target.range[1], adapter.range[1]], text: '' }];
}

const KEEPERS: ReadonlySet<Node['type']> = new Set(['AnnAssign', 'Assign', 'Attribute', 'Expr', 'keyword', 'NamedExpr', 'Return']);

/** `await rows` becomes `rows`. */
export function removeWord({ file, node }: Place): Repair | undefined {
  const parent = file.getParent(node);
  // What evaluates the query on the spot would block then.
  if (!parent || !KEEPERS.has(parent.type)) return undefined;
  const removed = removeAwait(file, node);
  return removed && repair([removed], false);
}

/** `for row in await rows` becomes `async for row in rows`. */
export function iterateAwaited(place: Place): Repair | undefined {
  const { effect, file, node, subject } = place;
  if (effect?.form === 'sync-iteration') {
    const loop = iterateAsync(place, node);
    if (loop) return repair(loop.edits, loop.isSafe);
    return node.type === 'Call' && node.args.includes(subject as never) && canAwait(place, subject, 1) === 'yes' ? repair(collectRows(place, subject, place.receiver), true) : undefined;
  }
  const parent = file.getParent(node);
  const change = node.type === 'Await' && parent && 'iter' in parent && parent.iter === node ? iterateAsync(place, parent) : undefined;
  const removed = removeAwait(file, node);
  return change && removed && repair([...change.edits, removed], change.isSafe);
}

/** `await rows` becomes `[row async for row in rows]`. */
export function collectAwaited(place: Place): Repair | undefined {
  const { file, node, receiver } = place;
  const removed = removeAwait(file, node);
  if (!removed || node.type !== 'Await' || canAwait(place, node, 1) === 'no') return undefined;
  const name = nameRow(place, receiver);
  const query = isManager(place) ? '.all()' : '';
  const parent = file.getParent(node);
  const isRead = parent?.type === 'Call' && parent.func.type === 'Name' && READERS.has(parent.func.id) && parent.args[0] === node;
  return repair([{ range: removed.range, text: `[${name} async for ${name} in ` }, insert(node.range[1], `${query}]`)], isRead);
}

// They need the rows, whatever else was meant.
const READERS = new Set(['all', 'any', 'enumerate', 'len', 'list', 'max', 'min', 'set', 'sorted', 'sum', 'tuple']);

/** `await rows.acount` becomes `await rows.acount()`. */
export function callAwaited(place: Place): Repair | undefined {
  const { effect, node, receiver, subject } = place;
  if (effect?.detail === 'offloaded') return repair(callDirectly(place, node), true);
  if (node.type !== 'Await' || (subject.type !== 'Attribute' && subject.type !== 'Name' && subject.type !== 'Call')) return undefined;
  const members = getMembers(receiver);
  const needs = members.map((member) => {
    const target = member.kind === 'offloaded' ? member.target : member;
    if (target.kind !== 'function') return undefined;
    return countRequired(target.definition.node.args) - (target.self === undefined ? 0 : 1) > 0;
  });
  if (needs.includes(true)) return undefined;
  return repair([insert(subject.range[1], '()')], !needs.includes(undefined));
}

function countRequired({ args, defaults, kw_defaults: keywordDefaults, kwonlyargs, posonlyargs }: Arguments): number {
  const keywords = kwonlyargs.filter((_, index) => !keywordDefaults[index]).length;
  return posonlyargs.length + args.length - defaults.length + keywords;
}

/** `async for` over what can only be iterated synchronously. */
export function iteratePlainly(place: Place): Repair | undefined {
  const { effect, node, receiver, subject } = place;
  // A manager is no iterable at all; the query of its rows is an async one.
  if (isManager(place)) return repair([insert(subject.range[1], '.all()')], true);
  if (subject.type === 'Call' && subject.func.type === 'Attribute' && subject.func.attr === 'iterator') return repair([insert(subject.func.range[1] - 'iterator'.length, 'a')], true);
  const isList = effect?.isCertain !== false && getMembers(receiver).every((member) => member.kind === 'instance' && member.definition.module.name === 'builtins');
  return repair(iterateSync(place, node), isList);
}

function isManager({ file, receiver }: Place): boolean {
  return getMembers(receiver).every((member) => member.kind === 'instance' && findManagerBase(file.machine, member.definition) !== undefined);
}
