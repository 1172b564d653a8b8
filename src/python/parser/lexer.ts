import {
  BACKSLASH, DIGIT, DOUBLE_QUOTE, HASH, IDENTIFIER, LINE_END, PUNCTUATION, QUOTE,
  SINGLE_QUOTE, SPACE, characterClass, identifierPart, isLineEnd, scanIdentifierRest, scanUnicodeIdentifier, skipLineEnd,
} from './characters.ts';
import type { Comment, ParseError } from './nodes.ts';
import { FORMAT, RAW, TEMPLATE, readStringPrefix } from './string-prefixes.ts';
import {
  COLON, DEDENT, END, EXCLAMATION, INVALID, LEFT_BRACE, LEFT_BRACKET, LEFT_PAREN, NEWLINE, NOT_EQUAL, NUMBER,
  RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PAREN,
} from './token-kinds.ts';
import { IndentationLexer } from './indentation-lexer.ts';
import type { TokenBuffer } from './token-buffer.ts';
import { classifyIdentifier } from './keywords.ts';
import { scanNumber } from './number-scanner.ts';
import { scanPunctuation } from './punctuation.ts';
import { startsStatement, startsStatementFirmly } from './statement-starts.ts';

const NUL_MESSAGE = 'Unexpected NUL character.';
const PERIOD = 46;
const LESS_SIGN = 60;

class Lexer extends IndentationLexer {
  tokenize(): void {
    while (this.beginLogicalLine()) {
      this.markLogicalLine();
      this.#readLogicalLine();
    }
    const nul = this.source.indexOf('\0');
    if (nul < this.length && !this.errors.some(({ range }) => range[0] === nul)) this.report(NUL_MESSAGE, nul, nul + 1);
    for (let count = this.indents.length; count > 1; count--) this.tokens.push(DEDENT, this.length, this.length);
    this.tokens.push(END, this.length, this.length);
  }

