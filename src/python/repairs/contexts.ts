import type { Node } from '../parser/index.ts';
import { contains } from './nodes.ts';
import type { Place } from './repaired-site.ts';

/** `later`: only since Python 3.11 may a comprehension inside of another one be asynchronous. */
type Awaiting = 'yes' | 'later' | 'no';

/** May an `await` stand where `node` is? `inner` counts the comprehensions that `node` itself is. */
export function canAwait({ file, root }: Place, node: Node, inner = 0): Awaiting {
  // A sync function that runs on the event loop can await nothing either.
  if (root.node.type !== 'AsyncFunctionDef') return 'no';
  let comprehensions = inner;
  let child = node;
  for (let parent = file.getParent(node); parent; child = parent, parent = file.getParent(parent)) {
    switch (parent.type) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        return parent === root.node && parent.body.includes(child as never) ? (comprehensions > 1 ? 'later' : 'yes') : 'no';
      case 'ClassDef':
      case 'Lambda':
      case 'arguments':
      case 'arg':
        return 'no';
      case 'AnnAssign':
        if (parent.annotation === child) return 'no';
        break;
      case 'comprehension': {
        const owner = file.getParent(parent);
        if (!owner || !('generators' in owner)) return 'no';
        // The first iterable is evaluated outside of the comprehension.
        if (owner.generators[0] === parent && parent.iter === child) {
          child = owner;
          parent = owner;
          break;
        }
        if (owner.type === 'GeneratorExp') return 'no';
        break;
      }
      case 'GeneratorExp':
        return 'no';
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
        comprehensions += 1;
        break;
      default:
    }
  }
  return 'no';
}

/** Would a twin run outside of the transaction that surrounds the call? */
export function isInTransaction({ file, root }: Place, node: Node): boolean {
  if (root.node.type !== 'Module' && root.node.decorator_list.some((decorator) => /\batomic\b/u.test(file.text.slice(...decorator.range)))) return true;
  for (const { form, node: opener } of root.effects) {
    if (form !== 'entering' && form !== 'async-entering') continue;
    // An exit stack holds what it has entered until its own block ends.
    if (opener.type === 'Call' && opener.range[0] < node.range[0]) return true;
  }
  for (let child = node, parent = file.getParent(node); parent && parent !== root.node; child = parent, parent = file.getParent(parent)) {
    if (parent.type !== 'With' && parent.type !== 'AsyncWith') continue;
    if (!parent.body.includes(child as never)) continue;
    if (parent.items.some((item) => isTransaction(item.context_expr) || root.effects.some(({ form, node: opener }) => (form === 'entering' || form === 'async-entering') && (opener === item || contains(item, opener))))) return true;
  }
  return false;

  function isTransaction(manager: Node): boolean {
    return /\batomic\b/u.test(file.text.slice(...manager.range));
  }
}
