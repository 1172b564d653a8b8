import type { Configuration } from '../../analysis/configuration.ts';
import { assignTo } from './execution/assignments.ts';
import { createExecutor } from './execution/statements.ts';
import { createEvaluator } from './execution/expressions.ts';
import { bindFunction } from './names/decorators.ts';
import { call } from './calls/calls.ts';
import { getAttribute } from './execution/attributes.ts';
import { createNames, createScopeFrame } from './names/names.ts';
import { createLineages } from './names/lineage.ts';
import type { ClassDefinition, FunctionDefinition, ModuleDefinition } from './values/definitions.ts';
import type { Machine, Member } from './machine.ts';
import type { ModuleSource } from './names/module-source.ts';
import type { InstalledLibrary } from './names/installed-library.ts';
import { callMethod } from './calls/methods.ts';
import { iterate, iterateAsync, useProtocol } from './execution/protocols.ts';
import { readAnnotation } from './names/annotations.ts';
import { isEntity } from './models/entities.ts';
import { defineClass } from './values/definition-factory.ts';
import { describeLazy } from './values/operations.ts';
import { deriveQuery, NEW_QUERY } from './models/rows.ts';
import { mapMembers } from './values/value-sets.ts';
import { UNKNOWN, type Value } from './values/values.ts';
import { SILENT } from './values/frames.ts';

export interface MachineOptions {
  readonly configuration: Configuration;
  readonly source: ModuleSource;
  readonly installed: InstalledLibrary;
  /** Does the project's version of the library have this function of a stub? */
  readonly isAvailable: (definition: FunctionDefinition) => boolean;
  readonly version: string;
  readonly hasVersion: (since: string) => boolean;
  readonly unsafeSettings: readonly string[];
  readonly users: Machine['users'];
  readonly opener: Machine['opener'];
  readonly patchedBy: readonly string[];
  readonly isAssumed: boolean;
  readonly parameters: Machine['parameters'];
  readonly listFiles: (from: ModuleDefinition, names: ReadonlySet<string>) => readonly string[];
}

const MODEL_FILES = new Set(['models']);
const SETTINGS_FILES = new Set(['settings', 'base_settings', 'common', 'base']);

/** A query of which only the class is known has facts of its own, all of them open. */
function withQuery(machine: Machine, value: Value): Value {
  if (value.kind !== 'instance' || value.query || !machine.findMember(value.definition, '__aiter__')) return value;
  return describeLazy(machine, value) ? { ...value, query: deriveQuery(NEW_QUERY, { opaque: true }) } : value;
}

