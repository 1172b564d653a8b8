import type { Rule } from 'eslint';
import type { Repair } from '../analysis/intent.ts';

/** A repair on offer, with the message that describes it. */
export interface Offer<MessageId extends string = string> {
  readonly repair: Repair;
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string>>;
}

/** A finding with the place it underlines and the repairs it offers. */
export interface RangedFinding<MessageId extends string = string> {
  readonly range: readonly [number, number];
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string>>;
  readonly offers: readonly Offer<MessageId>[];
}

/** Reports a finding: the first safe repair becomes the fix; where there is none, all are suggestions. */
export function reportFinding(context: Rule.RuleContext, { range: [start, end], messageId, data, offers: given }: RangedFinding): void {
  const { sourceCode } = context;
  // ESLint would write a file back without the bytes it could not read.
  const offers = 'isLossy' in sourceCode && sourceCode.isLossy === true ? [] : given;
  // What is being typed may mean something else in a moment: there a repair waits for a word of the author.
  const isBroken = 'errors' in sourceCode && Array.isArray(sourceCode.errors) && sourceCode.errors.length > 0;
  const fix = isBroken ? undefined : offers.find(({ repair }) => repair.safety === 'safe');
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId,
    data: { ...data },
    fix: fix ? (fixer) => apply(fixer, fix) : null,
    suggest: fix
      ? []
      : offers.map((offer) => ({ messageId: offer.messageId, data: { ...data, ...offer.data }, fix: (fixer) => apply(fixer, offer) })),
  });
}

function apply(fixer: Rule.RuleFixer, { repair }: Offer): Rule.Fix[] {
  return repair.edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text));
}
