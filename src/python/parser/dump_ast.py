"""Prints CPython's own tree of each file named on standard input, one line of JSON per file.

The first line maps a class to its fields. A node is [class, [line, column, end line, end column] or null, *fields];
contexts and operators are their class names; a constant is [type, text].
"""

import ast
import codecs
import json
import sys
import warnings

PLAIN = (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop)
LEFT_OUT = {"type_comment", "type_ignores"}


def classes():
    found = {}
    for name in dir(ast):
        value = getattr(ast, name)
        if isinstance(value, type) and issubclass(value, ast.AST):
            found[name] = [field for field in value._fields if field not in LEFT_OUT]
    return found


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    FIELDS = classes()


def constant(value):
    if value is None or value is Ellipsis or isinstance(value, bool):
        return ["Ellipsis" if value is Ellipsis else "None" if value is None else "bool", str(value)]
    if isinstance(value, bytes):
        return ["bytes", value.decode("latin-1")]
    if isinstance(value, int):
        return ["int", hex(value)]
    if isinstance(value, complex):
        return ["complex", repr(value.imag)]
    return [type(value).__name__, repr(value) if isinstance(value, float) else value]


def dump(value, field=None, owner=None):
    if isinstance(value, ast.AST):
        if isinstance(value, PLAIN):
            return type(value).__name__
        name = type(value).__name__
        position = None
        if hasattr(value, "lineno"):
            position = [value.lineno, value.col_offset, value.end_lineno, value.end_col_offset]
        return [name, position, *[dump(getattr(value, part), part, name) for part in FIELDS[name]]]
    if isinstance(value, list):
        return [dump(item) for item in value]
    if field == "value" and owner in ("Constant", "MatchSingleton"):
        return constant(value)
    return value


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def tree_of(source):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"tree": dump(ast.parse(source))}
    except (SyntaxError, ValueError) as error:
        return {"error": str(error)}
    except (MemoryError, RecursionError) as error:
        return {"error": type(error).__name__, "isLimit": True}


def main():
    sys.setrecursionlimit(20000)
    print(json.dumps(FIELDS))
    for line in sys.stdin:
        path = line.rstrip("\n")
        print(json.dumps({"path": path, **tree_of(read(path))}), flush=True)


if __name__ == "__main__":
    main()
