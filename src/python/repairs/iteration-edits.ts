import type { TextEdit } from '../../analysis/intent.ts';
import type { Comprehension, Expression, Node } from '../parser/index.ts';
import { canAwait } from './contexts.ts';
import { insert, insertWord, isPlain, openDisplay, type Edits } from './edits.ts';
import type { Place } from './repaired-site.ts';

/** Edits, and whether the code means the same afterwards. */
export interface Change {
  readonly edits: readonly TextEdit[];
  readonly isSafe: boolean;
}

// They take any iterable, and take all of it.
const TAKERS = new Set(['sum', 'any', 'all', 'min', 'max', 'sorted', 'tuple', 'frozenset', 'dict', 'enumerate', 'zip', 'map', 'filter', 'join', 'extend', 'update']);
const DISPLAYS: Readonly<Record<string, readonly [string, string]>> = { list: ['[', ']'], set: ['{', '}'] };

/** `for` over something becomes `async for`. */
export function iterateAsync(place: Place, node: Node): Change | undefined {
  switch (node.type) {
    case 'For':
      return canAwait(place, node) === 'yes' ? { edits: [insertWord(place.file, node.range[0], 'async ')], isSafe: true } : undefined;
    case 'comprehension':
      return iterateClause(place, node);
    case 'AsyncFor':
      return { edits: [], isSafe: true };
    default:
      return undefined;
  }
}

function iterateClause(place: Place, clause: Comprehension): Change | undefined {
  const owner = place.file.getParent(clause);
  if (!owner || !('generators' in owner)) return undefined;
  const awaiting = canAwait(place, owner, 1);
  if (awaiting === 'no') return undefined;
  const edit = insertWord(place.file, clause.range[0], 'async ');
  if (owner.type !== 'GeneratorExp') return { edits: [edit], isSafe: awaiting === 'yes' };
  const list = collectGenerator(place, owner);
  return list && { edits: [...list.edits, edit], isSafe: list.isSafe && awaiting === 'yes' };
}

/** A generator cannot be asynchronous where a sync function takes it: a list takes its place. */
export function collectGenerator({ file }: Place, generator: Expression): Change | undefined {
  const parent = file.getParent(generator);
  const [start, end] = generator.range;
  if (parent?.type !== 'Call' || !parent.args.includes(generator)) return undefined;
  const callee = parent.func.type === 'Name' ? parent.func.id : parent.func.type === 'Attribute' ? parent.func.attr : '';
  if (callee === 'next' || callee === 'iter') return undefined;
  const isOnly = end === parent.range[1];
  const display = parent.func.type === 'Name' ? DISPLAYS[callee] : undefined;
  if (display && parent.args.length === 1 && parent.keywords.length === 0 && isPlain(file, parent.range[0], start + 1) && isPlain(file, end - 1, parent.range[1])) {
    return { edits: [{ range: [parent.range[0], start + 1], text: openDisplay(file, parent.range[0], display[0]) }, { range: [end - 1, parent.range[1]], text: display[1] }], isSafe: true };
  }
  const edits: Edits = isOnly ? [insert(start + 1, '['), insert(end - 1, ']')] : [{ range: [start, start + 1], text: '[' }, { range: [end - 1, end], text: ']' }];
  return { edits, isSafe: TAKERS.has(callee) || callee in DISPLAYS };
}

/** `async for` becomes `for`. */
export function iterateSync({ file }: Place, node: Node): Edits {
  if (node.type !== 'AsyncFor' && node.type !== 'comprehension') return undefined;
  const [match] = /^async(?:\s|\\\r?\n)+/u.exec(file.text.slice(node.range[0], node.range[1])) ?? [];
  return match === undefined ? undefined : [{ range: [node.range[0], node.range[0] + match.length], text: '' }];
}
