import type { FileFacts } from '../file.ts';
import { isEntity } from '../inference/models/entities.ts';
import { getMembers } from '../inference/values/value-sets.ts';
import type { Value } from '../inference/values/values.ts';
import { listBoundNames } from './nodes.ts';
import type { Place } from './repaired-site.ts';

const KEYWORDS = new Set(['and', 'as', 'assert', 'async', 'await', 'break', 'case', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'match', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'type', 'while', 'with', 'yield']);

/** A name for one row: that of its model where nothing else has it. */
export function nameRow({ file, root }: Place, receiver: Value): string {
  const taken = listBoundNames(root.node);
  const isFree = (name: string) => !taken.has(name) && !file.module.bindings.names.has(name) && !KEYWORDS.has(name);
  const candidates = [readModelName(file, receiver), 'row', 'item', 'each_row'];
  return candidates.find((name) => name !== undefined && isFree(name)) ?? freeName('row', isFree);
}

/** A name that nothing has in the function or the module. */
export function nameFunction({ file, root }: Place, wanted: string): string {
  const taken = listBoundNames(root.node);
  return freeName(wanted, (name) => !taken.has(name) && !file.module.bindings.names.has(name));
}

function freeName(wanted: string, isFree: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; !isFree(name); count += 1) name = `${wanted}_${String(count)}`;
  return name;
}

/** @example StudentCard → student_card */
function readModelName({ machine }: FileFacts, receiver: Value): string | undefined {
  for (const member of getMembers(receiver)) {
    if (member.kind !== 'instance' || (member.query && member.query.rows !== 'model')) continue;
    const [model] = member.args;
    if (model?.kind === 'instance' && isEntity(machine, model.definition) && /^[A-Z]\w*$/u.test(model.definition.name)) return model.definition.name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/gu, '_').toLowerCase();
  }
  return undefined;
}
