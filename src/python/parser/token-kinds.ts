// Numbers rather than literal types: TypeScript would hold that a call cannot change `this.kind`.

export const END = 0 as number;
export const NEWLINE = 1 as number;
export const INDENT = 2 as number;
export const DEDENT = 3 as number;
export const NAME = 4 as number;
export const NUMBER = 5 as number;
export const STRING = 6 as number;
/** A string whose text is not its value: it has a backslash or a carriage return. */
export const ESCAPED_STRING = 7 as number;
export const FSTRING_START = 8 as number;
export const FSTRING_MIDDLE = 9 as number;
export const FSTRING_END = 10 as number;
/** A character that starts no token; the lexer has recorded the error. */
export const INVALID = 11 as number;

export const LEFT_PAREN = 12 as number;
export const RIGHT_PAREN = 13 as number;
export const LEFT_BRACKET = 14 as number;
export const RIGHT_BRACKET = 15 as number;
export const LEFT_BRACE = 16 as number;
export const RIGHT_BRACE = 17 as number;
export const COMMA = 18 as number;
export const COLON = 19 as number;
export const SEMICOLON = 20 as number;
export const DOT = 21 as number;
export const ELLIPSIS = 22 as number;
export const EQUAL = 23 as number;
export const COLON_EQUAL = 24 as number;
export const ARROW = 25 as number;
export const EXCLAMATION = 26 as number;

export const PLUS = 27 as number;
export const MINUS = 28 as number;
export const STAR = 29 as number;
export const SLASH = 30 as number;
export const DOUBLE_SLASH = 31 as number;
export const PERCENT = 32 as number;
export const AT = 33 as number;
export const AMPERSAND = 34 as number;
export const BAR = 35 as number;
export const CARET = 36 as number;
export const LEFT_SHIFT = 37 as number;
export const RIGHT_SHIFT = 38 as number;
export const DOUBLE_STAR = 39 as number;
export const TILDE = 40 as number;

/** The augmented assignment of a binary operator is its kind plus this. */
export const AUGMENTED = 14 as number;
export const FIRST_AUGMENTED = PLUS + AUGMENTED;
export const LAST_AUGMENTED = DOUBLE_STAR + AUGMENTED;

export const EQUAL_EQUAL = 54 as number;
export const NOT_EQUAL = 55 as number;
export const LESS = 56 as number;
export const LESS_EQUAL = 57 as number;
export const GREATER = 58 as number;
export const GREATER_EQUAL = 59 as number;

export const FIRST_KEYWORD = 60 as number;
export const FALSE = 60 as number;
export const NONE = 61 as number;
export const TRUE = 62 as number;
export const AND = 63 as number;
export const AS = 64 as number;
export const ASSERT = 65 as number;
export const ASYNC = 66 as number;
export const AWAIT = 67 as number;
export const BREAK = 68 as number;
export const CLASS = 69 as number;
export const CONTINUE = 70 as number;
export const DEF = 71 as number;
export const DEL = 72 as number;
export const ELIF = 73 as number;
export const ELSE = 74 as number;
export const EXCEPT = 75 as number;
export const FINALLY = 76 as number;
export const FOR = 77 as number;
export const FROM = 78 as number;
export const GLOBAL = 79 as number;
export const IF = 80 as number;
export const IMPORT = 81 as number;
export const IN = 82 as number;
export const IS = 83 as number;
export const LAMBDA = 84 as number;
export const NONLOCAL = 85 as number;
export const NOT = 86 as number;
export const OR = 87 as number;
export const PASS = 88 as number;
export const RAISE = 89 as number;
export const RETURN = 90 as number;
export const TRY = 91 as number;
export const WHILE = 92 as number;
export const WITH = 93 as number;
export const YIELD = 94 as number;
