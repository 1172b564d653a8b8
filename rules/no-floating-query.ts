import type { Misuse } from '../src/analysis/consumption.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

const USES: Readonly<Record<Misuse, string>> = {
  argument: 'passed where a plain value is expected',
  condition: 'always true as a condition',
  iteration: 'iterated like its rows',
  operand: 'an operand',
  property: 'read like its result',
  serialized: 'turned into text',
  spread: 'spread like its rows',
  template: 'printed into text',
};

export default createRule<[], 'addAwait' | 'combine' | 'droppedQuery' | 'floatingQuery' | 'iterateAsync' | 'misusedQuery' | 'uncombinedQueries' | 'uniteratedQuery' | 'unusedQuery'>({
  name: 'no-floating-query',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: 'Disallow async queries that nothing awaits', recommended: true },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      floatingQuery: 'Nothing awaits `{{operation}}` of `{{receiver}}`.',
      unusedQuery: 'Nothing awaits `{{operation}}` of `{{receiver}}`, held by `{{variable}}`.',
      misusedQuery: 'Nothing awaits `{{operation}}` of `{{receiver}}`: its promise is {{use}}.',
      droppedQuery: 'Nothing waits for `{{operation}}` of `{{receiver}}`: `{{caller}}` drops what its callback returns.',
      uncombinedQueries: 'Nothing awaits `{{operation}}` of `{{receiver}}`: `{{caller}}` gives an array of promises that no `Promise.all` combines.',
      uniteratedQuery: 'Nothing iterates `{{operation}}` of `{{receiver}}` asynchronously.',
      addAwait: 'Await `{{operation}}`.',
      iterateAsync: 'Iterate `{{operation}}` asynchronously.',
      combine: 'Await all promises with `Promise.all`.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ consumption, operation, thenable }) => {
      const isMended = 'mended' in consumption && consumption.mended;
      if (!thenable) {
        if (operation.style !== 'async' || !('mended' in consumption)) return undefined;
        return { messageId: 'uniteratedQuery', repairs: isMended ? [{ intent: { kind: 'iterate-async' }, messageId: 'iterateAsync' }] : [] };
      }
      const repairs = isMended ? ([{ intent: { kind: 'await' }, messageId: 'addAwait' }] as const) : [];
      const combined = [{ intent: { kind: 'combine' }, messageId: 'combine' }] as const;
      switch (consumption.kind) {
        case 'discarded':
          return { messageId: 'floatingQuery', repairs };
        case 'unused':
          return { messageId: 'unusedQuery', data: { variable: consumption.variable }, repairs };
        case 'misused':
          return { messageId: 'misusedQuery', data: { use: USES[consumption.as] }, repairs };
        case 'dropped':
          return { messageId: 'droppedQuery', data: { caller: consumption.caller }, repairs: combined };
        case 'uncombined':
          return { messageId: 'uncombinedQueries', data: { caller: consumption.caller }, repairs: combined };
        default:
          return undefined;
      }
    }),
});
