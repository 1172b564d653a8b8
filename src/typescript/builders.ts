import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Unexecuted } from '../analysis/query-site.ts';
import { findDroppingCaller, isCombinator } from './callees.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { continuesKept, isOnlyStepped } from './lazy-values.ts';
import { findLocalVariable, getReads } from './stored-results.ts';
import { climbTransparent, isVoided, type FunctionNode } from './syntax.ts';
import { findTerminals } from './terminals.ts';
import { hasOwnMember } from './thenables.ts';
import { isThenable } from './type-shape.ts';
import { getStep } from './value-steps.ts';

type Loss = Pick<Unexecuted, 'by' | 'forEffect' | 'variable'>;

/** How the builder that a call gives is never run; `undefined` where somebody may run it. */
export function findUnexecuted(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.CallExpression): Unexecuted | undefined {
  const type = file.typeOf(node);
  const terminals = findTerminals(file, type);
  const loss = terminals && findLoss(file, contexts, node, isThenable(file.compiler, type) !== 'no');
  if (!loss) return undefined;
  if (loss.by === 'discarded' && continuesKept(file, node, (other) => findTerminals(file, other) !== undefined)) {
    return terminals.immutable ? { ...terminals, ...loss, by: 'step' } : undefined;
  }
  return { ...terminals, ...loss };
}

function findLoss(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node, thenable: boolean): Loss | undefined {
  const step = getStep(node);
  switch (step.kind) {
    case 'passed':
      return findLoss(file, contexts, step.to, thenable);
    case 'dropped':
      return { by: 'discarded', forEffect: true };
    case 'kept':
      return isVoided(node) ? { by: 'discarded', forEffect: true } : undefined;
    case 'stored':
      return findUnusedVariable(file, step.id);
    case 'returned':
      return thenable && step.fn.async ? undefined : findLostReturn(file, contexts, step.fn, thenable);
    case 'contained':
      return !thenable && isCombined(file, step.literal) ? { by: 'combined', forEffect: isDropped(step.literal) } : undefined;
    default:
      return undefined;
  }
}

function findUnusedVariable(file: TypedFile, id: TSESTree.Identifier): Loss | undefined {
  const variable = findLocalVariable(file, id);
  const isSame = (type: ts.Type): boolean => findTerminals(file, type) !== undefined;
  const reads = variable ? getReads(variable) : [];
  if (!variable || !reads.every((read) => isOnlyStepped(file, variable, read, isSame))) return undefined;
  return { by: 'unused', variable: id.name, forEffect: reads.length === 0 };
}

/** Builders that a callback gives are lost where its caller drops them, or takes them for promises. */
function findLostReturn(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, thenable: boolean): Loss | undefined {
  const value = climbTransparent(fn);
  const call = value.parent;
  if (!thenable && call?.type === T.CallExpression && /Array\.map$/u.test(contexts.findRunner(value) ?? '') && isCombined(file, call)) return { by: 'combined', forEffect: isDropped(call) };
  return findDroppingCaller(file, fn) === undefined ? undefined : { by: 'dropped', forEffect: true };
}

/** Is an array given to `Promise.all` or its like? */
function isCombined(file: TypedFile, array: TSESTree.Node): boolean {
  const step = getStep(climbTransparent(array));
  return step.kind === 'argument' && isCombinator(file, step.call);
}

/** Does nothing use what `Promise.all` gives for an array? */
function isDropped(array: TSESTree.Node): boolean {
  const step = getStep(climbTransparent(array));
  const result = step.kind === 'argument' ? getStep(climbTransparent(step.call)) : undefined;
  return result?.kind === 'awaited' && getStep(climbTransparent(result.by)).kind === 'dropped';
}

/** The same for `await` on a builder, unless what it gives is used as the builder that it is. */
export function findAwaitedBuilder(file: TypedFile, node: TSESTree.AwaitExpression): Unexecuted | undefined {
  const type = file.typeOf(node.argument);
  const terminals = isThenable(file.compiler, type) === 'no' ? findTerminals(file, type) : undefined;
  if (!terminals || isUsedAsBuilder(file, node)) return undefined;
  return { ...terminals, by: 'awaited', forEffect: getStep(climbTransparent(node)).kind === 'dropped' };
}

function isUsedAsBuilder(file: TypedFile, node: TSESTree.Node): boolean {
  const step = getStep(climbTransparent(node));
  if (step.kind === 'member') return hasOwnMember(file, step.member);
  if (step.kind === 'argument') return isTakenAsBuilder(file, climbTransparent(node));
  if (step.kind !== 'stored') return false;
  const variable = findLocalVariable(file, step.id);
  return !variable || getReads(variable).some((read) => isUsedAsBuilder(file, read));
}

/** Is a builder wanted where an argument stands? */
function isTakenAsBuilder(file: TypedFile, argument: TSESTree.Node): boolean {
  const { compiler: { checker, ts: tsc }, toTypeScript } = file;
  const expression = toTypeScript(argument);
  const wanted = tsc.isExpression(expression) ? checker.getContextualType(expression) : undefined;
  return wanted !== undefined && findTerminals(file, wanted) !== undefined;
}
