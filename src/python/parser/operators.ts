import type { BinaryOperator, ComparisonOperator } from './expression-nodes.ts';
import {
  AMPERSAND,
  AND,
  AT,
  AUGMENTED,
  BAR,
  CARET,
  DOUBLE_SLASH,
  DOUBLE_STAR,
  EQUAL_EQUAL,
  GREATER,
  GREATER_EQUAL,
  IN,
  IS,
  LEFT_SHIFT,
  LESS,
  LESS_EQUAL,
  MINUS,
  NOT,
  NOT_EQUAL,
  OR,
  PERCENT,
  PLUS,
  RIGHT_SHIFT,
  SLASH,
  STAR,
} from './token-kinds.ts';

export const OR_PRECEDENCE = 1;
export const AND_PRECEDENCE = 2;
export const NOT_PRECEDENCE = 3;
export const COMPARISON_PRECEDENCE = 4;
export const BITWISE_OR_PRECEDENCE = 5;

/** Binding strength of a token between two operands; 0 if it is no binary operator. `**` is parsed apart. */
export const infixPrecedence = new Uint8Array(128);
export const binaryOperators: BinaryOperator[] = new Array<BinaryOperator>(128).fill('Add');
export const comparisonOperators: (ComparisonOperator | undefined)[] = new Array<undefined>(128).fill(undefined);

infixPrecedence[OR] = OR_PRECEDENCE;
infixPrecedence[AND] = AND_PRECEDENCE;

const comparisons: [kind: number, operator: ComparisonOperator][] = [
  [EQUAL_EQUAL, 'Eq'],
  [NOT_EQUAL, 'NotEq'],
  [LESS, 'Lt'],
  [LESS_EQUAL, 'LtE'],
  [GREATER, 'Gt'],
  [GREATER_EQUAL, 'GtE'],
  [IN, 'In'],
  [IS, 'Is'],
  [NOT, 'NotIn'],
];
for (const [kind, operator] of comparisons) {
  infixPrecedence[kind] = COMPARISON_PRECEDENCE;
  comparisonOperators[kind] = operator;
}

const binaries: [kind: number, operator: BinaryOperator, precedence: number][] = [
  [BAR, 'BitOr', BITWISE_OR_PRECEDENCE],
  [CARET, 'BitXor', 6],
  [AMPERSAND, 'BitAnd', 7],
  [LEFT_SHIFT, 'LShift', 8],
  [RIGHT_SHIFT, 'RShift', 8],
  [PLUS, 'Add', 9],
  [MINUS, 'Sub', 9],
  [STAR, 'Mult', 10],
  [SLASH, 'Div', 10],
  [DOUBLE_SLASH, 'FloorDiv', 10],
  [PERCENT, 'Mod', 10],
  [AT, 'MatMult', 10],
  [DOUBLE_STAR, 'Pow', 0],
];
for (const [kind, operator, precedence] of binaries) {
  infixPrecedence[kind] = precedence;
  binaryOperators[kind] = operator;
  binaryOperators[kind + AUGMENTED] = operator;
}
