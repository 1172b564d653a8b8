import { describe, expect, it } from 'vitest';
import { declare } from '../dev/declared.ts';

const KNOWN = { orms: [{ package: 'orm' }] };

/** How well the twin of an operation fits, for members of one class. */
function fitsOf(members: string, name: string) {
  return declare({ orm: `export declare class Database<Row = unknown> { ${members} }` }, "export { Database } from 'orm';", KNOWN).find('Database')?.operation(name)?.twin?.fits;
}

describe('a twin', () => {
  it.each([
    ['the same parameters and result', 'getSync(id: string): Row; getAsync(id: string): Promise<Row>', ['drop-in']],
    ['a wider parameter', 'getSync(id: string): Row; getAsync(id: string | number): Promise<Row>', ['drop-in']],
    ['a narrower result', 'getSync(): string | null; getAsync(): Promise<string>', ['drop-in']],
    ['one more parameter, optional', 'getSync(id: string): Row; getAsync(id: string, signal?: object): Promise<Row>', ['drop-in']],
    ['one more parameter, any number of times', 'getSync(id: string): Row; getAsync(id: string, ...flags: number[]): Promise<Row>', ['drop-in']],
    ['a parameter that became optional', 'getSync(id: string): Row; getAsync(id?: string): Promise<Row>', ['drop-in']],
    ['type parameters of other names', 'getSync<T>(id: T): T | null; getAsync<U>(id: U): Promise<U | null>', ['drop-in']],
    ['Awaited around a type parameter: getFirstSync of expo-sqlite', 'getSync<T>(): T | null; getAsync<T>(): Promise<Awaited<T> | null>', ['drop-in']],
    ['a type parameter that became optional: initSync of MikroORM', 'getSync<T>(options: T[]): T; getAsync<T>(options?: T[]): Promise<T>', ['drop-in']],
    ['an optional function of a type parameter', 'getSync<T>(map?: (row: Row) => T): T; getAsync<T>(map?: (row: Row) => T): Promise<T>', ['drop-in']],
    ['rest parameters', 'getSync(...values: number[]): Row; getAsync(...values: number[]): Promise<Row>', ['drop-in']],
    ['a result nobody can use anyway', 'getSync(): void; getAsync(): Promise<void>', ['drop-in']],
    ['an async iteration of the same items', 'getSync(): IterableIterator<Row>; getAsync(): AsyncIterableIterator<Row>', ['drop-in']],
    ['an async generator', 'getSync(): Iterable<Row>; getAsync(): AsyncGenerator<Row, void, unknown>', ['drop-in']],
    ['overloads', 'getSync(): Row; getSync(id: string): Row; getAsync(): Promise<Row>; getAsync(id: string): Promise<Row>', ['drop-in', 'drop-in']],
    ['an overload less', 'getSync(): Row; getSync(id: string): Row; getAsync(): Promise<Row>', ['drop-in', 'none']],
    ['an async callback', 'getSync(task: () => void): void; getAsync(task: () => Promise<void>): Promise<void>', ['callback']],
    ['an async callback with the same result', 'getSync<T>(task: () => T): T; getAsync<T>(task: () => Promise<T>): Promise<T>', ['callback']],
    ['a callback that may be async', 'getSync(task: () => void): void; getAsync(task: () => void | Promise<void>): Promise<void>', ['drop-in']],
    ['another result', 'getSync(): Error | null; getAsync(): Promise<void>', ['result']],
    ['a stream where there was an array', 'getSync(): Row[]; getAsync(): AsyncIterableIterator<Row>', ['result']],
    ['an iteration of other items', 'getSync(): IterableIterator<Row>; getAsync(): AsyncIterableIterator<string>', ['result']],
    ['another parameter', 'getSync(id: string): Row; getAsync(id: number): Promise<Row>', ['none']],
    ['a parameter that is no longer optional', 'getSync(id?: string): Row; getAsync(id: string): Promise<Row>', ['none']],
    ['one more parameter', 'getSync(): Row; getAsync(id: string): Promise<Row>', ['none']],
    ['one parameter less', 'getSync(id: string): Row; getAsync(): Promise<Row>', ['none']],
    ['a list instead of rest parameters', 'getSync(...values: number[]): Row; getAsync(values: number[]): Promise<Row>', ['none']],
    ['a stricter constraint', 'getSync<T>(id: T): T; getAsync<T extends string>(id: T): Promise<T>', ['none']],
    ['a chance to be missing', 'getSync(): Row; getAsync?(): Promise<Row>', ['none']],
  ])('with %s', (_, members, fits) => {
    expect(fitsOf(members, 'getSync')).toEqual(fits);
  });

  it.each([
    ['async', 'getSync(): Promise<Row>; getAsync(): Promise<Row>'],
    ['any', 'getSync(): any; getAsync(): Promise<Row>'],
    ['perhaps async', 'getSync(): Row | Promise<Row>; getAsync(): Promise<Row>'],
  ])('is not looked for where the call is %s already', (_, members) => {
    expect(fitsOf(members, 'getSync')).toBeUndefined();
  });

  it.each([
    ['sync', 'getSync(): Row; getAsync(): Row'],
    ['any', 'getSync(): Row; getAsync(): any'],
    ['a builder with a method named then', 'getSync(): Row; getAsync(): { then(value: string): Row }'],
    ['a value', 'getSync(): Row; getAsync: boolean'],
    ['a callback form', 'getSync(): Row; getAsync(done: (error: Error | null, row: Row) => void): void'],
  ])('is none where the other side is %s', (_, members) => {
    expect(fitsOf(members, 'getSync')).toBeUndefined();
  });

  it('is found on an alias of function properties: DB of op-sqlite', () => {
    const { find } = declare(
      { orm: 'export type DB = { executeSync: (sql: string) => number; execute: (sql: string) => Promise<number>; close: () => void };' },
      "export type { DB } from 'orm';",
      KNOWN,
    );
    expect(find('DB')?.declaration.name).toBe('DB');
    expect(find('DB')?.operation('executeSync')?.twin).toEqual({ name: 'execute', delivery: 'promise', fits: ['drop-in'] });
    expect(find('DB')?.operation('close')).toMatchObject({ effect: 'none', style: 'sync' });
  });

  it('is found on a base, and across merged declarations', () => {
    const { find } = declare(
      { orm: 'export interface Base { getSync(): 1 } export interface Database extends Base { } export interface Database { getAsync(): Promise<1> }' },
      "export type { Database } from 'orm';",
      KNOWN,
    );
    expect(find('Database')?.operation('getSync')?.twin?.name).toBe('getAsync');
  });

  it('is found among the functions of a module, and its own name is that of the module', () => {
    const { receivers } = declare(
      { orm: 'export * from "./open"; export declare function atomic<T>(run: () => T): T; export declare function aatomic<T>(run: () => Promise<T>): Promise<T>;', 'orm/open': '' },
      "import { atomic } from 'orm'; atomic(() => 1);",
      KNOWN,
    );
    const module = receivers.list('orm').find(({ declaration }) => declaration.name === 'orm');
    expect(module?.operation('atomic')).toMatchObject({ receiver: 'orm', effect: 'transaction', twin: { name: 'aatomic', fits: ['callback'] } });
  });
});

