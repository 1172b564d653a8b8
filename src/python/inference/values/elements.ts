import type { Machine } from '../machine.ts';
import { createRow } from '../models/query-rows.ts';
import type { Value } from './values.ts';

/** What iterating a value would give, without doing it. */
export function createQueryElement(machine: Machine, value: Value): Value | undefined {
  if (value.kind === 'generator') return value.element;
  if (value.kind !== 'instance') return undefined;
  if (value.query) return createRow(machine, value, value.query);
  return value.args[0];
}
