import { createMarkedCases } from '../src/dev/marked-cases.ts';
import { typed } from '../src/dev/testers.ts';
import rule from './no-unexecuted-query.ts';

const kysely = createMarkedCases(`import type { Generated, Kysely, SelectQueryBuilder } from 'kysely';
interface Database { person: { id: Generated<number>; name: string } }
declare const db: Kysely<Database>;
declare const names: string[];
declare const flag: boolean;
declare function use(...values: unknown[]): void;
`);
const KYSELY_ROWS = '`execute` or `executeTakeFirst` or `executeTakeFirstOrThrow`';

typed('kysely').run('no-unexecuted-query', rule, {
  valid: [
    kysely.valid('run', "await db.deleteFrom('person').where('id', '=', 1).execute();\nawait db.selectFrom('person').selectAll().executeTakeFirst();"),
    kysely.valid('returned and exported', "export const all = db.selectFrom('person').selectAll();\nexport const f = () => db.selectFrom('person');\nexport async function g() { return db.selectFrom('person'); }"),
    kysely.valid('passed on', "use(db.selectFrom('person').selectAll());\nexport const holder = { query: db.deleteFrom('person') };"),
    kysely.valid('a sub-query', "await db.selectFrom('person').where('id', 'in', db.selectFrom('person').select('id')).selectAll().execute();"),
    kysely.valid('stored and run', "let query = db.selectFrom('person').selectAll();\nif (flag) query = query.where('id', '=', 1);\nuse(await query.execute());"),
    kysely.valid('run by a callback', "const query = db.selectFrom('person').selectAll();\nexport const f = () => query.execute();"),
    kysely.valid('a builder of transactions', 'db.transaction();'),
    kysely.valid('each run and combined', "await Promise.all(names.map((name) => db.insertInto('person').values({ name }).execute()));"),
    kysely.valid('awaited for nothing, and run', "const query = await db.selectFrom('person').selectAll();\nuse(await query.execute());\nuse(await (await db.selectFrom('person').selectAll()).execute());"),
    kysely.valid('awaited and handed to what takes a builder', "declare function page(query: SelectQueryBuilder<Database, 'person', object>): Promise<unknown>;\nawait page(await db.selectFrom('person').selectAll());"),
    kysely.valid('other classes with these methods', 'declare const own: { deleteFrom(table: string): { execute(): Promise<void> } };\nown.deleteFrom("person");\nnew Map<number, number>().delete(1);'),
    kysely.valid('a type that says nothing', 'declare const own: any;\nown.deleteFrom("person");'),
  ],
  invalid: [
    kysely.invalid('dropped', 'unexecutedQuery', { operation: 'db.insertInto(…).values', terminals: '`execute`' }, "db.insertInto('person').«values»({ name: 'a' });", { output: "await db.insertInto('person').values({ name: 'a' }).execute();" }),
    kysely.invalid('dropped after one call', 'unexecutedQuery', { operation: 'db.deleteFrom', terminals: '`execute`' }, "db.«deleteFrom»('person');", { output: "await db.deleteFrom('person').execute();" }),
    kysely.invalid('a change of the schema', 'unexecutedQuery', { operation: 'db.schema.dropTable', terminals: '`execute`' }, "db.schema.«dropTable»('person');", { output: "await db.schema.dropTable('person').execute();" }),
    kysely.invalid('in a transaction', 'unexecutedQuery', { operation: 'trx.deleteFrom', terminals: '`execute`' }, "await db.transaction().execute(async (trx) => { trx.«deleteFrom»('person'); });", { output: "await db.transaction().execute(async (trx) => { await trx.deleteFrom('person').execute(); });" }),
    kysely.invalid('in a sync function', 'unexecutedQuery', { operation: 'db.deleteFrom', terminals: '`execute`' }, "export function f() { db.«deleteFrom»('person'); }", { suggestions: [['addTerminal', "export async function f() { await db.deleteFrom('person').execute(); }", { terminal: 'execute' }]] }),
    kysely.invalid('dropped on purpose', 'unexecutedQuery', { operation: 'db.deleteFrom(…).where', terminals: '`execute`' }, "void db.deleteFrom('person').«where»('id', '=', 1);", { suggestions: [['addTerminal', "await db.deleteFrom('person').where('id', '=', 1).execute();", { terminal: 'execute' }]] }),
    kysely.invalid('awaited', 'awaitedBuilder', { operation: 'db.deleteFrom(…).where(…)', terminals: '`execute`' }, "«await» db.deleteFrom('person').where('id', '=', 1);", { output: "await db.deleteFrom('person').where('id', '=', 1).execute();" }),
    kysely.invalid('its rows awaited', 'awaitedBuilder', { operation: 'db.selectFrom(…).selectAll()', terminals: KYSELY_ROWS }, "use(«await» db.selectFrom('person').selectAll());", {
      suggestions: ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow'].map((terminal) => ['addTerminal', `use(await db.selectFrom('person').selectAll().${terminal}());`, { terminal }]),
    }),
    kysely.invalid('a variable awaited', 'awaitedBuilder', { operation: 'query', terminals: '`execute`' }, "const query = db.deleteFrom('person').where('id', '=', 1);\n«await» query;", { output: "const query = db.deleteFrom('person').where('id', '=', 1);\nawait query.execute();" }),
    kysely.invalid('held', 'heldQuery', { operation: 'db.deleteFrom(…).where', terminals: '`execute`', variable: 'query' }, "const query = db.deleteFrom('person').«where»('id', '=', 1);", { output: "const query = await db.deleteFrom('person').where('id', '=', 1).execute();" }),
    kysely.invalid('a step that nothing takes', 'lostStep', { operation: 'query.where' }, "const query = db.selectFrom('person').selectAll();\nquery.«where»('id', '=', 1);\nuse(await query.execute());"),
    kysely.invalid('all of them awaited', 'combinedBuilder', { operation: 'db.insertInto(…).values', terminals: '`execute`' }, "await Promise.all(names.map((name) => db.insertInto('person').«values»({ name })));", { output: "await Promise.all(names.map((name) => db.insertInto('person').values({ name }).execute()));" }),
    kysely.invalid('given to forEach', 'unexecutedQuery', { operation: 'db.insertInto(…).values', terminals: '`execute`' }, "names.forEach((name) => db.insertInto('person').«values»({ name }));"),
  ],
});

