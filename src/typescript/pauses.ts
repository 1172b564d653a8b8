import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import type { Ranges } from './ranges.ts';
import { climbTransparent, isFunction, stripTransparent, visitNodes, type FunctionNode } from './syntax.ts';

/** The places where a function waits for something that is no query, or lets others go on. */
export function findPauses(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, queries: Ranges): readonly (readonly [number, number])[] {
  const pauses: (readonly [number, number])[] = [];
  visitNodes(file.source, fn.body, (node) => {
    if (isFunction(node)) return contexts.isRunByCall(climbTransparent(node)) ? undefined : 'skip';
    if (node.type === T.YieldExpression || (node.type === T.AwaitExpression && !hasQuery(file, node.argument, queries))) pauses.push(node.range);
    if (node.type === T.ForOfStatement && node.await && !isRows(file, node.right, queries)) pauses.push(node.range);
    return undefined;
  });
  return pauses;
}

/** Does an expression hold a query that is not awaited by itself, or a variable that holds one? */
function hasQuery(file: TypedFile, expression: TSESTree.Node, queries: Ranges): boolean {
  const awaited: TSESTree.Node[] = [];
  const held: TSESTree.Node[] = [];
  visitNodes(file.source, expression, (node) => {
    if (node.type === T.Identifier && isHeldQuery(file, node, queries)) held.push(node);
    if (node.type !== T.AwaitExpression) return undefined;
    awaited.push(node);
    return 'skip';
  });
  if (held.length > 0 || !queries.hasWithin(expression.range)) return held.length > 0;
  let { range: [start] } = expression;
  for (const { range } of awaited) {
    if (queries.hasWithin([start, range[0]])) return true;
    [, start] = range;
  }
  return queries.hasWithin([start, expression.range[1]]);
}

/** `work` after `const work = rows.map((row) => row.asave())` */
function isHeldQuery(file: TypedFile, name: TSESTree.Identifier, queries: Ranges): boolean {
  const definition = file.variableOf(name)?.defs[0]?.node;
  if (definition?.type !== T.VariableDeclarator || !definition.init || !queries.hasWithin(definition.init.range)) return false;
  return stripTransparent(definition.init).type !== T.AwaitExpression;
}

function isRows(file: TypedFile, node: TSESTree.Node, queries: Ranges): boolean {
  return file.receivers.isReceiver(file.typeOf(node)) || queries.hasWithin(node.range);
}
