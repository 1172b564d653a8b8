import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Flow } from '../analysis/flow.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { climbTransparent, isFunction, type FunctionNode } from './syntax.ts';

/** What the flow of a function is made of. */
export interface Steps<Step> {
  /** The steps that a node runs once its operands have run. */
  get(node: TSESTree.Node): readonly Step[];
  /** Does the range hold a step, or a query of any kind? */
  hasStep(range: readonly [number, number]): boolean;
  hasQuery(range: readonly [number, number]): boolean;
}

interface Surroundings {
  /** What `return` leaves: the handler, or only a callback that runs on the spot. */
  readonly returns: 'function' | 'loop';
  /** Does `break` leave a `switch`? */
  readonly inSwitch: boolean;
}

const EMPTY: Flow<never> = { kind: 'sequence', parts: [] };

/** The order in which a function runs its steps. */
export function readFlow<Step>(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, steps: Steps<Step>): Flow<Step> {
  return read(fn.body, { returns: 'function', inSwitch: false });

  function read(node: TSESTree.Node | null | undefined, around: Surroundings): Flow<Step> {
    if (!node) return EMPTY;
    switch (node.type) {
      case T.IfStatement:
      case T.ConditionalExpression: {
        const arms = [read(node.consequent, around), ...(node.alternate ? [read(node.alternate, around)] : [])];
        return sequence([read(node.test, around), { kind: 'choice', arms, optional: !node.alternate }]);
      }
      case T.LogicalExpression:
        if (!steps.hasStep(node.range)) return readPause(node);
        return sequence([read(node.left, around), { kind: 'choice', arms: [read(node.right, around)], optional: true }]);
      case T.ForStatement:
        return sequence([read(node.init, around), loop([node.test, node.body, node.update], node.test !== null, around)]);
      case T.ForInStatement:
        return sequence([read(node.right, around), loop([node.body], true, around)]);
      case T.ForOfStatement:
        // A stream may never end; rows do.
        return sequence([read(node.right, around), loop([node.body], !node.await || isRows(node.right), around)]);
      case T.WhileStatement:
      case T.DoWhileStatement:
        return loop([node.test, node.body], !(node.test.type === T.Literal && Boolean(node.test.value)), around);
      case T.TryStatement: {
        const arms = [read(node.block, around), ...(node.handler ? [read(node.handler.body, around)] : [])];
        return sequence([{ kind: 'choice', arms, optional: false }, read(node.finalizer, around)]);
      }
      case T.SwitchStatement: {
        const arms = node.cases.map(({ test, consequent }) => sequence([test, ...consequent].map((part) => read(part, { ...around, inSwitch: true }))));
        return sequence([read(node.discriminant, around), { kind: 'choice', arms, optional: node.cases.every(({ test }) => test !== null) }]);
      }
      case T.ReturnStatement:
        return sequence([read(node.argument, around), { kind: 'exit', from: around.returns }]);
      case T.ThrowStatement:
        return sequence([read(node.argument, around), { kind: 'exit', from: 'function' }]);
      case T.BreakStatement:
        return around.inSwitch && !node.label ? EMPTY : { kind: 'exit', from: 'loop' };
      case T.ContinueStatement:
        return { kind: 'exit', from: 'loop' };
      default:
        return isFunction(node) ? readFunction(node) : readOperands(node, around);
    }
  }

  function readOperands(node: TSESTree.Node, around: Surroundings): Flow<Step> {
    const isCode = node.type.endsWith('Statement') || node.type === T.StaticBlock;
    if (!isCode && !steps.hasStep(node.range)) return readPause(node);
    const parts: Flow<Step>[] = [];
    for (const key of file.source.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>)[key];
      for (const part of Array.isArray(child) ? child : [child]) if (part) parts.push(read(part, around));
    }
    parts.push(...steps.get(node).map((step): Flow<Step> => ({ kind: 'step', step })));
    return sequence(parts);
  }

  /** A callback that runs on the spot may run many times; other functions run at another time, if ever. */
  function readFunction(nested: FunctionNode): Flow<Step> {
    const value = climbTransparent(nested);
    const { parent } = value;
    const isCalled = parent?.type === T.CallExpression && parent.callee === value;
    if (!isCalled && !contexts.isRunByCall(value)) return EMPTY;
    const body = read(nested.body, { returns: 'loop', inSwitch: false });
    return { kind: 'loop', body, bounded: !isCalled && parent?.type !== T.NewExpression };
  }

  function loop(parts: readonly (TSESTree.Node | null)[], bounded: boolean, around: Surroundings): Flow<Step> {
    return { kind: 'loop', body: sequence(parts.map((part) => read(part, { ...around, inSwitch: false }))), bounded };
  }

  /** Waiting for something that is no query. */
  function readPause(node: TSESTree.Node): Flow<Step> {
    let expression = node;
    if (expression.type === T.VariableDeclaration) expression = expression.declarations[0]?.init ?? expression;
    if (expression.type === T.AssignmentExpression) expression = expression.right;
    return expression.type === T.AwaitExpression && !steps.hasQuery(expression.range) ? { kind: 'pause' } : EMPTY;
  }

  function isRows(node: TSESTree.Node): boolean {
    return file.receivers.isReceiver(file.typeOf(node)) || steps.hasQuery(node.range);
  }
}

function sequence<Step>(parts: readonly Flow<Step>[]): Flow<Step> {
  const kept = parts.filter((part) => part !== EMPTY);
  return kept.length === 0 ? EMPTY : { kind: 'sequence', parts: kept };
}
