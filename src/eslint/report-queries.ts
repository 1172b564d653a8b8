import type { Rule } from 'eslint';
import type { Intent } from '../analysis/intent.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { reportFinding } from './report.ts';
import { analyze } from '../pipeline/query-sites.ts';
import { readSettings } from './settings.ts';

/** What a rule says about one site. */
export interface Finding<MessageId extends string = string> {
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string>>;
  /** Repairs in the order of preference; the first safe one becomes the fix, the others suggestions. */
  readonly repairs: readonly { readonly intent: Intent; readonly messageId: MessageId; readonly data?: Readonly<Record<string, string>> }[];
}

/** Asks about every query site of the file and reports what is found. */
export function reportQueries<MessageId extends string>(
  context: Rule.RuleContext,
  find: (site: QuerySite) => Finding<MessageId> | undefined,
): Rule.RuleListener {
  return {
    [context.sourceCode.ast.type]: () => {
      const { sites } = analyze(context.sourceCode, readSettings(context.settings));
      for (const site of sites) {
        const finding = find(site);
        if (finding) reportFinding(context, site.range, finding, (intent) => site.repair(intent));
      }
    },
  };
}
