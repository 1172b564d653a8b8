import { keep } from '../values/kept.ts';
import type { InstanceValue, Value } from '../values/values.ts';

export const VALIDATED = keep('validated');

export function isValidated(value: Value | undefined): value is InstanceValue {
  return value?.kind === 'instance' && value.attributes.has(VALIDATED);
}
