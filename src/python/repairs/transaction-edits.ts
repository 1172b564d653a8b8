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
  const [inner] = block.body;
  const unit = inner && readUnit(file.text, block, inner);
  const layout = unit === undefined ? undefined : readLayout(place, [block], unit);
  if (!layout || canAwait(place, block) !== 'yes') return undefined;
  return moveToThread(place, { body: block.body, moved: [...block.items, ...block.body], layout, edits: dropAsync(file.text, block) });
}

interface Moved {
  /** The statements whose results the code around them may use. */
  readonly body: readonly Statement[];
  /** What loses its `await`. */
  readonly moved: readonly Node[];
  readonly layout: Layout;
  readonly edits: readonly TextEdit[];
  /** The line that is to hold them. */
  readonly opener?: string;
}

/** Puts lines of a coroutine into a sync function that runs in a thread, and waits for it. */
export function moveToThread(place: Place, { body, edits, layout, moved, opener }: Moved): Edits {
  const { file, root } = place;
  const [first] = moved;
  if (!first || !canMove(body)) return undefined;
  const { end, indent, start, unit } = layout;
  const sync = makeSync(place, moved);
  const isReturning = body.at(-1)?.type === 'Return';
  const isAgain = isRepeated(place, first);
  const results = listResults(root.node, [start, end], body, isAgain);
  const adapter = importOffloader(place);
  if (!sync || !results || !adapter || (isReturning && results.length > 0 && isAgain)) return undefined;
  const newline = getLineEnd(file.text);
  const name = nameFunction(place, 'run_in_transaction');
  const inner = opener === undefined ? unit : unit + unit;
  const text = applyEdits(file.text, [start + indent.length, end], [...sync, ...edits]);
  const given = isReturning ? [] : results;
  const lines = [
    ...(isApart(file.text, start) ? [] : ['']),
    `${indent}@${adapter.name}`,
    `${indent}def ${name}():`,
    ...(opener === undefined ? [] : [`${indent}${unit}${opener}`]),
    `${indent}${inner}${text.replace(/(\r\n|\n|\r)(?=[^\r\n])/gu, `$1${inner}`)}`,
    ...(given.length > 0 ? [`${indent}${unit}return ${given.join(', ')}`] : []),
    '',
    `${indent}${isReturning ? 'return ' : given.length > 0 ? `${given.join(', ')} = ` : ''}await ${name}()`,
  ];
  return [...adapter.edits, { range: [start, end], text: lines.join(newline) }];
}

interface Layout {
  readonly indent: string;
  readonly unit: string;
  /** Where the first line begins. */
  readonly start: number;
  /** Where the last line ends. */
  readonly end: number;
}

/** How statements are indented; `undefined` where their lines cannot be moved as they are. */
export function readLayout({ file: { text } }: Place, body: readonly Statement[], unit: string): Layout | undefined {
  const [first] = body;
  const last = body.at(-1);
  const indent = first && readIndent(text, first);
  if (!first || !last || indent === undefined) return undefined;
  // The lines of a text must stay where they are.
  if (body.flatMap((statement) => listNodes(statement)).some((node) => (node.type === 'Constant' || node.type === 'JoinedStr' || node.type === 'TemplateStr') && /[\r\n]/u.test(text.slice(...node.range)))) return undefined;
  const [rest = ''] = /^[^\r\n]*/u.exec(text.slice(last.range[1])) ?? [];
  return /^[ \t]*(?:#.*)?$/u.test(rest) ? { indent, unit, start: first.range[0] - indent.length, end: last.range[1] + rest.trimEnd().length } : undefined;
}

/** By what a block indents its body. */
function readUnit(text: string, block: Statement, first: Statement): string | undefined {
  const indent = readIndent(text, block);
  const inner = readIndent(text, first);
  return indent !== undefined && inner !== undefined && inner.length > indent.length && inner.startsWith(indent) ? inner.slice(indent.length) : undefined;
}

/** Does nothing stand right above that a definition keeps its distance from? */
function isApart(text: string, lineStart: number): boolean {
  const above = text.slice(0, lineStart).trimEnd();
  return above.endsWith(':') || /(?:^|[\r\n])[ \t]*#[^\r\n]*$/u.test(above) || /\n[ \t\r]*\n$|\r[ \t]*\r$/u.test(text.slice(0, lineStart));
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
