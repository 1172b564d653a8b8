import type { Rule } from 'eslint';
import type { Handler } from '../analysis/handler.ts';
import { withAnalysis } from './analysis.ts';
import { reportFinding, type RangedFinding } from './report.ts';

/** Asks about every function with unprotected writes and reports what is found. */
export function reportHandlers<MessageId extends string>(
  context: Rule.RuleContext,
  find: (handler: Handler) => RangedFinding<MessageId> | undefined,
): Rule.RuleListener {
  return withAnalysis(context, ({ handlers }) => {
    for (const handler of handlers()) {
      const finding = find(handler);
      if (finding) reportFinding(context, finding);
    }
  });
}
