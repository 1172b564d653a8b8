import { createRule, PYTHON } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], 'mixedHandlers' | 'syncDecorator' | 'unservedHandler'>({
  name: 'no-mixed-async-handlers',
  meta: {
    type: 'problem',
    languages: PYTHON,
    docs: { description: 'Disallow handlers of a style that their class or framework does not serve', recommended: true },
    schema: [],
    messages: {
      mixedHandlers: '`{{operation}}` is {{style}}, and `{{other}}` of the same view is not: a view with both is refused.',
      unservedHandler: '`{{operation}}` is async, and `{{receiver}}` calls its handlers synchronously: it gets a coroutine for a response.',
      syncDecorator: '`{{operation}}` wraps an async function in a sync one: its caller gets a coroutine that nothing awaits.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ detail = '', form, operation: { style } }) => {
      if (form === 'mixed-handlers') return { messageId: 'mixedHandlers', data: { style, other: detail }, repairs: [] };
      if (form !== 'unserved-handler') return undefined;
      return { messageId: detail === 'decorator' ? 'syncDecorator' : 'unservedHandler', repairs: [] };
    }),
});
