import type { SqlWrite } from '../analysis/knowledge.ts';

const COMMENTS = /--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//gu;
const WRITE = /^\s*(insert|replace|update|delete)\b(?:\s+or\s+\w+)?(?:\s+(?:into|from))?\s+[["`]?(\w+)/iu;
const KINDS: Readonly<Record<string, SqlWrite['kind']>> = { insert: 'create', replace: 'update', update: 'update', delete: 'delete' };

/** @example readSqlWrite('DELETE FROM notes WHERE id = ?') // { kind: 'delete', table: 'notes' } */
export function readSqlWrite(sql: string): SqlWrite | undefined {
  const [, verb = '', table = ''] = WRITE.exec(sql.replace(COMMENTS, ' ')) ?? [];
  const kind = KINDS[verb.toLowerCase()];
  return kind && { kind, table: table.toLowerCase() };
}
