import type { ESLint, Linter } from 'eslint';

/** Files that are read with a type checker, and why there is none for them. */
export interface Untyped {
  readonly reason: string;
  readonly results: readonly ESLint.LintResult[];
}

const NOT_INCLUDED = /not found by the project service|parserOptions\.project/u;
const NO_PARSER = /async-orm cannot load (.+)/u;

/** Is it ours? Comments in the code may enable rules of ESLint's own. */
export function isOurs({ ruleId, fatal }: Linter.LintMessage): boolean {
  return fatal === true || (ruleId?.startsWith('async-orm/') ?? false);
}

/** A result with some of its messages. */
export function keepMessages(result: ESLint.LintResult, keeps: (message: Linter.LintMessage) => boolean): ESLint.LintResult {
  const messages = result.messages.filter(keeps);
  const count = (test: (message: Linter.LintMessage) => boolean) => messages.filter(test).length;
  return {
    ...result,
    messages,
    errorCount: count(({ severity }) => severity === 2),
    warningCount: count(({ severity }) => severity === 1),
    fatalErrorCount: count(({ fatal }) => fatal === true),
    fixableErrorCount: count(({ severity, fix }) => severity === 2 && fix !== undefined),
    fixableWarningCount: count(({ severity, fix }) => severity === 1 && fix !== undefined),
  };
}

/** Takes apart what was linted and what could not be for want of types: that is said once, not on every file. */
export function splitUntyped(results: readonly ESLint.LintResult[]): { readonly linted: ESLint.LintResult[]; readonly untyped: readonly Untyped[] } {
  const reasons = new Map<string, ESLint.LintResult[]>();
  const linted = results.filter((result) => {
    const reason = result.messages.map(findReason).find((text) => text !== undefined);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), result]);
    return reason === undefined;
  });
  return { linted, untyped: [...reasons].map(([reason, untyped]) => ({ reason, results: untyped })) };
}

function findReason({ fatal, message }: Linter.LintMessage): string | undefined {
  if (!fatal) return undefined;
  if (NOT_INCLUDED.test(message)) return 'no tsconfig.json includes it';
  return NO_PARSER.exec(message)?.[1];
}

/** @example formatSummary(results, 3200, false) // 'Checked 120 files in 3.2 s: 14 findings, 9 of them fixable.' */
export function formatSummary(results: readonly ESLint.LintResult[], milliseconds: number, fix: boolean): string {
  const sum = (read: (result: ESLint.LintResult) => number) => results.reduce((total, result) => total + read(result), 0);
  const findings = sum(({ messages }) => messages.length);
  const fixable = sum(({ fixableErrorCount, fixableWarningCount }) => fixableErrorCount + fixableWarningCount);
  const fixed = sum(({ output }) => (output === undefined ? 0 : 1));
  const outcome = [
    ...(fix ? [fixed === 0 ? 'nothing to fix' : `fixed ${count(fixed, 'file')}`] : []),
    `${findings === 0 ? 'no findings' : count(findings, 'finding')}${fix ? ' left' : ''}${fixable > 0 ? `, ${fixable} of them fixable` : ''}`,
  ];
  return `Checked ${count(results.length, 'file')} in ${(milliseconds / 1000).toFixed(1)} s: ${outcome.join(', ')}.`;
}

/** One line for each rule, the most frequent first; for a single one the summary is enough. */
export function listRules(results: readonly ESLint.LintResult[]): readonly string[] {
  const rules = new Map<string, { found: number; fixable: number }>();
  for (const { fix, ruleId } of results.flatMap(({ messages }) => messages)) {
    const name = ruleId ?? 'syntax';
    const { fixable, found } = rules.get(name) ?? { found: 0, fixable: 0 };
    rules.set(name, { found: found + 1, fixable: fixable + (fix ? 1 : 0) });
  }
  if (rules.size < 2) return [];
  const sorted = [...rules].sort(([, a], [, b]) => b.found - a.found);
  const width = String(sorted[0]?.[1].found).length;
  return sorted.map(([name, { fixable, found }]) => `  ${String(found).padStart(width)} ${name}${fixable > 0 ? `, ${fixable} fixable` : ''}`);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
