import { structuredPatch } from 'diff';
import type { Linter } from 'eslint';
import type { Step } from '../analysis/query-site.ts';
import { highlight, type HighlightedCode } from './highlight.ts';
import { formatMessage, html, type Html } from './html.ts';

/** Lines of code around a finding or a change. */
const CONTEXT = 2;

/** Prints the findings of one file. */
export function createFindingPrinter(text: string, name: string): (message: Linter.LintMessage, rule: string, path: readonly Step[]) => Html {
  const code = highlight(text, name);
  const starts = [...text.matchAll(/^/gmu)].map(({ index }) => index);
  return (message, rule, path) => {
    const { fix, suggestions = [] } = message;
    return html`<h3>${formatMessage(message.message)}</h3>
<p class="place"><code>${name}:${message.line}:${message.column}</code> <span>${rule}</span></p>
${printExcerpt(code, message)}
${path.length === 0 ? html`` : html`<ol class="path">${path.map((step) => html`<li><code>${step.name}</code> ${step.file}:${step.line}</li>`)}</ol>`}
${fix ? printRepair('Fix', cut(text, starts, fix), name) : html``}
${suggestions.map(({ desc, fix: suggested }) => printRepair(desc, cut(text, starts, suggested), name))}`;
  };
}

function printExcerpt(code: HighlightedCode, { column, endColumn = column, endLine, line }: Linter.LintMessage): Html {
  const last = Math.min((endLine ?? line) + CONTEXT, code.lines);
  const lines: Html[] = [];
  for (let number = Math.max(line - CONTEXT, 1); number <= last; number += 1) {
    const isMarked = number >= line && number <= (endLine ?? line);
    const mark = [number === line ? column - 1 : 0, number === (endLine ?? line) ? endColumn - 1 : Infinity] as const;
    lines.push(html`<span class="line" data-line="${number}">${code.print(number, isMarked ? mark : undefined)}</span>
`);
  }
  return html`<pre class="code">${lines}</pre>`;
}

interface Change {
  readonly before: string;
  readonly after: string;
}

/** The lines that an edit changes, with those around them: comparing whole files for each finding takes too long. */
function cut(text: string, starts: readonly number[], { range: [from, to], text: inserted }: Linter.LintMessage['fix'] & object): Change {
  const first = starts.findLastIndex((start) => start <= from) - CONTEXT;
  const last = starts.findLastIndex((start) => start <= to) + CONTEXT + 1;
  const start = starts[Math.max(first, 0)] ?? 0;
  const end = starts[last] ?? text.length;
  return { before: text.slice(start, end), after: text.slice(start, from) + inserted + text.slice(to, end) };
}

/** What an edit makes of the code, as the lines that go and those that come. */
function printRepair(title: string, change: Change, name: string): Html {
  const before = highlight(change.before, name);
  const after = highlight(change.after, name);
  const { hunks } = structuredPatch('', '', change.before, change.after, '', '', { context: CONTEXT });
  const lines = hunks.flatMap(({ lines: changed, newStart, oldStart }) => {
    let old = oldStart;
    let fresh = newStart;
    return changed.flatMap((line) => {
      if (line.startsWith('\\')) return [];
      if (line.startsWith('-')) return [printLine('removed', '−', before.print(old++))];
      if (line.startsWith('+')) return [printLine('added', '+', after.print(fresh++))];
      old += 1;
      return [printLine('', ' ', after.print(fresh++))];
    });
  });
  return html`<details><summary>${formatMessage(title)}</summary><pre class="code change">${lines}</pre></details>
`;
}

function printLine(change: string, sign: string, code: Html): Html {
  return html`<span class="line ${change}" data-line="${sign}">${code}</span>
`;
}
