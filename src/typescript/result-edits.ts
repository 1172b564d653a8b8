import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Consumption } from '../analysis/consumption.ts';
import type { Repair, TextEdit } from '../analysis/intent.ts';
import { awaitCall, awaitExpression, insert } from './await-edits.ts';
import { replaceVoid } from './builder-edits.ts';
import { isPartial, iterateAsync } from './collect-edits.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { repairInAsync } from './make-async.ts';
import { isNullable } from './mended-types.ts';
import { isTransparent } from './syntax.ts';
import { isThenable } from './type-shape.ts';
import { getStep } from './value-steps.ts';

/** Awaits a result where it is used: `Student.objects.afirst().name` becomes `(await Student.objects.afirst())?.name`. */
export function awaitResult(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node): Repair | undefined {
  if (isCastToThenable(file, node.parent)) return undefined;
  const voided = replaceVoid(file, contexts, node);
  if (voided) return voided;
  const edits = awaitExpression(file, node);
  const link = findNullableLink(file, node);
  if (!link) return repairInAsync(file, contexts, contexts.of(node), node, edits, 'may-drop');
  const repair = edits && allowsUndefined(file, node) ? repairInAsync(file, contexts, contexts.of(node), node, [...edits, link]) : undefined;
  return repair && { ...repair, safety: 'unsafe' };
}

/** `await query as Promise<unknown>` would cast the awaited value. */
function isCastToThenable(file: TypedFile, node: TSESTree.Node | undefined): boolean {
  return (node?.type === T.TSAsExpression || node?.type === T.TSTypeAssertion) && isThenable(file.compiler, file.typeOf(node)) === 'yes';
}

/** Iterates asynchronously where rows are iterated like an array. */
export function iterateResult(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node): Repair | undefined {
  const repair = repairInAsync(file, contexts, contexts.of(node), node, iterateAsync(file, node));
  return repair && isPartial(node) ? { ...repair, safety: 'unsafe' } : repair;
}

/** Where the awaited value may be null, the property read on it must allow for that. */
function findNullableLink(file: TypedFile, node: TSESTree.Node): TextEdit | undefined {
  const { parent } = node;
  if (parent?.type !== T.MemberExpression || parent.object !== node || parent.optional) return undefined;
  const awaited = file.compiler.checker.getAwaitedType(file.typeOf(node));
  if (!awaited || !isNullable(file.compiler, awaited)) return undefined;
  const token = file.source.getTokenAfter(node, ({ value }) => value === '.' || value === '[');
  return token ? insert(token.range[0], parent.computed ? '?.' : '?') : undefined;
}

/** Does the place of an expression take `undefined` too? */
function allowsUndefined(file: TypedFile, node: TSESTree.Node): boolean {
  const { checker, ts: tsc } = file.compiler;
  const current = climbChain(node);
  if (current.parent?.type === T.ExpressionStatement) return true;
  if (current.parent?.type !== T.VariableDeclarator && current.parent?.type !== T.ReturnStatement && current.parent?.type !== T.ArrowFunctionExpression) return false;
  const expression = file.toTypeScript(current);
  const wanted = tsc.isExpression(expression) ? checker.getContextualType(expression) : undefined;
  return !wanted || checker.isTypeAssignableTo(checker.getUndefinedType(), wanted);
}

/** The chain of members and calls that starts with an expression, and what passes its value on. */
function climbChain(node: TSESTree.Node): TSESTree.Node {
  const step = getStep(node);
  const next = step.kind === 'passed' ? step.to : step.kind === 'member' ? step.member : undefined;
  if (next) return climbChain(next);
  return node.parent?.type === T.CallExpression && node.parent.callee === node ? climbChain(node.parent) : node;
}

interface Target {
  /** The array of promises, or the call that drops them. */
  readonly awaitable: TSESTree.Node;
  readonly consumption: Consumption | undefined;
}

/** Awaits all promises of an array: safely where the array itself was awaited, as a suggestion elsewhere. */
export function combine(file: TypedFile, contexts: ExecutionContexts, { awaitable, consumption }: Target): Repair | undefined {
  if (consumption?.kind === 'dropped') return mapInstead(file, contexts, awaitable);
  if (consumption?.kind !== 'uncombined' || isNullable(file.compiler, file.typeOf(awaitable))) return undefined;
  const { parent } = awaitable;
  if (parent?.type !== T.AwaitExpression) return isTransparent(parent) ? undefined : awaitAll(file, contexts, awaitable);
  const [start, end] = awaitable.range;
  return isTypedAsPromises(file, parent) ? undefined : { safety: 'safe', edits: [insert(start, 'Promise.all('), insert(end, ')')] };
}

function awaitAll(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node): Repair | undefined {
  const repair = repairInAsync(file, contexts, contexts.of(node), node, awaitCall(file, node, 'Promise.all(', ')'));
  return repair && { ...repair, safety: 'unsafe' };
}

/** `forEach` starts all calls at once, as `map` does; only their promises are lost. */
function mapInstead(file: TypedFile, contexts: ExecutionContexts, call: TSESTree.Node): Repair | undefined {
  if (call.type !== T.CallExpression || call.callee.type !== T.MemberExpression || call.parent.type !== T.ExpressionStatement) return undefined;
  const { object, property } = call.callee;
  if (property.type !== T.Identifier || property.name !== 'forEach' || !contexts.of(call).canAwait) return undefined;
  if (!file.compiler.checker.isArrayType(file.typeOf(object))) return undefined;
  const repair = awaitAll(file, contexts, call);
  return repair && { ...repair, edits: [...repair.edits, { range: property.range, text: 'map' }] };
}

/** Is the result declared to be promises, so that values would not fit? */
function isTypedAsPromises({ compiler: { checker, ts: tsc }, toTypeScript, typeOf }: TypedFile, node: TSESTree.AwaitExpression): boolean {
  const getElement = (type: ts.Type): ts.Type | undefined => checker.getIndexTypeOfType(type, tsc.IndexKind.Number);
  const expression = toTypeScript(node);
  const wanted = tsc.isExpression(expression) ? checker.getContextualType(expression) : undefined;
  const elements = (wanted?.isUnion() ? wanted.types : wanted ? [wanted] : []).flatMap((type) => getElement(type) ?? []);
  const given = getElement(typeOf(node));
  const awaited = given && checker.getAwaitedType(given);
  return awaited !== undefined && elements.length > 0 && !elements.some((element) => checker.isTypeAssignableTo(awaited, element));
}