/** Puts the parts of the interpreter together. */
export function createMachine({ configuration, source, installed, isAvailable: hasSince, listFiles, version, hasVersion, unsafeSettings, users, opener, patchedBy, isAssumed, parameters }: MachineOptions): Machine {
  const members = new WeakMap<ClassDefinition, Map<string, Member | undefined>>();
  const entities = new Map<readonly string[], { readonly modules: ReadonlySet<ModuleDefinition>; readonly all: readonly ClassDefinition[] }>();
  const entitiesOf = new WeakMap<ModuleDefinition, readonly ClassDefinition[]>();
  const machine: Machine = {
    evaluate: (node, frame) => evaluate(node, frame),
    execute: (body, frame) => { execute(body, frame); },
    call: (callee, given, node, frame) => call(machine, callee, given, node, frame),
    getAttribute: (value, name, node, frame) => getAttribute(machine, value, name, node, frame),
    configuration,
    findMember,
    isAvailable,
    version,
    hasVersion,
    unsafeSettings,
    users,
    opener,
    patchedBy,
    isAssumed,
    parameters,
    findAnyMember(definition, name) {
      const owner = machine.getLineage(definition).classes.find(({ bindings }) => bindings.names.has(name));
      return owner ? lookup(owner, name) : findMember(definition, name)?.value;
    },
    getLineage: createLineages((definition) => readBases(machine, definition)),
    lookup: (scope, name) => lookup(scope, name),
    findModule: (name, from) => source.find(name, from),
    readAnnotation: (node, scope, types) => mapMembers(readAnnotation(machine, node, scope, types), (value) => withQuery(machine, value)),
    callMethod: (value, name, args, form, node, subject, frame) => callMethod(machine, value, name, args, form, node, subject, frame),
    iterate: (value, node, subject, frame, form) => iterate(machine, value, node, subject, frame, form),
    iterateAsync: (value, node, subject, frame) => iterateAsync(machine, value, node, subject, frame),
    useProtocol: (value, protocol, form, node, subject, frame) => { useProtocol(machine, value, protocol, form, node, subject, frame); },
    assignTo: (target, value, frame, source) => {
      assignTo(machine, target, value, frame, source);
    },
    createInstance(moduleName, className, args = [], extra = {}) {
      const module = source.find(moduleName, BUILTIN_USER);
      const found = module && lookup(module, className);
      return found?.kind === 'class' ? { kind: 'instance', definition: found.definition, args, attributes: new Map(), ...extra } : UNKNOWN;
    },
    bindFunction: (definition, closure) => bindFunction(machine, definition, closure),
    listEntities,
    listModules: (from, names) => listFiles(from, names).flatMap((path) => source.open(path) ?? []),
    findSetting,
  };
  const evaluate = createEvaluator(machine);
  const execute = createExecutor(machine);
  const lookup = createNames(machine);

  function isAvailable(definition: FunctionDefinition): boolean {
    return hasSince(definition) || installed.has(definition);
  }

  function findMember(definition: ClassDefinition, name: string): Member | undefined {
    let ofClass = members.get(definition);
    if (!ofClass) members.set(definition, (ofClass = new Map<string, Member | undefined>()));
    if (!ofClass.has(name)) ofClass.set(name, readMember(definition, name));
    return ofClass.get(name);
  }

  function readMember(definition: ClassDefinition, name: string): Member | undefined {
    for (const owner of machine.getLineage(definition).classes) {
      const binding = owner.bindings.names.get(name)?.at(-1);
      if (!binding) continue;
      const value = lookup(owner, name) ?? UNKNOWN;
      if (value.kind === 'function' && !isAvailable(value.definition)) continue;
      return { owner, binding, value };
    }
    for (const owner of machine.getLineage(definition).classes) {
      const member = installed.findMember(owner, name);
      if (member) return member;
    }
    return undefined;
  }

  function listEntities(from: ModuleDefinition): readonly (readonly ClassDefinition[])[] {
    const files = listFiles(from, MODEL_FILES);
    let ofProject = entities.get(files);
    if (!ofProject) {
      const modules = new Set(files.flatMap((path) => source.open(path) ?? []));
      entities.set(files, { modules, all: [] });
      entities.set(files, (ofProject = { modules, all: [...modules].flatMap(findEntities) }));
    }
    return ofProject.modules.has(from) ? [ofProject.all] : [findEntities(from), ofProject.all];
  }

  function findEntities(module: ModuleDefinition): readonly ClassDefinition[] {
    let found = entitiesOf.get(module);
    if (!found) {
      entitiesOf.set(module, []);
      entitiesOf.set(module, (found = listClasses(module).filter((definition) => isEntity(machine, definition))));
    }
    return found;
  }

  function listClasses(module: ModuleDefinition): ClassDefinition[] {
    return [...module.bindings.names.values()].flatMap((bindings) => bindings.flatMap((binding) => (binding.kind === 'class' ? [defineClass(binding.node, module)] : [])));
  }

  function findSetting(name: string, from: ModuleDefinition): unknown {
    for (const path of listFiles(from, SETTINGS_FILES)) {
      const module = source.open(path);
      if (!module?.text.includes(name)) continue;
      // https://django-configurations.readthedocs.io/ keeps them in classes.
      const value = lookup(module, name) ?? listClasses(module).map((definition) => machine.findMember(definition, name)?.value).find((held) => held?.kind === 'literal');
      if (value?.kind === 'literal') return value.value;
    }
    return undefined;
  }

  return machine;
}

// Whose imports reach stubs only.
const BUILTIN_USER = { kind: 'module', name: '', path: undefined } as unknown as ModuleDefinition;

function readBases(machine: Machine, definition: ClassDefinition): readonly Value[] {
  const { module, name, node, scope } = definition;
  const frame = { ...createScopeFrame(machine, scope), run: SILENT };
  const bases = node.bases.map((base): Value => {
    if (base.type === 'Subscript') return machine.evaluate(base.value, frame);
    return machine.evaluate(base, frame);
  });
  if (module.name === 'builtins' && name === 'object') return [];
  return bases;
}
