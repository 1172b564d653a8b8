import {
  AND, ASSERT, ASYNC, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, ELSE, EXCEPT, FINALLY, GLOBAL, IMPORT, IN, IS, NAME,
  NONLOCAL, OR, PASS, RAISE, RETURN, TRY, WHILE, WITH,
} from './token-kinds.ts';
import { identifierPart, isLineEnd } from './characters.ts';
import { classifyIdentifier } from './keywords.ts';

const AT_SIGN = 64;
const LOWER_A = 97;
const LOWER_Z = 122;

/** Keywords that no expression contains. */
const statementKeywords = new Uint8Array(128);
for (const kind of [
  ASSERT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, EXCEPT, FINALLY, GLOBAL, IMPORT, NONLOCAL, PASS, RAISE, RETURN, TRY,
  WHILE, WITH,
]) {
  statementKeywords[kind] = 1;
}

function skipBlanks(source: string, offset: number): number {
  let end = offset;
  while (/[ \t\f]/.test(source.charAt(end))) end++;
  return end;
}

function skipWord(source: string, offset: number): number {
  let end = offset;
  while (identifierPart[source.charCodeAt(end)] === 1) end++;
  return end;
}

/** True if the line starts with a keyword that cannot stand inside brackets, whatever its indentation. */
export function startsStatementFirmly(source: string, lineStart: number): boolean {
  let start = lineStart;
  let first = source.charCodeAt(start);
  while (first === 32 || first === 9 || first === 12) first = source.charCodeAt(++start);
  if (first < LOWER_A || first > LOWER_Z) return false;
  const end = skipWord(source, start);
  if (source.charCodeAt(end) >= 128) return false;
  const kind = classifyIdentifier(source, start, end);
  if (kind === NAME) return false;
  const next = skipBlanks(source, end);
  if (kind === ASYNC) return /(?:def|with)\b/y.test(source.slice(next, next + 5));
  // `class=…` is a call with a forbidden keyword argument rather than a class.
  return statementKeywords[kind] === 1 && !/[=,.)]/.test(source.charAt(next));
}

/** In a line known to be broken: true if what follows looks like a statement of the same or an outer block. */
export function startsStatement(source: string, lineStart: number, blockIndent: number): boolean {
  const start = skipBlanks(source, lineStart);
  if (start - lineStart > blockIndent) return false;
  const first = source.charCodeAt(start);
  if (first === AT_SIGN) return true;
  if (first >= 128 || identifierPart[first] !== 1 || /\d/.test(source.charAt(start))) return false;
  const kind = classifyIdentifier(source, start, skipWord(source, start));
  if (kind === AND || kind === OR || kind === IN || kind === IS) return false;
  let end = start;
  while (end < source.length && !isLineEnd(source.charCodeAt(end))) end++;
  const line = source.slice(start, end).trimEnd();
  return kind === ELSE ? line.endsWith(':') : kind !== NAME || !line.endsWith(',');
}
