import type { BoolOp, Compare, DictComp, Expression, GeneratorExp, JoinedStr, ListComp, SetComp, Subscript, TemplateStr } from '../../parser/index.ts';
import { createBlockFrame, type FlowFrame } from '../values/flow-frame.ts';
import { defineFunction } from '../values/definition-factory.ts';
import { decide } from './decisions.ts';
import { readGiven } from '../values/given.ts';
import type { Effect, Frame, Machine } from '../machine.ts';
import { narrow } from './narrowing.ts';
import { SILENT } from '../values/frames.ts';
import { getItem } from './subscripts.ts';
import { getMembers, join, mapMembers, use, withoutNone } from '../values/value-sets.ts';
import { awaitValue } from './awaits.ts';
import { combine, compare } from './operators.ts';
import { NONE, UNKNOWN, type Value } from '../values/values.ts';

// Longer chains are generated code; what they give stays unknown.
const DEEPEST = 250;

/** Evaluates expressions, in the order in which Python does. */
export function createEvaluator(machine: Machine): (node: Expression, frame: Frame) => Value {
  let depth = 0;

  function evaluate(node: Expression, frame: Frame): Value {
    if (depth > DEEPEST) return UNKNOWN;
    depth += 1;
    try {
      return evaluateNode(node, frame);
    } finally {
      depth -= 1;
    }
  }

  function evaluateNode(node: Expression, frame: Frame): Value {
    switch (node.type) {
      case 'Constant':
        if (node.literal === 'None') return NONE;
        return typeof node.value === 'bigint' || node.value === null ? UNKNOWN : { kind: 'literal', value: node.value };
      case 'Name':
        return frame.lookup(node.id) ?? UNKNOWN;
      case 'Attribute':
        return machine.getAttribute(evaluate(node.value, frame), node.attr, node, frame);
      case 'Call': {
        const callee = evaluate(node.func, frame);
        return machine.call(callee, readGiven(machine, node, frame), node, frame);
      }
      case 'Await':
        return awaitValue(machine, evaluateAwaited(node.value, frame), node, frame);
      case 'Subscript':
        return evaluateSubscript(node, frame);
      case 'BoolOp':
        return evaluateBoolOp(node, frame);
      case 'UnaryOp': {
        const value = evaluate(node.operand, frame);
        if (node.op === 'Not') machine.useProtocol(value, '__bool__', 'truth', node, node.operand, frame);
        return node.op === 'Not' ? machine.createInstance('builtins', 'bool') : machine.createInstance('builtins', 'int');
      }
      case 'BinOp':
        return combine(machine, evaluate(node.left, frame), evaluate(node.right, frame), node, frame);
      case 'Compare':
        return evaluateCompare(node, frame);
      case 'IfExp': {
        const test = evaluate(node.test, frame);
        machine.useProtocol(test, '__bool__', 'truth', node, node.test, frame);
        const outcome = decide(machine, node.test, test, frame);
        const yes = outcome === false ? undefined : evaluate(node.body, narrow(machine, node.test, true, frame));
        return join([yes, outcome === true ? undefined : evaluate(node.orelse, narrow(machine, node.test, false, frame))]);
      }
      case 'NamedExpr': {
        const value = evaluate(node.value, frame);
        machine.assignTo(node.target, value, frame);
        return value;
      }
      case 'Lambda':
        return { kind: 'function', definition: defineFunction(node, frame.scope), closure: frame };
      default:
        return evaluateCompound(node, frame);
    }
  }

  /** A call that may be of a coroutine function is one where it is awaited. */
  function evaluateAwaited(node: Expression, frame: Frame): Value {
    if (node.type !== 'Call') return evaluate(node, frame);
    const own: Effect[] = [];
    const emit = (effect: Effect): void => { if (effect.node === node && effect.form === 'call') own.push(effect); else frame.run.emit(effect); };
    const value = evaluate(node, { ...frame, run: { ...frame.run, emit } });
    const callees = own.length > 0 ? getMembers(evaluate(node.func, { ...frame, run: SILENT })) : [];
    if (!callees.some((callee) => callees.length > 1 && (callee.kind === 'unknown' || callee.kind === 'offloaded' || (callee.kind === 'function' && callee.definition.isAsync)))) own.forEach(frame.run.emit);
    return value;
  }

  function evaluateCompound(node: Expression, frame: Frame): Value {
    switch (node.type) {
      case 'List':
      case 'Set':
      case 'Tuple':
        return evaluateDisplay(node.type === 'List' ? 'list' : node.type === 'Set' ? 'set' : 'tuple', node.elts, frame);
      case 'Dict':
        return evaluateDict(node.keys, node.values, frame);
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
      case 'DictComp':
        return evaluateComprehension(node, frame);
      case 'JoinedStr':
      case 'TemplateStr':
        return evaluateText(node, frame);
      case 'Starred':
        return machine.iterate(evaluate(node.value, frame), node, node.value, frame, 'spread');
      case 'Yield': {
        if (node.value) use(evaluate(node.value, frame), 'consumed');
        return UNKNOWN;
      }
      case 'YieldFrom':
        machine.iterate(evaluate(node.value, frame), node, node.value, frame, 'iteration');
        return UNKNOWN;
      case 'Slice':
        for (const part of [node.lower, node.upper, node.step]) if (part) evaluate(part, frame);
        return UNKNOWN;
      default:
        return UNKNOWN;
    }
  }

  function evaluateDisplay(name: 'list' | 'set' | 'tuple', elements: readonly Expression[], frame: Frame): Value {
    const items = elements.map((element) => evaluate(element, frame));
    const args = [join(items)];
    const isOpen = elements.some(({ type }) => type === 'Starred');
    return machine.createInstance('builtins', name, items.length > 0 ? args : [], isOpen ? {} : { items });
  }

  function evaluateDict(keys: readonly (Expression | null)[], values: readonly Expression[], frame: Frame): Value {
    const entries = new Map<string, Value>();
    const all: Value[] = [];
    for (const [index, node] of values.entries()) {
      const key = keys[index];
      const name = key && evaluate(key, frame);
      const value = evaluate(node, frame);
      if (!key) {
        const copied = value.kind === 'instance' ? value.entries : undefined;
        if (copied) for (const [name, entry] of copied) entries.set(name, entry);
        all.push(UNKNOWN);
        continue;
      }
      all.push(value);
      if (name?.kind === 'literal') entries.set(String(name.value), value);
    }
    return machine.createInstance('builtins', 'dict', [machine.createInstance('builtins', 'str'), join(all)], { entries, items: all });
  }

  function evaluateSubscript(node: Subscript, frame: Frame): Value {
    const value = evaluate(node.value, frame);
    const index = evaluate(node.slice, frame);
    return node.ctx === 'Load' ? getItem(machine, value, index, node, frame) : UNKNOWN;
  }

  function evaluateBoolOp(node: BoolOp, frame: Frame): Value {
    const results: Value[] = [];
    let current = frame;
    for (const [index, operand] of node.values.entries()) {
      const value = evaluate(operand, current);
      if (index < node.values.length - 1) machine.useProtocol(value, '__bool__', 'truth', node, operand, current);
      // `x or default` gives `x` only where it is true.
      results.push(node.op === 'Or' && index < node.values.length - 1 ? withoutNone(value) : value);
      current = narrow(machine, operand, node.op === 'And', current);
    }
    return join(results);
  }

  function evaluateCompare(node: Compare, frame: Frame): Value {
    let left = evaluate(node.left, frame);
    for (const [index, comparator] of node.comparators.entries()) {
      const right = evaluate(comparator, frame);
      const op = node.ops[index];
      if (op === 'In' || op === 'NotIn') {
        machine.useProtocol(right, '__contains__', 'containment', node, comparator, frame);
        use(left, 'consumed');
      } else if (op !== 'Is' && op !== 'IsNot') {
        for (const [value, other] of [[left, comparator], [right, comparator]] as const) noteOperand(value, other);
        if (op) compare(machine, left, op, right, node, frame);
      }
      left = right;
    }
    return machine.createInstance('builtins', 'bool');
  }

  function noteOperand(value: Value, node: Expression): void {
    mapMembers(value, (member) => {
      // Where it is nothing else, what is compared was meant to be the result, whatever becomes of it later.
      if (member.kind === 'coroutine') member.origin?.uses.push({ kind: 'misused', as: 'operand', node, final: value.kind === 'coroutine' && !value.scheduled });
      return member;
    });
  }

  function evaluateText(node: JoinedStr | TemplateStr, frame: Frame): Value {
    for (const part of node.values) {
      if (part.type === 'Constant') continue;
      const value = evaluate(part.value, frame);
      if (part.format_spec) evaluate(part.format_spec, frame);
      if (part.type === 'FormattedValue') machine.useProtocol(value, part.conversion === 114 ? '__repr__' : '__str__', 'text', part, part.value, frame);
    }
    return machine.createInstance('builtins', 'str');
  }

  function evaluateComprehension(node: ListComp | SetComp | GeneratorExp | DictComp, outer: Frame): Value {
    const frame = createBlockFrame(outer);
    let isAsync = false;
    let inner: Frame = frame;
    for (const [index, clause] of node.generators.entries()) {
      const iterable = evaluate(clause.iter, index === 0 ? outer : inner);
      isAsync ||= clause.is_async === 1;
      const element = clause.is_async
        ? machine.iterateAsync(iterable, clause, clause.iter, inner)
        : machine.iterate(iterable, clause, clause.iter, inner, 'comprehension');
      machine.assignTo(clause.target, element, inner);
      for (const test of clause.ifs) {
        machine.useProtocol(evaluate(test, inner), '__bool__', 'truth', test, test, inner);
        inner = narrow(machine, test, true, inner);
      }
    }
    if (node.type === 'GeneratorExp') return evaluateGenerator(node, isAsync, inner as FlowFrame);
    if (node.type === 'DictComp') {
      evaluate(node.key, inner);
      const value = node.value ? evaluate(node.value, inner) : UNKNOWN;
      return machine.createInstance('builtins', 'dict', [UNKNOWN, value]);
    }
    return machine.createInstance('builtins', node.type === 'SetComp' ? 'set' : 'list', [evaluate(node.elt, inner)]);
  }

  // The body of a generator runs where it is pulled, mostly on the spot: an argument of `sum`, `any`, `join`.
  function evaluateGenerator(node: GeneratorExp, isAsync: boolean, frame: FlowFrame): Value {
    const isOnTheSpot = !isAsync;
    const element = evaluate(node.elt, isOnTheSpot ? createBlockFrame(frame, true) : frame);
    return { kind: 'generator', async: isAsync, element };
  }

  return evaluate;
}
