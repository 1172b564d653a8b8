import type { VisitTraversalStep } from '@eslint/core';
import { visitorKeys, type Node } from '../parser/index.ts';

type Children = Readonly<Record<string, readonly (Node | null)[] | Node | null>>;

/** A step that hands the node itself to listeners: ESLint does that where `args` is missing, and a million arrays stay unmade. */
class NodeStep {
  readonly type = 'visit';
  readonly kind = 1;
  readonly target: Node;
  readonly phase: 1 | 2;

  constructor(target: Node, phase: 1 | 2) {
    this.target = target;
    this.phase = phase;
  }
}

/** Enters and leaves every node, children in the order of their visitor keys; a chain may be as deep as the source is long. */
export function traverse(root: Node): Iterable<VisitTraversalStep> {
  return { [Symbol.iterator]: () => createSteps(root) };
}

/** No generator, and one result for all steps: they are as many as a file has nodes, twice. */
function createSteps(root: Node): Iterator<VisitTraversalStep> {
  const pending = [root];
  const open: Node[] = [];
  const result: { done: boolean; value: unknown } = { done: false, value: undefined };
  return {
    next() {
      const node = pending.at(-1);
      result.done = node === undefined;
      result.value = undefined;
      if (node && open.at(-1) === node) {
        open.pop();
        pending.pop();
        result.value = new NodeStep(node, 2);
      } else if (node) {
        open.push(node);
        pushChildren(node, pending);
        result.value = new NodeStep(node, 1);
      }
      return result as IteratorResult<VisitTraversalStep>;
    },
  };
}

export function findParents(root: Node): ReadonlyMap<object, Node> {
  const parents = new Map<object, Node>();
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const first = pending.length;
    pushChildren(node, pending);
    for (let index = first; index < pending.length; index++) parents.set(pending[index] as Node, node);
  }
  return parents;
}

/** Pushes the first child last, where it is popped first. */
function pushChildren(node: Node, pending: Node[]): void {
  const keys = visitorKeys[node.type];
  for (let key = keys.length - 1; key >= 0; key--) {
    const value = (node as unknown as Children)[keys[key] as string];
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) {
        const child = value[index] as Node | null;
        if (child) pending.push(child);
      }
    } else if (value) pending.push(value as Node);
  }
}
