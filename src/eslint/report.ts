import type { Rule } from 'eslint';
import type { Intent, Repair } from '../analysis/intent.ts';
import type { Finding } from './report-queries.ts';

/** Reports a finding: a safe repair fixes, the others suggest. */
export function reportFinding(
  context: Rule.RuleContext,
  [start, end]: readonly [number, number],
  { messageId, data, repairs }: Finding,
  repair: (intent: Intent) => Repair | undefined,
): void {
  const { sourceCode } = context;
  const offers = repairs.flatMap(({ intent, ...description }) => {
    const found = repair(intent);
    return found ? [{ ...found, ...description }] : [];
  });
  const fix = offers.find(({ safety }) => safety === 'safe');
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId,
    data: { ...data },
    fix: fix ? (fixer) => apply(fixer, fix) : null,
    suggest: offers
      .filter((offer) => offer !== fix && !fix)
      .map((offer) => ({ messageId: offer.messageId, data: { ...data, ...offer.data }, fix: (fixer) => apply(fixer, offer) })),
  });
}

function apply(fixer: Rule.RuleFixer, { edits }: Repair): Rule.Fix[] {
  return edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text));
}
