import type { Operation, TransactionForm, Twin, TwinFit, WriteKind } from '../analysis/operation.ts';
import type { Profile } from '../analysis/profile.ts';
import type { CallSignature, MemberSignature, ReceiverDeclaration } from '../analysis/signature.ts';
import type { TwinConvention } from '../analysis/twin-convention.ts';
import { splitWords } from './words.ts';

const WRITES: Readonly<Record<WriteKind, readonly string[]>> = {
  create: ['add', 'create', 'insert'],
  update: ['decrement', 'increment', 'replace', 'save', 'set', 'update', 'upsert'],
  delete: ['clear', 'delete', 'destroy', 'remove'],
  sql: [],
};
const TRANSACTION = new Set(['atomic', 'savepoint', 'transaction', 'transactional']);
const CONTROL = new Map<string, 'begin' | 'commit' | 'rollback'>([
  ['begin', 'begin'],
  ['beginTransaction', 'begin'],
  ['startTransaction', 'begin'],
  ['commit', 'commit'],
  ['commitTransaction', 'commit'],
  ['rollback', 'rollback'],
  ['rollbackTransaction', 'rollback'],
  ['abortTransaction', 'rollback'],
]);
const LOCKS = /^select_?for_?(update|share)$/iu;

/** What calling a member does, judged from its declarations; `undefined` where the receiver has no such method. */
export function classify(
  receiver: ReceiverDeclaration,
  name: string,
  conventions: readonly TwinConvention[],
  profile: Profile,
): Operation | undefined {
  const member = receiver.member(name);
  if (!member || member.signatures.length === 0) return undefined;
  const style = findStyle(member);
  const twin = style === 'sync' ? findTwin(receiver, member, conventions) : undefined;
  const base = style === 'sync' && !twin ? name : findBaseName(receiver, name, conventions);
  const transaction = findTransaction(member, base);
  const effect = transaction ? 'transaction' : findEffect(member, style, twin);
  const write = effect === 'query' || (effect === 'none' && profile.sql?.includes(base)) ? findWrite(base, profile) : undefined;
  return {
    receiver: receiver.name,
    name,
    effect: effect === 'none' && write ? 'query' : effect,
    style,
    ...(twin && { twin }),
    ...(write && { write }),
    lock: LOCKS.test(base) || (base.startsWith('a') && LOCKS.test(base.slice(1))),
    ...(transaction && { transaction }),
  };
}

/** The sync methods of a receiver that have a true twin under one convention. */
export function listTwins(receiver: ReceiverDeclaration, convention: TwinConvention): string[] {
  return receiver.names().filter((name) => {
    if (convention.asyncName(name) === undefined) return false;
    const member = receiver.member(name);
    return member !== undefined && findStyle(member) === 'sync' && findTwin(receiver, member, [convention]) !== undefined;
  });
}

function findStyle({ signatures }: MemberSignature): Operation['style'] {
  const thenable = signatures.map(({ result }) => (result.asyncIterable && !result.receiver ? 'yes' : result.thenable));
  if (thenable.every((answer) => answer === 'yes')) return 'async';
  return thenable.every((answer) => answer === 'no') ? 'sync' : 'either';
}

function findTwin(receiver: ReceiverDeclaration, member: MemberSignature, conventions: readonly TwinConvention[]): Twin | undefined {
  for (const convention of conventions) {
    const name = convention.asyncName(member.name);
    const twin = name === undefined ? undefined : receiver.member(name);
    if (!twin) continue;
    const promises = twin.signatures.filter(({ result }) => result.thenable === 'yes');
    const iterables = twin.signatures.filter(({ result }) => result.asyncIterable && !result.receiver);
    const usable = promises.length > 0 ? promises : iterables;
    if (usable.length === 0) continue;
    return {
      name: twin.name,
      delivery: promises.length > 0 ? 'promise' : 'async-iterable',
      fits: member.signatures.map((sync) => (twin.optional ? 'none' : findBestFit(receiver, sync, usable))),
    };
  }
  return undefined;
}

