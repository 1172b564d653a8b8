import { BACKSLASH, BYTE_ORDER_MARK, HASH, isLineEnd, skipLineEnd } from './characters.ts';
import { DEDENT, INDENT } from './token-kinds.ts';
import { FStringLexer } from './fstring-lexer.ts';

const SPACE_CHARACTER = 32;
const TAB = 9;
const FORM_FEED = 12;
const TAB_WIDTH = 8;

/** Turns the white space before a logical line into INDENT and DEDENT tokens. */
export class IndentationLexer extends FStringLexer {
  /** The same indents with tabs one column wide: both must agree, or tabs and spaces are mixed. */
  readonly #narrowIndents: number[] = [0];

  /** Goes to the first token of the next logical line; false at the end of the file. */
  protected beginLogicalLine(): boolean {
    const { source, length } = this;
    let offset = this.offset;
    if (offset === 0 && source.charCodeAt(0) === BYTE_ORDER_MARK) offset = 1;
    let column = 0;
    let narrow = 0;
    let continuedColumn = 0;
    let continuedNarrow = 0;
    let lastBackslash = -1;
    for (;;) {
      const code = source.charCodeAt(offset);
      if (code === SPACE_CHARACTER) {
        column++;
        narrow++;
        offset++;
      } else if (code === TAB) {
        column = (Math.floor(column / TAB_WIDTH) + 1) * TAB_WIDTH;
        narrow++;
        offset++;
      } else if (code === FORM_FEED) {
        column = 0;
        narrow = 0;
        offset++;
      } else if (code === BACKSLASH && isLineEnd(source.charCodeAt(offset + 1))) {
        lastBackslash = offset;
        continuedColumn ||= column;
        continuedNarrow ||= narrow;
        offset = skipLineEnd(source, offset + 1);
      } else if (code === HASH || isLineEnd(code)) {
        if (code === HASH) offset = this.addComment(offset);
        if (offset < length) offset = skipLineEnd(source, offset);
        column = 0;
        narrow = 0;
        continuedColumn = 0;
        continuedNarrow = 0;
        lastBackslash = -1;
      } else {
        this.offset = offset;
        if (offset >= length) {
          if (lastBackslash >= 0) this.report('A line should follow this backslash.', lastBackslash, lastBackslash + 1);
          return false;
        }
        this.#indent(continuedColumn || column, continuedColumn > 0 ? continuedNarrow : narrow);
        return true;
      }
    }
  }

  #indent(column: number, narrow: number): void {
    const { indents, offset } = this;
    const narrowIndents = this.#narrowIndents;
    let top = indents.at(-1) as number;
    if (column === top) {
      if (narrow !== narrowIndents.at(-1)) this.#reportMixedTabs();
      return;
    }
    if (column > top) {
      if (narrow <= (narrowIndents.at(-1) as number)) this.#reportMixedTabs();
      indents.push(column);
      narrowIndents.push(narrow);
      this.tokens.push(INDENT, offset, offset);
      return;
    }
    while (column < top && (indents.at(-2) as number) >= column) {
      indents.pop();
      narrowIndents.pop();
      top = indents.at(-1) as number;
      this.tokens.push(DEDENT, offset, offset);
    }
    if (column < top) {
      // The line stays in the block it is nearest to, and the block takes over its indentation.
      this.report('This indentation matches no enclosing block.', offset, offset + 1);
      indents[indents.length - 1] = column;
      narrowIndents[narrowIndents.length - 1] = narrow;
    } else if (narrow !== narrowIndents.at(-1)) {
      this.#reportMixedTabs();
    }
  }

  #reportMixedTabs(): void {
    this.report('Tabs and spaces are mixed in this indentation.', this.offset, this.offset + 1);
    this.#narrowIndents[this.#narrowIndents.length - 1] = 0;
  }
}
