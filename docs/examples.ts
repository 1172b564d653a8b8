import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { readFileSync } from 'node:fs';
import typescriptEslint from 'typescript-eslint';
import { createPythonCode } from '../src/dev/python-code.ts';
import { createTypedCode } from '../src/dev/typed-code.ts';
import plugin from '../src/index.ts';
import type { Block } from './page.ts';

/** What the rules say about one example. */
export interface Findings {
  readonly messages: readonly Linter.LintMessage[];
  readonly typeErrors: readonly string[];
}

const PREAMBLE = /```ts models\n(.*?)```/su.exec(readFileSync(new URL('examples.md', import.meta.url), 'utf8'))?.[1] ?? '';
const COMPARED = ['await-thenable', 'no-floating-promises', 'no-misused-promises'];
const SQUIGGLE = /^\s*(?:\/\/|#)\s*\^+\n/gmu;

// The folder of the Python examples.
const HERE = 'fixtures/types/django-python/';

const typed = createTypedCode('django');
const python = createPythonCode('django');
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

function lint(block: Block, settings: NonNullable<Linter.Config['settings']>): Findings {
  const { config, getErrors, path, preamble } = getSetting(block, settings);
  const shift = preamble.split('\n').length - 1;
  const text = preamble + stripSquiggles(block.code);
  const messages = linter.verify(text, config, path).map((message) => ({
    ...message,
    // A message that names a line means one of the example.
    message: message.message.replace(/(?<=\bon line )\d+/u, (line) => String(Number(line) - shift)).replace(HERE, ''),
    line: message.line - shift,
    endLine: (message.endLine ?? message.line) - shift,
  }));
  return { messages, typeErrors: getErrors(path, text) };
}

/** The example as `--fix` leaves it, or as its first suggestion does. */
export function repairExample(block: Block, how: 'fixed' | 'suggested', settings: Linter.Config['settings'] = {}): string {
  const { config, path, preamble } = getSetting(block, settings);
  const text = preamble + stripSquiggles(block.code);
  const repaired = how === 'fixed' ? linter.verifyAndFix(text, config, path).output : applySuggestion(text, linter.verify(text, config, path));
  if (!repaired.startsWith(preamble)) throw new Error(`The repair changes code that the example does not show.\n${repaired}`);
  return repaired.slice(preamble.length);
}

interface Setting {
  readonly config: Linter.Config;
  readonly path: string;
  readonly getErrors: (path: string, text: string) => readonly string[];
  /** What TypeScript examples share, unless they import what they need; Python ones import their models from a file. */
  readonly preamble: string;
}

/** An example that begins with a path lies there in a project. */
function getSetting({ code, language }: Block, settings: NonNullable<Linter.Config['settings']>): Setting {
  const [, path] = /^(?:\/\/|#) (\S+\.(?:tsx?|py))\n/u.exec(code) ?? [];
  if (language !== 'python') {
    return { config: getConfig(settings), path: typed.getPath(path === undefined ? `example.${language}` : `../../${path}`), getErrors: typed.getErrors.bind(typed), preamble: code.startsWith('import ') ? '' : PREAMBLE };
  }
  return { config: { ...python.config, files: ['**'], rules: getRules('async-orm/python'), settings }, path: python.getPath(path), getErrors: python.getErrors, preamble: '' };
}

function applySuggestion(text: string, messages: readonly Linter.LintMessage[]): string {
  const [suggestion] = messages.flatMap(({ suggestions = [] }) => suggestions);
  if (!suggestion) return text;
  const { range: [start, end], text: replacement } = suggestion.fix;
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Puts a mark under each finding, and says below the code what an editor would. */
export function annotate({ code, language }: Block, messages: readonly Linter.LintMessage[], describeRule: boolean): { readonly code: string; readonly quote: string } {
  const lines = stripSquiggles(code).split('\n');
  const comment = language === 'python' ? '#' : '//';
  for (const message of messages.toReversed()) lines.splice(message.line, 0, printSquiggle(lines[message.line - 1] ?? '', message, comment));
  const quote = messages.map((message) => `> ${message.message}${describeRule ? ` (\`${message.ruleId ?? 'error'}\`)` : ''}${printRepair(message)}`);
  return { code: lines.join('\n'), quote: quote.join('\n>\n') };
}

function printSquiggle(line: string, { column, endColumn = column + 1 }: Linter.LintMessage, comment: string): string {
  const indent = Math.min(/^ */u.exec(line)?.[0].length ?? 0, column - 1 - comment.length);
  if (indent < 0) throw new Error(`There is no room for a mark under this line, indent it: ${line}`);
  return `${' '.repeat(indent)}${comment}${' '.repeat(column - 1 - indent - comment.length)}${'^'.repeat(endColumn - column)}`;
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
    rules: getRules('js/js'),
    settings,
  };
}

function getRules(language: string): Linter.RulesRecord {
  return Object.fromEntries(Object.entries(plugin.rules).flatMap(([rule, { meta }]) => (meta.languages?.includes(language) ? [[`async-orm/${rule}`, ['error', ...(meta.docs.strict ?? [])]]] : [])));
}
