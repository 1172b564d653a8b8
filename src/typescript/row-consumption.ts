import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption } from '../analysis/consumption.ts';
import { isCollection } from './evaluations.ts';
import type { TypedFile } from './file.ts';
import { findLocalVariable, getReads } from './stored-results.ts';
import { getStep, takesRows } from './value-steps.ts';

/** What happens to rows that are to be iterated asynchronously, and the expression that a repair belongs around. */
export interface RowsUse {
  readonly consumption: Consumption;
  readonly awaitable: TSESTree.Node;
}

/** The outermost expression that has the value of an inner one. */
function climb(node: TSESTree.Node): TSESTree.Node {
  const step = getStep(node);
  return step.kind === 'passed' ? climb(step.to) : node;
}

/** Rows that nobody iterates are never fetched; iterated synchronously, they are none. */
export function followRows(file: TypedFile, start: TSESTree.Node): RowsUse {
  const current = climb(start);
  const use = (consumption: Consumption): RowsUse => ({ consumption, awaitable: current });
  const step = getStep(current);
  if (step.kind === 'dropped') return use({ kind: 'discarded', mended: false });
  const isRead = step.kind === 'read' && takesRows(current) && current.parent?.type !== T.YieldExpression;
  if (isRead || (step.kind === 'argument' && isCollection(file, step.call, current))) return use({ kind: 'misused', as: 'iteration', mended: true });
  const variable = step.kind === 'stored' ? findLocalVariable(file, step.id) : undefined;
  if (step.kind === 'stored' && variable && getReads(variable).length === 0) return use({ kind: 'unused', variable: step.id.name, mended: false });
  return use({ kind: step.kind === 'awaited' ? 'awaited' : 'consumed' });
}
