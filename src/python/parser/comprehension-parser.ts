import { ASYNC, COMMA, FOR, IF, IN, STAR } from './token-kinds.ts';
import { BITWISE_OR_PRECEDENCE, OR_PRECEDENCE } from './operators.ts';
import type { Comprehension, Expression } from './expression-nodes.ts';
import { describe, markTarget } from './targets.ts';
import { StringParser } from './string-parser.ts';
import { startsExpression } from './token-cursor.ts';

/** Reads `for` clauses and their targets. */
export abstract class ComprehensionParser extends StringParser {
  protected startsComprehension(): boolean {
    return this.kind === FOR || (this.kind === ASYNC && this.peek() === FOR);
  }

  protected parseComprehensions(): Comprehension[] {
    const generators: Comprehension[] = [];
    while (this.startsComprehension()) {
      const { start } = this;
      const is_async = this.eat(ASYNC) ? 1 : 0;
      this.next();
      const target = this.parseTargets();
      this.expect(IN, "Expected 'in' after the comprehension's target.");
      const iter = this.parseBinary(OR_PRECEDENCE);
      const ifs: Expression[] = [];
      while (this.eat(IF)) ifs.push(this.parseBinary(OR_PRECEDENCE));
      generators.push({ type: 'comprehension', range: [start, this.previousEnd], target, iter, ifs, is_async });
    }
    return generators;
  }

  /** What a loop assigns to, up to `in`. */
  protected parseTargets(): Expression {
    const { start } = this;
    let target = this.parseTarget();
    if (this.kind === COMMA) {
      const elts = [target];
      while (this.eat(COMMA) && startsExpression[this.kind] === 1) elts.push(this.parseTarget());
      target = { type: 'Tuple', range: [start, this.previousEnd], elts, ctx: 'Store' };
    }
    return target;
  }

  protected parseTarget(): Expression {
    const target = this.kind === STAR ? this.parseStarred(BITWISE_OR_PRECEDENCE) : this.parseBinary(BITWISE_OR_PRECEDENCE);
    this.assignTo(target);
    return target;
  }

  /** `*` and an operand, the current token being `*`. */
  protected parseStarred(precedence: number): Expression {
    const { start } = this;
    this.next();
    const value = this.parseBinary(precedence);
    return { type: 'Starred', range: [start, this.previousEnd], value, ctx: 'Load' };
  }

  protected assignTo(target: Expression): void {
    const invalid = markTarget(target, 'Store');
    if (invalid !== undefined) this.report(`Cannot assign to ${describe(invalid)}.`, ...invalid.range);
  }
}
