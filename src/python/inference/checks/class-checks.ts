import type { AsyncFunctionDef, FunctionDef } from '../../parser/index.ts';
import { defineClass, defineFunction } from '../values/definition-factory.ts';
import type { ClassDefinition, ModuleDefinition } from '../values/definitions.ts';
import { findConfiguredBase } from '../context/configured.ts';
import type { Effect, Machine } from '../machine.ts';
import type { Marker } from '../names/markers.ts';
import { createScopeFrame } from '../names/names.ts';
import { UNKNOWN } from '../values/values.ts';

/** Sync methods that the framework calls on the event loop where the handlers of the class are async. */
export function isOnLoop(machine: Machine, definition: ClassDefinition, name: string): boolean {
  const { classes } = machine.getLineage(definition);
  const marker = classes.map(({ markers }) => markers.get('handlers')).find((found) => found !== undefined);
  // A mixin is a view in those that inherit it.
  if (!marker) return listViews(machine, definition.module).some((view) => machine.findMember(view, name)?.owner === definition && isOnLoop(machine, view, name));
  const names = marker.keywords.get('on_loop');
  if (typeof names !== 'string' || !names.split(' ').includes(name)) return false;
  const handlers = listHandlers(machine, definition, classes, marker);
  return handlers.length > 0 && handlers.every(({ type }) => type === 'AsyncFunctionDef');
}

const views = new WeakMap<Machine, WeakMap<ModuleDefinition, readonly ClassDefinition[]>>();

/** The classes of a module whose handlers a framework calls. */
function listViews(machine: Machine, module: ModuleDefinition): readonly ClassDefinition[] {
  let ofMachine = views.get(machine);
  if (!ofMachine) views.set(machine, (ofMachine = new WeakMap<ModuleDefinition, readonly ClassDefinition[]>()));
  let known = ofMachine.get(module);
  if (!known) {
    const all = [...module.bindings.names.values()].flat().flatMap((binding) => (binding.kind === 'class' ? [defineClass(binding.node, module)] : []));
    ofMachine.set(module, (known = all.filter((definition) => machine.getLineage(definition).classes.some(({ markers }) => markers.has('handlers')))));
  }
  return known;
}

type Method = FunctionDef | AsyncFunctionDef;

/** Handlers of a class that its framework would call in the wrong style. */
export function checkHandlers(machine: Machine, definition: ClassDefinition): readonly Effect[] {
  const { classes, complete } = machine.getLineage(definition);
  const marker = classes.map(({ markers }) => markers.get('handlers')).find((found) => found !== undefined);
  if (!marker || complete !== 'yes' || findConfiguredBase(machine, definition)) return [];
  const own = definition.node.body.filter((statement): statement is Method => (statement.type === 'FunctionDef' || statement.type === 'AsyncFunctionDef') && isHandler(machine, definition, marker, statement));
  if (marker.keywords.get('style') === 'sync') {
    const base = classes.find(({ markers }) => markers.has('handlers'));
    // A class that dispatches by itself may await what it calls.
    if (machine.findMember(definition, 'dispatch')?.owner.module.path !== undefined) return [];
    return own.filter((method) => isBoundAsync(machine, definition, method)).map((method) => createEffect('unserved-handler', definition, method, base?.name ?? '', undefined));
  }
  if (marker.keywords.get('mixed') !== false) return [];
  const handlers = listHandlers(machine, definition, classes, marker);
  const first = handlers[0];
  const other = handlers.find(({ type }) => type !== first?.type);
  if (!first || !other) return [];
  // The sync one is what keeps the view from being async.
  const reported = own.find(({ type }) => type === 'FunctionDef') ?? own[0];
  const against = reported && handlers.find(({ type }) => type !== reported.type);
  return reported && against ? [createEffect('mixed-handlers', definition, reported, definition.name, against.name)] : [];
}

function isHandler(machine: Machine, definition: ClassDefinition, marker: Marker, { decorator_list: decorators, name }: Method): boolean {
  if (marker.args.includes(name)) return true;
  if (marker.keywords.get('also') !== 'actions') return false;
  return decorators.some((decorator) => {
    const value = machine.evaluate(decorator.type === 'Call' ? decorator.func : decorator, createScopeFrame(machine, definition));
    return value.kind === 'function' && value.definition.name === 'action' && value.definition.module.path === undefined;
  });
}

// What a decorator makes of it may be of either style.
function isBoundAsync(machine: Machine, definition: ClassDefinition, { name, type }: Method): boolean {
  const value = machine.findMember(definition, name)?.value;
  return type === 'AsyncFunctionDef' && value?.kind === 'function' && value.definition.isAsync;
}

/** The handlers of the project's own classes, as the view sees them. */
function listHandlers(machine: Machine, definition: ClassDefinition, classes: readonly ClassDefinition[], marker: Marker): readonly Method[] {
  const found = new Map<string, Method>();
  for (const { module, node } of classes) {
    if (module.path === undefined) continue;
    for (const statement of node.body) {
      if ((statement.type !== 'FunctionDef' && statement.type !== 'AsyncFunctionDef') || !marker.args.includes(statement.name) || found.has(statement.name)) continue;
      // What a decorator makes of it may be of either style.
      const value = machine.findMember(definition, statement.name)?.value;
      if (value?.kind === 'function') found.set(statement.name, statement);
    }
  }
  return [...found.values()];
}

function createEffect(form: 'mixed-handlers' | 'unserved-handler', definition: ClassDefinition, method: Method, receiver: string, detail: string | undefined): Effect {
  const style = method.type === 'AsyncFunctionDef' ? 'async' : 'sync';
  return {
    form,
    operation: { receiver, name: method.name, effect: 'none', style, lock: false },
    node: method,
    subject: method,
    module: definition.module,
    receiver: UNKNOWN,
    callee: defineFunction(method, definition),
    inline: false,
    path: [],
    detail,
  };
}
