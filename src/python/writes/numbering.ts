import { findPath, visit } from '../data-flow.ts';
import type { AsyncFor, Expression, For, Node, While } from '../parser/index.ts';

/** A write by its syntax: the call, and the row that it saves. */
interface Writing {
  readonly node: Node;
  readonly row: string | undefined;
}

/** Does a loop number the rows that it writes, so that their order is right only when all of them are written? */
export function isNumbering(loop: For | AsyncFor | While, writings: readonly Writing[]): boolean {
  if (loop.type !== 'For' || loop.iter.type !== 'Call' || loop.iter.func.type !== 'Name' || loop.iter.func.id !== 'enumerate' || loop.target.type !== 'Tuple') return false;
  const [index, ...others] = loop.target.elts;
  if (index?.type !== 'Name') return false;
  const own = new Set<string>(others.flatMap(listNames));
  const numbered = new Set<string>();
  for (const statement of loop.body) {
    visit(statement, (node) => {
      if (node.type !== 'Assign') return true;
      for (const target of node.targets) {
        if (target.type === 'Name') own.add(target.id);
        const row = target.type === 'Attribute' ? findPath(target.value) : undefined;
        if (row !== undefined && isNumber(node.value, index.id)) numbered.add(row);
      }
      return true;
    });
  }
  return writings.some(({ node, row }) => {
    if (row !== undefined) return numbered.has(row) && own.has(row.split('.', 1)[0] ?? '');
    return node.type === 'Call' && node.keywords.some(({ value }) => isNumber(value, index.id)) && listNames(node.func).some((name) => own.has(name));
  });
}

/** `index`, `index + 1` */
function isNumber(node: Expression, index: string): boolean {
  if (node.type === 'BinOp') return isNumber(node.left, index) || isNumber(node.right, index);
  return node.type === 'Name' && node.id === index;
}

function listNames(root: Node): readonly string[] {
  const names: string[] = [];
  visit(root, (node) => {
    if (node.type === 'Name') names.push(node.id);
    return true;
  });
  return names;
}
