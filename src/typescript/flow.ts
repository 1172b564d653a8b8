import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/utils';
import type { Flow } from '../analysis/flow.ts';
import type { ExecutionContexts } from './execution-context.ts';
import type { TypedFile } from './file.ts';
import { isBoundedLoop } from './loops.ts';
import { getPromiseMethod, isHandlingFailure } from './promises.ts';
import type { Ranges } from './ranges.ts';
import { climbTransparent, isFunction, type FunctionNode } from './syntax.ts';

/** What the flow of a function is made of. */
export interface Steps<Step> {
  /** The steps that a node runs once its operands have run. */
  get(node: TSESTree.Node): readonly Step[];
  readonly ranges: Ranges;
  readonly pauses: Ranges;
}

const EMPTY: Flow<never> = { kind: 'sequence', parts: [] };
const PAUSE: Flow<never> = { kind: 'pause' };

/** The order in which a function runs its steps. */
export function readFlow<Step>(file: TypedFile, contexts: ExecutionContexts, fn: FunctionNode, steps: Steps<Step>): Flow<Step> {
  return read(fn.body);

  function read(node: TSESTree.Node | null | undefined): Flow<Step> {
    if (!node) return EMPTY;
    switch (node.type) {
      case T.IfStatement:
        return readIf(node);
      case T.ForStatement:
        return sequence([read(node.init), readLoop(node, [node.test, node.body, node.update])]);
      case T.ForInStatement:
      case T.ForOfStatement:
        return sequence([read(node.right), readLoop(node, [node.body])]);
      case T.WhileStatement:
        return readLoop(node, [node.test, node.body]);
      case T.DoWhileStatement:
        return readLoop(node, [node.body, node.test]);
      case T.LabeledStatement:
        return { kind: 'block', token: node, body: read(node.body) };
      case T.SwitchStatement: {
        const arms = node.cases.map(({ test, consequent }) => sequence([test, ...consequent].map(read)));
        const optional = node.cases.every(({ test }) => test !== null);
        return { kind: 'block', token: node, body: sequence([read(node.discriminant), { kind: 'choice', arms, optional, falls: true }]) };
      }
      case T.TryStatement:
        return {
          kind: 'attempt',
          body: read(node.block),
          ...(node.handler && { handler: read(node.handler.body) }),
          ...(node.finalizer && { finalizer: read(node.finalizer) }),
        };
      case T.ReturnStatement:
        return sequence([read(node.argument), ...readOwn(node), { kind: 'exit', to: findReturnTarget(node) }]);
      case T.ThrowStatement:
        return sequence([read(node.argument), ...readOwn(node), { kind: 'exit', to: 'error' }]);
      case T.BreakStatement:
      case T.ContinueStatement:
        return { kind: 'exit', to: findJumpTarget(node) };
      default:
        return node.type.endsWith('Statement') ? readOperands(node) : readExpression(node);
    }
  }

  /** A chain of `else if` may be as long as its author likes, so it is no recursion. */
  function readIf(first: TSESTree.IfStatement): Flow<Step> {
    const arms: Flow<Step>[] = [];
    let rest: TSESTree.Statement | null = first;
    while (rest?.type === T.IfStatement && (rest === first || !isNoticed(rest.test))) {
      arms.push(read(rest.consequent));
      rest = rest.alternate;
    }
    if (rest) arms.push(read(rest));
    return sequence([read(first.test), { kind: 'choice', arms, optional: rest === null }]);
  }

  function isNoticed({ range }: TSESTree.Node): boolean {
    return steps.ranges.hasWithin(range) || steps.pauses.hasWithin(range);
  }

  function readExpression(node: TSESTree.Node): Flow<Step> {
    if (!steps.ranges.hasWithin(node.range)) return steps.pauses.hasWithin(node.range) ? PAUSE : EMPTY;
    switch (node.type) {
      case T.ConditionalExpression:
        return sequence([read(node.test), { kind: 'choice', arms: [read(node.consequent), read(node.alternate)], optional: false }]);
      case T.LogicalExpression:
        return sequence([read(node.left), { kind: 'choice', arms: [read(node.right)], optional: true }]);
      case T.CallExpression:
        // Whoever deals with a failure on the spot lets the rest go on.
        if (isHandlingFailure(node)) return { kind: 'attempt', body: readOperands(node), handler: EMPTY };
        return getPromiseMethod(file, node) === 'allSettled' ? sequence(node.arguments.map(readSettled)) : readOperands(node);
      default:
        return isFunction(node) ? readFunction(node) : readOperands(node);
    }
  }

  /** Each of the promises may fail by itself. */
  function readSettled(node: TSESTree.Node): Flow<Step> {
    if (node.type === T.ArrayExpression) return sequence(node.elements.map((element): Flow<Step> => ({ kind: 'attempt', body: read(element), handler: EMPTY })));
    if (node.type !== T.CallExpression) return { kind: 'attempt', body: read(node), handler: EMPTY };
    return sequence([read(node.callee), ...node.arguments.map((argument) => (isFunction(argument) ? readFunction(argument, true) : read(argument)))]);
  }

  function readOperands(node: TSESTree.Node): Flow<Step> {
    const parts: Flow<Step>[] = [];
    for (const key of file.source.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>)[key];
      for (const part of Array.isArray(child) ? child : [child]) if (part) parts.push(read(part));
    }
    parts.push(...readOwn(node));
    return sequence(parts);
  }

  function readOwn(node: TSESTree.Node): readonly Flow<Step>[] {
    return steps.get(node).map((step): Flow<Step> => ({ kind: 'step', step }));
  }

  /** A callback that runs on the spot runs once per element; other functions run at another time, if ever. */
  function readFunction(nested: FunctionNode, settled = false): Flow<Step> {
    const runner = contexts.findRunner(climbTransparent(nested));
    if (runner === undefined) return EMPTY;
    const body: Flow<Step> = { kind: 'block', token: nested.body, body: read(nested.body) };
    if (runner.startsWith('Promise')) return body;
    return {
      kind: 'loop',
      token: nested,
      body: settled ? { kind: 'attempt', body, handler: EMPTY } : body,
      bounded: !steps.pauses.hasWithin(nested.body.range),
    };
  }

  function readLoop(node: LoopNode, parts: readonly (TSESTree.Node | null)[]): Flow<Step> {
    const body: Flow<Step> = { kind: 'block', token: node.body, body: sequence(parts.map(read)) };
    const [start] = node.range;
    // A stream that is no query makes the loop itself wait.
    const waits = steps.pauses.hasWithin([start, start + 1]) || parts.some((part) => part && steps.pauses.hasWithin(part.range));
    const bounded = !waits && isBoundedLoop(file, node, steps.ranges);
    return { kind: 'loop', token: node, body, bounded };
  }

  function findReturnTarget(node: TSESTree.Node): TSESTree.Node | 'caller' {
    let current = node.parent;
    while (current && !isFunction(current)) current = current.parent;
    return current && current !== fn ? current.body : 'caller';
  }
}

