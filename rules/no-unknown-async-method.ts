import { createRule, PYTHON } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'laterMethod' | 'offload' | 'unknownMethod' | 'useExisting'>({
  name: 'no-unknown-async-method',
  meta: {
    type: 'problem',
    languages: PYTHON,
    docs: { description: 'Disallow async methods that the ORM does not have', recommended: true },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      unknownMethod: '`{{receiver}}` has no `{{method}}`; `{{existing}}` is what there is.',
      laterMethod: '`{{method}}` of `{{receiver}}` comes with version {{since}}, this project has {{found}}.',
      useExisting: 'Use `{{existing}}`.',
      offload: 'Run `{{existing}}` in a thread.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ detail = '', form, later, operation }) => {
      if (form !== 'unknown-method') return undefined;
      const data = { method: operation.name, existing: detail };
      if (later) return { messageId: 'laterMethod', data: { ...data, ...later }, repairs: [{ intent: { kind: 'offload' }, messageId: 'offload', data }] };
      return { messageId: 'unknownMethod', data, repairs: [{ intent: { kind: 'use-existing' }, messageId: 'useExisting', data }] };
    }),
});
