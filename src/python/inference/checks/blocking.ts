import type { FunctionDefinition } from '../values/definitions.ts';
import type { Effect } from '../machine.ts';

// Who asks whether a loop is running, or catches that one is, has another way for it.
const ASKS = /get_running_loop|get_event_loop|is_running|RuntimeError/u;

/** Would this stop an event loop from inside a sync function? */
export function isBlocking({ form, operation, receiver }: Effect, { module, node }: FunctionDefinition): boolean {
  if (form === 'nested-loop') return receiver.kind === 'function' && receiver.definition.isAsync && !ASKS.test(module.text.slice(...node.range));
  return operation.style === 'sync' && (operation.effect === 'query' || operation.effect === 'transaction') && form !== 'await';
}

/** What speaks for all that a function does: a query, where there is one. */
export function findFirst(effects: readonly Effect[]): Effect | undefined {
  return effects.find(({ form }) => form !== 'nested-loop') ?? effects[0];
}
