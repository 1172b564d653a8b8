import { findWriteGroup, type WriteGroup } from '../src/analysis/dependent-writes.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportHandlers } from '../src/eslint/report-handlers.ts';

const REASONS: Readonly<Record<Exclude<WriteGroup['reason'], 'lock' | 'loop'>, string>> = {
  independent: 'runs after it',
  model: 'changes other rows of the same model',
  replaced: 'puts new rows in the place of the deleted ones',
  result: 'uses its result',
  row: 'writes the same row',
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
      writesWithoutTransaction: 'No transaction holds `{{first}}` and `{{operation}}` of `{{receiver}}` together, and the latter {{reason}}.',
      loopWithoutTransaction: 'No transaction holds the writes of this loop together: `{{operation}}` of `{{receiver}}` may run for some rows only.',
      lockWithoutTransaction: '`{{operation}}` of `{{receiver}}` locks rows until the end of a transaction, and none is open.',
      openTransaction: 'Open a transaction with `{{opener}}`.',
    },
  },
  defaultOptions: [{ checkIndependentWrites: false }],
  create: (context, [{ checkIndependentWrites }]) =>
    reportHandlers(context, (handler) => {
      const group = findWriteGroup(handler, checkIndependentWrites);
      if (!group) return undefined;
      const { first, last, reason } = group;
      const opened = handler.openTransaction(first, last, reason === 'loop');
      const data = { operation: last.site.text, receiver: last.site.receiverType };
      return {
        range: last.site.range,
        ...(reason === 'lock' || reason === 'loop'
          ? { messageId: reason === 'lock' ? 'lockWithoutTransaction' : 'loopWithoutTransaction', data }
          : { messageId: 'writesWithoutTransaction', data: { ...data, first: first.site.text, reason: REASONS[reason] } }),
        offers: opened ? [{ repair: opened.repair, messageId: 'openTransaction', data: { opener: opened.opener } }] : [],
      };
    }),
});
