import {
  ARROW, AT, CLASS, COLON, COMMA, DEF, DOUBLE_STAR, EQUAL, LEFT_BRACKET, LEFT_PAREN, NEWLINE, RIGHT_BRACKET,
  RIGHT_PAREN, STAR, ASYNC, NAME,
} from './token-kinds.ts';
import type { AsyncFunctionDef, ClassDef, FunctionDef, Statement, TypeParameter } from './statement-nodes.ts';
import type { Expression, Keyword } from './expression-nodes.ts';
import { BITWISE_OR_PRECEDENCE } from './operators.ts';
import { PatternParser } from './pattern-parser.ts';

/** Reads functions, classes, and what both can have: decorators and type parameters. */
export abstract class DefinitionParser extends PatternParser {
  protected abstract parseBlock(header: string): Statement[];

  /** Decorators and the definition after them; `undefined` if there is none. */
  protected parseDecorated(): Statement | undefined {
    const decorators: Expression[] = [];
    while (this.kind === AT) {
      this.next();
      decorators.push(this.parseNamedExpression());
      if (this.kind !== NEWLINE) this.fail('Expected the end of the line after the decorator.');
      this.nextLine();
    }
    if (this.kind === DEF) return this.parseFunction(decorators);
    if (this.kind === ASYNC && this.peek() === DEF) return this.parseFunction(decorators);
    if (this.kind === CLASS) return this.parseClass(decorators);
    if (!this.hasPreviousLineFailed) {
      this.report('Expected a function or a class after the decorator.', this.previousEnd, this.previousEnd);
    }
    return undefined;
  }

  protected parseFunction(decorator_list: Expression[]): FunctionDef | AsyncFunctionDef {
    const { start } = this;
    const type = this.eat(ASYNC) ? 'AsyncFunctionDef' : 'FunctionDef';
    this.next();
    const name = this.expectName('a function name');
    const type_params = this.parseTypeParameters();
    this.expect(LEFT_PAREN, "Expected '(' after the function name.");
    const args = this.parseParameters(RIGHT_PAREN);
    this.expect(RIGHT_PAREN, "Expected ')' after the parameters.");
    const returns = this.eat(ARROW) ? this.parseExpression() : null;
    const body = this.parseBlock('the function header');
    return { type, range: [start, this.previousEnd], name, args, body, decorator_list, returns, type_params };
  }

  protected parseClass(decorator_list: Expression[]): ClassDef {
    const { start } = this;
    this.next();
    const name = this.expectName('a class name');
    const type_params = this.parseTypeParameters();
    const bases: Expression[] = [];
    const keywords: Keyword[] = [];
    if (this.kind === LEFT_PAREN) this.parseArguments(bases, keywords, false);
    const body = this.parseBlock('the class header');
    return { type: 'ClassDef', range: [start, this.previousEnd], name, bases, keywords, body, decorator_list, type_params };
  }

  protected parseTypeParameters(): TypeParameter[] {
    const parameters: TypeParameter[] = [];
    if (!this.eat(LEFT_BRACKET)) return parameters;
    do {
      if (this.kind === RIGHT_BRACKET && parameters.length > 0) break;
      parameters.push(this.#parseTypeParameter());
    } while (this.eat(COMMA));
    this.expect(RIGHT_BRACKET, "Expected ']' after the type parameters.");
    return parameters;
  }

  #parseTypeParameter(): TypeParameter {
    const { start } = this;
    if (this.eat(STAR)) {
      const name = this.expectName('a type parameter name');
      const default_value = this.eat(EQUAL) ? this.#parseTupleDefault() : null;
      return { type: 'TypeVarTuple', range: [start, this.previousEnd], name, default_value };
    }
    if (this.eat(DOUBLE_STAR)) {
      const name = this.expectName('a type parameter name');
      const default_value = this.eat(EQUAL) ? this.parseExpression() : null;
      return { type: 'ParamSpec', range: [start, this.previousEnd], name, default_value };
    }
    if (this.kind !== NAME) this.fail('Expected a type parameter.');
    const name = this.expectName('a type parameter');
    const bound = this.eat(COLON) ? this.parseExpression() : null;
    const default_value = this.eat(EQUAL) ? this.parseExpression() : null;
    return { type: 'TypeVar', range: [Math.min(start, this.previousEnd), this.previousEnd], name, bound, default_value };
  }

  #parseTupleDefault(): Expression {
    return this.kind === STAR ? this.parseStarred(BITWISE_OR_PRECEDENCE) : this.parseExpression();
  }
}
