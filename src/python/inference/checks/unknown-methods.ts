import type { Node } from '../../parser/index.ts';
import { describeLazy } from '../values/operations.ts';
import type { Frame, Machine } from '../machine.ts';
import { findManagerBase } from '../models/managers.ts';
import type { ClassDefinition, FunctionDefinition } from '../values/definitions.ts';
import type { InstanceValue, ModuleValue, Value } from '../values/values.ts';
import { emit } from '../values/effects.ts';

const SETTINGS = new Set(['settings']);

/** Notes an `a`-prefixed method that a queryset, a manager or a row of a known class does not have. */
export function reportUnknownMethod(machine: Machine, value: InstanceValue, name: string, node: Node, frame: Frame): void {
  if (!/^a[a-z]/u.test(name)) return;
  const sync = name.slice(1);
  const query = findQueryClass(machine, value);
  const later = findLater(machine, value.definition, name) ?? (query && findLater(machine, query, name));
  if (later && !(later.markers.has('queryset_only') && findManagerBase(machine, value.definition))) {
    // Of a class that is missing as a whole its import tells.
    if (!machine.isAssumed && machine.hasVersion(later.owner?.markers.get('since')?.args[0] ?? '0')) note(value, value.definition.name, name, node, frame, sync, later);
    return;
  }
  if (machine.listModules(frame.module, SETTINGS).some(({ text }) => machine.patchedBy.some((app) => text.includes(app)))) return;
  const { classes, complete } = machine.getLineage(value.definition);
  const isQuery = describeLazy(machine, value) !== undefined || classes.some(({ markers }) => markers.has('entity'));
  if (complete !== 'yes' || !isQuery || machine.findMember(value.definition, '__getattr__')) return;
  const own = machine.findMember(value.definition, sync);
  const twin = own ?? (query && machine.findMember(query, sync));
  if (!twin) return;
  // What only querysets have is reached by `all()`.
  const isQueryOnly = !own && twin.value.kind === 'function' && twin.value.definition.markers.has('queryset_only');
  note(value, value.definition.name, name, node, frame, isQueryOnly ? `all().${name}` : sync);
}

/** The same for functions of a module. */
export function reportUnknownFunction(machine: Machine, value: ModuleValue, name: string, node: Node, frame: Frame): void {
  if (!/^a[a-z]/u.test(name) || value.module.path !== undefined) return;
  const sync = machine.lookup(value.module, name.slice(1));
  if (sync?.kind === 'function') note(value, value.module.name, name, node, frame);
}

function note(value: Value, receiver: string, name: string, node: Node, frame: Frame, detail: string = name.slice(1), callee?: FunctionDefinition): void {
  const operation = { receiver, name, effect: 'none', style: 'async', lock: false } as const;
  emit(frame, { form: 'unknown-method', operation, node, subject: node, receiver: value, detail, callee });
}

/** A method of the library that the project's version of it may lack. */
function findLater(machine: Machine, definition: ClassDefinition, name: string): FunctionDefinition | undefined {
  const found = machine.findAnyMember(definition, name);
  return found?.kind === 'function' && found.definition.module.path === undefined ? found.definition : undefined;
}

/** The class that a manager asks for what it does not have. */
function findQueryClass(machine: Machine, value: InstanceValue): ClassDefinition | undefined {
  const base = findManagerBase(machine, value.definition);
  const [, built] = value.args;
  if (!base || built?.kind === 'class') return base && built?.kind === 'class' ? built.definition : undefined;
  const of = base.markers.get('manager')?.keywords.get('of');
  const query = typeof of === 'string' ? machine.lookup(base.module, of) : undefined;
  return query?.kind === 'class' ? query.definition : undefined;
}
