import {
  AS, ASYNC, AT, CLASS, COLON, COMMA, DEF, ELIF, ELSE, EXCEPT, FINALLY, FOR, IF, IN, NAME, STAR, TRY, WHILE, WITH,
} from './token-kinds.ts';
import type { ExceptHandler, If, Statement } from './statement-nodes.ts';
import type { Expression } from './expression-nodes.ts';
import { MatchParser } from './match-parser.ts';

/** Reads statements with blocks. */
export class CompoundStatementParser extends MatchParser {
  protected parseStatement(statements: Statement[]): void {
    switch (this.kind) {
      case NAME:
        if (this.isMatch()) this.parseMatch(statements);
        else this.parseSimpleStatements(statements);
        return;
      case IF:
        statements.push(this.#parseIf());
        return;
      case FOR:
        statements.push(this.#parseFor());
        return;
      case DEF:
        statements.push(this.parseFunction([]));
        return;
      case CLASS:
        statements.push(this.parseClass([]));
        return;
      case AT: {
        const definition = this.parseDecorated();
        if (definition !== undefined) statements.push(definition);
        return;
      }
      case WITH:
        statements.push(this.parseWith());
        return;
      case TRY:
        statements.push(this.#parseTry());
        return;
      case WHILE: {
        const { start } = this;
        this.next();
        const test = this.parseNamedExpression();
        const body = this.parseBlock("'while'");
        const orelse = this.#parseElse();
        statements.push({ type: 'While', range: [start, this.previousEnd], test, body, orelse });
        return;
      }
      case ASYNC:
        this.#parseAsync(statements);
        return;
      default:
        this.parseSimpleStatements(statements);
    }
  }

  #parseAsync(statements: Statement[]): void {
    const next = this.peek();
    if (next === DEF) {
      statements.push(this.parseFunction([]));
    } else if (next === WITH) {
      statements.push(this.parseWith());
    } else if (next === FOR) {
      statements.push(this.#parseFor());
    } else {
      this.next();
      this.fail("Expected 'def', 'for' or 'with' after 'async'.");
      this.nextLine();
    }
  }

  #parseElse(): Statement[] {
    return this.eat(ELSE) ? this.parseBlock("'else'") : [];
  }

  /** A loop over the branches rather than recursion, so that their number is not limited by the stack. */
  #parseIf(): Statement {
    const branches: { start: number; test: Expression; body: Statement[] }[] = [];
    do {
      const { start, kind } = this;
      this.next();
      const test = this.parseNamedExpression();
      const body = this.parseBlock(kind === IF ? "'if'" : "'elif'");
      branches.push({ start, test, body });
    } while (this.kind === ELIF);
    const last = this.#parseElse();
    const end = this.previousEnd;
    const [statement] = branches.reduceRight<Statement[]>((orelse, { start, test, body }) => {
      const branch: If = { type: 'If', range: [start, end], test, body, orelse };
      return [branch];
    }, last);
    return statement as Statement;
  }

  #parseFor(): Statement {
    const { start } = this;
    const type = this.eat(ASYNC) ? 'AsyncFor' : 'For';
    this.next();
    const target = this.parseTargets();
    this.expect(IN, "Expected 'in' after the loop's target.");
    const iter = this.parseExpressions();
    const body = this.parseBlock("'for'");
    const orelse = this.#parseElse();
    return { type, range: [start, this.previousEnd], target, iter, body, orelse };
  }

  #parseTry(): Statement {
    const { start } = this;
    this.next();
    const body = this.parseBlock("'try'");
    const bodyEnd = this.previousEnd;
    const handlers: ExceptHandler[] = [];
    let isStar: boolean | undefined;
    while (this.kind === EXCEPT) {
      const handlerStart = this.start;
      const exceptEnd = this.end;
      this.next();
      const isGroup = this.eat(STAR);
      if (isStar !== undefined && isStar !== isGroup) {
        this.report("A try statement has either 'except' or 'except*'.", handlerStart, exceptEnd);
      }
      isStar ??= isGroup;
      handlers.push(this.#parseHandler(handlerStart, isGroup));
    }
    if (this.kind === ELSE && handlers.length === 0) {
      this.report("Expected 'except' before 'else'.", this.start, this.end);
    }
    const orelse = this.#parseElse();
    const hasFinally = this.eat(FINALLY);
    const finalbody = hasFinally ? this.parseBlock("'finally'") : [];
    if (handlers.length === 0 && !hasFinally) this.report("Expected 'except' or 'finally' after the try block.", bodyEnd, bodyEnd);
    const type = isStar === true ? 'TryStar' : 'Try';
    return { type, range: [start, this.previousEnd], body, handlers, orelse, finalbody };
  }

  #parseHandler(start: number, isGroup: boolean): ExceptHandler {
    let exception: Expression | null = null;
    let name: string | null = null;
    if (this.kind !== COLON) {
      const typeStart = this.start;
      exception = this.parseExpression();
      let isBareTuple = false;
      if (this.kind === COMMA) {
        isBareTuple = true;
        const elts = [exception];
        while (this.eat(COMMA) && this.kind !== COLON && !this.isSkipping) elts.push(this.parseExpression());
        exception = { type: 'Tuple', range: [typeStart, this.previousEnd], elts, ctx: 'Load' };
      }
      if (this.eat(AS)) {
        if (isBareTuple) this.report("Several exceptions with 'as' need parentheses.", ...exception.range);
        name = this.expectName("a name after 'as'");
      }
    } else if (isGroup) {
      this.fail("Expected an exception after 'except*'.");
    }
    const body = this.parseBlock("'except'");
    return { type: 'ExceptHandler', range: [start, this.previousEnd], exception, name, body };
  }
}
