import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Profile, TransactionFacts } from '../analysis/profile.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, findEnclosingFunction, isFunction, isWithin, stripTransparent, type FunctionNode } from './syntax.ts';
import { findHandlePlace, findHandleType, type TransactionCall } from './transaction-calls.ts';
import { isPassed } from './transaction-marks.ts';
import { createMentions, type Mentions } from './transaction-mentions.ts';
import { readTransactionProject, type TransactionProject } from './transaction-project.ts';

/** A transaction and the code that runs while it is open. */
export interface TransactionScope {
  readonly call: TransactionCall;
  readonly profile: Profile;
  readonly facts: TransactionFacts;
  readonly project: TransactionProject;
  /** The callback, or the function that begins and ends it by hand. */
  readonly callback: FunctionNode | undefined;
  readonly mentions: Mentions;
  /** What it was opened on; `undefined` where that is the handle. */
  readonly client: TSESTree.Node | undefined;
  /** What queries are called on, or given, as text; `undefined` where the callback takes no parameter. */
  readonly handle: string | undefined;
  readonly handleType: ts.Type | undefined;
}

export interface Scopes {
  readonly all: readonly TransactionScope[];
  /** The transactions that are open at a place, the innermost first. */
  at(node: TSESTree.Node): readonly TransactionScope[];
}

interface ManualScope extends TransactionScope {
  readonly endings: readonly TSESTree.Node[];
}

export function createScopes(file: TypedFile, contexts: ExecutionContexts, calls: readonly TransactionCall[]): Scopes {
  const byCallback = new Map<FunctionNode, TransactionScope>();
  const byFunction = new Map<FunctionNode | 'module', ManualScope[]>();
  for (const call of calls) {
    if (call.callback) {
      const scope = createCallbackScope(file, call, call.callback);
      if (scope) byCallback.set(call.callback, scope);
    } else if (call.kind === 'begin') {
      const scope = createManualScope(file, call, calls);
      const fn = getFunction(call.node);
      const known = scope && byFunction.get(fn);
      if (known) known.push(scope);
      else if (scope) byFunction.set(fn, [scope]);
    }
  }

  function at(node: TSESTree.Node): readonly TransactionScope[] {
    const found: TransactionScope[] = [];
    for (let current = node; ; ) {
      const enclosing = findEnclosingFunction(current);
      if (enclosing === 'class' || (enclosing && enclosing.inParameters)) return found;
      const fn = enclosing?.fn;
      found.push(...(byFunction.get(fn ?? 'module') ?? []).filter((scope) => isOpenAt(scope, current)).reverse());
      if (!fn) return found;
      const scope = byCallback.get(fn);
      if (scope) found.push(scope);
      const value = climbTransparent(fn);
      if (scope) current = scope.call.node;
      else if (contexts.isRunByCall(value) || (value.parent?.type === T.CallExpression && value.parent.callee === value)) current = value;
      else return found;
    }
  }

  return { at, all: [...byCallback.values(), ...[...byFunction.values()].flat()] };
}

function createCallbackScope(file: TypedFile, call: TransactionCall, callback: FunctionNode): TransactionScope | undefined {
  const { facts, profile, takesAsync } = call;
  if (!takesAsync || !canJoin(call)) return undefined;
  const own = call.object && findHandleType(file, file.typeOf(call.object));
  const variables = new Set(file.source.scopeManager?.getDeclaredVariables(callback).filter(({ defs: [definition] }) => String(definition?.type) === 'Parameter'));
  const [parameter] = callback.params;
  const path = own ? addHandle(file, call.object, variables) : undefined;
  const given = own ? file.source.getText(call.object) : undefined;
  return {
    call,
    profile,
    facts,
    project: readTransactionProject(file, profile, facts),
    callback,
    mentions: createMentions(file, variables, path),
    client: own ? findMaker(file, call.object) : findClient(call.object),
    handle: parameter?.type === T.Identifier ? parameter.name : parameter ? undefined : given,
    handleType: own ? file.typeOf(call.object) : findParameterType(file, call.node, callback),
  };
}

/** Is there a way for a query to get into the transaction, and so a way to miss it? */
function canJoin({ facts, givesHandle }: TransactionCall): boolean {
  return (facts.joinsByClient === true && givesHandle) || facts.option !== undefined || facts.arguments !== undefined;
}

