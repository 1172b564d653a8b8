import type { Arguments, BinaryOperator, Expression, Keyword, Name } from './expression-nodes.ts';
import type { NodeBase } from './node-base.ts';
import type { Pattern } from './pattern-nodes.ts';

export interface Module extends NodeBase {
  type: 'Module';
  body: Statement[];
}

interface FunctionBase extends NodeBase {
  name: string;
  args: Arguments;
  body: Statement[];
  decorator_list: Expression[];
  returns: Expression | null;
  type_params: TypeParameter[];
}

export interface FunctionDef extends FunctionBase {
  type: 'FunctionDef';
}

export interface AsyncFunctionDef extends FunctionBase {
  type: 'AsyncFunctionDef';
}

export interface ClassDef extends NodeBase {
  type: 'ClassDef';
  name: string;
  bases: Expression[];
  keywords: Keyword[];
  body: Statement[];
  decorator_list: Expression[];
  type_params: TypeParameter[];
}

export interface Return extends NodeBase {
  type: 'Return';
  value: Expression | null;
}

export interface Delete extends NodeBase {
  type: 'Delete';
  targets: Expression[];
}

export interface Assign extends NodeBase {
  type: 'Assign';
  targets: Expression[];
  value: Expression;
}

export interface TypeAlias extends NodeBase {
  type: 'TypeAlias';
  name: Name;
  type_params: TypeParameter[];
  value: Expression;
}

export interface AugAssign extends NodeBase {
  type: 'AugAssign';
  target: Expression;
  op: BinaryOperator;
  value: Expression;
}

export interface AnnAssign extends NodeBase {
  type: 'AnnAssign';
  target: Expression;
  annotation: Expression;
  value: Expression | null;
  /** 1 for a bare name, 0 for `(name)`, attributes and subscripts. */
  simple: 0 | 1;
}

interface ForBase extends NodeBase {
  target: Expression;
  iter: Expression;
  body: Statement[];
  orelse: Statement[];
}

export interface For extends ForBase {
  type: 'For';
}

export interface AsyncFor extends ForBase {
  type: 'AsyncFor';
}

export interface While extends NodeBase {
  type: 'While';
  test: Expression;
  body: Statement[];
  orelse: Statement[];
}

export interface If extends NodeBase {
  type: 'If';
  test: Expression;
  body: Statement[];
  orelse: Statement[];
}

export interface With extends NodeBase {
  type: 'With';
  items: WithItem[];
  body: Statement[];
}

export interface AsyncWith extends NodeBase {
  type: 'AsyncWith';
  items: WithItem[];
  body: Statement[];
}

export interface Match extends NodeBase {
  type: 'Match';
  subject: Expression;
  cases: MatchCase[];
}

export interface Raise extends NodeBase {
  type: 'Raise';
  exc: Expression | null;
  cause: Expression | null;
}

interface TryBase extends NodeBase {
  body: Statement[];
  handlers: ExceptHandler[];
  orelse: Statement[];
  finalbody: Statement[];
}

export interface Try extends TryBase {
  type: 'Try';
}

export interface TryStar extends TryBase {
  type: 'TryStar';
}

export interface Assert extends NodeBase {
  type: 'Assert';
  test: Expression;
  msg: Expression | null;
}

export interface Import extends NodeBase {
  type: 'Import';
  names: Alias[];
  is_lazy: 0 | 1;
}

export interface ImportFrom extends NodeBase {
  type: 'ImportFrom';
  module: string | null;
  names: Alias[];
  level: number;
  is_lazy: 0 | 1;
}

export interface Global extends NodeBase {
  type: 'Global';
  names: string[];
}

export interface Nonlocal extends NodeBase {
  type: 'Nonlocal';
  names: string[];
}

export interface Expr extends NodeBase {
  type: 'Expr';
  value: Expression;
}

export interface Pass extends NodeBase {
  type: 'Pass';
}

export interface Break extends NodeBase {
  type: 'Break';
}

export interface Continue extends NodeBase {
  type: 'Continue';
}

export type Statement =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue;

export interface ExceptHandler extends NodeBase {
  type: 'ExceptHandler';
  /** The caught class. `type` is taken by the discriminant. */
  exception: Expression | null;
  name: string | null;
  body: Statement[];
}

export interface Alias extends NodeBase {
  type: 'alias';
  name: string;
  asname: string | null;
}

export interface WithItem extends NodeBase {
  type: 'withitem';
  context_expr: Expression;
  optional_vars: Expression | null;
}

export interface MatchCase extends NodeBase {
  type: 'match_case';
  pattern: Pattern;
  guard: Expression | null;
  body: Statement[];
}

export interface TypeVar extends NodeBase {
  type: 'TypeVar';
  name: string;
  bound: Expression | null;
  default_value: Expression | null;
}

export interface ParamSpec extends NodeBase {
  type: 'ParamSpec';
  name: string;
  default_value: Expression | null;
}

export interface TypeVarTuple extends NodeBase {
  type: 'TypeVarTuple';
  name: string;
  default_value: Expression | null;
}

export type TypeParameter = TypeVar | ParamSpec | TypeVarTuple;
