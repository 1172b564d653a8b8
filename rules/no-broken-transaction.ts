import { createRule, PYTHON } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'asyncTransaction' | 'controlInAsync' | 'decoratedAsync' | 'extractTransaction' | 'reorderDecorators' | 'transactionInAsync' | 'transactionOutside'>({
  name: 'no-broken-transaction',
  meta: {
    type: 'problem',
    languages: PYTHON,
    docs: { description: 'Disallow transactions that cannot work in async code', recommended: true },
    hasSuggestions: true,
    schema: [],
    messages: {
      transactionInAsync: '`{{operation}}` opens its transaction on the event loop, which is refused: a transaction belongs in one sync function that runs in a thread.',
      asyncTransaction: '`{{operation}}` is no async context manager: a transaction belongs in one sync function that runs in a thread.',
      decoratedAsync: '`{{operation}}` cannot hold the transaction of an async function: it ends before the function has begun.',
      transactionOutside: '`{{operation}}` stands outside of the function that runs in a thread: its transaction is opened on the event loop.',
      controlInAsync: '`{{operation}}` asks for the connection on the event loop, which is refused.',
      extractTransaction: 'Move the transaction into a sync function that runs in a thread.',
      reorderDecorators: 'Put the transaction below the decorator that offloads.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ context: { kind }, detail, form, operation, path = [] }) => {
      if (form === 'transaction' && detail === 'decoration') return { messageId: 'decoratedAsync', repairs: [] };
      if (form === 'transaction' && detail === 'outside') return { messageId: 'transactionOutside', repairs: [{ intent: { kind: 'reorder-decorators' }, messageId: 'reorderDecorators' }] };
      if (kind !== 'async' && kind !== 'inline') return undefined;
      const repairs = [{ intent: { kind: 'extract-transaction' }, messageId: 'extractTransaction' }] as const;
      if (form === 'transaction') return { messageId: detail === 'async-entering' ? 'asyncTransaction' : 'transactionInAsync', repairs };
      return form === 'call' && path.length === 0 && operation.effect === 'transaction' ? { messageId: 'controlInAsync', repairs: [] } : undefined;
    }),
});
