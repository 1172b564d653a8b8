import type { Constant } from './constant-nodes.ts';
import type { NodeBase } from './node-base.ts';

export type ExpressionContext = 'Load' | 'Store' | 'Del';

export type BooleanOperator = 'And' | 'Or';

export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub';

export type BinaryOperator =
  | 'Add'
  | 'Sub'
  | 'Mult'
  | 'MatMult'
  | 'Div'
  | 'Mod'
  | 'Pow'
  | 'LShift'
  | 'RShift'
  | 'BitOr'
  | 'BitXor'
  | 'BitAnd'
  | 'FloorDiv';

export type ComparisonOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';

export interface BoolOp extends NodeBase {
  type: 'BoolOp';
  op: BooleanOperator;
  values: Expression[];
}

export interface NamedExpr extends NodeBase {
  type: 'NamedExpr';
  target: Name;
  value: Expression;
}

export interface BinOp extends NodeBase {
  type: 'BinOp';
  left: Expression;
  op: BinaryOperator;
  right: Expression;
}

export interface UnaryOp extends NodeBase {
  type: 'UnaryOp';
  op: UnaryOperator;
  operand: Expression;
}

export interface Lambda extends NodeBase {
  type: 'Lambda';
  args: Arguments;
  body: Expression;
}

export interface IfExp extends NodeBase {
  type: 'IfExp';
  test: Expression;
  body: Expression;
  orelse: Expression;
}

export interface Dict extends NodeBase {
  type: 'Dict';
  /** `null` stands for `**mapping`. */
  keys: (Expression | null)[];
  values: Expression[];
}

export interface Set extends NodeBase {
  type: 'Set';
  elts: Expression[];
}

export interface ListComp extends NodeBase {
  type: 'ListComp';
  elt: Expression;
  generators: Comprehension[];
}

export interface SetComp extends NodeBase {
  type: 'SetComp';
  elt: Expression;
  generators: Comprehension[];
}

export interface DictComp extends NodeBase {
  type: 'DictComp';
  key: Expression;
  /** `null` when the element is `**mapping`, which then stands in `key` (PEP 798). */
  value: Expression | null;
  generators: Comprehension[];
}

export interface GeneratorExp extends NodeBase {
  type: 'GeneratorExp';
  elt: Expression;
  generators: Comprehension[];
}

export interface Await extends NodeBase {
  type: 'Await';
  value: Expression;
}

export interface Yield extends NodeBase {
  type: 'Yield';
  value: Expression | null;
}

export interface YieldFrom extends NodeBase {
  type: 'YieldFrom';
  value: Expression;
}

export interface Compare extends NodeBase {
  type: 'Compare';
  left: Expression;
  ops: ComparisonOperator[];
  comparators: Expression[];
}

export interface Call extends NodeBase {
  type: 'Call';
  func: Expression;
  args: Expression[];
  keywords: Keyword[];
}

/** -1 none, 97 `!a`, 114 `!r`, 115 `!s`. */
export type Conversion = -1 | 97 | 114 | 115;

export interface FormattedValue extends NodeBase {
  type: 'FormattedValue';
  value: Expression;
  conversion: Conversion;
  format_spec: JoinedStr | null;
}

export interface Interpolation extends NodeBase {
  type: 'Interpolation';
  value: Expression;
  /** Source text of the value. */
  str: string;
  conversion: Conversion;
  format_spec: JoinedStr | null;
}

export interface JoinedStr extends NodeBase {
  type: 'JoinedStr';
  values: (Constant | FormattedValue)[];
}

export interface TemplateStr extends NodeBase {
  type: 'TemplateStr';
  values: (Constant | Interpolation)[];
}

export interface Attribute extends NodeBase {
  type: 'Attribute';
  value: Expression;
  attr: string;
  ctx: ExpressionContext;
}

export interface Subscript extends NodeBase {
  type: 'Subscript';
  value: Expression;
  slice: Expression;
  ctx: ExpressionContext;
}

export interface Starred extends NodeBase {
  type: 'Starred';
  value: Expression;
  ctx: ExpressionContext;
}

export interface Name extends NodeBase {
  type: 'Name';
  /** NFKC-normalised; empty where the source lacks an expression. */
  id: string;
  ctx: ExpressionContext;
}

export interface List extends NodeBase {
  type: 'List';
  elts: Expression[];
  ctx: ExpressionContext;
}

export interface Tuple extends NodeBase {
  type: 'Tuple';
  elts: Expression[];
  ctx: ExpressionContext;
}

export interface Slice extends NodeBase {
  type: 'Slice';
  lower: Expression | null;
  upper: Expression | null;
  step: Expression | null;
}

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

export interface Comprehension extends NodeBase {
  type: 'comprehension';
  target: Expression;
  iter: Expression;
  ifs: Expression[];
  is_async: 0 | 1;
}

export interface Keyword extends NodeBase {
  type: 'keyword';
  /** `null` stands for `**mapping`. */
  arg: string | null;
  value: Expression;
}

export interface Arguments extends NodeBase {
  type: 'arguments';
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  kw_defaults: (Expression | null)[];
  kwarg: Arg | null;
  defaults: Expression[];
}

export interface Arg extends NodeBase {
  type: 'arg';
  arg: string;
  annotation: Expression | null;
}
