import type { Expression } from '../../parser/index.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import type { Effect, Machine } from '../machine.ts';
import { createScopeFrame } from '../names/names.ts';
import { misusesCoroutine } from './wrapper-checks.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

/** Decorators that make something else of an async function than its callers expect. */
export function checkDecorators(machine: Machine, definition: FunctionDefinition): readonly Effect[] {
  const { node, scope } = definition;
  if (node.type === 'Lambda' || node.decorator_list.length === 0) return [];
  const effects: Effect[] = [];
  let isAsync = definition.isAsync && !definition.isGenerator;
  // Is it still the function itself that the next decorator gets?
  let isPlain = isAsync;
  let isGenerator = definition.isAsync && definition.isGenerator;
  let offloader: Expression | undefined;
  for (const decorator of [...node.decorator_list].reverse()) {
    const value = machine.evaluate(decorator, createScopeFrame(machine, scope));
    const marker = getMarker(value, 'decorates');
    const opener = findTransaction(machine, decorator, value, scope);
    if (opener) {
      if (offloader) effects.push(createEffect(definition, 'decoration', opener, 'outside'));
      else if (isAsync || isGenerator) effects.push(createEffect(definition, 'decoration', opener, 'decoration'));
      continue;
    }
    if (isAsync && marker?.keywords.get('sync_wrapper') === true && !isServed(machine, marker.keywords.get('async_since'))) {
      effects.push(createEffect(definition, 'unserved-handler', decorator, 'decorator'));
    }
    if (isAsync && isPlain && misusesCoroutine(machine, value, definition)) effects.push(createEffect(definition, 'unserved-handler', decorator, 'decorator'));
    isPlain &&= marker !== undefined;
    if (getMarker(value, 'offloads')) offloader = decorator;
    if (getMarker(value, 'offloads')) isAsync = true;
    if (getMarker(value, 'runs_loop') || value.kind === 'unknown') isAsync = false;
    if (value.kind === 'unknown') isGenerator = false;
    if (value.kind === 'unknown') offloader = undefined;
  }
  return effects;
}

/** The transaction that a decorator is, or that it is given to apply to a method. */
function findTransaction(machine: Machine, decorator: Expression, value: Value, scope: FunctionDefinition['scope']): Expression | undefined {
  if (isTransaction(machine, value)) return decorator;
  const [first] = decorator.type === 'Call' ? decorator.args : [];
  const isAdapted = first && decorator.type === 'Call' && getMarker(machine.evaluate(decorator.func, createScopeFrame(machine, scope)), 'decorates');
  return isAdapted && isTransaction(machine, machine.evaluate(first, createScopeFrame(machine, scope))) ? first : undefined;
}

function isTransaction(machine: Machine, value: Value): boolean {
  if (getMarker(value, 'transaction')) return true;
  return value.kind === 'instance' && machine.getLineage(value.definition).classes.some(({ markers }) => markers.has('transaction'));
}

function getMarker(value: Value, name: string) {
  const target = value.kind === 'partial' ? value.target : value;
  return target.kind === 'function' ? target.definition.markers.get(name) : undefined;
}

function isServed(machine: Machine, since: unknown): boolean {
  return typeof since === 'string' && machine.hasVersion(since);
}

function createEffect(callee: FunctionDefinition, form: 'decoration' | 'unserved-handler', decorator: Expression, detail: string): Effect {
  return {
    form,
    operation: { receiver: callee.name, name: callee.name, effect: form === 'decoration' ? 'transaction' : 'none', style: 'async', lock: false },
    node: decorator,
    subject: decorator,
    module: callee.module,
    receiver: UNKNOWN,
    callee,
    inline: false,
    path: [],
    detail,
  };
}
