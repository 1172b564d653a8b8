import { AST_NODE_TYPES as T, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { TypedFile } from './file.ts';
import { isFunction, isWithin, visitNodes, type FunctionNode } from './syntax.ts';
import type { TypedStep } from './typed-steps.ts';
import { findLaterWait, getWaiting } from './unawaited.ts';

/** What a transaction shall hold together. */
export interface WrappedSteps {
  readonly steps: readonly TypedStep[];
  /** The loop that repeats them, where all of its rounds belong together. */
  readonly loop: TSESTree.Node | undefined;
  readonly fn: FunctionNode;
}

/** Statements of one block, and what their surroundings need of them. */
export interface WrappedCode {
  readonly first: TSESTree.Statement;
  readonly last: TSESTree.Statement;
  readonly range: readonly [number, number];
  readonly statements: readonly TSESTree.Statement[];
  /** Where promises of the steps are waited for. */
  readonly waits: readonly TSESTree.Node[];
  /** Does anything in them wait? */
  readonly awaits: boolean;
  /** Names declared by them and used outside. */
  readonly names: readonly TSESLint.Scope.Variable[];
  readonly returns: readonly TSESTree.ReturnStatement[];
  /** Do they jump to code around them? */
  readonly jumps: boolean;
  readonly yields: boolean;
  /** Nothing of the block comes after them. */
  readonly endsBlock: boolean;
  /** Nothing of the function comes after them. */
  readonly endsFunction: boolean;
}

/** The statements that hold all steps; `undefined` where no block does, or where nobody waits for one of them. */
export function findWrappedCode(file: TypedFile, { fn, loop, steps }: WrappedSteps): WrappedCode | undefined {
  const waits: TSESTree.Node[] = [];
  for (const { node, site } of steps) {
    if (!site.thenable) continue;
    const wait = getWaiting(file, node, fn.body) === 'none' ? findLaterWait(file, node) : node;
    if (!wait) return undefined;
    waits.push(wait);
  }
  const targets = [...(loop ? [loop] : steps.map(({ node }) => node)), ...waits];
  let block = targets[0]?.parent;
  while (block && block !== fn.parent && !(block.type === T.BlockStatement && areWithin(targets, block))) block = block.parent;
  if (block?.type !== T.BlockStatement || !isWithin(block, fn)) return undefined;
  const { body } = block;
  const holds = (statement: TSESTree.Statement): boolean => targets.some((node) => isWithin(node, statement));
  if (waits.some((node) => getWaiting(file, node, block) === 'none')) return undefined;
  return readWrappedCode(file, body, body.findIndex(holds), body.findLastIndex(holds), waits);
}

function areWithin(nodes: readonly TSESTree.Node[], container: TSESTree.Node): boolean {
  return nodes.every((node) => isWithin(node, container));
}

/** The same up to the end of the function, so that nothing comes after it; `undefined` where it ends there already or cannot. */
export function extendToEnd(file: TypedFile, { endsFunction, first, waits }: WrappedCode): WrappedCode | undefined {
  const block = first.parent;
  if (endsFunction || block.type !== T.BlockStatement || !isFunction(block.parent)) return undefined;
  return readWrappedCode(file, block.body, block.body.indexOf(first), block.body.length - 1, waits);
}

function readWrappedCode(file: TypedFile, body: readonly TSESTree.Statement[], from: number, to: number, waits: readonly TSESTree.Node[]): WrappedCode | undefined {
  const statements = body.slice(from, to + 1);
  const [first] = statements;
  const last = statements.at(-1);
  if (!first || !last) return undefined;
  const range = [first.range[0], last.range[1]] as const;
  const endsBlock = to === body.length - 1;
  return {
    first,
    last,
    range,
    statements,
    waits,
    endsBlock,
    endsFunction: endsBlock && isFunction(first.parent.parent),
    names: listNames(file, statements, range),
    awaits: statements.some((statement) => isWaiting(file, statement)),
    ...readExits(file, statements),
  };
}

function listNames({ source }: TypedFile, statements: readonly TSESTree.Statement[], [start, end]: readonly [number, number]): readonly TSESLint.Scope.Variable[] {
  const variables = new Set<TSESLint.Scope.Variable>();
  for (const statement of statements) {
    visitNodes(source, statement, (node) => {
      const isHoisted = node === statement || (node.type === T.VariableDeclaration && node.kind === 'var');
      if (isHoisted) for (const variable of source.scopeManager?.getDeclaredVariables(node) ?? []) variables.add(variable);
      return isFunction(node) ? 'skip' : undefined;
    });
  }
  const isOutside = ({ identifier: { range } }: TSESLint.Scope.Reference): boolean => range[0] < start || range[0] >= end;
  return [...variables].filter(({ references }) => references.some(isOutside));
}

function readExits(file: TypedFile, statements: readonly TSESTree.Statement[]): Pick<WrappedCode, 'jumps' | 'returns' | 'yields'> {
  const returns: TSESTree.ReturnStatement[] = [];
  let jumps = false;
  let yields = false;
  for (const statement of statements) {
    visitNodes(file.source, statement, (node) => {
      if (isFunction(node)) return 'skip';
      if (node.type === T.ReturnStatement) returns.push(node);
      if (node.type === T.YieldExpression) yields = true;
      if ((node.type === T.BreakStatement || node.type === T.ContinueStatement) && !staysWithin(node, statement)) jumps = true;
      return undefined;
    });
  }
  return { jumps, returns, yields };
}

function staysWithin({ label, parent, type }: TSESTree.BreakStatement | TSESTree.ContinueStatement, statement: TSESTree.Statement): boolean {
  for (let current: TSESTree.Node | undefined = parent; current && isWithin(current, statement); current = current.parent) {
    if (label) {
      if (current.type === T.LabeledStatement && current.label.name === label.name) return true;
    } else if (/^(?:For|While|DoWhile)/u.test(current.type) || (type === T.BreakStatement && current.type === T.SwitchStatement)) return true;
  }
  return false;
}

/** Does a node wait for anything by itself, outside the functions in it? */
export function isWaiting({ source }: TypedFile, root: TSESTree.Node): boolean {
  let waiting = false;
  visitNodes(source, root, (node) => {
    if (isFunction(node)) return 'skip';
    if (node.type === T.AwaitExpression || (node.type === T.ForOfStatement && node.await) || (node.type === T.VariableDeclaration && node.kind === 'await using')) waiting = true;
    return undefined;
  });
  return waiting;
}
