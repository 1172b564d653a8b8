import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from '../analysis/intent.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { isFunction, visitNodes, type FunctionNode } from './syntax.ts';

/** Edits that make `rows.forEach((row) => …)` a loop, whose body may await; `undefined` for anything that is not quite that. */
export function loopInstead(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode): readonly TextEdit[] | undefined {
  const { source } = file;
  const call = fn.parent;
  if (call.type !== T.CallExpression || !/^(?:Readonly)?Array\.forEach$/u.test(contexts.findRunner(fn) ?? '')) return undefined;
  const { callee, parent: statement } = call;
  if (statement.type !== T.ExpressionStatement || callee.type !== T.MemberExpression || callee.optional || call.arguments.length > 1) return undefined;
  const binding = printBinding(file, fn, callee.object);
  const returns = findReturns(file, fn);
  const body = findBody(file, fn);
  if (binding === undefined || !returns || !body) return undefined;
  const last = source.getLastToken(statement);
  const end = fn.body.type === T.BlockStatement && last ? last.range[1] : call.range[1];
  const kept = [callee.object.range, ...fn.params.map(({ range }) => range), body];
  const isLost = ([start, stop]: TSESTree.Range): boolean => call.range[0] <= start && stop <= end && !kept.some((range) => range[0] <= start && stop <= range[1]);
  if (source.getAllComments().some(({ range }) => isLost(range))) return undefined;
  return [
    { range: [call.range[0], body[0]], text: `for (${binding}) ` },
    ...returns.map(({ range: [start] }) => ({ range: [start, start + 'return'.length], text: 'continue' }) as const),
    { range: [body[1], end], text: '' },
  ];
}

/** `const row of rows`; `const [index, row] of rows.entries()` where the callback takes the index too. */
function printBinding({ source }: TypedFile, fn: FunctionNode, rows: TSESTree.Expression): string | undefined {
  const names = fn.params.map((parameter) => {
    if (parameter.type === T.Identifier) return parameter.name;
    return parameter.type === T.ObjectPattern && !parameter.typeAnnotation ? source.getText(parameter) : undefined;
  });
  const [row, index] = names;
  if (row === undefined || names.includes(undefined) || names.length > 2) return undefined;
  const variables = source.scopeManager?.getDeclaredVariables(fn) ?? [];
  const hidden: TSESTree.Node[] = []; // The head of a loop sees the loop's variables, not those outside that they hide.
  visitNodes(source, rows, (node) => {
    if (node.type === T.Identifier && !isKey(node) && variables.some(({ name }) => name === node.name)) hidden.push(node);
  });
  if (hidden.length > 0) return undefined;
  const kind = variables.some(({ references }) => references.some((reference) => reference.isWrite())) ? 'let' : 'const';
  const text = source.getText(rows);
  return `${kind} ${index === undefined ? `${row} of ${text}` : `[${index}, ${row}] of ${text}.entries()`}`;
}

function isKey({ parent, range: [start] }: TSESTree.Identifier): boolean {
  if (parent.type === T.MemberExpression) return !parent.computed && parent.property.range[0] === start;
  return parent.type === T.Property && !parent.computed && !parent.shorthand && parent.key.range[0] === start;
}

/** The `return` statements of a callback; `undefined` where `continue` could not take their place, or the body is not its own. */
function findReturns({ source }: TypedFile, fn: FunctionNode): readonly TSESTree.ReturnStatement[] | undefined {
  const found: TSESTree.ReturnStatement[] = [];
  let isPlain = !fn.generator;
  visitNodes(source, fn.body, (node) => {
    if (isFunction(node) && node.type !== T.ArrowFunctionExpression) return 'skip';
    if (fn.type === T.FunctionExpression && (node.type === T.ThisExpression || (node.type === T.Identifier && (node.name === 'arguments' || node.name === fn.id?.name)))) isPlain = false;
    if (node.type !== T.ReturnStatement || findOwner(node) !== fn) return undefined;
    found.push(node);
    if (node.argument || isInLoop(node, fn)) isPlain = false;
    return undefined;
  });
  return isPlain ? found : undefined;
}

function findOwner(node: TSESTree.Node): TSESTree.Node | undefined {
  let current: TSESTree.Node | undefined = node;
  while (current && !isFunction(current)) current = current.parent;
  return current;
}

function isInLoop(node: TSESTree.Node, fn: FunctionNode): boolean {
  for (let current: TSESTree.Node | undefined = node; current && current !== fn; current = current.parent) {
    if (/^(?:For|While|DoWhile)/u.test(current.type)) return true;
  }
  return false;
}

/** The range of the body with its parentheses. */
function findBody({ source }: TypedFile, fn: FunctionNode): TSESTree.Range | undefined {
  if (fn.body.type === T.BlockStatement) return fn.body.range;
  const arrow = source.getTokenBefore(fn.body, ({ value }) => value === '=>');
  const first = arrow && source.getTokenAfter(arrow);
  return first ? [first.range[0], fn.range[1]] : undefined;
}
