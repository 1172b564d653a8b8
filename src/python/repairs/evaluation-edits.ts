import { getMembers } from '../inference/values/value-sets.ts';
import type { Expression, Node } from '../parser/index.ts';
import { awaitExpression, isAwaited, removeAwait } from './await-edits.ts';
import { collectRows, findUnpacked } from './collect-edits.ts';
import { canAwait, isInTransaction } from './contexts.ts';
import { insert, isPlain, replace, type Edits } from './edits.ts';
import { findTaker, handOver } from './handing-over.ts';
import { iterateAsync, type Change } from './iteration-edits.ts';
import { isPrimary } from './nodes.ts';
import { isTested } from './offload-edits.ts';
import { isReadOnce } from './query-uses.ts';
import type { Place } from './repaired-site.ts';
import { askAsync } from './twin-edits.ts';

// They take any iterable of rows where they take a query.
const TAKERS = new Set(['sorted', 'sum', 'min', 'max', 'any', 'all', 'enumerate', 'zip', 'map', 'filter', 'reversed', 'join', 'extend', 'iter', 'next', 'groupby', 'chain', 'islice', 'accumulate', 'fsum', 'Counter']);

/** Evaluates a query asynchronously where code evaluates it on the spot. */
export function evaluateAsync(place: Place): Change | undefined {
  const { file, node } = place;
  const taker = findTaker(place, node);
  if (taker) {
    const edits = handOver(place, taker, node);
    return edits && { edits, isSafe: true };
  }
  const change = evaluateWhereItStands({ ...place, subject: findTested(place.subject) });
  const parent = file.getParent(node);
  const removed = change && parent?.type === 'Await' ? removeAwait(file, parent) : undefined;
  return change && removed ? { ...change, edits: [...change.edits, removed] } : change;
}

/** `a and rows` is as true as `rows`; one before it would have been reported by itself. */
function findTested(subject: Node): Node {
  let tested = subject;
  while (tested.type === 'BoolOp' && tested.op === 'And') tested = tested.values.at(-1) ?? tested;
  return tested;
}

function evaluateWhereItStands(place: Place): Change | undefined {
  const { effect, node, subject } = place;
  if (!effect || effect.inline || effect.path.length > 0 || isInTransaction(place, node) || effect.isCertain === false) return undefined;
  switch (effect.form) {
    case 'iteration':
    case 'comprehension':
      return evaluateLoop(place);
    case 'collection':
      return collect(place, subject, true);
    case 'spread':
      return collect(place, subject, true);
    case 'destructuring': {
      const value = findUnpacked(place, node);
      return value && collect(place, value, true);
    }
    case 'argument':
      return node.type === 'Call' && takesRows(node.func) && node.args.includes(subject as Expression) ? collect(place, subject, true) : undefined;
    case 'length':
      return measure(place);
    case 'truth':
      return testTruth(place);
    case 'containment':
      return searchRows(place);
    case 'index':
      return readRow(place);
    case 'property':
      return readProperty(place);
    case 'protocol':
      return setItem(place);
    case 'text':
      return node.type === 'FormattedValue' || node.type === 'Call' ? collect(place, subject, false) : undefined;
    default:
      return undefined;
  }
}

function takesRows(callee: Expression): boolean {
  return TAKERS.has(callee.type === 'Name' ? callee.id : callee.type === 'Attribute' ? callee.attr : '');
}

function collect(place: Place, iterable: Node, isExact: boolean): Change | undefined {
  const renamed = iterable.type === 'Starred' ? undefined : readAsynchronously(place, iterable);
  const awaiting = canAwait(place, iterable, 1);
  const edits = awaiting === 'no' ? undefined : collectRows(place, iterable, place.receiver);
  return renamed && edits && { edits: [...edits, ...renamed], isSafe: isExact && awaiting === 'yes' };
}

function evaluateLoop(place: Place): Change | undefined {
  const renamed = readAsynchronously(place, place.subject);
  const change = renamed && iterateAsync(place, place.node);
  return change && { ...change, edits: [...change.edits, ...renamed] };
}

/** What makes an iterable asynchronous: nothing for a query, another name for `query.iterator()`. */
function readAsynchronously({ file, receiver }: Place, iterable: Node): Edits {
  if (getMembers(receiver).every((member) => member.kind === 'instance' && file.machine.findMember(member.definition, '__aiter__') !== undefined)) return [];
  if (iterable.type !== 'Call' || iterable.func.type !== 'Attribute' || iterable.func.attr !== 'iterator') return undefined;
  const [, end] = iterable.func.range;
  const start = end - 'iterator'.length;
  return file.text.slice(start, end) === 'iterator' ? [insert(start, 'a')] : undefined;
}

/** `len(rows)` asks for the number where nothing else reads the rows, else for the rows. */
function measure(place: Place): Change | undefined {
  const { file, node, subject } = place;
  if (node.type !== 'Call' || !node.args.includes(subject as Expression)) return undefined;
  if (node.func.type !== 'Name' || node.func.id !== 'len') return collect(place, subject, false);
  if (canAwait(place, node) !== 'yes' || !isReadOnce(place, subject) || !hasMethod(place, 'acount') || !isPlain(file, node.range[0], subject.range[0]) || !isPlain(file, subject.range[1], node.range[1])) return collect(place, subject, true);
  return replaceCall(place, node, subject, 'acount()');
}

