import type { BinOp } from '../../parser/index.ts';
import type { Frame, Machine } from '../machine.ts';
import { deriveQuery } from '../models/rows.ts';
import { getMembers, join } from '../values/value-sets.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

const METHODS: Readonly<Partial<Record<BinOp['op'], string>>> = { BitAnd: '__and__', BitOr: '__or__', BitXor: '__xor__' };

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
  if (left.kind === 'instance' && method && machine.findMember(left.definition, method)) {
    return left.query ? { ...left, query: deriveQuery(left.query) } : left;
  }
  if (node.op === 'Add' && left.kind === 'instance' && left.definition.name === 'list') {
    // A list takes only lists; others that say they add up are not known here.
    return right.kind === 'instance' && right.definition.name === 'list' ? { ...left, items: undefined, args: [join([...left.args, ...right.args])] } : { ...left, items: undefined, args: [UNKNOWN] };
  }
  return UNKNOWN;
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
