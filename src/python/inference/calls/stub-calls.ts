import type { Expression } from '../../parser/index.ts';
import type { FunctionDefinition } from '../values/definitions.ts';
import { applyMarkers, pickArguments } from './call-effects.ts';
import { keep } from '../values/kept.ts';
import type { Frame, Given, Machine } from '../machine.ts';
import { getTypeVariables } from '../values/type-variables.ts';
import { describeOperation } from '../values/operations.ts';
import { getCallee } from './passing.ts';
import { changeRows, isEmptyDisplay } from '../models/row-changes.ts';
import { isQuerying, noteValidation } from '../models/query-conditions.ts';
import { SILENT } from '../values/frames.ts';
import { isGivenByProject } from '../context/given-by-project.ts';
import { asFetched } from '../models/fetched-users.ts';
import { noteLoad } from '../models/loaded-state.ts';
import { callSpecial } from './special-calls.ts';
import { bindTypes } from '../values/type-binding.ts';
import { keepPromise } from '../execution/promises.ts';
import { getMembers, use } from '../values/value-sets.ts';
import { type FunctionValue, type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';
import { deriveQuery, NEW_QUERY } from '../models/rows.ts';
import { createQuery, findManagerBase } from '../models/managers.ts';
import { emit } from '../values/effects.ts';

/** Calls a function that a stub declares: what it does is what its decorators say. */
export function callStub(machine: Machine, callee: FunctionValue, given: Given, node: Expression, frame: Frame): Value {
  const { definition, self } = callee;
  const special = callSpecial(machine, callee, given, node, frame);
  if (special) return special;
  applyMarkers(machine, definition, self, given, node, frame);
  if (definition.isAsync && !callee.self && !machine.isAssumed && !machine.isAvailable(definition)) emitLater(definition, node, frame);
  emitQuery(machine, callee, given, node, frame);
  noteValidation(machine, definition, self);
  noteLoads(machine, callee, given, node, frame);
  if (definition.markers.has('grows') && self?.kind === 'instance') self.attributes.set(keep('grown'), UNKNOWN);
  if (definition.markers.has('reloads') && callee.self?.kind === 'instance') reload(callee.self, given);
  const result = fetchUser(machine, definition, readResult(machine, callee, given, node), node, frame);
  noteLeftArguments(definition, given, frame);
  if (result.kind === 'coroutine') return frame.run.track(result, node, describeOperation(definition, getReceiverName(callee), undefined), definition, { receiver: callee.self });
  return result;
}

function fetchUser(machine: Machine, { markers, name }: FunctionDefinition, result: Value, node: Expression, frame: Frame): Value {
  const setting = markers.get('fetches_user')?.args[0];
  if (setting === undefined || result.kind !== 'coroutine' || isGivenByProject(machine, name, frame.module)) return result;
  return { ...result, result: asFetched(machine, result.result, { name, setting }, node, frame) };
}

/** A function that a later version of the library brings; of an imported name its import tells. */
function emitLater(definition: FunctionDefinition, node: Expression, frame: Frame): void {
  if (node.type !== 'Call' || node.func.type !== 'Attribute') return;
  const operation = { receiver: definition.module.name, name: definition.name, effect: 'none', style: 'async', lock: false } as const;
  emit(frame, { form: 'unknown-method', operation, node, subject: getCallee(node), receiver: UNKNOWN, detail: definition.name.slice(1), callee: definition });
}

/** After it, an object that keeps what it has loaded asks no more; on the loop only the async form gets so far. */
function noteLoads(machine: Machine, { definition, self }: FunctionValue, given: Given, node: Expression, frame: Frame): void {
  const loads = definition.markers.get('loads');
  if (!loads || (!definition.isAsync && frame.run.isOnLoop === true)) return;
  const of = loads.keywords.get('of');
  const owner = typeof of === 'string' ? pickArguments(definition, self !== undefined, given, node, of)[0]?.value : self;
  if (!owner) return;
  const [name] = loads.args;
  noteLoad(name === undefined ? owner : machine.getAttribute(owner, name, node, { ...frame, run: SILENT }));
}

function emitQuery(machine: Machine, { definition, self }: FunctionValue, given: Given, node: Expression, frame: Frame): void {
  const { markers, isAsync, name } = definition;
  if (isAsync || !markers.has('query') || !isQuerying(machine, definition, self, given, node)) return;
  const receiver = self ?? UNKNOWN;
  if (receiver.kind === 'instance' && receiver.query && (receiver.query.empty || (receiver.query.cache.filled && READS_CACHE.has(name)))) return;
  if (isEmptyBulk(name, given)) return;
  const operation = describeOperation(definition, getReceiverName({ definition, self }), undefined);
  emit(frame, { form: 'call', operation, node, subject: getCallee(node), receiver, callee: definition });
}

function getReceiverName({ definition, self }: Pick<FunctionValue, 'definition' | 'self'>): string {
  return self?.kind === 'instance' ? self.definition.name : (definition.owner?.name ?? definition.module.name);
}

// They look at the rows that are there before they ask the database.
const READS_CACHE = new Set(['count', 'exists', 'contains', 'all']);

function isEmptyBulk(name: string, { args }: Given): boolean {
  const [first] = args;
  return name.includes('bulk') && isEmptyDisplay(first);
}

function readResult(machine: Machine, { definition, self }: FunctionValue, given: Given, node: Expression): Value {
  const { node: declaration } = definition;
  if (declaration.type === 'Lambda' || !declaration.returns) return definition.isAsync ? { kind: 'coroutine', result: UNKNOWN, scheduled: false } : UNKNOWN;
  const types = new Map<string, Value>(self?.kind === 'instance' && definition.owner ? getTypeVariables(machine, self, definition.owner) : []);
  if (self?.kind === 'class') types.set('Self', { kind: 'instance', definition: self.definition, args: self.args, attributes: new Map() });
  for (const [name, value] of bindTypes(machine, definition, definition.typeParameters, given, self !== undefined)) types.set(name, value);
  const result = machine.readAnnotation(declaration.returns, definition.scope, types);
  const made = createsRow(definition) ? asCreated(result, given) : result;
  if (definition.isAsync) {
    if (result.kind === 'generator' && result.async && isAsyncIterator(declaration.returns)) return { ...result, source: definition };
    return { kind: 'coroutine', result: made, scheduled: false };
  }
  if (definition.markers.has('schedules') && result.kind === 'coroutine') return { ...result, scheduled: true };
  if (result.kind !== 'instance') return result;
  if (definition.name === 'get_queryset' && self?.kind === 'instance') {
    const base = findManagerBase(machine, self.definition);
    const query = base && createQuery(machine, self, base, node);
    if (query) return query;
  }
  if (!definition.markers.has('lazy')) return made;
  return deriveResult(machine, self, result, definition, given, node);
}

// A type variable may stand for an async iterator, too: then the call is awaited for it.
function isAsyncIterator(node: Expression): boolean {
  return node.type === 'Subscript' && node.value.type === 'Name' && node.value.id.startsWith('Async');
}

/** Does it give a row that no query has read? */
function createsRow({ markers }: FunctionDefinition): boolean {
  return markers.get('query')?.keywords.has('write') === true;
}

/** Reads a row again: its fields are there, its relations are not. */
function reload(row: InstanceValue, { args, keywords }: Given): void {
  const isWhole = args.length === 0 && keywords.size === 0;
  row.attributes.clear();
  row.attributes.set(keep(isWhole ? 'reloaded' : 'refreshed'), UNKNOWN);
}

/** A row as the code has made it: what it was given is there, and of the rest nobody knows. */
function asCreated(value: Value, { keywords }: Given): Value {
  if (value.kind !== 'instance') return value;
  // The row may have been there before: then it is one that a query has read.
  if (value.items) {
    const defaults = keywords.get('defaults');
    const isOpen = defaults !== undefined && !(defaults.kind === 'instance' && defaults.entries);
    const given = new Map([...keywords, ...(defaults?.kind === 'instance' ? (defaults.entries ?? []) : [])].filter(([name]) => !name.includes('__') && name !== 'defaults' && !name.endsWith('_id')));
    return { ...value, items: value.items.map((item) => (item.kind === 'instance' && item.row ? { ...item, ...(isOpen && { row: undefined }), attributes: new Map(given) } : item)) };
  }
  return value.row ? { ...value, row: undefined, attributes: new Map(keywords) } : value;
}

/** A further query: it keeps what the one before it selects. */
function deriveResult(machine: Machine, self: Value | undefined, result: InstanceValue, definition: FunctionDefinition, given: Given, node: Expression): Value {
  const before = self?.kind === 'instance' ? self.query : undefined;
  const kept = definition.name === 'all' && before?.cache.filled && before.isManaged ? before.cache : { filled: false };
  const changes = changeRows(definition.markers.get('rows')?.args[0], before ?? NEW_QUERY, given, definition);
  const isQuery = before !== undefined || machine.findMember(result.definition, '__aiter__') !== undefined;
  return isQuery ? { ...result, attributes: new Map(), query: deriveQuery(before ?? { ...(result.query ?? NEW_QUERY), start: node }, { ...changes, cache: kept }) } : result;
}

// Library code that is not said to await an argument may still keep it.
function noteLeftArguments({ markers }: FunctionDefinition, given: Given, frame: Frame): void {
  // A query looks at its arguments while it is built.
  if (markers.has('lazy')) for (const argument of [...given.args, ...given.keywords.values()]) for (const member of getMembers(argument)) if (member.kind === 'instance') keepPromise(member, frame);
  // What only prints leaves a coroutine to others.
  if (markers.has('evaluates') || markers.has('prints')) return;
  for (const argument of given.args) use(argument, 'consumed');
  for (const argument of given.keywords.values()) use(argument, 'consumed');
}
