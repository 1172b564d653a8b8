import type { Operation } from '../../../analysis/operation.ts';
import type { Call, Expression, Node } from '../../parser/index.ts';
import type { ClassDefinition, FunctionDefinition, ModuleDefinition } from './definitions.ts';
import type { QueryFacts, RowFacts } from '../models/rows.ts';

/** What an expression may be at run time, as far as the sources say. `unknown` is never reported. */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | LiteralValue
  | InstanceValue
  | ClassValue
  | FunctionValue
  | PartialValue
  | OffloadedValue
  | LoopRunnerValue
  | SuperValue
  | ModuleValue
  | CoroutineValue
  | GeneratorValue
  | UnionValue;

export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly definition: ClassDefinition;
  /** Arguments of a generic class: the rows of a queryset, the elements of a list. */
  readonly args: readonly Value[];
  /** Elements known one by one, of a tuple or list display. */
  readonly items?: readonly Value[] | undefined;
  /** Values of a dict display under literal keys. */
  readonly entries?: ReadonlyMap<string, Value> | undefined;
  /** Attributes that the code has set on this object. */
  readonly attributes: Map<string, Value>;
  readonly query?: QueryFacts | undefined;
  readonly row?: RowFacts | undefined;
  /** A promise of the object: the first look at it runs this. */
  readonly pending?: { readonly operation: Operation; readonly owner: Value; readonly node: Node; readonly module: ModuleDefinition; isDone: boolean } | undefined;
  /** What made it, where a method of it may need to know: `bound` forms, the owner of a related manager. */
  readonly owner?: Value | undefined;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly definition: ClassDefinition;
  readonly args: readonly Value[];
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly definition: FunctionDefinition;
  readonly self?: Value | undefined;
  /** Variables of the functions around it, where it was made. */
  readonly closure?: Closure | undefined;
  /** The settings name a decorator of it, or the function that made it. */
  readonly named?: NamedKind | undefined;
  /** A transaction decorator holds it. */
  readonly transactional?: boolean | undefined;
}

/** Functions that the settings name: they run others in a thread, or in a transaction. */
export type NamedKind = 'offloader' | 'transaction';

export interface Closure {
  lookup(name: string): Value | undefined;
}

/** `functools.partial(target, *args, **keywords)`. */
export interface PartialValue {
  readonly kind: 'partial';
  readonly target: Value;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** A sync callable that runs in a thread when its result is awaited. */
export interface OffloadedValue {
  readonly kind: 'offloaded';
  readonly target: Value;
  readonly node: Node;
  readonly name: string;
}

/** A coroutine function made sync by running a loop. */
export interface LoopRunnerValue {
  readonly kind: 'loop-runner';
  readonly target: Value;
  readonly definition: FunctionDefinition;
}

export interface SuperValue {
  readonly kind: 'super';
  readonly after: ClassDefinition;
  readonly self: Value;
}

export interface ModuleValue {
  readonly kind: 'module';
  readonly module: ModuleDefinition;
}

/** Something to await. */
export interface CoroutineValue {
  readonly kind: 'coroutine';
  readonly result: Value;
  /** Already runs by itself, as a task does. */
  readonly scheduled: boolean;
  readonly origin?: CoroutineOrigin | undefined;
}

/** The call that made a coroutine, and what became of it in the function that made it. */
export interface CoroutineOrigin {
  readonly node: Call | Expression;
  readonly uses: CoroutineUse[];
  readonly operation: Operation;
  /** The function called, where the source has one. */
  readonly callee?: FunctionDefinition | undefined;
  variable?: string;
}

export type CoroutineUse =
  | { readonly kind: 'awaited' | 'consumed' | 'discarded' | 'leaked' }
  | {
      readonly kind: 'misused';
      readonly as: string;
      readonly node: Node;
      /** Does what happens to it later change nothing? */
      readonly final?: boolean;
      /** Would its result be as wrong there? */
      readonly isHopeless?: boolean;
    };

/** An iterator of a generator function: its body runs when pulled. */
export interface GeneratorValue {
  readonly kind: 'generator';
  readonly async: boolean;
  readonly element: Value;
  /** Calls the body that the first pull runs. */
  readonly run?: ((node: Node, consumer: Closure) => void) | undefined;
  /** Made by a query method, such as `aiterator`. */
  readonly source?: FunctionDefinition | undefined;
}

export interface UnionValue {
  readonly kind: 'union';
  readonly members: readonly Value[];
}

export const UNKNOWN: Value = { kind: 'unknown' };
export const NONE: Value = { kind: 'none' };
