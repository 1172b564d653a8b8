import { isOnLoop } from '../src/analysis/execution-context.ts';
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
  | 'syncOnlyQuery'
  | 'syncQuery'
  | 'syncQueryWithoutTwin'
  | 'useAsync'
  | 'useTwin';

interface Options {
  readonly checkSyncOnly: boolean;
}

export default createRule<[Options], MessageId>({
  name: 'no-sync-query-in-async',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: 'Disallow sync queries in async code', recommended: true, strict: [{ checkSyncOnly: true }] },
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        description: 'What to report beside queries that have an async form.',
        properties: { checkSyncOnly: { type: 'boolean', description: 'Report the queries of drivers that have no async form of anything, such as better-sqlite3 and `node:sqlite`.' } },
        additionalProperties: false,
      },
    ],
    messages: {
      syncQuery: '`{{operation}}` blocks the event loop; `{{receiver}}` has `{{twin}}` for async code.',
      syncOnlyQuery: '`{{operation}}` of `{{receiver}}` blocks the event loop; the driver has no async form, so long queries belong in a worker.',
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
  // Their authors argue for sync: a short query of a local file costs less than waiting for it.
  defaultOptions: [{ checkSyncOnly: false }],
  create: (context, [{ checkSyncOnly }]) =>
    reportQueries(context, (site) => {
      const { form, operation, path } = site;
      if (!isOnLoop(site.context)) return undefined;
      if (form === 'nested-loop') return { messageId: 'nestedLoop', repairs: [] };
      if (operation.style !== 'sync' || (form !== 'call' && !(form in ACTIONS))) return undefined;
      if (operation.syncOnly && !checkSyncOnly) return undefined;
      if (path && path.length > 0) return describePath(site);
      if (operation.syncOnly) return { messageId: 'syncOnlyQuery', repairs: [] };
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
