import type { ImportFrom, Statement } from '../../parser/index.ts';
import { getImportedName } from '../names/names.ts';
import type { Effect, Machine } from '../machine.ts';
import type { ModuleDefinition } from '../values/definitions.ts';

/** Imports of names that the project's version of a library does not have yet: the module fails where it stands. */
export function checkImports(machine: Machine, module: ModuleDefinition): readonly Effect[] {
  if (machine.isAssumed) return [];
  return listImports(module.ast.body).flatMap((node) => checkImport(machine, module, node));
}

function checkImport(machine: Machine, module: ModuleDefinition, { level, module: from, names }: ImportFrom): readonly Effect[] {
  const source = machine.findModule(getImportedName(from, level, module), module);
  if (!source || source.path !== undefined) return [];
  return names.flatMap((alias): readonly Effect[] => {
    const value = machine.lookup(source, alias.name);
    if (value?.kind !== 'function' && value?.kind !== 'class') return [];
    const { definition } = value;
    const isLater = definition.kind === 'function-definition' ? definition.isAsync && !machine.isAvailable(definition) : !machine.hasVersion(definition.markers.get('since')?.args[0] ?? '0');
    if (!isLater) return [];
    const operation = { receiver: source.name, name: definition.name, effect: 'none', style: 'async', lock: false } as const;
    return [{ form: 'unknown-method', operation, node: alias, subject: alias, module, receiver: value, inline: false, path: [], ...(definition.kind === 'function-definition' && { callee: definition }) }];
  });
}

/** Those that always run: not in a test of a version, nor where a failure is expected. */
function listImports(body: readonly Statement[]): readonly ImportFrom[] {
  return body.flatMap((statement) => {
    if (statement.type === 'ImportFrom') return [statement];
    return statement.type === 'FunctionDef' || statement.type === 'AsyncFunctionDef' || statement.type === 'ClassDef' ? listImports(statement.body) : [];
  });
}
