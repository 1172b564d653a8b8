import type { QuerySite } from '../../analysis/query-site.ts';
import type { FileFacts } from '../file.ts';
import type { Effect, Machine } from '../inference/machine.ts';
import type { Root } from '../inference/roots.ts';
import { getMembers } from '../inference/values/value-sets.ts';
import type { Value } from '../inference/values/values.ts';
import type { Node } from '../parser/index.ts';
import { createCoroutineSite, createEffectSite } from '../sites.ts';
import { findTarget } from './targets.ts';

const ENSURES = /^a?(?:get|update)_or_create$/u;
// They tie rows together; without the tie, both are what they were.
const LINKS = /^a?(?:add|clear|remove|set)$/u;

/** One place of a function that writes, takes a lock, or hands over what is to wait for a commit. */
export interface Candidate {
  readonly kind: 'write' | 'lock' | 'hook';
  readonly node: Node;
  readonly site: QuerySite;
  readonly writes: readonly Effect[];
  /** Does running it once more complete what was left undone? */
  readonly ensures: boolean;
  /** The nested function that a thread runs. */
  readonly helper: Node | undefined;
}

export function readCandidates(file: FileFacts, root: Root): readonly Candidate[] {
  return [
    ...root.effects.flatMap((effect) => readEffect(file, root, effect) ?? []),
    ...root.coroutines.flatMap((coroutine) => readCoroutine(file, root, coroutine) ?? []),
  ];
}

/** A write of a sync function, or a call of one of the project that writes. */
function readEffect(file: FileFacts, root: Root, effect: Effect): Candidate | undefined {
  const { behind, form } = effect;
  // A statement evaluates one of its expressions.
  const node = form === 'call' ? effect.node : effect.subject;
  if (effect.inline || effect.isHeld || (root.isAsync && form !== 'locking')) return undefined;
  const effects = behind ?? [effect];
  const writes = form === 'call' ? listWrites(file.machine, effects) : [];
  if (!writes) return undefined;
  const create = (kind: Candidate['kind'], site: QuerySite): Candidate => ({ kind, node, site, writes, ensures: isEnsuring(file.machine, effects, writes), helper: undefined });
  if (writes.length > 0) return create('write', nameModel(createEffectSite(file, root, effect), writes[writes.length - 1]?.receiver));
  const lock = findLock(effects);
  if (lock) return create('lock', nameModel(createEffectSite(file, root, effect), lock.receiver));
  return !behind && form === 'call' && isCommitHook(effect) ? create('hook', createEffectSite(file, root, effect)) : undefined;
}

/** An awaited write, or an awaited function in a thread that writes or waits for a commit. */
function readCoroutine(file: FileFacts, root: Root, coroutine: Root['coroutines'][number]): Candidate | undefined {
  const { behind = [], callee, node, offloaded, operation, receiver } = coroutine;
  if (!isWaited(file, root, node)) return undefined;
  const site = createCoroutineSite(file, root, coroutine);
  const helper = offloaded && offloaded.module === file.module && isWithin(offloaded.node.range, root.node.range) ? offloaded.node : undefined;
  if (operation.write === undefined && operation.effect !== 'query') {
    const writes = listWrites(file.machine, behind);
    const lock = writes?.length === 0 && !isJudged(file, offloaded) ? findLock(behind) : undefined;
    if (lock) return { kind: 'lock', node, site: nameModel(site, lock.receiver), writes: [], ensures: false, helper: undefined };
    if (!writes || (writes.length === 0 && !(helper && behind.some(isCommitHook)))) return undefined;
    return { kind: 'write', node, site: nameModel(site, writes[writes.length - 1]?.receiver), writes, ensures: isEnsuring(file.machine, behind, writes), helper };
  }
  const effect: Effect = { form: 'call', operation, node, subject: node, module: file.module, receiver: receiver ?? coroutine.value, inline: false, path: [], callee };
  const writes = listWrites(file.machine, [effect]) ?? [];
  if (writes.length === 0 && !isLocking(effect)) return undefined;
  return { kind: writes.length > 0 ? 'write' : 'lock', node, site: nameModel(site, effect.receiver), writes, ensures: isEnsuring(file.machine, [effect], writes), helper: undefined };
}

/** Is it awaited, alone or with others that the library runs together? */
function isWaited(file: FileFacts, { coroutines }: Root, node: Node): boolean {
  const parent = file.getParent(node);
  if (parent?.type === 'Await') return true;
  if (parent?.type !== 'Call' || parent.func === node || file.getParent(parent)?.type !== 'Await') return false;
  return coroutines.some(({ callee, node: call }) => call === parent && callee !== undefined && callee.module.path === undefined);
}

/** The writes among effects, those of called functions included; `undefined` where a transaction holds some of them. */
function listWrites(machine: Machine, effects: readonly Effect[]): readonly Effect[] | undefined {
  const writes: Effect[] = [];
  for (const effect of effects) {
    if (effect.isHeld || (effect.operation.effect === 'transaction' && !isCommitHook(effect))) return undefined;
    const inner = effect.behind ? listWrites(machine, effect.behind) : effect.operation.write && !LINKS.test(effect.operation.name) && findTarget(machine, effect.receiver) ? [effect] : [];
    if (!inner) return undefined;
    writes.push(...inner);
  }
  return writes;
}

/** Get-or-create, by its name or by what a function looks for before it writes. */
function isEnsuring(machine: Machine, effects: readonly Effect[], writes: readonly Effect[]): boolean {
  const all = effects.flatMap((effect) => effect.behind ?? [effect]);
  const read = new Set(all.flatMap(({ operation, receiver }) => (operation.write === undefined ? (findTarget(machine, receiver)?.model ?? []) : [])));
  return writes.length > 0 && writes.every(({ operation, receiver }) => ENSURES.test(operation.name) || (operation.write !== 'delete' && read.has(findTarget(machine, receiver)?.model ?? '')));
}

/** Work that is meant to wait for the end of a transaction. */
function isCommitHook({ behind, callee, operation }: Effect): boolean {
  return behind ? behind.some(isCommitHook) : callee?.markers.has('drops') === true && operation.effect === 'transaction';
}

/** Is it a function of the file, whose own locks are reported where they are taken? */
function isJudged(file: FileFacts, offloaded: Root['definition']): boolean {
  return offloaded !== undefined && offloaded.module === file.module && offloaded.node.type !== 'Lambda';
}

/** A lock among effects, those of called functions included, if no transaction is opened among them. */
function findLock(effects: readonly Effect[]): Effect | undefined {
  if (effects.some(({ isHeld, operation }) => isHeld === true || operation.effect === 'transaction')) return undefined;
  for (const effect of effects) {
    const lock = effect.behind ? findLock(effect.behind) : isLocking(effect) ? effect : undefined;
    if (lock) return lock;
  }
  return undefined;
}

/** Does it read rows that the query locks, which the library refuses outside a transaction? */
function isLocking({ behind, callee, form, operation, receiver }: Effect): boolean {
  if (behind || operation.write !== undefined || callee?.markers.get('query')?.keywords.get('locks') === false) return false;
  const isRead = form === 'locking' || operation.effect === 'query';
  return isRead && receiver.kind === 'instance' && receiver.query?.locked === true && !receiver.query.empty;
}

function isWithin(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}

/** The site with the model that it is about. */
function nameModel(site: QuerySite, receiver: Value | undefined): QuerySite {
  const [first] = receiver ? getMembers(receiver) : [];
  const row = first?.kind === 'instance' ? (first.args[0] ?? first) : undefined;
  return row?.kind === 'instance' ? { ...site, receiverType: row.definition.name } : site;
}
