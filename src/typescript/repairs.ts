import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Consumption } from '../analysis/consumption.ts';
import type { ExecutionContext } from '../analysis/execution-context.ts';
import type { Intent, Repair, TextEdit } from '../analysis/intent.ts';
import type { Unexecuted } from '../analysis/query-site.ts';
import { takesArray } from './array-places.ts';
import { findSemicolon } from './await-edits.ts';
import { executeAwaited, executeBuilder } from './builder-edits.ts';
import type { OperationCall } from './calls.ts';
import { isPartial, iterateAsync, wrapInFromAsync } from './collect-edits.ts';
import type { Evaluation } from './evaluations.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { repairInAsync } from './make-async.ts';
import { isNullable } from './mended-types.ts';
import { useTwin } from './rename-edits.ts';
import { awaitResult, combine, iterateResult } from './result-edits.ts';
import { climbTransparent } from './syntax.ts';

/** A call that a repair is asked for. */
export interface RepairedCall {
  readonly call: OperationCall;
  readonly awaitable: TSESTree.Node;
  readonly consumption: Consumption | undefined;
  readonly unexecuted: Unexecuted | undefined;
}

/** Turns an intent for a call into edits; `undefined` where no edit would be right. */
export function repairCall(file: TypedFile, contexts: ExecutionContexts, target: RepairedCall, intent: Intent): Repair | undefined {
  const { awaitable, call } = target;
  switch (intent.kind) {
    case 'await':
      return awaitResult(file, contexts, awaitable);
    case 'iterate-async':
      return iterateResult(file, contexts, awaitable);
    case 'use-async':
      return useTwin(file, contexts, call);
    case 'combine':
      return combine(file, contexts, target);
    case 'execute':
      return target.unexecuted && executeBuilder(file, contexts, call.node, target.unexecuted, intent);
    default:
      return undefined;
  }
}

/** Turns an evaluation into its async form. */
export function repairEvaluation(
  file: TypedFile,
  contexts: ExecutionContexts,
  evaluation: Evaluation,
  context: ExecutionContext,
  intent: Intent,
): Repair | undefined {
  const { node, receiver } = evaluation;
  if (node.type === T.AwaitExpression) return repairLazyAwait(file, node, intent);
  if (intent.kind !== 'use-async') return undefined;
  const repair = repairInAsync(file, contexts, context, node, iterateAsync(file, receiver));
  return repair && (isPartial(receiver) ? { ...repair, safety: 'unsafe' } : repair);
}

function repairLazyAwait(file: TypedFile, node: TSESTree.AwaitExpression, intent: Intent): Repair | undefined {
  const operand = node.argument;
  const start = getOperandStart(file, node);
  const isOpen = /[([`/+-]/u.test(file.source.text.charAt(start));
  const remove: TextEdit = { range: [node.range[0], start], text: isOpen ? findSemicolon(file, node) : '' };
  const evaluable = file.receivers.find(file.typeOf(operand))?.declaration.evaluable ?? false;
  switch (intent.kind) {
    case 'execute':
      return executeAwaited(node, intent);
    case 'remove-await':
      return { safety: 'unsafe', edits: [remove] };
    case 'iterate-async': {
      const value = climbTransparent(node);
      // A pattern may want the first rows only.
      const edits = evaluable && value.parent?.type !== T.VariableDeclarator && value.parent?.type !== T.AssignmentExpression ? iterateAsync(file, value) : undefined;
      return edits && { safety: 'safe', edits: [...edits, remove] };
    }
    case 'collect-async': {
      const edits = evaluable && !isNullable(file.compiler, file.typeOf(operand)) && takesArray(file, node) ? wrapInFromAsync(file, operand, '') : undefined;
      return edits && { safety: 'unsafe', edits };
    }
    default:
      return undefined;
  }
}

function getOperandStart({ source }: TypedFile, node: TSESTree.AwaitExpression): number {
  const keyword = source.getFirstToken(node);
  const next = keyword && source.getTokenAfter(keyword, { includeComments: true });
  return next?.range[0] ?? node.argument.range[0];
}
