import { describe, expect, it } from 'vitest';
import type { Node, Statement } from './index.ts';
import { outline } from './outline.ts';
import { parse } from './index.ts';

const LONG = 20_000;

const indented = (depth: number): string =>
  `${Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}if a:\n`).join('')}${' '.repeat(depth)}b\n`;

describe('chains of any length', () => {
  it.each<[string, string]>([
    ['binary operators', `a${' + a'.repeat(LONG)}`],
    ['boolean operators', `a${' and a'.repeat(LONG)}`],
    ['comparisons', `a${' < a'.repeat(LONG)}`],
    ['attributes', `a${'.b'.repeat(LONG)}`],
    ['calls', `a${'.b()'.repeat(LONG)}`],
    ['subscripts', `a${'[b]'.repeat(LONG)}`],
    ['strings', "'a' ".repeat(LONG)],
    ['f-strings', "f'{a}' ".repeat(LONG)],
    ['targets', `${'a = '.repeat(LONG)}b`],
    ['elif', `if a: b\n${'elif a: b\n'.repeat(LONG)}`],
    ['decorators', `${'@a\n'.repeat(LONG)}def f(): pass`],
    ['alternatives', `match a:\n  case 1${' | 1'.repeat(LONG)}: b`],
  ])('%s', (_, source) => {
    expect(parse(source).errors).toEqual([]);
  });
});

describe('nesting beyond any program', () => {
  it.each<[string, (depth: number) => string]>([
    ['parentheses', (depth) => `${'('.repeat(depth)}a${')'.repeat(depth)}`],
    ['lists', (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`],
    ['dicts', (depth) => `${'{1:'.repeat(depth)}1${'}'.repeat(depth)}`],
    ['calls', (depth) => `${'f('.repeat(depth)}${')'.repeat(depth)}`],
    ['subscripts', (depth) => `${'a['.repeat(depth)}b${']'.repeat(depth)}`],
    ['lambdas', (depth) => `${'lambda: '.repeat(depth)}a`],
    ['conditionals', (depth) => `${'a if b else '.repeat(depth)}c`],
    ['powers', (depth) => `a${' ** a'.repeat(depth)}`],
    ['not', (depth) => `${'not '.repeat(depth)}a`],
    ['signs', (depth) => `${'-'.repeat(depth)}a`],
    ['f-strings', (depth) => `${"f'{".repeat(depth)}a${"}'".repeat(depth)}`],
    ['format specifications', (depth) => `f'${'{a:'.repeat(depth)}${'}'.repeat(depth)}'`],
    ['patterns', (depth) => `match a:\n  case ${'['.repeat(depth)}${']'.repeat(depth)}: b`],
    ['targets', (depth) => `${'(a, '.repeat(depth)}b${')'.repeat(depth)} = c`],
  ])('%s', (_, nest) => {
    for (const depth of [1_500, LONG]) {
      const { ast, errors } = parse(`${nest(depth)}\nlast()\n`);
      expect(errors.map(({ message }) => message)).toContain('This is nested too deeply.');
      expect(outline(ast.body.at(-1) as Statement)).toBe('(Expr (Call last))');
    }
  });

  it('blocks', () => {
    const { ast, errors } = parse(`${indented(500)}last()\n`);
    expect(errors).toMatchObject([{ message: 'This is nested too deeply.' }]);
    expect(outline(ast.body.at(-1) as Node)).toBe('(Expr (Call last))');
    expect(parse(indented(99)).errors).toEqual([]);
  });

  it('as deep as CPython allows', () => {
    expect(parse(`${'('.repeat(200)}a${')'.repeat(200)}`).errors).toEqual([]);
  });
});

describe('time', () => {
  it.each<[string, string]>([
    ['unclosed calls', 'foo(\n'],
    ['unclosed calls before functions', 'x = foo(\n    a,\ndef f():\n    pass\n'],
    ['unclosed strings', "x = 'abc\n"],
    ['unclosed triple-quoted strings', 'x = """abc\n'],
    ['unclosed f-strings', 'x = f"{a(\n'],
    ['closing brackets', '(]'],
    ['mismatched brackets', '([)'],
    ['self-documenting fields with comments', "f'''{a # b\n=}'''\n"],
    ['errors in tokens', '0777\nx =\n'],
    ['parenthesized managers', 'with (a for b in c): d\n'],
    ['continued lines', 'a\\\n'],
  ])('is linear for %s', (_, line) => {
    const source = line.repeat(LONG);
    const started = performance.now();
    parse(source);
    // A hundred times what it takes, and a hundredth of what quadratic time would.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
