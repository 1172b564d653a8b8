import type { Rule } from 'eslint';
import type { TransactionProblem } from '../analysis/transaction.ts';
import { withAnalysis } from './analysis.ts';
import { formatPath, keepPath } from './paths.ts';
import { reportFinding } from './report.ts';

/** What a rule says about one mistake. */
export interface TransactionFinding<MessageId extends string> {
  readonly messageId: MessageId;
  /** What the message quotes besides `operation`, `receiver` and `path`. */
  readonly data?: Readonly<Record<string, string>>;
  /** Describes the repair, where there is one. */
  readonly repair?: MessageId;
}

/** Asks about every mistake with a transaction in the file, with a way to name the line of an offset, and reports what is found. */
export function reportTransactions<MessageId extends string>(
  context: Rule.RuleContext,
  find: (problem: TransactionProblem, lineOf: (offset: number) => string) => TransactionFinding<MessageId> | undefined,
): Rule.RuleListener {
  const lineOf = (offset: number): string => String(context.sourceCode.getLocFromIndex(offset).line);
  return withAnalysis(context, ({ transactions }) => {
    for (const problem of transactions?.() ?? []) {
      const finding = find(problem, lineOf);
      if (!finding) continue;
      const { range, receiverType, text } = problem;
      const path = problem.kind === 'outside' ? problem.path : [];
      const data = { operation: text, receiver: receiverType, path: formatPath(path), ...finding.data };
      const repair = finding.repair === undefined ? undefined : problem.repair();
      if (path.length > 0) keepPath(context, range, path);
      reportFinding(context, { messageId: finding.messageId, data, range, offers: repair && finding.repair !== undefined ? [{ repair, messageId: finding.repair, data }] : [] });
    }
  });
}
