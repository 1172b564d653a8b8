import { createMarkedCases, type MarkedCases } from '../src/dev/marked-cases.ts';
import { typed, type InvalidCase } from '../src/dev/testers.ts';
import rule from './no-query-outside-transaction.ts';

/** Cases about the queries of one ORM; `line` is that of the code in which the transaction is opened. */
function createCases(preamble: string, opener: string, wanted: string) {
  const cases: MarkedCases = createMarkedCases(preamble);
  const first = preamble.split('\n').length;
  const data = (operation: string, own?: Readonly<Record<string, string>>) => ({ operation, opener, line: String(first), wanted, ...own });
  return {
    valid: cases.valid,
    fixed: (name: string, operation: string, code: string, output: string, own?: Readonly<Record<string, string>>): InvalidCase => cases.invalid(name, 'queryOfOuterClient', data(operation, own), code, { output }),
    suggested: (name: string, operation: string, code: string, output: string): InvalidCase => cases.invalid(name, 'queryOfOuterClient', data(operation), code, { suggestions: [['joinTransaction', output]] }),
    reported: (name: string, operation: string, code: string, own?: Readonly<Record<string, string>>): InvalidCase => cases.invalid(name, 'queryOfOuterClient', data(operation, own), code),
  };
}

const prisma = createCases(`import { PrismaClient } from 'prisma-user';
declare const db: PrismaClient, names: string[];
declare function use(...values: unknown[]): void;
`, 'db.$transaction', 'tx');

typed('prisma').run('no-query-outside-transaction', rule, {
  valid: [
    prisma.valid('through the handle', "await db.$transaction(async (tx) => { await tx.user.create({ data: { name: 'a' } }); await tx.$queryRaw`select 1`; });"),
    prisma.valid('before and after', 'await db.user.count();\nawait db.$transaction(async (tx) => { await tx.user.count(); });\nawait db.user.count();'),
    prisma.valid('an array', 'await db.$transaction([db.user.deleteMany(), db.user.count()]);'),
    prisma.valid('a name for the handle', 'await db.$transaction(async (tx) => { const users = tx.user; await users.count(); });'),
    prisma.valid('the parameter hides the client', 'await db.$transaction(async (db) => { await db.user.count(); });'),
    prisma.valid('run later', '/// <reference types="node" />\nawait db.$transaction(async (tx) => { setTimeout(async () => { await db.user.count(); }, 1); await tx.user.count(); });'),
    prisma.valid('a function that nobody calls here', 'await db.$transaction(async (tx) => { use(async () => await db.user.count()); await tx.user.count(); });'),
    prisma.valid('lazy, and given away', 'await db.$transaction(async (tx) => { use(db.user.count()); await tx.user.count(); });'),
    prisma.valid('another client', 'const logs = new PrismaClient({} as never);\nconst main = new PrismaClient({} as never);\nawait main.$transaction(async (tx) => { await logs.user.count(); await tx.user.count(); });'),
    prisma.valid('a getter may know the transaction', 'class Store { get db(): PrismaClient { return db; } async run() { await this.db.$transaction(async (tx) => { await this.db.user.count(); await tx.user.count(); }); } }\nuse(Store);'),
    prisma.valid('the client is exchanged inside', "let client: Pick<PrismaClient, 'user'> = db;\nawait db.$transaction(async (tx) => { client = tx; await client.user.count(); });"),
    prisma.valid('another library', 'declare const other: { transaction(run: () => Promise<void>): Promise<void> };\nawait other.transaction(async () => { await db.user.count(); });'),
    prisma.valid('a map', 'await db.$transaction(async (tx) => { new Map<number, number>().delete(1); await tx.user.count(); });'),
    prisma.valid('a repository of the project', 'class Users { async save() { return 1; } }\nawait db.$transaction(async (tx) => { await new Users().save(); await tx.user.count(); });'),
    prisma.valid('a test', "declare function it(name: string, run: () => Promise<void>): void;\nit('waits', async () => { await db.$transaction(async (tx) => { await tx.user.count(); await db.user.count(); }); });"),
    { ...prisma.valid('transactions that are found by themselves', "import '@nestjs-cls/transactional';\nawait db.$transaction(async () => { await db.user.count(); });"), typeErrors: 'a package that is not installed' },
  ],
  invalid: [
    prisma.fixed('a write', 'db.user.create', "await db.$transaction(async (tx) => { await tx.user.count(); await «db.user».create({ data: { name: 'a' } }); });", "await db.$transaction(async (tx) => { await tx.user.count(); await tx.user.create({ data: { name: 'a' } }); });"),
    prisma.fixed('a read', 'db.user.count', 'await db.$transaction(async (trx) => { use(await «db.user».count()); });', 'await db.$transaction(async (trx) => { use(await trx.user.count()); });', { wanted: 'trx' }),
    prisma.fixed('no parameter', 'db.user.deleteMany', 'await db.$transaction(async () => { await «db.user».deleteMany(); });', 'await db.$transaction(async (tx) => { await tx.user.deleteMany(); });'),
    prisma.fixed('raw SQL', 'db.$executeRaw', 'await db.$transaction(async (tx) => { await «db».$executeRaw`delete from User`; });', 'await db.$transaction(async (tx) => { await tx.$executeRaw`delete from User`; });'),
    prisma.fixed('returned', 'db.user.count', 'await db.$transaction((tx) => { use(tx); return «db.user».count(); });', 'await db.$transaction((tx) => { use(tx); return tx.user.count(); });'),
    prisma.fixed('one for each', 'db.user.create', 'await db.$transaction(async (tx) => { await Promise.all(names.map((name) => «db.user».create({ data: { name } }))); });', 'await db.$transaction(async (tx) => { await Promise.all(names.map((name) => tx.user.create({ data: { name } }))); });'),
    prisma.fixed('in a loop and a branch', 'db.user.create', 'await db.$transaction(async (tx) => { for (const name of names) if (name) await «db.user».create({ data: { name } }); });', 'await db.$transaction(async (tx) => { for (const name of names) if (name) await tx.user.create({ data: { name } }); });'),
    prisma.fixed('a field', 'this.db.user.count', 'export class Store { constructor(private readonly db: PrismaClient) {}\n  async run() { await this.db.$transaction(async (tx) => { use(await «this.db.user».count()); await tx.user.count(); }); } }', 'export class Store { constructor(private readonly db: PrismaClient) {}\n  async run() { await this.db.$transaction(async (tx) => { use(await tx.user.count()); await tx.user.count(); }); } }', { opener: 'this.db.$transaction', line: '5' }),
    prisma.reported('the name of the handle is taken', 'db.user.count', 'await db.$transaction(async (tx) => { use(tx); for (const tx of names) use(tx, await «db.user».count()); });'),
    prisma.reported('in a function that the opener is given by name', 'db.user.count', 'const run = async (tx: unknown) => { use(tx, await «db.user».count()); };\nawait db.$transaction(run);', { line: '5' }),
  ],
});

