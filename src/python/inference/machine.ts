import type { Configuration } from '../../analysis/configuration.ts';
import type { Profile } from '../../analysis/profile.ts';
import type { Operation } from '../../analysis/operation.ts';
import type { Certainty } from '../../analysis/certainty.ts';
import type { Expression, Node, Statement } from '../parser/index.ts';
import type { Binding } from './names/bindings.ts';
import type { ClassDefinition, FunctionDefinition, ModuleDefinition, Scope } from './values/definitions.ts';
import type { Closure, CoroutineValue, InstanceValue, Value } from './values/values.ts';

/** How code reaches the database, or fails to. */
export type EffectForm =
  | 'call'
  | 'iteration'
  | 'comprehension'
  | 'spread'
  | 'collection'
  | 'destructuring'
  | 'index'
  | 'length'
  | 'truth'
  | 'containment'
  | 'text'
  | 'argument'
  | 'relation'
  | 'property'
  | 'protocol'
  | 'entering'
  | 'async-entering'
  | 'decoration'
  | 'await'
  | 'uncalled'
  | 'async-iteration'
  | 'locking'
  | 'sync-iteration'
  | 'unknown-method'
  | 'nested-loop'
  | 'dropped'
  | 'mixed-handlers'
  | 'unserved-handler'
  | 'unsafe-setting';

/** One thing that a piece of code does, where it does it. */
export interface Effect {
  readonly form: EffectForm;
  readonly operation: Operation;
  /** The call, loop or expression that does it. */
  readonly node: Node;
  /** What is called or evaluated there. */
  readonly subject: Node;
  readonly module: ModuleDefinition;
  /** The value evaluated or called on. */
  readonly receiver: Value;
  /** Does it run inside a lambda or generator that the function runs on the spot? */
  readonly inline: boolean;
  /** The functions on the way from here to the query, outermost first. */
  readonly path: readonly Step[];
  readonly detail?: string | undefined;
  /** Is the receiver this in any case, and no other value? */
  readonly isCertain?: boolean | undefined;
  /** Does a transaction hold it that the settings name? */
  readonly isHeld?: boolean | undefined;
  /** The function called there. */
  readonly callee?: FunctionDefinition | undefined;
  /** All that the called function of the project does. */
  readonly behind?: readonly Effect[] | undefined;
}

/** A function that leads to a query. */
export interface Step {
  readonly name: string;
  readonly module: ModuleDefinition;
  readonly node: Node;
}

/** What there is to know of a call that makes a coroutine. */
export interface CallFacts {
  /** The value called on. */
  readonly receiver?: Value | undefined;
  /** What a thread runs for it. */
  readonly behind?: readonly Effect[] | undefined;
  /** The function of the project that a thread runs. */
  readonly offloaded?: FunctionDefinition | undefined;
}

/** Runs one function body, of a root or of something it calls. */
export interface Run {
  readonly isAsync: boolean;
  /** Is it called on the event loop, by however many sync functions between? */
  readonly isOnLoop?: boolean | undefined;
  /** Keeps what happens, where anybody wants to know. */
  emit(effect: Effect): void;
  /** A coroutine made by a call of the function itself. */
  track(value: CoroutineValue, node: Node, operation: Operation, callee?: FunctionDefinition, facts?: CallFacts): CoroutineValue;
  readonly depth: number;
  /** The function whose body this is, with what is nested in it; `undefined` where effects are not kept. */
  readonly root: Node | undefined;
}

/** Names and values at one place of the code. */
export interface Frame extends Closure {
  readonly module: ModuleDefinition;
  readonly scope: Scope;
  readonly run: Run;
  readonly inline: boolean;
  assign(name: string, value: Value): void;
}

/** What a call is given. */
export interface Given {
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Arguments that no position or name is known for: `*args`, `**kwargs`. */
  readonly isOpen: boolean;
  readonly argNodes: readonly Expression[];
  readonly keywordNodes: ReadonlyMap<string, Expression>;
}

export type ProtocolName = '__iter__' | '__aiter__' | '__len__' | '__bool__' | '__contains__' | '__str__' | '__repr__' | '__format__' | '__reduce__' | '__copy__' | '__getitem__' | '__reversed__' | '__next__';

/** The parts of the interpreter, which call each other through it. */
export interface Machine {
  evaluate(node: Expression, frame: Frame): Value;
  execute(body: readonly Statement[], frame: Frame): void;
  call(callee: Value, given: Given, node: Expression, frame: Frame): Value;
  getAttribute(value: Value, name: string, node: Node, frame: Frame): Value;
  findMember(definition: ClassDefinition, name: string): Member | undefined;
  /** A member whether or not the project's version of the library has it. */
  findAnyMember(definition: ClassDefinition, name: string): Value | undefined;
  hasVersion(since: string): boolean;
  readonly configuration: Configuration;
  readonly unsafeSettings: readonly string[];
  readonly users: Profile['users'];
  readonly opener: Profile['opener'];
  readonly patchedBy: readonly string[];
  isAvailable(definition: FunctionDefinition): boolean;
  /** The version of the library that the project has. */
  readonly version: string;
  /** Does the project leave open which version it has? */
  readonly isAssumed: boolean;
  readonly parameters: readonly ConventionalParameter[];
  /** Base classes, nearest first, itself included; `complete` is `no` where one could not be found. */
  getLineage(definition: ClassDefinition): { readonly classes: readonly ClassDefinition[]; readonly complete: Certainty };
  lookup(scope: Scope, name: string): Value | undefined;
  findModule(name: string, from: ModuleDefinition): ModuleDefinition | undefined;
  readAnnotation(node: Expression, scope: Scope, types: TypeVariables): Value;
  /** Calls a special method; `undefined` where the class has none. */
  callMethod(value: InstanceValue, name: string, args: readonly Value[], form: EffectForm, node: Node, subject: Node, frame: Frame): Value | undefined;
  iterate(value: Value, node: Node, subject: Node, frame: Frame, form: EffectForm): Value;
  iterateAsync(value: Value, node: Node, subject: Node, frame: Frame): Value;
  /** Runs `__bool__`, `__len__`, `__str__` and the like. */
  useProtocol(value: Value, protocol: ProtocolName, form: EffectForm, node: Node, subject: Node, frame: Frame): void;
  /** `source` is what the value was read from, where it is one expression. */
  assignTo(target: Expression, value: Value, frame: Frame, source?: Node): void;
  createInstance(moduleName: string, className: string, args?: readonly Value[], extra?: Partial<InstanceValue>): Value;
  bindFunction(definition: FunctionDefinition, closure?: Closure): Value;
  /** The models of the project that a module belongs to, in lists that stay the same objects: its own where the project's do not hold them, then the project's. */
  listEntities(from: ModuleDefinition): readonly (readonly ClassDefinition[])[];
  /** The files of the project that have one of these names, or lie in a folder that has. */
  listModules(from: ModuleDefinition, names: ReadonlySet<string>): readonly ModuleDefinition[];
  /** A constant of the project's settings. */
  findSetting(name: string, from: ModuleDefinition): unknown;
}

/** A parameter that a framework gives, known by its name in modules that use the framework. */
export type ConventionalParameter = NonNullable<Profile['parameters']>[number];

export interface Member {
  readonly value: Value;
  readonly owner: ClassDefinition;
  readonly binding: Binding;
}

export type TypeVariables = ReadonlyMap<string, Value>;
