import { BYTES, FORMAT, RAW, TEMPLATE, UNICODE, readStringPrefix } from './string-prefixes.ts';
import type {
  Comment, Constant, Conversion, Expression, FormattedValue, Interpolation, JoinedStr, ParseError, TemplateStr,
} from './nodes.ts';
import {
  COLON, EQUAL, ESCAPED_STRING, EXCLAMATION, FSTRING_END, FSTRING_MIDDLE, FSTRING_START, LEFT_BRACE, NAME, RIGHT_BRACE,
  STRING,
} from './token-kinds.ts';
import { decodeBytes, decodeText, normalizeLineEnds } from './escapes.ts';
import { Grammar } from './grammar.ts';
import { StringPieces } from './string-pieces.ts';
import type { TokenBuffer } from './token-buffer.ts';

const conversions: ReadonlyMap<string, Conversion> = new Map([
  ['a', 97],
  ['r', 114],
  ['s', 115],
]);

const isString = (kind: number): boolean => kind === STRING || kind === ESCAPED_STRING || kind === FSTRING_START;
const prefixOf = (literal: string): string => /^\w*/.exec(literal)?.[0] ?? '';

/** Reads adjacent string literals, which Python concatenates. */
export abstract class StringParser extends Grammar {
  readonly #comments: readonly Comment[];

  constructor(text: string, tokens: TokenBuffer, lexicalErrors: readonly ParseError[], comments: readonly Comment[]) {
    super(text, tokens, lexicalErrors);
    this.#comments = comments;
  }

  protected parseStrings(): Constant | JoinedStr | TemplateStr {
    const { start } = this;
    let literal: 'str' | 'bytes' | undefined;
    let format: 'JoinedStr' | 'TemplateStr' | undefined;
    let isMixed = false;
    let hasPlain = false;
    const pieces = new StringPieces<FormattedValue | Interpolation>();
    let bytes = '';
    let kind: 'u' | null = null;
    while (isString(this.kind)) {
      const isFString = this.kind === FSTRING_START;
      const pieceStart = this.start;
      const text = this.source();
      const prefix = readStringPrefix(prefixOf(text)) ?? 0;
      const pieceLiteral = (prefix & BYTES) === 0 ? 'str' : 'bytes';
      if (literal === undefined && (prefix & UNICODE) !== 0) kind = 'u';
      isMixed ||= literal !== undefined && literal !== pieceLiteral;
      literal = pieceLiteral;
      if (isFString) {
        const pieceFormat = (prefix & TEMPLATE) === 0 ? 'JoinedStr' : 'TemplateStr';
        isMixed ||= format !== undefined && format !== pieceFormat;
        format = pieceFormat;
        this.#parseFString(pieces, prefix);
      } else {
        hasPlain = true;
        const value = this.#readLiteral(text, prefix);
        this.next();
        if (pieceLiteral === 'bytes') bytes += value;
        else pieces.addText(value, pieceStart, this.previousEnd, (prefix & UNICODE) === 0 ? null : 'u');
      }
    }
    if (isMixed) this.report('Bytes and text cannot be concatenated.', start, this.previousEnd);
    const range: [number, number] = [start, this.previousEnd];
    if (format === 'JoinedStr') {
      return { type: 'JoinedStr', range, values: pieces.finish() as JoinedStr['values'] };
    }
    if (format === 'TemplateStr') {
      if (hasPlain) this.report('A t-string cannot be concatenated with another string.', start, this.previousEnd);
      return { type: 'TemplateStr', range, values: pieces.finish() as TemplateStr['values'] };
    }
    if (literal === 'bytes') return { type: 'Constant', range, literal, value: bytes, kind: null };
    const [constant] = pieces.finish();
    const value = constant?.type === 'Constant' && constant.literal === 'str' ? constant.value : '';
    return { type: 'Constant', range, literal: 'str', value, kind };
  }

