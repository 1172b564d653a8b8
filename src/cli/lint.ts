import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { ESLint } from 'eslint';
import plugin from '../index.ts';
import type { RuleModule } from '../eslint/create-rule.ts';
import { recordPaths } from '../eslint/paths.ts';
import type { ESLintModule } from './eslint-module.ts';
import { writeFixes } from './fixes.ts';
import { count, formatSummary, isOurs, keepMessages, listRules, splitUntyped, type Untyped } from './lint-results.ts';
import { createLinters } from './linter.ts';
import { lintFiles } from './lint-files.ts';
import { fail, type Outcome, type Terminal } from './outcome.ts';

export interface LintRequest {
  readonly paths: readonly string[];
  readonly fix: boolean;
  /** The name of a formatter. */
  readonly format: string;
  readonly outputFile: string | undefined;
  /** Where a page for people goes. */
  readonly report: string | undefined;
  readonly maxWarnings: number;
  readonly quiet: boolean;
  /** Is it all right if there is nothing to check? */
  readonly allowNone: boolean;
}

/** Lints, and fixes if asked to, without any configuration. */
export async function lint(eslint: ESLintModule, request: LintRequest, directory: string, { color, showProgress }: Terminal): Promise<Outcome> {
  const { allowNone, fix, format, maxWarnings, outputFile, paths, quiet, report } = request;
  const missing = paths.find((path) => !/[*?{}[\]!]/u.test(path) && !existsSync(resolve(directory, path)));
  if (missing !== undefined) return fail(2, `There is no "${missing}".`);
  const folder = [outputFile, report].find((path) => path !== undefined && isFolder(resolve(directory, path)));
  if (folder !== undefined) return fail(2, `The report cannot be written to "${folder}", a folder.`);

  const started = Date.now();
  const linters = createLinters(eslint, paths.map((path) => resolve(directory, path)), directory, showProgress);
  const formatter = await linters.create({ fix }).loadFormatter(format).catch(() => undefined);
  if (!formatter) return fail(2, `There is no formatter "${format}".`);
  const getPath = recordPaths();
  const patterns = paths.map((path) => (existsSync(resolve(directory, path)) ? resolve(directory, path) : path));
  const { found, unreadable } = await lintFiles(linters, patterns, fix).finally(linters.progress.end);
  const { results, refused } = fix ? await writeFixes(found, started, linters) : { results: found, refused: [] };
  const { linted, untyped } = splitUntyped(results.map((result) => keepMessages(result, isOurs)));
  const notes = [
    ...unreadable.map((file) => `${relative(directory, file)} was not checked: it cannot be read.`),
    ...refused.map(({ file, reason }) => `${relative(directory, file)} was not fixed: ${reason}.`),
    ...untyped.map((files) => describeUntyped(files, directory)),
  ];
  if (linted.length === 0 && notes.length > 0) return fail(2, notes.join('\n'));
  if (linted.length === 0 && !allowNone) return fail(2, `There is no Python or TypeScript file to check in ${paths.join(', ')}.`);

  const shown = linted.map((result) => keepMessages(result, ({ severity }) => !quiet || severity === 2));
  const warnings = linted.reduce((total, { warningCount }) => total + warningCount, 0);
  const isOver = warnings > maxWarnings;
  const text = await formatter.format(shown, {
    color: color && outputFile === undefined,
    ...(isOver && { maxWarningsExceeded: { maxWarnings, foundWarnings: warnings } }),
  });
  const summary = formatSummary(shown, Date.now() - started, fix);
  notes.push(summary, ...listRules(shown));
  if (isOver) notes.push(`Too many warnings: ${warnings}, where ${maxWarnings} are allowed.`);
  if (outputFile !== undefined) write(resolve(directory, outputFile), text);
  if (report !== undefined) {
    const { createReport } = await import('./report-page.ts');
    write(resolve(directory, report), createReport({ results: shown.map(withSource), directory, summary, getPath, getUrl }));
  }
  return {
    status: isOver || linted.some(({ errorCount }) => errorCount > 0) ? 1 : 0,
    stdout: outputFile === undefined && text !== '' ? `${text}\n` : '',
    stderr: `${notes.join('\n')}\n`,
  };
}

function describeUntyped({ reason, results }: Untyped, directory: string): string {
  const first = relative(directory, results[0]?.filePath ?? '');
  return results.length === 1 ? `${first} was not checked: ${reason}.` : `${count(results.length, 'TypeScript file')} were not checked, ${first} among them: ${reason}.`;
}

/** ESLint leaves the source out of results that hold the fixed text. */
function withSource(result: ESLint.LintResult): ESLint.LintResult {
  return { ...result, source: result.output ?? result.source ?? '' };
}

function getUrl(rule: string): string | undefined {
  const rules: Readonly<Record<string, RuleModule>> = plugin.rules;
  return rules[rule.replace(/^async-orm\//u, '')]?.meta.docs.url;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
