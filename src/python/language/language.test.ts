import { Linter as NewestLinter } from 'eslint';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { visitorKeys, type Node } from '../parser/index.ts';
import { python } from './language.ts';
import { PythonSourceCode } from './source-code.ts';
import type { RuleDefinition, RuleVisitor } from './types.ts';

const { Linter: OldestLinter } = createRequire(import.meta.url)('oldest/node_modules/eslint') as { Linter: typeof NewestLinter };
const LINTERS = [
  ['the newest ESLint', NewestLinter],
  ['the oldest ESLint', OldestLinter],
] as const;

type Create = (source: PythonSourceCode, report: (node: Node | { range: [number, number] }, message?: string) => void) => RuleVisitor;

function asRule(create: Create, fix?: (node: Node) => string): RuleDefinition {
  return {
    meta: { fixable: 'code' },
    create: (context) =>
      create(context.sourceCode, (node, message = 'Here.') => {
        context.report({ node: node as Node, message, fix: fix ? (fixer) => fixer.replaceText(node, fix(node as Node)) : undefined });
      }),
  };
}

/** Reports calls of `bad` and `worse`, and fixes `bad`. */
const RULES = {
  bad: asRule((_, report) => ({ 'Call[func.id="bad"]': (call: Node) => { report(call); } }), () => 'good()'),
  worse: asRule((_, report) => ({ 'Call[func.id="worse"]': (call: Node) => { report(call); } })),
};