const typeorm = createMarkedCases(`import { Brackets, Repository, type DataSource, type SelectQueryBuilder } from 'typeorm';
class User { id!: number; name!: string }
declare const users: Repository<User>;
declare const source: DataSource;
declare const flag: boolean;
declare function use(...values: unknown[]): void;
`);
const TYPEORM_ROWS = ['getMany', 'getOne', 'getRawMany', 'getRawOne', 'getCount'];

typed('typeorm').run('no-unexecuted-query', rule, {
  valid: [
    typeorm.valid('run', "await users.createQueryBuilder().delete().where('id = 1').execute();\nuse(await users.createQueryBuilder('u').getMany());"),
    typeorm.valid('built step by step', "const query = users.createQueryBuilder('u');\nquery.where('u.id = 1');\nif (flag) query.andWhere(new Brackets((inner) => { inner.where('a').orWhere('b'); }));\nuse(await query.getMany());"),
    typeorm.valid('a parameter', "export function limit(query: SelectQueryBuilder<User>) { query.limit(1); }"),
    typeorm.valid('a field', "export class Page { query = users.createQueryBuilder('u'); first() { this.query.limit(1); return this; } }"),
    typeorm.valid('a builder that a function of the project hands back', "export function page(query: SelectQueryBuilder<User>, filter: (inner: SelectQueryBuilder<User>) => SelectQueryBuilder<User>) { filter(query).limit(1); }"),
    typeorm.valid('a sub-query', "const inner = users.createQueryBuilder('u').select('u.id');\nuse(await users.createQueryBuilder('v').where(`v.id IN (${inner.getQuery()})`).getMany());"),
    typeorm.valid('awaited for nothing, and run', "const query = await users.createQueryBuilder('u');\nuse(await query.getMany());"),
    typeorm.valid('a class of the project with these methods', 'class Cache { delete() { return this; } execute() { return Promise.resolve(); } }\nnew Cache().delete();'),
  ],
  invalid: [
    typeorm.invalid('dropped', 'unexecutedQuery', { operation: 'users.createQueryBuilder().delete().where', terminals: '`execute`' }, "users.createQueryBuilder().delete().«where»('id = 1');", { output: "await users.createQueryBuilder().delete().where('id = 1').execute();" }),
    typeorm.invalid('awaited', 'awaitedBuilder', { operation: 'source.createQueryBuilder().update(…).set(…).where(…)', terminals: '`execute`' }, "«await» source.createQueryBuilder().update(User).set({ name: 'a' }).where('id = 1');", { output: "await source.createQueryBuilder().update(User).set({ name: 'a' }).where('id = 1').execute();" }),
    typeorm.invalid('in a repository of the project', 'unexecutedQuery', { operation: 'this.createQueryBuilder(…).delete', terminals: '`execute`' }, "export class Users extends Repository<User> { async clean() { this.createQueryBuilder('u').«delete»(); } }", { output: "export class Users extends Repository<User> { async clean() { await this.createQueryBuilder('u').delete().execute(); } }" }),
    typeorm.invalid('rows that nobody fetches', 'heldQuery', { operation: 'users.createQueryBuilder', terminals: TYPEORM_ROWS.map((name) => `\`${name}\``).join(' or '), variable: 'query' }, "const query = users.«createQueryBuilder»('u');\nquery.where('u.id = 1');"),
    typeorm.invalid('rows awaited', 'awaitedBuilder', { operation: 'users.createQueryBuilder(…).where(…)', terminals: TYPEORM_ROWS.map((name) => `\`${name}\``).join(' or ') }, "use(«await» users.createQueryBuilder('u').where('u.id = 1'));", {
      suggestions: TYPEORM_ROWS.map((terminal) => ['addTerminal', `use(await users.createQueryBuilder('u').where('u.id = 1').${terminal}());`, { terminal }]),
    }),
  ],
});

