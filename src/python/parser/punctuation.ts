import {
  AMPERSAND, ARROW, AT, AUGMENTED, BAR, CARET, COLON, COLON_EQUAL, COMMA, DOT, DOUBLE_SLASH, DOUBLE_STAR, ELLIPSIS,
  EQUAL, EQUAL_EQUAL, EXCLAMATION, GREATER, GREATER_EQUAL, LEFT_BRACE, LEFT_BRACKET, LEFT_PAREN, LEFT_SHIFT, LESS,
  LESS_EQUAL, MINUS, NOT_EQUAL, PERCENT, PLUS, RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PAREN, RIGHT_SHIFT, SEMICOLON, SLASH,
  STAR, TILDE,
} from './token-kinds.ts';

const single: Readonly<Record<string, number>> = {
  '(': LEFT_PAREN,
  ')': RIGHT_PAREN,
  '[': LEFT_BRACKET,
  ']': RIGHT_BRACKET,
  '{': LEFT_BRACE,
  '}': RIGHT_BRACE,
  ',': COMMA,
  ':': COLON,
  ';': SEMICOLON,
  '.': DOT,
  '=': EQUAL,
  '!': EXCLAMATION,
  '+': PLUS,
  '-': MINUS,
  '*': STAR,
  '/': SLASH,
  '%': PERCENT,
  '@': AT,
  '&': AMPERSAND,
  '|': BAR,
  '^': CARET,
  '~': TILDE,
  '<': LESS,
  '>': GREATER,
};

const doubled: Readonly<Record<string, number>> = {
  '*': DOUBLE_STAR,
  '/': DOUBLE_SLASH,
  '<': LEFT_SHIFT,
  '>': RIGHT_SHIFT,
};

const beforeEqual: Readonly<Record<string, number>> = {
  '=': EQUAL_EQUAL,
  '!': NOT_EQUAL,
  '<': LESS_EQUAL,
  '>': GREATER_EQUAL,
  ':': COLON_EQUAL,
  '+': PLUS + AUGMENTED,
  '-': MINUS + AUGMENTED,
  '*': STAR + AUGMENTED,
  '/': SLASH + AUGMENTED,
  '%': PERCENT + AUGMENTED,
  '@': AT + AUGMENTED,
  '&': AMPERSAND + AUGMENTED,
  '|': BAR + AUGMENTED,
  '^': CARET + AUGMENTED,
};

const byCode = (table: Readonly<Record<string, number>>): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) => table[String.fromCharCode(code)] ?? 0);

const singleByCode = byCode(single);
const doubledByCode = byCode(doubled);
const beforeEqualByCode = byCode(beforeEqual);

const EQUAL_SIGN = 61;
const GREATER_SIGN = 62;
const LESS_SIGN = 60;
const HYPHEN = 45;
const PERIOD = 46;

/** The longest punctuation at an offset: its kind, times four, plus its length. `<>` counts as `!=`. */
export function scanPunctuation(source: string, offset: number): number {
  const first = source.charCodeAt(offset);
  const second = source.charCodeAt(offset + 1);
  if (second === EQUAL_SIGN) {
    const kind = beforeEqualByCode[first] as number;
    if (kind !== 0) return kind * 4 + 2;
  } else if (second === first) {
    const kind = doubledByCode[first] as number;
    if (kind !== 0) {
      return source.charCodeAt(offset + 2) === EQUAL_SIGN ? (kind + AUGMENTED) * 4 + 3 : kind * 4 + 2;
    }
    if (first === PERIOD && source.charCodeAt(offset + 2) === PERIOD) return ELLIPSIS * 4 + 3;
  } else if (second === GREATER_SIGN) {
    if (first === HYPHEN) return ARROW * 4 + 2;
    if (first === LESS_SIGN) return NOT_EQUAL * 4 + 2;
  }
  return (singleByCode[first] as number) * 4 + 1;
}
