import { expect, it } from 'vitest';
import type { Rule } from 'eslint';
import { python, typed, type Cases, type Tester } from './testers.ts';

/** Replaces every `bad` by what the case's first option says. */
const replaceBad: Rule.RuleModule = {
  meta: { type: 'problem', fixable: 'code', hasSuggestions: true, languages: ['js/js', 'async-orm/python'], schema: [{ type: 'string' }, { enum: ['fix', 'suggestion'] }], messages: { bad: 'Bad.', better: 'Better.' } },
  create: (context) => ({
    'Identifier[name="bad"], Name[id="bad"][ctx="Store"]': (node: Rule.Node) => {
      const [text, kind] = context.options as [string, string];
      const [start] = node.range ?? [0];
      const fix: Rule.ReportFixer = (fixer) => fixer.replaceTextRange([start, context.sourceCode.text.length], text);
      const loc = { start: { line: 1, column: start }, end: { line: 1, column: start + 'bad'.length } };
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

const pythonErrors = [{ messageId: 'bad', line: 1, column: 1, endLine: 1, endColumn: 4 }];
const pythonSuggest = (output: string) => [{ ...pythonErrors[0], suggestions: [{ messageId: 'better', output }] }];

python('django').run('replace-bad', replaceBad, {
  valid: [
    { name: 'names of the models, of libraries and of Python', code: 'import asyncio\nimport django.db.models as models\nfrom django.db.models import Q, query\nfrom school.models import Student\nfrom . import school\nprint(asyncio.run, models, Q, query, Student, school)', options: ['', 'fix'] },
    { name: 'await in async code, and around it', code: 'async def good(f, g=lambda: (x async for x in g)):\n    @(await f())\n    def h(i=await g):\n        return i\n    async with f as j:\n        return [k async for k in j], h\n', options: ['', 'fix'] },
    { name: 'names that the code binds', code: 'def good(a, *b, c=1, **d):\n    with open(a) as e:\n        for f, (g, *h) in e:\n            match f:\n                case [i, {"j": j, **k}]:\n                    return lambda l: (b, c, d, f, g, h, i, j, k, l, [m for m in a], (n := 1), n)\n', options: ['', 'fix'] },
  ],
  invalid: [
    { name: 'a fix', code: 'bad = 1  # one', options: ['good = 2  # one', 'fix'], output: 'good = 2  # one', errors: pythonErrors },
    { name: 'an excused error', nameErrors: 'the point of the case', code: 'bad = (', options: ['good = (', 'fix'], output: 'good = (', errors: pythonErrors },
  ],
});

const collectTests = (create: (runner: NonNullable<Parameters<typeof typed>[1]>) => Tester, cases: Partial<Cases>) => {
  const tests: (() => void)[] = [];
  const collect = (_name: string, test: () => void) => tests.push(test);
  const runner = { describe: (_name: string, register: () => void) => { register(); }, it: Object.assign(collect, { only: collect }) };
  create(runner).run('replace-bad', replaceBad, { valid: [], invalid: [], ...cases });
  return () => {
    for (const test of tests) test();
  };
};

it.each<[string, RegExp, Partial<Cases>]>([
  ['a wrong output', /Output is incorrect/u, { invalid: [{ code: 'let bad = 1;', options: ['good = 1;', 'fix'], output: 'let good = 2;', errors }] }],
  ['a missing location', /expected location/u, { invalid: [{ code: 'let bad = 1;', options: ['good = 1;', 'fix'], output: 'let good = 1;', errors: [{ messageId: 'bad' }] }] }],
  ['a misspelt import', /name that does not exist/u, { valid: [{ code: "import { Modell } from 'django-orm';" }] }],
  ['a misspelt package', /name that does not exist/u, { valid: [{ code: "import { Model } from 'jango-orm';" }] }],
  ['a fix with a type error', /brings an error/u, { invalid: [{ code: 'let bad = 1;', options: ['good: string = 1;', 'fix'], output: 'let good: string = 1;', errors }] }],
  ['a suggestion with a type error', /brings an error/u, { invalid: [{ code: 'let bad = 1;', options: ['good: string = 1;', 'suggestion'], errors: suggest('let good: string = 1;') }] }],
  ['a fix that loses a comment', /loses a comment/u, { invalid: [{ code: 'let bad = /* one */ 1;', options: ['good = 1;', 'fix'], output: 'let good = 1;', errors }] }],
  ['a suggestion that loses a comment', /loses a comment/u, { invalid: [{ code: 'let bad = /* one */ 1;', options: ['good = 1;', 'suggestion'], errors: suggest('let good = 1;') }] }],
  ['a fix that leaves work for ever', /something new/u, { invalid: [{ code: 'let bad = 1;', options: ['good = bad;', 'fix'], output: 'let good = bad;', typeErrors: 'it never ends', errors }] }],
])('catches %s', (_, message, cases) => {
  expect(collectTests((runner) => typed('django', runner), cases)).toThrow(message);
});

it.each<[string, RegExp, Partial<Cases>]>([
  ['a wrong output', /Output is incorrect/u, { invalid: [{ code: 'bad = 1', options: ['good = 1', 'fix'], output: 'good = 2', errors: pythonErrors }] }],
  ['a misspelt model', /No name Studnet in school\.models/u, { valid: [{ code: 'from school.models import Studnet' }] }],
  ['a misspelt module of the project', /No module school\.model/u, { valid: [{ code: 'from school.model import Student' }] }],
  ['a misspelt relative import', /No name scool in \./u, { valid: [{ code: 'from . import scool' }] }],
  ['a misspelt name of a library', /No name get_object_or_403 in django\.shortcuts/u, { valid: [{ code: 'from django.shortcuts import get_object_or_403' }] }],
  ['a misspelt library', /No module asynchio/u, { valid: [{ code: 'import asynchio' }] }],
  ['a name that nothing binds', /No name Student/u, { valid: [{ code: 'print(Student)' }] }],
  ['code that does not parse', /Syntax error/u, { valid: [{ code: 'def good(:\n    pass' }] }],
  ['a fix that does not parse', /brings an error/u, { invalid: [{ code: 'bad = 1', options: ['good = ', 'fix'], output: 'good = ', errors: pythonErrors }] }],
  ['a fix that awaits in sync code', /brings an error/u, { invalid: [{ code: 'bad = lambda f: f', options: ['good = lambda f: await f', 'fix'], output: 'good = lambda f: await f', errors: pythonErrors }] }],
  ['a suggestion that forgets an import', /brings an error/u, { invalid: [{ code: 'bad = 1', options: ['good = sync_to_async', 'suggestion'], errors: pythonSuggest('good = sync_to_async') }] }],
  ['a fix that loses a comment', /loses a comment/u, { invalid: [{ code: 'bad = 1  # one', options: ['good = 1', 'fix'], output: 'good = 1', errors: pythonErrors }] }],
  ['a fix that leaves work for ever', /something new/u, { invalid: [{ code: 'bad = 1', options: ['good = bad = 1', 'fix'], output: 'good = bad = 1', errors: pythonErrors }] }],
])('catches %s in Python', (_, message, cases) => {
  expect(collectTests((runner) => python('django', runner), cases)).toThrow(message);
});
