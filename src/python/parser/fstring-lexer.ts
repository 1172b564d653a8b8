import { BACKSLASH, isLineEnd } from './characters.ts';
import { FSTRING_END, FSTRING_MIDDLE, FSTRING_START, LEFT_BRACE, RIGHT_BRACE } from './token-kinds.ts';
import { StringLexer, skipEscaped } from './string-lexer.ts';

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const UPPER_N = 78;
/** A field, one in its format specification and one in that one's: CPython's limit. */
const MAX_FIELDS = 3;

/** Reads the literal parts of f-strings and t-strings; what stands in braces is read as any other code (PEP 701). */
export class FStringLexer extends StringLexer {
  protected startFString(start: number, quoteOffset: number, isRaw: boolean): void {
    const { source } = this;
    const quote = source.charCodeAt(quoteOffset);
    const isTriple = source.charCodeAt(quoteOffset + 1) === quote && source.charCodeAt(quoteOffset + 2) === quote;
    const bodyStart = quoteOffset + (isTriple ? 3 : 1);
    if (isTriple && !source.includes(source.slice(quoteOffset, bodyStart), bodyStart)) {
      this.endRunawayString(start, bodyStart);
      return;
    }
    this.tokens.push(FSTRING_START, start, bodyStart);
    this.fstrings.push({ start, quote, isTriple, isRaw, fields: [] });
    this.offset = bodyStart;
    this.scanFStringText(false);
  }

  /** Reads text up to a replacement field or the end of the f-string. */
  protected scanFStringText(startsInFormatSpec: boolean): void {
    const { source, length } = this;
    const fstring = this.fstrings[this.fstrings.length - 1];
    if (fstring === undefined) return;
    let isFormatSpec = startsInFormatSpec;
    let pieceStart = this.offset;
    let offset = pieceStart;
    for (;;) {
      const code = source.charCodeAt(offset);
      if (code === OPEN_BRACE) {
        if (!isFormatSpec && source.charCodeAt(offset + 1) === OPEN_BRACE) {
          offset += 2;
          continue;
        }
        this.#endPiece(pieceStart, offset);
        if (fstring.fields.length === MAX_FIELDS) this.report('This is nested too deeply.', offset, offset + 1);
        this.tokens.push(LEFT_BRACE, offset, offset + 1);
        this.brackets.push(offset);
        fstring.fields.push(this.brackets.length);
        this.fieldDepth = this.brackets.length;
        this.offset = offset + 1;
        return;
      }
      if (code === CLOSE_BRACE) {
        if (isFormatSpec) {
          this.#endPiece(pieceStart, offset);
          this.tokens.push(RIGHT_BRACE, offset, offset + 1);
          this.brackets.length = this.fieldDepth - 1;
          this.leaveField();
          isFormatSpec = fstring.fields.length > 0;
          offset++;
          pieceStart = offset;
        } else if (source.charCodeAt(offset + 1) === CLOSE_BRACE) {
          offset += 2;
        } else {
          this.report("An f-string needs '}}' for a single brace.", offset, offset + 1);
          offset++;
        }
        continue;
      }
      if (code === fstring.quote && (!fstring.isTriple || this.#isTripleQuote(offset, code))) {
        this.#endPiece(pieceStart, offset);
        this.#finishFString(offset, offset + (fstring.isTriple ? 3 : 1));
        return;
      }
      if (code === BACKSLASH) {
        offset = Math.min(this.#skipEscape(offset, fstring.isRaw), length);
        continue;
      }
      if (offset >= length || (!fstring.isTriple && isLineEnd(code))) {
        this.#endPiece(pieceStart, offset);
        this.report('This f-string is never closed.', fstring.start, offset);
        this.hasUnclosedString = true;
        this.breakLine();
        this.#finishFString(offset, offset);
        return;
      }
      offset++;
    }
  }

  /** Forgets the innermost replacement field, whose brackets are closed. */
  protected leaveField(): void {
    const fields = this.fstrings[this.fstrings.length - 1]?.fields;
    fields?.pop();
    this.fieldDepth = fields?.at(-1) ?? -1;
  }

  #isTripleQuote(offset: number, quote: number): boolean {
    return this.source.charCodeAt(offset + 1) === quote && this.source.charCodeAt(offset + 2) === quote;
  }

  #endPiece(start: number, end: number): void {
    if (end > start) this.tokens.push(FSTRING_MIDDLE, start, end);
  }

  #skipEscape(backslash: number, isRaw: boolean): number {
    const { source } = this;
    const code = source.charCodeAt(backslash + 1);
    if (code === OPEN_BRACE || code === CLOSE_BRACE) return backslash + 1;
    if (!isRaw && code === UPPER_N && source.charCodeAt(backslash + 2) === OPEN_BRACE) {
      let end = backslash + 3;
      while (/[\w -]/.test(source.charAt(end))) end++;
      return source.charCodeAt(end) === CLOSE_BRACE ? end + 1 : end;
    }
    return skipEscaped(source, backslash);
  }

  #finishFString(endStart: number, end: number): void {
    const fstring = this.fstrings.pop();
    if (fstring !== undefined && fstring.fields.length > 0) {
      if (end > endStart) this.report("A replacement field needs '}'.", endStart, end);
      this.brackets.length = (fstring.fields[0] as number) - 1;
    }
    this.fieldDepth = this.fstrings.at(-1)?.fields.at(-1) ?? -1;
    this.tokens.push(FSTRING_END, endStart, end);
    this.offset = end;
  }
}
