import type { Expression } from '../../parser/index.ts';
import type { Given } from '../machine.ts';
import { use } from '../values/value-sets.ts';

/** What is handed to code that we do not follow may be awaited there. */
export function passOn({ args, keywords }: Given): void {
  for (const argument of args) use(argument, 'consumed');
  for (const argument of keywords.values()) use(argument, 'consumed');
}

export function getCallee(node: Expression): Expression {
  return node.type === 'Call' ? node.func : node;
}
