import { resolve } from 'node:path';
import { parse, type Comment, type Module, type ParseError } from './parser/index.ts';

export interface ParsedFile {
  readonly text: string;
  readonly ast: Module;
  readonly comments: readonly Comment[];
  readonly errors: readonly ParseError[];
}

/** A tree takes nineteen times its text (measured on Django): what is remembered stays under some 300 MB. */
const MAX_TEXT = 16 * 1024 * 1024;

const files = new Map<string, ParsedFile>();
let size = 0;

/** Parses a file's text; whoever asks for the same text of the same file gets the same tree. */
export function parseFile(path: string, text: string): ParsedFile {
  const key = resolve(path);
  const known = files.get(key);
  if (known?.text === text) return known;
  const file = { text, ...parse(text) };
  size += text.length - (known?.text.length ?? 0);
  files.delete(key);
  files.set(key, file);
  for (const [oldest, { text: oldText }] of files) {
    if (size <= MAX_TEXT || oldest === key) break;
    files.delete(oldest);
    size -= oldText.length;
  }
  return file;
}
