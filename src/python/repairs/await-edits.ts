import type { FileFacts } from '../file.ts';
import type { Await, Node } from '../parser/index.ts';
import { insert, insertWord, isParenthesized } from './edits.ts';
import { isPrimary } from './nodes.ts';
import type { TextEdit } from '../../analysis/intent.ts';

/** Does an attribute, a call or an index follow the expression itself? */
export function needsParentheses(file: FileFacts, node: Node): boolean {
  const parent = file.getParent(node);
  const isHead =
    ((parent?.type === 'Attribute' || parent?.type === 'Subscript') && parent.value === node) || (parent?.type === 'Call' && parent.func === node);
  return isHead && !isParenthesized(file, node, parent);
}

/** `await` that stands in front of what the expression leads to: `await call().name`. */
function findOuterAwait(file: FileFacts, node: Node): Await | undefined {
  let child = node;
  let parent = file.getParent(node);
  for (; (parent?.type === 'Attribute' || parent?.type === 'Subscript' || (parent?.type === 'Call' && parent.func === child)) && !(parent.type === 'Subscript' && parent.slice === child); parent = file.getParent(parent)) child = parent;
  return parent?.type === 'Await' && child !== node && child.type !== 'Call' ? parent : undefined;
}

/** Takes the word `await` away. */
export function removeAwait({ text }: FileFacts, node: Node): TextEdit | undefined {
  if (node.type !== 'Await') return undefined;
  const [match] = /^await[ \t]*/u.exec(text.slice(...node.range)) ?? [];
  return match === undefined ? undefined : { range: [node.range[0], node.range[0] + match.length], text: '' };
}

/** `await` in front of an expression, in parentheses where something follows it that would be read first. */
export function awaitExpression(file: FileFacts, node: Node): readonly TextEdit[] {
  if (!isPrimary(node)) {
    const [before, after] = needsParentheses(file, node) ? ['(await (', '))'] : ['await (', ')'];
    return [insertWord(file, node.range[0], before), insert(node.range[1], after)];
  }
  const outer = findOuterAwait(file, node);
  const moved = outer && removeAwait(file, outer);
  if (moved && moved.range[1] === node.range[0]) return [{ range: moved.range, text: '(await ' }, insert(node.range[1], ')')];
  if (needsParentheses(file, node)) return [insertWord(file, node.range[0], '(await '), insert(node.range[1], ')'), ...(moved ? [moved] : [])];
  return [insertWord(file, node.range[0], 'await ')];
}

export function isAwaited(file: FileFacts, node: Node): boolean {
  return file.getParent(node)?.type === 'Await';
}