const drizzle = createCases(`import { eq, inArray } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { integer, pgTable } from 'drizzle-orm/pg-core';
import { int, sqliteTable } from 'drizzle-orm/sqlite-core';
const notes = pgTable('notes', { id: integer('id') });
const items = sqliteTable('items', { id: int('id') });
declare const db: NodePgDatabase, sync: BetterSQLite3Database;
`, 'db.transaction', 'tx');

typed('drizzle-orm').run('no-query-outside-transaction', rule, {
  valid: [
    drizzle.valid('through the handle', 'await db.transaction(async (tx) => { await tx.insert(notes).values({ id: 1 }); await tx.select().from(notes); });'),
    drizzle.valid('a sub-query', 'await db.transaction(async (tx) => { await tx.delete(notes).where(inArray(notes.id, db.select({ id: notes.id }).from(notes))); });'),
    drizzle.valid('nested', 'await db.transaction(async (tx) => { await tx.transaction(async (inner) => { await inner.delete(notes); await tx.delete(notes); }); });'),
    drizzle.valid('a sync driver has one connection', 'sync.transaction((tx) => { tx.insert(items).values({ id: 1 }).run(); sync.delete(items).run(); });'),
    drizzle.valid('another ORM', 'await db.transaction(async (tx) => { sync.delete(items).run(); await tx.delete(notes); });'),
    drizzle.valid('made of the handle', 'await db.transaction(async (tx) => { const rows = tx.$with("rows").as(tx.select().from(notes)); await tx.with(rows).select().from(rows); });'),
  ],
  invalid: [
    drizzle.fixed('a write', 'db.insert(…).values', 'await db.transaction(async (tx) => { await «db».insert(notes).values({ id: 1 }); });', 'await db.transaction(async (tx) => { await tx.insert(notes).values({ id: 1 }); });'),
    drizzle.fixed('a read', 'db.select().from(…).where', 'await db.transaction(async (tx) => { return «db».select().from(notes).where(eq(notes.id, 1)); });', 'await db.transaction(async (tx) => { return tx.select().from(notes).where(eq(notes.id, 1)); });'),
    drizzle.fixed('in a nested one', 'db.delete', 'await db.transaction(async (tx) => {\n  await tx.transaction(async (inner) => { await «db».delete(notes); }); });', 'await db.transaction(async (tx) => {\n  await tx.transaction(async (inner) => { await inner.delete(notes); }); });', { opener: 'tx.transaction', wanted: 'inner', line: '10' }),
  ],
});

const knex = createCases(`import type { Knex } from 'knex';
declare const db: Knex, flag: boolean;
declare function use(...values: unknown[]): void;
`, 'db.transaction', 'trx');