type LoopNode = TSESTree.DoWhileStatement | TSESTree.ForInStatement | TSESTree.ForOfStatement | TSESTree.ForStatement | TSESTree.WhileStatement;

/** The node whose end a jump leads to: a loop, its body, a `switch` or a labelled statement. */
function findJumpTarget({ label, parent, type }: TSESTree.BreakStatement | TSESTree.ContinueStatement): TSESTree.Node | 'error' {
  const isContinue = type === T.ContinueStatement;
  for (let current: TSESTree.Node | undefined = parent; current; current = current.parent) {
    if (label) {
      if (current.type !== T.LabeledStatement || current.label.name !== label.name) continue;
      return isContinue && isLoop(current.body) ? current.body.body : current;
    }
    if (isLoop(current)) return isContinue ? current.body : current;
    if (!isContinue && current.type === T.SwitchStatement) return current;
  }
  return 'error';
}

function isLoop(node: TSESTree.Node): node is LoopNode {
  return /^(?:For|While|DoWhile)/u.test(node.type);
}

function sequence<Step>(parts: readonly Flow<Step>[]): Flow<Step> {
  const kept = parts.filter((part) => part !== EMPTY);
  const [only] = kept;
  return kept.length === 1 && only ? only : kept.length === 0 ? EMPTY : { kind: 'sequence', parts: kept };
}
