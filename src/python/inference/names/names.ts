import type { Binding } from './bindings.ts';
import { defineClass, defineFunction, getModule } from '../values/definition-factory.ts';
import type { ModuleDefinition, Scope } from '../values/definitions.ts';
import { SILENT } from '../values/frames.ts';
import type { Frame, Machine } from '../machine.ts';
import { NONE, UNKNOWN, type Value } from '../values/values.ts';
import { join } from '../values/value-sets.ts';

const BUILTINS = 'builtins';

/** Finds what names stand for outside of running code: in modules, in class bodies, in functions around. */
export function createNames(machine: Machine): (scope: Scope, name: string) => Value | undefined {
  const known = new WeakMap<Scope, Map<string, Value | undefined>>();

  function lookup(scope: Scope, name: string): Value | undefined {
    let values = known.get(scope);
    if (!values) known.set(scope, (values = new Map<string, Value | undefined>()));
    if (values.has(name)) return values.get(name);
    // A name that needs itself is unknown.
    values.set(name, UNKNOWN);
    const value = resolve(scope, name);
    values.set(name, value);
    return value;
  }

  function resolve(scope: Scope, name: string): Value | undefined {
    if (scope.kind === 'function-definition') return undefined;
    const found = scope.bindings.names.get(name);
    if (found) return join(selectBindings(found).map((binding) => resolveBinding(binding, scope)));
    for (const star of scope.bindings.stars) {
      const module = getModule(scope);
      const source = machine.findModule(getImportedName(star.module, star.level, module), module);
      const value = source && !name.startsWith('_') ? lookup(source, name) : undefined;
      if (value) return value;
    }
    return undefined;
  }

  function resolveBinding(binding: Binding, scope: Scope): Value {
    switch (binding.kind) {
      case 'class':
        return { kind: 'class', definition: defineClass(binding.node, scope), args: [] };
      case 'function':
        return machine.bindFunction(defineFunction(binding.node, scope));
      case 'import':
        return importModule(binding.alias.asname === null ? (binding.alias.name.split('.', 1)[0] ?? '') : binding.alias.name, getModule(scope));
      case 'from-import':
        return importMember(getImportedName(binding.node.module, binding.node.level, getModule(scope)), binding.alias.name, getModule(scope));
      case 'annotation': {
        const value = binding.value && machine.evaluate(binding.value, createScopeFrame(machine, scope));
        if (value && value.kind !== 'unknown' && value.kind !== 'none') return value;
        return machine.readAnnotation(binding.annotation, scope, NO_TYPES);
      }
      case 'assignment':
        return takePath(machine.evaluate(binding.value, createScopeFrame(machine, scope)), binding.path);
      default:
        return UNKNOWN;
    }
  }

  function importModule(name: string, from: ModuleDefinition): Value {
    const module = machine.findModule(name, from);
    return module ? { kind: 'module', module } : UNKNOWN;
  }

  function importMember(moduleName: string, name: string, from: ModuleDefinition): Value {
    const module = machine.findModule(moduleName, from);
    const value = module && module !== from ? lookup(module, name) : undefined;
    return value ?? importModule(`${moduleName}.${name}`, from);
  }

  return lookup;
}

const NO_TYPES: ReadonlyMap<string, Value> = new Map();

/** The absolute name of what an import names. */
export function getImportedName(name: string | null, level: number, from: ModuleDefinition): string {
  if (level === 0) return name ?? '';
  const parts = from.name.split('.');
  const base = parts.slice(0, parts.length - level + (from.isPackage ? 1 : 0));
  return [...base, ...(name === null || name === '' ? [] : [name])].join('.');
}

// Overloads and redefinitions: the last definition counts, but assignments in branches all may.
function selectBindings(bindings: readonly Binding[]): readonly Binding[] {
  const last = bindings.at(-1);
  return last && (last.kind === 'function' || last.kind === 'class') && bindings.every(({ kind }) => kind === last.kind) ? [last] : bindings;
}

/** A name as code inside a scope sees it: class bodies are skipped from functions, builtins come last. */
export function lookupFrom(machine: Machine, scope: Scope, name: string): Value | undefined {
  for (let current: Scope | undefined = scope, inner = true; current; current = getParent(current), inner = false) {
    if (current.kind === 'class-definition' && !inner) continue;
    const value = machine.lookup(current, name);
    if (value) return value;
  }
  const builtins = machine.findModule(BUILTINS, getModule(scope));
  return builtins && machine.lookup(builtins, name);
}

function getParent(scope: Scope): Scope | undefined {
  return scope.kind === 'module' ? undefined : scope.scope;
}

/** A frame for expressions that are read where no function runs. */
export function createScopeFrame(machine: Machine, scope: Scope): Frame {
  return {
    module: getModule(scope),
    scope,
    run: SILENT,
    inline: false,
    lookup: (name) => lookupFrom(machine, scope, name),
    assign: () => {},
  };
}

/** The part of an unpacked value that a nested target receives. */
export function takePath(value: Value, path: readonly number[]): Value {
  let part = value;
  for (const index of path) part = takeElement(part, index);
  return part;
}

export function takeElement(value: Value, index: number): Value {
  if (value.kind === 'instance' && value.items) {
    if (index < 0) return UNKNOWN;
    return value.items[index] ?? UNKNOWN;
  }
  if (value.kind === 'instance' && value.definition.name === 'tuple' && value.args.length > 1) return value.args[index] ?? UNKNOWN;
  if (value.kind === 'instance' && (value.definition.name === 'tuple' || value.definition.name === 'list')) return value.args[0] ?? UNKNOWN;
  return value.kind === 'none' ? NONE : UNKNOWN;
}
