import type { Node } from '../parser/index.ts';
import { listNodes } from './nodes.ts';
import type { Place } from './repaired-site.ts';

const LOOPS: ReadonlySet<Node['type']> = new Set(['For', 'AsyncFor', 'While', 'ListComp', 'SetComp', 'DictComp', 'GeneratorExp']);

/** Does nothing else read the rows, so that they need not be kept? */
export function isReadOnce({ file, root }: Place, subject: Node): boolean {
  if (subject.type === 'Call' || subject.type === 'BinOp') return true;
  if (subject.type === 'Subscript') return subject.slice.type === 'Slice';
  if (subject.type !== 'Name') return false;
  const names = listNodes(root.node).filter((node) => node.type === 'Name' && node.id === subject.id);
  const bound = names.filter((node) => node.type === 'Name' && node.ctx === 'Store');
  if (names.length - bound.length !== 1 || bound.length === 0) return false;
  for (let node: Node | undefined = subject; node && node !== root.node; node = file.getParent(node)) {
    const { range: [start, end], type } = node;
    // In a loop the rows are read again, unless they are made there.
    if (LOOPS.has(type) && !bound.some(({ range }) => range[0] >= start && range[1] <= end)) return false;
  }
  return true;
}
