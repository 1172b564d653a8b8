import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { readFileSync } from 'node:fs';
import typescriptEslint from 'typescript-eslint';
import { createTypedCode } from '../src/dev/typed-code.ts';
import plugin from '../src/index.ts';
import type { Block } from './page.ts';

/** What the rules say about one example. */
export interface Findings {
  readonly messages: readonly Linter.LintMessage[];
  readonly typeErrors: readonly string[];
}

const PREAMBLE = /```ts models\n(.*?)```/su.exec(readFileSync(new URL('examples.md', import.meta.url), 'utf8'))?.[1] ?? '';
const PREAMBLE_LINES = PREAMBLE.split('\n').length - 1;
const COMPARED = ['await-thenable', 'no-floating-promises', 'no-misused-promises'];
const SQUIGGLE = /^\s*\/\/\s*\^+\n/gmu;

const typed = createTypedCode('django');
const linter = new Linter();

/** The code of an example without the marks under it. */
function stripSquiggles(code: string): string {
  return code.replaceAll(SQUIGGLE, '');
}

const known = new Map<string, Findings>();

export function lintExample(block: Block, settings: Linter.Config['settings'] = {}): Findings {
  const key = JSON.stringify([block.language, stripSquiggles(block.code), settings]);
  let findings = known.get(key);
  if (!findings) known.set(key, (findings = lint(block, settings)));
  return findings;
}

function lint({ code, language }: Block, settings: NonNullable<Linter.Config['settings']>): Findings {
  const path = getPath(code, language);
  const text = PREAMBLE + stripSquiggles(code);
  const messages = linter.verify(text, getConfig(settings), path).map((message) => ({
    ...message,
    // A message that names a line means one of the example.
    message: message.message.replace(/(?<=\bon line )\d+/u, (line) => String(Number(line) - PREAMBLE_LINES)),
    line: message.line - PREAMBLE_LINES,
    endLine: (message.endLine ?? message.line) - PREAMBLE_LINES,
  }));
  return { messages, typeErrors: typed.getErrors(path, text) };
}

/** The example as `--fix` leaves it, or as its first suggestion does. */
export function repairExample({ code, language }: Block, how: 'fixed' | 'suggested', settings: Linter.Config['settings'] = {}): string {
  const path = getPath(code, language);
  const text = PREAMBLE + stripSquiggles(code);
  const repaired = how === 'fixed' ? linter.verifyAndFix(text, getConfig(settings), path).output : applySuggestion(text, linter.verify(text, getConfig(settings), path));
  if (!repaired.startsWith(PREAMBLE)) throw new Error(`The repair changes code that the example does not show.\n${repaired}`);
  return repaired.slice(PREAMBLE.length);
}

/** An example that begins with a path lies there in a project. */
function getPath(code: string, language: string): string {
  const [, path] = /^\/\/ (\S+\.tsx?)\n/u.exec(code) ?? [];
  return typed.getPath(path === undefined ? `example.${language}` : `../../${path}`);
}

function applySuggestion(text: string, messages: readonly Linter.LintMessage[]): string {
  const [suggestion] = messages.flatMap(({ suggestions = [] }) => suggestions);
  if (!suggestion) return text;
  const { range: [start, end], text: replacement } = suggestion.fix;
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Puts a mark under each finding, and says below the code what an editor would. */
export function annotate({ code }: Block, messages: readonly Linter.LintMessage[], describeRule: boolean): { readonly code: string; readonly quote: string } {
  const lines = stripSquiggles(code).split('\n');
  for (const message of messages.toReversed()) lines.splice(message.line, 0, printSquiggle(lines[message.line - 1] ?? '', message));
  const quote = messages.map((message) => `> ${message.message}${describeRule ? ` (\`${message.ruleId ?? 'error'}\`)` : ''}${printRepair(message)}`);
  return { code: lines.join('\n'), quote: quote.join('\n>\n') };
}

function printSquiggle(line: string, { column, endColumn = column + 1 }: Linter.LintMessage): string {
  const indent = Math.min(/^ */u.exec(line)?.[0].length ?? 0, column - 1 - '//'.length);
  if (indent < 0) throw new Error(`There is no room for a mark under this line, indent it: ${line}`);
  return `${' '.repeat(indent)}//${' '.repeat(column - 1 - indent - '//'.length)}${'^'.repeat(endColumn - column)}`;
}

function printRepair({ fix, suggestions = [] }: Linter.LintMessage): string {
  if (fix) return '\\\n> *Fix.*';
  return suggestions.map(({ desc }) => `\\\n> *Suggestion: ${desc}*`).join('');
}

/** The names of the rules that report a statement of an async function: ours, and those of typescript-eslint it is worth knowing about. */
export function compare(statement: string): readonly [ours: readonly string[], theirs: readonly string[]] {
  const path = typed.getPath('example.ts');
  const text = `${PREAMBLE}export async function example(db: SQLiteDatabase, student: Student, students: Student[]) {
  ${statement}
}`;
  const config = getConfig({});
  const rules = Object.fromEntries(COMPARED.map((rule) => [`@typescript-eslint/${rule}`, 'error' as const]));
  const run = (changes: Linter.Config) => [...new Set(linter.verify(text, { ...config, ...changes }, path).map(({ message, ruleId }) => ruleId?.replace(/^.*\//u, '') ?? message))];
  return [run({}), run({ plugins: { '@typescript-eslint': typescriptEslint.plugin }, rules })];
}

function getConfig(settings: NonNullable<Linter.Config['settings']>): Linter.Config {
  return {
    files: ['**'],
    plugins: { 'async-orm': plugin },
    languageOptions: {
      parser: {
        parseForESLint(text: string, options?: object) {
          const { filePath } = options as { filePath: string };
          return parser.parseForESLint(text, { ...options, programs: [typed.getProgram(filePath, text)] });
        },
      },
    },
    rules: Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`async-orm/${rule}`, 'error'])),
    settings,
  };
}
