import type { Binding } from './bindings.ts';
import { defineClass, defineFunction } from '../values/definition-factory.ts';
import type { ClassDefinition, FunctionDefinition, ModuleDefinition } from '../values/definitions.ts';
import type { Marker } from './markers.ts';
import type { Member } from '../machine.ts';

const QUERY: ReadonlyMap<string, Marker> = new Map([['query', { name: 'query', args: [], keywords: new Map() }]]);

/** What the library that a project has installed adds to its stubs: newer than they are, it brings methods of its own. */
export interface InstalledLibrary {
  has(definition: FunctionDefinition): boolean;
  /** A pair of methods, one of them async, of a class that a stub declares. */
  findMember(owner: ClassDefinition, name: string): Member | undefined;
}

export function createInstalledLibrary(open: (name: string) => ModuleDefinition | undefined): InstalledLibrary {
  const classes = new Map<ClassDefinition, ClassDefinition | undefined>();

  function findClass(owner: ClassDefinition): ClassDefinition | undefined {
    if (!classes.has(owner)) classes.set(owner, readClass(owner));
    return classes.get(owner);
  }

  function readClass(owner: ClassDefinition): ClassDefinition | undefined {
    const module = open(owner.module.name);
    const binding = module?.bindings.names.get(owner.name)?.at(-1);
    return module && binding?.kind === 'class' ? defineClass(binding.node, module) : undefined;
  }

  return {
    has({ name, isAsync, module, owner }) {
      const scope = owner ? findClass(owner) : open(module.name);
      return isFunction(scope?.bindings.names.get(name)?.at(-1), isAsync);
    },
    findMember(owner, name) {
      if (owner.module.path !== undefined) return undefined;
      const installed = findClass(owner);
      const binding = installed?.bindings.names.get(name)?.at(-1);
      if (!installed || binding?.kind !== 'function' || name.startsWith('_')) return undefined;
      const isAsync = binding.node.type === 'AsyncFunctionDef';
      const other = isAsync ? name.slice(1) : `a${name}`;
      if (!isFunction(installed.bindings.names.get(other)?.at(-1), !isAsync)) return undefined;
      // A declaration, as of a stub: its body is the library's own business.
      const definition = { ...defineFunction(binding.node, installed), module: owner.module, owner, markers: QUERY };
      return { owner, binding, value: { kind: 'function', definition } };
    },
  };
}

function isFunction(binding: Binding | undefined, isAsync: boolean): boolean {
  return binding?.kind === 'function' && (binding.node.type === 'AsyncFunctionDef') === isAsync;
}
