import {
  ASSERT, BREAK, COLON, COMMA, CONTINUE, DEL, EQUAL, FIRST_AUGMENTED, FROM, GLOBAL, IMPORT, LAST_AUGMENTED, LEFT_BRACKET,
  NAME, NEWLINE, NONLOCAL, PASS, RAISE, RETURN, SEMICOLON, STRING, ESCAPED_STRING, NUMBER, YIELD,
} from './token-kinds.ts';
import type { Expression, Statement, TypeAlias } from './nodes.ts';
import { BITWISE_OR_PRECEDENCE, binaryOperators } from './operators.ts';
import { describe, markTarget } from './targets.ts';
import { ImportParser } from './import-parser.ts';
import { startsExpression } from './token-cursor.ts';

const startsSimpleStatement = startsExpression.slice();
for (const kind of [ASSERT, BREAK, CONTINUE, DEL, FROM, GLOBAL, IMPORT, NONLOCAL, PASS, RAISE, RETURN, YIELD]) {
  startsSimpleStatement[kind] = 1;
}

/** Reads statements that fit on a line. */
export abstract class SimpleStatementParser extends ImportParser {
  /** The statements of a logical line and its end. */
  protected parseSimpleStatements(statements: Statement[]): void {
    do {
      if (this.kind === NEWLINE) break;
      if (startsSimpleStatement[this.kind] === 0) {
        this.failUnexpected();
        break;
      }
      statements.push(this.#parseSimpleStatement());
    } while (this.eat(SEMICOLON));
    if (this.kind !== NEWLINE) this.#failAfterStatement(statements.at(-1));
    this.nextLine();
  }

  #parseSimpleStatement(): Statement {
    const { start } = this;
    switch (this.kind) {
      case NAME:
        return this.#isTypeAlias() ? this.#parseTypeAlias() : this.#parseNameStatement(start);
      case RETURN: {
        this.next();
        const value = startsExpression[this.kind] === 1 ? this.parseExpressions() : null;
        return { type: 'Return', range: [start, this.previousEnd], value };
      }
      case IMPORT:
        return this.parseImport(start, 0);
      case FROM:
        return this.parseImportFrom(start, 0);
      case PASS:
        this.next();
        return { type: 'Pass', range: [start, this.previousEnd] };
      case BREAK:
        this.next();
        return { type: 'Break', range: [start, this.previousEnd] };
      case CONTINUE:
        this.next();
        return { type: 'Continue', range: [start, this.previousEnd] };
      case RAISE:
        return this.#parseRaise();
      case ASSERT: {
        this.next();
        const test = this.parseExpression();
        const msg = this.eat(COMMA) ? this.parseExpression() : null;
        return { type: 'Assert', range: [start, this.previousEnd], test, msg };
      }
      case DEL:
        return this.#parseDelete();
      case GLOBAL:
        return { type: 'Global', names: this.#parseNames(), range: [start, this.previousEnd] };
      case NONLOCAL:
        return { type: 'Nonlocal', names: this.#parseNames(), range: [start, this.previousEnd] };
      default:
        return this.#parseExpressionStatement();
    }
  }

  #parseRaise(): Statement {
    const { start } = this;
    this.next();
    const exc = startsExpression[this.kind] === 1 ? this.parseExpression() : null;
    const cause = exc !== null && this.eat(FROM) ? this.parseExpression() : null;
    return { type: 'Raise', range: [start, this.previousEnd], exc, cause };
  }

  #parseDelete(): Statement {
    const { start } = this;
    const targets: Expression[] = [];
    this.next();
    do {
      if (targets.length > 0 && startsExpression[this.kind] === 0) break;
      const target = this.parseBinary(BITWISE_OR_PRECEDENCE);
      const invalid = markTarget(target, 'Del');
      if (invalid !== undefined) this.report(`Cannot delete ${describe(invalid)}.`, ...invalid.range);
      targets.push(target);
    } while (this.eat(COMMA));
    return { type: 'Delete', range: [start, this.previousEnd], targets };
  }

