import type { Call, Expression } from '../../parser/index.ts';
import type { ClassDefinition, ModuleDefinition } from '../values/definitions.ts';
import { findEntityByName } from './entity-names.ts';
import { createReverseIndex } from './reverse-names.ts';
import { SILENT } from '../values/frames.ts';
import type { Frame, Machine } from '../machine.ts';
import { getTypeVariables } from '../values/type-variables.ts';
import { createScopeFrame } from '../names/names.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import type { Marker } from '../names/markers.ts';

/** How rows of one model lead to rows of another. */
export interface Relation {
  readonly kind: 'one' | 'many';
  readonly isReverse: boolean;
  readonly target: ClassDefinition | undefined;
  /** Full name of the manager class at a `many` end. */
  readonly manager: string | undefined;
  /** The relation that leads back from a row found this way, whose value is known then. */
  readonly inverse: string | undefined;
  /** May a row have none at the other end? `undefined` where its class does not tell. */
  readonly isNullable?: boolean | undefined;
}

export interface Field {
  readonly value: Value;
  readonly relation?: Relation | undefined;
}

interface OwnRelation {
  readonly name: string;
  readonly marker: Marker;
  readonly target: ClassDefinition | undefined;
  readonly reverseName: string | undefined;
  readonly isNullable: boolean | undefined;
}

/** A relation, and the model that has it. */
interface Pointing {
  readonly relation: OwnRelation;
  readonly source: ClassDefinition;
}

interface Reverses {
  readonly candidates: WeakMap<readonly ClassDefinition[], (name: string) => readonly ClassDefinition[]>;
  readonly ofClasses: WeakMap<ClassDefinition, Map<string, Relation | undefined>>;
  /** How many questions are being answered. */
  depth: number;
}

const fieldsOf = new WeakMap<Machine, WeakMap<ClassDefinition, Map<string, Field | undefined>>>();
const ownOf = new WeakMap<Machine, WeakMap<ClassDefinition, readonly OwnRelation[]>>();
const reversesOf = new WeakMap<Machine, Reverses>();
const kindsOf = new WeakMap<Machine, WeakMap<ModuleDefinition, Map<string, Value>>>();

/** A field that a model or one of its bases declares. */
export function findField(machine: Machine, definition: ClassDefinition, name: string): Field | undefined {
  let ofMachine = fieldsOf.get(machine);
  if (!ofMachine) fieldsOf.set(machine, (ofMachine = new WeakMap<ClassDefinition, Map<string, Field | undefined>>()));
  let fields = ofMachine.get(definition);
  if (!fields) ofMachine.set(definition, (fields = new Map<string, Field | undefined>()));
  if (!fields.has(name)) fields.set(name, readField(machine, definition, name));
  return fields.get(name);
}

function readField(machine: Machine, definition: ClassDefinition, name: string): Field | undefined {
  const member = machine.findMember(definition, name);
  if (!member) return undefined;
  const { value } = member;
  const attribute = value.kind === 'instance' ? value : undefined;
  if (!attribute) return undefined;
  const marker = findMarker(machine, attribute.definition);
  if (!marker) {
    const getter = machine.findMember(attribute.definition, '__get__');
    if (getter?.value.kind !== 'function' || getter.value.definition.module.path !== undefined || getter.value.definition.node.type === 'Lambda') return undefined;
    const { returns } = getter.value.definition.node;
    return { value: returns ? machine.readAnnotation(returns, getter.value.definition.scope, getTypeVariables(machine, attribute, getter.owner)) : UNKNOWN };
  }
  const own = listOwnRelations(machine, member.owner).find((relation) => relation.name === name);
  if (!own) return { value: UNKNOWN };
  const manager = marker.keywords.get('manager');
  const kind = marker.args[0] === 'many' ? 'many' : 'one';
  return { value: UNKNOWN, relation: { kind, isReverse: false, target: own.target === undefined ? undefined : own.target, manager: typeof manager === 'string' ? manager : undefined, inverse: undefined, isNullable: own.isNullable } };
}

function findMarker(machine: Machine, definition: ClassDefinition): Marker | undefined {
  for (const { markers } of machine.getLineage(definition).classes) {
    const marker = markers.get('relation');
    if (marker) return marker;
  }
  return undefined;
}

/** The relations that a class body declares. */
function listOwnRelations(machine: Machine, definition: ClassDefinition): readonly OwnRelation[] {
  let ofMachine = ownOf.get(machine);
  if (!ofMachine) ownOf.set(machine, (ofMachine = new WeakMap<ClassDefinition, readonly OwnRelation[]>()));
  const known = ofMachine.get(definition);
  if (known) return known;
  // A relation to a class whose own relations are being read ends here.
  ofMachine.set(definition, []);
  const found: OwnRelation[] = [];
  const frame = createScopeFrame(machine, definition);
  for (const [name, bindings] of definition.bindings.names) {
    for (const binding of bindings) {
      if ((binding.kind !== 'assignment' && binding.kind !== 'annotation') || binding.value?.type !== 'Call') continue;
      const field = evaluateField(machine, definition, binding.value.func, frame);
      const marker = field.kind === 'class' ? findMarker(machine, field.definition) : undefined;
      if (field.kind === 'class' && marker) found.push(readRelation(machine, definition, name, binding.value, marker, field.definition));
    }
  }
  ofMachine.set(definition, found);
  return found;
}

