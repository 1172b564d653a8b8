import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { HandleType, Profile, TransactionFacts } from '../analysis/profile.ts';
import { findOperationCall, printCallee } from './calls.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, getMemberName, isFunction, isWithin, stripTransparent, visitNodes, type FunctionNode } from './syntax.ts';
import { getConstituents } from './type-shape.ts';

/** A call that opens a transaction, ends it, or gives its connection back. */
export interface TransactionCall {
  readonly node: TSESTree.CallExpression;
  readonly kind: 'begin' | 'callback' | 'commit' | 'release' | 'rollback';
  readonly profile: Profile;
  readonly facts: TransactionFacts;
  /** What the method is called on. */
  readonly object: TSESTree.Expression | undefined;
  readonly callback: FunctionNode | undefined;
  /** Does the callback receive something to use inside? */
  readonly givesHandle: boolean;
  /** May the callback be async, by its declaration? */
  readonly takesAsync: boolean;
  readonly text: string;
}

const HANDLE_CALLS = new Map<string, TransactionCall['kind']>([
  ['abortTransaction', 'rollback'],
  ['commit', 'commit'],
  ['commitTransaction', 'commit'],
  ['rollback', 'rollback'],
  ['rollbackTransaction', 'rollback'],
  ['startTransaction', 'begin'],
  ['withTransaction', 'callback'],
]);

/** Reads calls that have to do with transactions, by the profile of the ORM that they belong to. */
export function createTransactionCalls(file: TypedFile) {
  const known = new Map<TSESTree.CallExpression, TransactionCall | undefined>();
  const names = new Set(HANDLE_CALLS.keys());
  for (const { release } of listHandleTypes(file)) if (release !== undefined) names.add(release);

  function read(node: TSESTree.CallExpression): TransactionCall | undefined {
    if (!known.has(node)) known.set(node, readCall(node));
    return known.get(node);
  }

  function readCall(node: TSESTree.CallExpression): TransactionCall | undefined {
    const callee = stripTransparent(node.callee);
    const name = callee.type === T.MemberExpression ? getMemberName(callee) : undefined;
    const ofHandle = callee.type === T.MemberExpression && name !== undefined && names.has(name) ? readHandleCall(node, callee.object, name) : undefined;
    return ofHandle ?? readOperation(node);
  }

  /** Handles may be declared by a package that is no ORM. */
  function readHandleCall(node: TSESTree.CallExpression, object: TSESTree.Expression, name: string): TransactionCall | undefined {
    const found = findHandleType(file, file.typeOf(object));
    const kind = found?.type.release === name ? 'release' : HANDLE_CALLS.get(name);
    if (!found || !kind) return undefined;
    const { facts } = found;
    const isOpener = facts.openers?.includes(`${found.type.name}.${name}`) ?? false;
    if (kind === 'callback' && !isOpener) return undefined;
    const callback = kind === 'callback' ? findCallback(file, node) : undefined;
    return { ...found, node, kind, object, callback, givesHandle: true, takesAsync: true, text: printCallee(file, node) };
  }

  function readOperation(node: TSESTree.CallExpression): TransactionCall | undefined {
    const call = findOperationCall(file, node);
    const profile = call && file.knowledge.findProfile(call.receiver.declaration.origin);
    const facts = profile?.transactions;
    if (!call || !facts) return undefined;
    const { object, operation: { name, receiver, transaction } } = call;
    const base = { node, profile, facts, object, text: printCallee(file, node) };
    if (facts.openers?.includes(`${receiver}.${name}`)) return { ...base, kind: 'callback', callback: findCallback(file, node), givesHandle: true, takesAsync: true };
    if (!transaction) return undefined;
    if (transaction.kind === 'callback') {
      const callback = findCallback(file, node);
      if (callback) return { ...base, kind: 'callback', callback, givesHandle: transaction.handle, takesAsync: transaction.async };
    }
    const begins = transaction.kind === 'callback' || transaction.kind === 'disposable' || transaction.kind === 'begin';
    return { ...base, kind: begins ? 'begin' : transaction.kind, callback: undefined, givesHandle: false, takesAsync: true };
  }

  /** All of them, in the order of the text. */
  function list(): readonly TransactionCall[] {
    const calls: TransactionCall[] = [];
    visitNodes(file.source, file.source.ast, (node) => {
      const call = node.type === T.CallExpression ? read(node) : undefined;
      if (call) calls.push(call);
    });
    return calls;
  }

  return { read, list };
}

