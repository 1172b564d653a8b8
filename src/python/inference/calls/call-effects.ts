import type { Expression, Node } from '../../parser/index.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import { createQueryElement } from '../values/elements.ts';
import { enterOne } from '../execution/entering.ts';
import { keep } from '../values/kept.ts';
import { serialize } from './serializing.ts';
import { NOTHING, takeArgument, takeArgumentNode } from '../values/given.ts';
import type { EffectForm, Frame, Given, Machine, ProtocolName } from '../machine.ts';
import type { Marker } from '../names/markers.ts';
import { emitNestedLoop } from '../checks/nested-loops.ts';
import { runOwnMethods } from './own-methods.ts';
import { describeLazy } from '../values/operations.ts';
import { getMembers, use } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';

interface Argument {
  readonly value: Value;
  readonly node: Expression;
}

const COLLECTORS = new Set(['list', 'tuple', 'set', 'frozenset', 'dict', 'deque']);

/** Does what the decorators of a stub say the call does with its arguments. */
export function applyMarkers(machine: Machine, definition: FunctionDefinition, self: Value | undefined, given: Given, node: Expression, frame: Frame): void {
  const { markers } = definition;
  if (markers.size === 0) return;
  const pick = (name: string) => pickArguments(definition, self !== undefined, given, node, name);
  const evaluates = markers.get('evaluates');
  if (evaluates?.keywords.get('of') === 'self') {
    for (const name of evaluates.args) for (const value of readKept(self, name)) evaluateArgument(machine, definition, evaluates, { node, value }, node, frame);
  } else if (evaluates) {
    for (const name of evaluates.args) for (const argument of pick(name)) evaluateArgument(machine, definition, evaluates, argument, node, frame);
  }
  const calls = markers.get('calls');
  if (calls) {
    const source = calls.keywords.get('element_of');
    const collection = source === 'self' ? self : typeof source === 'string' ? pick(source)[0]?.value : undefined;
    const element = (collection && createQueryElement(machine, collection)) ?? UNKNOWN;
    const misuse = calls.keywords.get('uses');
    const targets = calls.keywords.get('of') === 'self' ? calls.args.flatMap((name) => readKept(self, name).map((value) => ({ node, value }))) : calls.args.flatMap(pick);
    for (const { node: argumentNode, value } of targets) {
      if (value.kind === 'none') continue;
      const result = machine.call(value, { ...NOTHING, args: [element], argNodes: [argumentNode] }, argumentNode, frame);
      if (typeof misuse === 'string') noteMisuse(result, misuse, argumentNode);
      else use(result, 'consumed');
    }
  }
  for (const name of markers.get('serializes')?.args ?? []) for (const value of readKept(self, name)) serializeAll(machine, self, value, node, frame);
  const runs = markers.get('runs');
  if (runs) runOwnMethods(machine, self, runs.args, node, frame);
  for (const name of markers.get('reads')?.args ?? []) for (const { node: argumentNode, value } of pick(name)) noteMisuse(createQueryElement(machine, value) ?? UNKNOWN, 'argument', argumentNode);
  for (const name of markers.get('prefetches')?.args ?? []) for (const { value } of pick(name)) noteLoaded(createQueryElement(machine, value));
  const consumes = markers.get('consumes');
  for (const name of consumes?.args ?? []) for (const { node: argumentNode, value } of pick(name)) consume(machine, value, name.startsWith('*') && argumentNode.type !== 'Starred', argumentNode, frame);
  if (markers.get('runs_loop')?.keywords.get('returns') === undefined && markers.has('runs_loop')) emitNestedLoop(definition.name, UNKNOWN, node, frame);
  for (const name of markers.get('enters')?.args ?? []) for (const { node: argumentNode, value } of pick(name)) {
    enterOne(machine, value, definition.isAsync, node, argumentNode, frame);
  }
}

function serializeAll(machine: Machine, self: Value | undefined, value: Value, node: Expression, frame: Frame): void {
  if (self?.kind !== 'instance') return;
  const isMany = readKept(self, 'many').some((many) => many.kind === 'literal' && many.value === true);
  serialize(machine, self, isMany ? (createQueryElement(machine, value) ?? UNKNOWN) : value, node, frame);
}

function evaluateArgument(machine: Machine, definition: FunctionDefinition, marker: Marker, { node: subject, value }: Argument, node: Expression, frame: Frame): void {
  const protocol = (marker.keywords.get('by') ?? '__iter__') as ProtocolName;
  if (marker.keywords.get('deep') === true) {
    evaluateDeep(machine, value, protocol, subject, node, frame, 0);
    return;
  }
  const isCollector = definition.owner !== undefined && definition.name === '__init__' && COLLECTORS.has(definition.owner.name);
  if (protocol === '__iter__') machine.iterate(value, node, subject, frame, isCollector ? 'collection' : 'argument');
  else machine.useProtocol(value, protocol, getForm(protocol), node, subject, frame);
}

