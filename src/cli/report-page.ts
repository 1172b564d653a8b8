import { relative } from 'node:path';
import type { ESLint } from 'eslint';
import type { Step } from '../analysis/query-site.ts';
import { html, type Html } from './html.ts';
import { count } from './lint-results.ts';
import { SCRIPT, STYLE } from './report-assets.ts';
import { createFindingPrinter } from './report-finding.ts';

export interface ReportRequest {
  readonly results: readonly ESLint.LintResult[];
  /** What file names are relative to. */
  readonly directory: string;
  /** One line about the whole run. */
  readonly summary: string;
  /** The address of a rule's page. */
  readonly getUrl: (rule: string) => string | undefined;
  readonly getPath: (place: { readonly file: string; readonly line: number; readonly column: number }) => readonly Step[];
}

/** A page that holds all it needs: findings by rule and file, with their code and what the fixes make of it. */
export function createReport({ directory, getPath, getUrl, results, summary }: ReportRequest): string {
  const found = results.filter(({ messages }) => messages.length > 0);
  const rules = new Map<string, number>();
  for (const { ruleId } of found.flatMap(({ messages }) => messages)) rules.set(ruleId ?? SYNTAX, (rules.get(ruleId ?? SYNTAX) ?? 0) + 1);
  const sections = found.map((result) => printFile(result, relative(directory, result.filePath).replaceAll('\\', '/'), getPath));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>async-orm: ${count([...rules.values()].reduce((sum, number) => sum + number, 0), 'finding')}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<header>
<h1>async-orm</h1>
<p>${summary}</p>
${rules.size === 0 ? html`` : html`<fieldset><legend>Rules</legend>${[...rules].sort(([, a], [, b]) => b - a).map(([rule, number]) => printRule(rule, number, getUrl(rule)))}</fieldset>`}
</header>
<main>
${sections}
</main>
<script>${{ html: SCRIPT }}</script>
</body>
</html>
`;
  return page.html;
}

/** What messages without a rule are about. */
const SYNTAX = 'syntax';

function printRule(rule: string, number: number, url: string | undefined): Html {
  return html`<label><input type="checkbox" checked value="${rule}"> ${url === undefined ? rule : html`<a href="${url}">${rule}</a>`} <b>${number}</b></label>
`;
}

function printFile({ filePath, messages, source = '' }: ESLint.LintResult, name: string, getPath: ReportRequest['getPath']): Html {
  const printFinding = createFindingPrinter(source.replace(/^\uFEFF/u, ''), name);
  const findings = messages.map((message) => {
    const rule = message.ruleId ?? SYNTAX;
    return html`<article data-rule="${rule}">
${printFinding(message, rule, getPath({ file: filePath, line: message.line, column: message.column }))}
</article>
`;
  });
  return html`<section>
<h2>${name} <b>${messages.length}</b></h2>
${findings}</section>
`;
}
