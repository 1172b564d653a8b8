import type { AsyncFor, AsyncWith, Expression, For, If, Match, Statement, Try, TryStar, While, With } from '../../parser/index.ts';
import { readCaptures } from '../names/bindings.ts';
import { defineClass, defineFunction } from '../values/definition-factory.ts';
import { mergeVariables, type FlowFrame } from '../values/flow-frame.ts';
import type { Frame, Machine } from '../machine.ts';
import { getImportedName } from '../names/names.ts';
import { readNarrowing } from './narrowing.ts';
import { assignTo } from './assignments.ts';
import { decide } from './decisions.ts';
import { enter } from './entering.ts';
import { catchesError, evaluateExpected, expectsError, listDoubted, runExpected } from '../checks/expected-errors.ts';
import { runHeld } from '../context/configured.ts';
import { findNamedKind } from '../names/written-names.ts';
import { asksForLoop } from '../context/running-loop.ts';
import { findCoroutines, getMembers, use } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

// Deeper blocks belong to generated code.
const DEEPEST = 60;
// A body is run twice, so that the second round sees what the first has bound; inner loops of inner loops only once.
const DEEPEST_REPEATED = 2;

/** Runs statements along the paths that they may take. */
export function createExecutor(machine: Machine): (body: readonly Statement[], frame: Frame) => void {
  let depth = 0;
  let loops = 0;
  let finals = 0;

  function execute(body: readonly Statement[], frame: FlowFrame): void {
    if (depth > DEEPEST) return;
    depth += 1;
    for (const statement of body) {
      if (frame.isEnded) break;
      executeOne(statement, frame);
    }
    depth -= 1;
  }

  function executeOne(node: Statement, frame: FlowFrame): void {
    switch (node.type) {
      case 'Expr': {
        const value = evaluateExpected(machine, node.value, frame);
        // A display or comprehension as a statement drops all that it holds.
        const dropped = COLLECTIONS.has(node.value.type) ? findCoroutines(value) : getMembers(value);
        for (const member of dropped) if (member.kind === 'coroutine' && !member.scheduled) member.origin?.uses.push({ kind: 'discarded' });
        return;
      }
      case 'Assign': {
        const value = machine.evaluate(node.value, frame);
        for (const target of node.targets) assignTo(machine, target, value, frame, node.value);
        return;
      }
      case 'AnnAssign': {
        const value = node.value ? machine.evaluate(node.value, frame) : undefined;
        if (node.target.type === 'Name' && (!value || value.kind === 'unknown')) {
          if (node.value || frame.scope.kind !== 'class-definition') frame.assign(node.target.id, machine.readAnnotation(node.annotation, frame.scope, NO_TYPES));
        } else if (value) assignTo(machine, node.target, value, frame);
        return;
      }
      case 'AugAssign': {
        const added = machine.evaluate(node.value, frame);
        use(added, 'consumed');
        const value = machine.evaluate(node.target, frame);
        if (node.op === 'Add' && value.kind === 'instance' && value.definition.name === 'list') machine.iterate(added, node, node.value, frame, 'argument');
        if (node.target.type !== 'Name') return;
        const isQuery = value.kind === 'instance' && value.query !== undefined;
        frame.assign(node.target.id, isQuery || (value.kind === 'instance' && value.definition.name === 'list') ? dropItems(value) : UNKNOWN);
        return;
      }
      case 'Return': {
        const value = node.value ? machine.evaluate(node.value, frame) : { kind: 'none' as const };
        use(value, 'consumed');
        frame.exits.returns.push(value);
        if (finals === 0) for (const held of frame.variables.values()) noteLeak(held);
        frame.isEnded = true;
        return;
      }
      case 'Raise':
        for (const part of [node.exc, node.cause]) if (part) use(machine.evaluate(part, frame), 'consumed');
        frame.isEnded = true;
        return;
      case 'Break':
      case 'Continue':
        frame.exits.loops.at(-1)?.push(new Map(frame.variables));
        frame.isEnded = true;
        return;
      case 'Assert': {
        const value = evaluateExpected(machine, node.test, frame);
        machine.useProtocol(value, '__bool__', 'truth', node, node.test, frame);
        if (node.msg) machine.evaluate(node.msg, frame);
        applyNarrowing(node.test, true, frame);
        return;
      }
      case 'Delete':
        for (const target of node.targets) deleteTarget(target, frame);
        return;
      default:
        executeBlock(node, frame);
    }
  }

  function deleteTarget(target: Expression, frame: FlowFrame): void {
    if (target.type === 'Name') frame.variables.delete(target.id);
    if (target.type !== 'Subscript') return;
    const owner = machine.evaluate(target.value, frame);
    for (const member of getMembers(owner)) if (member.kind === 'instance') machine.callMethod(member, '__delitem__', [UNKNOWN], 'protocol', target, target, frame);
  }

  function executeBlock(node: Statement, frame: FlowFrame): void {
    switch (node.type) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        frame.assign(node.name, machine.bindFunction(defineFunction(node, frame.scope), frame));
        return;
      case 'ClassDef':
        frame.assign(node.name, { kind: 'class', definition: defineClass(node, frame.scope), args: [] });
        return;
      case 'Import':
        for (const alias of node.names) {
          const name = alias.asname === null ? (alias.name.split('.', 1)[0] ?? '') : alias.name;
          const module = machine.findModule(name, frame.module);
          frame.assign(alias.asname ?? name, module ? { kind: 'module', module } : UNKNOWN);
        }
        return;
      case 'ImportFrom':
        for (const alias of node.names) {
          const source = getImportedName(node.module, node.level, frame.module);
          const module = machine.findModule(source, frame.module);
          const inner = machine.findModule(`${source}.${alias.name}`, frame.module);
          const value = (module && machine.lookup(module, alias.name)) ?? (inner && { kind: 'module' as const, module: inner });
          frame.assign(alias.asname ?? alias.name, value ?? UNKNOWN);
        }
        return;
      case 'If':
        { executeIf(node, frame); return; }
      case 'While':
        { executeWhile(node, frame); return; }
      case 'For':
      case 'AsyncFor':
        { executeFor(node, frame); return; }
      case 'Try':
      case 'TryStar':
        { executeTry(node, frame); return; }
      case 'With':
      case 'AsyncWith':
        { executeWith(node, frame); return; }
      case 'Match':
        { executeMatch(node, frame); return; }
      default:
    }
  }

  function executeIf(first: If, frame: FlowFrame): void {
    const ends: Map<string, Value>[] = [];
    // A chain of `elif` is nested in the tree, as deep as it is long.
    for (let node = first; ; ) {
      const test = machine.evaluate(node.test, frame);
      machine.useProtocol(test, '__bool__', 'truth', node, node.test, frame);
      const before = new Map(frame.variables);
      // A loop that is run once has not seen what its later rounds set.
      const outcome = loops > DEEPEST_REPEATED ? undefined : decide(machine, node.test, test, frame);
      if (outcome !== false) {
        applyNarrowing(node.test, true, frame);
        execute(node.body, frame);
        if (!frame.isEnded) ends.push(frame.variables);
      }
      if (outcome === true) break;
      restore(frame, before);
      applyNarrowing(node.test, false, frame);
      const [only]: readonly Statement[] = node.orelse;
      if (node.orelse.length === 1 && only?.type === 'If') {
        node = only;
        continue;
      }
      execute(node.orelse, frame);
      if (!frame.isEnded) ends.push(frame.variables);
      break;
    }
    meet(frame, ends);
  }

  function executeWhile(node: While, frame: FlowFrame): void {
    repeat(frame, (isAgain) => {
      const test = machine.evaluate(node.test, frame);
      machine.useProtocol(test, '__bool__', 'truth', node, node.test, frame);
      if (!isAgain) applyNarrowing(node.test, true, frame);
      execute(node.body, frame);
    });
    execute(node.orelse, frame);
  }

  function executeFor(node: For | AsyncFor, frame: FlowFrame): void {
    const iterable = machine.evaluate(node.iter, frame);
    const element = node.type === 'AsyncFor' ? machine.iterateAsync(iterable, node, node.iter, frame) : machine.iterate(iterable, node, node.iter, frame, 'iteration');
    repeat(frame, () => {
      assignTo(machine, node.target, element, frame);
      execute(node.body, frame);
    });
    execute(node.orelse, frame);
  }

  /** Runs a loop body; afterwards it may have run not at all, once or more often, and may have been left anywhere. */
  function repeat(frame: FlowFrame, run: (isAgain: boolean) => void): void {
    loops += 1;
    for (let round = 0; round < (loops <= DEEPEST_REPEATED ? 2 : 1); round += 1) {
      const before = new Map(frame.variables);
      const exits: Map<string, Value>[] = [];
      frame.exits.loops.push(exits);
      run(round > 0);
      frame.exits.loops.pop();
      const ends = frame.isEnded ? exits : [frame.variables, ...exits];
      frame.isEnded = false;
      frame.variables = mergeVariables([before, ...ends]);
    }
    loops -= 1;
  }

  function executeTry(node: Try | TryStar, frame: FlowFrame): void {
    const before = new Map(frame.variables);
    const hasFinal = node.finalbody.length > 0;
    if (hasFinal) finals += 1;
    runExpected(frame, catchesError(node), () => { execute(node.body, frame); });
    const after = new Map(frame.variables);
    const isBodyEnded = frame.isEnded;
    if (!isBodyEnded) execute(node.orelse, frame);
    const ends = frame.isEnded ? [] : [frame.variables];
    for (const handler of asksForLoop(machine, node, frame) ? [] : node.handlers) {
      restore(frame, mergeVariables([before, after]));
      if (handler.exception) machine.evaluate(handler.exception, frame);
      if (handler.name !== null) frame.assign(handler.name, UNKNOWN);
      for (const name of listDoubted(node, handler)) frame.assign(name, UNKNOWN);
      execute(handler.body, frame);
      if (!frame.isEnded) ends.push(frame.variables);
    }
    if (hasFinal) finals -= 1;
    const isEnded = ends.length === 0;
    frame.isEnded = false;
    frame.variables = isEnded ? mergeVariables([before, after]) : mergeVariables(ends);
    execute(node.finalbody, frame);
    frame.isEnded ||= isEnded;
  }

  function executeWith(node: With | AsyncWith, frame: FlowFrame): void {
    for (const item of node.items) {
      const manager = machine.evaluate(item.context_expr, frame);
      const entered = enter(machine, manager, node, item, frame);
      if (item.optional_vars) assignTo(machine, item.optional_vars, entered, frame);
    }
    const isHeld = node.items.some(({ context_expr: manager }) => findNamedKind(machine, manager, frame.scope) === 'transaction');
    runHeld(frame, isHeld, () => { runExpected(frame, node.items.some(expectsError), () => { execute(node.body, frame); }); });
  }

  function executeMatch(node: Match, frame: FlowFrame): void {
    const subject = machine.evaluate(node.subject, frame);
    use(subject, 'consumed');
    const before = frame.variables;
    const ends: Map<string, Value>[] = [];
    let isComplete = false;
    for (const { body, guard, pattern } of node.cases) {
      restore(frame, new Map(before));
      for (const name of readCaptures(pattern)) frame.assign(name, UNKNOWN);
      if (guard) machine.useProtocol(machine.evaluate(guard, frame), '__bool__', 'truth', guard, guard, frame);
      execute(body, frame);
      if (!frame.isEnded) ends.push(frame.variables);
      isComplete ||= !guard && pattern.type === 'MatchAs' && pattern.pattern === null;
    }
    if (!isComplete) ends.push(before);
    meet(frame, ends);
  }

  function applyNarrowing(test: Expression, outcome: boolean, frame: FlowFrame): void {
    for (const [name, value] of readNarrowing(machine, test, outcome, frame)) frame.assign(name, value);
  }

  return (body, frame) => { execute(body, frame as FlowFrame); };
}

const COLLECTIONS: ReadonlySet<string> = new Set(['Dict', 'DictComp', 'GeneratorExp', 'List', 'ListComp', 'Set', 'SetComp', 'Tuple']);
const NO_TYPES: ReadonlyMap<string, Value> = new Map();

/** A coroutine in a variable that nothing has used where the function ends. */
function noteLeak(value: Value): void {
  if (value.kind === 'coroutine' && !value.scheduled && value.origin?.uses.length === 0) value.origin.uses.push({ kind: 'leaked' });
}

function restore(frame: FlowFrame, variables: Map<string, Value>): void {
  frame.variables = variables;
  frame.isEnded = false;
}

function meet(frame: FlowFrame, ends: readonly Map<string, Value>[]): void {
  frame.isEnded = ends.length === 0;
  if (ends.length > 0) frame.variables = mergeVariables(ends);
}

function dropItems(value: Value): Value {
  return value.kind === 'instance' ? { ...value, items: undefined } : value;
}
