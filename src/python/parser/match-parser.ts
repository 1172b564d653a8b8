import {
  COLON, COMMA, DEDENT, END, IF, IN, LEFT_BRACKET, LEFT_PAREN, MINUS, NAME, NEWLINE, NOT, PLUS, STAR,
} from './token-kinds.ts';
import type { MatchCase, Statement } from './statement-nodes.ts';
import type { Expression } from './expression-nodes.ts';
import { WithParser } from './with-parser.ts';
import { startsExpression } from './token-cursor.ts';

/** Reads `match` and `case`, which are names everywhere else. */
export abstract class MatchParser extends WithParser {
  protected isMatch(): boolean {
    const next = this.peek();
    if (startsExpression[next] === 0 || this.end - this.start !== 5 || this.source() !== 'match') return false;
    switch (next) {
      case NOT:
        return this.kinds[this.index + 2] !== IN;
      case LEFT_PAREN:
      case LEFT_BRACKET:
      case MINUS:
      case PLUS:
      case STAR:
        return this.#isLineHeader();
      default:
        return true;
    }
  }

  #isLineHeader(): boolean {
    let index = this.index;
    while (this.kinds[index] !== NEWLINE) index++;
    return this.kinds[index - 1] === COLON;
  }

  /** Statements that stand beside the cases are kept after the match statement. */
  protected parseMatch(statements: Statement[]): void {
    const { start } = this;
    const cases: MatchCase[] = [];
    const strays: Statement[] = [];
    this.next();
    const subject = this.#parseSubject();
    if (this.kind === COLON && this.peek() !== NEWLINE) {
      this.next();
      this.fail("Expected the end of the line after 'match'.");
    }
    if (this.startBlock("'match'") === 'indented') {
      while (this.kind !== DEDENT && this.kind !== END) {
        if (this.kind === NAME && this.source() === 'case') cases.push(this.#parseCase());
        else this.#parseStray(strays);
      }
      this.endBlock();
    }
    statements.push({ type: 'Match', range: [start, this.previousEnd], subject, cases }, ...strays);
  }

  #parseStray(statements: Statement[]): void {
    this.report("Expected 'case'.", this.start, this.end);
    this.hasPreviousLineFailed = true;
    const before = this.index;
    this.parseStatements(statements);
    if (this.index === before) this.skipLayout();
  }

  #parseSubject(): Expression {
    const { start } = this;
    const first = this.parseElement();
    if (this.kind !== COMMA) {
      if (first.type === 'Starred') this.report('A starred subject needs a comma.', ...first.range);
      return first;
    }
    const elts = [first];
    while (this.eat(COMMA) && startsExpression[this.kind] === 1) elts.push(this.parseElement());
    return { type: 'Tuple', range: [start, this.previousEnd], elts, ctx: 'Load' };
  }

  #parseCase(): MatchCase {
    const { start } = this;
    this.next();
    const pattern = this.parsePatterns();
    const guard = this.eat(IF) ? this.parseNamedExpression() : null;
    const body = this.parseBlock("'case'");
    return { type: 'match_case', range: [start, this.previousEnd], pattern, guard, body };
  }
}