  /** The value of the current token, a plain string or bytes literal. */
  #readLiteral(text: string, prefix: number): string {
    const quoteOffset = prefixOf(text).length;
    const quote = text.charAt(quoteOffset);
    const isTriple = text.startsWith(quote.repeat(3), quoteOffset);
    const quotes = quote.repeat(isTriple ? 3 : 1);
    const bodyStart = quoteOffset + quotes.length;
    const isClosed = text.length >= bodyStart + quotes.length && text.endsWith(quotes);
    const body = text.slice(bodyStart, isClosed ? text.length - quotes.length : text.length);
    const isBytes = (prefix & BYTES) !== 0;
    if (isBytes && /[\u0080-\uffff]/.test(body)) {
      this.report('A bytes literal can only contain ASCII characters.', this.start, this.end);
    }
    if (this.kind === STRING) return body;
    if ((prefix & RAW) !== 0) return normalizeLineEnds(body);
    const decoded = isBytes ? decodeBytes(body) : decodeText(body);
    if (decoded.error !== undefined) this.report(decoded.error, this.start, this.end);
    return decoded.value;
  }

  #parseFString(pieces: StringPieces<FormattedValue | Interpolation>, prefix: number): void {
    this.next();
    this.#parsePieces(pieces, prefix, (prefix & FORMAT) === 0 ? 'Interpolation' : 'FormattedValue');
    this.expect(FSTRING_END, 'Expected the end of the f-string.');
  }

  #parsePieces<Field extends FormattedValue | Interpolation>(
    pieces: StringPieces<Field>,
    prefix: number,
    type: Field['type'],
  ): void {
    for (;;) {
      if (this.kind === FSTRING_MIDDLE) {
        const { start, end } = this;
        pieces.addText(this.#readPiece(prefix), start, end, null);
        this.next();
      } else if (this.kind === LEFT_BRACE && this.enter()) {
        this.#parseField(pieces, prefix, type);
        this.depth--;
      } else {
        return;
      }
    }
  }

  #readPiece(prefix: number): string {
    // Only doubled braces are left in literal text; those of a named escape are single.
    const text = this.source().replace(/\{\{|\}\}/g, (braces) => braces.charAt(0));
    if ((prefix & RAW) !== 0 || !text.includes('\\')) return normalizeLineEnds(text);
    const decoded = decodeText(text);
    if (decoded.error !== undefined) this.report(decoded.error, this.start, this.end);
    return decoded.value;
  }

  #parseField<Field extends FormattedValue | Interpolation>(
    pieces: StringPieces<Field>,
    prefix: number,
    type: Field['type'],
  ): void {
    const { start } = this;
    this.next();
    const { kind } = this;
    if (kind === RIGHT_BRACE || kind === COLON || kind === EXCLAMATION || kind === EQUAL) {
      this.fail('A replacement field needs an expression.');
    }
    const value: Expression = this.parseYieldOrExpressions();
    const textEnd = this.start;
    const isDebug = this.eat(EQUAL);
    if (isDebug) pieces.addText(this.#sourceWithoutComments(start + 1, this.start), start + 1, this.start, null);
    let conversion: Conversion = -1;
    if (this.kind === EXCLAMATION) conversion = this.#parseConversion();
    else if (isDebug && this.kind !== COLON) conversion = 114;
    const format_spec = this.kind === COLON ? this.#parseFormatSpec(prefix) : null;
    this.expect(RIGHT_BRACE, "Expected '}' after the replacement field.");
    const range: [number, number] = [start, this.previousEnd];
    const field: FormattedValue | Interpolation =
      type === 'FormattedValue'
        ? { type, range, value, conversion, format_spec }
        : { type: 'Interpolation', range, value, str: this.#readText(start + 1, textEnd), conversion, format_spec };
    pieces.addField(field as Field);
  }

  #parseConversion(): Conversion {
    this.next();
    const conversion = this.kind === NAME && this.start === this.previousEnd ? conversions.get(this.source()) : undefined;
    if (conversion === undefined) this.fail("Expected 'a', 'r' or 's' right after '!'.");
    else this.next();
    return conversion ?? -1;
  }

  #parseFormatSpec(prefix: number): JoinedStr {
    const { start } = this;
    this.next();
    const pieces = new StringPieces<FormattedValue>();
    this.#parsePieces(pieces, prefix, 'FormattedValue');
    return { type: 'JoinedStr', range: [start, this.previousEnd], values: pieces.finish() };
  }

  #readText(start: number, end: number): string {
    return this.#sourceWithoutComments(start, end).trimEnd();
  }

  #sourceWithoutComments(start: number, end: number): string {
    let source = '';
    let from = start;
    if (this.text.slice(start, end).includes('#')) {
      for (let index = this.#findComment(start); index < this.#comments.length; index++) {
        const [commentStart, commentEnd] = (this.#comments[index] as Comment).range;
        if (commentStart >= end) break;
        source += this.text.slice(from, commentStart);
        from = commentEnd;
      }
    }
    return normalizeLineEnds(source + this.text.slice(from, end));
  }

  /** The index of the first comment at or after an offset. */
  #findComment(offset: number): number {
    let low = 0;
    let high = this.#comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#comments[middle] as Comment).range[0] < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
