import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';

export type FunctionNode = TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;

export function isFunction(node: TSESTree.Node | undefined | null): node is FunctionNode {
  return node?.type === T.ArrowFunctionExpression || node?.type === T.FunctionDeclaration || node?.type === T.FunctionExpression;
}

/** Nodes that pass the value of their operand on unchanged. */
export function isTransparent(node: TSESTree.Node | undefined): boolean {
  switch (node?.type) {
    case T.ChainExpression:
    case T.TSAsExpression:
    case T.TSNonNullExpression:
    case T.TSSatisfiesExpression:
    case T.TSTypeAssertion:
      return true;
    default:
      return false;
  }
}

/** The outermost node that has the same value: `(x as T)!` for `x`. */
export function climbTransparent(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (current.parent && isTransparent(current.parent)) current = current.parent;
  return current;
}

/** The innermost node that has the same value: `x` for `(x as T)!`. */
export function stripTransparent(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  while (isTransparent(current) && 'expression' in current) current = current.expression as TSESTree.Node;
  return current;
}

/** Is a value thrown away by `void`? */
export function isVoided(node: TSESTree.Node): boolean {
  const { parent } = climbTransparent(node);
  return parent?.type === T.UnaryExpression && parent.operator === 'void';
}

/** The innermost function around a node, and whether the node is part of its parameters. */
export function findEnclosingFunction(node: TSESTree.Node): { fn: FunctionNode; inParameters: boolean } | 'class' | undefined {
  let child = node;
  for (let current = node.parent; current; child = current, current = current.parent) {
    if (isFunction(current)) {
      if (current.body === child) return { fn: current, inParameters: false };
      if (child !== ('id' in current ? current.id : undefined)) return { fn: current, inParameters: true };
    }
    if (current.type === T.StaticBlock) return 'class';
    if ((current.type === T.PropertyDefinition || current.type === T.AccessorProperty) && current.value === child) return 'class';
  }
  return undefined;
}

/** The name of a member where it is written in the code: `x.name`, `x['name']`. */
export function getMemberName(node: TSESTree.MemberExpression): string | undefined {
  if (!node.computed) return node.property.type === T.Identifier ? node.property.name : undefined;
  return node.property.type === T.Literal && typeof node.property.value === 'string' ? node.property.value : undefined;
}

/** Does a node stand inside another one, or is it that node? */
export function isWithin(node: TSESTree.Node, container: TSESTree.Node): boolean {
  return node.range[0] >= container.range[0] && node.range[1] <= container.range[1];
}

/** Visits a node and all below it once, save what is below a node that `visit` answers with `'skip'`; files nest as deep as their authors like, so there is no recursion. */
export function visitNodes(source: TSESLint.SourceCode, root: TSESTree.Node, visit: (node: TSESTree.Node) => unknown): void {
  const pending: TSESTree.Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (visit(node) === 'skip') continue;
    const keys = source.visitorKeys[node.type] ?? [];
    for (let index = keys.length - 1; index >= 0; index--) {
      const child = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>)[keys[index] ?? ''];
      if (Array.isArray(child)) {
        for (let item = child.length - 1; item >= 0; item--) {
          const part = child[item];
          if (part) pending.push(part);
        }
      } else if (child) pending.push(child);
    }
  }
}
