import type { ClassDefinition } from '../values/definitions.ts';
import { listOwnValues } from '../execution/own-attributes.ts';
import type { Value } from '../values/values.ts';

/** Notes a coroutine that a class keeps where it keeps the awaited result of the same call elsewhere, and never awaits what it keeps. */
export function noteKept(definition: ClassDefinition, attribute: string, value: Value): void {
  const { module, node } = definition;
  if (value.kind !== 'coroutine' || value.scheduled || value.origin?.node.type !== 'Call') return;
  const read = (range: readonly [number, number]) => module.text.slice(...range);
  const callee = read(value.origin.node.func.range);
  const isAwaited = listOwnValues(definition, attribute).some((kept) => kept.type === 'Await' && kept.value.type === 'Call' && read(kept.value.func.range) === callee);
  if (!isAwaited || new RegExp(`(?:await|return|(?<!\\blen)\\(|[,*])\\s*\\w+\\.${attribute}\\s*(?:[,)\\n]|$)`, 'u').test(read(node.range))) return;
  value.origin.uses.push({ kind: 'misused', as: 'argument', node: value.origin.node, final: true });
}
