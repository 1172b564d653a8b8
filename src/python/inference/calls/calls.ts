import type { Expression } from '../../parser/index.ts';
import { construct } from './construction.ts';
import { emitNestedLoop } from '../checks/nested-loops.ts';
import { describeFunction, getTargetName } from '../values/operations.ts';
import { SILENT } from '../values/frames.ts';
import type { Effect, Frame, Given, Machine } from '../machine.ts';
import { callStub } from './stub-calls.ts';
import { applyDecorator, nameResult } from '../names/decorators.ts';
import { findNamedKind } from '../names/written-names.ts';
import { enterNamed } from '../context/configured.ts';
import { runProjectFunction } from './project-calls.ts';
import { getCallee, passOn } from './passing.ts';
import { findCoroutines, getMembers, join } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

/** Calls a value. */
export function call(machine: Machine, callee: Value, given: Given, node: Expression, frame: Frame): Value {
  const members = getMembers(callee);
  const named = node.type === 'Call' ? findNamedKind(machine, node.func, frame.scope) : undefined;
  const inner = enterNamed(frame, named);
  const results = members.map((member) => nameResult(callOne(machine, member, given, node, member.kind === 'loop-runner' && members.length > 1 ? { ...frame, run: { ...frame.run, emit: () => {} } } : inner), named));
  // Where one of several functions is sync, what is called may be that one.
  const isMixed = results.some(({ kind }) => kind === 'coroutine') && members.some(({ kind }, index) => kind === 'function' && results[index]?.kind !== 'coroutine');
  return join(isMixed ? results.map((result) => (result.kind === 'coroutine' ? { ...result, origin: undefined } : result)) : results);
}

function callOne(machine: Machine, callee: Value, given: Given, node: Expression, frame: Frame): Value {
  switch (callee.kind) {
    case 'function':
      if (callee.definition.module.path === undefined) return callStub(machine, callee, given, node, frame);
      return followArguments(given, () => runProjectFunction(machine, callee, given, node, getCallee(node), enterNamed(frame, callee.named), 'call'));
    case 'class':
      return construct(machine, callee, given, node, frame);
    case 'partial':
      return call(
        machine,
        callee.target,
        { ...given, args: [...callee.args, ...given.args], keywords: new Map([...callee.keywords, ...given.keywords]), argNodes: [...callee.args.map(() => node), ...given.argNodes] },
        node,
        frame,
      );
    case 'offloaded': {
      passOn(given);
      // In the thread nothing of this is a mistake.
      const behind: Effect[] = [];
      const made = machine.call(callee.target, given, node, { ...frame, run: { ...SILENT, depth: frame.run.depth, emit: (effect) => { behind.push(effect); } } });
      const result = trackLambda(callee.target, made, frame);
      const definition = callee.target.kind === 'function' ? callee.target.definition : undefined;
      return frame.run.track({ kind: 'coroutine', result, scheduled: false }, node, describeFunction(getTargetName(callee.target), callee.name), undefined, { behind, ...(definition && { offloaded: definition }) });
    }
    case 'loop-runner': {
      passOn(given);
      emitNestedLoop(callee.definition.name, callee.target, node, frame);
      const result = machine.call(callee.target, given, node, { ...frame, run: { ...SILENT, depth: frame.run.depth } });
      return result.kind === 'coroutine' ? result.result : UNKNOWN;
    }
    case 'instance': {
      const method = machine.findMember(callee.definition, '__call__');
      if (machine.getLineage(callee.definition).classes.some(({ markers }) => markers.has('transaction'))) {
        return join(given.args.map((argument) => applyDecorator(machine, callee, argument, frame)));
      }
      passOn(given);
      return method?.value.kind === 'function' ? machine.call({ ...method.value, self: callee }, given, node, frame) : UNKNOWN;
    }
    default:
      passOn(given);
      return UNKNOWN;
  }
}

/** What becomes of the coroutines that a function of the project is given is what it does with them, where that shows. */
function followArguments(given: Given, run: () => Value): Value {
  const origins = [...given.args, ...given.keywords.values()].flatMap((argument) => findCoroutines(argument).flatMap(({ origin }) => origin ?? []));
  const before = origins.map(({ uses }) => uses.length);
  const result = run();
  for (const [index, origin] of origins.entries()) if (origin.uses.length === before[index]) origin.uses.push({ kind: 'consumed' });
  return result;
}

/** The coroutine that a lambda makes in a thread is still to be awaited. */
function trackLambda(target: Value, made: Value, frame: Frame): Value {
  if (made.kind !== 'coroutine') return made;
  // Of other functions it is said that they are async already.
  if (target.kind !== 'function' || target.definition.node.type !== 'Lambda') return UNKNOWN;
  return frame.run.track(made, target.definition.node.body, describeFunction('<lambda>', target.definition.module.name));
}
