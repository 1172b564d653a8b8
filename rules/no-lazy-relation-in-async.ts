import { createRule, PYTHON } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'deferredField' | 'lazyRelation' | 'offload' | 'selectRelation'>({
  name: 'no-lazy-relation-in-async',
  meta: {
    type: 'problem',
    languages: PYTHON,
    docs: { description: 'Disallow reading relations in async code that their query has not loaded', recommended: true },
    hasSuggestions: true,
    schema: [],
    messages: {
      lazyRelation: '`{{operation}}` queries the database in async code: the query of this `{{receiver}}` has not selected `{{relation}}`.',
      deferredField: '`{{operation}}` queries the database in async code: the query of this `{{receiver}}` has left `{{relation}}` out.',
      selectRelation: 'Select `{{relation}}` in the query.',
      offload: 'Read `{{operation}}` in a thread.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ context: { kind }, detail, form, operation }) => {
      if (form !== 'relation' || (kind !== 'async' && kind !== 'inline')) return undefined;
      const data = { relation: operation.name };
      return {
        messageId: detail === 'deferred' ? 'deferredField' : 'lazyRelation',
        data,
        repairs: [{ intent: { kind: 'select-relation' }, messageId: 'selectRelation', data }, { intent: { kind: 'offload' }, messageId: 'offload' }],
      };
    }),
});
