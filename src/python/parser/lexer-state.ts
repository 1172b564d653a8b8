import type { Comment, ParseError } from './nodes.ts';
import { TokenBuffer } from './token-buffer.ts';
import { isLineEnd } from './characters.ts';

interface OpenFString {
  start: number;
  quote: number;
  isTriple: boolean;
  isRaw: boolean;
  /** For each open replacement field, the bracket depth inside it. */
  fields: number[];
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** CPython's limit for nested brackets. */
const MAX_DEPTH = 200;

/** What the lexer knows at an offset, and the ways to go back or give up a logical line. */
export class LexerState {
  readonly text: string;
  /** The text and a NUL, so that reading one character ahead needs no check. */
  protected readonly source: string;
  protected readonly length: number;
  protected offset = 0;
  readonly tokens: TokenBuffer;
  readonly comments: Comment[] = [];
  readonly errors: ParseError[] = [];
  protected readonly indents: number[] = [0];
  /** Offsets of the open brackets. */
  protected readonly brackets: number[] = [];
  protected readonly fstrings: OpenFString[] = [];
  /** Bracket depth inside the innermost replacement field; -1 outside of f-strings. */
  protected fieldDepth = -1;

  #lineOffset = 0;
  #lineTokens = 0;
  #lineComments = 0;
  #lineErrors = 0;
  /** Up to here a bracket is known to stay open, so lines are judged by their looks. */
  #brokenUntil = -1;
  #isLineBroken = false;

  constructor(text: string) {
    this.text = text;
    this.source = `${text}\0`;
    this.length = text.length;
    this.tokens = new TokenBuffer(text.length);
  }

  protected report(message: string, start: number, end: number): void {
    this.errors.push({ message, range: [start, end] });
  }

  protected markLogicalLine(): void {
    this.#lineOffset = this.offset;
    this.#lineTokens = this.tokens.count;
    this.#lineComments = this.comments.length;
    this.#lineErrors = this.errors.length;
    this.#isLineBroken = false;
  }

  protected breakLine(): void {
    this.#isLineBroken = true;
  }

  protected isBroken(offset: number): boolean {
    return this.#isLineBroken || offset <= this.#brokenUntil;
  }

  /** Reads the logical line again, knowing that one of its brackets stays open up to an offset. */
  protected rewindLogicalLine(brokenUntil: number): void {
    this.#brokenUntil = brokenUntil;
    this.offset = this.#lineOffset;
    this.tokens.count = this.#lineTokens;
    this.comments.length = this.#lineComments;
    this.errors.length = this.#lineErrors;
    this.#closeAll();
  }

  /** Ends a logical line whose brackets stay open. */
  protected abandonBrackets(): void {
    const open = this.brackets.at(-1);
    const fstring = this.fstrings.at(-1);
    // An unclosed string may have swallowed the closing bracket, so one error is enough.
    if (fstring !== undefined) {
      this.report('This f-string is never closed.', fstring.start, this.#lineEnd(fstring.start));
    } else if (open !== undefined && !this.#isLineBroken) {
      this.report(`'${this.source[open]}' is never closed.`, open, open + 1);
    }
    this.#closeAll();
  }

  #closeAll(): void {
    this.brackets.length = 0;
    this.fstrings.length = 0;
    this.fieldDepth = -1;
  }

  #lineEnd(offset: number): number {
    let end = offset;
    while (end < this.length && !isLineEnd(this.source.charCodeAt(end))) end++;
    return end;
  }

  /** Takes a closing bracket into account; true if it closes a replacement field. */
  protected closeBracket(offset: number): boolean {
    const { brackets, source } = this;
    const closer = source[offset] as string;
    const isFieldEnd = closer === '}' && this.fieldDepth > 0;
    const innermostField = this.fieldDepth < 0 ? 0 : isFieldEnd ? this.fieldDepth - 1 : this.fieldDepth;
    // Without a bound, many closing brackets that match nothing would take quadratic time.
    const lowest = Math.max(innermostField, brackets.length - MAX_DEPTH);
    let index = brackets.length - 1;
    while (index >= lowest && closers[source[brackets[index] as number] as string] !== closer) index--;
    if (index < lowest) {
      this.report(`Nothing opens this '${closer}'.`, offset, offset + 1);
      return false;
    }
    if (index < brackets.length - 1) {
      const opener = brackets.at(-1) as number;
      this.report(`'${closer}' does not close '${source[opener]}'.`, offset, offset + 1);
    }
    brackets.length = index;
    return isFieldEnd && index === this.fieldDepth - 1;
  }

  protected addComment(start: number): number {
    const end = this.#lineEnd(start);
    this.comments.push({ type: 'Comment', value: this.text.slice(start + 1, end), range: [start, end] });
    return end;
  }
}
