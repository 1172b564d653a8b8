import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import rules from '../rules/index.ts';
import { findCycles, findForbiddenImports, findIncompleteRules, findLongFiles, readSources } from './dev/architecture.ts';
import { listNames } from './dev/generate.ts';

describe('the code', () => {
  const sources = readSources();

  it('imports along the table of the house style', () => {
    expect(findForbiddenImports(sources)).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  it('has one idea per file', () => {
    expect(findLongFiles(sources)).toEqual([]);
  });

  it('has a test, a page and an entry for every rule', () => {
    const names = (folder: string, end: string) => readdirSync(folder).flatMap((file) => (file.endsWith(end) ? file.slice(0, -end.length) : []));
    // A long test is divided by topic: `no-floating-query.calls.test.ts`.
    const tests = names('rules', '.test.ts').map((name) => name.replace(/\..*$/u, ''));
    expect(findIncompleteRules(listNames('rules'), Object.keys(rules), tests, names('docs/rules', '.md'))).toEqual([]);
  });
});

describe('the checks', () => {
  it.each([
    ['a rule that imports a compiler', 'rules/no-query.ts', "import ts from 'typescript';", 'rules/no-query.ts must not import typescript.'],
    ['a rule that knows a syntax', 'rules/no-query.ts', "import type { TSESTree } from '@typescript-eslint/utils';", 'rules/no-query.ts must not import @typescript-eslint/utils.'],
    ['a dynamic import', 'src/eslint/report.ts', "await import('typescript');", 'src/eslint/report.ts must not import typescript.'],
    ['analysis that imports a front end', 'src/analysis/site.ts', "export * from '../typescript/a.ts';", 'src/analysis/site.ts must not import src/typescript/a.ts.'],
    ['a front end that knows an ORM', 'src/typescript/b.ts', "import type { A } from '../orm/a.ts';", 'src/typescript/b.ts must not import src/orm/a.ts.'],
    ['published code that needs unpublished code', 'src/pipeline/a.ts', "import '../dev/testers.ts';", 'src/pipeline/a.ts must not import src/dev/testers.ts.'],
    ['a folder nobody planned', 'src/helpers/a.ts', '', 'src/helpers/a.ts lies in a folder without a place in the import table.'],
  ])('find %s', (_, path, text, problem) => {
    const sources = new Map([['src/typescript/a.ts', ''], ['src/orm/a.ts', ''], [path, text]]);
    expect(findForbiddenImports(sources)).toEqual([problem]);
  });

  it('find a cycle, whether of values or of types', () => {
    const sources = new Map([
      ['src/orm/b.ts', "import './c.ts';"],
      ['src/orm/c.ts', "import type { A } from './a.ts';"],
      ['src/orm/a.ts', "export { b } from './b.ts';"],
    ]);
    expect(findCycles(sources)).toEqual(['src/orm/a.ts -> src/orm/b.ts -> src/orm/c.ts -> src/orm/a.ts']);
  });

  it('find a file with two ideas', () => {
    expect(findLongFiles(new Map([['src/a.ts', 'a;\n'.repeat(300)], ['src/b.ts', 'b;\n'.repeat(301)]]))).toEqual(['src/b.ts has 301 lines: it holds two ideas.']);
  });

  it('find what a rule lacks', () => {
    expect(findIncompleteRules(['no-a', 'no-b'], ['no-a'], ['no-a', 'no-b', 'no-c'], ['no-b'])).toEqual([
      'no-b is missing from rules/index.ts.',
      'no-c of the tests is no rule.',
      'no-a is missing from the pages.',
    ]);
  });
});
