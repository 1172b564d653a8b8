import { createRule, PYTHON } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'unsafeSetting'>({
  name: 'no-async-unsafe-setting',
  meta: {
    type: 'problem',
    languages: PYTHON,
    docs: { description: 'Disallow switching off the check against sync queries in async code', recommended: true },
    schema: [],
    messages: {
      unsafeSetting: '`{{setting}}` switches off the check against sync queries in async code for any value but the empty one: queries then block the event loop, and a rollback misses what ran on another thread.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ detail = '', form }) => (form === 'unsafe-setting' ? { messageId: 'unsafeSetting', data: { setting: detail }, repairs: [] } : undefined)),
});
