import { expect, it } from 'vitest';
import { readSql } from './sql.ts';

const print = (sql: string): string => readSql(sql).map(({ kind, table }) => (table === undefined ? kind : `${kind} ${table}`)).join(', ');

it.each([
  ['INSERT INTO notes (title) VALUES (?)', 'create notes'],
  ['insert or ignore into Notes values (1)', 'create notes'],
  ['INSERT INTO notes VALUES (1) ON CONFLICT (id) DO UPDATE SET title = excluded.title', 'create notes'],
  ['REPLACE INTO notes VALUES (1)', 'create notes'],
  ['UPDATE OR REPLACE notes SET title = ?', 'update notes'],
  ['UPDATE ONLY notes SET title = ?', 'update notes'],
  ['DELETE FROM notes', 'delete notes'],
  ['TRUNCATE TABLE notes', 'delete notes'],
  ['DELETE FROM "main"."my notes"', 'delete my notes'],
  ['DELETE FROM main . [notes]', 'delete notes'],
  ['DELETE FROM `notes`', 'delete notes'],
  ['DELETE FROM заметки', 'delete заметки'],
  ['DELETE FROM ?', 'delete'],
  ['  \n-- DELETE FROM tags\n/* UPDATE a */ DELETE /* all */ FROM -- of them\n notes', 'delete notes'],
  ['WITH RECURSIVE old(id) AS (SELECT 1 UNION SELECT id FROM (DELETE)), release AS (SELECT 2) INSERT INTO notes SELECT * FROM old', 'create notes'],
  ['WITH old AS (SELECT 1) SELECT * FROM old', ''],
  ["DELETE FROM a; INSERT INTO b VALUES ('; DELETE FROM c', 'it''s'); ; UPDATE d SET e = 1;", 'delete a, create b, update d'],
  ['CREATE TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; UPDATE c SET d = 1; END; DELETE FROM e', 'delete e'],
  ['CREATE TEMP TRIGGER t AFTER DELETE ON a BEGIN DELETE FROM b; END', ''],
  ['CREATE TABLE notes (id INTEGER); DROP TABLE notes; ALTER TABLE notes ADD a', ''],
  ['PRAGMA journal_mode = WAL', ''],
  ['SELECT replace(title, 1, 2) FROM notes', ''],
  ['EXPLAIN DELETE FROM notes', ''],
  ['BEGIN IMMEDIATE; DELETE FROM notes; COMMIT', 'begin, delete notes, commit'],
  ['SAVEPOINT one; RELEASE one', 'begin'],
  ['START TRANSACTION', 'begin'],
  ['END TRANSACTION', 'commit'],
  ['ROLLBACK', 'rollback'],
  ['ROLLBACK TO SAVEPOINT one', ''],
  ['', ''],
  ['DELETE', 'delete'],
  ["DELETE FROM notes WHERE title = 'never closed; DELETE FROM tags", 'delete notes'],
  ['DELETE FROM notes /* never closed; DELETE FROM tags', 'delete notes'],
])('reads %j', (sql, expected) => {
  expect(print(sql)).toBe(expected);
});

it.each(['/*', '/**', "'", "''", '"', '[', '`', '--', '(', ';', 'with ', 'a.', '*/', '- ', 'delete from ', 'create trigger begin;', 'insert or or '])('reads a long run of %j in one pass', (part) => {
  const start = performance.now();
  readSql(part.repeat(100_000 / part.length));
  readSql(`DELETE FROM a ${part.repeat(100_000 / part.length)}`);
  expect(performance.now() - start).toBeLessThan(2_000);
});
