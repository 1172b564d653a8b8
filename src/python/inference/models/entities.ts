import type { Node } from '../../parser/index.ts';
import { keep } from '../values/kept.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import { findManagerBase } from './managers.ts';
import type { Frame, Machine } from '../machine.ts';
import { findField, findReverse, type Relation } from './relations.ts';
import { isDeferred, isSelected, NEW_QUERY, deriveQuery } from './rows.ts';
import { type ClassValue, type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';
import { findAddedMethod } from './added-methods.ts';
import { findBuiltQuery } from './related-managers.ts';
import { resolveDotted } from '../names/dotted-names.ts';
import { emit } from '../values/effects.ts';

// By machine: the bases of a class may change while the class stays the same.
const entities = new WeakMap<Machine, WeakMap<ClassDefinition, boolean>>();

/** Is it a class whose instances are rows? */
export function isEntity(machine: Machine, definition: ClassDefinition): boolean {
  let judged = entities.get(machine);
  if (!judged) entities.set(machine, (judged = new WeakMap()));
  let known = judged.get(definition);
  if (known === undefined) judged.set(definition, (known = machine.getLineage(definition).classes.some(({ markers }) => markers.has('entity'))));
  return known;
}

/** The managers of a model class: those it names, and the ones every model has. */
export function getEntityClassAttribute(machine: Machine, owner: ClassValue, name: string): Value | undefined {
  const member = machine.findMember(owner.definition, name);
  if (!member) return findReverse(machine, owner.definition, name) ? UNKNOWN : undefined;
  const rows: Value = { kind: 'instance', definition: owner.definition, args: [], attributes: new Map() };
  const value = member.owner.module.path === undefined && member.binding.kind === 'annotation' ? readPromised(machine, member.binding.annotation, member.owner, rows) : member.value;
  if (value.kind !== 'instance' || !findManagerBase(machine, value.definition)) return undefined;
  const built = value.args[1] ?? findBuiltQuery(machine, value.definition);
  return { ...value, args: built ? [rows, built] : [rows], attributes: new Map(), query: undefined };
}

function readPromised(machine: Machine, annotation: Parameters<Machine['readAnnotation']>[0], scope: ClassDefinition, self: Value): Value {
  return machine.readAnnotation(annotation, scope, new Map([['Self', self]]));
}

/** Fields and relations of a row; `undefined` for what is neither. */
export function getEntityAttribute(machine: Machine, row: InstanceValue, name: string, node: Node, frame: Frame): Value | undefined {
  const field = findField(machine, row.definition, name);
  const relation = field?.relation ?? (field ? undefined : findReverse(machine, row.definition, name));
  if (relation) return relation.kind === 'one' ? readOne(row, name, relation, node, frame) : createRelated(machine, row, name, relation);
  if (!field) return findAddedMethod(machine, row, name);
  if (row.row && isDeferred(row.row, name) && !row.attributes.has(keep('refreshed'))) {
    emitRelation(row, name, node, frame, 'deferred');
    row.attributes.set(name, field.value);
  }
  return field.value;
}

function readOne(row: InstanceValue, name: string, relation: Relation, node: Node, frame: Frame): Value {
  const reloaded = row.attributes.has(keep('reloaded'));
  const isRekeyed = row.attributes.has(`${name}_id`) && !relation.isReverse;
  const selected = reloaded || isRekeyed ? false : row.row ? isSelected(row.row, name, relation.isNullable) : undefined;
  // The other end of a one-to-one relation knows where it was come from.
  const back = new Map<string, Value>(relation.isReverse && relation.inverse !== undefined ? [[relation.inverse, row]] : []);
  const target: Value = relation.target
    ? { kind: 'instance', definition: relation.target, args: [], attributes: back, row: row.row && !(selected === false && row.row.query.selected.includes('*')) ? { query: row.row.query, path: `${row.row.path}${name}__` } : undefined }
    : UNKNOWN;
  // What was fetched on its own has no further relations selected.
  if (selected === false) {
    emitRelation(row, name, node, frame, relation.isReverse ? 'reverse' : 'forward');
  }
  if (row.row?.path === '' && row.row.query.known.includes(name) && selected !== false) return UNKNOWN;
  if (selected !== undefined) row.attributes.set(name, target);
  return target;
}

/** The manager of the rows at the other end. */
function createRelated(machine: Machine, row: InstanceValue, name: string, relation: Relation): Value {
  const definition = relation.manager === undefined ? undefined : resolveDotted(machine, relation.manager, row.definition.module);
  if (definition?.kind !== 'class' || !relation.target) return UNKNOWN;
  const target: Value = { kind: 'instance', definition: relation.target, args: [], attributes: new Map() };
  const full = `${row.row?.path ?? ''}${name}`;
  const isOpen = row.row?.query.opaque === true || row.row?.query.cache.isOpen === true;
  const isPrefetched = isOpen || (row.row?.query.prefetched.some((path) => path === full || path.startsWith(`${full}__`)) ?? false);
  const known = relation.inverse === undefined ? [] : [relation.inverse];
  const prefix = `${full}__`;
  const prefetched = (row.row?.query.prefetched ?? []).flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
  const built = findDefaultQuery(machine, relation.target);
  return {
    kind: 'instance',
    definition: definition.definition,
    args: built ? [target, built] : [target],
    attributes: new Map(),
    query: deriveQuery(NEW_QUERY, { known, prefetched, opaque: row.row?.query.opaque ?? isPrefetched, cache: { filled: isPrefetched } }),
    owner: row,
  };
}

/** Related managers inherit from the default manager of the model. */
function findDefaultQuery(machine: Machine, target: ClassDefinition): Value | undefined {
  const manager = getEntityClassAttribute(machine, { kind: 'class', definition: target, args: [] }, 'objects');
  return manager?.kind === 'instance' ? manager.args[1] : undefined;
}

function emitRelation(row: InstanceValue, name: string, node: Node, frame: Frame, detail: string): void {
  emit(frame, { form: 'relation', operation: { receiver: row.definition.name, name, effect: 'query', style: 'sync', lock: false }, node, subject: node, receiver: row, detail });
}
