import {
  AS, BAR, COLON, COMMA, DOT, DOUBLE_STAR, EQUAL, ESCAPED_STRING, FALSE, FSTRING_START, IF, LEFT_BRACE, LEFT_BRACKET,
  LEFT_PAREN, MINUS, NAME, NONE, NUMBER, PLUS, RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PAREN, STAR, STRING, TRUE,
} from './token-kinds.ts';
import type { Expression } from './expression-nodes.ts';
import type { Pattern } from './pattern-nodes.ts';
import { PatternLiteralParser } from './pattern-literal-parser.ts';

/** Reads the patterns of `case` clauses. */
export abstract class PatternParser extends PatternLiteralParser {
  /** A pattern, or an open sequence of them. */
  protected parsePatterns(): Pattern {
    const { start } = this;
    const first = this.#parseMaybeStar();
    if (this.kind === COMMA) {
      const patterns = this.#parseSequence(first, COLON);
      return { type: 'MatchSequence', range: [start, this.previousEnd], patterns };
    }
    if (first.type === 'MatchStar') this.report('A starred pattern needs a comma here.', ...first.range);
    return first;
  }

  #parseSequence(first: Pattern, closer: number): Pattern[] {
    const patterns = [first];
    while (this.eat(COMMA) && this.kind !== closer && this.kind !== IF && !this.isSkipping) {
      patterns.push(this.#parseMaybeStar());
    }
    return patterns;
  }

  #parseMaybeStar(): Pattern {
    const { start } = this;
    if (!this.eat(STAR)) return this.#parsePattern();
    const name = this.expectName("a name after '*'");
    return { type: 'MatchStar', range: [start, this.previousEnd], name: name === '_' ? null : name };
  }

  #parsePattern(): Pattern {
    const { start } = this;
    if (!this.enter()) return this.#wildcard(start);
    let pattern = this.#parseClosed();
    if (this.kind === BAR) {
      const patterns = [pattern];
      while (this.eat(BAR)) patterns.push(this.#parseClosed());
      pattern = { type: 'MatchOr', range: [start, this.previousEnd], patterns };
    }
    this.depth--;
    if (!this.eat(AS)) return pattern;
    const name = this.#parseCaptureName();
    return { type: 'MatchAs', range: [start, this.previousEnd], pattern, name };
  }

  #parseCaptureName(): string {
    if (this.kind === NAME && this.source() === '_') this.fail("'_' cannot be a capture here.");
    return this.expectName('a name');
  }

  #wildcard(start: number): Pattern {
    return { type: 'MatchAs', range: [start, Math.max(start, this.previousEnd)], pattern: null, name: null };
  }

  #parseClosed(): Pattern {
    const { start, end } = this;
    switch (this.kind) {
      case NAME:
        return this.#parseNamed();
      case NUMBER:
      case MINUS:
      case PLUS: {
        const value = this.parseNumberLiteral();
        return { type: 'MatchValue', range: [start, this.previousEnd], value };
      }
      case STRING:
      case ESCAPED_STRING:
      case FSTRING_START: {
        const value = this.parseStrings();
        return { type: 'MatchValue', range: [start, this.previousEnd], value };
      }
      case NONE:
      case TRUE:
      case FALSE: {
        const value = this.kind === NONE ? null : this.kind === TRUE;
        this.next();
        return { type: 'MatchSingleton', range: [start, end], value };
      }
      case LEFT_PAREN:
      case LEFT_BRACKET:
        return this.#parseGroupOrSequence(this.kind === LEFT_PAREN ? RIGHT_PAREN : RIGHT_BRACKET);
      case LEFT_BRACE:
        return this.#parseMapping();
      default:
        if (this.kind < NAME) this.fail('Expected a pattern.');
        else this.fail(`Expected a pattern, not '${this.source()}'.`);
        return this.#wildcard(this.previousEnd);
    }
  }

  /** A capture, a dotted value or a class. */
  #parseNamed(): Pattern {
    const { start } = this;
    const next = this.peek();
    if (next !== DOT && next !== LEFT_PAREN) {
      const name = this.readName();
      this.next();
      return { type: 'MatchAs', range: [start, this.previousEnd], pattern: null, name: name === '_' ? null : name };
    }
    const value = this.parseDotted();
    if (this.kind === LEFT_PAREN) return this.#parseClass(value, start);
    return { type: 'MatchValue', range: [start, this.previousEnd], value };
  }

  #parseClass(cls: Expression, start: number): Pattern {
    const patterns: Pattern[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: Pattern[] = [];
    this.next();
    while (this.kind !== RIGHT_PAREN && !this.isSkipping) {
      const patternStart = this.start;
      if (this.kind === NAME && this.peek() === EQUAL) {
        kwd_attrs.push(this.readName());
        this.next();
        this.next();
        kwd_patterns.push(this.#parsePattern());
      } else {
        patterns.push(this.#parsePattern());
        if (kwd_attrs.length > 0) {
          this.report('A positional pattern cannot follow a keyword pattern.', patternStart, this.previousEnd);
        }
      }
      if (!this.eat(COMMA)) break;
    }
    this.expect(RIGHT_PAREN, "Expected ')' after the class pattern.");
    return { type: 'MatchClass', range: [start, this.previousEnd], cls, patterns, kwd_attrs, kwd_patterns };
  }

  #parseGroupOrSequence(closer: number): Pattern {
    const { start } = this;
    this.next();
    let patterns: Pattern[] = [];
    if (this.kind !== closer) {
      const first = this.#parseMaybeStar();
      if (this.kind !== COMMA && closer === RIGHT_PAREN) {
        if (first.type === 'MatchStar') this.report('A starred pattern needs a comma here.', ...first.range);
        this.expect(RIGHT_PAREN, "Expected ')' after the pattern.");
        return first;
      }
      patterns = this.#parseSequence(first, closer);
    }
    this.expect(closer, 'Expected the end of the sequence pattern.');
    return { type: 'MatchSequence', range: [start, this.previousEnd], patterns };
  }

  #parseMapping(): Pattern {
    const { start } = this;
    const keys: Expression[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    this.next();
    while (this.kind !== RIGHT_BRACE && !this.isSkipping) {
      if (rest !== null) this.fail("Nothing can follow '**' in a mapping pattern.");
      if (this.eat(DOUBLE_STAR)) {
        rest = this.#parseCaptureName();
      } else {
        keys.push(this.parseMappingKey());
        this.expect(COLON, "Expected ':' after the key.");
        patterns.push(this.#parsePattern());
      }
      if (!this.eat(COMMA)) break;
    }
    this.expect(RIGHT_BRACE, "Expected '}' after the mapping pattern.");
    return { type: 'MatchMapping', range: [start, this.previousEnd], keys, patterns, rest };
  }
}
