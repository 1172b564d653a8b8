import {
  COLON, COLON_EQUAL, COMMA, DOUBLE_STAR, RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PAREN, STAR, YIELD,
} from './token-kinds.ts';
import type { Expression } from './expression-nodes.ts';
import { BITWISE_OR_PRECEDENCE } from './operators.ts';
import { ComprehensionParser } from './comprehension-parser.ts';
import { startsExpression } from './token-cursor.ts';

/** Reads what stands in brackets: groups, tuples, lists, sets, dicts and comprehensions over them. */
export abstract class DisplayParser extends ComprehensionParser {
  protected parseParenthesized(): Expression {
    const { start } = this;
    this.next();
    if (this.eat(RIGHT_PAREN)) return { type: 'Tuple', range: [start, this.previousEnd], elts: [], ctx: 'Load' };
    if (this.kind === YIELD) {
      const group = this.parseYield();
      this.#close(RIGHT_PAREN, ')');
      return group;
    }
    const first = this.parseElement();
    if (this.kind === COMMA) {
      const elts = this.#parseElements(first);
      this.#close(RIGHT_PAREN, ')');
      return { type: 'Tuple', range: [start, this.previousEnd], elts, ctx: 'Load' };
    }
    if (this.startsComprehension()) {
      const generators = this.parseComprehensions();
      this.#close(RIGHT_PAREN, ')');
      return { type: 'GeneratorExp', range: [start, this.previousEnd], elt: first, generators };
    }
    if (first.type === 'Starred') this.report('A starred expression needs a comma here.', ...first.range);
    this.#close(RIGHT_PAREN, ')');
    return first;
  }

  protected parseList(): Expression {
    const { start } = this;
    this.next();
    let elts: Expression[] = [];
    if (this.kind !== RIGHT_BRACKET) {
      const first = this.parseElement();
      if (this.startsComprehension()) {
        const generators = this.parseComprehensions();
        this.#close(RIGHT_BRACKET, ']');
        return { type: 'ListComp', range: [start, this.previousEnd], elt: first, generators };
      }
      elts = this.#parseElements(first);
    }
    this.#close(RIGHT_BRACKET, ']');
    return { type: 'List', range: [start, this.previousEnd], elts, ctx: 'Load' };
  }

  protected parseBraces(): Expression {
    const { start } = this;
    this.next();
    if (this.kind === RIGHT_BRACE || this.kind === DOUBLE_STAR) return this.#parseDict(start, undefined);
    const isNamed = this.peek() === COLON_EQUAL;
    const first = this.parseElement();
    if (this.kind === COLON && !isNamed && first.type !== 'Starred') return this.#parseDict(start, first);
    if (this.startsComprehension()) {
      const generators = this.parseComprehensions();
      this.#close(RIGHT_BRACE, '}');
      return { type: 'SetComp', range: [start, this.previousEnd], elt: first, generators };
    }
    const elts = this.#parseElements(first);
    this.#close(RIGHT_BRACE, '}');
    return { type: 'Set', range: [start, this.previousEnd], elts };
  }

  #parseElements(first: Expression): Expression[] {
    const elts = [first];
    while (this.eat(COMMA) && startsExpression[this.kind] === 1) elts.push(this.parseElement());
    return elts;
  }

  #parseDict(start: number, firstKey: Expression | undefined): Expression {
    const keys: (Expression | null)[] = [];
    const values: Expression[] = [];
    let key = firstKey;
    while (key !== undefined || this.kind === DOUBLE_STAR || (startsExpression[this.kind] === 1 && this.kind !== STAR)) {
      let value: Expression | null = null;
      if (key === undefined && this.eat(DOUBLE_STAR)) {
        value = this.parseBinary(BITWISE_OR_PRECEDENCE);
      } else {
        key ??= this.parseExpression();
        this.expect(COLON, "Expected ':' after the dict key.");
        value = this.parseExpression();
      }
      if (keys.length === 0 && this.startsComprehension()) {
        const generators = this.parseComprehensions();
        this.#close(RIGHT_BRACE, '}');
        const range: [number, number] = [start, this.previousEnd];
        return key === undefined
          ? { type: 'DictComp', range, key: value, value: null, generators }
          : { type: 'DictComp', range, key, value, generators };
      }
      keys.push(key ?? null);
      values.push(value);
      key = undefined;
      if (!this.eat(COMMA)) break;
    }
    this.#close(RIGHT_BRACE, '}');
    return { type: 'Dict', range: [start, this.previousEnd], keys, values };
  }

  #close(kind: number, closer: string): void {
    if (this.kind === kind) this.next();
    else this.fail(startsExpression[this.kind] === 1 ? `Expected ',' or '${closer}'.` : `Expected '${closer}'.`);
  }
}
