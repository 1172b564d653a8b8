import type { ClassDefinition, FunctionDefinition } from '../values/definitions.ts';
import { pickArguments } from '../calls/call-effects.ts';
import { isEntity } from './entities.ts';
import { hasForward, hasUnique, isConstrained } from './constraints.ts';
import { VALIDATED } from './validated.ts';
import type { Given, Machine } from '../machine.ts';
import { hasRowField, listsRows } from './row-choices.ts';
import { isLoaded } from './loaded-state.ts';
import { readMeta } from './meta.ts';
import type { Expression } from '../../parser/index.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

const UNIQUE = ['constraints', 'unique_together'];

/** Does this very call query, by what its decorator says of arguments and receivers? */
export function isQuerying(machine: Machine, definition: FunctionDefinition, self: Value | undefined, given: Given, node: Expression): boolean {
  const marker = definition.markers.get('query');
  if (!marker) return false;
  const unless = marker.keywords.get('unless');
  if (typeof unless === 'string') {
    const [name = '', value] = unless.split('=');
    const [argument] = pickArguments(definition, self !== undefined, given, node, name);
    if (value === undefined && argument) return false;
    if (given.isOpen || (argument && !(argument.value.kind === 'literal' && argument.value.value !== false))) return false;
  }
  return meetsCondition(machine, marker.keywords.get('when'), self);
}

/** The conditions on a receiver; `used` is for what is read, not for what is called. */
export function meetsCondition(machine: Machine, condition: string | boolean | null | undefined, self: Value | undefined): boolean {
  if (condition === undefined || condition === 'used') return true;
  if (self?.kind !== 'instance') return false;
  if (condition === 'unloaded') return !isLoaded(self);
  if (condition === 'object_list') return isLazyQuery(machine, self.args[0]);
  if (condition === 'choices') return listsRows(machine, self.definition);
  if (condition === 'related') return hasForward(machine, self.definition);
  if (condition === 'constraints') return readMeta(machine, self.definition, 'constraints') !== undefined;
  if (condition === 'unique') return hasUnique(machine, self.definition) || UNIQUE.some((name) => readMeta(machine, self.definition, name) !== undefined);
  return condition === 'model-bound' && !self.attributes.has(VALIDATED) && isModelBound(machine, self.definition);
}

/** A form keeps its errors: only the first look at them validates, on whatever thread. */
export function noteValidation(machine: Machine, definition: FunctionDefinition, self: Value | undefined): void {
  if (definition.markers.get('query')?.keywords.get('when') === 'model-bound' && self?.kind === 'instance' && !isEntity(machine, self.definition)) self.attributes.set(VALIDATED, UNKNOWN);
}

function isLazyQuery(machine: Machine, value: Value | undefined): boolean {
  if (value?.kind !== 'instance') return false;
  const member = machine.findMember(value.definition, '__iter__');
  return member?.value.kind === 'function' && member.value.definition.markers.has('query');
}

/** Does validation have to look at rows: of a related model, or of the same one for what must be unique? */
function isModelBound(machine: Machine, definition: ClassDefinition): boolean {
  if (isEntity(machine, definition)) return isConstrained(machine, definition, undefined);
  if (hasRowField(machine, definition)) return true;
  const model = readMeta(machine, definition, 'model');
  if (model?.kind !== 'class') return false;
  const fields = readMeta(machine, definition, 'fields');
  if (fields?.kind === 'literal') return isConstrained(machine, model.definition, undefined);
  if (fields?.kind !== 'instance' || !fields.items) return false;
  return isConstrained(machine, model.definition, new Set(fields.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []))));
}
