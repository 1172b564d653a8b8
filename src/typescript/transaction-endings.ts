import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import { findLeaving, type TransactionMark } from '../analysis/open-transactions.ts';
import type { BrokenTransaction } from '../analysis/transaction.ts';
import { findOperationCall, printCallee } from './calls.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { readFlow } from './flow.ts';
import { getCalleeName } from './named-functions.ts';
import { createRanges } from './ranges.ts';
import { climbTransparent, findEnclosingFunction, isFunction, isWithin, stripTransparent, visitNodes, type FunctionNode } from './syntax.ts';
import { climbChain, findHandlePlace, findHandleType, type TransactionCall, type TransactionCalls } from './transaction-calls.ts';
import { createMentions, type Mentions } from './transaction-mentions.ts';
import { printReceiver } from './type-shape.ts';

// Whoever calls a function so may well end what it is given; being wrong here only keeps us silent.
const ENDS = /commit|roll_?back|abort|release|finish|close|complete|settle|dispose|^end/iu;
const MENTIONS_END = /commit|roll_?back|abort|release|\.(?:end|close|finish)/iu;

interface Mark extends TransactionMark {
  readonly node: TSESTree.Node;
}

/** A transaction begun by hand, with the variable that holds its handle. */
interface Held {
  readonly call: TransactionCall;
  readonly fn: FunctionNode;
  readonly mentions: Mentions;
  readonly variable: TSESLint.Scope.Variable;
}

/** The transactions begun by hand that some path of their function leaves open, or whose connection it keeps. */
export function findLeftOpen(file: TypedFile, contexts: ExecutionContexts, calls: TransactionCalls, all: readonly TransactionCall[]): readonly BrokenTransaction[] {
  const seen = new Set<TSESTree.Node>();
  return all.flatMap((call): readonly BrokenTransaction[] => {
    const held = call.kind === 'begin' ? findHeld(file, call) : undefined;
    // A builder of transactions is begun and run in two steps.
    const top = climbChain(call.node);
    if (!held || seen.has(top) || isHandedOn(file, held)) return [];
    seen.add(top);
    const type = findHandleType(file, file.typeOf(findHandlePlace(file, call)?.node ?? call.node))?.type;
    const endings = new Set(['commit', 'rollback', ...(type?.releaseEnds ? ['release'] : [])]);
    const open = judge(file, contexts, calls, held, endings, 'left-open');
    if (open || type?.release === undefined || type.releaseEnds) return open ? [open] : [];
    const kept = judge(file, contexts, calls, held, new Set(['release']), 'unreleased');
    return kept ? [kept] : [];
  });
}

function findHeld(file: TypedFile, call: TransactionCall): Held | undefined {
  const place = findHandlePlace(file, call)?.node;
  const enclosing = findEnclosingFunction(call.node);
  const variable = place?.type === T.Identifier ? file.variableOf(place) : undefined;
  const [definition] = variable?.defs ?? [];
  if (!variable || !place || typeof enclosing !== 'object' || enclosing.inParameters || definition?.node.type !== T.VariableDeclarator) return undefined;
  const { parent } = definition.node;
  // A declaration with `using` ends what it holds.
  if (!isWithin(definition.node, enclosing.fn) || /using$/u.test(parent.kind) || !findHandleType(file, file.typeOf(place))) return undefined;
  return { call, fn: enclosing.fn, mentions: createMentions(file, new Set([variable]), undefined), variable };
}

/** May somebody else end it: the caller that gets it, whoever it is kept for, or a function that runs later? */
function isHandedOn(file: TypedFile, { fn, variable }: Held): boolean {
  return variable.references.some(({ identifier }) => {
    const enclosing = findEnclosingFunction(identifier);
    const isElsewhere = typeof enclosing !== 'object' || enclosing.fn !== fn;
    for (let current = climbTransparent(identifier); current.parent && current.parent !== fn; current = climbTransparent(current.parent)) {
      const { parent } = current;
      if (parent.type === T.MemberExpression && parent.object === current) return isElsewhere && isEnding(parent);
      if (parent.type === T.NewExpression) return true;
      if (parent.type === T.CallExpression) return isElsewhere && !findOperationCall(file, parent) && !isHarmless(file, parent);
      if (parent.type === T.VariableDeclarator) return parent.init === current && parent.id.type !== T.ObjectPattern && current.type === T.Identifier;
      if (parent.type === T.AssignmentExpression) return parent.right === current;
      if (parent.type === T.ReturnStatement || parent.type === T.YieldExpression || (isFunction(parent) && parent.body === current)) return true;
      if (parent.type.endsWith('Statement')) return false;
    }
    return false;
  });
}

