import type { Rule } from 'eslint';
import type { Intent } from '../analysis/intent.ts';
import type { QuerySite } from '../analysis/query-site.ts';
import { withAnalysis } from './analysis.ts';
import { formatPath, keepPath } from './paths.ts';
import { reportFinding } from './report.ts';

/** What a rule says about one site. */
export interface Finding<MessageId extends string = string> {
  readonly messageId: MessageId;
  /** What the message quotes besides `operation` and `receiver`. */
  readonly data?: Readonly<Record<string, string>>;
  /** Repairs in the order of preference. */
  readonly repairs: readonly { readonly intent: Intent; readonly messageId: MessageId; readonly data?: Readonly<Record<string, string>> }[];
}

/** Asks about every query site of the file and reports what is found. */
export function reportQueries<MessageId extends string>(
  context: Rule.RuleContext,
  find: (site: QuerySite) => Finding<MessageId> | undefined,
): Rule.RuleListener {
  return withAnalysis(context, ({ sites }) => {
    for (const site of sites) {
      const finding = find(site);
      if (!finding) continue;
      const offers = finding.repairs.flatMap(({ intent, ...description }) => {
        const repair = site.repair(intent);
        return repair ? [{ repair, ...description }] : [];
      });
      const { path = [], range } = site;
      const data = { operation: site.text, receiver: site.receiverType, path: formatPath(path), ...finding.data };
      if (path.length > 0) keepPath(context, range, path);
      reportFinding(context, { messageId: finding.messageId, data, range, offers });
    }
  });
}
