import type { Rule } from 'eslint';
import type { FileAnalysis, Notice } from '../analysis/front-end.ts';
import { analyze } from '../pipeline/query-sites.ts';
import { readSettings } from './settings.ts';

// The first rule that runs on a file speaks for all of them.
const speakers = new WeakMap<object, string>();
// Which file a message that is worth one report per run was given for; an editor lints that file again and again.
const saidFor = new Map<string, string>();

/** Runs `report` on the analysis of the file, which all rules share, and passes on what keeps the rules from seeing queries. */
export function withAnalysis(context: Rule.RuleContext, report: (analysis: FileAnalysis) => void): Rule.RuleListener {
  const { sourceCode } = context;
  return {
    [sourceCode.ast.type]: () => {
      const { configuration, problem } = readSettings(context.settings);
      const analysis = analyze(sourceCode, configuration, context.cwd);
      if (!speakers.has(sourceCode)) {
        speakers.set(sourceCode, context.id);
        const notices: readonly Notice[] = problem === undefined ? [] : [{ message: problem, range: [0, 0], oncePerRun: true }];
        for (const notice of [...notices, ...analysis.notices]) giveNotice(context, notice);
      }
      report(analysis);
    },
  };
}

function giveNotice(context: Rule.RuleContext, { message, oncePerRun, range: [start, end] }: Notice): void {
  if (oncePerRun) {
    const file = saidFor.get(message) ?? context.filename;
    saidFor.set(message, file);
    if (file !== context.filename) return;
  }
  const { sourceCode } = context;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    messageId: 'notice',
    data: { message },
  });
}