/** What a field is called by: `models.CharField` is the same for all classes of a module, unless their bodies say otherwise. */
function evaluateField(machine: Machine, { bindings, module, scope }: ClassDefinition, node: Expression, frame: Frame): Value {
  if (node.type !== 'Attribute' || node.value.type !== 'Name' || scope !== module || bindings.names.has(node.value.id) || bindings.stars.length > 0) return machine.evaluate(node, frame);
  let ofMachine = kindsOf.get(machine);
  if (!ofMachine) kindsOf.set(machine, (ofMachine = new WeakMap<ModuleDefinition, Map<string, Value>>()));
  let kinds = ofMachine.get(module);
  if (!kinds) ofMachine.set(module, (kinds = new Map<string, Value>()));
  const name = `${node.value.id}.${node.attr}`;
  const known = kinds.get(name);
  if (known) return known;
  const kind = machine.evaluate(node, frame);
  // A module that is still being read says more later.
  if (kind.kind === 'class') kinds.set(name, kind);
  return kind;
}

function readRelation(machine: Machine, definition: ClassDefinition, name: string, call: Call, marker: Marker, field: ClassDefinition): OwnRelation {
  const pick = (keyword: string) => call.keywords.find(({ arg }) => arg === keyword)?.value;
  const target = marker.keywords.get('target') === null ? undefined : findTarget(machine, definition, call.args[0] ?? pick('to'));
  // A field class of the project may say so by itself.
  const isNullable = field.module.path === undefined ? readNull(call) : undefined;
  const related = pick('related_name');
  const reverse = marker.keywords.get('reverse');
  if (reverse === null || reverse === undefined) return { name, marker, target, reverseName: undefined, isNullable };
  const template = related?.type === 'Constant' && related.literal === 'str' ? related.value : related ? undefined : String(marker.keywords.get('default_reverse') ?? '');
  return { name, marker, target, reverseName: template, isNullable };
}

function readNull({ keywords }: Call): boolean | undefined {
  const null_ = keywords.find(({ arg }) => arg === 'null')?.value;
  if (null_) return null_.type === 'Constant' && typeof null_.value === 'boolean' ? null_.value : undefined;
  return keywords.every(({ arg }) => arg !== null) ? false : undefined;
}

function findTarget(machine: Machine, definition: ClassDefinition, node: Expression | undefined): ClassDefinition | undefined {
  if (!node) return undefined;
  const value = machine.evaluate(node, { ...createScopeFrame(machine, definition), run: SILENT });
  if (value.kind === 'class') return value.definition;
  if (value.kind !== 'literal' || typeof value.value !== 'string') {
    const isUser = node.type === 'Attribute' && node.attr === machine.users?.setting;
    const user = isUser ? findEntityByName(machine, undefined, definition.module) : undefined;
    return user?.kind === 'class' ? user.definition : undefined;
  }
  if (value.value === 'self') return definition;
  const found = value.value.includes('.') ? findEntityByName(machine, value.value, definition.module) : (machine.lookup(definition.module, value.value) ?? findEntityByName(machine, value.value, definition.module));
  return found?.kind === 'class' ? found.definition : undefined;
}

/** The accessor that a relation of another model adds to this one. */
export function findReverse(machine: Machine, definition: ClassDefinition, name: string): Relation | undefined {
  let ofMachine = reversesOf.get(machine);
  if (!ofMachine) reversesOf.set(machine, (ofMachine = { candidates: new WeakMap(), ofClasses: new WeakMap(), depth: 0 }));
  const { candidates, ofClasses } = ofMachine;
  let known = ofClasses.get(definition);
  if (!known) ofClasses.set(definition, (known = new Map<string, Relation | undefined>()));
  if (known.has(name)) return known.get(name);
  const reverses = new Map<string, Relation>();
  ofMachine.depth += 1;
  for (const models of machine.listEntities(definition.module)) {
    let find = candidates.get(models);
    if (!find) candidates.set(models, (find = createReverseIndex(machine, models)));
    const byTarget = new Map<ClassDefinition, Pointing[]>();
    for (const source of find(name)) addPointing(machine, source, byTarget);
    for (const base of machine.getLineage(definition).classes) for (const { relation, source } of byTarget.get(base) ?? []) addReverse(relation, source, reverses);
  }
  ofMachine.depth -= 1;
  // Asked while the relations of some model are still being read, it is asked again.
  if (ofMachine.depth === 0) known.set(name, reverses.get(name));
  return reverses.get(name);
}

function addPointing(machine: Machine, source: ClassDefinition, byTarget: Map<ClassDefinition, Pointing[]>): void {
  for (const base of machine.getLineage(source).classes) {
    for (const relation of listOwnRelations(machine, base)) {
      if (!relation.target || relation.reverseName === undefined || relation.reverseName.endsWith('+')) continue;
      const known = byTarget.get(relation.target);
      if (known) known.push({ relation, source });
      else byTarget.set(relation.target, [{ relation, source }]);
    }
  }
}

function addReverse({ marker, name: inverse, reverseName = '' }: OwnRelation, source: ClassDefinition, reverses: Map<string, Relation>): void {
  const name = reverseName
    .replaceAll('%(class)s', source.name.toLowerCase())
    .replaceAll('{model}', source.name.toLowerCase())
    .replaceAll('%(app_label)s', source.module.name.split('.').at(-2) ?? '');
  const isOne = marker.keywords.get('reverse') === 'one';
  const manager = marker.keywords.get('reverse_manager');
  const isMany = marker.args[0] === 'many';
  reverses.set(name, { kind: isOne ? 'one' : 'many', isReverse: true, target: source, manager: typeof manager === 'string' ? manager : undefined, inverse: isMany ? undefined : inverse, isNullable: true });
}
