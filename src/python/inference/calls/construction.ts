import type { Expression } from '../../parser/index.ts';
import { pickArguments } from './call-effects.ts';
import { keep } from '../values/kept.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import { isEntity } from '../models/entities.ts';
import { getCallee, passOn } from './passing.ts';
import { noteLoad } from '../models/loaded-state.ts';
import { refuseCoroutines } from '../models/plain-fields.ts';
import { takeArgument } from '../values/given.ts';
import type { Frame, Given, Machine } from '../machine.ts';
import { callStub } from './stub-calls.ts';
import { createManagerOf } from '../models/related-managers.ts';
import { runProjectFunction } from './project-calls.ts';
import { bindTypes } from '../values/type-binding.ts';
import { type ClassValue, type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';

/** Makes an instance of a class. */
export function construct(machine: Machine, callee: ClassValue, given: Given, node: Expression, frame: Frame): Value {
  const { definition } = callee;
  const isBuiltin = definition.module.name === 'builtins';
  if (isBuiltin && definition.name === 'super') return createSuper(given, frame);
  if (isBuiltin && definition.name === 'type' && given.args.length === 1) {
    const [value] = given.args;
    return value?.kind === 'instance' ? { kind: 'class', definition: value.definition, args: value.args } : UNKNOWN;
  }
  if (definition.markers.has('partial')) {
    const [target, ...args] = given.args;
    if (!target) return UNKNOWN;
    return { kind: 'partial', target, args, keywords: given.keywords };
  }
  const initializer = machine.findMember(definition, '__init__');
  const function_ = initializer?.value.kind === 'function' ? initializer.value : undefined;
  if (function_ && function_.definition.module.path === undefined) {
    const { markers } = function_.definition;
    if (markers.has('offloads') && isAsyncCallable(machine, definition)) return wrap(takeArgument(given, 0, markers.get('offloads')?.args[0] ?? ''), node, definition.name);
    if (markers.get('runs_loop')?.keywords.get('returns') === 'callable') {
      const target = given.args[0] ?? UNKNOWN;
      return { kind: 'loop-runner', target, definition: function_.definition };
    }
  }
  const instance: InstanceValue = {
    kind: 'instance',
    definition,
    args: callee.args,
    attributes: new Map(isEntity(machine, definition) ? given.keywords : []),
    ...(isEntity(machine, definition) && { owner: UNKNOWN }),
  };
  const manager = createManagerOf(machine, instance, callee);
  if (manager) return manager;
  if (!function_) {
    passOn(refuseCoroutines(machine, definition, given));
    return instance;
  }
  if (function_.definition.module.path !== undefined) {
    passOn(given);
    // Fields are set by the base class that a model's own constructor calls.
    runProjectFunction(machine, { ...function_, self: instance }, given, node, getCallee(node), frame, 'call');
    return instance;
  }
  const types = bindTypes(machine, function_.definition, initializer?.owner.typeParameters ?? [], given, true);
  keepArguments(machine, function_.definition, instance, given, node);
  callStub(machine, { ...function_, self: instance }, given, node, frame);
  const fresh = function_.definition.markers.get('fresh');
  if (fresh && !given.isOpen && fresh.args.every((name) => pickArguments(function_.definition, true, given, node, name).length === 0)) noteLoad(instance);
  const args = (initializer?.owner.typeParameters ?? []).map((name) => types.get(name) ?? UNKNOWN);
  return callee.args.length > 0 || args.length === 0 ? instance : { ...instance, args };
}

/** What other methods of library classes run later. */
function keepArguments(machine: Machine, definition: FunctionDefinition, instance: InstanceValue, given: Given, node: Expression): void {
  if (definition.node.type === 'Lambda') return;
  const { args, vararg } = definition.node.args;
  for (const { arg } of args.slice(1)) for (const { value } of pickArguments(definition, true, given, node, arg)) instance.attributes.set(keep(arg), value);
  if (!vararg) return;
  const items = pickArguments(definition, true, given, node, `*${vararg.arg}`).map(({ value }) => value);
  instance.attributes.set(keep(vararg.arg), machine.createInstance('builtins', 'tuple', [], { items }));
}

function isAsyncCallable(machine: Machine, definition: ClassValue['definition']): boolean {
  const member = machine.findMember(definition, '__call__');
  return member?.value.kind === 'function' && member.value.definition.isAsync;
}

function wrap(target: Value | undefined, node: Expression, name: string): Value {
  return target ? { kind: 'offloaded', target, node, name } : UNKNOWN;
}

/** `super()` of the method around, or `super(Class, self)`. */
function createSuper(given: Given, frame: Frame): Value {
  const [owner, object] = given.args;
  if (owner?.kind === 'class' && object) return { kind: 'super', after: owner.definition, self: object };
  const { scope } = frame;
  let current = scope;
  while (current.kind === 'function-definition' && !current.owner && current.scope.kind === 'function-definition') current = current.scope;
  if (current.kind !== 'function-definition' || !current.owner || current.node.type === 'Lambda') return UNKNOWN;
  const first = [...current.node.args.posonlyargs, ...current.node.args.args][0]?.arg;
  const self = first === undefined ? undefined : frame.lookup(first);
  return self ? { kind: 'super', after: current.owner, self } : UNKNOWN;
}
