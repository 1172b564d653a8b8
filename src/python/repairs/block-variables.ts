import type { Node, Statement } from '../parser/index.ts';
import { listNodes } from './nodes.ts';

/** Names that a block gives to the code around it; `undefined` where the block cannot be a function of its own. */
export function listResults(root: Node, [, end]: readonly [number, number], body: readonly Statement[], isRepeated: boolean): readonly string[] | undefined {
  const inside = new Set(body.flatMap((statement) => listNodes(statement)));
  const own = new Set([...inside].flatMap((node) => (node.type === 'comprehension' ? listNodes(node.target) : [])));
  const bound = new Set<string>();
  for (const node of inside) {
    if (node.type === 'Name' && node.ctx !== 'Load' && !own.has(node)) bound.add(node.id);
    if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef' || node.type === 'Import' || node.type === 'ImportFrom') return undefined;
    if (node.type === 'Match' || node.type === 'Global' || node.type === 'Nonlocal') return undefined;
  }
  const outside = listNodes(root).filter((node) => !inside.has(node));
  const used = new Set<string>();
  const known = new Set<string>();
  for (const node of outside) {
    if (node.type === 'arg') known.add(node.arg);
    if (node.type !== 'Name') continue;
    if (node.ctx !== 'Load') known.add(node.id);
    else if (isRepeated || node.range[0] > end) used.add(node.id);
  }
  const results = [...bound].filter((name) => used.has(name));
  for (const name of bound) if ((used.has(name) || known.has(name)) && !isAssignedFirst(body, name)) return undefined;
  return results.toSorted((one, other) => findFirst(body, one) - findFirst(body, other));
}

/** Is it assigned on every path, before anything reads it? */
function isAssignedFirst(body: readonly Statement[], name: string): boolean {
  const first = body.find((statement) => listNodes(statement).some((node) => node.type === 'Name' && node.id === name));
  if (first?.type !== 'Assign' && first?.type !== 'AnnAssign') return false;
  if (first.type === 'AnnAssign' && !first.value) return false;
  const names = listNodes(first).filter((node) => node.type === 'Name' && node.id === name);
  const targets = first.type === 'Assign' ? first.targets : [first.target];
  return names.every((node) => node.type === 'Name' && node.ctx === 'Store') && targets.flatMap((target) => listNodes(target)).some((node) => names.includes(node));
}

function findFirst(body: readonly Statement[], name: string): number {
  return Math.min(...body.flatMap((statement) => listNodes(statement)).flatMap((node) => (node.type === 'Name' && node.id === name ? [node.range[0]] : [])));
}
