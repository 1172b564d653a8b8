import type { Comment, Module, ParseError } from './nodes.ts';
import { CompoundStatementParser } from './compound-statement-parser.ts';
import type { Statement } from './statement-nodes.ts';
import { type Tokens, tokenize } from './lexer.ts';

/** How many other places for a missing quote are tried. */
const MAX_READINGS = 4;

export interface ParseResult {
  ast: Module;
  /** In source order; empty if and only if the text is grammatical. */
  errors: ParseError[];
  comments: Comment[];
}

class Parser extends CompoundStatementParser {
  parseModule(): Module {
    const body: Statement[] = [];
    this.parseStatements(body);
    return { type: 'Module', range: [0, this.text.length], body };
  }
}

/**
 * The tree of a Python source, Python 3.9 to 3.15. Never throws: what is wrong is in `errors`, and the tree holds the
 * rest. A missing expression is a `Name` with an empty `id`.
 *
 * @example parse('await Student.objects.').ast.body[0] // an Expr: Await of the Attribute Student.objects
 */
export function parse(text: string): ParseResult {
  let tokens = tokenize(text) as Tokens;
  let best = parseTokens(text, tokens);
  for (let trusted = 0; tokens.hasUnclosedString && trusted < MAX_READINGS; trusted++) {
    const reading = tokenize(text, trusted);
    if (reading === undefined) break;
    const result = parseTokens(text, reading);
    const fewerErrors = best.errors.length - result.errors.length;
    // Of equals, the reading that hides less code in strings.
    if (fewerErrors > 0 || (fewerErrors === 0 && reading.tokens.count > tokens.tokens.count)) {
      tokens = reading;
      best = result;
    }
  }
  return best;
}

function parseTokens(text: string, { tokens, comments, errors: lexicalErrors }: Tokens): ParseResult {
  lexicalErrors.sort(bySource);
  const parser = new Parser(text, tokens, lexicalErrors, comments);
  const ast = parser.parseModule();
  const errors = [...lexicalErrors, ...parser.errors].sort(bySource);
  return { ast, errors, comments };
}

const bySource = (a: ParseError, b: ParseError): number => a.range[0] - b.range[0];
