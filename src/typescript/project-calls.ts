import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { isOnLoop } from '../analysis/execution-context.ts';
import type { FunctionSummary } from '../analysis/function-summary.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { createFunctionSummaries, type FunctionSummaries } from './function-summaries.ts';
import type { ProjectFunction } from './project-functions.ts';
import type { Receivers } from './receivers.ts';
import { climbTransparent, getMemberName, isFunction, stripTransparent } from './syntax.ts';

/** A place that runs a function of the project which may query. */
export interface ProjectCall {
  /** The call, the `new`, the member that is read, or the name that is handed over. */
  readonly node: TSESTree.Node;
  /** The name of what is run, as written. */
  readonly name: TSESTree.Node;
  readonly form: 'argument' | 'call' | 'property';
  readonly fn: ProjectFunction;
  readonly summary: FunctionSummary;
}

const summariesOfPrograms = new WeakMap<Receivers, FunctionSummaries>();

export function getSummaries({ compiler, knowledge, receivers }: TypedFile): FunctionSummaries {
  let summaries = summariesOfPrograms.get(receivers);
  if (!summaries) summariesOfPrograms.set(receivers, (summaries = createFunctionSummaries(compiler, receivers, knowledge)));
  return summaries;
}

/** What is asked of the functions: the less it may be, the fewer need a look. */
export type Question = 'blocks' | 'queries';

/** Could a node run such a function, by the names in it alone? */
export function mayRun(file: TypedFile, node: TSESTree.Node, question: Question): boolean {
  const { index } = getSummaries(file);
  const mayMatter = question === 'blocks' ? index.mayBlock : index.mayQuery;
  if (node.type === T.MemberExpression) return question === 'blocks' && index.mayBlockWhenRead(getMemberName(node) ?? '');
  if (node.type !== T.CallExpression && node.type !== T.NewExpression) return false;
  return [node.callee, ...(question === 'blocks' ? node.arguments : [])].some((part) => mayMatter(getText(findName(part))));
}

/** The functions of the project that a node runs: what it calls, a getter that it reads, functions that it hands to `map` and its like. */
export function findProjectCalls(file: TypedFile, contexts: ExecutionContexts, node: TSESTree.Node, question: Question = 'queries'): readonly ProjectCall[] {
  const { functions, index, ...summaries } = getSummaries(file);
  const mayMatter = question === 'blocks' ? index.mayBlock : index.mayQuery;
  const describe = (form: ProjectCall['form'], place: TSESTree.Node, name: TSESTree.Node, fn: ProjectFunction | undefined): readonly ProjectCall[] =>
    fn ? [{ node: place, name, form, fn, summary: summaries.of(fn) }] : [];
  if (node.type === T.MemberExpression) {
    const name = getMemberName(node);
    if (question !== 'blocks' || name === undefined || node.computed || !index.mayBlockWhenRead(name) || !isRead(node)) return [];
    return describe('property', node, node.property, functions.findRead(file.toTypeScript(node) as ts.PropertyAccessExpression));
  }
  if (node.type !== T.CallExpression && node.type !== T.NewExpression) return [];
  const name = findName(node.callee);
  const called = name && mayMatter(getText(name)) ? describe('call', node, name, functions.findCalled(file.toTypeScript(node) as ts.CallLikeExpression)) : [];
  const given = question === 'queries' ? [] : node.arguments.flatMap((argument) => {
    const handed = argument.type === T.Identifier || argument.type === T.MemberExpression ? findName(argument) : undefined;
    if (!handed || !mayMatter(getText(handed)) || !contexts.isRunByCall(argument)) return [];
    return describe('argument', argument, handed, functions.findNamed(file.toTypeScript(argument) as ts.Expression));
  });
  return [...called, ...given];
}

function findName(callee: TSESTree.Node): TSESTree.Node | undefined {
  const value = stripTransparent(callee);
  if (value.type === T.Identifier) return value;
  return value.type === T.MemberExpression ? value.property : undefined;
}

function getText(name: TSESTree.Node | undefined): string {
  if (name?.type === T.Identifier || name?.type === T.PrivateIdentifier) return name.name;
  return name?.type === T.Literal && typeof name.value === 'string' ? name.value : '';
}

function isRead(member: TSESTree.MemberExpression): boolean {
  const value = climbTransparent(member);
  const { parent } = value;
  if (parent?.type === T.CallExpression || parent?.type === T.NewExpression) return parent.callee !== value;
  if (parent?.type === T.UnaryExpression) return parent.operator !== 'delete';
  return !(parent?.type === T.AssignmentExpression && parent.left === value && parent.operator === '=');
}

/** Does the function stand in the linted file, in code that is known to run on the event loop? What it does is then reported there. */
export function isReportedItself(file: TypedFile, contexts: ExecutionContexts, fn: ProjectFunction): boolean {
  const node = file.fromTypeScript(fn);
  const held = node?.type === T.MethodDefinition || node?.type === T.Property ? node.value : node;
  return isFunction(held) && isOnLoop(contexts.of(held.body));
}
