import { describe, expect, it } from 'vitest';
import { declare } from '../dev/declared.ts';

const QUERYSET = `export declare class QuerySet<T> implements Iterable<T>, AsyncIterable<T> {
  [Symbol.iterator](): Iterator<T>; [Symbol.asyncIterator](): AsyncIterator<T>;
  filter(lookup: object): QuerySet<T>;
  get(): T; aget(): Promise<T>; first(): T | null; afirst(): Promise<T | null>; count(): number; acount(): Promise<number>;
}`;
const ORM = {
  'unknown-orm': `${QUERYSET}
    export interface Manager<T> extends Omit<QuerySet<T>, 'aget' | typeof Symbol.iterator> { readonly model: T }
    export declare class Model { save(): void; asave(): Promise<void> }
    export declare function manager<T extends Model>(model: new () => T): Manager<T>;`,
};
const twinOf = (code: string, name: string, operation: string, packages: Readonly<Record<string, string>> = ORM) =>
  declare(packages, code).find(name)?.operation(operation)?.twin?.name;

describe('a package nobody told us of', () => {
  it('describes itself with three twins of one convention, and what belongs to them', () => {
    const { receivers } = declare(ORM, "export * from 'unknown-orm';");
    expect(receivers.list('unknown-orm').map(({ declaration: { name } }) => name)).toEqual(expect.arrayContaining(['QuerySet', 'Manager', 'Model', 'unknown-orm']));
  });

  it.each([
    ['two sync forms', 'export declare class Store { getSync(): 1; get(): 1; runSync(): 1; run(): 1; allSync(): 1; all(): 1; countSync(): 1; count(): 1 }'],
    ['hooks: sequelize', 'export declare class Hooks { beforeSync(): void; before(): void; createSync(): void; create(): void; deleteSync(): void; delete(): void }'],
    ['callback forms: zlib', 'type Done = (error: Error) => void; export declare class Zlib { getSync(): 1; get(done: Done): void; runSync(): 1; run(done: Done): void; allSync(): 1; all(done: Done): void }'],
    ['a prefix on sync functions: diagnostics_channel', 'export declare class Channel { get(): void; aget(): void; run(): void; arun(): void; all(): void; aall(): void }'],
    ['clocks: vitest', 'export declare class Timers { runAllTimers(): void; runAllTimersAsync(): Promise<void>; runToLast(): void; runToLastAsync(): Promise<void>; tick(): void; tickAsync(): Promise<void>; loadAll(): void; loadAllAsync(): Promise<void> }'],
    ['two twins', 'export declare class Dir { readSync(): 1; read(): Promise<1>; closeSync(): void; close(): Promise<void> }'],
    ['no twin', 'export declare class Client { get(): Promise<1>; run(): Promise<1>; all(): Promise<1> }'],
  ])('is no ORM for %s', (_, text) => {
    const { receivers } = declare({ plain: text }, "export * from 'plain';");
    expect(receivers.list('plain')).toEqual([]);
  });

  it('is no ORM where it is part of a runtime: the ZIP files of Node 26', () => {
    const members = 'addSync(): 1; add(): Promise<1>; getSync(): 1; get(): Promise<1>; deleteSync(): 1; delete(): Promise<1>';
    const { receivers } = declare({ '@types/node': `declare module 'node:zlib' { class ZipFile { ${members} } }` }, "export * from 'node:zlib';");
    expect(receivers.list('node:zlib')).toEqual([]);
    expect(declare({ zip: `export declare class ZipFile { ${members} }` }, "export * from 'zip';").receivers.list('zip')).not.toEqual([]);
  });

  it('is no ORM where the user says so', () => {
    expect(declare(ORM, "export * from 'unknown-orm';", { ignore: ['unknown-orm'] }).find('QuerySet')).toBeUndefined();
  });

  it('describes nothing that the code itself declares', () => {
    expect(declare({}, QUERYSET.replace('declare class', 'abstract class').replace(/(\w+\([^)]*\)|\[Symbol\.\w+\]\(\)):/gu, 'abstract $1:')).find('QuerySet')).toBeUndefined();
  });
});

