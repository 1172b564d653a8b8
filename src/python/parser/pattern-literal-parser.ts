import {
  DOT, ESCAPED_STRING, FALSE, FSTRING_START, MINUS, NAME, NONE, NUMBER, PLUS, STRING, TRUE,
} from './token-kinds.ts';
import type { Constant, Expression } from './nodes.ts';
import { ExpressionParser } from './expression-parser.ts';

/** Reads the expressions a pattern can contain: literals and dotted names. */
export abstract class PatternLiteralParser extends ExpressionParser {
  protected parseDotted(): Expression {
    const { start } = this;
    let value: Expression = this.parseName();
    while (this.eat(DOT)) {
      if (this.kind !== NAME) {
        this.fail("Expected a name after '.'.");
        break;
      }
      const attr = this.readName();
      this.next();
      value = { type: 'Attribute', range: [start, this.previousEnd], value, attr, ctx: 'Load' };
    }
    return value;
  }

  protected parseMappingKey(): Expression {
    switch (this.kind) {
      case NAME: {
        const key = this.parseDotted();
        if (key.type === 'Name') this.report('A key is a literal or a dotted name.', ...key.range);
        return key;
      }
      case NUMBER:
      case MINUS:
      case PLUS:
        return this.parseNumberLiteral();
      case STRING:
      case ESCAPED_STRING:
      case FSTRING_START:
        return this.parseStrings();
      case NONE:
      case TRUE:
      case FALSE:
        return this.parseAtom();
      default:
        this.fail('Expected a key.');
        return this.missing();
    }
  }

  /** A number, a negative one, or the sum of a real and an imaginary one. */
  protected parseNumberLiteral(): Expression {
    const { start } = this;
    const isNegative = this.eat(MINUS);
    // Since Python 3.15 a plus may stand there too; it leaves no trace.
    if (!isNegative) this.eat(PLUS);
    const number = this.#parseUnsigned();
    const left: Expression = isNegative
      ? { type: 'UnaryOp', range: [start, this.previousEnd], op: 'USub', operand: number ?? this.missing() }
      : (number ?? this.missing());
    if (this.kind !== PLUS && this.kind !== MINUS) return left;
    const op = this.kind === PLUS ? 'Add' : 'Sub';
    this.next();
    const right = this.#parseUnsigned();
    if (number?.literal === 'complex' || right?.literal !== 'complex') {
      this.report('A complex number in a pattern has the form 1+1j.', start, this.previousEnd);
    }
    return { type: 'BinOp', range: [start, this.previousEnd], left, op, right: right ?? this.missing() };
  }

  #parseUnsigned(): Constant | undefined {
    if (this.kind !== NUMBER) {
      this.fail('Expected a number.');
      return undefined;
    }
    const number = this.parseAtom();
    return number.type === 'Constant' ? number : undefined;
  }
}
