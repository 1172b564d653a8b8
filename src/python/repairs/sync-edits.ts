import type { TextEdit } from '../../analysis/intent.ts';
import { getMethodKind } from '../inference/execution/attributes.ts';
import type { FunctionDefinition } from '../inference/values/definitions.ts';
import type { Await, Call, Node } from '../parser/index.ts';
import { removeAwait } from './await-edits.ts';
import { iterateSync } from './iteration-edits.ts';
import { isPrimary, listNodes } from './nodes.ts';
import type { Place } from './repaired-site.ts';

/** Edits that turn async code back into sync code; `undefined` where it waits for anything but the ORM. */
export function makeSync(place: Place, nodes: readonly Node[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const inside = nodes.flatMap((node) => listNodes(node));
  const awaited = new Set<Node>();
  for (const node of inside) {
    const own = node.type === 'Await' ? callSync(place, node) : node.type === 'AsyncFor' || (node.type === 'comprehension' && node.is_async === 1) ? iterateRows(place, node) : node.type === 'AsyncWith' ? enterSync(place, node) : [];
    if (!own) return undefined;
    if (node.type === 'Await') awaited.add(node.value);
    edits.push(...own);
  }
  // A coroutine that goes elsewhere belongs to the event loop.
  const isKept = place.root.coroutines.some(({ node }) => inside.includes(node) && !awaited.has(node));
  return isKept ? undefined : edits;
}

function callSync({ file, root }: Place, node: Await): readonly TextEdit[] | undefined {
  const { value } = node;
  const { behind, callee } = root.coroutines.find((coroutine) => coroutine.node === value) ?? {};
  if (value.type !== 'Call') return undefined;
  if (behind && value.func.type === 'Call') return callOffloaded(file, node, value.func);
  if (!callee) return undefined;
  const name = findSync({ file }, callee);
  const removed = removeAwait(file, node);
  const { func } = value;
  if (name === undefined || !removed) return undefined;
  if (func.type === 'Name') return file.module.bindings.names.has(name) ? [removed, { range: [...func.range], text: name }] : undefined;
  if (func.type !== 'Attribute') return undefined;
  const [, end] = func.range;
  return [removed, { range: [end - func.attr.length, end], text: name }];
}

/** `await sync_to_async(f)(x)` is `f(x)` in a thread. */
function callOffloaded(file: Place['file'], node: Await, { args, keywords, range }: Call): readonly TextEdit[] | undefined {
  const [target] = args;
  const removed = removeAwait(file, node);
  if (!target || !removed || args.length !== 1 || keywords.length > 0) return undefined;
  const text = file.text.slice(...target.range);
  return [removed, { range: [...range], text: isPrimary(target) ? text : `(${text})` }];
}

/** The sync form of an async operation of a library. */
function findSync({ file: { machine } }: Pick<Place, 'file'>, { isAsync, module, name, owner }: FunctionDefinition): string | undefined {
  if (!isAsync || module.path !== undefined || !name.startsWith('a')) return undefined;
  const sync = name.slice(1);
  const value = owner ? machine.findMember(owner, sync)?.value : machine.lookup(module, sync);
  return value?.kind === 'function' && !value.definition.isAsync && (!owner || getMethodKind(machine, value) === 'method') ? sync : undefined;
}

function iterateRows(place: Place, node: Node): readonly TextEdit[] | undefined {
  const loop = iterateSync(place, node);
  const iterable = 'iter' in node ? node.iter : undefined;
  if (!loop || !iterable) return undefined;
  if (iterable.type === 'Call' && iterable.func.type === 'Attribute' && iterable.func.attr === 'aiterator') {
    const [, end] = iterable.func.range;
    return [...loop, { range: [end - 'aiterator'.length, end], text: 'iterator' }];
  }
  return place.root.effects.some(({ form, node: other }) => form === 'async-iteration' && other === node) ? undefined : loop;
}

/** A transaction inside of the transaction. */
function enterSync({ file, root }: Place, node: Node): readonly TextEdit[] | undefined {
  if (node.type !== 'AsyncWith' || !node.items.every((item) => root.effects.some((effect) => effect.form === 'async-entering' && effect.node === item))) return undefined;
  const [match] = /^async[ \t]+/u.exec(file.text.slice(...node.range)) ?? [];
  return match === undefined ? undefined : [{ range: [node.range[0], node.range[0] + match.length], text: '' }];
}
