import type { SqlStatement } from '../analysis/knowledge.ts';

interface Token {
  /** Lower case; empty for what is no word. */
  readonly word: string;
  /** What the token names if it is a name: a word, or the inside of a quoted identifier. */
  readonly name: string | undefined;
  readonly text: string;
}

// Each alternative takes all it can and also ends with the text, so that no part of the text is read twice.
const TOKEN = /\s+|--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)|'[^']*(?:''[^']*)*(?:'|$)|"[^"]*(?:""[^"]*)*(?:"|$)|`[^`]*(?:``[^`]*)*(?:`|$)|\[[^\]]*(?:\]|$)|[\p{L}\p{N}_$]+|[^]/gu;
const SKIPPED = /^(?:\s|--|\/\*)/u;
const QUOTED = /^["`[]/u;

const VERBS: ReadonlyMap<string, SqlStatement['kind']> = new Map([
  ['insert', 'create'],
  ['replace', 'create'],
  ['update', 'update'],
  ['merge', 'update'],
  ['delete', 'delete'],
  ['truncate', 'delete'],
  ['begin', 'begin'],
  ['savepoint', 'begin'],
  ['start', 'begin'],
  ['commit', 'commit'],
  ['end', 'commit'],
  ['rollback', 'rollback'],
]);
const MAIN_VERBS = new Set(['delete', 'insert', 'merge', 'replace', 'select', 'update', 'values']);
// Words that may stand between the verb and the table.
const FILLERS = new Set(['abort', 'fail', 'from', 'ignore', 'into', 'only', 'or', 'replace', 'rollback', 'table']);

/**
 * The statements of an SQL text that write rows or open or end a transaction.
 *
 * @example readSql('DELETE FROM "notes" WHERE id = ?') // [{ kind: 'delete', table: 'notes' }]
 */
export function readSql(sql: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let tokens: Token[] = [];
  const finish = (): void => {
    const statement = readStatement(tokens);
    if (statement) statements.push(statement);
    tokens = [];
  };
  for (const [text] of sql.matchAll(TOKEN)) {
    if (SKIPPED.test(text)) continue;
    if (text !== ';') tokens.push(toToken(text));
    else if (!isInsideTrigger(tokens)) finish();
  }
  finish();
  return statements;
}

function toToken(text: string): Token {
  const isWord = /^[\p{L}\p{N}_$]/u.test(text);
  const quoted = QUOTED.test(text) ? text.slice(1, -1) : undefined;
  const name = isWord ? text.toLowerCase() : quoted?.toLowerCase();
  return { word: isWord ? text.toLowerCase() : '', name, text };
}

/** The statements of a trigger end in semicolons of their own, up to its `END`. */
function isInsideTrigger(tokens: readonly Token[]): boolean {
  if (tokens[0]?.word !== 'create' || tokens.at(-1)?.word === 'end') return false;
  return tokens.slice(1, 3).some(({ word }) => word === 'trigger');
}

function readStatement(tokens: readonly Token[]): SqlStatement | undefined {
  const start = tokens[0]?.word === 'with' ? findMainVerb(tokens) : 0;
  const kind = VERBS.get(tokens[start]?.word ?? '');
  if (!kind) return undefined;
  if (kind === 'begin' || kind === 'commit') return { kind, table: undefined };
  // Going back to a savepoint leaves the transaction open.
  if (kind === 'rollback') return tokens.some(({ word }) => word === 'to') ? undefined : { kind, table: undefined };
  return { kind, table: readTable(tokens, start + 1) };
}

/** The verb after the common table expressions of a `WITH`. */
function findMainVerb(tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex(({ text, word }) => {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    return depth === 0 && MAIN_VERBS.has(word);
  });
}

function readTable(tokens: readonly Token[], start: number): string | undefined {
  let index = start;
  while (FILLERS.has(tokens[index]?.word ?? '')) index += 1;
  while (tokens[index + 1]?.text === '.') index += 2;
  return tokens[index]?.name;
}
