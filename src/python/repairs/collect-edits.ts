import type { Value } from '../inference/values/values.ts';
import type { Expression, Node } from '../parser/index.ts';
import { insert, isPlain, openDisplay, type Edits } from './edits.ts';
import { nameRow } from './fresh-names.ts';
import { collectGenerator } from './iteration-edits.ts';
import type { Place } from './repaired-site.ts';

const DISPLAYS: Readonly<Record<string, readonly [string, string]>> = { list: ['[', ']'], set: ['{', '}'] };

/** `rows` becomes `[row async for row in rows]`; without the call around it where that is `list` or `set`. */
export function collectRows(place: Place, iterable: Node, receiver: Value): Edits {
  const { file } = place;
  if (iterable.type === 'GeneratorExp') return collectGenerator(place, iterable)?.edits;
  const name = nameRow(place, receiver);
  const call = file.getParent(iterable);
  const display = call?.type === 'Call' && call.func.type === 'Name' && call.args.length === 1 && call.keywords.length === 0 && call.args[0] === iterable ? DISPLAYS[call.func.id] : undefined;
  const needs = iterable.type === 'IfExp' || iterable.type === 'Lambda' || iterable.type === 'NamedExpr';
  const [open, close] = needs ? ['(', ')'] : ['', ''];
  const isBuiltin = call?.type === 'Call' && call.func.type === 'Name' && !file.module.bindings.names.has(call.func.id);
  if (call && display && isBuiltin && isPlain(file, call.range[0], iterable.range[0]) && isPlain(file, iterable.range[1], call.range[1])) {
    return [
      { range: [call.range[0], iterable.range[0]], text: `${openDisplay(file, call.range[0], display[0])}${name} async for ${name} in ${open}` },
      { range: [iterable.range[1], call.range[1]], text: `${close}${display[1]}` },
    ];
  }
  return [insert(iterable.range[0], `[${name} async for ${name} in ${open}`), insert(iterable.range[1], `${close}]`)];
}

/** The value that a target takes apart. */
export function findUnpacked({ file }: Place, target: Node): Expression | undefined {
  const parent = file.getParent(target);
  return parent?.type === 'Assign' && parent.targets.length === 1 && parent.targets[0] === target ? parent.value : undefined;
}
