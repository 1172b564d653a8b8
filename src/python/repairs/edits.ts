import type { Repair, TextEdit } from '../../analysis/intent.ts';
import type { FileFacts } from '../file.ts';
import type { Node } from '../parser/index.ts';

export type Edits = readonly TextEdit[] | undefined;

export function insert(at: number, text: string): TextEdit {
  return { range: [at, at], text };
}

/** Inserts what must not grow together with a word before it. */
export function insertWord({ text }: FileFacts, at: number, word: string): TextEdit {
  return insert(at, /[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, at - 2), at)) ? ` ${word}` : word);
}

/** What opens a display: in an f-string two braces in a row would be text. */
export function openDisplay({ text }: FileFacts, at: number, open: string): string {
  return open === '{' && text[at - 1] === '{' ? ` ${open}` : open;
}

export function replace({ range: [start, end] }: Node, text: string): TextEdit {
  return { range: [start, end], text };
}

export function repair(edits: Edits, isSafe: boolean): Repair | undefined {
  return edits && { safety: isSafe ? 'safe' : 'unsafe', edits };
}

/** Does the text between two places hold nothing that an edit may not drop? */
export function isPlain({ text }: FileFacts, start: number, end: number): boolean {
  return !text.slice(start, end).includes('#');
}

/** Is the text already in parentheses of its own, as far as what follows it goes? */
export function isParenthesized({ text }: FileFacts, node: Node, parent: Node): boolean {
  return /^(?:\s|\\\r?\n|#[^\r\n]*)*\)/u.test(text.slice(node.range[1], parent.range[1]));
}
