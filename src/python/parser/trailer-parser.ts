import {
  COLON, COLON_EQUAL, COMMA, DOUBLE_STAR, EQUAL, NAME, RIGHT_BRACKET, RIGHT_PAREN, STAR,
} from './token-kinds.ts';
import type { Expression, Keyword, Starred } from './expression-nodes.ts';
import { ParameterParser } from './parameter-parser.ts';
import { startsExpression } from './token-cursor.ts';

/** Reads what follows a primary in brackets: arguments and subscripts. */
export abstract class TrailerParser extends ParameterParser {
  /** Arguments and both parentheses. A generator expression can stand alone only in a call. */
  protected parseArguments(args: Expression[], keywords: Keyword[], isCall: boolean): void {
    const { start } = this;
    let hasUnpackedMapping = false;
    let generator: Expression | undefined;
    this.next();
    while (startsExpression[this.kind] === 1 || this.kind === DOUBLE_STAR) {
      const argumentStart = this.start;
      if (this.kind === NAME && this.peek() === EQUAL) {
        const arg = this.readName();
        this.next();
        this.next();
        const value = this.parseExpression();
        keywords.push({ type: 'keyword', range: [argumentStart, this.previousEnd], arg, value });
      } else if (this.eat(DOUBLE_STAR)) {
        hasUnpackedMapping = true;
        const value = this.parseExpression();
        keywords.push({ type: 'keyword', range: [argumentStart, this.previousEnd], arg: null, value });
      } else {
        const value = this.kind === STAR ? this.#parseStarredArgument() : this.parseNamedExpression();
        if (isCall && this.startsComprehension()) {
          generator = { type: 'GeneratorExp', range: [start, 0], elt: value, generators: this.parseComprehensions() };
          args.push(generator);
          if (args.length + keywords.length > 1 || this.kind === COMMA) {
            this.report('A generator expression among other arguments needs parentheses.', argumentStart, this.previousEnd);
          }
        } else {
          args.push(value);
          if (hasUnpackedMapping || (keywords.length > 0 && value.type !== 'Starred')) {
            this.report('A positional argument cannot follow a keyword argument.', argumentStart, this.previousEnd);
          }
        }
      }
      if (!this.eat(COMMA)) break;
    }
    if (this.kind === RIGHT_PAREN) this.next();
    else if (startsExpression[this.kind] === 1) this.fail("Expected ',' or ')' after the argument.");
    else this.fail("Expected ')' after the arguments.");
    if (generator !== undefined) generator.range[1] = this.previousEnd;
  }

  #parseStarredArgument(): Starred {
    const { start } = this;
    this.next();
    const value = this.parseExpression();
    return { type: 'Starred', range: [start, this.previousEnd], value, ctx: 'Load' };
  }

  /** What stands between square brackets, and the closing one. */
  protected parseSubscript(): Expression {
    this.next();
    const { start } = this;
    let slice = this.#parseSlice();
    if (this.kind === COMMA || slice.type === 'Starred') {
      const elts = [slice];
      while (this.eat(COMMA) && (startsExpression[this.kind] === 1 || this.kind === COLON)) elts.push(this.#parseSlice());
      slice = { type: 'Tuple', range: [start, this.previousEnd], elts, ctx: 'Load' };
    }
    this.expect(RIGHT_BRACKET, "Expected ']' after the subscript.");
    return slice;
  }

  #parseSlice(): Expression {
    const { start } = this;
    if (this.kind === STAR) return this.#parseStarredArgument();
    const isNamed = this.kind === NAME && this.peek() === COLON_EQUAL;
    const lower = this.kind === COLON ? null : this.parseNamedExpression();
    if (lower !== null && (this.kind !== COLON || isNamed)) return lower;
    this.expect(COLON, "Expected ':' in the slice.");
    const upper = startsExpression[this.kind] === 1 ? this.parseExpression() : null;
    const step = this.eat(COLON) && startsExpression[this.kind] === 1 ? this.parseExpression() : null;
    return { type: 'Slice', range: [start, this.previousEnd], lower, upper, step };
  }
}
