import {
  AND_PRECEDENCE, COMPARISON_PRECEDENCE, NOT_PRECEDENCE, binaryOperators, comparisonOperators, infixPrecedence,
} from './operators.ts';
import { DOUBLE_STAR, IN, IS, MINUS, NOT, OR, PLUS, TILDE } from './token-kinds.ts';
import type { ComparisonOperator, Expression, UnaryOperator } from './expression-nodes.ts';
import { TrailerParser } from './trailer-parser.ts';

/** CPython's own stack ends near here; a longer chain of prefixes is no program. */
const MAX_PREFIXES = 1000;

/** Reads operators by precedence climbing; chains are loops, so their length is not limited by the stack. */
export abstract class OperatorParser extends TrailerParser {
  protected abstract parsePrimary(): Expression;

  parseBinary(precedence: number): Expression {
    const { start } = this;
    let left = this.kind === NOT && precedence <= NOT_PRECEDENCE ? this.#parseNot() : this.#parseUnary();
    for (;;) {
      const found = infixPrecedence[this.kind] as number;
      if (found === 0 || found < precedence) return left;
      if (found <= AND_PRECEDENCE) {
        left = this.#parseBoolean(left, start, found);
      } else if (found === COMPARISON_PRECEDENCE) {
        left = this.#parseComparison(left, start);
      } else {
        const op = binaryOperators[this.kind] as (typeof binaryOperators)[number];
        this.next();
        const right = this.parseBinary(found + 1);
        left = { type: 'BinOp', range: [start, this.previousEnd], left, op, right };
      }
    }
  }

  #parseBoolean(first: Expression, start: number, precedence: number): Expression {
    const { kind } = this;
    const values = [first];
    while (this.eat(kind)) values.push(this.parseBinary(precedence + 1));
    return { type: 'BoolOp', range: [start, this.previousEnd], op: kind === OR ? 'Or' : 'And', values };
  }

  #parseComparison(left: Expression, start: number): Expression {
    const ops: ComparisonOperator[] = [];
    const comparators: Expression[] = [];
    for (;;) {
      let op = comparisonOperators[this.kind];
      if (op === undefined) break;
      if (this.kind === NOT) {
        this.next();
        if (!this.expect(IN, "Expected 'in' after 'not'.")) break;
      } else if (this.kind === IS) {
        this.next();
        if (this.eat(NOT)) op = 'IsNot';
      } else {
        this.next();
      }
      ops.push(op);
      comparators.push(this.parseBinary(COMPARISON_PRECEDENCE + 1));
    }
    if (ops.length === 0) return left;
    return { type: 'Compare', range: [start, this.previousEnd], left, ops, comparators };
  }

  #parseNot(): Expression {
    const starts: number[] = [];
    while (this.kind === NOT) {
      starts.push(this.start);
      this.next();
    }
    if (starts.length > MAX_PREFIXES) this.fail('This is nested too deeply.');
    const operand = this.parseBinary(COMPARISON_PRECEDENCE);
    return this.#wrap(starts, operand, () => 'Not');
  }

  #parseUnary(): Expression {
    if (this.kind !== MINUS && this.kind !== PLUS && this.kind !== TILDE) return this.#parsePower();
    const starts: number[] = [];
    while (this.kind === MINUS || this.kind === PLUS || this.kind === TILDE) {
      starts.push(this.start);
      this.next();
    }
    if (starts.length > MAX_PREFIXES) this.fail('This is nested too deeply.');
    const operand = this.#parsePower();
    return this.#wrap(starts, operand, (start) => {
      const sign = this.text[start];
      return sign === '-' ? 'USub' : sign === '+' ? 'UAdd' : 'Invert';
    });
  }

  #wrap(starts: readonly number[], operand: Expression, operatorAt: (start: number) => UnaryOperator): Expression {
    if (starts.length > MAX_PREFIXES) return operand;
    return starts.reduceRight<Expression>(
      (inner, start) => ({
        type: 'UnaryOp',
        range: [start, this.previousEnd],
        op: operatorAt(start),
        operand: inner,
      }),
      operand,
    );
  }

  #parsePower(): Expression {
    const { start } = this;
    const left = this.parsePrimary();
    if (this.kind !== DOUBLE_STAR || !this.enter()) return left;
    this.next();
    const right = this.#parseUnary();
    this.depth--;
    return { type: 'BinOp', range: [start, this.previousEnd], left, op: 'Pow', right };
  }
}
