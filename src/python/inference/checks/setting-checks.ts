import { visitorKeys, type Expression, type Node } from '../../parser/index.ts';
import type { ModuleDefinition } from '../values/definitions.ts';
import type { Effect } from '../machine.ts';
import { UNKNOWN } from '../values/values.ts';

const SETTERS = new Set(['setdefault', 'setenv', 'putenv', '__setitem__']);

/** Places that set an environment variable to something that is not empty. */
export function checkSettings(module: ModuleDefinition, names: readonly string[]): readonly Effect[] {
  const name = names.find((candidate) => module.text.includes(candidate));
  // Playwright's sync API keeps a loop running around tests that are sync: https://playwright.dev/python/docs/library
  if (name === undefined || module.text.includes('playwright')) return [];
  const effects: Effect[] = [];
  const add = (node: Node) =>
    effects.push({ form: 'unsafe-setting', operation: { receiver: module.name, name, effect: 'none', style: 'sync', lock: false }, node, subject: node, module, receiver: UNKNOWN, inline: false, path: [], detail: name });
  const pending: Node[] = [module.ast];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Assign' && !isEmpty(node.value)) for (const target of node.targets) if (target.type === 'Subscript' && isEnvironment(target.value) && isText(target.slice, name)) add(target);
    if (node.type === 'Call') {
      const { args, func, keywords } = node;
      if (func.type === 'Attribute' && SETTERS.has(func.attr) && isText(args[0], name) && args[1] && !isEmpty(args[1])) add(node);
      if (func.type === 'Attribute' && func.attr === 'update' && isEnvironment(func.value)) {
        for (const argument of args) if (argument.type === 'Dict' && argument.keys.some((key, index) => isText(key ?? undefined, name) && !isEmpty(argument.values[index]))) add(node);
        if (keywords.some(({ arg, value }) => arg === name && !isEmpty(value))) add(node);
      }
    }
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null>)[key];
      if (Array.isArray(child)) for (const item of child as readonly (Node | null)[]) { if (item) pending.push(item); }
      else if (child) pending.push(child as Node);
    }
  }
  return effects.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function isEnvironment(node: Expression): boolean {
  return (node.type === 'Attribute' && node.attr === 'environ') || (node.type === 'Name' && node.id === 'environ');
}

function isText(node: Expression | undefined, text: string): boolean {
  return node?.type === 'Constant' && node.value === text;
}

function isEmpty(node: Expression | undefined): boolean {
  return node?.type === 'Constant' && (node.value === '' || node.value === null);
}
