import type { Flow } from '../analysis/flow.ts';
import { visitorKeys, type AsyncFor, type Expression, type ExceptHandler, type For, type If, type Node, type Statement, type While } from './parser/index.ts';

/** What the flow of a function is made of. */
interface Steps<Step> {
  /** The step that a node runs once its operands have run. */
  get(node: Node): Step | undefined;
  /** Does something in a range belong to a step? */
  hasStep(range: readonly [number, number]): boolean;
  /** Does the function wait in a range for something that is no query, or let others go on? */
  hasPause(range: readonly [number, number]): boolean;
  /** Are the rounds of a loop right only together? */
  isBounded(loop: For | AsyncFor | While): boolean;
}

const EMPTY: Flow<never> = { kind: 'sequence', parts: [] };
const PAUSE: Flow<never> = { kind: 'pause' };

/** The order in which a function runs its steps. */
export function readFlow<Step>(body: readonly Statement[], steps: Steps<Step>): Flow<Step> {
  return readBlock(body, []);

  function readBlock(statements: readonly Statement[], loops: readonly Statement[]): Flow<Step> {
    const groups: Flow<Step>[][] = [[]];
    for (const statement of statements) {
      const isPaused = steps.hasPause(statement.range);
      if (isPaused) groups.push([]);
      groups.at(-1)?.push(read(statement, loops));
      if (isPaused) groups.push([]);
    }
    const parts = groups.map(sequence).filter((part) => part !== EMPTY);
    // No transaction of Django's spans an `await`: what stands on its two sides cannot be held together.
    return parts.length > 1 ? sequence(parts.map((part): Flow<Step> => ({ kind: 'attempt', body: part, handler: EMPTY }))) : sequence(parts);
  }

  function read(node: Statement, loops: readonly Statement[]): Flow<Step> {
    switch (node.type) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
      case 'ClassDef':
        return EMPTY;
      case 'If':
        return readIf(node, loops);
      case 'For':
      case 'AsyncFor':
      case 'While': {
        const first = node.type === 'While' ? node.test : node.iter;
        const inner: Flow<Step> = { kind: 'block', token: node.body, body: sequence([...(node.type === 'While' ? [readExpression(first)] : []), readBlock(node.body, [...loops, node])]) };
        // Rounds of a loop over rows mostly stand for themselves.
        const loop: Flow<Step> = { kind: 'loop', token: node, bounded: steps.isBounded(node), body: inner };
        return sequence([node.type === 'While' ? EMPTY : readExpression(first), ...(node.type === 'AsyncFor' ? [PAUSE] : []), loop, readBlock(node.orelse, loops)]);
      }
      case 'Try':
      case 'TryStar':
        return {
          kind: 'attempt',
          body: sequence([readBlock(node.body, loops), readBlock(node.orelse, loops)]),
          ...(node.handlers.length > 0 && { handler: readHandlers(node.handlers, loops) }),
          ...(node.finalbody.length > 0 && { finalizer: readBlock(node.finalbody, loops) }),
        };
      case 'With':
      case 'AsyncWith': {
        const inner = sequence([...node.items.map(({ context_expr: manager }) => readExpression(manager)), readBlock(node.body, loops)]);
        return node.items.some(({ context_expr: manager }) => isSuppressing(manager)) ? { kind: 'attempt', body: inner, handler: EMPTY } : inner;
      }
      case 'Match': {
        const arms = node.cases.map(({ body: inner }) => readBlock(inner, loops));
        return sequence([readExpression(node.subject), { kind: 'choice', arms, optional: true }]);
      }
      case 'Return':
        return sequence([node.value ? readExpression(node.value) : EMPTY, { kind: 'exit', to: 'caller' }]);
      case 'Raise':
        return sequence([node.exc ? readExpression(node.exc) : EMPTY, { kind: 'exit', to: 'error' }]);
      case 'Break':
      case 'Continue': {
        const loop = loops.at(-1);
        const body = loop && 'body' in loop ? loop.body : undefined;
        return { kind: 'exit', to: (node.type === 'Break' ? loop : (body as object | undefined)) ?? 'error' };
      }
      default:
        return readOperands(node);
    }
  }

  /** A chain of `elif` may be as long as its author likes, so it is no recursion. */
  function readIf(first: If, loops: readonly Statement[]): Flow<Step> {
    const arms: Flow<Step>[] = [];
    const tests: Flow<Step>[] = [];
    for (let node = first; ; ) {
      tests.push(readExpression(node.test));
      arms.push(readBlock(node.body, loops));
      const [only]: readonly Statement[] = node.orelse;
      if (node.orelse.length === 1 && only?.type === 'If') {
        node = only;
        continue;
      }
      const isOptional = node.orelse.length === 0;
      if (!isOptional) arms.push(readBlock(node.orelse, loops));
      return sequence([...tests, { kind: 'choice', arms, optional: isOptional }]);
    }
  }

  function readHandlers(handlers: readonly ExceptHandler[], loops: readonly Statement[]): Flow<Step> {
    return { kind: 'choice', arms: handlers.map(({ body: inner }) => readBlock(inner, loops)), optional: false };
  }

  function readExpression(node: Expression): Flow<Step> {
    if (!steps.hasStep(node.range)) return steps.hasPause(node.range) ? PAUSE : EMPTY;
    switch (node.type) {
      case 'Lambda':
        return EMPTY;
      case 'IfExp':
        return sequence([readExpression(node.test), { kind: 'choice', arms: [readExpression(node.body), readExpression(node.orelse)], optional: false }]);
      case 'BoolOp': {
        const [first, ...others] = node.values.map(readExpression);
        return sequence([first ?? EMPTY, { kind: 'choice', arms: [sequence(others)], optional: true }]);
      }
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp':
        return { kind: 'loop', token: node, body: readOperands(node), bounded: false };
      default:
        return readOperands(node);
    }
  }

  function readOperands(node: Node): Flow<Step> {
    if (!steps.hasStep(node.range)) return steps.hasPause(node.range) ? PAUSE : EMPTY;
    const parts: Flow<Step>[] = [];
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Record<string, Node | readonly (Node | null)[] | null | undefined>)[key];
      for (const part of Array.isArray(child) ? (child as readonly (Node | null)[]) : [child as Node | null | undefined]) if (part) parts.push(readPart(part));
    }
    const step = steps.get(node);
    if (step) parts.push({ kind: 'step', step });
    return sequence(parts);
  }

  function readPart(node: Node): Flow<Step> {
    return visitorKeys[node.type].length > 0 || steps.get(node) ? readExpression(node as Expression) : EMPTY;
  }
}

/** `suppress(…)`, `contextlib.suppress(…)` */
function isSuppressing(manager: Expression): boolean {
  const callee = manager.type === 'Call' ? manager.func : manager;
  return (callee.type === 'Attribute' ? callee.attr : callee.type === 'Name' ? callee.id : '') === 'suppress';
}

function sequence<Step>(parts: readonly Flow<Step>[]): Flow<Step> {
  const kept = parts.filter((part) => part !== EMPTY);
  const [only] = kept;
  return kept.length === 1 && only ? only : kept.length === 0 ? EMPTY : { kind: 'sequence', parts: kept };
}
