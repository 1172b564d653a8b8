import type { TextEdit } from '../../analysis/intent.ts';
import type { FileFacts } from '../file.ts';
import type { Call, Node } from '../parser/index.ts';
import { awaitExpression, isAwaited } from './await-edits.ts';
import { canAwait, isInTransaction } from './contexts.ts';
import { insert, insertWord, type Edits } from './edits.ts';
import { findTaker, handOver } from './handing-over.ts';
import { addAlias } from './imports.ts';
import { iterateAsync, type Change } from './iteration-edits.ts';
import { isPrimary, listNodes } from './nodes.ts';
import type { Place } from './repaired-site.ts';

/** Calls the async form of an operation. */
export function useTwin(place: Place): Change | undefined {
  const { file, node, twin } = place;
  if (node.type !== 'Call' || !twin || isInTransaction(place, node)) return undefined;
  const taker = findTaker(place, node);
  if (taker && taker.kind !== 'loop') {
    const edits = handOver(place, taker, node);
    return edits && { edits, isSafe: true };
  }
  const renamed = rename(place, node);
  if (!renamed) return undefined;
  if (taker) return twin.delivery === 'promise' ? { edits: renamed, isSafe: true } : undefined;
  if (twin.delivery === 'async-iterable') {
    const parent = file.getParent(node);
    const change = parent && 'iter' in parent && parent.iter === node ? iterateAsync(place, parent) : undefined;
    return change && { ...change, edits: [...renamed, ...change.edits] };
  }
  const awaiting = canAwait(place, node);
  if (isAwaited(file, node)) return { edits: renamed, isSafe: true };
  return awaiting === 'no' ? undefined : { edits: [...renamed, ...awaitExpression(file, node)], isSafe: awaiting === 'yes' };
}

function rename(place: Place, { func }: Call): Edits {
  const { file, twin } = place;
  if (!twin) return undefined;
  if (func.type === 'Attribute') {
    const [, end] = func.range;
    const edit: TextEdit = { range: [end - func.attr.length, end], text: twin.name };
    return file.text.slice(...edit.range) === place.effect?.callee?.name ? [edit] : undefined;
  }
  return func.type === 'Name' ? renameFunction(place, func, func.id, twin.name) : undefined;
}

/** A function known by its name: imported, or of this module. */
function renameFunction({ file, root }: Place, node: Node, name: string, twin: string): Edits {
  const outermost = findOutermost(file, root.node);
  const bindings = file.module.bindings.names.get(name);
  const [binding] = bindings ?? [];
  if (!binding || bindings?.length !== 1 || isLocal(outermost, name) || isLocal(outermost, twin)) return undefined;
  const call: TextEdit = { range: [...node.range], text: twin };
  const known = file.module.bindings.names.get(twin);
  if (binding.kind === 'function') return binding.node.name === name && known ? [call] : undefined;
  if (binding.kind !== 'from-import') return undefined;
  const { alias, node: statement } = binding;
  const same = known?.[0];
  if (same) return same.kind === 'from-import' && same.node.module === statement.module && same.alias.name === twin ? [call] : undefined;
  const isUsedElsewhere = listNodes(file.module.ast).some((other) => other.type === 'Name' && other.id === name && other !== node) || file.module.bindings.names.has('__all__');
  if (!isUsedElsewhere && alias.asname === null) return [call, { range: [...alias.range], text: twin }];
  return [call, addAlias(file, statement, twin)];
}

/** The function at the top of those around. */
function findOutermost(file: FileFacts, root: Node): Node {
  let outermost = root;
  for (let node: Node | undefined = root; node; node = file.getParent(node)) if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef') outermost = node;
  return outermost;
}

function isLocal(root: Node, name: string): boolean {
  return root.type !== 'Module' && listNodes(root).some((node) => (node.type === 'Name' && node.id === name && node.ctx !== 'Load') || (node.type === 'arg' && node.arg === name) || (node.type === 'alias' && (node.asname ?? node.name) === name));
}

/** `rows` becomes `await rows.name()`. */
export function askAsync({ file }: Place, subject: Node, call: string): readonly TextEdit[] {
  const [open, close] = isPrimary(subject) ? ['', ''] : ['(', ')'];
  return [insertWord(file, subject.range[0], `await ${open}`), insert(subject.range[1], `${close}.${call}`)];
}
