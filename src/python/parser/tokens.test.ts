import { describe, expect, it } from 'vitest';
import { outline } from './outline.ts';
import { parse } from './index.ts';

const read = (source: string): string => {
  const { ast, errors } = parse(source);
  expect(errors).toEqual([]);
  return ast.body.map(outline).join('; ');
};

describe('lines', () => {
  it.each<[what: string, source: string, tree: string]>([
    ['nothing', '', ''],
    ['blank lines and comments', '\n  \n# a\n\t# b\n', ''],
    ['no line end at the end', 'if a:\n  b', '(If a body[(Expr b)])'],
    ['carriage returns', 'if a:\r  b\rc', '(If a body[(Expr b)]); (Expr c)'],
    ['carriage returns and line feeds', 'if a:\r\n  b\r\nc\r\n', '(If a body[(Expr b)]); (Expr c)'],
    ['line ends in a string', "'''a\r\nb\rc'''", '(Expr "a\\nb\\nc")'],
    ['form feeds', 'a\n\f\nif b:\n\f  c', '(Expr a); (If b body[(Expr c)])'],
    ['a byte order mark', '\ufeffa', '(Expr a)'],
    ['continued lines', 'a = \\\n  b\nif c \\\n  : d', '(Assign targets[a=] b); (If c body[(Expr d)])'],
    ['a continued indentation', 'if a:\n  \\\n    b\n  c', '(If a body[(Expr b) (Expr c)])'],
    ['brackets over lines', 'a = [\n# b\n  c,\nd\n]\ne', '(Assign targets[a=] (List elts[c d])); (Expr e)'],
    ['comments at any indentation', 'if a:\n    b\n  # c\n# d\n    e', '(If a body[(Expr b) (Expr e)])'],
  ])('%s', (_, source, tree) => {
    expect(read(source)).toBe(tree);
  });

  it('measures a tab as eight columns', () => {
    expect(read('if a:\n\tb\n\tc')).toBe('(If a body[(Expr b) (Expr c)])');
    expect(parse('if a:\n        b\n\tc').errors).toMatchObject([
      { message: 'Tabs and spaces are mixed in this indentation.' },
    ]);
  });
});

describe('names', () => {
  it.each([
    ['héllo.wörld', '(Expr (Attribute wörld héllo))'],
    ['ﬁ(ﬂ=1).ℌ', '(Expr (Attribute H (Call fi keywords[(keyword fl 1)])))'],
    ['变量 = 𝐱', '(Assign targets[变量=] x)'],
  ])('%s', (source, tree) => {
    expect(read(source)).toBe(tree);
  });

  it.each(['a€', '€', 'a\u00a0b', 'a\u2028b', 'a\u200bb', '😀'])('rejects %j', (source) => {
    expect(parse(source).errors).not.toEqual([]);
  });
});

describe('comments', () => {
  it('keeps text and range', () => {
    expect(parse('# -*- coding: latin-1 -*-\na = [ #b\n  c] # d\r\n#').comments).toEqual([
      { type: 'Comment', value: ' -*- coding: latin-1 -*-', range: [0, 25] },
      { type: 'Comment', value: 'b', range: [32, 34] },
      { type: 'Comment', value: ' d', range: [40, 43] },
      { type: 'Comment', value: '', range: [45, 46] },
    ]);
  });

  it('finds none in strings', () => {
    expect(parse('a = "# b" + """\n# c\n"""').comments).toEqual([]);
  });

  it('lists each once where a line is read again', () => {
    expect(parse('foo( # a\nbar() # b\ndef f(): pass # c').comments.map(({ value }) => value)).toEqual([' a', ' b', ' c']);
  });
});

describe('constants', () => {
  it.each([
    ['1', { literal: 'int', value: 1 }],
    ['9007199254740993', { literal: 'int', value: 9007199254740993n }],
    ['1.0', { literal: 'float', value: 1 }],
    ['1e999', { literal: 'float', value: Infinity }],
    ['1.5j', { literal: 'complex', value: 1.5 }],
    ["'a'", { literal: 'str', value: 'a', kind: null }],
    ["u'a' 'b'", { literal: 'str', value: 'ab', kind: 'u' }],
    ["'a' u'b'", { literal: 'str', value: 'ab', kind: null }],
    ["b'\\xff'", { literal: 'bytes', value: '\xff' }],
    ['True', { literal: 'bool', value: true }],
    ['None', { literal: 'None', value: null }],
    ['...', { literal: 'Ellipsis', value: null }],
  ])('%s', (source, constant) => {
    expect(parse(source)).toMatchObject({ errors: [], ast: { body: [{ value: { type: 'Constant', ...constant } }] } });
  });
});
