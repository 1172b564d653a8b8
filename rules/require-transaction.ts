import { findWriteGroups, type GroupReason } from '../src/analysis/dependent-writes.ts';
import type { UnprotectedStep } from '../src/analysis/handler.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportHandlers } from '../src/eslint/report-handlers.ts';

const REASONS: Readonly<Record<Exclude<GroupReason, 'lock' | 'loop'>, string>> = {
  hook: 'which has run its function before it',
  independent: 'which runs before it',
  model: 'which updates the same model',
  object: 'which is about the same row',
  recorded: 'which it records',
  replaced: 'which deletes what it replaces',
  result: 'whose result it uses',
  row: 'which writes the same row',
  transfer: 'which is the other side of the same transfer',
};

interface Options {
  readonly checkIndependentWrites: boolean;
}

export default createRule<[Options], 'lockWithoutTransaction' | 'loopWithoutTransaction' | 'openTransaction' | 'writesWithoutTransaction'>({
  name: 'require-transaction',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: 'Require a transaction around writes that depend on each other', recommended: true },
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { checkIndependentWrites: { type: 'boolean', description: 'Report any two writes of one function.' } },
        additionalProperties: false,
      },
    ],
    messages: {
      writesWithoutTransaction: 'No transaction holds `{{operation}}` of `{{receiver}}` together with `{{first}}` on line {{line}}, {{reason}}.',
      loopWithoutTransaction: 'No transaction holds the writes of this loop together: `{{operation}}` of `{{receiver}}` may run for some rows only.',
      lockWithoutTransaction: '`{{operation}}` of `{{receiver}}` locks rows until the end of a transaction, and none is open.',
      openTransaction: 'Open a transaction with `{{opener}}`.',
    },
  },
  defaultOptions: [{ checkIndependentWrites: false }],
  create: (context, [{ checkIndependentWrites }]) =>
    reportHandlers(context, (handler) =>
      findWriteGroups(handler, checkIndependentWrites).map(({ first, last, loop, reason, steps }) => {
        const { operation, receiver, range } = describe(last);
        const offers = handler.openTransaction(steps, loop).map(({ opener, repair }) => ({ repair, messageId: 'openTransaction' as const, data: { opener } }));
        if (reason === 'lock' || reason === 'loop') return { range, messageId: `${reason}WithoutTransaction` as const, data: { operation, receiver }, offers };
        const { line } = context.sourceCode.getLocFromIndex(first.site.range[0]);
        const data = { operation, receiver, first: first.site.text, line: String(line), reason: REASONS[reason] };
        return { range, messageId: 'writesWithoutTransaction' as const, data, offers };
      }),
    ),
});

function describe({ site: { range, receiverType, text } }: UnprotectedStep): { range: readonly [number, number]; operation: string; receiver: string } {
  return { range, operation: text, receiver: receiverType };
}
