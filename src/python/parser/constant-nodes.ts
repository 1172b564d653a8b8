import type { NodeBase } from './node-base.ts';

interface ConstantBase extends NodeBase {
  type: 'Constant';
  /** `'u'` when a string starts with that prefix. */
  kind: 'u' | null;
}

export interface StringConstant extends ConstantBase {
  literal: 'str';
  /** `\N{…}` escapes decode to U+FFFD: the table of names is not shipped. */
  value: string;
}

export interface BytesConstant extends ConstantBase {
  literal: 'bytes';
  /** One UTF-16 unit, 0 to 255, for each byte. */
  value: string;
}

export interface IntConstant extends ConstantBase {
  literal: 'int';
  /** A bigint where a number would lose digits. */
  value: number | bigint;
}

export interface FloatConstant extends ConstantBase {
  literal: 'float';
  value: number;
}

export interface ComplexConstant extends ConstantBase {
  literal: 'complex';
  /** The imaginary part; a literal has no other. */
  value: number;
}

export interface BooleanConstant extends ConstantBase {
  literal: 'bool';
  value: boolean;
}

export interface NoneConstant extends ConstantBase {
  literal: 'None';
  value: null;
}

export interface EllipsisConstant extends ConstantBase {
  literal: 'Ellipsis';
  value: null;
}

export type Constant =
  | StringConstant
  | BytesConstant
  | IntConstant
  | FloatConstant
  | ComplexConstant
  | BooleanConstant
  | NoneConstant
  | EllipsisConstant;
