import { deepStrictEqual } from 'node:assert/strict';
import * as parser from '@typescript-eslint/parser';
import { Linter, RuleTester, type Rule } from 'eslint';
import { describe, it } from 'vitest';
import { createTypedCode, type TypedCode } from './typed-code.ts';

/** Why a case may hold code with type errors, or repairs that cause them. */
interface Excuse {
  readonly typeErrors?: string;
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

const ASSERTIONS = { requireMessage: 'messageId', requireLocation: true, requireData: true } as const;
/** A misspelt name or import is `any`, and no rule reports `any`: the case would prove nothing. */
const UNRESOLVED = /^TS(?:2304|2305|2307|2503|2551|2552|2614|2724):/u;

/**
 * Tests a rule on TypeScript with the types of one ORM. Beyond what ESLint's tester asserts, names must resolve, and every
 * repair must keep comments, bring no type error and, if it is a fix, leave nothing new to report.
 * @example typed('django').run('no-floating-query', rule, { valid: [], invalid: [] });
 */
export function typed(orm: string): Tester {
  return createTester(createTypedCode(orm), { describe, it });
}

type Register = (name: string, run: () => void) => void;

/** The same for any test runner. */
export function createTester(code: TypedCode, runner: { describe: Register; it: Register & { only: Register } }): Tester {
  const locate = <Item extends ValidCase>({ typeErrors, ...item }: Item) => ({ ...item, filename: code.getPath(item.filename) });
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
          if (item) checkCase(code, name, rule, item);
        });
      };
      class BoundTester extends RuleTester {}
      BoundTester.describe = runner.describe;
      BoundTester.it = check(runner.it);
      BoundTester.itOnly = check(runner.it.only);
      const tester = new BoundTester({ languageOptions: { parser: createParser(code) } });
      // ESLint looks its caller's line up in the source and fails where that was compiled to more lines; `forEach` has no line.
      [tests].forEach(tester.run.bind(tester, name, rule));
    },
  };
}

/** Throws where a case does not prove what it claims, or a repair breaks the code. */
function checkCase(code: TypedCode, name: string, rule: Rule.RuleModule, item: InvalidCase | ValidCase): void {
  const path = code.getPath(item.filename);
  const errors = code.getErrors(path, item.code);
  if (!item.typeErrors) deepStrictEqual(errors.filter((error) => UNRESOLVED.test(error)), [], 'The code uses a name that does not exist.');
  const repairs = getRepairs(item);
  for (const repaired of repairs) {
    if (!item.typeErrors) deepStrictEqual(subtract(code.getErrors(path, repaired), errors), [], `The repair brings a type error.\n${repaired}`);
    deepStrictEqual(subtract(getComments(path, item.code), getComments(path, repaired)), [], `The repair loses a comment.\n${repaired}`);
  }
  if ('output' in item && typeof item.output === 'string') checkConvergence(code, name, rule, item, item.output);
}

function checkConvergence(code: TypedCode, name: string, rule: Rule.RuleModule, item: InvalidCase, fixed: string): void {
  const linter = new Linter();
  const path = code.getPath(item.filename);
  const config: Linter.Config = {
    files: ['**'],
    plugins: { tested: { rules: { [name]: rule } } },
    languageOptions: { parser: createParser(code) },
    rules: { [`tested/${name}`]: ['error', ...((item.options ?? []) as unknown[])] },
    settings: item.settings ?? {},
  };
  const before = linter.verify(item.code, config, path).filter(({ fix }) => !fix);
  const { messages, output } = linter.verifyAndFix(fixed, config, { filename: path });
  deepStrictEqual(subtract(messages.map(getId), before.map(getId)), [], `A further pass over the output reports something new.\n${output}`);
  if (output === fixed || item.typeErrors) return;
  deepStrictEqual(subtract(code.getErrors(path, output), code.getErrors(path, item.code)), [], `A further pass brings a type error.\n${output}`);
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

function getComments(path: string, text: string): readonly string[] {
  return parser.parse(text, { comment: true, filePath: path }).comments.map(({ value }) => value.trim());
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

/** The parser users run, given a program instead of a project: a case costs a type check and no file. */
function createParser(code: TypedCode): Linter.Parser {
  return {
    parseForESLint(text: string, options?: object) {
      const { filePath } = options as { filePath: string };
      return parser.parseForESLint(text, { ...options, programs: [code.getProgram(filePath, text)] });
    },
  } as Linter.Parser;
}
