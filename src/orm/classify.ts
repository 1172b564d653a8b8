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
// How a thenable is consumed, which its own operations are not.
const THENABLE = new Set(['then', 'catch', 'finally']);
const SYNC_MARK = /(?<=[a-z0-9])Sync$/u;

/** What calling a member does, judged from its declarations; `undefined` where the receiver has no such method. */
export function classify(
  receiver: ReceiverDeclaration,
  name: string,
  conventions: readonly TwinConvention[],
  profile: Profile,
): Operation | undefined {
  const member = receiver.member(name);
  if (!member || member.signatures.length === 0 || profile.plumbing?.includes(name)) return undefined;
  const syncOnly = profile.syncOnly?.includes(name) ?? false;
  // The rows of a sync driver are of a type that its user gives, and `unknown` without.
  const style = syncOnly ? 'sync' : findStyle(member);
  const twin = style === 'sync' ? findTwin(receiver, member, conventions) : undefined;
  const base = style === 'sync' && !twin ? name : findBaseName(receiver, name, conventions);
  const transaction = findTransaction(member, base);
  const effect = transaction ? 'transaction' : syncOnly ? 'query' : findEffect(receiver, member, style, twin, conventions);
  const write = effect === 'query' || (effect === 'none' && profile.sql?.includes(base)) ? findWrite(base, profile) : undefined;
  return {
    receiver: receiver.name,
    name,
    effect: effect === 'none' && write ? 'query' : effect,
    style,
    ...(twin && { twin }),
    ...(syncOnly && { syncOnly }),
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
    return member !== undefined && findStyle(member) === 'sync' && findTwinSide(receiver, member, convention) !== undefined;
  });
}

function findStyle({ signatures }: MemberSignature): Operation['style'] {
  const thenable = signatures.map(({ result }) => (result.thenable !== 'yes' && result.asyncIterable && !result.receiver ? 'yes' : result.thenable));
  if (thenable.every((answer) => answer === 'yes')) return 'async';
  return thenable.every((answer) => answer === 'no') ? 'sync' : 'either';
}

function findTwin(receiver: ReceiverDeclaration, member: MemberSignature, conventions: readonly TwinConvention[]): Twin | undefined {
  for (const convention of conventions) {
    const side = findTwinSide(receiver, member, convention);
    if (!side) continue;
    const { optional, name } = side.member;
    return {
      name,
      delivery: side.delivery,
      fits: member.signatures.map((sync) => (optional ? 'none' : findBestFit(receiver, sync, side.signatures))),
    };
  }
  return undefined;
}

interface TwinSide {
  readonly member: MemberSignature;
  readonly delivery: Twin['delivery'];
  /** The overloads that are async: the others may be callback forms. */
  readonly signatures: readonly CallSignature[];
}

/** The member that a convention pairs with a sync one, if it is async indeed. */
function findTwinSide(receiver: ReceiverDeclaration, { name }: MemberSignature, convention: TwinConvention): TwinSide | undefined {
  if (SYNC_MARK.test(name) && isSyncByItself(receiver.member(name.replace(SYNC_MARK, '')))) return undefined;
  const twinName = convention.asyncName(name);
  const member = twinName === undefined ? undefined : receiver.member(twinName);
  if (!member) return undefined;
  const promises = member.signatures.filter(({ result }) => result.thenable === 'yes');
  if (promises.length > 0) return { member, delivery: 'promise', signatures: promises };
  const iterables = member.signatures.filter(({ result }) => result.asyncIterable && !result.receiver);
  return iterables.length > 0 ? { member, delivery: 'async-iterable', signatures: iterables } : undefined;
}

/**
 * Is it sync, and no callback form of something async? Next to it `Sync` in a name marks no style: `openSync` of op-sqlite
 * opens a database that is synchronised, and `open` is as sync as it is.
 */
function isSyncByItself(member: MemberSignature | undefined): boolean {
  if (!member || member.signatures.length === 0 || findStyle(member) !== 'sync') return false;
  return !member.signatures.some(({ parameters }) => parameters.some(({ callback }) => callback));
}

function findBestFit(receiver: ReceiverDeclaration, sync: CallSignature, candidates: readonly CallSignature[]): TwinFit {
  const fits = new Set(candidates.map((async) => findFit(receiver, sync, async)));
  return (['drop-in', 'callback', 'result'] as const).find((fit) => fits.has(fit)) ?? 'none';
}

function findFit(receiver: ReceiverDeclaration, sync: CallSignature, async: CallSignature): TwinFit {
  const resultFits = receiver.resultMatches(sync, async);
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

function findEffect(
  receiver: ReceiverDeclaration,
  { name, optional, signatures }: MemberSignature,
  style: Operation['style'],
  twin: Twin | undefined,
  conventions: readonly TwinConvention[],
): Operation['effect'] {
  if (twin) return 'query';
  // Optional members are mostly what a user gives the ORM: hooks, and clients among options.
  if (style === 'either' || optional || (receiver.thenable && THENABLE.has(name))) return 'none';
  if (style === 'async') return 'query';
  if (signatures.every(({ result }) => result.receiver && result.chainable)) return 'lazy';
  return isMarkedSync(receiver, name, conventions) ? 'query' : 'none';
}

/** Does the name end in `Sync` on a receiver whose other names of this kind have twins? */
function isMarkedSync(receiver: ReceiverDeclaration, name: string, conventions: readonly TwinConvention[]): boolean {
  if (!SYNC_MARK.test(name) || isSyncByItself(receiver.member(name.replace(SYNC_MARK, '')))) return false;
  return conventions.some((convention) => convention.pattern.includes('}Sync/') && listTwins(receiver, convention).length > 0);
}

function findWrite(base: string, profile: Profile): WriteKind | undefined {
  if (profile.rowsInArguments || profile.handsTransactionsOn) return undefined;
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
  const forms = signatures.flatMap((signature) => findForm(signature, base) ?? []);
  const callbacks = forms.filter((form) => form.kind === 'callback');
  return callbacks.find(({ plain }) => plain) ?? callbacks[0] ?? forms[0] ?? (control && { kind: control });
}

/** A transaction is known by its name and its shape together: neither alone is enough. */
function findForm({ parameters, result }: CallSignature, base: string): TransactionForm | undefined {
  const named = splitWords(base).some((word) => TRANSACTION.has(word) || (word.startsWith('a') && TRANSACTION.has(word.slice(1))));
  const parameter = parameters.findIndex(({ callback }) => callback !== undefined);
  const callback = parameters[parameter]?.callback;
  const plain = parameters.every(({ optional, rest }, index) => index === parameter || optional || rest);
  if (named && callback) {
    const returnsResult = !/^(?:Promise<)?(?:void|undefined)>?$/u.test(result.type);
    return { kind: 'callback', parameter, handle: callback.handle, returnsResult, async: callback.async === 'yes' || result.thenable === 'yes', plain };
  }
  // The members of the type are looked at last: those of some ORMs take seconds to work out.
  if ((!named && !/transaction|atomic|savepoint/iu.test(result.awaitedName)) || result.disposable === 'no') return undefined;
  return { kind: 'disposable', async: result.disposable === 'async', awaited: result.thenable === 'yes', plain };
}
