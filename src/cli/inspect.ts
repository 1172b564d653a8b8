import { styleText } from 'node:util';
import type { Operation, TransactionForm, Twin, TwinFit, WriteKind } from '../analysis/operation.ts';
import type { ReceiverSurface, Surface } from '../analysis/surface.ts';
import type { DerivedReceiver, Inspection } from '../pipeline/surfaces.ts';

export interface Style {
  readonly color: boolean;
  /** Columns to fill. */
  readonly width: number;
}

/** One line of a table; several cells stand in columns. */
type Row = readonly string[];

interface Section {
  readonly label: string;
  readonly rows: readonly Row[];
}

const FITS: Readonly<Record<TwinFit, string>> = {
  'drop-in': 'drop-in',
  callback: 'callback must become async',
  result: 'result differs',
  none: 'arguments differ',
};
const WRITES: readonly WriteKind[] = ['create', 'update', 'delete', 'sql'];
const LABEL_WIDTH = 14;
const NO_ORM = 'No package here is known as an ORM or describes itself as one. If you use one, name it: async-orm inspect <package>';

/** What the linter believes of an ORM, for people. */
export function formatInspection({ title, surfaces, derived, notes }: Inspection, style: Style): string {
  const receivers = surfaces.flatMap((surface) => surface.receivers);
  const parts = [
    paint(style, 'bold', title),
    ...surfaces.flatMap((surface) => formatSurface(surface, surfaces.length > 1 || derived.length > 0, style)),
    ...formatDerived(derived, style),
    surfaces.length === 0 ? NO_ORM : summarize(receivers),
    ...notes,
  ];
  return `${parts.join('\n\n')}\n`;
}

function formatSurface({ origin, receivers }: Surface, titled: boolean, style: Style): readonly string[] {
  const tables = receivers.map((receiver) => [paint(style, 'bold', receiver.name), ...formatSections(getSections(receiver), style)].join('\n'));
  return titled ? [paint(style, 'underline', origin), ...tables] : tables;
}

function formatDerived(derived: readonly DerivedReceiver[], style: Style): readonly string[] {
  if (derived.length === 0) return [];
  const tables = derived.map(({ name, file, origin, bases, operations }) => {
    const heading = `${paint(style, 'bold', name)} as ${bases.join(', ')} of ${origin}, in ${file}`;
    return [heading, ...formatSections(getSections({ name, evaluable: false, thenable: false, operations }), style)].join('\n');
  });
  return [[paint(style, 'underline', 'Derived in this project'), ...tables].join('\n')];
}

/** What a receiver does, by kind; kinds it has nothing of are left out. */
function getSections({ evaluable, thenable, operations }: ReceiverSurface): readonly Section[] {
  const twins = operations.filter((operation) => operation.twin !== undefined);
  const twinNames = new Set(twins.map(({ twin }) => twin?.name));
  const queries = operations.filter(({ effect, twin }) => effect === 'query' && !twin);
  const sections: Section[] = [
    { label: 'sync → async', rows: twins.map(({ name, twin }) => [name, twin?.name ?? '', twin ? formatFit(twin) : '']) },
    { label: 'sync only', rows: list(queries.filter(({ style }) => style === 'sync')) },
    { label: 'async only', rows: list(queries.filter(({ name, style }) => style === 'async' && !twinNames.has(name))) },
    { label: 'lazy', rows: list(operations.filter(({ effect }) => effect === 'lazy')) },
    { label: 'evaluation', rows: formatEvaluation(evaluable, thenable) },
    { label: 'transaction', rows: operations.flatMap(({ name, transaction }) => (transaction ? [[name, formatForm(transaction)]] : [])) },
    { label: 'writes', rows: WRITES.flatMap((kind) => list(operations.filter(({ write }) => write === kind)).map((row) => [kind, ...row])) },
    { label: 'row locks', rows: list(operations.filter(({ lock }) => lock)) },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function list(operations: readonly Operation[]): readonly Row[] {
  return operations.length > 0 ? [[operations.map(({ name }) => name).join(', ')]] : [];
}

function formatEvaluation(evaluable: boolean, thenable: boolean): readonly Row[] {
  const async = [evaluable ? 'for await' : '', thenable ? 'await' : ''].filter((form) => form !== '');
  return [...(evaluable ? [['sync', 'iteration, spread, Array.from, destructuring, index, length']] : []), ...(async.length > 0 ? [['async', async.join(', ')]] : [])];
}

/** @example formatFit({ name: 'get', delivery: 'promise', fits: ['drop-in', 'none'] }) // 'drop-in (overload 1), arguments differ (overload 2)' */
export function formatFit({ delivery, fits }: Twin): string {
  const [first = 'none'] = fits;
  const kinds = [...new Set(fits)];
  const texts = kinds.length === 1 ? [FITS[first]] : kinds.map((kind) => `${FITS[kind]} (overload ${fits.flatMap((fit, index) => (fit === kind ? index + 1 : [])).join(', ')})`);
  return [...texts, ...(delivery === 'async-iterable' ? ['for await'] : [])].join(', ');
}

function formatForm(form: TransactionForm): string {
  switch (form.kind) {
    case 'callback':
      return [form.async ? 'async callback' : 'sync callback', form.handle && 'gets a client', form.returnsResult && 'its result is returned', !form.plain && 'needs more arguments']
        .filter((text) => text !== false)
        .join(', ');
    case 'disposable':
      return `${form.async ? 'await using' : 'using'}${form.awaited ? ', once awaited' : ''}${form.plain ? '' : ', needs arguments'}`;
    default:
      return form.kind;
  }
}

function formatSections(sections: readonly Section[], style: Style): readonly string[] {
  return sections.flatMap(({ label, rows }) => {
    const widths = measure(rows);
    const lines = rows.flatMap((row) => formatRow(row, widths, style));
    return lines.map((line, index) => `  ${paint(style, 'dim', (index === 0 ? label : '').padEnd(LABEL_WIDTH))}${line}`.trimEnd());
  });
}

/** The cells of one row in columns; the last one is wrapped between its words. */
function formatRow(row: Row, widths: readonly number[], style: Style): readonly string[] {
  const start = row.slice(0, -1).map((cell, index) => cell.padEnd((widths[index] ?? 0) + 2)).join('');
  const room = Math.max(20, style.width - LABEL_WIDTH - 2 - start.length);
  const lines = [''];
  for (const word of (row.at(-1) ?? '').split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= room) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line);
}

function measure(rows: readonly Row[]): readonly number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
}

function summarize(receivers: readonly ReceiverSurface[]): string {
  const twins = receivers.flatMap(({ operations }) => operations.flatMap(({ twin }) => twin ?? []));
  const dropIns = twins.filter(({ fits }) => fits.every((fit) => fit === 'drop-in')).length;
  if (receivers.length === 0) return 'Nothing here is lazy, async or has an async twin: the linter has nothing to say about it.';
  return `${count(receivers.length, 'receiver')}, ${count(twins.length, 'sync query', 'sync queries')} with an async twin, ${dropIns} of them drop-in.`;
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

function paint({ color }: Style, format: 'bold' | 'dim' | 'underline', text: string): string {
  return color && text.trim() !== '' ? styleText(format, text) : text;
}
