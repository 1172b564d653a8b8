import highlighter from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { escapeText, type Html } from './html.ts';

highlighter.registerLanguage('python', python);
highlighter.registerLanguage('typescript', typescript);

/** A piece of one line, with the classes that colour it. */
interface Piece {
  readonly text: string;
  readonly classes: string;
}

/** Lines of coloured code, of which parts can be marked. */
export interface HighlightedCode {
  readonly lines: number;
  /** A line, from 1, with the columns from `start` to before `end` marked, from 0. */
  print(line: number, mark?: readonly [start: number, end: number]): Html;
}

/** Colours a whole file: what a line means depends on those before it. */
export function highlight(text: string, file: string): HighlightedCode {
  const { value } = highlighter.highlight(text, { language: /\.pyi?$/u.test(file) ? 'python' : 'typescript', ignoreIllegals: true });
  const lines = splitLines(value);
  return {
    lines: lines.length,
    print: (line, mark = [0, 0]) => ({ html: (lines[line - 1] ?? []).reduce((printed, piece) => ({ html: printed.html + printPiece(piece, printed.column, mark), column: printed.column + piece.text.length }), { html: '', column: 0 }).html }),
  };
}

function printPiece({ classes, text }: Piece, column: number, [start, end]: readonly [number, number]): string {
  const from = Math.min(Math.max(start - column, 0), text.length);
  const to = Math.max(Math.min(end - column, text.length), from);
  const code = `${escapeText(text.slice(0, from))}${from < to ? `<mark>${escapeText(text.slice(from, to))}</mark>` : ''}${escapeText(text.slice(to))}`;
  return classes === '' ? code : `<span class="${classes}">${code}</span>`;
}

/** Takes the highlighter's HTML apart, which holds nothing but spans with a class and escaped text. */
function splitLines(value: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  const open: string[] = [];
  for (const [, begin, end, text = ''] of value.matchAll(/<span class="([^"]*)">|(<\/span>)|([^<]+)/gu)) {
    if (begin !== undefined) open.push(begin);
    else if (end !== undefined) open.pop();
    else {
      for (const [index, part] of unescape(text).split('\n').entries()) {
        if (index > 0) lines.push([]);
        if (part !== '') lines.at(-1)?.push({ text: part, classes: open.join(' ') });
      }
    }
  }
  return lines;
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#x27);/gu, (_, name: string) => CHARACTERS[name] ?? '');
}
