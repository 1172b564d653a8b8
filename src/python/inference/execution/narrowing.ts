import type { Attribute, Expression } from '../../parser/index.ts';
import { createBlockFrame } from '../values/flow-frame.ts';
import type { Frame, Machine } from '../machine.ts';
import { isEntity } from '../models/entities.ts';
import { findField } from '../models/relations.ts';
import { getMembers, join, mapMembers } from '../values/value-sets.ts';
import { type InstanceValue, NONE, UNKNOWN, type Value } from '../values/values.ts';

/** A frame in which names have the values that a test leaves them. */
export function narrow(machine: Machine, test: Expression, outcome: boolean, frame: Frame): Frame {
  const changes = new Map(readNarrowing(machine, test, outcome, frame));
  if (changes.size === 0) return frame;
  const inner = createBlockFrame(frame);
  return {
    ...inner,
    lookup: (name) => changes.get(name) ?? frame.lookup(name),
    // Other names that the block binds belong to the function.
    assign(name, value) {
      changes.delete(name);
      frame.assign(name, value);
    },
  };
}

const NOTHING: ReadonlyMap<string, Value> = new Map();

/** What names are where a test came out one way. */
export function readNarrowing(machine: Machine, test: Expression, outcome: boolean, frame: Frame): ReadonlyMap<string, Value> {
  switch (test.type) {
    case 'UnaryOp':
      return test.op === 'Not' ? readNarrowing(machine, test.operand, !outcome, frame) : NOTHING;
    case 'BoolOp': {
      // All parts of a true `and` and of a false `or` came out that way.
      if ((test.op === 'And') !== outcome) return NOTHING;
      return new Map(test.values.flatMap((part) => [...readNarrowing(machine, part, outcome, frame)]));
    }
    case 'Name':
      return narrowName(test.id, frame, (value) => (outcome ? value.kind !== 'none' : isMaybeFalse(value)));
    case 'Attribute':
      return outcome ? NOTHING : narrowKey(machine, test, frame);
    case 'NamedExpr':
      return readNarrowing(machine, test.target, outcome, frame);
    case 'Compare': {
      const [op] = test.ops;
      const [right] = test.comparators;
      if (test.left.type === 'Attribute' && isNone(right) && (outcome ? op === 'Is' : op === 'IsNot')) return narrowKey(machine, test.left, frame);
      if (test.left.type !== 'Name' || test.ops.length !== 1 || right?.type !== 'Constant' || right.literal !== 'None') return NOTHING;
      if (op === 'Is' || op === 'Eq') return narrowToNone(test.left.id, outcome, frame);
      return op === 'IsNot' || op === 'NotEq' ? narrowToNone(test.left.id, !outcome, frame) : NOTHING;
    }
    case 'Call':
      return narrowByClass(machine, test.func, test.args, outcome, frame);
    default:
      return NOTHING;
  }
}

/** A row whose key to another is none has no other, and asks for none. */
function narrowKey(machine: Machine, { attr, value: owner }: Attribute, frame: Frame): ReadonlyMap<string, Value> {
  if (owner.type !== 'Name' || !attr.endsWith('_id')) return NOTHING;
  const name = attr.slice(0, -3);
  const isKeyed = (row: Value): row is InstanceValue => row.kind === 'instance' && isEntity(machine, row.definition) && findField(machine, row.definition, name)?.relation?.kind === 'one';
  const value = frame.lookup(owner.id) ?? UNKNOWN;
  if (!getMembers(value).some(isKeyed)) return NOTHING;
  return new Map([[owner.id, mapMembers(value, (row) => (isKeyed(row) ? { ...row, attributes: new Map([...row.attributes, [name, NONE]]) } : row))]]);
}

function isNone(node: Expression | undefined): boolean {
  return node?.type === 'Constant' && node.literal === 'None';
}

function narrowToNone(name: string, isNone: boolean, frame: Frame): ReadonlyMap<string, Value> {
  return isNone ? new Map([[name, NONE]]) : narrowName(name, frame, ({ kind }) => kind !== 'none');
}

function narrowByClass(machine: Machine, callee: Expression, [subject, classes]: readonly Expression[], outcome: boolean, frame: Frame): ReadonlyMap<string, Value> {
  if (callee.type !== 'Name' || callee.id !== 'isinstance' || subject?.type !== 'Name' || !classes) return NOTHING;
  const given = machine.evaluate(classes, frame);
  const options = given.kind === 'instance' && given.items ? given.items : [given];
  const definitions = options.flatMap((option) => (option.kind === 'class' ? [option.definition] : []));
  if (definitions.length < options.length) return outcome ? new Map([[subject.id, UNKNOWN]]) : NOTHING;
  const isOne = (value: Value) => value.kind === 'instance' && machine.getLineage(value.definition).classes.some((base) => definitions.includes(base));
  const known = frame.lookup(subject.id) ?? UNKNOWN;
  const matching = getMembers(known).filter(isOne);
  if (!outcome) return narrowName(subject.id, frame, (value) => !isOne(value));
  if (matching.length > 0) return new Map([[subject.id, join(matching)]]);
  return new Map([[subject.id, UNKNOWN]]);
}

function narrowName(name: string, frame: Frame, keep: (value: Value) => boolean): ReadonlyMap<string, Value> {
  const value = frame.lookup(name);
  if (value?.kind !== 'union') return NOTHING;
  const kept = value.members.filter(keep);
  return kept.length > 0 && kept.length < value.members.length ? new Map([[name, join(kept)]]) : NOTHING;
}

function isMaybeFalse(value: Value): boolean {
  return value.kind !== 'function' && value.kind !== 'class' && value.kind !== 'coroutine' && !(value.kind === 'instance' && value.row !== undefined);
}