function getForm(protocol: ProtocolName): EffectForm {
  if (protocol === '__len__') return 'length';
  if (protocol === '__bool__') return 'truth';
  return protocol === '__str__' || protocol === '__repr__' || protocol === '__format__' ? 'text' : 'argument';
}

/** Everything in a display is read, as a template reads its context. */
function evaluateDeep(machine: Machine, value: Value, protocol: ProtocolName, subject: Node, node: Expression, frame: Frame, depth: number): void {
  if (depth > 4) return;
  for (const member of getMembers(value)) {
    if (member.kind === 'coroutine') member.origin?.uses.push({ kind: 'misused', as: 'serialized', node: subject });
    if (member.kind !== 'instance') continue;
    const isLazy = member.query !== undefined || describeLazy(machine, member) !== undefined;
    if (isLazy && protocol === '__iter__') machine.iterate(member, node, subject, frame, 'argument');
    else if (isLazy) machine.useProtocol(member, protocol, getForm(protocol), node, subject, frame);
    const parts = subject.type === 'Dict' ? subject.values : subject.type === 'List' || subject.type === 'Tuple' ? subject.elts : [];
    const held = member.items ?? [...(member.entries?.values() ?? [])];
    for (const [index, part] of held.entries()) evaluateDeep(machine, part, protocol, (parts.length === held.length ? parts[index] : undefined) ?? subject, node, frame, depth + 1);
  }
}

/** Takes a coroutine for the value it will have. */
function noteMisuse(value: Value, as: string, node: Node, facts: { readonly final?: boolean; readonly isHopeless?: boolean } = {}): void {
  for (const member of getMembers(value)) if (member.kind === 'coroutine') member.origin?.uses.push({ kind: 'misused', as, node, ...facts });
}

/** Rows whose relations something else has loaded. */
function noteLoaded(value: Value | undefined): void {
  for (const member of value ? getMembers(value) : []) if (member.kind === 'instance' && member.row) member.row.query.cache.isOpen = true;
}

function consume(machine: Machine, value: Value, isSingle: boolean, node: Expression, frame: Frame): void {
  // A collection in the place of one awaitable is refused, and its coroutines with it.
  if (isSingle && (value.kind === 'generator' || (value.kind === 'instance' && value.definition.module.name === 'builtins'))) {
    // Awaited one by one they would still be in a collection.
    noteMisuse(createQueryElement(machine, value) ?? UNKNOWN, 'argument', node, { final: true, isHopeless: true });
    return;
  }
  use(value, 'consumed');
  for (const member of getMembers(value)) {
    const lazy = member.kind === 'instance' && member.query ? describeLazy(machine, member) : undefined;
    if (lazy) emit(frame, { form: 'await', operation: lazy, node, subject: node, receiver: member, detail: 'argument' });
  }
}

/** What the constructor of an object was given under a name. */
function readKept(self: Value | undefined, name: string): readonly Value[] {
  const value = self?.kind === 'instance' ? self.attributes.get(keep(name)) : undefined;
  if (!value) return [];
  return value.kind === 'instance' && name.endsWith('s') && value.items ? value.items : [value];
}

/** The arguments that a parameter name of a marker stands for; `*name` for all of a variadic one. */
export function pickArguments(definition: FunctionDefinition, isBound: boolean, given: Given, node: Expression, name: string): readonly Argument[] {
  const { node: declaration } = definition;
  if (declaration.type === 'Lambda') return [];
  const positional = [...declaration.args.posonlyargs, ...declaration.args.args].slice(isBound ? 1 : 0);
  if (name.startsWith('**')) {
    const known = new Set([...positional, ...declaration.args.kwonlyargs].map(({ arg }) => arg));
    return [...given.keywords].flatMap(([key, value]) => (known.has(key) ? [] : [{ value, node: given.keywordNodes.get(key) ?? node }]));
  }
  if (name.startsWith('*')) {
    return given.args.slice(positional.length).map((value, index) => ({ value, node: given.argNodes[positional.length + index] ?? node }));
  }
  const index = positional.findIndex(({ arg }) => arg === name);
  const value = takeArgument(given, index, name);
  return value ? [{ value, node: takeArgumentNode(given, index, name) ?? node }] : [];
}
