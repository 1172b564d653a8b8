import type { Expression, ExpressionContext } from './expression-nodes.ts';

const descriptions: Readonly<Partial<Record<Expression['type'], string>>> = {
  Await: 'an await expression',
  BinOp: 'an expression',
  BoolOp: 'an expression',
  Call: 'a call',
  Compare: 'a comparison',
  Constant: 'a literal',
  Dict: 'a dict display',
  DictComp: 'a dict comprehension',
  GeneratorExp: 'a generator expression',
  IfExp: 'a conditional expression',
  JoinedStr: 'an f-string',
  Lambda: 'a lambda',
  ListComp: 'a list comprehension',
  NamedExpr: 'a named expression',
  Set: 'a set display',
  SetComp: 'a set comprehension',
  Starred: 'a starred expression',
  TemplateStr: 'a t-string',
  UnaryOp: 'an expression',
  Yield: 'a yield expression',
  YieldFrom: 'a yield expression',
};

/** How an error calls an expression that is no target. */
export function describe(node: Expression): string {
  return descriptions[node.type] ?? 'this expression';
}

/** Marks an expression as a target; returns the part of it that cannot be one. */
export function markTarget(node: Expression, ctx: Exclude<ExpressionContext, 'Load'>): Expression | undefined {
  switch (node.type) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      node.ctx = ctx;
      return undefined;
    case 'Starred':
      if (ctx === 'Del') return node;
      node.ctx = ctx;
      return markTarget(node.value, ctx);
    case 'Tuple':
    case 'List': {
      node.ctx = ctx;
      let invalid: Expression | undefined;
      for (const element of node.elts) invalid ??= markTarget(element, ctx);
      return invalid;
    }
    default:
      return node;
  }
}
