import type { Node } from '../../parser/index.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import type { Frame, Machine } from '../machine.ts';
import { NOTHING } from '../values/given.ts';
import { deriveQuery, NEW_QUERY } from './rows.ts';
import type { InstanceValue, Value } from '../values/values.ts';
import { runProjectFunction } from '../calls/project-calls.ts';
import { SILENT } from '../values/frames.ts';
import { lookupFrom } from '../names/names.ts';

/** The class whose queries a manager class starts, by the decorator of its base. */
export function findManagerBase(machine: Machine, definition: ClassDefinition): ClassDefinition | undefined {
  return machine.getLineage(definition).classes.find(({ markers }) => markers.has('manager'));
}

/** A member of the queryset that a manager hands on. */
export function forwardToQuery(machine: Machine, manager: InstanceValue, name: string, node: Node, frame: Frame): Value | undefined {
  if (name.startsWith('_')) return undefined;
  const base = findManagerBase(machine, manager.definition);
  if (!base) return undefined;
  const query = startQuery(machine, manager, base, node);
  if (query?.kind !== 'instance') return undefined;
  const member = machine.findMember(query.definition, name);
  if (!member || (member.value.kind === 'function' && member.value.definition.markers.has('queryset_only'))) return undefined;
  return machine.getAttribute(query, name, node, frame);
}

/** The queryset that a manager starts: what its own `get_queryset` gives, or a plain one. */
function startQuery(machine: Machine, manager: InstanceValue, base: ClassDefinition, node: Node): Value | undefined {
  const own = machine.findMember(manager.definition, 'get_queryset');
  if (own?.value.kind === 'function' && own.owner.module.path !== undefined) {
    const frame: Frame = { module: own.owner.module, scope: own.owner, run: SILENT, inline: false, lookup: () => undefined, assign: () => {} };
    const result = runProjectFunction(machine, { ...own.value, self: manager }, NOTHING, node, node, frame, 'call');
    if (result.kind === 'instance' && result.query) return { ...result, query: deriveQuery(result.query, { ...mergeOwner(manager, result.query), start: node }) };
  }
  return createQuery(machine, manager, base, node);
}

function mergeOwner(manager: InstanceValue, query: { readonly known: readonly string[] }): { readonly known: readonly string[] } {
  return { known: [...query.known, ...(manager.query?.known ?? [])] };
}

/** A plain queryset of a manager, of the class the manager was built from. */
export function createQuery(machine: Machine, manager: InstanceValue, base: ClassDefinition, node: Node): Value | undefined {
  const [, built] = manager.args;
  const definition = built?.kind === 'class' ? built.definition : findQueryClass(machine, base);
  if (!definition) return undefined;
  // Rows that were prefetched are in the first queryset of the manager.
  const isFilled = manager.query?.cache.filled === true;
  const query = deriveQuery(manager.query ?? NEW_QUERY, { start: node, isManaged: true, cache: { filled: isFilled } });
  return { kind: 'instance', definition, args: manager.args.slice(0, 1), attributes: new Map(), query };
}

function findQueryClass(machine: Machine, base: ClassDefinition): ClassDefinition | undefined {
  const name = base.markers.get('manager')?.keywords.get('of');
  const value = typeof name === 'string' ? lookupFrom(machine, base.module, name) : undefined;
  return value?.kind === 'class' ? value.definition : undefined;
}
