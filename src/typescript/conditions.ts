import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Condition } from '../analysis/handler.ts';
import type { TypedFile } from './file.ts';
import { isFunction, stripTransparent, visitNodes } from './syntax.ts';

// Code that is nested deeper is not told apart by its conditions.
const ENOUGH = 16;

/** What must hold for a node to run, as far as the tests around it say so and nothing can change the answer on the way. */
export function readConditions(file: TypedFile, node: TSESTree.Node): readonly Condition[] {
  const conditions: Condition[] = [];
  let child = node;
  for (let { parent } = node; parent && !isFunction(parent) && conditions.length < ENOUGH; child = parent, { parent } = parent) {
    if (parent.type === T.IfStatement || parent.type === T.ConditionalExpression) {
      if (child !== parent.test) add(parent.test, child === parent.consequent);
    } else if (parent.type === T.LogicalExpression && child === parent.right && parent.operator !== '??') {
      add(parent.left, parent.operator === '&&');
    }
  }
  return conditions;

  function add(test: TSESTree.Node, holds: boolean): void {
    const value = stripTransparent(test);
    if (value.type === T.UnaryExpression && value.operator === '!') add(value.argument, !holds);
    else if (value.type === T.LogicalExpression && value.operator === (holds ? '&&' : '||')) {
      add(value.left, holds);
      add(value.right, holds);
    } else conditions.push(...readTest(file, value, holds));
  }
}

function readTest(file: TypedFile, test: TSESTree.Node, holds: boolean): readonly Condition[] {
  if (test.type === T.BinaryExpression && /^[!=]==?$/u.test(test.operator)) {
    const value = readConstant(file, test.right);
    if (value === undefined || !isStable(file, test.left)) return [];
    return [{ subject: file.source.getText(test.left), value, holds: test.operator.startsWith('=') === holds }];
  }
  return isStable(file, test) ? [{ subject: file.source.getText(test), value: 'truthy', holds }] : [];
}

/** A value that differs from every other constant. */
function readConstant(file: TypedFile, node: TSESTree.Node): string | undefined {
  if (node.type === T.Literal) return typeof node.value === 'object' ? node.raw : JSON.stringify(String(node.value));
  const type = file.typeOf(node);
  return type.isStringLiteral() || type.isNumberLiteral() ? JSON.stringify(String(type.value)) : undefined;
}

/** A variable that is set once, or a path of members that starts at one. */
function isStable(file: TypedFile, node: TSESTree.Node): boolean {
  if (node.type !== T.Identifier && node.type !== T.MemberExpression) return false;
  let stable = true;
  visitNodes(file.source, node, (part) => {
    if (part.type === T.CallExpression || part.type === T.AwaitExpression) stable = false;
    if (part.type !== T.Identifier || (part.parent.type === T.MemberExpression && part.parent.property === part && !part.parent.computed)) return;
    if (file.variableOf(part)?.references.some(({ init, writeExpr }) => writeExpr && !init)) stable = false;
  });
  return stable;
}