describe('a result', () => {
  const read = (members: string, name: string) =>
    declare({ orm: `export declare class Rows { ${members} } export declare class Row { name: string }` }, "export { Rows } from 'orm';", KNOWN).find('Rows')?.operation(name);

  it('is lazy where it is a receiver that can run', () => {
    expect(read('filter(): this; aget(): Promise<Row>', 'filter')?.effect).toBe('lazy');
    expect(read('filter(): Rows; [Symbol.iterator](): Iterator<Row>; [Symbol.asyncIterator](): AsyncIterator<Row>', 'filter')?.effect).toBe('lazy');
  });

  it('is not lazy where nothing ever runs: a schema type of mongoose, a vector of DuckDB', () => {
    expect(read('required(): this; name(): string', 'required')?.effect).toBe('none');
  });

  it('is not lazy where nothing is left to run: exec of better-sqlite3', () => {
    expect(read('exec(sql: string): this; backup(file: string): Promise<void>', 'exec')?.effect).toBe('none');
    expect(read('isolate(): this; execute(run: (rows: Rows) => Promise<void>): Promise<void>', 'isolate')?.effect).toBe('lazy');
    expect(read('sql(text: string): this; execute(on: Rows): Promise<void>', 'sql')?.effect).toBe('lazy');
  });

  it('is not lazy where it is a row', () => {
    expect(read('first(): Row', 'first')?.effect).toBe('none');
  });

  it('is a thenable without a promise in its name', () => {
    expect(read('run(): PromiseLike<Row>', 'run')?.style).toBe('async');
    expect(read('run(): Query; filter(): this } export interface Query { then(done: (row: Row) => void): void', 'run')?.style).toBe('async');
  });

  it('is what all branches of its condition are: allSync of expo-sqlite', () => {
    expect(read('all<T>(): [T] extends [string] ? T[] : 1; aall<T>(): Promise<[T] extends [string] ? T[] : 1>', 'all')).toMatchObject({ style: 'sync', twin: { name: 'aall' } });
    expect(read('all<T>(): [T] extends [string] ? Promise<T> : Promise<1>', 'all')?.style).toBe('async');
    expect(read('all<T>(): [T] extends [string] ? Promise<T> : 1', 'all')?.style).toBe('either');
    expect(read("run<Kind extends 'sync' | 'async'>(): { sync: 1; async: Promise<1> }[Kind]", 'run')?.style).toBe('either');
  });

  it('is open where only some of it is a promise', () => {
    expect(read('hook(): Promise<void> | void', 'hook')).toMatchObject({ effect: 'none', style: 'either' });
    expect(read('find(): Promise<Row> | null', 'find')).toMatchObject({ effect: 'query', style: 'async' });
  });

  it('can be disposed of', () => {
    expect(read('atomic(): AsyncDisposable', 'atomic')?.transaction).toEqual({ kind: 'disposable', async: true, awaited: false, plain: true });
    expect(read('atomic(name?: string): Promise<AsyncDisposable>', 'atomic')?.transaction).toMatchObject({ awaited: true, plain: true });
  });
});

