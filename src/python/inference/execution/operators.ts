import type { BinOp, Compare, Node } from '../../parser/index.ts';
import type { Frame, Machine } from '../machine.ts';
import { deriveQuery } from '../models/rows.ts';
import { getMembers, join } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

const METHODS: Readonly<Record<BinOp['op'], string>> = {
  Add: '__add__', BitAnd: '__and__', BitOr: '__or__', BitXor: '__xor__', Div: '__truediv__', FloorDiv: '__floordiv__', LShift: '__lshift__', MatMult: '__matmul__',
  Mod: '__mod__', Mult: '__mul__', Pow: '__pow__', RShift: '__rshift__', Sub: '__sub__',
};
const METHODS_OF_QUERIES = new Set(['__and__', '__or__', '__xor__']);
const COMPARISONS: Readonly<Partial<Record<Compare['ops'][number], string>>> = { Eq: '__eq__', NotEq: '__ne__', Lt: '__lt__', LtE: '__le__', Gt: '__gt__', GtE: '__ge__' };

/** `left op right`. */
export function combine(machine: Machine, left: Value, right: Value, node: BinOp, frame: Frame): Value {
  for (const [value, operand] of [[left, node.left], [right, node.right]] as const) {
    for (const member of getMembers(value)) {
      if (member.kind === 'coroutine') member.origin?.uses.push({ kind: 'misused', as: 'operand', node: operand });
    }
  }
  if (isText(left)) {
    if (node.op === 'Mod') formatInto(machine, right, node, frame);
    return machine.createInstance('builtins', 'str');
  }
  const method = METHODS[node.op];
  const own = callOwn(machine, left, method, right, node, node.left, frame);
  if (own) return own;
  if (left.kind === 'instance' && METHODS_OF_QUERIES.has(method) && machine.findMember(left.definition, method)) {
    return left.query ? { ...left, query: deriveQuery(left.query) } : left;
  }
  if (node.op === 'Add' && left.kind === 'instance' && left.definition.name === 'list') {
    // A list takes only lists; others that say they add up are not known here.
    return right.kind === 'instance' && right.definition.name === 'list' ? { ...left, items: undefined, args: [join([...left.args, ...right.args])] } : { ...left, items: undefined, args: [UNKNOWN] };
  }
  return UNKNOWN;
}

/** `left < right`, by what the project's own class of the left side does. */
export function compare(machine: Machine, left: Value, op: Compare['ops'][number], right: Value, node: Compare, frame: Frame): void {
  const method = COMPARISONS[op];
  if (method) callOwn(machine, left, method, right, node, node.left, frame);
}

/** Calls an operator that a class of the project defines. */
function callOwn(machine: Machine, left: Value, method: string, right: Value, node: BinOp | Compare, subject: Node, frame: Frame): Value | undefined {
  if (left.kind !== 'instance' || machine.findMember(left.definition, method)?.owner.module.path === undefined) return undefined;
  return machine.callMethod(left, method, [right], 'protocol', node, subject, frame);
}

// `text % values` prints what it is given.
function formatInto(machine: Machine, values: Value, node: BinOp, frame: Frame): void {
  const isTuple = values.kind === 'instance' && values.definition.name === 'tuple' && values.items !== undefined;
  const parts = isTuple ? (values.items ?? []) : [values];
  const nodes = node.right.type === 'Tuple' ? node.right.elts : [];
  for (const [index, part] of parts.entries()) machine.useProtocol(part, '__str__', 'text', node, nodes[index] ?? node.right, frame);
}

function isText(value: Value): boolean {
  return value.kind === 'literal' ? typeof value.value === 'string' : value.kind === 'instance' && value.definition.name === 'str' && value.definition.module.name === 'builtins';
}
