import { findField, findReverse } from '../inference/models/relations.ts';
import { removeAwait } from './await-edits.ts';
import { insert, type Edits } from './edits.ts';
import { contains, isPrimary } from './nodes.ts';
import type { Place } from './repaired-site.ts';

/** Adds the relation to the query that made the row, where that query stands in the same function. */
export function selectRelation({ effect, file, node, receiver, root }: Place): Edits {
  if (effect?.form !== 'relation' || effect.detail === 'deferred' || receiver.kind !== 'instance' || !receiver.row) return undefined;
  const { path, query: { selected, start } } = receiver.row;
  const { name } = effect.operation;
  // It was selected, and has been lost since.
  if (selected.includes(path + name)) return undefined;
  const relation = findField(file.machine, receiver.definition, name)?.relation ?? findReverse(file.machine, receiver.definition, name);
  // A generic foreign key cannot be joined.
  if (!relation?.target || !start || !isPrimary(start) || !file.getParent(start) || root.node.type === 'Module' || !contains(root.node, start)) return undefined;
  // What selects nothing, or all by itself, forgets what was named before.
  if (/\bselect_related\(\s*(?:None\b|\))/u.test(file.text.slice(...root.node.range))) return undefined;
  // The manager starts its query where a method of it is named.
  const manager = start.type === 'Attribute' ? start.value : start;
  const quote = pickQuote(file.text, start.range[0]);
  const awaited = file.getParent(node);
  const removed = awaited?.type === 'Await' ? removeAwait(file, awaited) : undefined;
  return [insert(manager.range[1], `.select_related(${quote}${path}${name}${quote})`), ...(removed ? [removed] : [])];
}

/** The quotes that the file mostly has, or the others inside of an f-string that has those. */
function pickQuote(text: string, at: number): string {
  const count = (quote: string) => text.split(quote).length;
  const [preferred, other] = count("'") > count('"') ? ["'", '"'] : ['"', "'"];
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /\b[rR]?[fFtT][rR]?["']/u.test(before) && before.includes(preferred) ? other : preferred;
}
