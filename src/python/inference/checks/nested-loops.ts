import type { Expression } from '../../parser/index.ts';
import type { Frame } from '../machine.ts';
import { describeFunction } from '../values/operations.ts';
import { getCallee } from '../calls/passing.ts';
import type { Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';

/** Notes a loop started where one already runs. */
export function emitNestedLoop(name: string, target: Value, node: Expression, frame: Frame): void {
  emit(frame, { form: 'nested-loop', operation: describeFunction(name, name), node, subject: getCallee(node), receiver: target });
}
