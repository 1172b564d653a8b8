import { createTwoFilesPatch } from 'diff';
import { styleText } from 'node:util';
import { formatFindings, type Style } from './format-findings.ts';
import { getProjectPath, lintFolder, type LintedFile } from './projects.ts';

const PROJECTS = ['school-service', 'school-django'];
const COLOURED = process.stdout.isTTY && !process.env['NO_COLOR'];

type Colour = Parameters<typeof styleText>[0];

const paint = (colour: Colour) => (text: string) => (COLOURED ? styleText(colour, text) : text);
const STYLE: Style = { path: paint('underline'), mark: paint('red'), note: paint('dim') };

/** What a user sees: the findings of a small service, the fixes, and what is left for a person. */
async function demo(project: string): Promise<void> {
  const folder = getProjectPath(project, 'before');
  const found = await lintFolder(folder);
  const fixed = await lintFolder(folder, { fix: true });
  console.log(formatFindings(found, STYLE));
  for (const [index, { path, result }] of fixed.entries()) {
    const before = found[index]?.result.source;
    if (before !== undefined && result.output !== undefined) console.log(formatDiff(path, before, result.output));
  }
  console.log(summarize(found, fixed));
}

function formatDiff(path: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`before/${path}`, `after/${path}`, before, after, undefined, undefined, { context: 1 });
  const [, ...lines] = patch.split('\n');
  return lines.map(colourLine).join('\n');
}

function colourLine(line: string): string {
  if (/^(?:---|\+\+\+) /u.test(line)) return paint('bold')(line);
  if (line.startsWith('+')) return paint('green')(line);
  if (line.startsWith('-')) return paint('red')(line);
  return line.startsWith('@') ? paint('cyan')(line) : line;
}

function summarize(found: readonly LintedFile[], fixed: readonly LintedFile[]): string {
  const before = found.flatMap(({ result }) => result.messages);
  const after = fixed.flatMap(({ result }) => result.messages);
  const suggested = after.filter(({ suggestions = [] }) => suggestions.length > 0).length;
  const rules = new Set(before.map(({ ruleId }) => ruleId)).size;
  return `${before.length} findings of ${rules} rules in ${found.length} files: ${before.length - after.length} fixed, ${after.length} left, ${suggested} of them with a suggestion. No file was changed.`;
}

for (const project of PROJECTS) await demo(project);
