import type { NamedFunction } from '../../../analysis/configuration.ts';
import type { Expression } from '../../parser/index.ts';
import { type Binding, readBindings } from './bindings.ts';
import { getModule } from '../values/definition-factory.ts';
import type { Scope } from '../values/definitions.ts';
import type { Machine } from '../machine.ts';
import { createScopeFrame, getImportedName } from './names.ts';
import type { NamedKind, Value } from '../values/values.ts';

// An application is imported from where it is made, and hardly through more hands than this.
const DEEPEST = 5;

/**
 * The dotted names that a user may know an expression by: where it is defined, and where its file imports it from, installed or not.
 * A method goes by its class.
 * @example listWrittenNames(machine, `app.route`, scope) // ['acme.web.App.route', 'acme.App.route'], after `app = App()`
 */
export function listWrittenNames(machine: Machine, node: Expression, scope: Scope, depth = 0): readonly string[] {
  return [...new Set([...nameValue(machine.evaluate(node, createScopeFrame(machine, scope))), ...listImported(machine, node, scope, depth)])];
}

/** Is a called or decorating function one of those named? */
function isNamedFunction(machine: Machine, node: Expression, scope: Scope, functions: readonly NamedFunction[]): boolean {
  if (functions.length === 0) return false;
  const callee = node.type === 'Call' ? node.func : node;
  const last = callee.type === 'Name' ? callee.id : callee.type === 'Attribute' ? callee.attr : undefined;
  if (last === undefined) return false;
  const names = [last, ...listWrittenNames(machine, callee, scope)];
  return functions.some(({ name, package: origin }) =>
    names.some((written) => (origin === undefined ? written === name || written.endsWith(`.${name}`) : written.startsWith(`${origin}.`) && written.endsWith(`.${name}`))),
  );
}

/** What the settings say of a function that is called or decorates. */
export function findNamedKind(machine: Machine, node: Expression, scope: Scope): NamedKind | undefined {
  const { offloaders, transactions } = machine.configuration;
  if (isNamedFunction(machine, node, scope, offloaders)) return 'offloader';
  return isNamedFunction(machine, node, scope, transactions) ? 'transaction' : undefined;
}

function nameValue(value: Value): readonly string[] {
  switch (value.kind) {
    case 'function':
    case 'class': {
      const { module, name, scope } = value.definition;
      return [`${scope.kind === 'class-definition' ? `${module.name}.${scope.name}` : module.name}.${name}`];
    }
    case 'partial':
      return nameValue(value.target);
    default:
      return [];
  }
}

function listImported(machine: Machine, node: Expression, scope: Scope, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  if (node.type === 'Attribute') return listWrittenNames(machine, node.value, scope, depth + 1).map((name) => `${name}.${node.attr}`);
  if (node.type !== 'Name') return [];
  const [owner, binding] = findBinding(scope, node.id) ?? [];
  return owner && binding ? readBinding(machine, binding, owner, depth) : [];
}

function readBinding(machine: Machine, binding: Binding, scope: Scope, depth: number): readonly string[] {
  switch (binding.kind) {
    case 'import':
      return [binding.alias.asname === null ? (binding.alias.name.split('.', 1)[0] ?? '') : binding.alias.name];
    case 'from-import': {
      const { alias, node } = binding;
      const source = getImportedName(node.module, node.level, getModule(scope));
      const module = machine.findModule(source, getModule(scope));
      const made = module?.bindings.names.get(alias.name)?.at(-1);
      return [`${source}.${alias.name}`, ...(module && made && made.kind !== 'function' && made.kind !== 'class' ? readBinding(machine, made, module, depth + 1) : [])];
    }
    case 'assignment':
      // An object goes by its class, another name by what it stands for.
      return depth > DEEPEST || binding.path.length > 0 ? [] : listWrittenNames(machine, binding.value.type === 'Call' ? binding.value.func : binding.value, scope, depth + 1);
    default:
      return [];
  }
}

/** What binds a name last, in a function or module around the place where it is read. */
function findBinding(scope: Scope, name: string): readonly [Scope, Binding] | undefined {
  for (let current: Scope | undefined = scope; current; current = current.kind === 'module' ? undefined : current.scope) {
    const bindings = current.kind !== 'function-definition' ? current.bindings : current.node.type === 'Lambda' ? undefined : readBindings(current.node.body);
    const found = bindings?.names.get(name)?.at(-1);
    if (found) return [current, found];
  }
  return undefined;
}
