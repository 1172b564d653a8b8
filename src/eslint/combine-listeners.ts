import type { Rule } from 'eslint';

/** One listener for a rule that looks at a file in several ways, one after the other. */
export function combineListeners(...listeners: readonly Rule.RuleListener[]): Rule.RuleListener {
  const names = new Set(listeners.flatMap((listener) => Object.keys(listener)));
  return Object.fromEntries([...names].map((name) => [name, (node: Rule.Node) => {
    for (const listener of listeners) (listener[name] as ((node: Rule.Node) => void) | undefined)?.(node);
  }]));
}
