import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'blockingEvaluation' | 'syncQuery' | 'syncQueryWithoutTwin' | 'useAsync' | 'useTwin'>({
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
      syncQueryWithoutTwin: '`{{operation}}` blocks the event loop; `{{receiver}}` has no async form of it.',
      blockingEvaluation: 'This {{form}} runs the query of `{{operation}}` (`{{receiver}}`) and blocks the event loop.',
      useTwin: 'Use `{{twin}}`.',
      useAsync: 'Iterate `{{operation}}` asynchronously.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ form, operation, text, receiverType, context: { kind } }) => {
      if (kind !== 'async' && kind !== 'inline') return undefined;
      if (form === 'await' || operation.style !== 'sync' || operation.effect === 'lazy' || operation.effect === 'none') return undefined;
      const data = { operation: text, receiver: receiverType };
      if (form !== 'call') {
        return { messageId: 'blockingEvaluation', data: { ...data, form }, repairs: [{ intent: { kind: 'use-async' }, messageId: 'useAsync' }] };
      }
      if (!operation.twin) return undefined;
      return {
        messageId: 'syncQuery',
        data: { ...data, twin: operation.twin.name },
        repairs: [{ intent: { kind: 'use-async' }, messageId: 'useTwin' }],
      };
    }),
});
