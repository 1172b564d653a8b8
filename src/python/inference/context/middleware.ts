import type { AsyncFunctionDef, Expression, FunctionDef, Statement } from '../../parser/index.ts';
import { readBindings } from '../names/bindings.ts';
import type { Scope } from '../values/definitions.ts';
import type { Frame, Machine } from '../machine.ts';
import { createScopeFrame } from '../names/names.ts';
import { getMembers } from '../values/value-sets.ts';
import { type Closure, UNKNOWN, type Value } from '../values/values.ts';

type Definition = FunctionDef | AsyncFunctionDef;

/** What a function closes over where it is only made if a name has turned out to be a coroutine function. */
export function guardClosure(machine: Machine, node: Definition, body: readonly Statement[], closure: Closure | undefined, scope: Scope): Closure | undefined {
  if (!closure || scope.kind !== 'function-definition') return closure;
  const guards = body.filter((statement) => statement.type === 'If' && statement.body.includes(node)).flatMap((statement) => (statement.type === 'If' ? [statement.test] : []));
  const names = guards.flatMap((test) => readAsyncName(machine, test, scope) ?? []).filter((name) => !readBindings(body).names.has(name));
  if (names.length === 0) return closure;
  const value: Value = { kind: 'offloaded', target: UNKNOWN, node, name: scope.module.name };
  return { lookup: (name) => (names.includes(name) && isOpen(closure.lookup(name)) ? value : closure.lookup(name)) };
}

function isOpen(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'unknown';
}

/** @example readAsyncName(`iscoroutinefunction(get_response)`) // 'get_response' */
function readAsyncName(machine: Machine, test: Expression, scope: Scope): string | undefined {
  if (test.type !== 'Call') return undefined;
  const callee = machine.evaluate(test.func, createScopeFrame(machine, scope));
  const [subject] = test.args;
  return callee.kind === 'function' && callee.definition.name === 'iscoroutinefunction' && subject?.type === 'Name' ? subject.id : undefined;
}

/** What an async middleware answers with is awaited once, by whoever calls it. */
export function noteAnswers(machine: Machine, scope: Scope, returns: readonly Value[]): void {
  if (scope.kind !== 'function-definition' || scope.node.type === 'Lambda') return;
  const frame: Frame = createScopeFrame(machine, scope.scope);
  const isFactory = scope.node.decorator_list.some((decorator) => {
    const value = machine.evaluate(decorator, frame);
    return value.kind === 'function' && value.definition.markers.has('answers');
  });
  if (!isFactory) return;
  for (const value of returns.flatMap(getMembers)) {
    if (value.kind === 'coroutine' && value.origin) value.origin.uses.splice(0, value.origin.uses.length, { kind: 'misused', as: 'response', node: value.origin.node });
  }
}
