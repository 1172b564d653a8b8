import type { Expression, YieldFrom, Yield } from './expression-nodes.ts';
import { TokenCursor } from './token-cursor.ts';

/** Rules that others refer to before they are defined, since expressions nest in all their parts. */
export abstract class Grammar extends TokenCursor {
  /** A conditional expression or a lambda. */
  abstract parseExpression(): Expression;

  /** Operators that bind at least as tightly as a precedence, and their operands. */
  abstract parseBinary(precedence: number): Expression;

  /** An expression or `name := expression`. */
  abstract parseNamedExpression(): Expression;

  /** An element of a display: a named expression or `*iterable`. */
  abstract parseElement(): Expression;

  /** Expressions and `*iterable`, a tuple if there is a comma. */
  abstract parseExpressions(): Expression;

  /** The right side of an assignment. */
  abstract parseYieldOrExpressions(): Expression;

  abstract parseYield(): Yield | YieldFrom;
}
