import type { Expression } from '../../parser/index.ts';
import type { FunctionDefinition } from './definitions.ts';
import { SILENT } from './frames.ts';
import { NOTHING, takeArgument } from './given.ts';
import type { Frame, Given, Machine } from '../machine.ts';
import { createScopeFrame } from '../names/names.ts';
import { createQueryElement } from './elements.ts';
import { getMembers, join, withoutNone } from './value-sets.ts';
import { UNKNOWN, type Value } from './values.ts';

/** What the type parameters of a generic function stand for in one call, read off the arguments. */
export function bindTypes(machine: Machine, definition: FunctionDefinition, wanted: readonly string[], given: Given, isBound: boolean): Map<string, Value> {
  const found = new Map<string, Value>();
  const { node } = definition;
  if (wanted.length === 0 || node.type === 'Lambda') return found;
  const parameters = [...node.args.posonlyargs, ...node.args.args].slice(isBound ? 1 : 0);
  const names = new Set(wanted);
  for (const [index, { annotation, arg }] of parameters.entries()) {
    const value = takeArgument(given, index, arg);
    if (annotation && value) match(machine, annotation, value, names, found, definition);
  }
  for (const { annotation, arg } of node.args.kwonlyargs) {
    const value = given.keywords.get(arg);
    if (annotation && value) match(machine, annotation, value, names, found, definition);
  }
  if (node.args.vararg?.annotation) {
    const rest = given.args.slice(parameters.length);
    if (rest.length > 0) match(machine, node.args.vararg.annotation, join(rest), names, found, definition);
  }
  return found;
}

function match(machine: Machine, annotation: Expression, value: Value, names: ReadonlySet<string>, found: Map<string, Value>, definition: FunctionDefinition): void {
  const add = (name: string, bound: Value) => found.set(name, found.has(name) ? join([found.get(name), bound]) : bound);
  switch (annotation.type) {
    case 'Name':
      if (names.has(annotation.id)) add(annotation.id, value);
      return;
    case 'BinOp':
      for (const side of [annotation.left, annotation.right]) {
        if (fits(machine, side, value, definition)) match(machine, side, withoutNone(value), names, found, definition);
      }
      return;
    case 'Subscript': {
      const parts = annotation.slice.type === 'Tuple' ? annotation.slice.elts : [annotation.slice];
      const base = annotation.value.type === 'Name' ? annotation.value.id : '';
      const last = parts.at(-1);
      if (!last) return;
      for (const member of getMembers(value)) {
        const inner = readPart(machine, base, member);
        if (inner) match(machine, last, inner, names, found, definition);
      }
      return;
    }
    default:
  }
}

function fits(machine: Machine, annotation: Expression, value: Value, definition: FunctionDefinition): boolean {
  if (annotation.type !== 'Subscript' || annotation.value.type !== 'Name') return annotation.type !== 'Constant';
  const base = annotation.value.id;
  if (base === 'type') return value.kind === 'class';
  if (value.kind !== 'instance') return !['QuerySet', 'Manager', 'BaseManager'].includes(base) && value.kind !== 'class';
  const wanted = machine.evaluate(annotation.value, createScopeFrame(machine, definition.scope));
  return wanted.kind !== 'class' || machine.getLineage(value.definition).classes.includes(wanted.definition);
}

/** The part of a value that the last argument of a generic annotation names. */
function readPart(machine: Machine, base: string, value: Value): Value | undefined {
  if (base === 'type') return value.kind === 'class' ? { kind: 'instance', definition: value.definition, args: value.args, attributes: new Map() } : undefined;
  if (base === 'Callable') return callQuietly(machine, value);
  if (value.kind === 'coroutine') return base === 'Awaitable' || base === 'Coroutine' || base === 'Future' || base === 'Task' ? value.result : undefined;
  return createQueryElement(machine, value);
}

function callQuietly(machine: Machine, value: Value): Value {
  if (value.kind !== 'function' && value.kind !== 'class' && value.kind !== 'partial' && value.kind !== 'offloaded') return UNKNOWN;
  const node: Expression = { type: 'Name', id: '', ctx: 'Load', range: [0, 0] };
  const scope = value.kind === 'function' ? value.definition.scope : undefined;
  const module = value.kind === 'function' ? value.definition.module : undefined;
  if (!scope || !module) return UNKNOWN;
  const frame: Frame = { module, scope, run: SILENT, inline: false, lookup: () => undefined, assign: () => {} };
  return machine.call(value, NOTHING, node, frame);
}
