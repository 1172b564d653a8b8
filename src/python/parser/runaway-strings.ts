import { isLineEnd, skipLineEnd } from './characters.ts';

const definition = /^(?:@\w|(?:async +)?def +\w+ *[([]|class +\w+ *[:([])/;
const statements = [
  definition,
  /^(?:from +[\w.]+ +)?import +[\w.]+(?: *$| +as\b|,)/,
  /^return\b/,
  /^raise +\w+\(/,
  /^(?:if|elif|for|while|with|try|else|except|finally)\b.*: *(?:#.*)?$/,
  /^[\w.]+(?:\[.*\])? *[-+*/|&]?= *\S/,
  /^(?:await +)?[\w.]+\(.*\)$/,
];

const isStatement = (line: string): boolean => statements.some((statement) => statement.test(line));

/**
 * Where a string that contains code should have ended: before the first line, indented no more than the block,
 * that reads as a statement. Asked for a definition, it wants one among those lines as evidence.
 */
export function findCodeInString(
  source: string,
  start: number,
  end: number,
  blockIndent: number,
  evidence: 'definition' | 'statement',
): number | undefined {
  let found: number | undefined;
  let offset = start;
  while (offset < end && !isLineEnd(source.charCodeAt(offset))) offset++;
  while (offset < end) {
    const previousEnd = offset;
    offset = skipLineEnd(source, offset);
    const lineStart = offset;
    while (offset < end && !isLineEnd(source.charCodeAt(offset))) offset++;
    const line = source.slice(lineStart, offset);
    const code = line.trimStart();
    if (code === '' || line.length - code.length > blockIndent) continue;
    if (found === undefined && isStatement(code)) found = previousEnd;
    if (found !== undefined && (evidence === 'statement' || definition.test(code))) return found;
  }
  return undefined;
}
