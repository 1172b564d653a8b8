import type { Operation, Twin, WriteKind } from '../../../analysis/operation.ts';
import type { FunctionDefinition } from './definitions.ts';
import type { Machine } from '../machine.ts';
import type { InstanceValue, Value } from './values.ts';

/** An async function that is no operation of an ORM. */
export function describeFunction(name: string, receiver: string): Operation {
  return { receiver, name, effect: 'none', style: 'async', lock: false };
}

/** The name of what a thread runs. */
export function getTargetName(target: Value): string {
  if (target.kind === 'function' || target.kind === 'class') return target.definition.name;
  return target.kind === 'partial' ? getTargetName(target.target) : '…';
}

/** What calling a function of a stub does, as its decorators say. */
export function describeOperation(definition: FunctionDefinition, receiver: string, twin: Twin | undefined): Operation {
  const { markers, name, isAsync } = definition;
  const write = markers.get('query')?.keywords.get('write');
  return {
    receiver,
    name,
    effect: markers.has('transaction') || markers.has('controls') ? 'transaction' : markers.has('query') ? 'query' : markers.has('lazy') ? 'lazy' : 'none',
    style: isAsync ? 'async' : 'sync',
    lock: markers.has('lock'),
    ...(twin && { twin }),
    ...(typeof write === 'string' && { write: write as WriteKind }),
  };
}

/** The lazy query that a value is; `undefined` where it is none. */
export function describeLazy(machine: Machine, value: InstanceValue): Operation | undefined {
  const evaluation = machine.findMember(value.definition, '__iter__');
  const isQuery = evaluation?.value.kind === 'function' && evaluation.value.definition.markers.has('query');
  const isManager = machine.getLineage(value.definition).classes.some(({ markers }) => markers.has('manager'));
  if (!isQuery && !isManager) return undefined;
  return { receiver: value.definition.name, name: value.definition.name, effect: 'lazy', style: 'sync', lock: false };
}
