import type { Expression } from '../../parser/index.ts';
import type { Frame, Machine } from '../machine.ts';
import { decideOnLoop, evaluateSilently } from '../context/running-loop.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

/** How a test comes out where the values leave only one way; `undefined` for all others. */
export function decide(machine: Machine, test: Expression, value: Value, frame: Frame): boolean | undefined {
  const onLoop = decideOnLoop(machine, test, frame);
  if (onLoop !== undefined) return onLoop;
  switch (test.type) {
    case 'Call':
      return value.kind === 'literal' ? Boolean(value.value) : undefined;
    case 'Name': {
      // Names of other scopes may be set by anybody.
      const own = 'variables' in frame ? (frame.variables as ReadonlyMap<string, Value>).get(test.id) : undefined;
      if (own?.kind === 'none') return false;
      if (own && isGiven(own, test.id, frame)) return true;
      return own?.kind === 'literal' ? Boolean(own.value) : undefined;
    }
    case 'UnaryOp': {
      if (test.op !== 'Not') return undefined;
      const inner = decide(machine, test.operand, evaluateSilently(machine, test.operand, frame), frame);
      return inner === undefined ? undefined : !inner;
    }
    case 'Compare': {
      const [op] = test.ops;
      const [right] = test.comparators;
      if (test.left.type === 'Call' && test.ops.length === 1 && right?.type === 'Constant' && typeof right.value === 'boolean' && (op === 'Is' || op === 'Eq')) {
        const outcome = decidePart(machine, test.left, frame);
        return outcome === undefined ? undefined : outcome === right.value;
      }
      if (test.left.type !== 'Name' || test.ops.length !== 1 || right?.type !== 'Constant' || right.literal !== 'None' || (op !== 'Is' && op !== 'IsNot')) return undefined;
      const own = 'variables' in frame ? (frame.variables as ReadonlyMap<string, Value>).get(test.left.id) : undefined;
      if (own && isGiven(own, test.left.id, frame)) return op === 'IsNot';
      return own?.kind === 'none' ? op === 'Is' : undefined;
    }
    case 'BoolOp': {
      const outcomes = test.values.map((part) => decidePart(machine, part, frame));
      // One false part decides an `and`, one true part an `or`.
      const decisive = test.op !== 'And';
      if (outcomes.includes(decisive)) return decisive;
      return outcomes.includes(undefined) ? undefined : !decisive;
    }
    default:
      return undefined;
  }
}

/** Has a call given a parameter that is `None` where nobody gives it? Then what happens without it is not meant. */
function isGiven(value: Value, name: string, { run, scope }: Frame): boolean {
  const isText = value.kind === 'instance' && value.definition.name === 'str' && value.definition.module.name === 'builtins';
  if (run.root !== undefined || scope.kind !== 'function-definition' || !(isText || value.kind === 'unknown')) return false;
  const { args, defaults, kw_defaults: keywordDefaults, kwonlyargs, posonlyargs } = scope.node.args;
  const positional = [...posonlyargs, ...args];
  const index = positional.findIndex(({ arg }) => arg === name);
  const default_ = index < 0 ? keywordDefaults[kwonlyargs.findIndex(({ arg }) => arg === name)] : defaults[index - (positional.length - defaults.length)];
  return default_?.type === 'Constant' && default_.literal === 'None';
}

// Of calls inside of tests only the questions about functions are asked again.
const STYLE_QUESTION = /^is(?:coroutine|asyncgen|generator)/u;

function decidePart(machine: Machine, part: Expression, frame: Frame): boolean | undefined {
  if (part.type !== 'Call') return decide(machine, part, UNKNOWN, frame);
  const name = part.func.type === 'Attribute' ? part.func.attr : part.func.type === 'Name' ? part.func.id : '';
  return decide(machine, part, STYLE_QUESTION.test(name) ? evaluateSilently(machine, part, frame) : UNKNOWN, frame);
}
