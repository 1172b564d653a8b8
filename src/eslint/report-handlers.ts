import type { Rule } from 'eslint';
import type { Handler } from '../analysis/handler.ts';
import { withAnalysis } from './analysis.ts';
import { reportFinding, type RangedFinding } from './report.ts';

/** Asks about every function with unprotected writes and reports what is found. */
export function reportHandlers<MessageId extends string>(
  context: Rule.RuleContext,
  find: (handler: Handler) => readonly RangedFinding<MessageId>[],
): Rule.RuleListener {
  return withAnalysis(context, ({ handlers }) => {
    for (const handler of handlers()) for (const finding of find(handler)) reportFinding(context, finding);
  });
}
