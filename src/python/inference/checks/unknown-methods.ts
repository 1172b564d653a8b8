import type { Node } from '../../parser/index.ts';
import { describeLazy } from '../values/operations.ts';
import type { Frame, Machine } from '../machine.ts';
import { findManagerBase } from '../models/managers.ts';
import type { InstanceValue, ModuleValue, Value } from '../values/values.ts';

const SETTINGS = new Set(['settings']);

/** Notes an `a`-prefixed method that a queryset, a manager or a row of a known class does not have. */
export function reportUnknownMethod(machine: Machine, value: InstanceValue, name: string, node: Node, frame: Frame): void {
  if (!/^a[a-z]/u.test(name)) return;
  const later = machine.findAnyMember(value.definition, name);
  if (later?.kind === 'function' && later.definition.module.path === undefined) {
    if (!machine.isAssumed) emit(value, value.definition.name, name, node, frame);
    return;
  }
  if (machine.listModules(frame.module, SETTINGS).some(({ text }) => machine.patchedBy.some((app) => text.includes(app)))) return;
  const { classes, complete } = machine.getLineage(value.definition);
  const isQuery = describeLazy(machine, value) !== undefined || classes.some(({ markers }) => markers.has('entity'));
  if (complete !== 'yes' || !isQuery || machine.findMember(value.definition, '__getattr__')) return;
  const sync = name.slice(1);
  const own = machine.findMember(value.definition, sync);
  const twin = own ?? (findManagerBase(machine, value.definition) && findForwarded(machine, value, sync));
  if (!twin) return;
  // What only querysets have is reached by `all()`.
  const isQueryOnly = !own && twin.value.kind === 'function' && twin.value.definition.markers.has('queryset_only');
  emit(value, value.definition.name, name, node, frame, isQueryOnly ? `all().${name}` : sync);
}

/** The same for functions of a module. */
export function reportUnknownFunction(machine: Machine, value: ModuleValue, name: string, node: Node, frame: Frame): void {
  if (!/^a[a-z]/u.test(name) || value.module.path !== undefined) return;
  const sync = machine.lookup(value.module, name.slice(1));
  if (sync?.kind === 'function') emit(value, value.module.name, name, node, frame);
}

function emit(value: Value, receiver: string, name: string, node: Node, frame: Frame, detail: string = name.slice(1)): void {
  const operation = { receiver, name, effect: 'none', style: 'async', lock: false } as const;
  frame.run.emit({ form: 'unknown-method', operation, node, subject: node, module: frame.module, receiver: value, inline: frame.inline, path: [], detail });
}

function findForwarded(machine: Machine, value: InstanceValue, name: string) {
  const [, built] = value.args;
  if (built?.kind === 'class') return machine.findMember(built.definition, name);
  const base = findManagerBase(machine, value.definition);
  const of = base?.markers.get('manager')?.keywords.get('of');
  const query = base && typeof of === 'string' ? machine.lookup(base.module, of) : undefined;
  return query?.kind === 'class' ? machine.findMember(query.definition, name) : undefined;
}
