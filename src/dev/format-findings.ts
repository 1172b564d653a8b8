import type { ESLint, Linter } from 'eslint';
import { posix } from 'node:path';

/** Marks up a part of the output; the identity where nothing is coloured. */
export interface Style {
  path(text: string): string;
  mark(text: string): string;
  note(text: string): string;
}

const PLAIN: Style = { path: String, mark: String, note: String };
const PREFIX = 'async-orm/';

/**
 * Prints findings under their file, each as its source line with a squiggle.
 *
 * @example formatFindings([{ path: 'src/a.ts', result }]) // 'src/a.ts\n  3 | db.runSync(sql);\n    |    ^^^^^^^\n…'
 */
export function formatFindings(files: readonly { path: string; result: ESLint.LintResult }[], style: Style = PLAIN): string {
  return files
    .filter(({ result }) => result.messages.length > 0)
    .map(({ path, result }) => {
      const lines = (result.source ?? '').split(/\r?\n/u);
      const findings = result.messages.map((message) => formatFinding(message, lines, style));
      return `${style.path(path.replaceAll('\\', posix.sep))}\n\n${findings.join('\n')}`;
    })
    .join('\n');
}

function formatFinding(message: Linter.LintMessage, lines: readonly string[], style: Style): string {
  const source = lines[message.line - 1] ?? '';
  const gutter = ' '.repeat(String(message.line).length);
  const rule = message.ruleId?.replace(PREFIX, '') ?? 'error';
  const repairs = [
    ...(message.fix ? ['fix'] : []),
    ...(message.suggestions ?? []).map(({ desc }) => `suggestion: ${desc}`),
  ];
  return [
    `  ${style.note(`${message.line} |`)} ${source}`,
    `  ${style.note(`${gutter} |`)} ${getIndent(source, message.column)}${style.mark(getSquiggle(source, message))}`,
    `  ${gutter}   ${rule}: ${message.message}`,
    ...repairs.map((repair) => `  ${gutter}   ${style.note(repair)}`),
    '',
  ].join('\n');
}

/** Keeps tabs, so that the squiggle stands under its code at any tab width. */
function getIndent(source: string, column: number): string {
  return source.slice(0, column - 1).replaceAll(/[^\t]/gu, ' ');
}

function getSquiggle(source: string, { line, column, endLine = line, endColumn = column + 1 }: Linter.LintMessage): string {
  if (endLine === line) return '^'.repeat(Math.max(1, endColumn - column));
  return `${'^'.repeat(Math.max(1, source.length - column + 1))}…`;
}
