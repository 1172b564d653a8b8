import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import type { Ranges } from './ranges.ts';
import { getMemberName, isWithin, visitNodes } from './syntax.ts';

const COUNTING = new Set(['<', '<=', '>', '>=']);
const TAKING = new Set(['pop', 'shift']);

/** Does a loop work through something that is there when it starts? Others wait for work, poll, or try until they succeed. */
export function isBoundedLoop(file: TypedFile, loop: TSESTree.Node, steps: Ranges): boolean {
  switch (loop.type) {
    case T.ForInStatement:
    case T.ForOfStatement:
      return true;
    case T.ForStatement:
      return loop.test !== null && !isFed(file, loop.test, loop, steps);
    case T.DoWhileStatement:
    case T.WhileStatement:
      return isCounting(file, loop.test) && !isFed(file, loop.test, loop, steps);
    default:
      return false;
  }
}

/** `i < n`, `queue.length`, `(item = queue.shift())` */
function isCounting(file: TypedFile, test: TSESTree.Expression): boolean {
  let counting = false;
  visitNodes(file.source, test, (node) => {
    if (node.type === T.BinaryExpression && COUNTING.has(node.operator)) counting = true;
    if (node.type !== T.MemberExpression) return;
    const name = getMemberName(node) ?? '';
    if (name === 'length' || name === 'size' || (TAKING.has(name) && node.parent.type === T.CallExpression)) counting = true;
  });
  return counting;
}

/** Does a test depend on what the loop has awaited or written? */
function isFed(file: TypedFile, test: TSESTree.Expression, loop: TSESTree.Node, steps: Ranges): boolean {
  let fed = false;
  visitNodes(file.source, test, (node) => {
    if (node.type === T.AwaitExpression || (node.type === T.CallExpression && steps.hasWithin(node.range))) fed = true;
    if (node.type !== T.Identifier) return;
    fed ||= (file.variableOf(node)?.references ?? []).some(
      ({ identifier, writeExpr }) => writeExpr !== undefined && writeExpr !== null && isWithin(identifier, loop) && isAwaitedOrWritten(file, writeExpr, steps),
    );
  });
  return fed;
}

function isAwaitedOrWritten(file: TypedFile, expression: TSESTree.Node, steps: Ranges): boolean {
  let found = steps.hasWithin(expression.range);
  visitNodes(file.source, expression, ({ type }) => {
    if (type === T.AwaitExpression) found = true;
  });
  return found;
}
