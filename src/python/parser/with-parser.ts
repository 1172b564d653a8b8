import {
  AS, ASYNC, COLON, COMMA, LEFT_BRACE, LEFT_BRACKET, LEFT_PAREN, NEWLINE, RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PAREN,
} from './token-kinds.ts';
import type { Statement, WithItem } from './statement-nodes.ts';
import { BlockParser } from './block-parser.ts';
import { startsExpression } from './token-cursor.ts';

/** Reads `with`, whose parentheses may enclose its items or belong to an expression. */
export abstract class WithParser extends BlockParser {
  protected parseWith(): Statement {
    const { start } = this;
    const type = this.eat(ASYNC) ? 'AsyncWith' : 'With';
    this.next();
    const items = this.#parseParenthesizedItems() ?? this.#parseItems(COLON);
    const body = this.parseBlock("'with'");
    return { type, range: [start, this.previousEnd], items, body };
  }

  #parseItems(closer: number): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (items.length > 0 && this.kind === closer && closer === RIGHT_PAREN) break;
      const { start } = this;
      const context_expr = this.parseExpression();
      const optional_vars = this.eat(AS) ? this.parseTarget() : null;
      items.push({ type: 'withitem', range: [start, this.previousEnd], context_expr, optional_vars });
    } while (this.eat(COMMA) && !this.isSkipping);
    return items;
  }

  #parseParenthesizedItems(): WithItem[] | undefined {
    if (this.kind !== LEFT_PAREN) return undefined;
    const afterwards = this.#kindAfterParenthesis();
    if (afterwards === undefined) return undefined;
    const { index, kind, previousEnd, isSkipping } = this;
    const errorCount = this.errors.length;
    this.next();
    if (startsExpression[this.kind] === 1) {
      const items = this.#parseItems(RIGHT_PAREN);
      if (this.kind === RIGHT_PAREN || afterwards === AS) {
        this.expect(RIGHT_PAREN, "Expected ')' after the items.");
        return items;
      }
    }
    // The parentheses belong to an expression that is no list of items, such as a generator expression.
    this.index = index;
    this.kind = kind;
    this.previousEnd = previousEnd;
    this.isSkipping = isSkipping;
    this.errors.length = errorCount;
    return undefined;
  }

  /** COLON if the header ends after the parenthesis, AS if it must enclose items, `undefined` if it cannot. */
  #kindAfterParenthesis(): number | undefined {
    let level = 0;
    for (let index = this.index; ; index++) {
      switch (this.kinds[index]) {
        case LEFT_PAREN:
        case LEFT_BRACKET:
        case LEFT_BRACE:
          level++;
          break;
        case RIGHT_PAREN:
        case RIGHT_BRACKET:
        case RIGHT_BRACE:
          level--;
          if (level === 0) return this.kinds[index + 1] === COLON ? COLON : undefined;
          break;
        case AS:
          if (level === 1) return AS;
          break;
        case NEWLINE:
          return undefined;
      }
    }
  }
}
