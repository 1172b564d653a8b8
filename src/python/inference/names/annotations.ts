import { parse, type Expression } from '../../parser/index.ts';
import type { Scope } from '../values/definitions.ts';
import type { Machine, TypeVariables } from '../machine.ts';
import { lookupFrom } from './names.ts';
import { join } from '../values/value-sets.ts';
import { NONE, UNKNOWN, type Value } from '../values/values.ts';

const TYPING = new Set(['typing', 'typing_extensions', 'collections.abc', 'builtins', 'contextlib', 'types']);
const TRANSPARENT = new Set(['Annotated', 'ClassVar', 'Final', 'Required', 'NotRequired', 'ReadOnly']);
const ITERATORS = new Set(['Iterator', 'Iterable', 'Generator', 'Collection', 'Reversible']);
const ASYNC_ITERATORS = new Set(['AsyncIterator', 'AsyncIterable', 'AsyncGenerator']);
const AWAITABLES = new Set(['Awaitable', 'Coroutine', 'Future', 'Task']);
const SEQUENCES = new Set(['Sequence', 'MutableSequence', 'List']);
const DEEPEST = 20;

/** The value that an annotation promises. */
export function readAnnotation(machine: Machine, node: Expression, scope: Scope, types: TypeVariables, depth = 0): Value {
  if (depth > DEEPEST) return UNKNOWN;
  const read = (part: Expression) => readAnnotation(machine, part, scope, types, depth + 1);
  switch (node.type) {
    case 'Constant': {
      if (node.literal === 'None') return NONE;
      const [statement] = node.literal === 'str' ? parse(node.value).ast.body : [];
      return statement?.type === 'Expr' ? read(statement.value) : UNKNOWN;
    }
    case 'Name': {
      const variable = types.get(node.id);
      if (variable) return variable;
      return instantiate(lookupFrom(machine, scope, node.id));
    }
    case 'Attribute':
      return instantiate(evaluateName(machine, node, scope));
    case 'BinOp':
      return node.op === 'BitOr' ? join([read(node.left), read(node.right)]) : UNKNOWN;
    case 'Subscript':
      return readGeneric(machine, node.value, node.slice.type === 'Tuple' ? node.slice.elts : [node.slice], scope, read);
    default:
      return UNKNOWN;
  }
}

function instantiate(value: Value | undefined): Value {
  if (value?.kind !== 'class') return value?.kind === 'none' ? NONE : UNKNOWN;
  const { definition } = value;
  if (TYPING.has(definition.module.name)) {
    if (ITERATORS.has(definition.name)) return { kind: 'generator', async: false, element: UNKNOWN };
    if (ASYNC_ITERATORS.has(definition.name)) return { kind: 'generator', async: true, element: UNKNOWN };
    if (definition.module.name !== 'builtins') return UNKNOWN;
  }
  return { kind: 'instance', definition, args: value.args, attributes: new Map() };
}

function readGeneric(machine: Machine, base: Expression, args: readonly Expression[], scope: Scope, read: (part: Expression) => Value): Value {
  const value = base.type === 'Name' ? lookupFrom(machine, scope, base.id) : evaluateName(machine, base, scope);
  const name = value?.kind === 'class' ? value.definition.name : base.type === 'Name' ? base.id : base.type === 'Attribute' ? base.attr : '';
  const isTyping = value?.kind !== 'class' || TYPING.has(value.definition.module.name) || value.definition.module.name.startsWith('asyncio');
  const [first] = args;
  if (!first) return UNKNOWN;
  if (isTyping) {
    if (name === 'Optional') return join([read(first), NONE]);
    if (name === 'Union') return join(args.map(read));
    if (TRANSPARENT.has(name)) return read(first);
    if (ITERATORS.has(name)) return { kind: 'generator', async: false, element: read(first) };
    if (ASYNC_ITERATORS.has(name)) return { kind: 'generator', async: true, element: read(first) };
    if (AWAITABLES.has(name)) return { kind: 'coroutine', result: read(args.at(-1) ?? first), scheduled: name === 'Task' || name === 'Future' };
    if (SEQUENCES.has(name)) return machine.createInstance('builtins', 'list', [read(first)]);
    if (name === 'type' || name === 'Type') {
      const instance = read(first);
      return instance.kind === 'instance' ? { kind: 'class', definition: instance.definition, args: instance.args } : UNKNOWN;
    }
    if (name === 'Tuple' || name === 'tuple') {
      const parts = args.filter(({ type }) => type !== 'Constant').map(read);
      return machine.createInstance('builtins', 'tuple', parts, parts.length === args.length && args.length > 1 ? { items: parts } : {});
    }
    if (name === 'Dict' || name === 'Mapping') return machine.createInstance('builtins', 'dict', args.map(read));
    if (name === 'Set' || name === 'FrozenSet') return machine.createInstance('builtins', 'set', args.map(read));
  }
  if (value?.kind !== 'class' || (isTyping && value.definition.module.name !== 'builtins' && value.definition.typeParameters.length === 0)) return UNKNOWN;
  return { kind: 'instance', definition: value.definition, args: args.map(read), attributes: new Map() };
}

function evaluateName(machine: Machine, node: Expression, scope: Scope): Value | undefined {
  if (node.type === 'Name') return lookupFrom(machine, scope, node.id);
  if (node.type !== 'Attribute') return undefined;
  const value = evaluateName(machine, node.value, scope);
  if (value?.kind === 'module') return machine.lookup(value.module, node.attr) ?? submodule(machine, value.module.name, node.attr, value.module);
  return value?.kind === 'class' ? machine.findMember(value.definition, node.attr)?.value : undefined;
}

function submodule(machine: Machine, name: string, attribute: string, from: Parameters<Machine['findModule']>[1]): Value | undefined {
  const module = machine.findModule(`${name}.${attribute}`, from);
  return module && { kind: 'module', module };
}
