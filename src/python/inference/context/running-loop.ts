import type { Expression, Try, TryStar } from '../../parser/index.ts';
import { SILENT } from '../values/frames.ts';
import type { Frame, Machine } from '../machine.ts';
import type { Value } from '../values/values.ts';

// What projects and libraries call the question whether a loop runs.
const ASYNC_QUESTION = /^(?:is|in)_(?:in_)?async(?:_context|_loop|_mode)?$|^(?:has|is|in)_(?:running_|event_)(?:event_)?loop$/u;

/** `try: get_running_loop()`, whose handlers run only where there is no loop. */
export function asksForLoop(machine: Machine, node: Try | TryStar, frame: Frame): boolean {
  const [first] = node.body;
  if (!frame.run.isOnLoop || !first || !('value' in first) || first.value?.type !== 'Call') return false;
  if (node.body.length > 1 && !node.handlers.every(({ exception }) => exception?.type === 'Name' && exception.id === 'RuntimeError')) return false;
  const callee = evaluateSilently(machine, first.value.func, frame);
  return callee.kind === 'function' && callee.definition.name === 'get_running_loop' && callee.definition.module.name === 'asyncio.events';
}

/** How a test of the loop comes out where one runs; `undefined` for any other test. */
export function decideOnLoop(machine: Machine, test: Expression, frame: Frame): boolean | undefined {
  if (!frame.run.isOnLoop) return undefined;
  switch (test.type) {
    case 'Name':
      return isLoop(readOwn(frame, test.id)) ? true : undefined;
    case 'Compare': {
      const [op] = test.ops;
      const [right] = test.comparators;
      if (test.left.type !== 'Name' || right?.type !== 'Constant' || right.literal !== 'None' || (op !== 'Is' && op !== 'IsNot')) return undefined;
      return isLoop(readOwn(frame, test.left.id)) ? op === 'IsNot' : undefined;
    }
    case 'Call':
      if (test.func.type === 'Name' && test.args.length === 0 && ASYNC_QUESTION.test(test.func.id)) return true;
      return test.func.type === 'Attribute' && test.func.attr === 'is_running' && isLoop(evaluateSilently(machine, test.func.value, frame)) ? true : undefined;
    default:
      return undefined;
  }
}

function isLoop(value: Value | undefined): boolean {
  return value?.kind === 'instance' && value.definition.name === 'AbstractEventLoop' && value.definition.module.name === 'asyncio.events';
}

// Names of other scopes may be set by anybody.
function readOwn(frame: Frame, name: string): Value | undefined {
  return 'variables' in frame ? (frame.variables as ReadonlyMap<string, Value>).get(name) : undefined;
}

/** What an expression gives, where it has been run for what it does. */
export function evaluateSilently(machine: Machine, node: Expression, frame: Frame): Value {
  return machine.evaluate(node, { ...frame, run: { ...SILENT, depth: frame.run.depth, isOnLoop: frame.run.isOnLoop } });
}
