import type { QuerySite, SiteForm } from '../src/analysis/query-site.ts';
import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries, type Finding } from '../src/eslint/report-queries.ts';

/** What is done to a lazy query that runs it. */
const ACTIONS = {
  argument: 'Handing over',
  collection: 'Collecting',
  containment: 'Searching',
  destructuring: 'Destructuring',
  index: 'Reading a row of',
  iteration: 'Iterating',
  length: 'Reading the length of',
  property: 'Using',
  spread: 'Spreading',
  text: 'Printing',
  truth: 'Testing',
} as const satisfies Partial<Record<SiteForm, string>>;
/** Those that have an asynchronous form of their own. */
const ITERATIONS: ReadonlySet<SiteForm> = new Set(['collection', 'destructuring', 'iteration', 'spread']);

type MessageId =
  | 'blockingCall'
  | 'blockingIteration'
  | 'blockingRead'
  | 'blockingUse'
  | 'laterTwin'
  | 'nestedLoop'
  | 'offload'
  | 'syncQuery'
  | 'syncQueryWithoutTwin'
  | 'useAsync'
  | 'useTwin';

export default createRule<[], MessageId>({
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
      laterTwin: '`{{operation}}` blocks the event loop; `{{twin}}` of `{{receiver}}` comes with version {{since}}, this project has {{found}}.',
      blockingIteration: '{{action}} `{{operation}}` runs its query and blocks the event loop; `{{receiver}}` can be iterated asynchronously.',
      blockingRead: '{{action}} `{{operation}}` runs its query and blocks the event loop; collect the rows of `{{receiver}}` asynchronously first.',
      blockingUse: '{{action}} `{{operation}}` runs a query and blocks the event loop.',
      blockingCall: '`{{operation}}` runs `{{query}}` in {{place}} and blocks the event loop.',
      nestedLoop: '`{{operation}}` starts an event loop where one is running, which raises a RuntimeError.',
      useTwin: 'Use `{{twin}}`.',
      useAsync: 'Iterate `{{operation}}` asynchronously.',
      offload: 'Run `{{operation}}` in a thread.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, (site) => {
      const { context: { kind }, form, operation, path } = site;
      if (kind !== 'async' && kind !== 'inline') return undefined;
      if (form === 'nested-loop') return { messageId: 'nestedLoop', repairs: [] };
      if (operation.style !== 'sync' || (form !== 'call' && !(form in ACTIONS))) return undefined;
      if (path && path.length > 0) return describePath(site);
      return form === 'call' ? describeCall(site) : describeEvaluation(site);
    }),
});

function describeCall({ later, operation: { effect, twin } }: QuerySite): Finding<MessageId> | undefined {
  const offload = { intent: { kind: 'offload' }, messageId: 'offload' } as const;
  if (twin && effect !== 'lazy' && effect !== 'none') {
    return { messageId: 'syncQuery', data: { twin: twin.name }, repairs: [{ intent: { kind: 'use-async' }, messageId: 'useTwin' }, offload] };
  }
  if (effect !== 'query') return undefined;
  if (later) return { messageId: 'laterTwin', data: later, repairs: [offload] };
  return { messageId: 'syncQueryWithoutTwin', repairs: [offload] };
}

function describeEvaluation({ detail, form, operation: { twin } }: QuerySite): Finding<MessageId> {
  const offload = { intent: { kind: 'offload' }, messageId: 'offload' } as const;
  // A promise that a thread hands back is still to be kept here.
  if (twin) return { messageId: 'syncQuery', data: { twin: twin.name }, repairs: [{ intent: { kind: 'use-async' }, messageId: 'useTwin' }] };
  if (detail === 'plain') return { messageId: 'blockingUse', data: { action: form === 'index' ? 'Reading an item of' : ACTIONS[form as keyof typeof ACTIONS] }, repairs: [{ intent: { kind: 'use-async' }, messageId: 'useAsync' }, offload] };
  return {
    messageId: ITERATIONS.has(form) ? 'blockingIteration' : 'blockingRead',
    data: { action: ACTIONS[form as keyof typeof ACTIONS] },
    repairs: [{ intent: { kind: 'use-async' }, messageId: 'useAsync' }, offload],
  };
}

/** A function that queries, at any depth. */
function describePath({ operation, path = [] }: QuerySite): Finding<MessageId> {
  const last = path.at(-1);
  const data = { query: operation.receiver === operation.name ? operation.name : `${operation.receiver}.${operation.name}`, place: last ? `${last.file}:${String(last.line)}` : '' };
  const useTwin = { intent: { kind: 'use-async' }, messageId: 'useTwin', data: { twin: operation.twin?.name ?? '' } } as const;
  return { messageId: 'blockingCall', data, repairs: [...(operation.twin ? [useTwin] : []), { intent: { kind: 'offload' }, messageId: 'offload' }] };
}
