export const NEWLINE_CHARACTER = 10;
export const CARRIAGE_RETURN = 13;
export const BACKSLASH = 92;
export const DOUBLE_QUOTE = 34;
export const SINGLE_QUOTE = 39;
export const HASH = 35;
export const BYTE_ORDER_MARK = 0xfeff;

const OTHER = 0;
export const IDENTIFIER = 1;
export const SPACE = 2;
export const DIGIT = 3;
export const QUOTE = 4;
export const PUNCTUATION = 5;
export const LINE_END = 6;

/** What an ASCII character can start. */
export const characterClass = new Uint8Array(128);
/** 1 for ASCII characters an identifier can contain. */
export const identifierPart = new Uint8Array(128);

for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/\w/.test(character)) identifierPart[code] = 1;
  characterClass[code] = /[A-Za-z_]/.test(character)
    ? IDENTIFIER
    : /[ \t\f]/.test(character)
      ? SPACE
      : /[0-9]/.test(character)
        ? DIGIT
        : /["']/.test(character)
          ? QUOTE
          : /[\n\r]/.test(character)
            ? LINE_END
            : /[!%&()*+,\-./:;<=>@[\]^{|}~]/.test(character)
              ? PUNCTUATION
              : OTHER;
}

const unicodeStart = /[\p{XID_Start}_]/uy;
const unicodeRest = /\p{XID_Continue}*/uy;

/** Where the identifier that starts at an offset ends; the offset itself if none does. */
export function scanUnicodeIdentifier(source: string, start: number): number {
  unicodeStart.lastIndex = start;
  return unicodeStart.test(source) ? scanIdentifierRest(source, unicodeStart.lastIndex) : start;
}

/** Where an identifier ends, given an offset inside it or at its end. */
export function scanIdentifierRest(source: string, start: number): number {
  unicodeRest.lastIndex = start;
  unicodeRest.test(source);
  return unicodeRest.lastIndex;
}

/** The offset after the line end at an offset; CRLF is one. */
export function skipLineEnd(source: string, offset: number): number {
  return source.charCodeAt(offset) === CARRIAGE_RETURN && source.charCodeAt(offset + 1) === NEWLINE_CHARACTER
    ? offset + 2
    : offset + 1;
}

export function isLineEnd(code: number): boolean {
  return code === NEWLINE_CHARACTER || code === CARRIAGE_RETURN;
}
