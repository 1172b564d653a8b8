import type { Consumption, Misuse } from '../src/analysis/consumption.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

const USES: Readonly<Record<Misuse, string>> = {
  argument: 'passed where a plain value is expected',
  condition: 'always true as a condition',
  index: 'indexed like its rows',
  iteration: 'iterated like its rows',
  manager: 'entered like a context manager',
  operand: 'an operand',
  property: 'read like its result',
  response: 'returned as the response of a sync view',
  serialized: 'turned into text',
  spread: 'spread like its rows',
  template: 'printed into text',
};

export default createRule<[], 'addAwait' | 'addCall' | 'asyncTarget' | 'callDirectly' | 'combine' | 'droppedQuery' | 'floatingQuery' | 'iterateAsync' | 'iterateSync' | 'leakedQuery' | 'lateQuery' | 'misusedQuery' | 'neverRun' | 'notAsyncIterable' | 'uncalledFunction' | 'uncombinedQueries' | 'uniteratedQuery' | 'unusedQuery'>({
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
      neverRun: '`{{operation}}` of `{{receiver}}` never runs: it is lazy, and nothing awaits it{{detail}}.',
      lateQuery: 'Nothing awaits `{{operation}}` of `{{receiver}}`{{detail}}: it may run after the transaction has ended.',
      misusedQuery: 'Nothing awaits `{{operation}}` of `{{receiver}}`: unawaited, it is {{use}}.',
      droppedQuery: 'Nothing waits for `{{operation}}` of `{{receiver}}`: `{{caller}}` drops what its callback returns.',
      uncombinedQueries: 'Nothing awaits `{{operation}}` of `{{receiver}}`: `{{caller}}` gives an array of promises that no `Promise.all` combines.',
      uniteratedQuery: 'Nothing iterates `{{operation}}` of `{{receiver}}` asynchronously.',
      leakedQuery: 'Not every path awaits `{{operation}}` of `{{receiver}}`, held by `{{variable}}`.',
      uncalledFunction: '`{{operation}}` is awaited, but not called.',
      asyncTarget: '`{{operation}}` takes a sync function and gets an async one: nothing awaits the coroutine that the thread makes.',
      notAsyncIterable: '`{{operation}}` is no async iterable.',
      callDirectly: 'Call it without `{{operation}}`.',
      addCall: 'Call `{{operation}}`.',
      iterateSync: 'Iterate `{{operation}}` without `async`.',
      addAwait: 'Await `{{operation}}`.',
      iterateAsync: 'Iterate `{{operation}}` asynchronously.',
      combine: 'Await all promises with `Promise.all`.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, (site) => {
      const { consumption, detail, form, operation, thenable } = site;
      if (form === 'uncalled') {
        if (detail === 'offloaded') return { messageId: 'asyncTarget', repairs: [{ intent: { kind: 'call' }, messageId: 'callDirectly' }] };
        return { messageId: 'uncalledFunction', repairs: [{ intent: { kind: 'call' }, messageId: 'addCall' }] };
      }
      if (form === 'async-iteration') return { messageId: 'notAsyncIterable', repairs: [{ intent: { kind: 'iterate-sync' }, messageId: 'iterateSync' }] };
      if (form === 'sync-iteration') return { messageId: 'uniteratedQuery', repairs: [{ intent: { kind: 'iterate-async' }, messageId: 'iterateAsync' }] };
      const isMended = 'mended' in consumption && consumption.mended;
      if (!thenable) {
        if (operation.style !== 'async' || !('mended' in consumption)) return undefined;
        return { messageId: 'uniteratedQuery', repairs: isMended ? [{ intent: { kind: 'iterate-async' }, messageId: 'iterateAsync' }] : [] };
      }
      const repairs = isMended ? ([{ intent: { kind: 'await' }, messageId: 'addAwait' }] as const) : [];
      const combined = [{ intent: { kind: 'combine' }, messageId: 'combine' }] as const;
      const lost = describeLoss(consumption);
      // A builder that can run without await belongs to no-unexecuted-query.
      if (lost !== undefined && site.unexecuted) return undefined;
      if (lost !== undefined && (site.neverRuns || (operation.effect !== 'transaction' && site.inTransaction))) {
        return { messageId: site.neverRuns ? 'neverRun' : 'lateQuery', data: { detail: lost }, repairs: consumption.kind === 'dropped' || consumption.kind === 'uncombined' ? combined : repairs };
      }
      switch (consumption.kind) {
        case 'discarded':
          return { messageId: 'floatingQuery', repairs };
        case 'unused':
          return { messageId: 'unusedQuery', data: { variable: consumption.variable }, repairs };
        case 'misused':
          return { messageId: 'misusedQuery', data: { use: USES[consumption.as] }, repairs };
        case 'leaked':
          return { messageId: 'leakedQuery', data: { variable: consumption.variable }, repairs: [] };
        case 'dropped':
          return { messageId: 'droppedQuery', data: { caller: consumption.caller }, repairs: combined };
        case 'uncombined':
          return { messageId: 'uncombinedQueries', data: { caller: consumption.caller }, repairs: combined };
        default:
          return undefined;
      }
    }),
});

/** Where a query that nothing awaits is lost, to be said behind the rest; `undefined` where it is not. */
function describeLoss(consumption: Consumption): string | undefined {
  switch (consumption.kind) {
    case 'discarded':
      return '';
    case 'unused':
    case 'leaked':
      return ` (held by \`${consumption.variable}\`)`;
    case 'dropped':
      return ` (\`${consumption.caller}\` drops what its callback returns)`;
    case 'uncombined':
      return ` (\`${consumption.caller}\` gives an array that no \`Promise.all\` combines)`;
    default:
      return undefined;
  }
}
