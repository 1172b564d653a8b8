import { COLON, COMMA, DOUBLE_STAR, EQUAL, NAME, RIGHT_PAREN, SLASH, STAR } from './token-kinds.ts';
import type { Arg, Arguments, Expression } from './expression-nodes.ts';
import { BITWISE_OR_PRECEDENCE } from './operators.ts';
import { DisplayParser } from './display-parser.ts';

/** Reads the parameters of functions and lambdas. */
export abstract class ParameterParser extends DisplayParser {
  protected parseLambda(): Expression {
    const { start } = this;
    this.next();
    if (!this.enter()) return this.missing();
    const args = this.parseParameters(COLON);
    this.expect(COLON, "Expected ':' after the lambda's parameters.");
    const body = this.parseExpression();
    this.depth--;
    return { type: 'Lambda', range: [start, this.previousEnd], args, body };
  }

  /** Parameters up to the token that ends them: `)` of a function or `:` of a lambda. */
  protected parseParameters(closer: number): Arguments {
    const start = this.kind === closer ? this.previousEnd : this.start;
    const parameters: Arguments = {
      type: 'arguments',
      range: [start, start],
      posonlyargs: [],
      args: [],
      vararg: null,
      kwonlyargs: [],
      kw_defaults: [],
      kwarg: null,
      defaults: [],
    };
    let hasStar = false;
    while (this.kind !== closer && !this.isSkipping) {
      if (parameters.kwarg !== null) {
        this.fail("No parameter can follow a '**' parameter.");
      } else if (this.kind === NAME) {
        this.#parsePlain(parameters, hasStar, closer);
      } else if (this.kind === SLASH) {
        this.#parseSlash(parameters, hasStar);
      } else if (this.kind === STAR) {
        if (hasStar) this.fail("Only one '*' parameter is allowed.");
        hasStar = true;
        this.#parseStar(parameters, closer);
      } else if (this.kind === DOUBLE_STAR) {
        this.next();
        parameters.kwarg = this.#parseParameter(closer);
        if (this.kind === EQUAL) this.fail("A '**' parameter has no default.");
      } else {
        this.fail('Expected a parameter.');
      }
      if (!this.eat(COMMA)) break;
    }
    parameters.range[1] = Math.max(start, this.previousEnd);
    return parameters;
  }

  #parseParameter(closer: number, isStarAnnotationAllowed = false): Arg {
    const { start } = this;
    const arg = this.expectName('a parameter name');
    let annotation: Expression | null = null;
    if (closer === RIGHT_PAREN && this.eat(COLON)) {
      annotation =
        isStarAnnotationAllowed && this.kind === STAR ? this.parseStarred(BITWISE_OR_PRECEDENCE) : this.parseExpression();
    }
    return { type: 'arg', range: [start, Math.max(start, this.previousEnd)], arg, annotation };
  }

  #parsePlain(parameters: Arguments, isKeywordOnly: boolean, closer: number): void {
    const parameter = this.#parseParameter(closer);
    const value = this.eat(EQUAL) ? this.parseExpression() : null;
    if (isKeywordOnly) {
      parameters.kwonlyargs.push(parameter);
      parameters.kw_defaults.push(value);
      return;
    }
    parameters.args.push(parameter);
    if (value !== null) parameters.defaults.push(value);
    else if (parameters.defaults.length > 0) {
      this.report('A parameter without a default cannot follow one with a default.', ...parameter.range);
    }
  }

  #parseSlash(parameters: Arguments, hasStar: boolean): void {
    if (hasStar || parameters.posonlyargs.length > 0 || parameters.args.length === 0) {
      this.fail("Unexpected '/' in the parameters.");
      return;
    }
    parameters.posonlyargs = parameters.args;
    parameters.args = [];
    this.next();
  }

  #parseStar(parameters: Arguments, closer: number): void {
    this.next();
    if (this.kind !== COMMA && this.kind !== closer) {
      parameters.vararg = this.#parseParameter(closer, true);
      if (this.kind === EQUAL) this.fail("A '*' parameter has no default.");
    } else if (this.kind === closer || this.peek() !== NAME) {
      this.fail("Named parameters must follow a bare '*'.");
    }
  }
}