  #readLogicalLine(): void {
    const { source, tokens } = this;
    for (;;) {
      const start = this.offset;
      const code = source.charCodeAt(start);
      const type = code < 128 ? (characterClass[code] as number) : IDENTIFIER;
      if (type === IDENTIFIER) {
        this.#readIdentifier(start);
      } else if (type === SPACE) {
        this.offset = start + 1;
      } else if (type === PUNCTUATION) {
        if (code === PERIOD && isDigit(source.charCodeAt(start + 1))) this.#readNumber(start);
        else this.#readPunctuation(start, code);
      } else if (type === LINE_END) {
        const end = skipLineEnd(source, start);
        if (this.brackets.length === 0 || this.#endsUnclosedBracket(end)) {
          tokens.push(NEWLINE, start, end);
          this.offset = end;
          return;
        }
      } else if (type === QUOTE) {
        this.scanString(start, start);
      } else if (type === DIGIT) {
        this.#readNumber(start);
      } else if (code === HASH) {
        this.offset = this.addComment(start);
      } else if (start >= this.length) {
        if (this.#endsUnclosedBracket(start)) {
          tokens.push(NEWLINE, start, start);
          return;
        }
      } else {
        this.#readOther(start, code);
      }
    }
  }

  #readIdentifier(start: number): void {
    const { source } = this;
    let end = start;
    let code = source.charCodeAt(end);
    while (code < 128 && identifierPart[code] === 1) code = source.charCodeAt(++end);
    if (code >= 128) {
      end = end === start ? scanUnicodeIdentifier(source, start) : scanIdentifierRest(source, end);
      if (end === start) {
        this.#rejectCharacter(start);
        return;
      }
      code = source.charCodeAt(end);
    }
    if ((code === DOUBLE_QUOTE || code === SINGLE_QUOTE) && end - start < 3) {
      const prefix = readStringPrefix(source.slice(start, end));
      if (prefix !== undefined) {
        if ((prefix & (FORMAT | TEMPLATE)) === 0) this.scanString(start, end);
        else this.startFString(start, end, (prefix & RAW) !== 0);
        return;
      }
    }
    this.tokens.push(classifyIdentifier(source, start, end), start, end);
    this.offset = end;
  }

  #readNumber(start: number): void {
    const { source } = this;
    let end = start;
    let code = source.charCodeAt(end);
    if (isDigit(code) && code !== 48) {
      do code = source.charCodeAt(++end);
      while (isDigit(code));
      if (code < 128 && code !== PERIOD && identifierPart[code] === 0) {
        this.tokens.push(NUMBER, start, end);
        this.offset = end;
        return;
      }
    }
    const number = scanNumber(source, start);
    if (number.error !== undefined) this.report(number.error, start, number.end);
    this.tokens.push(NUMBER, start, number.end);
    this.offset = number.end;
  }

  #readPunctuation(start: number, code: number): void {
    const { tokens, brackets } = this;
    const scanned = scanPunctuation(this.source, start);
    let kind = scanned >> 2;
    const end = start + (scanned & 3);
    if (kind <= RIGHT_BRACE) {
      if (kind === LEFT_PAREN || kind === LEFT_BRACKET || kind === LEFT_BRACE) {
        brackets.push(start);
      } else if (kind === RIGHT_PAREN || kind === RIGHT_BRACKET || kind === RIGHT_BRACE) {
        const endsField = this.closeBracket(start);
        tokens.push(kind, start, end);
        this.offset = end;
        if (endsField) {
          this.leaveField();
          this.scanFStringText(this.fieldDepth > 0 && this.fieldDepth === brackets.length);
        }
        return;
      }
    } else if (this.fieldDepth === brackets.length && this.source[start] === ':') {
      // In a replacement field, `:=` is a format specification that starts with `=`.
      tokens.push(COLON, start, start + 1);
      this.offset = start + 1;
      this.scanFStringText(true);
      return;
    } else if (kind === EXCLAMATION && this.fieldDepth !== brackets.length) {
      this.report("Unexpected '!'.", start, end);
      kind = INVALID;
    } else if (kind === NOT_EQUAL && code === LESS_SIGN) {
      this.report("'<>' is Python 2; write '!='.", start, end);
    }
    tokens.push(kind, start, end);
    this.offset = end;
  }

  #readOther(start: number, code: number): void {
    const { source, length } = this;
    if (code !== BACKSLASH) {
      this.#rejectCharacter(start);
    } else if (isLineEnd(source.charCodeAt(start + 1))) {
      this.offset = skipLineEnd(source, start + 1);
      if (this.offset >= length) this.report('A line should follow this backslash.', start, start + 1);
    } else {
      this.report('Only a line end may follow a backslash.', start, start + 1);
      this.tokens.push(INVALID, start, start + 1);
      this.offset = start + 1;
    }
  }

  #rejectCharacter(start: number): void {
    const character = String.fromCodePoint(this.source.codePointAt(start) as number);
    const end = start + character.length;
    this.report(
      character === '\0'
        ? NUL_MESSAGE
        : character === '`'
          ? "Backquotes are Python 2; write 'repr(…)'."
          : `Unexpected character '${character}'.`,
      start,
      end,
    );
    this.tokens.push(INVALID, start, end);
    this.offset = end;
  }

  /** At a line end: true if the brackets are given up here, so that the next line starts a statement. */
  #endsUnclosedBracket(lineStart: number): boolean {
    const { source, length, brackets } = this;
    if (brackets.length === 0) return true;
    const isEnd = lineStart >= length;
    if (isEnd || startsStatementFirmly(source, lineStart)) {
      if (!this.isBroken(lineStart)) {
        this.rewindLogicalLine(lineStart);
        return false;
      }
    } else if (
      !this.isBroken(lineStart) ||
      !(this.#isInSingleLineFString() || startsStatement(source, lineStart, this.indents.at(-1) as number))
    ) {
      this.offset = lineStart;
      return false;
    }
    this.abandonBrackets();
    return true;
  }

  #isInSingleLineFString(): boolean {
    const fstring = this.fstrings[this.fstrings.length - 1];
    return fstring !== undefined && !fstring.isTriple;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export interface Tokens {
  tokens: TokenBuffer;
  comments: Comment[];
  errors: ParseError[];
  /** Quotes may be paired wrongly, so that strings and code have changed places: another reading may be better. */
  hasUnclosedString: boolean;
}

/**
 * Never throws: what is no token becomes an INVALID one, with an error. Of the strings that contain definitions, so
 * many are taken at their word and the next one is ended before its first line of code; `undefined` if there is none.
 */
export function tokenize(text: string, trustedStrings = Infinity): Tokens | undefined {
  const lexer = new Lexer(text, trustedStrings);
  lexer.tokenize();
  return Number.isFinite(trustedStrings) && !lexer.hasDistrustedString ? undefined : lexer;
}
