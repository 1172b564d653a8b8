import type { Expression, Statement } from '../../parser/index.ts';
import { defineFunction } from '../values/definition-factory.ts';
import type { ClassDefinition, FunctionDefinition } from '../values/definitions.ts';
import { SILENT } from '../values/frames.ts';
import type { Frame, Machine } from '../machine.ts';
import { createScopeFrame, lookupFrom, takePath } from '../names/names.ts';
import { join } from '../values/value-sets.ts';
import { refresh } from '../calls/refresh.ts';
import { describeArguments } from '../values/shapes.ts';
import { type InstanceValue, UNKNOWN, type Value } from '../values/values.ts';
import { readBindings, type Bindings } from '../names/bindings.ts';

interface Setting {
  readonly method: FunctionDefinition;
  readonly value: Expression | undefined;
  readonly annotation: Expression | undefined;
}

const settings = new WeakMap<ClassDefinition, ReadonlyMap<string, readonly Setting[]>>();
const active = new Set<Setting>();

const known = new WeakMap<Machine, WeakMap<ClassDefinition, Map<string, Value | undefined>>>();

/** What the methods of a class assign to `self.name`. */
export function readOwnAttribute(machine: Machine, value: InstanceValue, name: string): Value | undefined {
  let ofMachine = known.get(machine);
  if (!ofMachine) known.set(machine, (ofMachine = new WeakMap<ClassDefinition, Map<string, Value | undefined>>()));
  let ofClass = ofMachine.get(value.definition);
  if (!ofClass) ofMachine.set(value.definition, (ofClass = new Map<string, Value | undefined>()));
  const args = describeArguments(value.args);
  const key = `${name} ${args ?? ''}`;
  if (args !== undefined && ofClass.has(key)) return refresh(ofClass.get(key));
  // What leads back to itself is unknown on the way.
  if (args !== undefined) ofClass.set(key, UNKNOWN);
  const result = readSettingsOf(machine, { ...value, attributes: new Map(), query: undefined, row: undefined }, name);
  if (args !== undefined) ofClass.set(key, result);
  return refresh(result);
}

function readSettingsOf(machine: Machine, value: InstanceValue, name: string): Value | undefined {
  for (const definition of machine.getLineage(value.definition).classes) {
    if (definition.module.path === undefined) continue;
    const found = readSettings(definition).get(name);
    if (found) return join(withoutEmpty(found.map((setting) => readSetting(machine, value, setting))));
  }
  return undefined;
}

/** An empty dict beside full ones says nothing about what they hold. */
function withoutEmpty(values: readonly Value[]): readonly Value[] {
  const isDict = (value: Value) => value.kind === 'instance' && value.definition.name === 'dict' && value.definition.module.name === 'builtins';
  const full = values.filter((value) => !(value.kind === 'instance' && isDict(value) && value.items?.length === 0));
  return full.length > 0 && full.every(isDict) ? full : values;
}

/** The expressions that the methods of a class itself assign to `self.name`. */
export function listOwnValues(definition: ClassDefinition, name: string): readonly Expression[] {
  return (readSettings(definition).get(name) ?? []).flatMap(({ value }) => value ?? []);
}

function readSetting(machine: Machine, self: InstanceValue, setting: Setting): Value {
  const { annotation, method, value } = setting;
  if (annotation) return machine.readAnnotation(annotation, method.scope, NO_TYPES);
  if (!value || active.has(setting)) return UNKNOWN;
  active.add(setting);
  const result = machine.evaluate(value, createMethodFrame(machine, method, self));
  active.delete(setting);
  // What runs or awaits something belongs to the method, and each object has its own.
  return result.kind === 'coroutine' ? { kind: 'coroutine', result: result.result, scheduled: result.scheduled } : result;
}

const NO_TYPES: ReadonlyMap<string, Value> = new Map();
const bindingsOf = new WeakMap<FunctionDefinition, Bindings>();

/** A method as it looks to somebody outside: parameters by annotation, variables by any of their assignments. */
function createMethodFrame(machine: Machine, method: FunctionDefinition, self: InstanceValue): Frame {
  const { node, scope } = method;
  if (node.type === 'Lambda') return createScopeFrame(machine, scope);
  let bindings = bindingsOf.get(method);
  if (!bindings) bindingsOf.set(method, (bindings = readBindings(node.body)));
  const parameters = [...node.args.posonlyargs, ...node.args.args, ...node.args.kwonlyargs];
  const [first] = parameters;
  const pending = new Set<string>();
  const frame: Frame = {
    module: method.module,
    scope: method,
    run: SILENT,
    inline: false,
    assign: () => {},
    lookup(name) {
      if (name === first?.arg) return self;
      const parameter = parameters.find(({ arg }) => arg === name);
      if (parameter) return parameter.annotation ? machine.readAnnotation(parameter.annotation, method.scope, NO_TYPES) : UNKNOWN;
      const local = bindings.names.get(name);
      if (!local) return lookupFrom(machine, scope.kind === 'class-definition' ? scope.scope : scope, name);
      if (pending.has(name)) return UNKNOWN;
      pending.add(name);
      const value = join(local.map((binding) => {
        if (binding.kind === 'assignment') return takePath(machine.evaluate(binding.value, frame), binding.path);
        return binding.kind === 'function' ? machine.bindFunction(defineFunction(binding.node, method)) : UNKNOWN;
      }));
      pending.delete(name);
      return value;
    },
  };
  return frame;
}

function readSettings(definition: ClassDefinition): ReadonlyMap<string, readonly Setting[]> {
  const known = settings.get(definition);
  if (known) return known;
  const found = new Map<string, Setting[]>();
  for (const statement of definition.node.body) {
    if (statement.type !== 'FunctionDef' && statement.type !== 'AsyncFunctionDef') continue;
    const self = [...statement.args.posonlyargs, ...statement.args.args][0]?.arg;
    if (self !== undefined) collect(statement.body, self, defineFunction(statement, definition), found);
  }
  settings.set(definition, found);
  return found;
}

function collect(body: readonly Statement[], self: string, method: FunctionDefinition, found: Map<string, Setting[]>): void {
  const pending: Statement[] = [...body];
  for (let node = pending.shift(); node; node = pending.shift()) {
    if (node.type === 'Assign') for (const target of node.targets) add(target, node.value, undefined);
    if (node.type === 'AnnAssign') add(node.target, node.value ?? undefined, node.annotation);
    if (node.type === 'AugAssign') add(node.target, undefined, undefined);
    if ('body' in node && node.type !== 'FunctionDef' && node.type !== 'AsyncFunctionDef' && node.type !== 'ClassDef') pending.push(...node.body);
    if ('orelse' in node) pending.push(...node.orelse);
    if ('handlers' in node) pending.push(...node.handlers.flatMap((handler) => handler.body), ...node.finalbody);
  }

  function add(target: Expression, value: Expression | undefined, annotation: Expression | undefined): void {
    if (target.type === 'Tuple' || target.type === 'List') for (const element of target.elts) add(element, undefined, undefined);
    if (target.type !== 'Attribute' || target.value.type !== 'Name' || target.value.id !== self) return;
    const setting = { method, value, annotation };
    const known = found.get(target.attr);
    if (known) known.push(setting);
    else found.set(target.attr, [setting]);
  }
}
