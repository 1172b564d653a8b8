import { deepStrictEqual } from 'node:assert/strict';
import * as parser from '@typescript-eslint/parser';
import { Linter, RuleTester, type Rule } from 'eslint';
import { describe, it } from 'vitest';
import { createPythonCode } from './python-code.ts';
import type { TestedLanguage } from './tested-language.ts';
import { createTypedCode, type TypedCode } from './typed-code.ts';

interface Excuse {
  /** Why a case may hold code with type errors, or repairs that cause them. */
  readonly typeErrors?: string;
  /** The same for Python that does not parse, or uses names from nowhere. */
  readonly nameErrors?: string;
}

export type ValidCase = RuleTester.ValidTestCase & Excuse;
export type InvalidCase = RuleTester.InvalidTestCase & Excuse;

export interface Cases {
  readonly assertionOptions?: Parameters<RuleTester['run']>[2]['assertionOptions'];
  readonly valid: readonly (ValidCase | string)[];
  readonly invalid: readonly InvalidCase[];
}

export interface Tester {
  run(name: string, rule: Rule.RuleModule, cases: Cases): void;
}

type Register = (name: string, run: () => void) => void;

interface Runner {
  readonly describe: Register;
  readonly it: Register & { readonly only: Register };
}

const VITEST: Runner = { describe, it };

const ASSERTIONS = { requireMessage: 'messageId', requireLocation: true, requireData: true } as const;
/** A misspelt name or import is `any`, and no rule reports `any`: the case would prove nothing. */
const UNRESOLVED = /^TS(?:2304|2305|2307|2503|2551|2552|2614|2724):/u;

/**
 * Tests a rule on TypeScript with the types of one ORM. Beyond what ESLint's tester asserts, names must resolve, and every
 * repair must keep comments, bring no type error and, if it is a fix, leave nothing new to report.
 * @example typed('django').run('no-floating-query', rule, { valid: [], invalid: [] });
 */
export function typed(orm: string, runner: Runner = VITEST): Tester {
  return createTester(createTypeScript(createTypedCode(orm)), runner);
}

/**
 * The same on one file of a project that has others.
 * @example typedProject('django', { 'services.ts': 'export function load() {}' }).run('no-floating-query', rule, { valid: [], invalid: [] });
 */
export function typedProject(orm: string, files: Readonly<Record<string, string>>, runner: Runner = VITEST): Tester {
  return createTester(createTypeScript(createTypedCode(orm, files)), runner);
}

/**
 * The same on Python, with the models of `fixtures/types/<orm>-python`. What stands for type errors here are syntax errors
 * and names that lead nowhere.
 * @example python('django').run('no-floating-query', rule, { valid: [], invalid: [] });
 */
export function python(orm: string, runner: Runner = VITEST): Tester {
  return createTester(createPythonCode(orm), runner);
}

function createTester(language: TestedLanguage, runner: Runner): Tester {
  const locate = <Item extends ValidCase>({ nameErrors, typeErrors, ...item }: Item) => ({ ...item, filename: language.getPath(item.filename) });
  return {
    run(name, rule, { assertionOptions, ...cases }) {
      const valid = cases.valid.map((item) => (typeof item === 'string' ? { code: item } : item));
      const tests = {
        assertionOptions: { ...ASSERTIONS, ...assertionOptions },
        valid: valid.map(locate),
        invalid: cases.invalid.map(locate),
      };
      const pending = [...valid, ...cases.invalid].values();
      // Cases are registered in their order; checked right after ESLint's own assertions, a case still has its programs.
      const check = (register: Register): Register => (title, run) => {
        const item = pending.next().value;
        register(title, () => {
          run();
          if (item) checkCase(language, name, rule, item);
        });
      };
      class BoundTester extends RuleTester {}
      BoundTester.describe = runner.describe;
      BoundTester.it = check(runner.it);
      BoundTester.itOnly = check(runner.it.only);
      const tester = new BoundTester(language.config);
      // ESLint looks its caller's line up in the source and fails where that was compiled to more lines; `forEach` has no line.
      [tests].forEach(tester.run.bind(tester, name, rule));
    },
  };
}

/** Throws where a case does not prove what it claims, or a repair breaks the code. */
function checkCase(language: TestedLanguage, name: string, rule: Rule.RuleModule, item: InvalidCase | ValidCase): void {
  const path = language.getPath(item.filename);
  const errors = language.getErrors(path, item.code);
  const isExcused = Boolean(item.typeErrors ?? item.nameErrors);
  if (!isExcused) deepStrictEqual(errors.filter((error) => language.isUnusable(error)), [], 'The code uses a name that does not exist.');
  const repairs = getRepairs(item);
  for (const repaired of repairs) {
    if (!isExcused) deepStrictEqual(subtract(language.getErrors(path, repaired), errors), [], `The repair brings an error.\n${repaired}`);
    deepStrictEqual(subtract(language.getComments(path, item.code), language.getComments(path, repaired)), [], `The repair loses a comment.\n${repaired}`);
  }
  if ('output' in item && typeof item.output === 'string') checkConvergence(language, name, rule, item, item.output);
}

function checkConvergence(language: TestedLanguage, name: string, rule: Rule.RuleModule, item: InvalidCase, fixed: string): void {
  const linter = new Linter();
  const path = language.getPath(item.filename);
  const config: Linter.Config = {
    files: ['**'],
    ...language.config,
    plugins: { ...language.config.plugins, tested: { rules: { [name]: rule } } },
    rules: { [`tested/${name}`]: ['error', ...((item.options ?? []) as unknown[])] },
    settings: item.settings ?? {},
  };
  const before = linter.verify(item.code, config, path).filter(({ fix }) => !fix);
  const { messages, output } = linter.verifyAndFix(fixed, config, { filename: path });
  deepStrictEqual(subtract(messages.map(getId), before.map(getId)), [], `A further pass over the output reports something new.\n${output}`);
  if (output === fixed || item.typeErrors || item.nameErrors) return;
  deepStrictEqual(subtract(language.getErrors(path, output), language.getErrors(path, item.code)), [], `A further pass brings an error.\n${output}`);
}

function getId({ messageId, message }: Linter.LintMessage): string {
  return messageId ?? message;
}

function getRepairs(item: InvalidCase | ValidCase): readonly string[] {
  if (!('errors' in item)) return [];
  const outputs = typeof item.output === 'string' ? [item.output] : [];
  for (const error of typeof item.errors === 'number' ? [] : item.errors) {
    if (typeof error !== 'object' || !('suggestions' in error) || !Array.isArray(error.suggestions)) continue;
    outputs.push(...error.suggestions.map(({ output }) => output));
  }
  return outputs;
}

/** What `values` holds more often than `others`. */
function subtract(values: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return values.filter((value) => {
    const index = left.indexOf(value);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

export function createTypeScript(code: TypedCode): TestedLanguage {
  return {
    getPath: code.getPath,
    config: { languageOptions: { parser: createParser(code) } },
    getErrors: (path, text) => code.getErrors(path, text),
    isUnusable: (error) => UNRESOLVED.test(error),
    getComments: (path, text) => parser.parse(text, { comment: true, filePath: path }).comments.map(({ value }) => value.trim()),
  };
}

/** The parser users run, given a program instead of a project: a case costs a type check and no file. */
function createParser(code: TypedCode): Linter.Parser {
  return {
    parseForESLint(text: string, options?: object) {
      const { filePath } = options as { filePath: string };
      return parser.parseForESLint(text, { ...options, programs: [code.getProgram(filePath, text)] });
    },
  } as Linter.Parser;
}
