import type { SiteForm } from '../src/analysis/query-site.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

const ACTIONS: Readonly<Record<Exclude<SiteForm, 'await' | 'call'>, string>> = {
  collection: 'Collecting',
  destructuring: 'Destructuring',
  index: 'Reading a row of',
  iteration: 'Iterating',
  length: 'Reading the length of',
  spread: 'Spreading',
};

export default createRule<[], 'blockingIteration' | 'blockingRead' | 'syncQuery' | 'syncQueryWithoutTwin' | 'useAsync' | 'useTwin'>({
  name: 'no-sync-query-in-async',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: 'Disallow sync queries in async code', recommended: true },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      syncQuery: '`{{operation}}` blocks the event loop; `{{receiver}}` has `{{twin}}` for async code.',
      syncQueryWithoutTwin: '`{{operation}}` blocks the event loop, and `{{receiver}}` has no async twin of it.',
      blockingIteration: '{{action}} `{{operation}}` runs its query and blocks the event loop; `{{receiver}}` can be iterated asynchronously.',
      blockingRead: '{{action}} `{{operation}}` runs its query and blocks the event loop; collect the rows of `{{receiver}}` asynchronously first.',
      useTwin: 'Use `{{twin}}`.',
      useAsync: 'Iterate `{{operation}}` asynchronously.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ form, operation, context: { kind } }) => {
      if ((kind !== 'async' && kind !== 'inline') || form === 'await' || operation.style !== 'sync') return undefined;
      if (form !== 'call') {
        return {
          messageId: form === 'index' || form === 'length' ? 'blockingRead' : 'blockingIteration',
          data: { action: ACTIONS[form] },
          repairs: [{ intent: { kind: 'use-async' }, messageId: 'useAsync' }],
        };
      }
      const { effect, twin } = operation;
      if (twin && effect !== 'lazy' && effect !== 'none') {
        return { messageId: 'syncQuery', data: { twin: twin.name }, repairs: [{ intent: { kind: 'use-async' }, messageId: 'useTwin' }] };
      }
      return effect === 'query' ? { messageId: 'syncQueryWithoutTwin', repairs: [] } : undefined;
    }),
});
