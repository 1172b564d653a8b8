import {
  AWAIT, COLON_EQUAL, COMMA, DOT, ELLIPSIS, ELSE, ESCAPED_STRING, FALSE, FROM, FSTRING_START, IF, LAMBDA, LEFT_BRACE,
  LEFT_BRACKET, LEFT_PAREN, NAME, NONE, NUMBER, STAR, STRING, TRUE, YIELD,
} from './token-kinds.ts';
import type { Expression, Keyword, Name, Yield, YieldFrom } from './expression-nodes.ts';
import { BITWISE_OR_PRECEDENCE, OR_PRECEDENCE } from './operators.ts';
import { OperatorParser } from './operator-parser.ts';
import { readNumber } from './numbers.ts';
import { startsExpression } from './token-cursor.ts';

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/** Reads expressions. */
export abstract class ExpressionParser extends OperatorParser {
  parseExpression(): Expression {
    if (this.kind === LAMBDA) return this.parseLambda();
    const { start } = this;
    const body = this.parseBinary(OR_PRECEDENCE);
    return this.kind === IF ? this.#parseConditional(body, start) : body;
  }

  #parseConditional(body: Expression, start: number): Expression {
    if (!this.enter()) return body;
    this.next();
    const test = this.parseBinary(OR_PRECEDENCE);
    this.expect(ELSE, "Expected 'else' after the condition.");
    const orelse = this.parseExpression();
    this.depth--;
    return { type: 'IfExp', range: [start, this.previousEnd], test, body, orelse };
  }

  parseNamedExpression(): Expression {
    if (this.kind !== NAME || this.peek() !== COLON_EQUAL) return this.parseExpression();
    const { start } = this;
    const target = this.parseName();
    target.ctx = 'Store';
    this.next();
    const value = this.parseExpression();
    return { type: 'NamedExpr', range: [start, this.previousEnd], target, value };
  }

  parseElement(): Expression {
    return this.kind === STAR ? this.parseStarred(BITWISE_OR_PRECEDENCE) : this.parseNamedExpression();
  }

  parseExpressions(): Expression {
    const { start } = this;
    const first = this.kind === STAR ? this.parseStarred(BITWISE_OR_PRECEDENCE) : this.parseExpression();
    if (this.kind !== COMMA) return first;
    const elts = [first];
    while (this.eat(COMMA) && startsExpression[this.kind] === 1) {
      elts.push(this.kind === STAR ? this.parseStarred(BITWISE_OR_PRECEDENCE) : this.parseExpression());
    }
    return { type: 'Tuple', range: [start, this.previousEnd], elts, ctx: 'Load' };
  }

  parseYieldOrExpressions(): Expression {
    return this.kind === YIELD ? this.parseYield() : this.parseExpressions();
  }

  parseYield(): Yield | YieldFrom {
    const { start } = this;
    this.next();
    if (this.eat(FROM)) {
      const value = this.parseExpression();
      return { type: 'YieldFrom', range: [start, this.previousEnd], value };
    }
    const value = startsExpression[this.kind] === 1 ? this.parseExpressions() : null;
    return { type: 'Yield', range: [start, this.previousEnd], value };
  }

  protected parseName(): Name {
    const { start, end } = this;
    const id = this.readName();
    this.next();
    return { type: 'Name', range: [start, end], id, ctx: 'Load' };
  }

  protected parsePrimary(): Expression {
    const { start } = this;
    if (this.kind !== AWAIT) return this.#parseTrailers(this.parseAtom(), start);
    this.next();
    const operandStart = this.start;
    const value = this.#parseTrailers(this.parseAtom(), operandStart);
    return { type: 'Await', range: [start, this.previousEnd], value };
  }

  #parseTrailers(atom: Expression, start: number): Expression {
    let value = atom;
    for (;;) {
      const { kind } = this;
      if (kind === DOT) {
        this.next();
        if (this.kind !== NAME) {
          this.fail("Expected a name after '.'.");
          return value;
        }
        const attr = this.readName();
        this.next();
        value = { type: 'Attribute', range: [start, this.previousEnd], value, attr, ctx: 'Load' };
      } else if (kind === LEFT_PAREN) {
        if (!this.enter()) return value;
        const args: Expression[] = [];
        const keywords: Keyword[] = [];
        this.parseArguments(args, keywords, true);
        this.depth--;
        value = { type: 'Call', range: [start, this.previousEnd], func: value, args, keywords };
      } else if (kind === LEFT_BRACKET) {
        if (!this.enter()) return value;
        const slice = this.parseSubscript();
        this.depth--;
        value = { type: 'Subscript', range: [start, this.previousEnd], value, slice, ctx: 'Load' };
      } else {
        return value;
      }
    }
  }

  protected parseAtom(): Expression {
    switch (this.kind) {
      case NAME:
        return this.parseName();
      case STRING: {
        const quote = this.text.charCodeAt(this.start);
        const next = this.peek();
        if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return this.parseStrings();
        if (next === STRING || next === ESCAPED_STRING || next === FSTRING_START) return this.parseStrings();
        return this.#parseSimpleString(quote);
      }
      case ESCAPED_STRING:
      case FSTRING_START:
        return this.parseStrings();
      case NUMBER:
        return this.#parseNumber();
      case LEFT_PAREN:
      case LEFT_BRACKET:
      case LEFT_BRACE:
        return this.#parseBracketed();
      case NONE:
      case TRUE:
      case FALSE:
      case ELLIPSIS:
        return this.#parseKeywordConstant();
      default:
        this.#failAtExpression();
        return this.missing();
    }
  }

  #parseBracketed(): Expression {
    if (!this.enter()) return this.missing();
    const { kind } = this;
    const node =
      kind === LEFT_PAREN ? this.parseParenthesized() : kind === LEFT_BRACKET ? this.parseList() : this.parseBraces();
    this.depth--;
    return node;
  }

  /** One string without prefix or escapes: its value is a slice of the text. */
  #parseSimpleString(quote: number): Expression {
    const { start, end, text } = this;
    const isTriple =
      end - start >= 6 && text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
    const quoteLength = isTriple ? 3 : 1;
    const isClosed = text.charCodeAt(end - 1) === quote;
    const value = text.slice(start + quoteLength, isClosed ? end - quoteLength : end);
    this.next();
    return { type: 'Constant', range: [start, end], literal: 'str', value, kind: null };
  }

  #parseNumber(): Expression {
    const { start, end } = this;
    const number = readNumber(this.source(), [start, end]);
    if (number === undefined) this.report('This number has too many digits.', start, end);
    this.next();
    return number ?? this.missing();
  }

  #parseKeywordConstant(): Expression {
    const { start, end, kind } = this;
    this.next();
    const range: [number, number] = [start, end];
    if (kind === NONE) return { type: 'Constant', range, literal: 'None', value: null, kind: null };
    if (kind === ELLIPSIS) return { type: 'Constant', range, literal: 'Ellipsis', value: null, kind: null };
    return { type: 'Constant', range, literal: 'bool', value: kind === TRUE, kind: null };
  }

  #failAtExpression(): void {
    if (this.kind < NAME) this.fail('Expected an expression.');
    else this.fail(`Expected an expression, not '${this.source()}'.`);
  }
}
