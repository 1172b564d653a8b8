import type { BrokenTransaction } from '../src/analysis/transaction.ts';
import { combineListeners } from '../src/eslint/combine-listeners.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';
import { reportTransactions } from '../src/eslint/report-transactions.ts';

interface Options {
  readonly checkParallelQueries: boolean;
}

const LEAVINGS = {
  end: 'before the end of the function',
  failure: 'when `{{call}}` on line {{line}} fails',
  return: 'before the `return` on line {{line}}',
  throw: 'before the `throw` on line {{line}}',
} as const satisfies Record<NonNullable<BrokenTransaction['leaving']>['by'], string>;

export default createRule<
  [Options],
  | 'addCall'
  | 'asyncCallback'
  | 'asyncTransaction'
  | 'controlInAsync'
  | 'decoratedAsync'
  | 'endedTransaction'
  | 'extractTransaction'
  | 'keptConnection'
  | 'lateHandle'
  | 'neverInvoked'
  | 'openTransaction'
  | 'parallelQueries'
  | 'removeAsync'
  | 'reorderDecorators'
  | 'transactionInAsync'
  | 'transactionOutside'
>({
  name: 'no-broken-transaction',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: 'Disallow transactions that do not hold what they are for', recommended: true, strict: [{ checkParallelQueries: true }] },
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { checkParallelQueries: { type: 'boolean', description: 'Report `Promise.all` over queries of one transaction.' } },
        additionalProperties: false,
      },
    ],
    messages: {
      transactionInAsync: '`{{operation}}` opens its transaction on the event loop, which is refused: a transaction belongs in one sync function that runs in a thread.',
      asyncTransaction: '`{{operation}}` is no async context manager: a transaction belongs in one sync function that runs in a thread.',
      decoratedAsync: '`{{operation}}` cannot hold the transaction of an async function: it ends before the function has begun.',
      transactionOutside: '`{{operation}}` stands outside of the function that runs in a thread: its transaction is opened on the event loop.',
      controlInAsync: '`{{operation}}` asks for the connection on the event loop, which is refused.',
      asyncCallback: '`{{operation}}` does not wait for its async callback: the transaction ends before the callback does.',
      neverInvoked: '`{{operation}}` gives a function that opens the transaction, and nothing calls it.',
      openTransaction: 'Nothing commits or rolls back the transaction of `{{operation}}` {{leaving}}.',
      keptConnection: 'Nothing releases the connection of `{{operation}}` {{leaving}}.',
      endedTransaction: '`{{operation}}` uses a transaction that has ended on line {{line}}.',
      lateHandle: '`{{operation}}` may use a transaction that has ended: `{{caller}}` runs its callback later.',
      parallelQueries: '`{{operation}}` runs several queries of one transaction at a time, and a transaction has one connection.',
      extractTransaction: 'Move the transaction into a sync function that runs in a thread.',
      reorderDecorators: 'Put the transaction below the decorator that offloads.',
      addCall: 'Call it.',
      removeAsync: 'Make the callback sync.',
    },
  },
  defaultOptions: [{ checkParallelQueries: false }],
  create: (context, [{ checkParallelQueries }]) =>
    combineListeners(
      reportQueries(context, ({ context: { kind }, detail, form, operation, path = [] }) => {
        if (form === 'transaction' && detail === 'decoration') return { messageId: 'decoratedAsync', repairs: [] };
        if (form === 'transaction' && detail === 'outside') return { messageId: 'transactionOutside', repairs: [{ intent: { kind: 'reorder-decorators' }, messageId: 'reorderDecorators' }] };
        if (kind !== 'async' && kind !== 'inline') return undefined;
        const repairs = [{ intent: { kind: 'extract-transaction' }, messageId: 'extractTransaction' }] as const;
        if (form === 'transaction') return { messageId: detail === 'async-entering' ? 'asyncTransaction' : 'transactionInAsync', repairs };
        // With a form of its own, a transaction is one of async code.
        return form === 'call' && path.length === 0 && operation.effect === 'transaction' && !operation.transaction ? { messageId: 'controlInAsync', repairs: [] } : undefined;
      }),
      reportTransactions(context, (problem, lineOf) => {
        switch (problem.kind) {
          case 'async-callback':
            return { messageId: 'asyncCallback', repair: 'removeAsync' };
          case 'never-invoked':
            return { messageId: 'neverInvoked', repair: 'addCall' };
          case 'left-open':
            return { messageId: 'openTransaction', data: { leaving: describe(problem, lineOf) } };
          case 'unreleased':
            return { messageId: 'keptConnection', data: { leaving: describe(problem, lineOf) } };
          case 'used-after':
            return problem.later === undefined ? { messageId: 'endedTransaction', data: { line: lineOf(problem.endedAt ?? 0) } } : { messageId: 'lateHandle', data: { caller: problem.later } };
          case 'parallel':
            return checkParallelQueries ? { messageId: 'parallelQueries' } : undefined;
          default:
            return undefined;
        }
      }),
    ),
});

function describe({ leaving = { by: 'end', at: 0, text: '' } }: BrokenTransaction, lineOf: (offset: number) => string): string {
  return LEAVINGS[leaving.by].replace('{{call}}', leaving.text).replace('{{line}}', lineOf(leaving.at));
}