export type TransactionCalls = ReturnType<typeof createTransactionCalls>;

/** A function written in place, or a constant or declared function that the call names. */
function findCallback(file: TypedFile, call: TSESTree.CallExpression): FunctionNode | undefined {
  const found = findFunction(file, call);
  return found && !isWithin(call, found) ? found : undefined;
}

function findFunction(file: TypedFile, { arguments: given }: TSESTree.CallExpression): FunctionNode | undefined {
  const last = given.map(stripTransparent).findLast((argument) => isFunction(argument) || argument.type === T.Identifier);
  if (isFunction(last)) return last;
  if (last?.type !== T.Identifier) return undefined;
  const variable = file.variableOf(last);
  const [definition] = variable?.defs ?? [];
  // Called from elsewhere too, it need not run in this transaction.
  if (!definition || /^Parameter$/u.test(definition.type) || variable?.references.some(({ identifier, init }) => identifier !== last && !init)) return undefined;
  if (isFunction(definition.node)) return definition.node;
  const init = definition.node.type === T.VariableDeclarator && definition.node.init ? stripTransparent(definition.node.init) : undefined;
  return isFunction(init) ? init : undefined;
}

/** The type of handle that a value is one of, with the ORM whose transactions it stands for. */
export function findHandleType(file: TypedFile, type: ts.Type): { type: HandleType; profile: Profile; facts: TransactionFacts } | undefined {
  const [part, ...others] = getConstituents(file.compiler, type);
  const symbol = part?.getSymbol() ?? part?.aliasSymbol;
  const declaration = symbol?.declarations?.[0];
  if (!symbol || !declaration || others.length > 0) return undefined;
  const origin = file.receivers.origins.of(declaration);
  for (const profile of listProfiles(file)) {
    const facts = profile.transactions;
    const found = facts?.handles?.find(({ name, package: from }) => name === symbol.name && (from === undefined ? profile.packages.includes(origin) : from === origin));
    if (facts && found) return { type: found, profile, facts };
  }
  return undefined;
}

function listHandleTypes(file: TypedFile): readonly HandleType[] {
  return listProfiles(file).flatMap(({ transactions }) => transactions?.handles ?? []);
}

const profilesOfFiles = new WeakMap<TypedFile, readonly Profile[]>();

/** The profiles of the ORMs that the program has. */
export function listProfiles(file: TypedFile): readonly Profile[] {
  let known = profilesOfFiles.get(file);
  if (!known) profilesOfFiles.set(file, (known = [...new Set([...file.receivers.definitions.known].flatMap((origin) => file.knowledge.findProfile(origin) ?? []))]));
  return known;
}

/** The call at the end of a chain: `db.transaction().execute` is awaited where `db.transaction` stands. */
export function climbChain(node: TSESTree.Node): TSESTree.Node {
  let current = climbTransparent(node);
  while (current.parent?.type === T.MemberExpression && current.parent.object === current) {
    const member = climbTransparent(current.parent);
    if (member.parent?.type !== T.CallExpression || member.parent.callee !== member) break;
    current = climbTransparent(member.parent);
  }
  return current;
}

/** Where the handle of a transaction that is begun by hand is kept. */
export function findHandlePlace(file: TypedFile, { node, object }: TransactionCall): { node: TSESTree.Node; isOwn: boolean } | undefined {
  if (object && findHandleType(file, file.typeOf(object))) return { node: stripTransparent(object), isOwn: true };
  const value = climbChain(node);
  const awaited = value.parent?.type === T.AwaitExpression ? climbTransparent(value.parent) : undefined;
  const parent = awaited?.parent;
  if (parent?.type === T.VariableDeclarator && parent.id.type === T.Identifier) return { node: parent.id, isOwn: false };
  if (parent?.type === T.AssignmentExpression && parent.right === awaited && /^(?:Identifier|MemberExpression)$/u.test(parent.left.type)) return { node: parent.left, isOwn: false };
  return undefined;
}
