import { Linter } from 'eslint/universal';
import * as parser from '@typescript-eslint/parser';
import { createPrograms, listDeclarations } from './program.ts';
import { files } from './node/fs.ts';
import { loadParser } from '../../src/configs.ts';
import plugin from '../../src/index.ts';

export type Language = 'python' | 'typescript';

/** A change of the text, by UTF-16 offsets. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface Finding {
  readonly rule: string;
  readonly url: string | undefined;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** From the text's start, in UTF-16 offsets. */
  readonly from: number;
  readonly to: number;
  readonly repairs: readonly (Edit & { readonly title: string })[];
}

const FILES = { python: '/project/views.py', typescript: '/project/views.ts' } as const;

const linter = new Linter();
const createProgram = createPrograms(listDeclarations(files), FILES.typescript);
/** Each text is parsed with a program of its own, as fixes change what the next pass sees. */
const typedParser = loadParser(() => ({
  meta: { name: 'playground-parser' },
  parseForESLint: (text: string, options: object) => parser.parseForESLint(text, { ...options, programs: [createProgram(text)] }),
}));
const CONFIGS: Readonly<Record<Language, Linter.Config[]>> = {
  python: plugin.configs.django,
  typescript: plugin.configs.strict.filter(({ language }) => language === undefined).map((config) => ({ ...config, languageOptions: { parser: typedParser } })),
};

/** Lints a text as a file of the bundled project, with the real rules of the strict preset. */
export function lint(text: string, language: Language): readonly Finding[] {
  const starts = [...text.matchAll(/^/gmu)].map(({ index }) => index);
  const at = (line: number, column: number) => Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  return linter.verify(text, CONFIGS[language], { filename: FILES[language] }).map((message) => {
    const { column, endColumn = column + 1, endLine, fix, line, ruleId, suggestions = [] } = message;
    const repairs = [...(fix ? [{ title: 'Fix', ...fix }] : []), ...suggestions.map(({ desc, fix: edit }) => ({ title: desc, ...edit }))];
    return {
      rule: ruleId ?? 'syntax',
      url: findUrl(ruleId),
      message: message.message,
      line,
      column,
      from: at(line, column),
      to: at(endLine ?? line, endColumn),
      repairs,
    };
  });
}

/** Applies all fixes that are safe, as `eslint --fix` does. */
export function fixAll(text: string, language: Language): string {
  return linter.verifyAndFix(text, CONFIGS[language], { filename: FILES[language] }).output;
}

function findUrl(ruleId: string | null): string | undefined {
  const rules: Readonly<Record<string, { readonly meta: { readonly docs: { readonly url: string } } }>> = plugin.rules;
  return ruleId === null ? undefined : rules[ruleId.replace('async-orm/', '')]?.meta.docs.url;
}