function findBestFit(receiver: ReceiverDeclaration, sync: CallSignature, candidates: readonly CallSignature[]): TwinFit {
  const fits = new Set(candidates.map((async) => findFit(receiver, sync, async)));
  return (['drop-in', 'callback', 'result'] as const).find((fit) => fits.has(fit)) ?? 'none';
}

function findFit(receiver: ReceiverDeclaration, sync: CallSignature, async: CallSignature): TwinFit {
  const resultFits = async.result.thenable !== 'yes' || receiver.resultMatches(sync, async);
  if (needsAsyncCallback(sync, async)) return resultFits && sync.parameters.length === async.parameters.length ? 'callback' : 'none';
  if (!receiver.parametersMatch(sync, async)) return 'none';
  return resultFits ? 'drop-in' : 'result';
}

function needsAsyncCallback(sync: CallSignature, async: CallSignature): boolean {
  return sync.parameters.some(({ callback }, index) => {
    const other = async.parameters[index]?.callback;
    return callback !== undefined && other?.async === 'yes' && callback.async !== 'yes';
  });
}

/** The name without the marks of its style, so that `aget`, `getAsync` and `getSync` are all `get`. */
function findBaseName(receiver: ReceiverDeclaration, name: string, conventions: readonly TwinConvention[]): string {
  const stripped = name.replace(/(?<=[a-z0-9])(?:Sync|Async)$/u, '');
  if (stripped !== name) return stripped;
  const sync = conventions.map((convention) => convention.syncName(name)).find((candidate) => candidate !== undefined && receiver.member(candidate));
  return sync ?? name;
}

function findEffect({ signatures }: MemberSignature, style: Operation['style'], twin: Twin | undefined): Operation['effect'] {
  if (twin || style === 'async') return 'query';
  if (style === 'either') return 'none';
  return signatures.every(({ result }) => result.receiver && result.chainable) ? 'lazy' : 'none';
}

function findWrite(base: string, profile: Profile): WriteKind | undefined {
  if (profile.sql) return profile.sql.includes(base) ? 'sql' : undefined;
  const [first = '', ...rest] = splitWords(base);
  const verbs = first === 'bulk' || first === 'get' ? rest : [first];
  for (const kind of ['create', 'update', 'delete'] as const) {
    if (verbs.some((verb) => WRITES[kind].includes(verb))) return kind;
  }
  return undefined;
}

function findTransaction({ signatures }: MemberSignature, base: string): TransactionForm | undefined {
  const control = CONTROL.get(base);
  const forms = signatures.map((signature) => findForm(signature, base));
  const form = forms.find((candidate) => candidate?.kind === 'callback') ?? forms.find((candidate) => candidate !== undefined);
  return form ?? (control && { kind: control });
}

/** A transaction is known by its name and its shape together: neither alone is enough. */
function findForm({ parameters, result }: CallSignature, base: string): TransactionForm | undefined {
  const named = splitWords(base).some((word) => TRANSACTION.has(word) || (word.startsWith('a') && TRANSACTION.has(word.slice(1))));
  if (!named && !/transaction|atomic|savepoint/iu.test(result.awaited)) return undefined;
  const parameter = parameters.findIndex(({ callback }) => callback !== undefined);
  const callback = parameters[parameter]?.callback;
  const plain = parameters.every(({ optional, rest }, index) => index === parameter || optional || rest);
  if (named && callback) {
    const returnsResult = !/^(?:Promise<)?(?:void|undefined)>?$/u.test(result.type);
    return { kind: 'callback', parameter, handle: callback.handle, returnsResult, async: callback.async === 'yes' || result.thenable === 'yes', plain };
  }
  if (result.disposable === 'no') return undefined;
  return { kind: 'disposable', async: result.disposable === 'async', awaited: result.thenable === 'yes', plain };
}
