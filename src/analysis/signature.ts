import type { Certainty } from './certainty.ts';

/** What a function-typed parameter is called with and gives back. */
export interface CallbackSignature {
  /** Printed types of the callback's parameters. */
  readonly parameters: readonly string[];
  /** Does the first parameter hand over a receiver of the ORM, such as a transaction's own client? */
  readonly handle: boolean;
  /** May the callback return a thenable? */
  readonly async: Certainty;
}

export interface ParameterSignature {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly callback?: CallbackSignature;
}

/** What a call gives back, as far as the declaration says. */
export interface ResultSignature {
  readonly type: string;
  /** The printed type after `await`. */
  readonly awaited: string;
  readonly thenable: Certainty;
  readonly asyncIterable: boolean;
  /** The declared name of the type after `await`. */
  readonly awaitedName: string;
  /** Can `using` or `await using` hold it, directly or once awaited? */
  readonly disposable: 'sync' | 'async' | 'no';
  /** Is it a receiver of the same ORM? */
  readonly receiver: boolean;
  /** Is it a receiver that can be chained further: one with lazy operations, or one that is iterable both ways? */
  readonly chainable: boolean;
}

export interface CallSignature {
  readonly parameters: readonly ParameterSignature[];
  readonly result: ResultSignature;
}

/** One named member of a receiver, all overloads. Without signatures it is no method. */
export interface MemberSignature {
  readonly name: string;
  readonly optional: boolean;
  /** Declared by the ORM, or by a class of the project that derives from one of its receivers. */
  readonly declaredBy: 'orm' | 'project';
  readonly signatures: readonly CallSignature[];
}

/** A receiver as its declarations give it; members are read when asked for. */
export interface ReceiverDeclaration {
  readonly name: string;
  /** Package, ambient module or file that declares it. */
  readonly origin: string;
  /** Iterable and async iterable, so that a sync iteration has an async form. */
  readonly evaluable: boolean;
  readonly thenable: boolean;
  member(name: string): MemberSignature | undefined;
  names(): readonly string[];
  /** Can every call that `sync` takes be written as a call of `async`? */
  parametersMatch(sync: CallSignature, async: CallSignature): boolean;
  /** Can the awaited result of `async` stand where the result of `sync` stood? */
  resultMatches(sync: CallSignature, async: CallSignature): boolean;
}
