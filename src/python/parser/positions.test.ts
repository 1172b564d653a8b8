import { describe, expect, it } from 'vitest';
import type { Node } from './index.ts';
import { parse, visitorKeys } from './index.ts';

/** The source text of every node of a type, in the order a visitor meets them. */
function textsOf(source: string, type: Node['type']): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === type) found.push(source.slice(...node.range));
    for (const key of visitorKeys[node.type]) {
      const value: unknown = Reflect.get(node, key);
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(parse(source).ast);
  return found;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const cases: [what: string, source: string, type: Node['type'], texts: string[]][] = [
  ['a group is not part of its expression', '((a))', 'Name', ['a']],
  ['an operand keeps its parentheses out', '(a) + (b)', 'BinOp', ['(a) + (b)']],
  ['a statement includes them', '(a)', 'Expr', ['(a)']],
  ['a call starts at its callee', '(a)(b).c', 'Call', ['(a)(b)']],
  ['a tuple includes its parentheses', '(a, b)', 'Tuple', ['(a, b)']],
  ['a bare tuple includes its last comma', 'a, b,', 'Tuple', ['a, b,']],
  ['a generator as only argument includes the parentheses of the call', 'f(a for b in c)', 'GeneratorExp', ['(a for b in c)']],
  ['a function starts at def', '@a\ndef f(): pass', 'FunctionDef', ['def f(): pass']],
  ['an async function starts at async', '@a\nasync def f(): pass', 'AsyncFunctionDef', ['async def f(): pass']],
  ['a class starts at class', '@a\nclass B: pass', 'ClassDef', ['class B: pass']],
  ['a block ends with its last statement', 'if a:\n  b\n\n# c\nd', 'If', ['if a:\n  b']],
  ['a block on one line includes its semicolon', 'if a: b;\nc', 'If', ['if a: b;']],
  ['elif starts a nested if', 'if a: b\nelif c: d', 'If', ['if a: b\nelif c: d', 'elif c: d']],
  ['adjacent strings are one constant', "x = 'a' 'b'", 'Constant', ["'a' 'b'"]],
  ['the parts of an f-string', 'f"a{{b{c!r:>{d}}"', 'Constant', ['a{{b', '>']],
  ['a replacement field', 'f"a{b!r:>{c}}"', 'FormattedValue', ['{b!r:>{c}}', '{c}']],
  ['a format specification starts at its colon', 'f"{a:b}"', 'JoinedStr', ['f"{a:b}"', ':b']],
  ['an expression that documents itself', 'f"a{b = }"', 'Constant', ['a{b = ']],
  ['a parameter includes its annotation', 'def f(a: b = c, *d): pass', 'arg', ['a: b', 'd']],
  ['parameters as a whole', 'def f( a: b = c, *d ): pass', 'arguments', ['a: b = c, *d']],
  ['a keyword argument', 'f(a=b, **c)', 'keyword', ['a=b', '**c']],
  ['an alias', 'from a import (b as c, d)', 'alias', ['b as c', 'd']],
  ['a slice', 'a[b:c, ::d]', 'Slice', ['b:c', '::d']],
  ['a clause of a comprehension', '[a for b in c if d async for e in f]', 'comprehension', ['for b in c if d', 'async for e in f']],
  ['a handler', 'try: a\nexcept b as c:\n  d\n', 'ExceptHandler', ['except b as c:\n  d']],
  ['a case', 'match a:\n  case (b): c\n  case d if e: f\n', 'match_case', ['case (b): c', 'case d if e: f']],
  ['a pattern in parentheses', 'match a:\n  case (b): c', 'MatchAs', ['b']],
  ['a context manager', 'with (a as b, c): d', 'withitem', ['a as b', 'c']],
  ['offsets are UTF-16 units', "'é😀' + b", 'Name', ['b']],
  ['a byte order mark counts', '\ufeffa', 'Name', ['a']],
  ['so do both characters of a line end', 'a\r\nb\rc', 'Name', ['a', 'b', 'c']],
  ['the module is the whole text', ' # a\nb\n', 'Module', [' # a\nb\n']],
];

describe('positions', () => {
  it.each(cases)('%s', (_, source, type, texts) => {
    expect(textsOf(source, type)).toEqual(texts);
  });
});