  #parseNames(): string[] {
    const names: string[] = [];
    this.next();
    do names.push(this.expectName('a name'));
    while (this.eat(COMMA));
    return names;
  }

  /** `type` and `lazy` are keywords only where nothing else could be meant. */
  #isTypeAlias(): boolean {
    if (this.peek() !== NAME || this.source() !== 'type') return false;
    const next = this.kinds[this.index + 2];
    return next === EQUAL || next === LEFT_BRACKET;
  }

  #parseTypeAlias(): TypeAlias {
    const { start } = this;
    this.next();
    const name = this.parseName();
    name.ctx = 'Store';
    const type_params = this.parseTypeParameters();
    this.expect(EQUAL, "Expected '=' after the type alias.");
    const value = this.parseExpression();
    return { type: 'TypeAlias', range: [start, this.previousEnd], name, type_params, value };
  }

  #parseNameStatement(start: number): Statement {
    const next = this.peek();
    if ((next === IMPORT || next === FROM) && this.source() === 'lazy') {
      this.next();
      return next === IMPORT ? this.parseImport(start, 1) : this.parseImportFrom(start, 1);
    }
    return this.#parseExpressionStatement();
  }

  #parseExpressionStatement(): Statement {
    const { start, kind: firstKind } = this;
    const first = this.parseYieldOrExpressions();
    const { kind } = this;
    if (kind === NEWLINE) return { type: 'Expr', range: [start, this.previousEnd], value: first };
    if (kind === EQUAL) return this.#parseAssignment(first, start);
    if (kind === COLON && first.type !== 'Yield') return this.#parseAnnotation(first, start, firstKind === NAME);
    if (kind >= FIRST_AUGMENTED && kind <= LAST_AUGMENTED) return this.#parseAugmentedAssignment(first, start);
    return { type: 'Expr', range: [start, this.previousEnd], value: first };
  }

  #parseAssignment(first: Expression, start: number): Statement {
    const targets: Expression[] = [];
    let value = first;
    while (this.eat(EQUAL)) {
      this.assignTo(value);
      targets.push(value);
      value = this.parseYieldOrExpressions();
    }
    return { type: 'Assign', range: [start, this.previousEnd], targets, value };
  }

  #parseAnnotation(target: Expression, start: number, startsWithName: boolean): Statement {
    if (target.type === 'Name' || target.type === 'Attribute' || target.type === 'Subscript') target.ctx = 'Store';
    else this.report('Only a name, an attribute or a subscript can be annotated.', ...target.range);
    this.next();
    const annotation = this.parseExpression();
    const value = this.eat(EQUAL) ? this.parseYieldOrExpressions() : null;
    const simple = target.type === 'Name' && startsWithName ? 1 : 0;
    return { type: 'AnnAssign', range: [start, this.previousEnd], target, annotation, value, simple };
  }

  #parseAugmentedAssignment(target: Expression, start: number): Statement {
    if (target.type === 'Name' || target.type === 'Attribute' || target.type === 'Subscript') target.ctx = 'Store';
    else this.report(`Cannot assign to ${describe(target)} with an operator.`, ...target.range);
    const op = binaryOperators[this.kind] as (typeof binaryOperators)[number];
    this.next();
    const value = this.parseYieldOrExpressions();
    return { type: 'AugAssign', range: [start, this.previousEnd], target, op, value };
  }

  #failAfterStatement(last: Statement | undefined): void {
    const name = last?.type === 'Expr' && last.value.type === 'Name' ? last.value.id : undefined;
    const isOperand = [NAME, STRING, ESCAPED_STRING, NUMBER].includes(this.kind);
    if (isOperand && (name === 'print' || name === 'exec')) this.fail(`Python 3 calls '${name}' with parentheses.`);
    else this.failUnexpected();
  }
}