function replaceCall({ file }: Place, node: Node, subject: Node, call: string): Change {
  const text = file.text.slice(...subject.range);
  const asked = `await ${isPrimary(subject) ? text : `(${text})`}.${call}`;
  const parent = file.getParent(node);
  const isHead = (parent?.type === 'Attribute' || parent?.type === 'Subscript') && parent.value === node;
  return { edits: [replace(node, isHead ? `(${asked})` : asked)], isSafe: true };
}

function testTruth(place: Place): Change | undefined {
  const { file, node, subject } = place;
  if (!hasMethod(place, 'aexists') || canAwait(place, subject) !== 'yes') return undefined;
  if (node.type === 'Call') {
    if (node.func.type !== 'Name' || node.func.id !== 'bool' || node.args.length !== 1 || !isPlain(file, node.range[0], subject.range[0]) || !isPlain(file, subject.range[1], node.range[1])) return undefined;
    return { ...replaceCall(place, node, subject, 'aexists()'), isSafe: isReadOnce(place, subject) };
  }
  if (!isTested(place, subject) || isAwaited(file, subject)) return undefined;
  return { edits: askAsync(place, subject, 'aexists()'), isSafe: isReadOnce(place, subject) };
}

/** `student in rows` becomes `await rows.acontains(student)`. */
function searchRows(place: Place): Change | undefined {
  const { file, node, receiver, subject } = place;
  if (node.type !== 'Compare' || node.ops.length !== 1 || !hasMethod(place, 'acontains') || canAwait(place, node) !== 'yes') return undefined;
  if (!getMembers(receiver).every((member) => member.kind === 'instance' && member.query?.rows === 'model') || !isPlain(file, node.left.range[1], subject.range[0])) return undefined;
  const text = file.text.slice(...subject.range);
  const parent = file.getParent(node);
  const isLoose = parent?.type === 'BoolOp' || parent?.type === 'If' || parent?.type === 'While' || parent?.type === 'Assign' || parent?.type === 'Return' || parent?.type === 'IfExp' || parent?.type === 'Call' || parent?.type === 'Assert';
  const asked = `${node.ops[0] === 'NotIn' ? 'not ' : ''}await ${isPrimary(subject) ? text : `(${text})`}.acontains(${file.text.slice(...node.left.range)})`;
  if (!isPlain(file, node.range[0], node.range[1])) return undefined;
  return { edits: [replace(node, isLoose ? asked : `(${asked})`)], isSafe: false };
}

/** `rows[0]` reads the one row, and fails as before where there is none. */
function readRow(place: Place): Change | undefined {
  const { file, node, subject } = place;
  if (node.type !== 'Subscript' || node.slice.type !== 'Constant' || typeof node.slice.value !== 'number' || node.slice.value < 0) return undefined;
  if (canAwait(place, node) !== 'yes' || !isPlain(file, subject.range[1], node.range[1])) return undefined;
  const index = node.slice.value;
  const edits: Edits = collectRows(place, subject, place.receiver);
  const [open] = edits ?? [];
  return open && { edits: [open, { range: [subject.range[1], node.range[1]], text: `[${index === 0 ? '' : String(index)}:${String(index + 1)}]][0]` }], isSafe: false };
}

/** `request.user` becomes `await request.auser()`. */
function readProperty(place: Place): Change | undefined {
  const { effect, file, node } = place;
  if (node.type !== 'Attribute' || node.ctx !== 'Load' || effect?.path.length !== 0 || !hasMethod(place, `a${node.attr}`) || canAwait(place, node) === 'no') return undefined;
  const [, end] = node.range;
  if (file.text.slice(end - node.attr.length, end) !== node.attr) return undefined;
  const [first, ...rest] = awaitExpression(file, node);
  return first && { edits: [first, { range: [end - node.attr.length, end], text: `a${node.attr}()${rest[0]?.text ?? ''}` }, ...rest.slice(1)], isSafe: false };
}

/** `request.session[key] = value` becomes `await request.session.aset(key, value)`. */
function setItem(place: Place): Change | undefined {
  const { file, node } = place;
  const statement = file.getParent(node);
  if (node.type !== 'Subscript' || node.ctx !== 'Store' || statement?.type !== 'Assign' || statement.targets.length !== 1 || statement.targets[0] !== node) return undefined;
  const { slice, value } = node;
  const parts = [slice, statement.value].map((part) => (isPrimary(part) || part.type === 'Constant' ? file.text.slice(...part.range) : `(${file.text.slice(...part.range)})`));
  if (!hasMethod(place, 'aset') || canAwait(place, statement) !== 'yes' || !isPlain(file, value.range[1], statement.range[1])) return undefined;
  return { edits: [insert(statement.range[0], 'await '), { range: [value.range[1], statement.range[1]], text: `.aset(${parts.join(', ')})` }], isSafe: true };
}

function hasMethod({ file, receiver }: Place, name: string): boolean {
  return getMembers(receiver).every((member) => {
    const found = member.kind === 'instance' ? file.machine.findMember(member.definition, name)?.value : undefined;
    return found?.kind === 'function' && file.machine.isAvailable(found.definition);
  });
}
