import type { Terminal } from '../src/analysis/operation.ts';
import type { Unexecuted } from '../src/analysis/query-site.ts';
import { createRule, TYPESCRIPT } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

const MESSAGES = {
  awaited: 'awaitedBuilder',
  combined: 'combinedBuilder',
  discarded: 'unexecutedQuery',
  dropped: 'unexecutedQuery',
  step: 'lostStep',
  unused: 'heldQuery',
} as const satisfies Record<Unexecuted['by'], string>;

export default createRule<[], 'addTerminal' | 'awaitedBuilder' | 'combinedBuilder' | 'heldQuery' | 'lostStep' | 'unexecutedQuery'>({
  name: 'no-unexecuted-query',
  meta: {
    type: 'problem',
    languages: TYPESCRIPT,
    docs: { description: 'Disallow queries that are built and never run', recommended: true },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    messages: {
      unexecutedQuery: '`{{operation}}` never runs: nothing calls {{terminals}}.',
      heldQuery: '`{{operation}}` never runs: `{{variable}}` holds it, and nothing calls {{terminals}}.',
      awaitedBuilder: '`await` does not run `{{operation}}`: {{terminals}} would.',
      combinedBuilder: 'Awaiting all of them does not run `{{operation}}`: {{terminals}} would.',
      lostStep: '`{{operation}}` gives a new query and leaves the old one as it was: nothing takes the new one.',
      addTerminal: 'Run it with `{{terminal}}()`.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ unexecuted }) => {
      if (!unexecuted) return undefined;
      const { by, variable = '' } = unexecuted;
      if (by === 'step') return { messageId: 'lostStep', repairs: [] };
      const candidates = findCandidates(unexecuted);
      const isReady = by !== 'unused' || unexecuted.forEffect;
      return {
        messageId: MESSAGES[by],
        data: { terminals: candidates.map(({ name }) => `\`${name}\``).join(' or '), variable },
        repairs: (isReady ? candidates : []).map((terminal) => ({
          intent: { kind: 'execute', terminal, certain: candidates.length === 1 },
          messageId: 'addTerminal',
          data: { terminal: terminal.name },
        })),
      };
    }),
});

/** The terminals that may be meant: the one for the effect where nobody wants a result, and those for rows elsewhere. */
function findCandidates({ forEffect, reads, rows, run }: Unexecuted): readonly Terminal[] {
  if (run && (forEffect || rows.length === 0) && !reads) return [run];
  return rows.length > 0 || !run ? rows : [run];
}
