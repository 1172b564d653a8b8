import type { Twin } from '../analysis/operation.ts';
import type { ClassDefinition, FunctionDefinition } from './inference/values/definitions.ts';
import type { Effect, Machine } from './inference/machine.ts';
import { findManagerBase } from './inference/models/managers.ts';

export interface FoundTwin {
  readonly twin?: Twin;
  /** Known to the stubs, but not to the project's version. */
  readonly later?: { readonly twin: string; readonly since: string; readonly found: string };
}

const NOTHING: FoundTwin = {};

/** The async form of what a site calls. */
export function findTwin(machine: Machine, { callee, form, operation, path, receiver }: Effect): FoundTwin {
  if (form === 'unknown-method') {
    if (!callee && receiver.kind === 'instance') return findLater(machine, receiver.definition, operation.name);
    return callee ? describeLater(machine, callee) : receiver.kind === 'class' ? describeLater(machine, receiver.definition) : NOTHING;
  }
  if (form === 'property' && receiver.kind === 'instance' && path.length === 0) return findPropertyTwin(machine, receiver.definition, operation.name);
  if (!callee || form !== 'call' || callee.isAsync || operation.style !== 'sync') return NOTHING;
  const names = listTwinNames(callee);
  for (const name of names) {
    const found = findFunction(machine, callee, receiver.kind === 'instance' ? receiver.definition : callee.owner, name);
    if (!found?.isAsync) continue;
    if (path.length > 0 && !hasSameParameters(callee, found)) continue;
    if (!machine.isAvailable(found)) return describeLater(machine, found);
    return { twin: { name, delivery: found.isGenerator || isAsyncIterator(found) ? 'async-iterable' : 'promise', fits: ['drop-in'] } };
  }
  return NOTHING;
}

function findLater(machine: Machine, owner: ClassDefinition, name: string): FoundTwin {
  const found = machine.findAnyMember(owner, name);
  return found?.kind === 'function' ? describeLater(machine, found.definition) : NOTHING;
}

function describeLater({ version }: Machine, { markers, name }: ClassDefinition | FunctionDefinition): FoundTwin {
  return { later: { twin: name, since: markers.get('since')?.args[0] ?? '', found: version } };
}

/** A method that gives what a property gives: `request.auser()`. */
function findPropertyTwin(machine: Machine, owner: ClassDefinition, name: string): FoundTwin {
  const found = machine.findMember(owner, `a${name}`)?.value;
  return found?.kind === 'function' && found.definition.isAsync ? { twin: { name: `a${name}`, delivery: 'promise', fits: ['none'] } } : NOTHING;
}

function listTwinNames({ markers, module, name }: FunctionDefinition): readonly string[] {
  const stated = markers.get('twin')?.args[0];
  if (stated !== undefined) return [stated];
  return module.path === undefined ? [`a${name}`] : [`a${name}`, `${name}_async`, `async_${name}`];
}

function findFunction(machine: Machine, callee: FunctionDefinition, owner: ClassDefinition | undefined, name: string): FunctionDefinition | undefined {
  const value = owner ? machine.findAnyMember(owner, name) : machine.lookup(callee.module, name);
  if (value?.kind === 'function') return value.definition;
  // Methods of a queryset are called on its managers too.
  return owner && callee.owner && owner !== callee.owner && findManagerBase(machine, owner) ? findFunction(machine, callee, callee.owner, name) : undefined;
}

function isAsyncIterator({ node }: FunctionDefinition): boolean {
  if (node.type === 'Lambda' || node.returns?.type !== 'Subscript') return false;
  return node.returns.value.type === 'Name' && node.returns.value.id === 'AsyncIterator';
}

function hasSameParameters(one: FunctionDefinition, other: FunctionDefinition): boolean {
  const list = ({ node: { args } }: FunctionDefinition) => [...args.posonlyargs, ...args.args, ...args.kwonlyargs].map(({ arg }) => arg).join(',') + String(args.vararg !== null) + String(args.kwarg !== null);
  return list(one) === list(other);
}
