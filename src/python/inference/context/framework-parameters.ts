import type { FunctionDefinition, ModuleDefinition } from '../values/definitions.ts';
import { resolveDotted } from '../names/dotted-names.ts';
import type { FlowFrame } from '../values/flow-frame.ts';
import type { ConventionalParameter, Machine } from '../machine.ts';
import { getImportedName } from '../names/names.ts';
import { getMembers } from '../values/value-sets.ts';
import type { Value } from '../values/values.ts';

/** Gives the first parameter the type that a framework gives it, where the module uses that framework and says nothing else. */
export function giveParameter(machine: Machine, { module, node, owner }: FunctionDefinition, frame: FlowFrame): ConventionalParameter | undefined {
  const first = [...node.args.posonlyargs, ...node.args.args][owner ? 1 : 0];
  if (!first || first.annotation) return undefined;
  const found = machine.parameters.find(({ beside, name, notBeside }) => name === first.arg && importsAny(module, beside) && !importsAny(module, notBeside));
  const type = found && resolveDotted(machine, found.type, module);
  if (type?.kind !== 'class') return undefined;
  frame.assign(first.arg, { kind: 'instance', definition: type.definition, args: [], attributes: new Map() });
  return found;
}

const imports = new WeakMap<ModuleDefinition, readonly string[]>();

/** Does a module import one of these modules, something inside them, or one of these members? */
export function importsAny(module: ModuleDefinition, names: readonly string[]): boolean {
  let imported = imports.get(module);
  if (!imported) {
    imported = [...module.bindings.names.values()].flat().flatMap((binding) => {
      if (binding.kind === 'import') return [binding.alias.name];
      if (binding.kind !== 'from-import') return [];
      const source = getImportedName(binding.node.module, binding.node.level, module);
      return [source, `${source}.${binding.alias.name}`];
    });
    imports.set(module, imported);
  }
  return imported.some((source) => names.some((name) => source === name || source.startsWith(`${name}.`)));
}

/** A sync view that answers with the coroutine of an async one. */
export function noteResponses(machine: Machine, response: string, module: ModuleDefinition, returns: readonly Value[]): void {
  const type = resolveDotted(machine, response, module);
  for (const value of returns.flatMap(getMembers)) {
    if (value.kind !== 'coroutine' || !value.origin || type?.kind !== 'class') continue;
    const isResponse = getMembers(value.result).some((member) => member.kind === 'instance' && machine.getLineage(member.definition).classes.some((base) => machine.getLineage(type.definition).classes.includes(base) && base.name !== 'object'));
    if (isResponse) value.origin.uses.splice(0, value.origin.uses.length, { kind: 'misused', as: 'response', node: value.origin.node });
  }
}
