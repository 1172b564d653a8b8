import type { Node } from '../../parser/index.ts';
import { isTestFile } from '../context/served.ts';
import type { Frame, Machine } from '../machine.ts';
import type { ClassDefinition } from '../values/definitions.ts';
import { SILENT } from '../values/frames.ts';
import { NOTHING } from '../values/given.ts';
import { getMembers, mapMembers } from '../values/value-sets.ts';
import type { InstanceValue, Value } from '../values/values.ts';
import { isEntity } from './entities.ts';
import { findManagerBase } from './managers.ts';
import { readMeta } from './meta.ts';
import { deriveQuery } from './rows.ts';

const SETTINGS = new Set(['settings']);
// What runs before a handler may have read relations of the same object; the sync property gives another one.
const BEFORE = new Set(['auth', 'authentication', 'backends', 'context_processors', 'decorators', 'middleware', 'middlewares', 'permissions', 'security']);

/** The user of a request, which the default manager has fetched where no setting names others to fetch it. */
export function asFetched(machine: Machine, value: Value, { name, setting }: { readonly name: string; readonly setting: string }, node: Node, frame: Frame): Value {
  const from = frame.module;
  if (machine.listModules(from, SETTINGS).some(({ text }) => text.includes(setting))) return value;
  const known = machine.listModules(from, BEFORE).flatMap(({ path, text }) => (isTestFile(path) || !text.includes(name) ? [] : [...text.matchAll(/user\.(\w+)/gu)].map(([, name = '']) => name)));
  return mapMembers(value, (member) => (member.kind === 'instance' && !member.row && isEntity(machine, member.definition) ? { ...member, row: readRow(machine, member, known, node, frame) } : member));
}

function readRow(machine: Machine, { definition }: InstanceValue, known: readonly string[], node: Node, frame: Frame): InstanceValue['row'] {
  const silent = { ...frame, run: { ...SILENT, depth: frame.run.depth } };
  if (readMeta(machine, definition, 'default_manager_name')) return undefined;
  const manager = machine.getAttribute({ kind: 'class', definition, args: [] }, findDefaultManager(machine, definition), node, silent);
  const get = machine.getAttribute(manager, 'get', node, silent);
  const row = get.kind === 'function' ? getMembers(machine.call(get, NOTHING, { type: 'Name', id: '', ctx: 'Load', range: node.range }, silent)).find((member) => member.kind === 'instance')?.row : undefined;
  return row && { ...row, query: deriveQuery(row.query, { start: undefined, known: [...row.query.known, ...known] }) };
}

/** The first manager that a model or one of its bases declares. */
function findDefaultManager(machine: Machine, definition: ClassDefinition): string {
  for (const { bindings, module } of machine.getLineage(definition).classes) {
    for (const name of module.path === undefined ? [] : bindings.names.keys()) {
      const value = machine.findMember(definition, name)?.value;
      if (value?.kind === 'instance' && findManagerBase(machine, value.definition)) return name;
    }
  }
  return '_default_manager';
}