const drizzle = createMarkedCases(`import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
const notes = sqliteTable('notes', { id: integer('id').primaryKey() });
declare const db: BetterSQLite3Database;
declare const remote: LibSQLDatabase;
declare const ids: number[];
declare const flag: boolean;
declare function use(...values: unknown[]): void;
`);

typed('drizzle-orm').run('no-unexecuted-query', rule, {
  valid: [
    drizzle.valid('run', 'db.insert(notes).values({ id: 1 }).run();\nuse(db.select().from(notes).all());'),
    drizzle.valid('awaited, which runs it too', 'await db.insert(notes).values({ id: 1 });\nawait Promise.all(ids.map((id) => db.insert(notes).values({ id })));'),
    drizzle.valid('on an async driver it belongs to no-floating-query', 'remote.insert(notes).values({ id: 1 });'),
    drizzle.valid('half a builder', 'const insert = db.insert(notes);\ninsert.values({ id: 1 }).run();'),
    drizzle.valid('built step by step', 'const query = db.select().from(notes).$dynamic();\nif (flag) query.where(eq(notes.id, 1));\nuse(query.all());'),
  ],
  invalid: [
    drizzle.invalid('dropped', 'unexecutedQuery', { operation: 'db.insert(…).values', terminals: '`run`' }, 'export function f() { db.insert(notes).«values»({ id: 1 }); }', { output: 'export function f() { db.insert(notes).values({ id: 1 }).run(); }' }),
    drizzle.invalid('in a transaction', 'unexecutedQuery', { operation: 'tx.delete(…).where', terminals: '`run`' }, 'db.transaction((tx) => { tx.delete(notes).«where»(eq(notes.id, 1)); });', { output: 'db.transaction((tx) => { tx.delete(notes).where(eq(notes.id, 1)).run(); });' }),
    drizzle.invalid('given to forEach', 'unexecutedQuery', { operation: 'db.insert(…).values', terminals: '`run`' }, 'ids.forEach((id) => db.insert(notes).«values»({ id }));', { output: 'ids.forEach((id) => db.insert(notes).values({ id }).run());' }),
    drizzle.invalid('dropped on purpose', 'unexecutedQuery', { operation: 'db.delete', terminals: '`run`' }, 'void db.«delete»(notes);', { output: 'void db.delete(notes).run();' }),
    drizzle.invalid('rows that nobody fetches', 'unexecutedQuery', { operation: 'db.select().from', terminals: '`all` or `get`' }, 'db.select().«from»(notes);', {
      suggestions: ['all', 'get'].map((terminal) => ['addTerminal', `db.select().from(notes).${terminal}();`, { terminal }]),
    }),
  ],
});
