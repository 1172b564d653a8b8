import type { Expression } from './expression-nodes.ts';
import type { NodeBase } from './node-base.ts';

export interface MatchValue extends NodeBase {
  type: 'MatchValue';
  value: Expression;
}

export interface MatchSingleton extends NodeBase {
  type: 'MatchSingleton';
  value: boolean | null;
}

export interface MatchSequence extends NodeBase {
  type: 'MatchSequence';
  patterns: Pattern[];
}

export interface MatchMapping extends NodeBase {
  type: 'MatchMapping';
  keys: Expression[];
  patterns: Pattern[];
  rest: string | null;
}

export interface MatchClass extends NodeBase {
  type: 'MatchClass';
  cls: Expression;
  patterns: Pattern[];
  kwd_attrs: string[];
  kwd_patterns: Pattern[];
}

export interface MatchStar extends NodeBase {
  type: 'MatchStar';
  name: string | null;
}

export interface MatchAs extends NodeBase {
  type: 'MatchAs';
  pattern: Pattern | null;
  /** `null` with a `null` pattern is the wildcard `_`. */
  name: string | null;
}

export interface MatchOr extends NodeBase {
  type: 'MatchOr';
  patterns: Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;
