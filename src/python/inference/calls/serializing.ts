import type { Expression } from '../../parser/index.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Frame, Machine } from '../machine.ts';
import { keep } from '../values/kept.ts';
import { describeLazy } from '../values/operations.ts';
import { findField } from '../models/relations.ts';
import { readMeta } from '../models/meta.ts';
import { NOTHING } from '../values/given.ts';
import { getMembers } from '../values/value-sets.ts';
import type { InstanceValue, Value } from '../values/values.ts';

const DEEPEST = 4;

/** Reads of a row what the fields of a serializer read, as the framework does for its data. */
export function serialize(machine: Machine, serializer: InstanceValue, row: Value, node: Expression, frame: Frame, depth = 0): void {
  const { definition } = serializer;
  if (depth > DEEPEST || !isPlain(machine, definition)) return;
  for (const member of getMembers(row)) {
    if (member.kind !== 'instance' || !member.row) continue;
    for (const [name, field] of listFields(machine, definition)) readField(machine, serializer, member, name, field, node, frame, depth);
  }
}

/** Does the framework alone decide which fields there are and how they are read? */
function isPlain(machine: Machine, definition: ClassDefinition): boolean {
  return machine.getLineage(definition).complete === 'yes' && ['__init__', 'get_fields', 'to_representation', 'data'].every((name) => machine.findMember(definition, name)?.owner.module.path === undefined);
}

/** The fields declared, and those of the model that the inner class names. */
function listFields(machine: Machine, definition: ClassDefinition): ReadonlyMap<string, InstanceValue | undefined> {
  const fields = new Map<string, InstanceValue | undefined>();
  for (const { bindings, module } of machine.getLineage(definition).classes) {
    for (const name of module.path === undefined ? [] : bindings.names.keys()) {
      const value = machine.findMember(definition, name)?.value;
      if (value?.kind === 'instance' && findKind(machine, value) !== undefined && !fields.has(name)) fields.set(name, value);
    }
  }
  const named = readMeta(machine, definition, 'fields');
  if (named?.kind !== 'instance' || !named.items) return fields;
  const names = named.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : []));
  return new Map(names.map((name) => [name, fields.get(name)]));
}

/** How a field reads its row: its value, the row at the other end, only the key of that, or a method of the serializer. */
function findKind(machine: Machine, { definition }: InstanceValue): string | undefined {
  const { classes } = machine.getLineage(definition);
  const isOwn = definition.module.path !== undefined;
  const kind = classes.map(({ markers }) => markers.get('reads_row')?.args[0]).find((found) => found !== undefined);
  return isOwn && kind !== 'nested' ? undefined : kind;
}

function readField(machine: Machine, serializer: InstanceValue, row: InstanceValue, name: string, field: InstanceValue | undefined, node: Expression, frame: Frame, depth: number): void {
  const kind = field ? findKind(machine, field) : 'key';
  if (isTrue(field, 'write_only')) return;
  if (kind === 'method') {
    const method = machine.findMember(serializer.definition, `get_${name}`)?.value;
    if (method?.kind === 'function') machine.call({ ...method, self: serializer }, { ...NOTHING, args: [row], argNodes: [node] }, node, frame);
    return;
  }
  const source = field?.attributes.get(keep('source'));
  if (source && (source.kind !== 'literal' || source.value === '*')) return;
  const path = (source?.kind === 'literal' ? String(source.value) : name).split('.');
  const last = path.pop() ?? name;
  const owner = path.reduce<Value>((value, part) => machine.getAttribute(value, part, node, frame), row);
  // A key stands in the row itself, under a name of its own.
  if (kind === 'key' && isOne(machine, owner, last)) return;
  const value = machine.getAttribute(owner, last, node, frame);
  if (value.kind === 'function') { machine.call(value, NOTHING, node, frame); return; }
  if (kind === 'value') return;
  for (const element of listElements(machine, value, node, frame)) if (field && kind === 'nested') serialize(machine, field, element, node, frame, depth + 1);
}

/** The rows at the other end: of a manager all of them, which is a query. */
function listElements(machine: Machine, value: Value, node: Expression, frame: Frame): readonly Value[] {
  return getMembers(value).map((member) => {
    if (member.kind !== 'instance' || !describeLazy(machine, member)) return member;
    const all = machine.getAttribute(member, 'all', node, frame);
    const rows = all.kind === 'function' ? machine.call(all, NOTHING, node, frame) : member;
    return machine.iterate(rows, node, node, frame, 'argument');
  });
}

function isOne(machine: Machine, owner: Value, name: string): boolean {
  return owner.kind === 'instance' && findField(machine, owner.definition, name)?.relation?.kind === 'one';
}

function isTrue(field: InstanceValue | undefined, name: string): boolean {
  const value = field?.attributes.get(keep(name));
  return value !== undefined && !(value.kind === 'literal' && value.value === false);
}
