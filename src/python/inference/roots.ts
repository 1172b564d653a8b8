import type { AsyncFunctionDef, ClassDef, FunctionDef, Node, Statement } from '../parser/index.ts';
import { getMethodKind } from './execution/attributes.ts';
import { checkHandlers } from './checks/class-checks.ts';
import { checkImports } from './checks/import-checks.ts';
import { checkDecorators } from './checks/decoration-checks.ts';
import { checkSettings } from './checks/setting-checks.ts';
import { defineClass, defineFunction } from './values/definition-factory.ts';
import type { FunctionDefinition, ModuleDefinition, Scope } from './values/definitions.ts';
import { createFlowFrame } from './values/flow-frame.ts';
import type { CallFacts, Effect, Machine, Run } from './machine.ts';
import { giveParameter, noteResponses } from './context/framework-parameters.ts';
import { guardClosure, noteAnswers } from './context/middleware.ts';
import { createBody, getShallowDepth } from './calls/project-calls.ts';
import { isServedOnLoop } from './context/served.ts';
import type { Closure, CoroutineOrigin, CoroutineValue, FunctionValue, Value } from './values/values.ts';

/** One function of the linted file, or the file's own statements, and what running it does. */
export interface Root {
  readonly node: FunctionDef | AsyncFunctionDef | ModuleDefinition['ast'];
  /** `undefined` for the file itself. */
  readonly definition?: FunctionDefinition;
  readonly isAsync: boolean;
  readonly effects: readonly Effect[];
  readonly coroutines: readonly (CoroutineOrigin & CallFacts & { readonly value: CoroutineValue })[];
}

/** Runs every function of a file once, as whoever calls it would. */
export function runModule(machine: Machine, module: ModuleDefinition): readonly Root[] {
  const roots: Root[] = [];
  const shallow = getShallowDepth(machine);
  const declared: Effect[] = [...checkSettings(module, machine.unsafeSettings), ...checkImports(machine, module)];

  function visitAll(body: readonly Statement[], scope: Scope, closure: Closure | undefined): void {
    for (const definition of findDefinitions(body)) {
      if (definition.type === 'ClassDef') {
        const owner = defineClass(definition, scope);
        declared.push(...checkHandlers(machine, owner));
        visitAll(definition.body, owner, closure);
      }
      else visitFunction(definition, scope, guardClosure(machine, definition, body, closure, scope));
    }
  }

  function visitFunction(node: FunctionDef | AsyncFunctionDef, scope: Scope, closure: Closure | undefined): void {
    const definition = defineFunction(node, scope);
    declared.push(...checkDecorators(machine, definition));
    const callee: FunctionValue = { kind: 'function', definition, closure, self: getSelf(machine, { kind: 'function', definition }) };
    const isOnLoop_ = !definition.isAsync && (isServedOnLoop(machine, definition));
    const isAsync = definition.isAsync || isOnLoop_;
    const recorder = createRecorder(node, isAsync, isAsync ? 0 : shallow);
    const frame = createBody(machine, callee, undefined, recorder.run, isOnLoop_);
    const parameter = giveParameter(machine, definition, frame);
    machine.execute(node.body, frame);
    if (definition.isAsync) noteAnswers(machine, scope, frame.exits.returns);
    if (parameter && !definition.isAsync && scope.kind === 'module') noteResponses(machine, parameter.response, module, frame.exits.returns);
    roots.push({ node, definition, isAsync, effects: recorder.effects, coroutines: recorder.list() });
    visitAll(node.body, definition, frame);
  }

  const recorder = createRecorder(module.ast, false, shallow);
  const frame = createFlowFrame(machine, { scope: module, module, run: recorder.run, inline: false, locals: new Map(), globals: new Set() });
  machine.execute(module.ast.body, frame);
  roots.push({ node: module.ast, isAsync: false, effects: recorder.effects, coroutines: recorder.list() });
  visitAll(module.ast.body, module, undefined);
  roots.push({ node: module.ast, isAsync: false, effects: declared, coroutines: [] });
  return roots;
}

interface Recorder {
  readonly run: Run;
  readonly effects: Effect[];
  list(): Root['coroutines'];
}

function createRecorder(root: Node, isAsync: boolean, depth: number): Recorder {
  const effects: Effect[] = [];
  const known = new Map<Node, Effect[]>();
  const coroutines = new Map<Node, Root['coroutines'][number]>();
  const run: Run = {
    isAsync,
    isOnLoop: isAsync,
    depth,
    root,
    emit(effect) {
      const same = known.get(effect.node);
      if (same?.some(({ form, subject }) => form === effect.form && subject === effect.subject)) return;
      if (same) same.push(effect);
      else known.set(effect.node, [effect]);
      effects.push(effect);
    },
    track(value, node, operation, callee, facts) {
      let origin = coroutines.get(node);
      if (!origin) coroutines.set(node, (origin = { node: node as CoroutineOrigin['node'], uses: [], operation, callee, value, ...facts }));
      return { ...value, origin };
    },
  };
  return { run, effects, list: () => [...coroutines.values()] };
}

/** The object or class that a method is called on. */
function getSelf(machine: Machine, value: FunctionValue): Value | undefined {
  const { owner } = value.definition;
  if (!owner) return undefined;
  switch (getMethodKind(machine, value)) {
    case 'static':
      return undefined;
    case 'class':
      return { kind: 'class', definition: owner, args: [] };
    default:
      return { kind: 'instance', definition: owner, args: [], attributes: new Map() };
  }
}

/** Functions and classes among statements, in blocks too, but not inside one another. */
function findDefinitions(body: readonly Statement[]): (FunctionDef | AsyncFunctionDef | ClassDef)[] {
  const found: (FunctionDef | AsyncFunctionDef | ClassDef)[] = [];
  const pending: Statement[] = [...body].reverse();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef' || node.type === 'ClassDef') {
      found.push(node);
      continue;
    }
    const blocks: Statement[][] = [];
    if ('body' in node) blocks.push(node.body);
    if ('handlers' in node) blocks.push(...node.handlers.map((handler) => handler.body));
    if ('cases' in node) blocks.push(...node.cases.map((branch) => branch.body));
    if ('orelse' in node) blocks.push(node.orelse);
    if ('finalbody' in node) blocks.push(node.finalbody);
    pending.push(...blocks.flat().reverse());
  }
  return found;
}
