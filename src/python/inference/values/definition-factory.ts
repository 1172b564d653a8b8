import type { AsyncFunctionDef, ClassDef, FunctionDef, Lambda, Node, TypeParameter } from '../../parser/index.ts';
import { visitorKeys } from '../../parser/index.ts';
import { readBindings } from '../names/bindings.ts';
import type { ClassDefinition, FunctionDefinition, Scope } from './definitions.ts';
import { readMarkers } from '../names/markers.ts';

const NO_MARKERS: ReadonlyMap<string, never> = new Map<string, never>();

/** One definition per node, so that values of the same class compare equal. */
const classes = new WeakMap<ClassDef, ClassDefinition>();
const functions = new WeakMap<FunctionDef | AsyncFunctionDef | Lambda, FunctionDefinition>();

export function defineClass(node: ClassDef, scope: Scope): ClassDefinition {
  let definition = classes.get(node);
  if (!definition) {
    const module = getModule(scope);
    definition = {
      kind: 'class-definition',
      name: node.name,
      node,
      module,
      scope,
      bindings: readBindings(node.body),
      typeParameters: readTypeParameters(node.type_params),
      markers: module.path === undefined ? readMarkers(node.decorator_list) : NO_MARKERS,
    };
    classes.set(node, definition);
  }
  return definition;
}

export function defineFunction(node: FunctionDef | AsyncFunctionDef | Lambda, scope: Scope): FunctionDefinition {
  let definition = functions.get(node);
  if (!definition) {
    const module = getModule(scope);
    definition = {
      kind: 'function-definition',
      name: node.type === 'Lambda' ? '<lambda>' : node.name,
      node,
      module,
      scope,
      owner: scope.kind === 'class-definition' ? scope : undefined,
      isAsync: node.type === 'AsyncFunctionDef',
      isGenerator: hasYield(node.type === 'Lambda' ? [node.body] : node.body),
      typeParameters: node.type === 'Lambda' ? [] : readTypeParameters(node.type_params),
      markers: module.path === undefined && node.type !== 'Lambda' ? readMarkers(node.decorator_list) : NO_MARKERS,
    };
    functions.set(node, definition);
  }
  return definition;
}

export function getModule(scope: Scope) {
  return scope.kind === 'module' ? scope : scope.module;
}

function readTypeParameters(parameters: readonly TypeParameter[]): string[] {
  return parameters.map(({ name }) => name);
}

function hasYield(body: readonly Node[]): boolean {
  const pending: Node[] = [...body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Yield' || node.type === 'YieldFrom') return true;
    if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef' || node.type === 'Lambda') continue;
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null>)[key];
      if (Array.isArray(child)) for (const item of child as readonly (Node | null)[]) { if (item) pending.push(item); }
      else if (child) pending.push(child as Node);
    }
  }
  return false;
}
