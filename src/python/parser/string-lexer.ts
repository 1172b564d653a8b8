import { BACKSLASH, CARRIAGE_RETURN, NEWLINE_CHARACTER, isLineEnd, skipLineEnd } from './characters.ts';
import { ESCAPED_STRING, STRING } from './token-kinds.ts';
import { LexerState } from './lexer-state.ts';
import { findCodeInString } from './runaway-strings.ts';

/** Each is searched up to the end of the file, so more would take quadratic time. */
const MAX_RUNAWAY_STRINGS = 8;

/** Reads string literals without replacement fields. */
export class StringLexer extends LexerState {
  /** Quotes may have been paired wrongly. */
  hasUnclosedString = false;
  /** Of the strings that contain definitions, how many more are taken at their word. */
  #trustedStrings: number;
  #runawayStrings = 0;

  constructor(text: string, trustedStrings: number) {
    super(text);
    this.#trustedStrings = trustedStrings;
  }

  protected scanString(start: number, quoteOffset: number): void {
    const { source } = this;
    const quote = source.charCodeAt(quoteOffset);
    if (source.charCodeAt(quoteOffset + 1) !== quote) this.#scanSingle(start, quoteOffset + 1, quote);
    else if (source.charCodeAt(quoteOffset + 2) !== quote) this.#finish(STRING, start, quoteOffset + 2);
    else this.#scanTriple(start, quoteOffset + 3, quote);
  }

  #finish(kind: number, start: number, end: number): void {
    this.tokens.push(kind, start, end);
    this.offset = end;
  }

  #scanSingle(start: number, bodyStart: number, quote: number): void {
    const { source, length } = this;
    let kind = STRING;
    let offset = bodyStart;
    for (;;) {
      const code = source.charCodeAt(offset);
      if (code === quote) {
        this.#finish(kind, start, offset + 1);
        return;
      }
      if (code === BACKSLASH) {
        kind = ESCAPED_STRING;
        offset = Math.min(skipEscaped(source, offset), length);
      } else if (isLineEnd(code) || offset >= length) {
        this.report('This string is never closed.', start, offset);
        this.hasUnclosedString = true;
        this.breakLine();
        this.#finish(kind, start, offset);
        return;
      } else {
        offset++;
      }
    }
  }

  #scanTriple(start: number, bodyStart: number, quote: number): void {
    const { source, length } = this;
    let kind = STRING;
    let offset = bodyStart;
    for (;;) {
      const code = source.charCodeAt(offset);
      if (code === quote && source.charCodeAt(offset + 1) === quote && source.charCodeAt(offset + 2) === quote) break;
      if (code === BACKSLASH) {
        kind = ESCAPED_STRING;
        offset = Math.min(skipEscaped(source, offset), length);
      } else if (offset >= length) {
        this.endRunawayString(start, bodyStart);
        return;
      } else {
        if (code === CARRIAGE_RETURN) kind = ESCAPED_STRING;
        offset++;
      }
    }
    if (Number.isFinite(this.#trustedStrings)) {
      const end = findCodeInString(source, bodyStart, offset, this.indents.at(-1) as number, 'definition');
      if (end !== undefined && this.#trustedStrings-- === 0) {
        this.#trustedStrings = Infinity;
        this.#endString(start, end);
        return;
      }
    }
    this.#finish(kind, start, offset + 3);
  }

  get hasDistrustedString(): boolean {
    return this.#trustedStrings === Infinity;
  }

  /** Ends a string that runs to the end of the file before the first line that looks like code. */
  protected endRunawayString(start: number, bodyStart: number): void {
    const { source, length } = this;
    const blockIndent = this.indents.at(-1) as number;
    const end =
      this.#runawayStrings++ < MAX_RUNAWAY_STRINGS
        ? findCodeInString(source, bodyStart, length, blockIndent, 'statement')
        : undefined;
    this.#endString(start, end ?? length);
  }

  #endString(start: number, end: number): void {
    let firstLineEnd = start;
    while (firstLineEnd < end && !isLineEnd(this.source.charCodeAt(firstLineEnd))) firstLineEnd++;
    this.report('This string is never closed.', start, firstLineEnd);
    this.hasUnclosedString = true;
    this.breakLine();
    this.#finish(ESCAPED_STRING, start, end);
  }
}

/** The offset after a backslash and the character it escapes. */
export function skipEscaped(source: string, backslash: number): number {
  const code = source.charCodeAt(backslash + 1);
  return code === CARRIAGE_RETURN || code === NEWLINE_CHARACTER ? skipLineEnd(source, backslash + 1) : backslash + 2;
}
