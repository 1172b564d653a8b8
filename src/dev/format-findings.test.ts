import type { ESLint, Linter } from 'eslint';
import { expect, it } from 'vitest';
import { formatFindings } from './format-findings.ts';

function print(source: string, message: Partial<Linter.LintMessage>): string {
  const messages = [{ ruleId: 'async-orm/some-rule', message: 'Wrong.', line: 1, column: 1, severity: 2, ...message }];
  return formatFindings([{ path: 'a.ts', result: { source, messages } as ESLint.LintResult }]);
}

it('puts the squiggle under the range, at any tab width', () => {
  expect(print('\tawait \tfind();\r\n', { column: 9, endLine: 1, endColumn: 13 })).toBe(
    ['a.ts', '', '  1 | \tawait \tfind();', '    | \t      \t^^^^', '      some-rule: Wrong.', ''].join('\n'),
  );
});

it('underlines the first line of a longer range', () => {
  expect(print('x = [\n  a,\n]', { column: 5, endLine: 3, endColumn: 2 })).toContain('    |     ^…');
});

it('names the fix, or every suggestion', () => {
  const fix = { range: [0, 0] as [number, number], text: '' };
  expect(print('find();', { fix })).toContain('\n      fix\n');
  expect(print('find();', { suggestions: [{ desc: 'Await it.', fix }] })).toContain('\n      suggestion: Await it.\n');
});

it('says nothing of files without findings', () => {
  expect(formatFindings([{ path: 'a.ts', result: { source: '', messages: [] } as unknown as ESLint.LintResult }])).toBe('');
});