function isEnding({ property }: TSESTree.MemberExpression): boolean {
  return property.type === T.Identifier && ENDS.test(property.name);
}

function judge(file: TypedFile, contexts: ExecutionContexts, calls: TransactionCalls, { call, fn, mentions }: Held, endings: ReadonlySet<string>, kind: 'left-open' | 'unreleased'): BrokenTransaction | undefined {
  const leaving = findWayOut(file, contexts, fn, call.node, (node) => (mayEnd(file, calls, node, mentions, endings) ? 'ends' : undefined));
  return leaving && createProblem(file, { kind, leaving, node: call.node, object: call.object, text: call.text });
}

/** The first way out of a function on which nothing ends what a call has begun; `read` tells what other calls do. */
export function findWayOut(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, begin: TSESTree.Node, read: (node: TSESTree.CallExpression) => 'ends' | 'fails' | undefined): BrokenTransaction['leaving'] {
  const marks = new Map<TSESTree.Node, Mark>([[begin, { kind: 'begins', node: begin }]]);
  visitNodes(file.source, fn.body, (node) => {
    const kind = node.type === T.CallExpression && node !== begin ? read(node) : undefined;
    if (kind) marks.set(node, { kind, node });
    else if (node.type === T.ReturnStatement || node.type === T.ThrowStatement) marks.set(node, { kind: 'leaves', node });
    else if (node.type === T.AwaitExpression && !isWithin(begin, node) && stripTransparent(node.argument).type === T.CallExpression) marks.set(node, { kind: 'fails', node });
  });
  // What fails while it ends the transaction has ended it.
  const ends = createRanges([...marks.values()].flatMap(({ kind, node }) => (kind === 'ends' ? [node.range] : [])));
  for (const [node, { kind }] of marks) if (kind === 'fails' && ends.hasWithin(node.range)) marks.delete(node);
  const flow = readFlow<Mark>(file, contexts, fn, {
    get: (node) => (marks.has(node) ? [marks.get(node) as Mark] : []),
    ranges: createRanges([...marks.keys()].map(({ range }) => range)),
    pauses: createRanges([]),
  });
  const leaving = findLeaving(flow);
  if (!leaving) return undefined;
  const { by, mark } = leaving;
  const failing = mark?.node.type === T.AwaitExpression ? stripTransparent(mark.node.argument) : mark?.node;
  return { by, at: mark?.node.range[0] ?? fn.range[1], text: failing?.type === T.CallExpression ? printCallee(file, failing) : '' };
}

interface Left extends Pick<BrokenTransaction, 'kind' | 'leaving' | 'text'> {
  readonly node: TSESTree.CallExpression;
  readonly object: TSESTree.Node | undefined;
}

export function createProblem(file: TypedFile, { node, object, ...left }: Left): BrokenTransaction {
  const callee = stripTransparent(node.callee);
  return {
    ...left,
    range: callee.type === T.MemberExpression ? callee.property.range : callee.range,
    get receiverType() {
      return object ? printReceiver(file.compiler, file.typeOf(object)) : '';
    },
    repair: () => undefined,
  };
}

/** Does a function's name say that it ends something? */
export function mayEndByName(node: TSESTree.CallExpression): boolean {
  return ENDS.test(getCalleeName(node) ?? '');
}

/** Does a call end the transaction, or get it to do so? */
function mayEnd(file: TypedFile, calls: TransactionCalls, node: TSESTree.CallExpression, mentions: Mentions, endings: ReadonlySet<string>): boolean {
  const known = calls.read(node);
  if (known && known.kind !== 'begin' && known.kind !== 'callback') return endings.has(known.kind) && known.object !== undefined && mentions.has(known.object);
  if (findOperationCall(file, node)) return false;
  if (mayEndByName(node)) return true;
  return node.arguments.some((argument) => mentions.isHandle(stripTransparent(argument)) || (argument.type === T.ObjectExpression && mentions.has(argument))) && !isHarmless(file, node);
}

/** Does a function of the project keep its hands off transactions, as far as its text says? */
export function isHarmless({ compiler: { ts: tsc }, receivers: { origins }, signatureOf }: TypedFile, node: TSESTree.CallExpression): boolean {
  const declaration = signatureOf(node)?.declaration;
  if (!declaration || tsc.isJSDocSignature(declaration)) return false;
  if (origins.isDependency(declaration)) return false;
  const body = 'body' in declaration ? declaration.body : undefined;
  return body !== undefined && !MENTIONS_END.test(body.getText());
}
