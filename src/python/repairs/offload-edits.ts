import type { TextEdit } from '../../analysis/intent.ts';
import type { Expression, Node } from '../parser/index.ts';
import { isAwaited, needsParentheses } from './await-edits.ts';
import { canAwait, isInTransaction } from './contexts.ts';
import { insert, insertWord, type Edits } from './edits.ts';
import { findTaker, handOver } from './handing-over.ts';
import { findImported, importName, type Imported } from './imports.ts';
import { isExpression, listBoundNames, listNodes } from './nodes.ts';
import type { Place } from './repaired-site.ts';

/** The adapter that runs sync code in a thread: the one that the file has, else a new import. */
export function importOffloader({ file, root }: Place): Imported | undefined {
  const database = findImported(file, 'channels.db', 'database_sync_to_async');
  const imported = findImported(file, 'asgiref.sync', 'sync_to_async') === undefined && database !== undefined ? { name: database, edits: [] } : importName(file, 'asgiref.sync', 'sync_to_async');
  const local = imported?.name.split('.', 1)[0] ?? '';
  return listBoundNames(root.node).has(local) ? undefined : imported;
}

/** Runs what a site does in a thread. */
export function offload(place: Place): Edits {
  const { effect, node, subject } = place;
  if (!effect || (effect.operation.effect === 'transaction' && effect.path.length === 0) || isInTransaction(place, node)) return undefined;
  const taker = findTaker(place, node);
  if (taker) return handOver(place, taker, node) ?? (taker.kind === 'adapter' && node.type === 'Attribute' ? [insert(node.range[0], 'lambda: ')] : undefined);
  switch (effect.form) {
    case 'call':
      // A cursor belongs to the thread that opened it.
      if (effect.operation.name === 'cursor') return undefined;
      return node.type === 'For' || node.type === 'comprehension' ? wrap(place, node.iter, 'list') : offloadCall(place, node);
    case 'index':
      // No query takes a negative index, wherever it runs.
      return node.type === 'Subscript' && node.slice.type === 'UnaryOp' ? undefined : offloadExpression(place, node);
    case 'relation':
    case 'property':
    case 'containment':
      return isExpression(node) ? offloadExpression(place, node) : undefined;
    case 'iteration':
    case 'comprehension':
      return isExpression(subject) && (node.type === 'For' || node.type === 'comprehension') ? wrap(place, subject, 'list') : undefined;
    case 'truth':
      if (node.type === 'BoolOp' && !isTested(place, subject)) return offloadExpression(place, node);
      return node.type === 'Call' ? offloadCall(place, node) : isTested(place, subject) && isExpression(subject) ? wrap(place, subject, 'bool') : undefined;
    case 'text':
      return offloadText(place);
    case 'argument':
    case 'collection':
    case 'length':
      return offloadCall(place, node);
    case 'spread':
      return isExpression(subject) ? wrap(place, subject, 'list') : undefined;
    case 'unknown-method':
      return offloadLater(place);
    default:
      return undefined;
  }
}

/** Is only its truth asked for, and its value not used? */
export function isTested(place: Place, node: Node): boolean {
  const parent = place.file.getParent(node);
  switch (parent?.type) {
    case 'If':
    case 'While':
    case 'IfExp':
    case 'Assert':
      return parent.test === node;
    case 'UnaryOp':
      return parent.op === 'Not';
    case 'BoolOp':
      return isTested(place, parent);
    case 'comprehension':
      return parent.ifs.includes(node as Expression);
    default:
      return false;
  }
}

/** `f(x)` becomes `await sync_to_async(f)(x)`. */
export function offloadCall(place: Place, node: Node): Edits {
  const { file } = place;
  // A context manager would be entered here and have been made there.
  if (node.type !== 'Call' || node.func.type === 'Call' || file.getParent(node)?.type === 'withitem' || canAwait(place, node) === 'no') return undefined;
  const adapter = importOffloader(place);
  return adapter && [...adapter.edits, ...awaitCall(place, node, `${adapter.name}(`), insert(node.func.range[1], ')')];
}

/** A name that only a later version has: its sync form in a thread. */
function offloadLater(place: Place): Edits {
  const { effect, file, node } = place;
  const call = file.getParent(node);
  if (node.type !== 'Attribute' || call?.type !== 'Call' || call.func !== node || effect?.detail === undefined) return undefined;
  const edits = offloadCall(place, call);
  return edits && [...edits, { range: [node.range[1] - node.attr.length, node.range[1]], text: effect.detail }];
}

function awaitCall({ file }: Place, node: Node, open: string): readonly TextEdit[] {
  if (isAwaited(file, node)) return [insert(node.range[0], open)];
  if (needsParentheses(file, node)) return [insertWord(file, node.range[0], `(await ${open}`), insert(node.range[1], ')')];
  return [insertWord(file, node.range[0], `await ${open}`)];
}

/** `student.school` becomes `await sync_to_async(lambda: student.school)()`. */
function offloadExpression(place: Place, node: Node): Edits {
  const { file } = place;
  if (canAwait(place, node) === 'no' || isAwaited(file, node) || !canDelay(node)) return undefined;
  const parent = file.getParent(node);
  if (parent?.type === 'Delete' || (parent && 'targets' in parent && parent.targets.includes(node as Expression))) return undefined;
  const adapter = importOffloader(place);
  if (!adapter) return undefined;
  const isHead = needsParentheses(file, node);
  return [...adapter.edits, insertWord(file, node.range[0], `${isHead ? '(' : ''}await ${adapter.name}(lambda: `), insert(node.range[1], isHead ? ')())' : ')()')];
}

/** Can a lambda hold it? */
function canDelay(node: Node): boolean {
  return !listNodes(node).some(({ type }) => type === 'Await' || type === 'Yield' || type === 'YieldFrom' || type === 'NamedExpr');
}

function wrap(place: Place, subject: Node, name: string): Edits {
  if (canAwait(place, subject) === 'no' || isAwaited(place.file, subject)) return undefined;
  const adapter = importOffloader(place);
  return adapter && [...adapter.edits, insertWord(place.file, subject.range[0], `await ${adapter.name}(${name})(`), insert(subject.range[1], ')')];
}

function offloadText(place: Place): Edits {
  const { node, subject } = place;
  if (node.type === 'Call') return offloadCall(place, node);
  if (node.type === 'FormattedValue') return node.conversion === -1 && !node.format_spec ? wrap(place, subject, 'str') : undefined;
  return isExpression(node) ? offloadExpression(place, node) : undefined;
}

