import type { Alias, ExceptHandler, MatchCase, Module, Statement, TypeParameter, WithItem } from './statement-nodes.ts';
import type { Arg, Arguments, Comprehension, Expression, Keyword } from './expression-nodes.ts';
import type { Range } from './node-base.ts';
import type { Pattern } from './pattern-nodes.ts';

/**
 * Every node of the tree. Names and fields are those of CPython's `ast` module, except that `ExceptHandler.type` is
 * `exception`, a `Constant` tells its type in `literal`, and type comments are left out. Chains (operators, attributes,
 * calls, `elif`) are trees as deep as the chain is long, so a walk that must survive any source cannot recurse.
 */
export type Node =
  | Module
  | Statement
  | Expression
  | Pattern
  | TypeParameter
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | MatchCase;

export type NodeType = Node['type'];

export interface Comment {
  type: 'Comment';
  /** The text after `#`. */
  value: string;
  range: Range;
}

export interface ParseError {
  message: string;
  range: Range;
}

export type * from './constant-nodes.ts';
export type * from './expression-nodes.ts';
export type * from './node-base.ts';
export type * from './pattern-nodes.ts';
export type * from './statement-nodes.ts';
