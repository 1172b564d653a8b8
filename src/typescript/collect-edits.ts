import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from '../analysis/intent.ts';
import { awaitExpression, insert, insertWord } from './await-edits.ts';
import { isCollection, isLibraryCall } from './evaluations.ts';
import type { TypedFile } from './file.ts';

/** Edits that make the code around an iterable iterate it asynchronously; `undefined` where it does something else with it. */
export function iterateAsync(file: TypedFile, iterable: TSESTree.Node): readonly TextEdit[] | undefined {
  const { parent } = iterable;
  switch (parent?.type) {
    case T.ForOfStatement:
      if (parent.right !== iterable) return undefined;
      return parent.await ? [] : [insert(parent.range[0] + 'for'.length, ' await')];
    case T.YieldExpression:
      return parent.delegate ? [] : undefined;
    case T.SpreadElement:
      if (parent.parent.type === T.ObjectExpression || !hasFromAsync(file)) return undefined;
      return parent.parent.type === T.ArrayExpression && parent.parent.elements.length === 1 ? copyArray(file, parent.parent, parent) : wrapInFromAsync(file, iterable);
    case T.VariableDeclarator:
      return parent.id.type === T.ArrayPattern ? wrapInFromAsync(file, iterable) : undefined;
    case T.AssignmentExpression:
      return parent.left.type === T.ArrayPattern && parent.right === iterable ? wrapInFromAsync(file, iterable) : undefined;
    case T.CallExpression:
    case T.NewExpression:
      return collectAsync(file, parent, iterable);
    default:
      return undefined;
  }
}

/** May the code want only the first rows, where collecting all of them takes too long? Only a person can tell. */
export function isPartial({ parent }: TSESTree.Node): boolean {
  const pattern = parent?.type === T.VariableDeclarator ? parent.id : parent?.type === T.AssignmentExpression ? parent.left : undefined;
  return pattern?.type === T.ArrayPattern && pattern.elements.at(-1)?.type !== T.RestElement;
}

function collectAsync(file: TypedFile, node: TSESTree.CallExpression | TSESTree.NewExpression, iterable: TSESTree.Node): readonly TextEdit[] | undefined {
  const callee = file.source.getText(node.callee);
  if (callee === 'Array.fromAsync' && node.arguments[0] === iterable && isLibraryCall(file, node)) return [];
  if (!isCollection(file, node, iterable) || !hasFromAsync(file)) return undefined;
  if (node.callee.type !== T.MemberExpression || callee !== 'Array.from') return wrapInFromAsync(file, iterable);
  const edits = awaitExpression(file, node);
  return edits && [{ range: node.callee.property.range, text: 'fromAsync' }, ...edits];
}

/** `[...rows]` becomes `await Array.fromAsync(rows)`; everything between the brackets stays. */
function copyArray(file: TypedFile, array: TSESTree.ArrayExpression, spread: TSESTree.SpreadElement): readonly TextEdit[] | undefined {
  const [start, end] = array.range;
  const comma = file.source.getTokenAfter(spread, ({ value }) => value === ',');
  const edits = awaitExpression(file, array);
  return (
    edits && [
      ...edits,
      { range: [start, start + 1], text: 'Array.fromAsync(' },
      { range: [spread.range[0], spread.range[0] + '...'.length], text: '' },
      ...(comma && comma.range[1] < end ? [{ range: comma.range, text: '' }] : []),
      { range: [end - 1, end], text: ')' },
    ]
  );
}

/** The rows of an iterable as an array. */
export function wrapInFromAsync(file: TypedFile, iterable: TSESTree.Node, awaited = 'await '): readonly TextEdit[] | undefined {
  if (!hasFromAsync(file)) return undefined;
  const [open, close] = iterable.type === T.SequenceExpression ? ['(', '))'] : ['', ')'];
  return [insertWord(file, iterable.range[0], `${awaited}Array.fromAsync(${open}`), insert(iterable.range[1], close)];
}

function hasFromAsync({ compiler: { checker, ts: tsc }, source, toTypeScript }: TypedFile): boolean {
  const array = checker.resolveName('Array', toTypeScript(source.ast), tsc.SymbolFlags.Value, false);
  return array !== undefined && checker.getTypeOfSymbol(array).getProperty('fromAsync') !== undefined;
}