function createConfig(rules: Readonly<Record<string, RuleDefinition>>, config: NewestLinter.Config = {}): NewestLinter.Config[] {
  return [
    {
      files: ['**/*.py'],
      plugins: { 'async-orm': { meta: { namespace: 'async-orm' }, languages: { python }, rules } },
      language: 'async-orm/python',
      rules: Object.fromEntries(Object.keys(rules).map((name) => [`async-orm/${name}`, 'error'])),
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
    { files: ['**/*.py'], ...config },
  ];
}

const print = ({ line, column, ruleId, message }: NewestLinter.LintMessage) => `${line}:${column} ${ruleId?.replace('async-orm/', '') ?? message}`;

/** Listens with `create` and gives what it collected. */
function listen<Result>(text: string, collect: (source: PythonSourceCode, results: Result[]) => RuleVisitor, Linter = NewestLinter): readonly Result[] {
  const results: Result[] = [];
  const messages = new Linter().verify(text, createConfig({ test: asRule((source) => collect(source, results)) }), { filename: 'a.py' });
  expect(messages).toEqual([]);
  return results;
}

function getSource(text: string): PythonSourceCode {
  return listen<PythonSourceCode>(text, (source, results) => ({ Module: () => { results.push(source); } }))[0] as PythonSourceCode;
}

describe.each(LINTERS)('with %s', (_, Linter) => {
  const lint = (text: string, config?: NewestLinter.Config, options: NewestLinter.LintOptions = {}) =>
    new Linter().verify(text, createConfig(RULES, config), { filename: 'a.py', ...options }).map(print);
  const unused = (text: string) => lint(text, { linterOptions: { reportUnusedDisableDirectives: 'error' } });
  const fix = (text: string, config?: NewestLinter.Config) => new Linter().verifyAndFix(text, createConfig(RULES, config), { filename: 'a.py' }).output;
  const fixUnused = (text: string) => fix(text, { linterOptions: { reportUnusedDisableDirectives: 'error' } });

  describe('a location', () => {
    it.each([
      ['a tab counts as one', 'if a:\n\tbad()', ['2:2 bad']],
      ['\\r\\n ends one line', 'a\r\n\r\nbad()', ['3:1 bad']],
      ['\\r ends a line', 'a\rbad()', ['2:1 bad']],
      ['a byte order mark counts as nothing', '\ufeffbad()', ['1:1 bad']],
      ['a form feed ends no line', 'a\n\fbad()', ['2:2 bad']],
      ['U+2028 ends no line', 'a = "\u2028"; bad()', ['1:10 bad']],
      ['characters beyond the basic plane count twice', '𝒳 = "🎉"; bad()', ['1:12 bad']],
      ['a continued line is a line', 'a = \\\n  bad()', ['2:3 bad']],
      ['f-strings nest', 'f"{f\'{bad()}\':>{bad()}}"', ['1:7 bad', '1:17 bad']],
      ['a string spans lines', 'f"""\n é{bad()}\n"""', ['2:4 bad']],
    ])('%s', (__, text, expected) => {
      expect(lint(text)).toEqual(expected);
    });

    it('has an end', () => {
      const [message] = new Linter().verify('x = bad(\n  a,\n)\n', createConfig(RULES), { filename: 'a.py' });
      expect(message).toMatchObject({ line: 1, column: 5, endLine: 3, endColumn: 2 });
    });
  });

  describe('a fix', () => {
    it.each([
      ['keeps line ends', 'a\r\n\tbad()\r\n', 'a\r\n\tgood()\r\n'],
      ['keeps a byte order mark', '\ufeff# é\nbad()', '\ufeff# é\ngood()'],
      ['finds its place behind wide characters', '"🎉"; bad()', '"🎉"; good()'],
    ])('%s', (__, text, expected) => {
      expect(fix(text)).toBe(expected);
    });
  });

  describe('a selector', () => {
    it.each<[string, string, string[]]>([
      ['Call > Attribute.func', 'a.b(c.d)', ['a.b']],
      ['AsyncFunctionDef Call:exit', 'f(g())\nasync def h(): i(j())', ['j()', 'i(j())']],
      [':matches(FunctionDef, AsyncFunctionDef)[name=/^a/]', 'def a(): pass\nasync def ab(): pass\ndef c(): pass', ['def a(): pass', 'async def ab(): pass']],
      ['ExceptHandler > Name.exception', 'try: pass\nexcept E: pass', ['E']],
      ['Dict > Constant.keys', '{1: 2, **a}', ['1']],
      ['Expr + Expr', 'a\nb', ['b']],
      ['Call:has(Await)', 'a(await b)\na(b)', ['a(await b)']],
      ['Constant[literal="str"]', "'a'\nb'c'\n1", ["'a'"]],
    ])('%s', (selector, text, expected) => {
      expect(listen<string>(text, (source, texts) => ({ [selector]: (node: Node) => { texts.push(source.getText(node)); } }), Linter)).toEqual(expected);
    });
  });

  describe('a directive', () => {
    it.each([
      ['disables its line', 'bad() # eslint-disable-line\nbad()', ['2:1 bad']],
      ['disables a rule on its line', 'bad(worse()) # eslint-disable-line async-orm/bad', ['1:5 worse']],
      ['disables rules on its line', 'bad(worse()) # eslint-disable-line async-orm/bad, async-orm/worse -- because', []],
      ['disables the next line', '#eslint-disable-next-line async-orm/bad -- because\nbad()\nbad()', ['3:1 bad']],
      ['disables a part of a file', 'bad()\n# eslint-disable async-orm/bad\nbad()\nworse()\n# eslint-enable async-orm/bad\nbad()', ['1:1 bad', '4:1 worse', '6:1 bad']],
      ['disables the rest of a file', 'bad()\nif a:\n    # eslint-disable\n    bad()\nworse()', ['1:1 bad']],
      ['stands beside those of other tools', 'bad() # type: ignore[x] # eslint-disable-line async-orm/bad -- see #12 # pylint: disable=x', []],
      ['is no text of a string', 's = "# eslint-disable-line"; bad()', ['1:30 bad']],
      ['disables one line of a statement', 'a(\n  bad(), # eslint-disable-line\n  bad(),\n)', ['3:3 bad']],
      ['names a rule that exists', '# eslint-disable-next-line async-orm/gone\na', ['1:1 gone']],
      ['may be prose', '# eslint-disabled rules are listed below\n# eslint is great: really\nbad()', ['3:1 bad']],
    ])('%s', (__, text, expected) => {
      expect(lint(text)).toEqual(expected);
    });

    it.each([
      ['bad() # eslint-disable-line', []],
      ['a # eslint-disable-line', ['1:3 Unused eslint-disable directive (no problems were reported).']],
      ['bad() # eslint-disable-line async-orm/bad, async-orm/worse', ["1:7 Unused eslint-disable directive (no problems were reported from 'async-orm/worse')."]],
      ['a\n# eslint-enable', ['2:1 Unused eslint-enable directive (no matching eslint-disable directives were found).']],
      ['\t# eslint-disable-next-line async-orm/bad\na', ["1:2 Unused eslint-disable directive (no problems were reported from 'async-orm/bad')."]],
    ])('that nothing needs is reported: %j', (text, expected) => {
      expect(unused(text)).toEqual(expected);
    });

    it.each([
      ['a # eslint-disable-line', 'a  '],
      ['worse() # eslint-disable-line async-orm/bad, async-orm/worse -- because', 'worse() # eslint-disable-line async-orm/worse -- because'],
      ['a # type: ignore # eslint-disable-line', 'a # type: ignore  '],
      ['a # eslint-disable-line # type: ignore', 'a   # type: ignore'],
      ['🎉 = 1 # eslint-disable-line', '🎉 = 1  '],
      ['\ufeffa # eslint-disable-line', '\ufeffa  '],
    ])('that nothing needs is removed: %j', (text, expected) => {
      expect(fixUnused(text)).toBe(expected);
    });

    it('is kept for those who allow none', () => {
      expect(lint('bad() # eslint-disable-line\nbad() # noqa', {}, { allowInlineConfig: false })).toEqual(['1:1 bad', '2:1 bad']);
      expect(lint('bad() # eslint-disable-line # x: y\nbad() # noqa\na # noqa: E501\nbad() # noqa: async-orm/bad', { linterOptions: { noInlineConfig: true } })).toEqual([
        '1:1 bad',
        "1:7 '# eslint-disable-line' has no effect because you have 'noInlineConfig' setting in your config.",
        '2:1 bad',
        '4:1 bad',
        "4:7 '# noqa: async-orm/bad' has no effect because you have 'noInlineConfig' setting in your config.",
      ]);
    });
  });

  describe('noqa', () => {
    it.each([
      ['# noqa', []],
      ['#NoQA', []],
      ['# noqa because', []],
      ['# noqa: because of that', []],
      ['# type: ignore # noqa', []],
      ['# noqa: async-orm/bad', ['1:5 worse']],
      ['# NOQA:Async-ORM/Bad', ['1:5 worse']],
      ['# noqa: E501,async-orm/bad', ['1:5 worse']],
      ['# noqa: async-orm/bad W291 async-orm/worse -- because', []],
      ['# noqa: async-orm/bad # eslint-disable-line async-orm/worse', []],
      ['# noqa: E501', ['1:1 bad', '1:5 worse']],
      ['# noqa: E501, W291 because', ['1:1 bad', '1:5 worse']],
      ['# noqa: SIM117', ['1:1 bad', '1:5 worse']],
      ['# flake8: noqa', ['1:1 bad', '1:5 worse']],
      ['# noqaX', ['1:1 bad', '1:5 worse']],
      ['# see noqa', ['1:1 bad', '1:5 worse']],
      ['# noqa: async-orm/gone', ['1:1 bad', '1:5 worse', '1:14 gone']],
    ])('%s', (comment, expected) => {
      expect(lint(`bad(worse()) ${comment}`)).toEqual(expected);
    });

    it('is about one line', () => {
      expect(lint('a(\n  bad(), # noqa\n  bad(),\n) # noqa\nbad()')).toEqual(['3:3 bad', '5:1 bad']);
    });

    it.each([
      'a # noqa',
      'a # noqa: E501',
      'bad() # noqa',
      '# eslint-disable -- all of it\nbad() # noqa\n# eslint-enable\na # noqa',
      '# eslint-disable async-orm/bad\nbad()\na # noqa',
      'a # noqa # type: ignore # NOQA',
      'bad() # noqa: async-orm/bad',
    ])('is not called unused: %j', (text) => {
      expect(unused(text)).toEqual([]);
    });

    it.each([
      ['bad() # noqa: async-orm/bad, E501 -- because', 'because'],
      ['bad() # noqa', ''],
      ['bad() # eslint-disable-line -- because', 'because'],
    ])('keeps the reason: %j', (text, justification) => {
      const linter = new Linter();
      linter.verify(text, createConfig(RULES), { filename: 'a.py' });
      const suppressed = (linter as unknown as { getSuppressedMessages(): NewestLinter.LintMessage[] }).getSuppressedMessages().filter(({ ruleId }) => ruleId !== null);
      expect(suppressed).toMatchObject([{ ruleId: 'async-orm/bad', suppressions: [{ kind: 'directive', justification }] }]);
    });

    it('on every line of a generated file takes no time', () => {
      const started = performance.now();
      expect(unused('bad()  # noqa\n'.repeat(50_000)).length).toBeLessThan(2);
      // Comparing each with each takes more than 30 seconds.
      expect(performance.now() - started).toBeLessThan(15_000);
    });

    it('makes a directive of ESLint redundant, not the other way round', () => {
      expect(unused('bad() # noqa # eslint-disable-line')).toEqual(['1:14 Unused eslint-disable directive (no problems were reported).']);
    });

    it('of ours is called unused', () => {
      expect(unused('a # noqa: async-orm/bad')).toEqual(["1:3 Unused eslint-disable directive (no problems were reported from 'async-orm/bad')."]);
    });

    it.each([
      ['a # noqa: async-orm/bad', 'a  '],
      ['a # noqa: async-orm/bad -- because', 'a  '],
      ['a # noqa: async-orm/bad, async-orm/worse', 'a  '],
      ['a # noqa: E501, async-orm/bad', 'a # noqa: E501 '],
      ['a # noqa:async-orm/bad,E501', 'a # noqa: E501'],
      ['a # noqa: async-orm/bad, async-orm/worse, E501', 'a # noqa: E501'],
      ['a # noqa: E501, async-orm/bad, W291', 'a # noqa: E501 W291'],
      ['worse() # noqa: async-orm/bad, async-orm/worse', 'worse() # noqa: async-orm/worse'],
      ['a # noqa', 'a # noqa'],
    ])('of ours that nothing needs is removed, and never widened: %j', (text, expected) => {
      expect(fixUnused(text)).toBe(expected);
    });
  });

  describe('a configuration comment', () => {
    it.each([
      ['# eslint async-orm/bad: off\nbad()', []],
      ['# eslint async-orm/bad: 0, "async-orm/worse": "off" -- because\nbad(worse())', []],
      ['# eslint async-orm/bad: ["error"]\nbad()', ['2:1 bad']],
    ])('%j', (text, expected) => {
      expect(lint(text)).toEqual(expected);
    });

    it('sets the severity', () => {
      const [message] = new Linter().verify('# eslint async-orm/bad: warn\nbad()', createConfig(RULES), { filename: 'a.py' });
      expect(message).toMatchObject({ ruleId: 'async-orm/bad', severity: 1, line: 2 });
    });

    it('that cannot be read is an error at its place', () => {
      const messages = new Linter().verify('a\n  # eslint async-orm/bad: [\n', createConfig(RULES), { filename: 'a.py' });
      expect(messages).toMatchObject([{ ruleId: null, line: 2, column: 3, message: expect.stringMatching(/^Failed to parse JSON/u) as string }]);
    });
  });

  it('visits chains of any length, with their parents', () => {
    const text = `x = a${'.b()'.repeat(10_000)}\n`;
    const depths = listen<number>(text, (source, results) => ({
      'Name[id="a"]': (node: Node) => { results.push(source.getAncestors(node).length); },
    }), Linter);
    expect(depths).toEqual([20_002]);
  });
});

describe('a traversal', () => {
  it('enters and leaves every node in the order of its keys', () => {
    const source = getSource('async def f(a, b=1):\n    return await a\n');
    const steps = [...source.traverse()].map((step) => `${step.kind === 1 && step.phase === 2 ? '/' : ''}${(step.target as Node).type}`);
    expect(steps.join(' ')).toBe(
      'Module AsyncFunctionDef arguments arg /arg arg /arg Constant /Constant /arguments Return Await Name /Name /Await /Return /AsyncFunctionDef /Module',
    );
  });

  it('can be taken twice', () => {
    const source = getSource('a(b)');
    expect([...source.traverse()]).toEqual([...source.traverse()]);
  });

  it('leaves out what a node lacks', () => {
    expect([...getSource('{**a, 1: 2}\n[b::]\n').traverse()].map((step) => (step.target as Node | null)?.type)).not.toContain(undefined);
  });
});

describe('a source code', () => {
  it('knows parents and ancestors', () => {
    const types = listen<string[]>('class A:\n    x = f(b)', (source, results) => ({
      'Name[id="b"]': (node: Node) => { results.push(source.getAncestors(node).map(({ type }) => type), [source.getParent(node)?.type ?? '']); },
    }));
    expect(types).toEqual([['Module', 'ClassDef', 'Assign', 'Call'], ['Call']]);
    const source = getSource('a # b');
    expect([source.getParent(source.ast), source.getParent(source.comments[0] as never)]).toEqual([undefined, undefined]);
  });

  it('has text, lines and comments', () => {
    const source = getSource('a(b, # c\r\n  d)\r# e\n');
    const [statement] = source.ast.body;
    expect(source.lines).toEqual(['a(b, # c', '  d)', '# e', '']);
    expect(source.getText(statement)).toBe('a(b, # c\r\n  d)');
    expect(source.getCommentsInside(statement as Node).map(({ value }) => value)).toEqual([' c']);
    expect(source.getAllComments()).toHaveLength(2);
    expect(source.visitorKeys).toEqual(visitorKeys);
  });

  it('turns offsets into locations and back', () => {
    const source = getSource('a\r\nbc\rd\n');
    for (let index = 0; index <= source.text.length; index++) expect(source.getIndexFromLoc(source.getLocFromIndex(index))).toBe(index);
    expect([3, 5, 6, 7, 8].map((index) => source.getLocFromIndex(index))).toEqual([
      { line: 2, column: 0 },
      { line: 2, column: 2 },
      { line: 3, column: 0 },
      { line: 3, column: 1 },
      { line: 4, column: 0 },
    ]);
    expect(() => source.getLocFromIndex(9)).toThrow('Index out of range (requested index 9, but source text has length 8).');
    expect(() => source.getLocFromIndex(-1)).toThrow(RangeError);
    expect(() => source.getIndexFromLoc({ line: 5, column: 0 })).toThrow('Line number out of range (line 5 requested). Valid range: 1-4.');
    expect(() => source.getIndexFromLoc({ line: 2, column: 3 })).toThrow('Column number out of range (column 3 requested). Valid range for line 2: 0-2.');
  });

  it('knows its file', () => {
    const sources: PythonSourceCode[] = [];
    const rule = asRule((source) => ({ Module: () => { sources.push(source); } }));
    const verify = (options: NewestLinter.LintOptions, processor: NewestLinter.Config = {}) => new NewestLinter({ cwd: '/project' }).verify('\ufeffa', createConfig({ rule }, processor), options);
    verify({ filename: '/project/app/a.py' });
    verify({ filename: '/project/b.py', filterCodeBlock: () => true }, { processor: { preprocess: (text) => [{ text, filename: '0.py' }], postprocess: (messages) => messages.flat() } });
    expect(sources.map(({ path, hasBOM, text }) => [path, hasBOM, text])).toEqual([
      ['/project/app/a.py', true, 'a'],
      ['/project/b.py', true, 'a'],
    ]);
  });
});

describe('a broken file', () => {
  const read = (text: string) => {
    const { ast, errors } = getSource(text);
    return { statements: ast.body.length, errors: errors.map(({ message, range }) => `${range.join('-')} ${message}`) };
  };

  it.each([
    ['half-typed', 'async def f():\n    await a.\n\ng()\n', { statements: 2, errors: ["27-27 Expected a name after '.'."] }],
    ['empty', '', { statements: 0, errors: [] }],
    ['with a NUL', 'a\n\0b', { statements: 0, errors: ['2-3 A NUL character is no Python: this file is binary or not UTF-8.'] }],
    ['in UTF-16', Buffer.from('\ufeffa = 1\n', 'utf16le').toString('utf8'), { statements: 0, errors: ['3-4 A NUL character is no Python: this file is binary or not UTF-8.'] }],
    ['in Latin-1, with words', Buffer.from('# é\nnaïve = 1\n', 'latin1').toString('utf8'), { statements: 1, errors: ['6-7 This is not UTF-8, and ESLint reads no other encoding.'] }],
    ['in Latin-1, in strings and comments only', Buffer.from('# é\na = "é"\n', 'latin1').toString('utf8'), { statements: 1, errors: [] }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('of Python 2 has a bounded number of errors', () => {
    const { statements, errors } = read('print "a"\n'.repeat(1_000));
    expect(statements).toBe(1_000);
    expect(errors).toHaveLength(20);
    expect(errors[0]).toBe("6-9 Python 3 calls 'print' with parentheses.");
  });

  it('says when a fix would lose bytes', () => {
    expect(getSource(Buffer.from('# é', 'latin1').toString('utf8')).isLossy).toBe(true);
    expect(getSource('# é').isLossy).toBe(false);
  });
});

it('takes the options of a block for all files', () => {
  const config: NewestLinter.Config[] = [{ languageOptions: { ecmaVersion: 2024, globals: { window: 'readonly' } } }, ...createConfig(RULES)];
  expect(new NewestLinter().verify('bad()', config, { filename: 'a.py' }).map(print)).toEqual(['1:1 bad']);
});