describe('a parameter', () => {
  it('is no callback where a client can be called: startTransaction of objection', () => {
    const { find } = declare(
      { orm: 'export interface Knex { (table: string): Promise<unknown>; raw(sql: string): Promise<unknown> } export declare class Model { startTransaction(knex?: Knex): Promise<Knex> }' },
      "export { Model } from 'orm';",
      KNOWN,
    );
    expect(find('Model')?.operation('startTransaction')?.transaction).toEqual({ kind: 'begin' });
  });

  it('hands over a client', () => {
    const { find } = declare(
      { orm: 'export declare class Database { transaction<T>(run: (tx: Database) => Promise<T>): Promise<T>; save(): Promise<void> }' },
      "export { Database } from 'orm';",
      KNOWN,
    );
    expect(find('Database')?.operation('transaction')?.transaction).toMatchObject({ kind: 'callback', handle: true, returnsResult: true });
  });
});

describe('a name', () => {
  const ORM = {
    orm: `export declare class Model { static all(): Promise<Model[]>; save(): Promise<void> }
      export type Client = { run(): Promise<void> } & { label: string };
      export declare class Transaction { commit(): Promise<void> } export declare namespace Transaction { const LEVEL: string }
      export declare const client: { query(): Promise<void> };`,
  };
  const { receivers } = declare(ORM, "export * from 'orm';", KNOWN);

  it('is the one declared: of a class, of its static side, of an alias, of what is merged with a namespace', () => {
    expect(receivers.list('orm').map(({ declaration: { name } }) => name)).toEqual(expect.arrayContaining(['Model', 'typeof Model', 'Client', 'Transaction', 'orm']));
  });
});
