import { expect, it } from 'vitest';
import type { Rule } from 'eslint';
import { createTester, typed, type Cases } from './testers.ts';
import { createTypedCode } from './typed-code.ts';

/** Replaces every `bad` by what the case's first option says. */
const replaceBad: Rule.RuleModule = {
  meta: { type: 'problem', fixable: 'code', hasSuggestions: true, schema: [{ type: 'string' }, { enum: ['fix', 'suggestion'] }], messages: { bad: 'Bad.', better: 'Better.' } },
  create: (context) => ({
    'Identifier[name="bad"]': (node: Rule.Node & { name: string }) => {
      const [text, kind] = context.options as [string, string];
      const [start] = node.range ?? [0];
      const fix: Rule.ReportFixer = (fixer) => fixer.replaceTextRange([start, context.sourceCode.text.length], text);
      const loc = { start: { line: 1, column: start }, end: { line: 1, column: start + node.name.length } };
      context.report({ loc, messageId: 'bad', ...(kind === 'fix' ? { fix } : { suggest: [{ messageId: 'better', fix }] }) });
    },
  }),
};

const errors = [{ messageId: 'bad', line: 1, column: 5, endLine: 1, endColumn: 8 }];
const suggest = (output: string) => [{ ...errors[0], suggestions: [{ messageId: 'better', output }] }];

typed('django').run('replace-bad', replaceBad, {
  valid: [
    { name: 'plain TypeScript', code: 'let good = 1;', options: ['', 'fix'] },
    { name: 'JSX', filename: 'file.tsx', code: 'declare namespace JSX { interface IntrinsicElements { b: object } }\nexport const good = <b />;', options: ['', 'fix'] },
    { name: 'checked JavaScript', filename: 'file.js', code: "import { Model } from 'django-orm';\n/** @type {Model} */\nexport const good = new Model();", options: ['', 'fix'] },
  ],
  invalid: [
    { name: 'an error that was there before', code: 'let bad: string = 1;', options: ['good: string = 1;', 'fix'], output: 'let good: string = 1;', errors },
    { name: 'an excused error', typeErrors: 'the point of the case', code: 'let bad = 1;', options: ['good: string = 1;', 'fix'], output: 'let good: string = 1;', errors },
  ],
});

it.each<[string, RegExp, Partial<Cases>]>([
  ['a wrong output', /Output is incorrect/u, { invalid: [{ code: 'let bad = 1;', options: ['good = 1;', 'fix'], output: 'let good = 2;', errors }] }],
  ['a missing location', /expected location/u, { invalid: [{ code: 'let bad = 1;', options: ['good = 1;', 'fix'], output: 'let good = 1;', errors: [{ messageId: 'bad' }] }] }],
  ['a misspelt import', /name that does not exist/u, { valid: [{ code: "import { Modell } from 'django-orm';" }] }],
  ['a misspelt package', /name that does not exist/u, { valid: [{ code: "import { Model } from 'jango-orm';" }] }],
  ['a fix with a type error', /brings a type error/u, { invalid: [{ code: 'let bad = 1;', options: ['good: string = 1;', 'fix'], output: 'let good: string = 1;', errors }] }],
  ['a suggestion with a type error', /brings a type error/u, { invalid: [{ code: 'let bad = 1;', options: ['good: string = 1;', 'suggestion'], errors: suggest('let good: string = 1;') }] }],
  ['a fix that loses a comment', /loses a comment/u, { invalid: [{ code: 'let bad = /* one */ 1;', options: ['good = 1;', 'fix'], output: 'let good = 1;', errors }] }],
  ['a suggestion that loses a comment', /loses a comment/u, { invalid: [{ code: 'let bad = /* one */ 1;', options: ['good = 1;', 'suggestion'], errors: suggest('let good = 1;') }] }],
  ['a fix that leaves work for ever', /something new/u, { invalid: [{ code: 'let bad = 1;', options: ['good = bad;', 'fix'], output: 'let good = bad;', typeErrors: 'it never ends', errors }] }],
])('catches %s', (_, message, cases) => {
  const tests: (() => void)[] = [];
  const collect = (_name: string, test: () => void) => tests.push(test);
  const runner = { describe: (_name: string, register: () => void) => { register(); }, it: Object.assign(collect, { only: collect }) };
  createTester(createTypedCode('django'), runner).run('replace-bad', replaceBad, { valid: [], invalid: [], ...cases });
  expect(() => {
    for (const test of tests) test();
  }).toThrow(message);
});
