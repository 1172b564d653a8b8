import type { Expression, Node } from '../../parser/index.ts';
import { applyMarkers } from './call-effects.ts';
import type { EffectForm, Frame, Machine } from '../machine.ts';
import { NOTHING } from '../values/given.ts';
import { describeOperation } from '../values/operations.ts';
import { getTypeVariables } from '../values/type-variables.ts';
import { meetsCondition } from '../models/query-conditions.ts';
import { runProjectFunction } from './project-calls.ts';
import type { InstanceValue, Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';

/** Calls a special method; `undefined` where the class has none. */
export function callMethod(
  machine: Machine,
  value: InstanceValue,
  name: string,
  args: readonly Value[],
  form: EffectForm,
  node: Node,
  subject: Node,
  frame: Frame,
): Value | undefined {
  const member = machine.findMember(value.definition, name);
  if (member?.value.kind !== 'function') return undefined;
  const { definition } = member.value;
  const self = value;
  if (definition.module.path !== undefined) {
    return runProjectFunction(machine, { ...member.value, self }, { ...NOTHING, args }, node, subject, frame, form);
  }
  const isCached = value.query !== undefined && (value.query.empty || value.query.cache.filled);
  if (definition.markers.has('query') && !isCached && meetsCondition(machine, definition.markers.get('query')?.keywords.get('when'), self)) {
    const operation = describeOperation(definition, value.definition.name, undefined);
    emit(frame, { form, operation, node, subject, receiver: value });
    if (value.query) value.query.cache.filled = true;
  }
  applyMarkers(machine, definition, self, NOTHING, node as Expression, frame);
  const { returns } = definition.node as { returns?: Parameters<Machine['readAnnotation']>[0] | null };
  return returns ? machine.readAnnotation(returns, definition.scope, getTypeVariables(machine, self, member.owner)) : undefined;
}
