import { readFileSync } from 'node:fs';
import { createPathCache } from './path-cache.ts';

/** Longer files are generated: what they hold is data. */
const MAX_FILE_SIZE = 2 * 1024 * 1024;
/** What an entry costs beside its text. */
const OVERHEAD = 256;

interface Derived<Value> {
  readonly text: string;
  readonly value: Value;
}

/**
 * Values worked out from the text of files in UTF-8, once per content, in at most so many bytes of text. What throws on a
 * text, as a parser does on broken input, gives `undefined`.
 */
export function createTextCache<Value>(derive: (text: string, path: string) => Value, limit: number): (path: string) => Value | undefined {
  const read = createPathCache<Derived<Value>>({
    read(path, stats, previous) {
      if (!stats.isFile() || stats.size > MAX_FILE_SIZE) return undefined;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
      return previous?.text === text ? previous : { text, value: derive(text, path) };
    },
    limit,
    weigh: (stats) => OVERHEAD + Math.min(stats.size, MAX_FILE_SIZE),
  });
  return (path) => read(path)?.value;
}
