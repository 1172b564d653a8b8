import { expect, it } from 'vitest';
import { outline } from './outline.ts';
import { parse } from './index.ts';

const recoveries: [what: string, source: string, tree: string, errors: string[]][] = [
  [
    'an unfinished attribute',
    'async def f():\n    await Student.objects.\n    await x',
    '(AsyncFunctionDef f (arguments) body[(Expr (Await (Attribute objects Student))) (Expr (Await x))])',
    ["41-41 Expected a name after '.'."],
  ],
  [
    'an unfinished attribute at the end of the file',
    'a.b(c).',
    '(Expr (Call (Attribute b a) args[c]))',
    ["7-7 Expected a name after '.'."],
  ],
  [
    'an unclosed call',
    'foo(\nbar()',
    '(Expr (Call foo)); (Expr (Call bar))',
    ["3-4 '(' is never closed."],
  ],
  [
    'an unclosed call before a keyword',
    'if a:\n    foo(b,\n    for c in d:\n        e\nf',
    '(If a body[(Expr (Call foo args[b])) (For c= d body[(Expr e)])]); (Expr f)',
    ["13-14 '(' is never closed."],
  ],
  [
    'an unclosed call before a function',
    'foo(a, b\n\n\ndef f():\n    pass',
    '(Expr (Call foo args[a b])); (FunctionDef f (arguments) body[(Pass)])',
    ["3-4 '(' is never closed."],
  ],
  [
    'an unclosed call before a decorated method',
    'class A:\n    b = c(\n\n    @property\n    def d(self): pass',
    '(ClassDef A body[(Assign targets[b=] (Call c)) (FunctionDef d decorator_list[property] (arguments args[(arg self)]) body[(Pass)])])',
    ["18-19 '(' is never closed."],
  ],
  [
    'an unclosed bracket inside a closed one',
    'x = {\n  "a": foo(1,\n  "b": 2,\n}\ny',
    '(Assign targets[x=] (Dict keys["a"] values[(Call foo args[1 "b"])])); (Expr y)',
    ["30-31 '}' does not close '('."],
  ],
  [
    'a complete call with lines that look like statements to the left of it',
    'def f():\n    x = [\na,\nb.c(),\n]\n    y = (\nnot a)',
    '(FunctionDef f (arguments) body[(Assign targets[x=] (List elts[a (Call (Attribute c b))])) (Assign targets[y=] (UnaryOp Not a))])',
    [],
  ],
  [
    'a closing bracket too much',
    'x = foo)\ny',
    '(Assign targets[x=] foo); (Expr y)',
    ["7-8 Nothing opens this ')'."],
  ],
  [
    'a bracket closed by another',
    'x = (1]\ny',
    '(Assign targets[x=] 1); (Expr y)',
    ["4-5 '(' is never closed.", "6-7 Nothing opens this ']'."],
  ],
  [
    'an unfinished assignment',
    'x = \ny',
    '(Assign targets[x=] ∅); (Expr y)',
    ['3-3 Expected an expression.'],
  ],
  [
    'an unfinished operator',
    'x = 1 +\ny',
    '(Assign targets[x=] (BinOp Add 1 ∅)); (Expr y)',
    ['7-7 Expected an expression.'],
  ],
  [
    'an unfinished conditional',
    'x = a if b\ny',
    '(Assign targets[x=] (IfExp a b orelse ∅)); (Expr y)',
    ["10-10 Expected 'else' after the condition."],
  ],
  [
    'an unfinished function header',
    'def f(\n    x\ny',
    '(FunctionDef f (arguments args[(arg x)])); (Expr y)',
    ["5-6 '(' is never closed."],
  ],
  [
    'an unfinished function header with a body',
    'def f(a,\n    return 1\ng()',
    '(FunctionDef f (arguments args[(arg a)]) body[(Return 1)]); (Expr (Call g))',
    ["5-6 '(' is never closed."],
  ],
  [
    'a function header without a name',
    'def (x): pass\ny',
    '(FunctionDef  (arguments)); (Expr y)',
    ['4-5 Expected a function name.'],
  ],
  [
    'a missing colon',
    'if x\n    y\nwhile True\n    z',
    '(If x body[(Expr y)]); (While true body[(Expr z)])',
    ["4-4 Expected ':' after 'if'.", "21-21 Expected ':' after 'while'."],
  ],
  [
    'a missing block',
    'if x:\ny',
    '(If x); (Expr y)',
    ["4-5 Expected an indented block after 'if'."],
  ],
  [
    'a broken header with a block',
    'if x y:\n  z\nw',
    '(If x body[(Expr z)]); (Expr w)',
    ["5-6 Expected ':' after 'if'."],
  ],
  [
    'a missing in',
    'for x y:\n  z\nw',
    '(For x= ∅ body[(Expr z)]); (Expr w)',
    ["6-7 Expected 'in' after the loop's target."],
  ],
  [
    'a missing comma',
    'foo(a b, c)\ny',
    '(Expr (Call foo args[a])); (Expr y)',
    ["6-7 Expected ',' or ')' after the argument."],
  ],
  [
    'an unclosed string',
    'x = "abc\ny',
    '(Assign targets[x=] "abc"); (Expr y)',
    ['4-8 This string is never closed.'],
  ],
  [
    'an unclosed string in a call',
    'f("abc)\ny',
    '(Expr (Call f args["abc)"])); (Expr y)',
    ['2-7 This string is never closed.'],
  ],
  [
    'an unclosed triple-quoted string',
    'def f():\n    """\n    return 1\n\ndef g():\n    """Doc."""\n    return 2\n',
    '(FunctionDef f (arguments) body[(Expr "") (Return 1)]); (FunctionDef g (arguments) body[(Expr "Doc.") (Return 2)])',
    ['13-16 This string is never closed.'],
  ],
  [
    'an unclosed triple-quoted string at the end',
    'def f(): pass\nx = """abc\ndef g(): pass\n',
    '(FunctionDef f (arguments) body[(Pass)]); (Assign targets[x=] "abc"); (FunctionDef g (arguments) body[(Pass)])',
    ['18-24 This string is never closed.'],
  ],
  [
    'an unclosed f-string',
    'f"{x\ny\ndef g(): pass',
    '(Expr (JoinedStr values[(FormattedValue x)])); (Expr y); (FunctionDef g (arguments) body[(Pass)])',
    ['0-4 This f-string is never closed.'],
  ],
  [
    'an error in an f-string',
    'f"{a b} {c}"\ny',
    '(Expr (JoinedStr values[(FormattedValue a)])); (Expr y)',
    ["5-6 Expected '}' after the replacement field."],
  ],
  [
    'unexpected indentation',
    'a\n    b\n    c\nd',
    '(Expr a); (Expr b); (Expr c); (Expr d)',
    ['6-7 Unexpected indentation.'],
  ],
  [
    'a dedent to no block',
    'if a:\n    b\n  c\nd',
    '(If a body[(Expr b) (Expr c)]); (Expr d)',
    ['14-15 This indentation matches no enclosing block.'],
  ],
  [
    'a method indented a little less',
    'class A:\n    def f(self):\n        a\n   def g(self):\n        b\n',
    '(ClassDef A body[(FunctionDef f (arguments args[(arg self)]) body[(Expr a)]) (FunctionDef g (arguments args[(arg self)]) body[(Expr b)])])',
    ['39-40 This indentation matches no enclosing block.'],
  ],
  [
    'else without if',
    'else:\n    x\ny',
    '(Expr x); (Expr y)',
    ["0-4 Unexpected 'else'."],
  ],
  [
    'except without try',
    'except A:\n    x\ny',
    '(Expr x); (Expr y)',
    ["0-6 Unexpected 'except'."],
  ],
  [
    'try without except',
    'try:\n  a\nb',
    '(Try body[(Expr a)]); (Expr b)',
    ["8-8 Expected 'except' or 'finally' after the try block."],
  ],
  [
    'a decorator without a function',
    '@a\nx = 1',
    '(Assign targets[x=] 1)',
    ['2-2 Expected a function or a class after the decorator.'],
  ],
  [
    'a decorator without an expression',
    '@\ndef f(): pass',
    '(FunctionDef f decorator_list[∅] (arguments) body[(Pass)])',
    ['1-1 Expected an expression.'],
  ],
  [
    'statements among cases',
    'match x:\n    foo()\n    bar()\nz',
    '(Match x); (Expr (Call foo)); (Expr (Call bar)); (Expr z)',
    ["13-16 Expected 'case'."],
  ],
  [
    'an unfinished case',
    'match x:\n    case 1:\n        a\n    case\nb',
    '(Match x cases[(match_case (MatchValue 1) body[(Expr a)]) (match_case (MatchAs))]); (Expr b)',
    ['39-39 Expected a pattern.'],
  ],
  [
    'an unfinished import',
    'import\nfrom a import\nfrom b import (c,\nd',
    '(Import); (ImportFrom a); (ImportFrom b names[(alias c)]); (Expr d)',
    ['6-6 Expected a module name.', '20-20 Expected a name to import.', "35-36 '(' is never closed."],
  ],
  [
    'an unfinished with',
    'with open(x) as\ny',
    '(With items[(withitem (Call open args[x]) ∅=)]); (Expr y)',
    ['15-15 Expected an expression.'],
  ],
  [
    'a character that is no token',
    'x?\ny',
    '(Expr x); (Expr y)',
    ["1-2 Unexpected character '?'."],
  ],
  [
    'an error before a semicolon',
    'a b; c\nd',
    '(Expr a); (Expr d)',
    ["2-3 Unexpected 'b'."],
  ],
  [
    'print of Python 2',
    'print x\nprint "a" % b\ny',
    '(Expr print); (Expr print); (Expr y)',
    ["6-7 Python 3 calls 'print' with parentheses.", "14-17 Python 3 calls 'print' with parentheses."],
  ],
  [
    'exec and backquotes of Python 2',
    'exec "a"\n`b`\ny',
    '(Expr exec); (Expr y)',
    ["9-10 Backquotes are Python 2; write 'repr(…)'.", "11-12 Backquotes are Python 2; write 'repr(…)'."],
  ],
  [
    'operators and literals of Python 2',
    'a <> b\n0777\n10L\nur"a"\ny',
    '(Expr (Compare ops[NotEq] a comparators[b])); (Expr 777); (Expr 10); (Expr ur); (Expr y)',
    ["2-4 '<>' is Python 2; write '!='.", '7-11 Leading zeros are not permitted in a decimal number; an octal number starts with 0o.', "12-15 Invalid number '10L'.", '18-21 Unexpected \'"a"\'.'],
  ],
  [
    'raise of Python 2',
    'raise E, "x"\ny',
    '(Raise E); (Expr y)',
    ["7-8 Unexpected ','."],
  ],
  [
    'parameters of Python 2',
    'def f(a, (b, c)):\n    d\ne',
    '(FunctionDef f (arguments args[(arg a)]) body[(Expr d)]); (Expr e)',
    ['9-10 Expected a parameter.'],
  ],
];

it.each(recoveries)('recovers from %s', (_, source, tree, expected) => {
  const { ast, errors } = parse(source);
  expect(ast.body.map(outline).join('; ')).toBe(tree);
  expect(errors.map(({ message, range: [start, end] }) => `${start}-${end} ${message}`)).toEqual(expected);
});