function createManualScope(file: TypedFile, call: TransactionCall, calls: readonly TransactionCall[]): ManualScope | undefined {
  const place = findHandlePlace(file, call);
  const found = place && findHandleType(file, file.typeOf(place.node));
  if (!place || !found) return undefined;
  const { facts, profile } = found;
  const variables = new Set<TSESLint.Scope.Variable>();
  const path = addHandle(file, place.node, variables);
  const mentions = createMentions(file, variables, path);
  const text = file.source.getText(place.node);
  const { client } = found.type;
  const member = client === undefined ? undefined : file.typeOf(place.node).getProperty(client);
  return {
    call,
    profile,
    facts,
    project: readTransactionProject(file, profile, facts),
    callback: undefined,
    mentions,
    client: place.isOwn ? findMaker(file, place.node) : findClient(call.object),
    handle: client === undefined ? text : `${text}.${client}`,
    handleType: member ? file.compiler.checker.getTypeOfSymbol(member) : file.typeOf(place.node),
    endings: calls.flatMap(({ kind, node, object }) => ((kind === 'commit' || kind === 'rollback' || kind === 'release') && object && mentions.isHandle(stripTransparent(object)) ? [node] : [])),
  };
}

function addHandle(file: TypedFile, node: TSESTree.Node, variables: Set<TSESLint.Scope.Variable>): string | undefined {
  const place = stripTransparent(node);
  if (place.type !== T.Identifier) return file.source.getText(place);
  const variable = file.variableOf(place);
  if (variable) variables.add(variable);
  return undefined;
}

/** `db` of `db.transaction().execute(…)` */
function findClient(object: TSESTree.Expression | undefined): TSESTree.Node | undefined {
  let current = object && stripTransparent(object);
  while (current?.type === T.CallExpression) {
    const callee = stripTransparent(current.callee);
    current = callee.type === T.MemberExpression ? stripTransparent(callee.object) : undefined;
  }
  return current;
}

/** `source` of `const runner = source.createQueryRunner()` */
function findMaker(file: TypedFile, handle: TSESTree.Node): TSESTree.Node | undefined {
  const place = stripTransparent(handle);
  const definition = place.type === T.Identifier ? file.variableOf(place)?.defs[0]?.node : undefined;
  const init = definition?.type === T.VariableDeclarator && definition.init ? stripTransparent(definition.init) : undefined;
  const made = init?.type === T.AwaitExpression ? stripTransparent(init.argument) : init;
  return made?.type === T.CallExpression ? findClient(made) : undefined;
}

/** What the callback of an opener receives, where it takes it or not. */
function findParameterType(file: TypedFile, call: TSESTree.CallExpression, callback: FunctionNode): ts.Type | undefined {
  const { checker } = file.compiler;
  const index = call.arguments.findIndex((argument) => stripTransparent(argument) === callback);
  const signature = index < 0 ? undefined : file.signatureOf(call);
  const parameter = signature?.parameters[index];
  const [taken] = parameter ? checker.getNonNullableType(checker.getTypeOfSymbol(parameter)).getCallSignatures() : [];
  const handle = taken?.parameters[0];
  return handle && checker.getTypeOfSymbol(handle);
}

function getFunction(node: TSESTree.Node): FunctionNode | 'module' {
  const enclosing = findEnclosingFunction(node);
  return typeof enclosing === 'object' ? enclosing.fn : 'module';
}

/** Has a transaction surely been begun before a node, and not ended? */
function isOpenAt({ call, endings }: ManualScope, node: TSESTree.Node): boolean {
  if (call.node.range[1] > node.range[0] || !isPassed(call.node, node) || isAfterTrouble(call.node, node)) return false;
  return endings.every((ending) => ending.range[0] >= node.range[0] || isLeftBefore(ending, node));
}

/** Code that deals with a failure may run when the transaction is over, or was never begun. */
function isAfterTrouble(begin: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let current = node; current.parent && !isWithin(begin, current.parent); current = current.parent) {
    if (current.type === T.CatchClause || (current.parent.type === T.TryStatement && current.parent.finalizer === current)) return true;
    if (isFunction(current)) return false;
  }
  const { parent } = node;
  let current: TSESTree.Node = node;
  for (let owner = parent; owner && !isFunction(owner); current = owner, owner = owner.parent) {
    if (owner.type === T.TryStatement && owner.block !== current && isWithin(begin, owner.block)) return true;
  }
  return false;
}

/** Does an earlier ending stand in a branch that leaves the function, so that a later node never follows it? */
function isLeftBefore(ending: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let current = ending; current.parent && !isWithin(node, current); current = current.parent) {
    if (current.type !== T.BlockStatement || isFunction(current.parent)) continue;
    const last = current.body.at(-1);
    if (last && /^(?:Return|Throw|Continue|Break)Statement$/u.test(last.type)) return true;
  }
  return false;
}
