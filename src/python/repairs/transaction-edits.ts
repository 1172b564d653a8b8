import type { TextEdit } from '../../analysis/intent.ts';
import type { AsyncWith, Node, Statement, With } from '../parser/index.ts';
import { listResults } from './block-variables.ts';
import { canAwait } from './contexts.ts';
import type { Edits } from './edits.ts';
import { nameFunction } from './fresh-names.ts';
import { getLineEnd } from './imports.ts';
import { listNodes } from './nodes.ts';
import { importOffloader } from './offload-edits.ts';
import type { Place } from './repaired-site.ts';
import { makeSync } from './sync-edits.ts';

/** Moves a transaction of a coroutine into a sync function that runs in a thread. */
export function extractTransaction(place: Place): Edits {
  const { file, node, root } = place;
  const block = file.getParent(node);
  if ((block?.type !== 'With' && block?.type !== 'AsyncWith') || block.items.length !== 1 || block.items[0]?.optional_vars || root.node.type === 'Module') return undefined;
  const layout = readLayout(place, block);
  if (!layout || canAwait(place, block) !== 'yes' || !canMove(block.body)) return undefined;
  const sync = makeSync(place, [...block.items, ...block.body]);
  const isReturning = block.body.at(-1)?.type === 'Return';
  const results = listResults(root.node, block, block.body, isRepeated(place, block));
  const adapter = importOffloader(place);
  if (!sync || !results || !adapter || (isReturning && results.length > 0 && isRepeated(place, block))) return undefined;
  const { end, indent, unit } = layout;
  const newline = getLineEnd(file.text);
  const name = nameFunction(place, 'run_in_transaction');
  const moved = applyEdits(file.text, [block.range[0], end], [...sync, ...dropAsync(file.text, block)]);
  const given = isReturning ? [] : results;
  const lineStart = block.range[0] - indent.length;
  const lines = [
    ...(isApart(file.text, lineStart) ? [] : ['']),
    `${indent}@${adapter.name}`,
    `${indent}def ${name}():`,
    `${indent}${unit}${moved.replace(/(\r\n|\n|\r)(?=[^\r\n])/gu, `$1${unit}`)}`,
    ...(given.length > 0 ? [`${indent}${unit}return ${given.join(', ')}`] : []),
    '',
    `${indent}${isReturning ? 'return ' : given.length > 0 ? `${given.join(', ')} = ` : ''}await ${name}()`,
  ];
  return [...adapter.edits, { range: [lineStart, end], text: lines.join(newline) }];
}

interface Layout {
  readonly indent: string;
  readonly unit: string;
  /** Where the last line of the block ends. */
  readonly end: number;
}

/** How a block is indented; `undefined` where its lines cannot be moved as they are. */
function readLayout({ file: { text } }: Place, block: With | AsyncWith): Layout | undefined {
  const [first] = block.body;
  const last = block.body.at(-1);
  if (!first || !last) return undefined;
  const indent = readIndent(text, block);
  const inner = readIndent(text, first);
  if (indent === undefined || inner === undefined || inner.length <= indent.length || !inner.startsWith(indent)) return undefined;
  // The lines of a text must stay where they are.
  if (listNodes(block).some((node) => (node.type === 'Constant' || node.type === 'JoinedStr' || node.type === 'TemplateStr') && /[\r\n]/u.test(text.slice(...node.range)))) return undefined;
  const [rest = ''] = /^[^\r\n]*/u.exec(text.slice(last.range[1])) ?? [];
  return /^[ \t]*(?:#.*)?$/u.test(rest) ? { indent, unit: inner.slice(indent.length), end: last.range[1] + rest.trimEnd().length } : undefined;
}

/** Does nothing stand right above that a definition keeps its distance from? */
function isApart(text: string, lineStart: number): boolean {
  const above = text.slice(0, lineStart).trimEnd();
  return above.endsWith(':') || /\n[ \t\r]*\n$|\r[ \t]*\r$/u.test(text.slice(0, lineStart));
}

function readIndent(text: string, { range: [start] }: Statement): string | undefined {
  const before = text.slice(Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1, start);
  return /^[ \t]*$/u.test(before) ? before : undefined;
}

/** Does nothing in it leave the block but a last `return`? */
function canMove(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  const loops = body.flatMap((statement) => listNodes(statement)).filter(({ type }) => type === 'For' || type === 'AsyncFor' || type === 'While');
  return body.flatMap((statement) => listNodes(statement)).every((node) => {
    switch (node.type) {
      case 'Return':
        return node === last && node.value !== null;
      case 'Yield':
      case 'YieldFrom':
        return false;
      case 'Break':
      case 'Continue':
        return loops.some((loop) => loop.range[0] <= node.range[0] && node.range[1] <= loop.range[1]);
      case 'Call':
        // Without arguments it finds its class in the function around it.
        return !(node.func.type === 'Name' && (node.func.id === 'super' || node.func.id === 'locals'));
      default:
        return true;
    }
  });
}

function isRepeated({ file, root }: Place, block: Node): boolean {
  for (let node = file.getParent(block); node && node !== root.node; node = file.getParent(node)) {
    if (node.type === 'For' || node.type === 'AsyncFor' || node.type === 'While') return true;
  }
  return false;
}

function dropAsync(text: string, block: With | AsyncWith): readonly TextEdit[] {
  const [match] = block.type === 'AsyncWith' ? (/^async(?:[ \t]|\\\r?\n)+/u.exec(text.slice(...block.range)) ?? []) : [];
  return match === undefined ? [] : [{ range: [block.range[0], block.range[0] + match.length], text: '' }];
}

function applyEdits(text: string, [start, end]: readonly [number, number], edits: readonly TextEdit[]): string {
  let result = '';
  let at = start;
  for (const { range, text: replacement } of edits.toSorted((one, other) => one.range[0] - other.range[0])) {
    result += text.slice(at, range[0]) + replacement;
    at = range[1];
  }
  return result + text.slice(at, end);
}
