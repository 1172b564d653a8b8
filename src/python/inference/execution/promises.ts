import type { Node } from '../../parser/index.ts';
import type { Frame } from '../machine.ts';
import type { InstanceValue } from '../values/values.ts';
import { emit } from '../values/effects.ts';

/** Looks at an object that was only promised, which loads it: there, where it comes from another file. */
export function keepPromise({ pending }: InstanceValue, frame: Frame, place?: Node): void {
  if (!pending || pending.isDone) return;
  pending.isDone = true;
  const { module, operation, owner } = pending;
  const node = module === frame.module ? pending.node : place;
  if (node) emit(frame, { form: 'property', operation, node, subject: node, receiver: owner });
}
