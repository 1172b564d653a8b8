import type { OutsideQuery } from '../src/analysis/transaction.ts';
import { createRule, TYPESCRIPT } from '../src/eslint/create-rule.ts';
import { reportTransactions } from '../src/eslint/report-transactions.ts';

const MESSAGES = {
  argument: 'queryWithoutTransaction',
  client: 'queryOfOuterClient',
  helper: 'helperOfOuterClient',
  misplaced: 'misplacedTransaction',
} as const satisfies Record<OutsideQuery['by'], string>;

export default createRule<[], 'helperOfOuterClient' | 'joinTransaction' | 'misplacedTransaction' | 'queryOfOuterClient' | 'queryWithoutTransaction'>({
  name: 'no-query-outside-transaction',
  meta: {
    type: 'problem',
    languages: TYPESCRIPT,
    docs: { description: 'Disallow queries that run outside of the transaction that is open around them', recommended: true },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      queryOfOuterClient: '`{{operation}}` runs outside of the transaction that `{{opener}}` opens on line {{line}}: only queries of `{{wanted}}` run inside.',
      queryWithoutTransaction: '`{{operation}}` runs outside of the transaction that `{{opener}}` opens on line {{line}}: it is not given `{{wanted}}`.',
      misplacedTransaction: '`{{operation}}` runs outside of the transaction that `{{opener}}` opens on line {{line}}: nothing looks for `{{wanted}}` here.',
      helperOfOuterClient: '`{{operation}}` leads to a query outside of the transaction that `{{opener}}` opens on line {{line}}: {{path}}.',
      joinTransaction: 'Run it inside, with `{{wanted}}`.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportTransactions(context, (problem, lineOf) => {
      if (problem.kind !== 'outside') return undefined;
      const { by, openedAt, opener, wanted } = problem;
      return { messageId: MESSAGES[by], data: { opener, line: lineOf(openedAt), wanted }, repair: 'joinTransaction' };
    }),
});
