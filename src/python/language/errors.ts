import type { ParseError } from '../parser/index.ts';

/** More than anybody reads; a file of Python 2 has one for each `print`. */
const MAXIMUM_ERRORS = 20;
const REPLACEMENT = '\uFFFD';

/** What a reader is told: a file that is no text in UTF-8 is that one error, and not the hundreds that follow from it. */
export function summarizeErrors(text: string, errors: readonly ParseError[]): readonly ParseError[] {
  const undecoded = errors.find(({ range: [start, end] }) => text.slice(start, Math.max(end, start + 1)).includes(REPLACEMENT));
  if (!undecoded) return errors.slice(0, MAXIMUM_ERRORS);
  const start = text.indexOf(REPLACEMENT, undecoded.range[0]);
  return [{ message: 'This is not UTF-8, and ESLint reads no other encoding.', range: [start, start + 1] }];
}

/** Python refuses such a file as a whole. */
export function findNull(text: string): ParseError | undefined {
  const index = text.indexOf('\0');
  if (index < 0) return undefined;
  return { message: 'A NUL character is no Python: this file is binary or not UTF-8.', range: [index, index + 1] };
}

/** Does the text hold what ESLint puts in the place of bytes that are no UTF-8? Written back with a fix, the loss would be permanent. */
export function isLossy(text: string): boolean {
  return text.includes(REPLACEMENT);
}
