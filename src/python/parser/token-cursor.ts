import {
  AWAIT, DEDENT, ELLIPSIS, END, ESCAPED_STRING, FALSE, FSTRING_START, INDENT, LAMBDA, LEFT_BRACE, LEFT_BRACKET,
  LEFT_PAREN, MINUS, NAME, NEWLINE, NONE, NOT, NUMBER, PLUS, STAR, STRING, TILDE, TRUE,
} from './token-kinds.ts';
import type { Name, ParseError } from './nodes.ts';
import type { TokenBuffer } from './token-buffer.ts';

/** More than the 200 brackets CPython allows; the deepest call chain then needs half of Node's default stack. */
const MAX_DEPTH = 300;

/** Kinds an expression can start with; `*` is one where a list of expressions may follow. */
export const startsExpression = new Uint8Array(128);
for (const kind of [
  NAME, NUMBER, STRING, ESCAPED_STRING, FSTRING_START, LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE, ELLIPSIS, PLUS, MINUS,
  TILDE, STAR, NOT, LAMBDA, AWAIT, NONE, TRUE, FALSE,
]) {
  startsExpression[kind] = 1;
}

/**
 * The current token, and what happens at an error: it is recorded, the rest of the logical line is skipped, and until
 * the next line nothing more is recorded. Each caller then finds the end of the line and returns what it has.
 */
export class TokenCursor {
  protected readonly text: string;
  protected readonly kinds: Uint8Array;
  protected readonly starts: Int32Array;
  protected readonly ends: Int32Array;
  protected index = 0;
  protected kind: number;
  /** Where the last token ended that is more than layout. */
  protected previousEnd = 0;
  protected isSkipping = false;
  /** The line before the current one has an error that is recorded. */
  protected hasPreviousLineFailed = false;
  protected depth = 0;
  readonly errors: ParseError[] = [];
  readonly #lexicalErrors: readonly ParseError[];
  #lexicalIndex = 0;
  #lineStart = 0;
  /** The NEWLINE after the last error, kept since a line can have many errors. */
  #newline = 0;
  readonly #hasOnlyAscii: boolean;

  constructor(text: string, tokens: TokenBuffer, lexicalErrors: readonly ParseError[]) {
    this.text = text;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.kind = this.kinds[0] as number;
    this.#lexicalErrors = lexicalErrors;
    this.#hasOnlyAscii = !/[\u0080-\uffff]/.test(text);
  }

  protected next(): void {
    this.previousEnd = this.ends[this.index] as number;
    this.kind = this.kinds[++this.index] as number;
  }

  /** Goes on without counting the token as part of a node: for NEWLINE, INDENT and DEDENT. */
  protected skipLayout(): void {
    this.kind = this.kinds[++this.index] as number;
  }

  protected nextLine(): void {
    this.hasPreviousLineFailed = this.isSkipping;
    this.isSkipping = false;
    if (this.kind !== END) this.skipLayout();
    this.#lineStart = this.starts[this.index] as number;
  }

  protected peek(): number {
    return this.kinds[this.index + 1] as number;
  }

  protected get start(): number {
    return this.starts[this.index] as number;
  }

  protected get end(): number {
    return this.ends[this.index] as number;
  }

  protected eat(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  protected expect(kind: number, message: string): boolean {
    if (this.kind === kind) {
      this.next();
      return true;
    }
    this.fail(message);
    return false;
  }

  protected source(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The current name as Python compares it, which is NFKC-normalised. */
  protected readName(): string {
    const name = this.source();
    return this.#hasOnlyAscii ? name : name.normalize('NFKC');
  }

  protected expectName(what: string): string {
    if (this.kind !== NAME) {
      this.fail(`Expected ${what}.`);
      return '';
    }
    const name = this.readName();
    this.next();
    return name;
  }

  /** Records an error and goes on as if nothing was wrong. */
  protected report(message: string, start: number, end: number): void {
    if (this.isSkipping || this.#hasLexicalError()) return;
    this.errors.push({ message, range: [start, end] });
  }

  /** Records an error at the current token and skips the rest of the logical line. */
  protected fail(message: string): void {
    if (this.isSkipping) return;
    if (this.kind <= DEDENT) this.report(message, this.previousEnd, this.previousEnd);
    else this.report(message, this.start, this.end);
    this.isSkipping = true;
    while (this.kind > DEDENT) this.skipLayout();
  }

  protected failUnexpected(): void {
    this.fail(this.kind <= DEDENT ? 'Unexpected end of the line.' : `Unexpected '${this.source()}'.`);
  }

  /** Every construct that nests calls this; false means it nests too deeply and is skipped. */
  protected enter(): boolean {
    if (this.depth >= MAX_DEPTH) {
      this.fail('This is nested too deeply.');
      return false;
    }
    this.depth++;
    return true;
  }

  /** What stands where the source lacks an expression: a name without letters. */
  protected missing(): Name {
    return { type: 'Name', range: [this.previousEnd, this.previousEnd], id: '', ctx: 'Load' };
  }

  /** Skips a block whose INDENT is the current token. */
  protected skipBlock(): void {
    let level = 0;
    do {
      if (this.kind === INDENT) level++;
      else if (this.kind === DEDENT) level--;
      this.skipLayout();
    } while (level > 0 && this.kind !== END);
  }

  /** An error the lexer found in this line explains what the parser finds after it. */
  #hasLexicalError(): boolean {
    const errors = this.#lexicalErrors;
    if (errors.length === 0) return false;
    if (this.#newline < this.index) this.#newline = this.index;
    while (this.kinds[this.#newline] !== NEWLINE && this.kinds[this.#newline] !== END) this.#newline++;
    const lineEnd = this.ends[this.#newline] as number;
    while ((errors[this.#lexicalIndex]?.range[0] ?? Infinity) < this.#lineStart) this.#lexicalIndex++;
    return (errors[this.#lexicalIndex]?.range[0] ?? Infinity) <= lineEnd;
  }
}
