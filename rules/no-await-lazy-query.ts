import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'awaitedLazyQuery' | 'awaitedSyncQuery' | 'collectRows' | 'iterateRows' | 'removeAwait' | 'useTwin'>({
  name: 'no-await-lazy-query',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: 'Disallow `await` on queries that are lazy or have already run', recommended: true },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      awaitedLazyQuery: '`await` does not run `{{operation}}`: `{{receiver}}` is lazy, and awaiting it runs nothing.',
      awaitedSyncQuery: '`await` comes too late: `{{operation}}` of `{{receiver}}` has already blocked, `{{twin}}` would not.',
      iterateRows: 'Iterate `{{operation}}` asynchronously.',
      collectRows: 'Collect the rows of `{{operation}}`.',
      removeAwait: 'Remove `await`.',
      useTwin: 'Use `{{twin}}`.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ consumption, context: { kind }, form, operation, unexecuted }) => {
      // What `await` should have run belongs to no-unexecuted-query.
      if (consumption.kind !== 'awaited' || unexecuted) return undefined;
      if (form === 'await') {
        return {
          messageId: 'awaitedLazyQuery',
          repairs: [
            { intent: { kind: 'iterate-async' }, messageId: 'iterateRows' },
            { intent: { kind: 'collect-async' }, messageId: 'collectRows' },
            { intent: { kind: 'remove-await' }, messageId: 'removeAwait' },
          ],
        };
      }
      // In async code the sync query itself is the mistake, and no-sync-query-in-async reports it.
      if (kind === 'async' || kind === 'inline' || operation.style !== 'sync' || !operation.twin) return undefined;
      return {
        messageId: 'awaitedSyncQuery',
        data: { twin: operation.twin.name },
        repairs: [{ intent: { kind: 'use-async' }, messageId: 'useTwin' }],
      };
    }),
});
