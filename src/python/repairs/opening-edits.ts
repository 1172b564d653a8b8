import type { Opening } from '../../analysis/handler.ts';
import type { FileFacts } from '../file.ts';
import type { Root } from '../inference/roots.ts';
import { UNKNOWN } from '../inference/values/values.ts';
import { isLossy } from '../language/errors.ts';
import type { Node, Statement } from '../parser/index.ts';
import { canAwait } from './contexts.ts';
import { insert, type Edits } from './edits.ts';
import { findImported, getLineEnd, importName, type Imported } from './imports.ts';
import { contains, listBoundNames, listNodes } from './nodes.ts';
import type { Place } from './repaired-site.ts';
import { moveToThread, readLayout } from './transaction-edits.ts';

/** Holds the statements from the first node to the last in a transaction; none where that would change more. */
export function openTransaction(file: FileFacts, root: Root, nodes: readonly Node[]): readonly Opening[] {
  const [first] = nodes;
  const body = isLossy(file.text) ? undefined : findStatements(file, root, nodes);
  const place: Place | undefined = first && { file, root, node: first, subject: first, effect: undefined, receiver: UNKNOWN, twin: undefined };
  const opener = place && importOpener(place);
  if (!body || !opener || !canHold(body)) return [];
  const edits = root.isAsync ? holdInThread(place, body, opener) : holdHere(place, body, opener);
  return edits ? [{ opener: opener.name, repair: { safety: 'unsafe', edits: [...edits, ...opener.edits] } }] : [];
}

/** What opens a transaction, by the name that the file has for it. */
function importOpener({ file, root }: Place): Imported | undefined {
  const { opener } = file.machine;
  if (!opener) return undefined;
  const own = findImported(file, `${opener.module}.${opener.name}`, opener.member);
  const holder = own === undefined ? importName(file, opener.module, opener.name) : undefined;
  const imported = own === undefined ? holder && { name: `${holder.name}.${opener.member}`, edits: holder.edits } : { name: own, edits: [] };
  const local = imported?.name.split('.', 1)[0] ?? '';
  return listBoundNames(root.node).has(local) ? undefined : imported;
}

/** The statements of one block from the first that holds a node to the last. */
function findStatements(file: FileFacts, root: Root, nodes: readonly Node[]): readonly Statement[] | undefined {
  const [first] = nodes;
  for (let node = first; node && node !== root.node; node = file.getParent(node)) {
    const parent = file.getParent(node);
    for (const block of parent ? listBlocks(parent) : []) {
      const indexes = nodes.map((each) => block.findIndex((statement) => contains(statement, each)));
      if (!indexes.includes(-1)) return block.slice(Math.min(...indexes), Math.max(...indexes) + 1);
    }
  }
  return undefined;
}

function listBlocks(node: Node): readonly (readonly Statement[])[] {
  const blocks: (readonly Statement[])[] = [];
  if ('body' in node && Array.isArray(node.body)) blocks.push(node.body);
  if ('orelse' in node && Array.isArray(node.orelse)) blocks.push(node.orelse);
  if ('finalbody' in node) blocks.push(node.finalbody);
  return blocks;
}

/** A caught error leaves a transaction that is broken, and one that yields is held for as long as its reader likes. */
function canHold(body: readonly Statement[]): boolean {
  return body.flatMap((statement) => listNodes(statement)).every(({ type }) => type !== 'Try' && type !== 'TryStar' && type !== 'Yield' && type !== 'YieldFrom' && type !== 'FunctionDef' && type !== 'AsyncFunctionDef' && type !== 'ClassDef');
}

function holdHere(place: Place, body: readonly Statement[], opener: Imported): Edits {
  const { file, root } = place;
  const layout = readLayout(place, body, readUnit(file, root));
  if (!layout) return undefined;
  const { end, indent, start, unit } = layout;
  const lines = [...file.text.slice(start, end).matchAll(/(?<=\r\n|\n|\r)(?=[^\r\n])/gu)].map(({ index }) => insert(start + index, unit));
  return [insert(start, `${indent}with ${opener.name}():${getLineEnd(file.text)}${unit}`), ...lines];
}

function holdInThread(place: Place, body: readonly Statement[], opener: Imported): Edits {
  const { file, root } = place;
  const [first] = body;
  const layout = readLayout(place, body, readUnit(file, root));
  if (!layout || !first || canAwait(place, first) !== 'yes') return undefined;
  return moveToThread(place, { body, moved: body, layout, edits: [], opener: `with ${opener.name}():` });
}

/** By what the function indents its body. */
function readUnit({ text }: FileFacts, { node }: Root): string {
  const [first] = node.body;
  const inner = first ? readIndent(text, first.range[0]) : '';
  const outer = readIndent(text, node.range[0]);
  return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '    ';
}

function readIndent(text: string, start: number): string {
  return /[ \t]*$/u.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? '';
}