describe('a type', () => {
  const importing = "import { Model, QuerySet, manager, type Manager } from 'unknown-orm';\n";

  it.each([
    ['a subclass', 'export class Students extends QuerySet<Model> {}'],
    ['a subclass of a subclass', 'class Base extends QuerySet<Model> {} export class Students extends Base {}'],
    ['an interface that extends it', 'export interface Students extends QuerySet<Model> { extra: string }'],
    ['a generic alias', 'type Rows<T> = QuerySet<T>; export declare const Students: Rows<Model>;'],
    ['an instance', 'export declare const Students: QuerySet<Model>;'],
    ['a readonly property', 'class School { static readonly students: QuerySet<Model> } export const Students = School.students;'],
    ['a mapped type', "export declare const Students: Omit<QuerySet<Model>, 'count'>;"],
    ['a mapped type that keeps some', "export declare const Students: Pick<QuerySet<Model>, 'get' | 'aget'>;"],
    ['a mapped type with a name', "type Rows = Readonly<QuerySet<Model>>; export declare const Students: Rows;"],
    ['an optional value', 'export declare const Students: QuerySet<Model> | null | undefined;'],
    ['a union of its instances', 'export declare const Students: QuerySet<Model> | QuerySet<string>;'],
    ['an intersection', 'export declare const Students: QuerySet<Model> & { label: string };'],
    ['what a constraint says', 'declare function f<T extends QuerySet<Model>>(): T; export const Students = f();'],
  ])('is a receiver: %s', (_, code) => {
    expect(twinOf(importing + code, 'Students', 'get')).toBe('aget');
  });

  it.each([
    ['a union with something else', 'export declare const Students: QuerySet<Model> | { get(): 1; aget(): Promise<1> };'],
    ['any', 'export declare const Students: any;'],
    ['what resolves to any', "import { Missing } from 'unknown-orm/missing'; export declare const Students: Missing;"],
    ['a row', 'export declare const Students: string;'],
    ['a look-alike', 'export declare const Students: { get(): 1; aget(): Promise<1>; first(): 1; afirst(): Promise<1>; count(): 1; acount(): Promise<1> };'],
  ])('is no receiver: %s', (_, code) => {
    expect(declare(ORM, importing + code).find('Students')).toBeUndefined();
  });

  it('keeps the members that a mapped type leaves: a manager without aget', () => {
    const { find } = declare(ORM, `${importing}export const objects = manager(Model);`);
    expect(find('objects')?.operation('count')?.twin?.name).toBe('acount');
    expect(find('objects')?.operation('get')).toMatchObject({ effect: 'none', style: 'sync' });
  });

  it('is found through re-exports and namespaces', () => {
    const packages = { 'unknown-orm': "export { QuerySet as Rows } from './query-set'; export * as rows from './query-set';", 'unknown-orm/query-set': QUERYSET };
    expect(twinOf("export { Rows } from 'unknown-orm';", 'Rows', 'get', packages)).toBe('aget');
    expect(twinOf("import { rows } from 'unknown-orm'; export declare const Students: rows.QuerySet<1>;", 'Students', 'get', packages)).toBe('aget');
  });

  it('has the members that the code adds to it', () => {
    const code = "import 'unknown-orm'; declare module 'unknown-orm' { interface QuerySet<T> { last(): T; alast(): Promise<T> } } export { QuerySet } from 'unknown-orm';";
    expect(twinOf(code, 'QuerySet', 'last')).toBe('alast');
    expect(twinOf(code, 'QuerySet', 'get')).toBe('aget');
  });

  it('has the twins of its own class: a subclass in the code', () => {
    const code = `${importing}export class Students extends QuerySet<Model> { top(): Model { return this.get(); } async atop(): Promise<Model> { return this.aget(); } }`;
    expect(twinOf(code, 'Students', 'top')).toBe('atop');
    expect(declare(ORM, code).receivers.listDerived().map(({ receiver }) => receiver.declaration.name)).toContain('Students');
  });

  it('has operations only where an ORM declares them', () => {
    const { find } = declare(ORM, `${importing}export declare const Students: QuerySet<Model> & { load(): Promise<void> };`);
    expect(find('Students')?.operation('load')).toBeUndefined();
  });

  it('may go round in circles', () => {
    const packages = {
      orm: `export interface Node<T> extends Base<Node<T>> { next: Node<Node<T>>; get(): this; aget(): Promise<this>; parent(): Node<T>['next'] }
        export interface Base<T> { self: T; chain(): Base<Base<T>>; run(): Promise<T> } export type Loop<T> = T extends Promise<infer U> ? Loop<U> : Node<T>;
        export interface Broken extends Broken { get(): 1 }`,
    };
    const { receivers, find } = declare(packages, "import type { Loop } from 'orm'; export type { Node, Broken } from 'orm'; export declare const loop: Loop<Promise<1>>;", { orms: [{ package: 'orm' }] });
    expect(find('Node')?.operation('get')?.twin?.name).toBe('aget');
    expect(find('loop')?.operation('get')?.twin?.name).toBe('aget');
    for (const { declaration, operation } of receivers.list('orm')) for (const name of declaration.names()) operation(name);
  });
});
