import type { FunctionDefinition } from '../values/definitions.ts';
import { createBody } from '../calls/project-calls.ts';
import { NOTHING } from '../values/given.ts';
import { SILENT } from '../values/frames.ts';
import { applyDecorator } from '../names/decorators.ts';
import type { Machine, Run } from '../machine.ts';
import { createScopeFrame } from '../names/names.ts';
import type { CoroutineOrigin, CoroutineUse, FunctionValue, Value } from '../values/values.ts';

// Who asks what it got handles both.
const ASKS = /iscoroutine|isawaitable|Awaitable|Coroutine/u;

/** Does a decorator of the project take the coroutine of an async function for its result? */
export function misusesCoroutine(machine: Machine, decorator: Value, target: FunctionDefinition): boolean {
  if (decorator.kind !== 'function' || decorator.definition.module.path === undefined || ASKS.test(readText(decorator))) return false;
  const wrapper = applyDecorator(machine, decorator, { kind: 'function', definition: target }, createScopeFrame(machine, target.scope));
  if (wrapper.kind !== 'function' || wrapper.definition.isAsync || wrapper.definition === target || wrapper.definition.node.type === 'Lambda') return false;
  const uses: CoroutineUse[] = [];
  const run: Run = {
    ...SILENT,
    depth: 1,
    track: (value, node, operation, callee) => (callee === target ? { ...value, origin: { node: node as CoroutineOrigin['node'], uses, operation } } : value),
  };
  machine.execute(wrapper.definition.node.body, createBody(machine, wrapper, { ...NOTHING, isOpen: true }, run, false));
  return uses.some((use) => use.kind === 'misused' && (use.as === 'property' || use.as === 'index')) && !uses.some(({ kind }) => kind === 'awaited');
}

function readText({ definition: { module, node } }: FunctionValue): string {
  return module.text.slice(...node.range);
}