typed('knex').run('no-query-outside-transaction', rule, {
  valid: [
    knex.valid('through the handle', "await db.transaction(async (trx) => { await trx('notes').insert({ id: 1 }); await trx.raw('select 1'); });"),
    knex.valid('given the handle', "await db.transaction(async (trx) => { await db('notes').insert({ id: 1 }).transacting(trx); });"),
    knex.valid('a sub-query', "await db.transaction(async (trx) => { await trx('notes').whereIn('id', db('notes').select('id')); });"),
    knex.valid('a builder that is given the handle later', "await db.transaction(async (trx) => { const query = db('notes').select(); query.transacting(trx); use(await query); });"),
    knex.valid('by hand: before and after', "await db('notes');\nconst trx = await db.transaction();\nawait trx('notes');\nawait trx.commit();\nawait db('notes');"),
    knex.valid('by hand: where it failed', "const trx = await db.transaction();\ntry { await trx('notes'); await trx.commit(); } catch { await db('failures').insert({ id: 1 }); await trx.rollback(); }"),
    knex.valid('by hand: may have ended', "const trx = await db.transaction();\nif (flag) await trx.commit();\nawait db('notes');\nif (!flag) await trx.rollback();"),
    knex.valid('a transaction that may be another one', "export async function f(outer?: Knex.Transaction) { const trx = outer ?? (await db.transaction()); await db('notes'); await trx.commit(); }"),
  ],
  invalid: [
    knex.fixed('a write', 'db(…).insert', "await db.transaction(async (trx) => { await «db»('notes').insert({ id: 1 }); });", "await db.transaction(async (trx) => { await trx('notes').insert({ id: 1 }); });"),
    knex.fixed('raw SQL', 'db.raw', "await db.transaction(async (trx) => { await «db».raw('select 1'); });", "await db.transaction(async (trx) => { await trx.raw('select 1'); });"),
    knex.fixed('by hand', 'db(…).insert', "const trx = await db.transaction();\ntry { await «db»('notes').insert({ id: 1 }); await trx.commit(); } catch { await trx.rollback(); }", "const trx = await db.transaction();\ntry { await trx('notes').insert({ id: 1 }); await trx.commit(); } catch { await trx.rollback(); }"),
    knex.fixed('by hand: after a branch that has left', 'db(…).first', "export async function f() {\n  const trx = await db.transaction();\n  if (flag) { await trx.rollback(); return; }\n  use(await «db»('notes').first());\n  await trx.commit();\n}", "export async function f() {\n  const trx = await db.transaction();\n  if (flag) { await trx.rollback(); return; }\n  use(await trx('notes').first());\n  await trx.commit();\n}", { line: '5' }),
  ],
});

const kysely = createCases(`import { sql, type Kysely } from 'kysely';
declare const db: Kysely<{ note: { id: number } }>;
`, 'db.transaction().execute', 'trx');

typed('kysely').run('no-query-outside-transaction', rule, {
  valid: [
    kysely.valid('through the handle', "await db.transaction().execute(async (trx) => { await trx.deleteFrom('note').execute(); await sql`select 1`.execute(trx); });"),
    kysely.valid('a sub-query', "await db.transaction().execute(async (trx) => { await trx.deleteFrom('note').where('id', 'in', db.selectFrom('note').select('id')).execute(); });"),
    kysely.valid('by hand', "const trx = await db.startTransaction().execute();\nawait trx.deleteFrom('note').execute();\nawait trx.commit().execute();\nawait db.deleteFrom('note').execute();"),
  ],
  invalid: [
    kysely.fixed('a write', 'db.deleteFrom(…).execute', "await db.transaction().execute(async (trx) => { await «db».deleteFrom('note').execute(); });", "await db.transaction().execute(async (trx) => { await trx.deleteFrom('note').execute(); });"),
    kysely.fixed('no parameter', 'db.deleteFrom(…).execute', "await db.transaction().setIsolationLevel('serializable').execute(async () => { await «db».deleteFrom('note').execute(); });", "await db.transaction().setIsolationLevel('serializable').execute(async (trx) => { await trx.deleteFrom('note').execute(); });", { opener: 'db.transaction().setIsolationLevel(…).execute' }),
    kysely.fixed('raw SQL is given a client', 'sql(…).execute', 'await db.transaction().execute(async (trx) => { await sql`select 1`.execute(«db»); });', 'await db.transaction().execute(async (trx) => { await sql`select 1`.execute(trx); });'),
    kysely.fixed('by hand', 'db.deleteFrom(…).execute', "const trx = await db.startTransaction().execute();\nawait «db».deleteFrom('note').execute();\nawait trx.commit().execute();", "const trx = await db.startTransaction().execute();\nawait trx.deleteFrom('note').execute();\nawait trx.commit().execute();", { opener: 'db.startTransaction' }),
  ],
});

const expo = createCases(`import type { SQLiteDatabase } from 'expo-sqlite';
declare const db: SQLiteDatabase;
`, 'db.withExclusiveTransactionAsync', 'transaction');

typed('expo-sqlite').run('no-query-outside-transaction', rule, {
  valid: [
    expo.valid('through the handle', "await db.withExclusiveTransactionAsync(async (txn) => { await txn.runAsync('delete from note'); });"),
    expo.valid('on the same connection', "await db.withTransactionAsync(async () => { await db.runAsync('delete from note'); });"),
  ],
  invalid: [expo.fixed('another connection', 'db.runAsync', "await db.withExclusiveTransactionAsync(async () => { await «db».runAsync('delete from note'); });", "await db.withExclusiveTransactionAsync(async (transaction) => { await transaction.runAsync('delete from note'); });")],
});
