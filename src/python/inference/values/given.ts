import type { Call, Expression } from '../../parser/index.ts';
import type { Frame, Given, Machine } from '../machine.ts';
import { use } from './value-sets.ts';
import type { Value } from './values.ts';

const NO_KEYWORDS: ReadonlyMap<string, never> = new Map<string, never>();

export const NOTHING: Given = { args: [], keywords: NO_KEYWORDS, isOpen: false, argNodes: [], keywordNodes: NO_KEYWORDS };

/** Evaluates the arguments of a call. */
export function readGiven(machine: Machine, node: Call, frame: Frame): Given {
  const args: Value[] = [];
  const argNodes: Expression[] = [];
  const keywords = node.keywords.length > 0 ? new Map<string, Value>() : undefined;
  const keywordNodes = keywords && new Map<string, Expression>();
  let isOpen = false;
  for (const argument of node.args) {
    if (argument.type === 'Starred') {
      const value = machine.evaluate(argument.value, frame);
      isOpen ||= value.kind !== 'instance' || value.items === undefined;
      const element = machine.iterate(value, argument, argument.value, frame, 'spread');
      // The elements of a display are arguments of their own.
      const items = value.kind === 'instance' ? value.items : undefined;
      args.push(...(items ?? [element]));
      argNodes.push(...(items ?? [element]).map(() => argument));
      use(value, 'consumed');
      continue;
    }
    args.push(machine.evaluate(argument, frame));
    argNodes.push(argument);
  }
  for (const { arg, value: valueNode } of node.keywords) {
    const value = machine.evaluate(valueNode, frame);
    if (arg === null) {
      const entries = value.kind === 'instance' ? value.entries : undefined;
      isOpen ||= !entries || entries.size < (value.kind === 'instance' ? (value.items?.length ?? 0) : 0);
      if (entries) for (const [name, entry] of entries) keywords?.set(name, entry);
      else use(value, 'consumed');
    } else {
      keywords?.set(arg, value);
      keywordNodes?.set(arg, valueNode);
    }
  }
  return { args, keywords: keywords ?? NO_KEYWORDS, isOpen, argNodes, keywordNodes: keywordNodes ?? NO_KEYWORDS };
}

/** What a parameter receives, by position or by name. */
export function takeArgument({ args, keywords }: Given, index: number, name: string): Value | undefined {
  return keywords.get(name) ?? (index >= 0 ? args[index] : undefined);
}

export function takeArgumentNode({ argNodes, keywordNodes }: Given, index: number, name: string): Expression | undefined {
  return keywordNodes.get(name) ?? (index >= 0 ? argNodes[index] : undefined);
}
