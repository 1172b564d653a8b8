import { createPythonCases } from '../src/dev/python-cases.ts';
import { python, typed, type InvalidCase } from '../src/dev/testers.ts';
import rule from './no-sync-query-in-async.ts';

const DJANGO = `import { agetObjectOrThrow, atomic, getObjectOrThrow, manager, Model, QuerySet, type Manager } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; }
declare const rows: QuerySet<Student>; declare const ids: number[]; declare function use(...values: unknown[]): void;
void [agetObjectOrThrow, atomic, getObjectOrThrow];`;
const EXPO = `import * as SQLite from 'expo-sqlite';
import { openDatabaseSync, type SQLiteDatabase, type SQLiteStatement } from 'expo-sqlite';
declare const db: SQLiteDatabase; declare const ids: number[]; declare function use(...values: unknown[]): void;
void openDatabaseSync;`;

/** A case with one finding, marked in its code: `Student.objects.‹get›()`. */
interface Marked {
  readonly name: string;
  readonly code: string;
  readonly fix?: string;
  readonly suggestion?: string;
  readonly messageId?: string;
  /** What the message says, where it is not the usual `Student.objects.get`. */
  readonly data?: Readonly<Record<string, string>>;
  readonly filename?: string;
  readonly settings?: object;
}

function expand(preamble: string, usual: Readonly<Record<string, string>>, { code, data, fix, messageId = 'syncQuery', suggestion, ...rest }: Marked): InvalidCase {
  const text = (part: string): string => `${preamble}\n${part}`;
  const [before = '', marked = ''] = text(code).split(/[‹›]/u);
  const locate = (offset: string): { line: number; column: number } => ({ line: offset.split('\n').length, column: offset.length - offset.lastIndexOf('\n') });
  const { line, column } = locate(before);
  const { line: endLine, column: endColumn } = locate(before + marked);
  const said = messageId === 'syncQuery' ? { ...usual, ...data } : (data ?? {});
  return {
    ...rest,
    code: text(code.replaceAll(/[‹›]/gu, '')),
    output: fix === undefined ? null : text(fix),
    errors: [{
      messageId, data: said, line, column, endLine, endColumn,
      suggestions: suggestion === undefined ? [] : [{ messageId: messageId === 'syncQuery' ? 'useTwin' : 'useAsync', data: said, output: text(suggestion) }],
    }],
  } as InvalidCase;
}

const GET = { operation: 'Student.objects.get', receiver: 'Manager<Student>', twin: 'aget' };
const django = (marked: Marked): InvalidCase => expand(DJANGO, GET, marked);
const expo = (marked: Marked): InvalidCase => expand(EXPO, { receiver: 'SQLiteDatabase' }, marked);
const silent = (preamble: string) => ([name, code, more]: readonly [string, string, object?]) => ({ name, code: `${preamble}\n${code}`, ...more });
const inThread = 'declare function inThread<T>(work: () => T): Promise<Awaited<T>>;';
const offloaders = { 'async-orm': { offloaders: [{ name: 'inThread' }] } };

const SILENT_CONTEXTS = [
  ['the module itself', 'Student.objects.get();'],
  ['a sync function blocks its caller knowingly', 'export const find = () => Student.objects.get();'],
  ['a sync method', 'export class Repository { find() { return Student.objects.get(); } }'],
  ['a nested function that is only handed out', 'export async function a() { const find = () => Student.objects.get(); return find; }'],
  ['a callback for later: timer', 'export async function a() { setTimeout(() => Student.objects.get(), 1); }'],
  ['a callback for later: then', 'export async function a() { use(Promise.resolve().then(() => Student.objects.get())); }'],
  ['a callback for later: disposal', 'export async function a() { const stack = new DisposableStack(); stack.defer(() => { Student.objects.get(); }); return stack; }'],
  ['a callback for later: finalization', 'export const a = async () => new FinalizationRegistry(() => { Student.objects.get(); });'],
  ['a callback for an unknown function', 'export async function a() { use(() => Student.objects.get()); }'],
  ['a function kept as a value', 'export async function a(work: (() => unknown)[]) { work.push(() => Student.objects.get()); }'],
  ['a lazy iterator calls back when asked for values', 'export const a = async (i: IteratorObject<number>) => i.map((id) => Student.objects.get({ id }));'],
  ['a nested generator', 'export async function a() { function* all() { yield Student.objects.get(); } return all(); }'],
  ['instance fields, constructors and getters run for whoever makes or reads an instance', 'export async function a() { return class { f = Student.objects.get(); constructor() { Student.objects.get(); } get g() { return Student.objects.get(); } }; }'],
  ['work in another thread', `${inThread}\nexport const a = async () => inThread(() => Student.objects.get());`, { settings: offloaders }],
  ['async work in another thread', `${inThread}\nexport const a = async () => inThread(async () => Student.objects.get());`, { settings: offloaders }],
  ['named work in another thread', `${inThread}\nexport async function a() { const work = async () => ids.map((id) => Student.objects.get({ id })); await inThread(work); }`, { settings: offloaders }],
  ['work for an offloader of a package, under another name', "import { aatomic as inPool } from 'django-orm';\nexport const a = async () => inPool(async () => Student.objects.get());", { settings: { 'async-orm': { offloaders: [{ name: 'aatomic', package: 'django-orm' }] } } }],
  ['work for a method that offloads', 'declare const pool: { run<T>(work: () => T): T };\nexport const a = async () => pool.run(async () => Student.objects.get());', { settings: { 'async-orm': { offloaders: [{ name: 'run' }] } } }],
] as const;

const SILENT_CALLS = [
  ['building a query', 'export async function a() { return rows.filter({}).exclude({}).orderBy("name"); }'],
  ['the twin itself', 'export async function a() { return Student.objects.aget(); }'],
  ['a method without a twin', 'export async function a() { new Student().fullClean(); }'],
  ['collections of the language', 'export async function a(m: Map<string, 1>, s: Set<1>) { m.get("a"); m.delete("a"); s.clear(); return ids.filter(Boolean).length + [...s].length; }'],
  ['a class of the project with the same names', 'class Cache { get() {} async aget() {} set() {} async aset() {} count() {} async acount() {} }\nexport const a = async () => new Cache().get();'],
  ['a receiver of any type', 'export async function a(x: any) { x.get(); x.objects.get(); for (const y of x.all()) use(y); return [...x.all()]; }'],
  ['a union with something that is no receiver', 'export async function a(x: Manager<Student> | Map<object, Student>) { x.get({}); }'],
  ['a mapped type that leaves the twin out', 'export async function a(x: Omit<Manager<Student>, "aget">) { x.get(); }'],
  ['a key that only the program knows', 'export async function a(key: "all" | "get") { Student.objects[key]; }'],
] as const;

const SILENT_EVALUATIONS = [
  ['asynchronous iteration', 'export async function a() { for await (const s of rows) use(s); return Array.fromAsync(rows); }'],
  ['an async generator delegates asynchronously', 'export async function* a() { yield* rows; }'],
  ['rows that were collected before', 'export async function a() { const all = await Array.fromAsync(rows); for (const s of all) use(s, all.length, all[0], [...all]); }'],
  ['a queryset in an object', 'export const a = async () => ({ ...{ rows } });'],
  ['an array of querysets', 'export async function a() { const all = [rows]; for (const r of all) use(r, all.length, all[0], [...all]); }'],
  ['a class of the project called Set', 'class Set { constructor(readonly rows: QuerySet<Student>) {} }\nexport const a = async () => new Set(rows);'],
  ['iteration in a sync function', 'export function a() { for (const s of rows) use(s); return [rows.length, ...rows]; }'],
] as const;

typed('django').run('no-sync-query-in-async', rule, {
  valid: [...SILENT_CONTEXTS, ...SILENT_CALLS, ...SILENT_EVALUATIONS].map(silent(DJANGO)),
  invalid: [
    // Where it is reported.
    ...([
      { name: 'async function', code: 'export async function a() { return Student.objects.‹get›(); }', fix: 'export async function a() { return await Student.objects.aget(); }' },
      { name: 'async method', code: 'export class A { async m() { Student.objects.‹get›(); } }', fix: 'export class A { async m() { await Student.objects.aget(); } }' },
      { name: 'async arrow function in a class field', code: 'export class A { m = async () => Student.objects.‹get›(); }', fix: 'export class A { m = async () => await Student.objects.aget(); }' },
      { name: 'async generator', code: 'export async function* a() { yield Student.objects.‹get›(); }', fix: 'export async function* a() { yield await Student.objects.aget(); }' },
      { name: 'parameter default, where no await may stand', code: 'export const a = async (s = Student.objects.‹get›()) => s;' },
      { name: 'computed key, evaluated with the class', code: 'export async function a() { return class { [Student.objects.‹get›().name]() {} }; }', fix: 'export async function a() { return class { [(await Student.objects.aget()).name]() {} }; }' },
      { name: 'decorator, evaluated with the class', code: 'declare const log: (s: Student) => (target: unknown, context: unknown) => void;\nexport async function a() { return class { @log(Student.objects.‹get›()) m() {} }; }', fix: 'declare const log: (s: Student) => (target: unknown, context: unknown) => void;\nexport async function a() { return class { @log(await Student.objects.aget()) m() {} }; }' },
      { name: 'static field, evaluated with the class', code: 'export async function a() { return class { static s = Student.objects.‹get›(); }; }' },
      { name: 'static block, run with the class', code: 'export async function a() { return class { static { Student.objects.‹get›(); } }; }' },
      { name: 'TSX', filename: 'file.tsx', code: 'export const a = async <T,>(t: T) => ({ t, s: Student.objects.‹get›() });', fix: 'export const a = async <T,>(t: T) => ({ t, s: await Student.objects.aget() });' },
      { name: 'function in a namespace', code: 'export namespace N { export const a = async () => Student.objects.‹get›(); }', fix: 'export namespace N { export const a = async () => await Student.objects.aget(); }' },
      { name: 'an offloader of that name in another package', settings: { 'async-orm': { offloaders: [{ name: 'inThread', package: 'threads' }] } }, code: `${inThread}\nexport const a = async () => inThread(async () => Student.objects.‹get›());`, fix: `${inThread}\nexport const a = async () => inThread(async () => await Student.objects.aget());` },
    ] satisfies Marked[]).map(django),
    // Sync callbacks that run inside async code.
    ...([
      { name: 'map', code: 'export const a = async () => ids.map((id) => Student.objects.‹get›({ id }));', suggestion: 'export const a = async () => await Promise.all(ids.map(async (id) => await Student.objects.aget({ id })));' },
      { name: 'map, its promises combined already', code: 'export const a = async () => Promise.all(ids.map((id) => Student.objects.‹get›({ id })));', suggestion: 'export const a = async () => Promise.all(ids.map(async (id) => await Student.objects.aget({ id })));' },
      { name: 'map in the middle of a chain', code: 'export const a = async () => ids.map((id) => Student.objects.‹get›({ id }).name).join();', suggestion: 'export const a = async () => (await Promise.all(ids.map(async (id) => (await Student.objects.aget({ id })).name))).join();' },
      { name: 'map that may be skipped, which no Promise.all could be', code: 'export const a = async (some?: number[]) => some?.map((id) => Student.objects.‹get›({ id }));' },
      { name: 'mapper of Array.from', code: 'export const a = async () => Array.from(ids, (id) => Student.objects.‹get›({ id }));', suggestion: 'export const a = async () => await Promise.all(Array.from(ids, async (id) => await Student.objects.aget({ id })));' },
      { name: 'mapper of Array.fromAsync, which waits', code: 'export const a = async () => Array.fromAsync(ids, (id) => Student.objects.‹get›({ id }));', suggestion: 'export const a = async () => Array.fromAsync(ids, async (id) => await Student.objects.aget({ id }));' },
      { name: 'forEach, whose callback nobody waits for', code: 'export async function a() {\n  ids.forEach((id) => {\n    if (!id) return; // none\n    Student.objects.‹get›({ id });\n  });\n}', suggestion: 'export async function a() {\n  for (const id of ids) {\n    if (!id) continue; // none\n    await Student.objects.aget({ id });\n  }\n}' },
      { name: 'forEach with the index', code: 'export async function a() { ids.forEach((id, i) => Student.objects.‹get›({ id, i })); }', suggestion: 'export async function a() { for (const [i, id] of ids.entries()) await Student.objects.aget({ id, i }); }' },
      { name: 'forEach in forEach', code: 'export async function a(x: number[][]) { x.forEach((y) => { y.forEach((id) => { Student.objects.‹get›({ id }); }); }); }', suggestion: 'export async function a(x: number[][]) { for (const y of x) { for (const id of y) { await Student.objects.aget({ id }); } } }' },
      { name: 'forEach over what the function itself gives', code: 'export async function a() { function walk(n: number): number[] { walk(n - 1).forEach((id) => { Student.objects.‹get›({ id }); }); return []; } return walk(1); }' },
      { name: 'forEach with a comment that the loop has no place for', code: 'export async function a() { ids.forEach(/* all */ (id) => { Student.objects.‹get›({ id }); }); }' },
      { name: 'forEach whose variable hides the array', code: 'export async function a() { ids.forEach((ids) => { Student.objects.‹get›({ ids }); }); }' },
      { name: 'filter, which takes every promise for true', code: 'export const a = async () => ids.filter((id) => Student.objects.‹get›({ id }));' },
      { name: 'sort', code: 'export const a = async () => ids.sort((id) => Student.objects.‹get›({ id }).id);' },
      { name: 'replace', code: 'export const a = async () => "".replace(/a/u, (name) => Student.objects.‹get›({ name }).name);' },
      { name: 'replacer of JSON.stringify', code: 'export const a = async () => JSON.stringify(ids, (_, id) => Student.objects.‹get›({ id }));' },
      { name: 'Promise executor', code: 'export const a = async () => new Promise<Student>((done) => { done(Student.objects.‹get›()); });' },
      { name: 'function called on the spot', code: 'export const a = async () => (() => Student.objects.‹get›())().name;', suggestion: 'export const a = async () => (await (async () => await Student.objects.aget())()).name;' },
      { name: 'function called on the spot, old style', code: 'export async function a() { (function () { Student.objects.‹get›(); }).call(null); }', suggestion: 'export async function a() { await (async function () { await Student.objects.aget(); }).call(null); }' },
      { name: 'nested function called twice', code: 'export async function a() { function find(): Student { return Student.objects.‹get›(); } return [find().id, await find()]; }', suggestion: 'export async function a() { async function find(): Promise<Student> { return await Student.objects.aget(); } return [(await find()).id, await find()]; }' },
      { name: 'nested function passed by name', code: 'export async function a() { const find = (id: number) => Student.objects.‹get›({ id }); return ids.map(find); }', suggestion: 'export async function a() { const find = async (id: number) => await Student.objects.aget({ id }); return await Promise.all(ids.map(find)); }' },
      { name: 'nested function that must stay sync for one of its uses', code: 'export async function a() { const find = (id: number) => Student.objects.‹get›({ id }); return [find(1), ids.some(find)]; }' },
      { name: 'nested function called by another one', code: 'export async function a() { const find = () => Student.objects.‹get›(); const name = () => find().name; return name(); }', suggestion: 'export async function a() { const find = async () => await Student.objects.aget(); const name = async () => (await find()).name; return await name(); }' },
      { name: 'nested functions that call each other', code: 'export async function a() { const even = (n: number): boolean => n < 1 || odd(n - 1); const odd = (n: number): boolean => n > Student.objects.‹count›() || even(n); return odd(1); }', suggestion: 'export async function a() { const even = async (n: number): Promise<boolean> => n < 1 || await odd(n - 1); const odd = async (n: number): Promise<boolean> => n > await Student.objects.acount() || await even(n); return await odd(1); }', data: { operation: 'Student.objects.count', twin: 'acount' } },
      { name: 'nested function that sync code calls later', code: 'export async function a() { const find = () => Student.objects.‹get›(); setTimeout(() => { find(); }, 1); return find(); }' },
      { name: 'nested function with a type of its own', code: 'export async function a() { const find: () => Student = () => Student.objects.‹get›(); return find(); }' },
      { name: 'nested function with overloads', code: 'export async function a() { function find(id: number): Student; function find(id: string): Student; function find(id: unknown) { return Student.objects.‹get›({ id }); } return find(1); }' },
      { name: 'function called on the spot by a callback', code: 'export const a = async () => ids.map((id) => { const o = { [id]: (() => Student.objects.‹get›())() }; return o; });', suggestion: 'export const a = async () => await Promise.all(ids.map(async (id) => { const o = { [id]: await (async () => await Student.objects.aget())() }; return o; }));' },
      { name: 'helper of the module that only async code calls', code: 'const find = () => Student.objects.‹get›();\nexport const a = async () => find().name;', suggestion: 'const find = async () => await Student.objects.aget();\nexport const a = async () => (await find()).name;' },
      { name: 'iteration in a callback', code: 'export async function a() { ids.forEach((id) => { ‹for› (const s of rows) use(s, id); }); }', suggestion: 'export async function a() { for (const id of ids) { for await (const s of rows) use(s, id); } }', messageId: 'blockingIteration', data: { action: 'Iterating', operation: 'rows', receiver: 'QuerySet<Student>' } },
    ] satisfies Marked[]).map(django),
    // What it is called on.
    ...([
      { name: 'type parameter', code: 'export async function a<Q extends QuerySet<Student>>(q: Q) { q.‹get›(); }', fix: 'export async function a<Q extends QuerySet<Student>>(q: Q) { await q.aget(); }', data: { operation: 'q.get', receiver: 'QuerySet<Student>' } },
      { name: 'intersection', code: 'export async function a(q: QuerySet<Student> & { tag: 1 }) { q.‹get›(); }', fix: 'export async function a(q: QuerySet<Student> & { tag: 1 }) { await q.aget(); }', data: { operation: 'q.get', receiver: 'QuerySet<Student> & { tag: 1; }' } },
      { name: 'union of receivers', code: 'export async function a(q: QuerySet<Student> | Manager<Student>) { q.‹get›(); }', fix: 'export async function a(q: QuerySet<Student> | Manager<Student>) { await q.aget(); }', data: { operation: 'q.get', receiver: 'Manager<Student> | QuerySet<Student>' } },
      { name: 'optional chain', code: 'export async function a(o?: { m: Manager<Student> }) { o?.m.‹get›(); }', fix: 'export async function a(o?: { m: Manager<Student> }) { await o?.m.aget(); }', data: { operation: 'o?.m.get' } },
      { name: 'optional chain that goes on', code: 'export const a = async (m?: Manager<Student>) => m?.‹get›().name.length;', fix: 'export const a = async (m?: Manager<Student>) => (await m?.aget())?.name.length;', data: { operation: 'm?.get' } },
      { name: 'optional chain cut by an assertion', code: 'export const a = async (m?: Manager<Student>) => m?.‹get›()!.name;', data: { operation: 'm?.get' } },
      { name: 'optional call', code: 'export const a = async () => Student.objects.‹get›?.();', fix: 'export const a = async () => await Student.objects.aget?.();' },
      { name: 'assertions', code: 'export const a = async (m: unknown) => (m as Manager<Student>)!.‹get›()!.name;', fix: 'export const a = async (m: unknown) => (await (m as Manager<Student>)!.aget())!.name;', data: { operation: 'm.get' } },
      { name: 'this in a queryset of the project', code: 'export class Students extends QuerySet<Student> { async top() { return this.‹get›(); } }', fix: 'export class Students extends QuerySet<Student> { async top() { return await this.aget(); } }', data: { operation: 'this.get', receiver: 'Students' } },
      { name: 'twins of the project', code: 'class Students extends QuerySet<Student> { top(): Student { return this.get(); } async atop(): Promise<Student> { return this.aget(); } }\nexport const a = async (q: Students) => q.‹top›();', fix: 'class Students extends QuerySet<Student> { top(): Student { return this.get(); } async atop(): Promise<Student> { return this.aget(); } }\nexport const a = async (q: Students) => await q.atop();', data: { operation: 'q.top', receiver: 'Students', twin: 'atop' } },
      { name: 'a twin that only calls the sync side must not call itself', code: 'export class Students extends QuerySet<Student> { top(): Student { return this.get(); } async atop(): Promise<Student> { return this.‹top›(); } }', messageId: 'syncQueryWithoutTwin', data: { operation: 'this.top', receiver: 'Students' } },
      { name: 'destructured method', code: 'export async function a() { const { get } = Student.objects; return ‹get›({}); }', fix: 'export async function a() { const { aget } = Student.objects; return await aget({}); }', data: { operation: 'get' } },
      { name: 'destructured parameter under another name', code: 'export const a = async ({ get: find }: Manager<Student>) => ‹find›();', fix: 'export const a = async ({ aget: find }: Manager<Student>) => await find();', data: { operation: 'find' } },
      { name: 'destructured method with another use', code: 'export async function a() { const { get } = Student.objects; use(get); return ‹get›(); }', fix: 'export async function a() { const { get, aget } = Student.objects; use(get); return await aget(); }', data: { operation: 'get' } },
      { name: 'bound method', code: 'export async function a() { const get = Student.objects.get.bind(Student.objects); return ‹get›().name; }', fix: 'export async function a() { const get = Student.objects.aget.bind(Student.objects); return (await get()).name; }', data: { operation: 'get' } },
      { name: 'name in brackets', code: 'export const a = async () => Student.objects[‹"get"›]();', fix: 'export const a = async () => await Student.objects["aget"]();' },
      { name: 'optional twin, which may be missing at run time', code: 'class Students extends QuerySet<Student> { top(): Student { return this.get(); } atop?(): Promise<Student>; }\nexport const a = async (q: Students) => q.‹top›();', data: { operation: 'q.top', receiver: 'Students', twin: 'atop' } },
      { name: 'twin with other parameters', code: 'class Students extends QuerySet<Student> { top(name: string): Student { return this.get({ name }); } atop(names: string[]): Promise<Student> { return this.aget({ names }); } }\nexport const a = async (q: Students) => q.‹top›("a");', data: { operation: 'q.top', receiver: 'Students', twin: 'atop' } },
      { name: 'imported function whose twin is imported too', code: 'export const a = async () => ‹getObjectOrThrow›(rows, {});', fix: 'export const a = async () => await agetObjectOrThrow(rows, {});', data: { operation: 'getObjectOrThrow', receiver: 'django-orm', twin: 'agetObjectOrThrow' } },
    ] satisfies Marked[]).map(django),
    // Evaluations.
    ...([
      { name: 'iteration', code: 'export async function a() { ‹for› (const s of rows) use(s); }', fix: 'export async function a() { for await (const s of rows) use(s); }', data: { action: 'Iterating' } },
      { name: 'spread', code: 'export const a = async () => Math.max(0, ‹...›rows.filter({}));', fix: 'export const a = async () => Math.max(0, ...await Array.fromAsync(rows.filter({})));', data: { action: 'Spreading', operation: 'rows.filter(…)' }, typeErrors: 'rows are no numbers' },
      { name: 'copy', code: 'export const a = async () => [‹...›rows].map(String);', fix: 'export const a = async () => (await Array.fromAsync(rows)).map(String);', data: { action: 'Spreading' } },
      { name: 'Array.from', code: 'export const a = async () => Array.‹from›(rows, ({ name }) => name);', fix: 'export const a = async () => await Array.fromAsync(rows, ({ name }) => name);', data: { action: 'Collecting' } },
      { name: 'Set', code: 'export const a = async () => new ‹Set›(rows);', fix: 'export const a = async () => new Set(await Array.fromAsync(rows));', data: { action: 'Collecting' } },
      { name: 'groupBy', code: 'export const a = async () => Object.‹groupBy›(rows, ({ name }) => name);', fix: 'export const a = async () => Object.groupBy(await Array.fromAsync(rows), ({ name }) => name);', data: { action: 'Collecting' } },
      { name: 'destructuring, which may want the first row only', code: 'export async function a() { const ‹[first]› = rows; return first; }', suggestion: 'export async function a() { const [first] = await Array.fromAsync(rows); return first; }', data: { action: 'Destructuring' } },
      { name: 'destructuring of all rows', code: 'export async function a() { const ‹[first, ...others]› = rows; return [first, others]; }', fix: 'export async function a() { const [first, ...others] = await Array.fromAsync(rows); return [first, others]; }', data: { action: 'Destructuring' } },
      { name: 'destructuring assignment', code: 'export async function a() { let first; ‹[first]› = rows; return first; }', suggestion: 'export async function a() { let first; [first] = await Array.fromAsync(rows); return first; }', data: { action: 'Destructuring' } },
      { name: 'type parameter and this', code: 'export class Students extends QuerySet<Student> { async names() { return [‹...›this].length; } }', fix: 'export class Students extends QuerySet<Student> { async names() { return (await Array.fromAsync(this)).length; } }', data: { action: 'Spreading', operation: 'this', receiver: 'Students' } },
    ] satisfies (Marked & { typeErrors?: string })[]).map((marked) => django({ ...marked, messageId: 'blockingIteration', data: { operation: 'rows', receiver: 'QuerySet<Student>', ...marked.data } })),
    ...([
      { name: 'length', code: 'export const a = async () => rows.‹length› > 0;', data: { action: 'Reading the length of' } },
      { name: 'destructured length', code: 'export async function a() { const { ‹length› } = rows; return length; }', data: { action: 'Reading the length of' } },
      { name: 'index', code: 'export const a = async (i: number) => rows[‹i›];', data: { action: 'Reading a row of' } },
      { name: 'index in an optional chain', code: 'export const a = async (q?: QuerySet<Student>) => (q)?.[‹0›]?.name;', data: { action: 'Reading a row of', operation: 'q' } },
    ] satisfies Marked[]).map((marked) => django({ ...marked, messageId: 'blockingRead', data: { operation: 'rows', receiver: 'QuerySet<Student>', ...marked.data } })),
  ],
});

typed('django-guide').run('no-sync-query-in-async', rule, {
  valid: [
    { name: 'a transaction of async code, and one that is only made', code: "import { atomic } from 'django-orm';\nexport async function a() { await using held = atomic(); return [held, atomic()]; }" },
    { name: 'a transaction of sync code', code: "import { atomic } from 'django-orm';\nexport function a() { using held = atomic(); return [held]; }" },
    { name: 'a queryset that can be awaited', code: "import type { Model, QuerySet } from 'django-orm';\nexport async function a(rows: QuerySet<Model>) { for (const row of await rows) row.id; return [...await rows, (await rows).length]; }" },
  ],
  invalid: [
    expand("import type { Model, QuerySet } from 'django-orm';", {}, {
      name: 'sync iteration of a queryset that could be awaited',
      code: 'export async function a(rows: QuerySet<Model>) { ‹for› (const row of rows) row.id; }',
      fix: 'export async function a(rows: QuerySet<Model>) { for await (const row of rows) row.id; }',
      messageId: 'blockingIteration',
      data: { action: 'Iterating', operation: 'rows', receiver: 'QuerySet<Model>' },
    }),
    expand("import { atomic } from 'django-orm';", {}, {
      name: 'a transaction of sync code in async code',
      code: 'export async function a() { /* 1 */ using held = ‹atomic›(); return [held]; }',
      fix: 'export async function a() { /* 1 */ await using held = atomic(); return [held]; }',
      data: { operation: 'atomic', receiver: 'django-orm', twin: 'await using' },
    }),
  ],
});

typed('django-es2023').run('no-sync-query-in-async', rule, {
  valid: [],
  invalid: [
    expand("import type { Model, QuerySet } from 'django-orm';", {}, {
      name: 'nothing in the library collects asynchronously',
      code: 'export const a = async (rows: QuerySet<Model>) => [‹...›rows];',
      messageId: 'blockingIteration',
      data: { action: 'Spreading', operation: 'rows', receiver: 'QuerySet<Model>' },
    }),
  ],
});

typed('expo-sqlite').run('no-sync-query-in-async', rule, {
  valid: ([
    ['a callback of a sync transaction in sync code', 'export function a() { db.withTransactionSync(() => { db.runSync(""); }); }'],
    ['async operations', 'export async function a() { await db.runAsync(""); for await (const row of db.getEachAsync("")) use(row); await db.withExclusiveTransactionAsync(async (txn) => { await txn.execAsync(""); }); }'],
    ['a query that is not run yet', 'export const a = async () => db.sql`SELECT 1`;'],
    ['an already async method without a mark', 'import { Storage as storage } from "expo-sqlite/kv-store";\nexport const a = async () => storage.getItem("a");'],
  ] as const).map(silent(EXPO)),
  invalid: ([
    { name: 'type arguments and variadic parameters', code: 'export const a = async () => db.‹getFirstSync›<{ id: number }>("", 1, 2)?.id;', fix: 'export const a = async () => (await db.getFirstAsync<{ id: number }>("", 1, 2))?.id;', data: { operation: 'db.getFirstSync', twin: 'getFirstAsync' } },
    { name: 'transaction client', code: 'export const a = async () => db.withExclusiveTransactionAsync(async (txn) => { txn.‹runSync›(""); });', fix: 'export const a = async () => db.withExclusiveTransactionAsync(async (txn) => { await txn.runAsync(""); });', data: { operation: 'txn.runSync', receiver: 'Transaction', twin: 'runAsync' } },
    { name: 'rows one by one', code: 'export async function a() { for (const row of db.‹getEachSync›("")) use(row); }', fix: 'export async function a() { for await (const row of db.getEachAsync("")) use(row); }', data: { operation: 'db.getEachSync', twin: 'getEachAsync' } },
    { name: 'rows one by one, iterated asynchronously already', code: 'export async function a() { for await (const row of db.‹getEachSync›("")) use(row); }', fix: 'export async function a() { for await (const row of db.getEachAsync("")) use(row); }', data: { operation: 'db.getEachSync', twin: 'getEachAsync' } },
    { name: 'rows one by one, delegated to', code: 'export async function* a() { yield* db.‹getEachSync›(""); }', fix: 'export async function* a() { yield* db.getEachAsync(""); }', data: { operation: 'db.getEachSync', twin: 'getEachAsync' } },
    { name: 'rows one by one, kept for somebody else', code: 'export async function a() { const each = db.‹getEachSync›(""); use(each); }', data: { operation: 'db.getEachSync', twin: 'getEachAsync' } },
    { name: 'transaction: its callback must wait too', code: 'export async function a() { db.‹withTransactionSync›(() => { db.runSync(""); }); }', suggestion: 'export async function a() { await db.withTransactionAsync(async () => { db.runSync(""); }); }', data: { operation: 'db.withTransactionSync', twin: 'withTransactionAsync' } },
    { name: 'transaction whose callback gives something that nobody takes', code: 'export async function a() { db.‹withTransactionSync›(() => db.runSync("")); }', suggestion: 'export async function a() { await db.withTransactionAsync(async () => { db.runSync(""); }); }', data: { operation: 'db.withTransactionSync', twin: 'withTransactionAsync' } },
    { name: 'transaction whose callback gives a promise that must not be lost', code: 'export async function a() { db.‹withTransactionSync›(() => db.runAsync("")); }', suggestion: 'export async function a() { await db.withTransactionAsync(async () => { await db.runAsync(""); }); }', data: { operation: 'db.withTransactionSync', twin: 'withTransactionAsync' } },
    { name: 'transaction whose callback is async already', code: 'export async function a() { db.‹withTransactionSync›(async () => { await db.runAsync(""); }); }', suggestion: 'export async function a() { await db.withTransactionAsync(async () => { await db.runAsync(""); }); }', data: { operation: 'db.withTransactionSync', twin: 'withTransactionAsync' } },
    { name: 'transaction whose callback is written elsewhere', code: 'export async function a(work: () => void) { db.‹withTransactionSync›(work); }', data: { operation: 'db.withTransactionSync', twin: 'withTransactionAsync' } },
    { name: 'statement whose result is another object', code: 'export const a = async (s: SQLiteStatement) => s.‹executeSync›(1).getAllSync();', data: { operation: 's.executeSync', receiver: 'SQLiteStatement', twin: 'executeAsync' } },
    { name: 'statement whose result nobody takes', code: 'export async function a(s: SQLiteStatement) { s.‹executeSync›(1); }', suggestion: 'export async function a(s: SQLiteStatement) { await s.executeAsync(1); }', data: { operation: 's.executeSync', receiver: 'SQLiteStatement', twin: 'executeAsync' } },
    { name: 'tagged query', code: 'export const a = async () => db.sql<{ id: 1 }>`SELECT 1`.‹firstSync›()?.id;', fix: 'export const a = async () => (await db.sql<{ id: 1 }>`SELECT 1`.first())?.id;', data: { operation: 'db.sql(…).firstSync', receiver: 'SQLiteTaggedQuery<{ id: 1; }>', twin: 'first' } },
    { name: 'tagged query that awaiting runs as well', code: 'export const a = async () => db.sql<{ id: 1 }>`SELECT 1`.‹allSync›().map(({ id }) => id);', fix: 'export const a = async () => (await db.sql<{ id: 1 }>`SELECT 1`).map(({ id }) => id);', data: { operation: 'db.sql(…).allSync', receiver: 'SQLiteTaggedQuery<{ id: 1; }>', twin: 'await' } },
    { name: 'tagged query with a comment that would go', code: 'export const a = async () => db.sql`SELECT 1`. /* all */ ‹allSync›();', data: { operation: 'db.sql(…).allSync', receiver: 'SQLiteTaggedQuery<unknown>', twin: 'await' } },
    { name: 'function by the name of its module', code: 'export const a = async () => SQLite.‹openDatabaseSync›("a");', fix: 'export const a = async () => await SQLite.openDatabaseAsync("a");', data: { operation: 'SQLite.openDatabaseSync', receiver: 'expo-sqlite', twin: 'openDatabaseAsync' } },
    { name: 'key-value store', code: 'import { Storage as storage } from "expo-sqlite/kv-store";\nexport const a = async () => storage.‹getItemSync›("a");', fix: 'import { Storage as storage } from "expo-sqlite/kv-store";\nexport const a = async () => await storage.getItemAsync("a");', data: { operation: 'storage.getItemSync', receiver: 'SQLiteStorage', twin: 'getItemAsync' } },
  ] satisfies Marked[]).map(expo),
});

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);
const bare = createPythonCases('');

python('django').run('no-sync-query-in-async', rule, {
  valid: [
    school.valid('a lazy query is built, chained and sliced', `async def show():
    students = Student.objects.filter(age=3).exclude(name="").order_by("age")[0:5]
    return students | Student.objects.none()
`),
    school.valid('a lazy query of a module', `EVERYBODY = Student.objects.all()
`),
    school.valid('a sync view runs in a thread', `def show(request):
    return list(Student.objects.all())
`),
    school.valid('so does sync middleware', `def students_middleware(get_response):
    def middleware(request):
        request.total = Student.objects.count()
        return get_response(request)

    return middleware
`),
    school.valid('so does a sync receiver', `from django.db.models.signals import post_save
from django.dispatch import receiver

@receiver(post_save, sender=Student)
def saved(sender, instance, **kwargs):
    Student.objects.count()
`),
    school.valid('so does a sync consumer', `from channels.generic.websocket import WebsocketConsumer

class Notifications(WebsocketConsumer):
    def connect(self):
        self.total = Student.objects.count()
`),
    school.valid('questions that no query answers', `async def show(rows: QuerySet[Student]):
    print(str(rows.query))
    return rows is None or rows == Student.objects.all() or isinstance(rows, QuerySet) or rows.ordered
`),
    school.valid('deep copies and chains stay lazy', `import copy
import itertools

async def show(rows: QuerySet[Student]):
    return copy.deepcopy(rows), itertools.chain(rows)
`),
    school.valid('iterated asynchronously', `async def show(rows: QuerySet[Student]):
    async for student in rows:
        print(student.name)
    return [student["name"] async for student in rows.values()[0:5]]
`),
    school.valid('a template response is rendered in a thread', `from django.template.response import TemplateResponse

async def show(request, rows: QuerySet[Student]):
    return TemplateResponse(request, "students.html", {"students": rows})
`),
    school.valid('a sync generator is streamed from a thread', `from django.http import StreamingHttpResponse

def names():
    for student in Student.objects.all():
        yield student.name

async def show():
    return StreamingHttpResponse(names())
`),
    school.valid('methods and builtins that are only passed on', `async def show(rows: QuerySet[Student]):
    total = await sync_to_async(rows.count)()
    return await sync_to_async(list)(rows), total
`),
    school.valid('functions, lambdas and partials that are only passed on', `from functools import partial

async def show(rows: QuerySet[Student]):
    def load():
        return Student.objects.get(pk=1)

    await sync_to_async(load)()
    await sync_to_async(lambda: list(rows))()
    await sync_to_async(partial(Student.objects.get, pk=1))()
`),
    school.valid('functions that a decorator offloads', `@sync_to_async
def load():
    return Student.objects.get(pk=1)

@sync_to_async(thread_sensitive=False)
def load_all():
    return list(Student.objects.all())

async def show():
    return await load(), await load_all()
`),
    school.valid('functions that Channels offloads', `from channels.db import database_sync_to_async

@database_sync_to_async
def load():
    return Student.objects.get(pk=1)

async def show():
    return await load()
`),
    school.valid('functions that run in a thread or an executor', `import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

def load():
    return Student.objects.get(pk=1)

async def show():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, load)
    await asyncio.to_thread(load)
    ThreadPoolExecutor().submit(load)
    threading.Thread(target=load).start()
`),
    school.valid('async queries side by side', `import asyncio

async def show():
    return await asyncio.gather(Student.objects.acount(), Course.objects.acount())
`),
    school.valid('rows that are loaded already, of a parameter', `async def show(rows: QuerySet[Student]):
    async for student in rows:
        print(student)
    return len(rows), rows[0], bool(rows), [student.name for student in rows]
`),
    school.valid('a name that holds a list by now', `async def show():
    rows = Student.objects.all()
    rows = [student async for student in rows]
    return len(rows), rows[0]
`),
    school.valid('methods of the same names of other types', `from pathlib import Path
import queue

async def show(data: dict, path: Path, jobs: queue.Queue, items: list):
    return data.get("a"), path.exists(), jobs.get(), items.count(1)
`),
    school.valid('a class of the project with the same methods', `class Repository:
    def get(self, pk):
        return None

    def filter(self, **lookups):
        return []

class Registry:
    objects = Repository()

async def show():
    for item in Registry.objects.filter(a=1):
        print(item)
    return Registry.objects.get(1)
`),
    school.valid('a manager is no queryset', `async def show():
    return bool(Student.objects), repr(Student.objects)
`),
    school.valid('an empty queryset needs no database', `async def show():
    return list(Student.objects.none())
`),
    school.valid('rows that are prefetched', `async def show():
    school = await School.objects.prefetch_related("students").aget(pk=1)
    return [student.name for student in school.students.all()], len(school.students.all()), school.students.count()
`),
    school.valid('a form without a model', `from django import forms

class Search(forms.Form):
    text = forms.CharField()

async def show(request):
    form = Search(request.GET)
    return form.is_valid()
`),
    school.valid('a parameter of no known type', `async def show(students):
    return students.get(pk=1), list(students)
`),
    school.valid('helpers that run in a thread', `from school.services import count_students, list_names

async def show():
    return await sync_to_async(count_students)(), await list_names()
`),
    school.valid('a helper that reads a loaded field', `from school.services import format_name

async def show(student: Student):
    return format_name(student)
`),
    school.valid('a nested function that is returned', `async def show():
    def load():
        return Student.objects.get(pk=1)

    return load
`),
    school.valid('a management command', `from django.core.management.base import BaseCommand

class Command(BaseCommand):
    def handle(self, *args, **options):
        print(Student.objects.count())
`),
    school.valid('a sync test', `from django.test import TestCase

class StudentTests(TestCase):
    def test_count(self):
        self.assertEqual(Student.objects.count(), 0)
`),
    school.valid('a generic view', `from django.views.generic import ListView

class Students(ListView):
    model = Student

    def get_queryset(self):
        return list(Student.objects.all())
`),
    school.valid('what blocks without a database', `from django.core.mail import send_mail

async def show():
    send_mail("a", "b", "c@example.com", ["d@example.com"])
`),
    school.valid('the cache', `from django.core.cache import cache

async def show():
    cache.set("a", 1)
    return cache.get("a")
`),
    school.valid('bulk operations on nothing', `async def show():
    return Student.objects.bulk_create([]), Student.objects.in_bulk([])
`),
    school.valid('a parameter of type Any', `from typing import Any

async def show(rows: Any):
    return rows.count()
`),
    school.valid('a lambda that is returned', `async def show():
    return lambda: Student.objects.get(pk=1)
`),
    school.valid('logging that is not enabled', `import logging

async def show(rows: QuerySet[Student]):
    logging.debug("%s", rows)
`),
    school.valid('rows of an async iterator', `async def show(rows: QuerySet[Student]):
    return {student.pk: student async for student in rows.aiterator()}
`),
    school.valid('an async twin of a method of the project', `async def show():
    return await Student.objects.aoldest()
`),
    school.valid('a method of a class that nobody awaits', `class Enrolment:
    def run(self):
        Student.objects.create(name="A")
`),
    school.valid('rows that are loaded already', `async def show():
    rows = Student.objects.filter(age=3)
    async for student in rows:
        print(student)
    return len(rows), rows[0], bool(rows), [student.name for student in rows]
`),
    school.valid('signals sent asynchronously', `from django.dispatch import Signal, receiver

enrolled = Signal()

@receiver(enrolled)
def count(sender, **kwargs):
    Student.objects.count()

async def show(request):
    await enrolled.asend(sender=None)
`),
    school.valid('the user of a request, read asynchronously', `from django.http import HttpRequest

async def show(request: HttpRequest):
    return (await request.auser()).is_authenticated
`),
    school.valid('the lazy user of a request is only passed on', `from django.http import HttpRequest

def count(user):
    return Student.objects.filter(user=user).count()

async def show(request: HttpRequest):
    return await sync_to_async(count)(request.user)
`),
    school.valid('a branch that may hold a list', `async def show(flag):
    rows = Student.objects.all()
    if flag:
        rows = []
    else:
        rows = [student async for student in rows]
    return len(rows)
`),
    school.valid('rows that a thread has loaded', `async def show():
    rows = Student.objects.all()
    await sync_to_async(len)(rows)
    return [student.name for student in rows]
`),
    school.valid('an async write with a sync receiver', `from django.db.models.signals import post_save
from django.dispatch import receiver

@receiver(post_save, sender=Student)
def saved(sender, instance, **kwargs):
    Course.objects.count()

async def show(student: Student):
    await student.asave()
`),
    school.valid('rows that may be prefetched', `async def show(schools: QuerySet[School]):
    async for school in schools:
        for student in school.students.all():
            print(student.name)
`),
  ],
  invalid: [
    school.invalid('a query of a manager', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show(request):
    return Student.objects.«get»(pk=1)
`, { output: `async def show(request):
    return await Student.objects.aget(pk=1)
` }),
    school.invalid('a write of a row', 'syncQuery', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, `async def show(student: Student):
    student.name = "A"
    student.«save»()
`, { output: `async def show(student: Student):
    student.name = "A"
    await student.asave()
` }),
    school.invalid('a related manager', 'syncQuery', { operation: 'school.students.create', receiver: 'StudentQuerySet', twin: 'acreate' }, `async def show(school: School):
    school.students.«create»(name="A")
`, { output: `async def show(school: School):
    await school.students.acreate(name="A")
` }),
    school.invalid('a many-to-many manager', 'syncQuery', { operation: 'student.courses.add', receiver: 'ManyRelatedManager', twin: 'aadd' }, `async def show(student: Student, course: Course):
    student.courses.«add»(course)
`, { output: `async def show(student: Student, course: Course):
    await student.courses.aadd(course)
` }),
    school.invalid('a method of a queryset with a twin of its own', 'blockingCall', { operation: 'Student.objects.oldest', query: 'StudentQuerySet.first', place: 'fixtures/types/django-python/school/models.py:18' }, `async def show(request):
    return Student.objects.«oldest»()
`, { output: `async def show(request):
    return await Student.objects.aoldest()
` }),
    school.invalid('a method of a queryset without a twin', 'blockingCall', { operation: 'Student.objects.average_age', query: 'StudentQuerySet.aggregate', place: 'fixtures/types/django-python/school/models.py:15' }, `async def show(request):
    return Student.objects.«average_age»()
`, { suggestions: [['offload', `async def show(request):
    return await sync_to_async(Student.objects.average_age)()
`]] }),
    school.invalid('a method of a model with a twin of its own', 'blockingCall', { operation: 'student.rename', query: 'Student.save', place: 'fixtures/types/django-python/school/models.py:40' }, `async def show(student: Student):
    student.«rename»("A")
`, { output: `async def show(student: Student):
    await student.arename("A")
` }),
    school.invalid('a helper of another module', 'blockingCall', { operation: 'count_students', query: 'StudentQuerySet.count', place: 'fixtures/types/django-python/school/services.py:7' }, `from school.services import count_students

async def show(request):
    return «count_students»()
`, { suggestions: [['offload', `from school.services import count_students

async def show(request):
    return await sync_to_async(count_students)()
`]] }),
    school.invalid('a loop', 'blockingIteration', { operation: 'Student.objects.all', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show(request):
    for student in Student.objects.«all»():
        print(student.name)
`, { output: `async def show(request):
    async for student in Student.objects.all():
        print(student.name)
` }),
    school.invalid('a comprehension', 'blockingIteration', { operation: 'Student.objects.all', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show(request):
    return [student.name for student in Student.objects.«all»()]
`, { output: `async def show(request):
    return [student.name async for student in Student.objects.all()]
` }),
    school.invalid('a generator, which asks for its rows when it is made', 'blockingIteration', { operation: 'Student.objects.all', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show(request):
    return (student.name for student in Student.objects.«all»())
`, { suggestions: [['offload', `async def show(request):
    return (student.name for student in await sync_to_async(list)(Student.objects.all()))
`]] }),
    school.invalid('a list', 'blockingIteration', { operation: 'Student.objects.all', receiver: 'StudentQuerySet', action: 'Collecting' }, `async def show(request):
    return list(Student.objects.«all»())
`, { output: `async def show(request):
    return [student async for student in Student.objects.all()]
` }),
    school.invalid('sorted', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return sorted(«rows», key=lambda student: student.name)
`, { output: `async def show(rows: QuerySet[Student]):
    return sorted([row async for row in rows], key=lambda student: student.name)
` }),
    school.invalid('len', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Reading the length of' }, `async def show(rows: QuerySet[Student]):
    return len(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return len([student async for student in rows])
` }),
    school.invalid('a set', 'blockingIteration', { operation: 'rows', receiver: 'QuerySet', action: 'Collecting' }, `async def show(rows: QuerySet[Student]):
    return set(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return {student async for student in rows}
` }),
    school.invalid('sum', 'blockingRead', { operation: 'rows.values_list', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return sum(rows.«values_list»("age", flat=True))
`, { output: `async def show(rows: QuerySet[Student]):
    return sum([row async for row in rows.values_list("age", flat=True)])
` }),
    school.invalid('any', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return any(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return any([student async for student in rows])
` }),
    school.invalid('searched', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Searching' }, `async def show(student: Student, rows: QuerySet[Student]):
    return student in «rows»
`, { suggestions: [['useAsync', `async def show(student: Student, rows: QuerySet[Student]):
    return await rows.acontains(student)
`], ['offload', `async def show(student: Student, rows: QuerySet[Student]):
    return await sync_to_async(lambda: student in rows)()
`]] }),
    school.invalid('spread into a call', 'blockingIteration', { operation: 'rows', receiver: 'QuerySet', action: 'Spreading' }, `async def show(rows: QuerySet[Student]):
    print(*«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    print(*[student async for student in rows])
` }),
    school.invalid('destructured', 'blockingIteration', { operation: 'rows', receiver: 'QuerySet', action: 'Destructuring' }, `async def show(rows: QuerySet[Student]):
    first, *others = «rows»
    return first, others
`, { output: `async def show(rows: QuerySet[Student]):
    first, *others = [student async for student in rows]
    return first, others
` }),
    school.invalid('joined', 'blockingRead', { operation: 'rows.values_list', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return ", ".join(rows.«values_list»("name", flat=True))
`, { output: `async def show(rows: QuerySet[Student]):
    return ", ".join([row async for row in rows.values_list("name", flat=True)])
` }),
    school.invalid('enumerate', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return enumerate(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return enumerate([student async for student in rows])
` }),
    school.invalid('map', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return map(str, «rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return map(str, [student async for student in rows])
` }),
    school.invalid('zip', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return zip(«rows», range(3))
`, { output: `async def show(rows: QuerySet[Student]):
    return zip([student async for student in rows], range(3))
` }),
    school.invalid('a condition', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Testing' }, `async def show(rows: QuerySet[Student]):
    if «rows»:
        return 1
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    if await rows.aexists():
        return 1
`], ['offload', `async def show(rows: QuerySet[Student]):
    if await sync_to_async(bool)(rows):
        return 1
`]] }),
    school.invalid('negated', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Testing' }, `async def show(rows: QuerySet[Student]):
    return not «rows»
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    return not await rows.aexists()
`], ['offload', `async def show(rows: QuerySet[Student]):
    return not await sync_to_async(bool)(rows)
`]] }),
    school.invalid('a default', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Testing' }, `async def show(rows: QuerySet[Student]):
    return «rows» or []
`, { suggestions: [['offload', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(lambda: rows or [])()
`]] }),
    school.invalid('a conditional expression', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Testing' }, `async def show(rows: QuerySet[Student]):
    return 1 if «rows» else 2
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    return 1 if await rows.aexists() else 2
`], ['offload', `async def show(rows: QuerySet[Student]):
    return 1 if await sync_to_async(bool)(rows) else 2
`]] }),
    school.invalid('a row', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Reading a row of' }, `async def show(rows: QuerySet[Student]):
    return «rows»[0]
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    return [student async for student in rows[:1]][0]
`], ['offload', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(lambda: rows[0])()
`]] }),
    school.invalid('a slice with a step', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Reading a row of' }, `async def show(rows: QuerySet[Student]):
    return «rows»[0:5:2]
`, { suggestions: [['offload', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(lambda: rows[0:5:2])()
`]] }),
    school.invalid('an f-string', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Printing' }, `async def show(rows: QuerySet[Student]):
    return f"{«rows»}"
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    return f"{[student async for student in rows]}"
`], ['offload', `async def show(rows: QuerySet[Student]):
    return f"{await sync_to_async(str)(rows)}"
`]] }),
    school.invalid('turned into text', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Printing' }, `async def show(rows: QuerySet[Student]):
    return str(«rows»)
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    return str([student async for student in rows])
`], ['offload', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(str)(rows)
`]] }),
    school.invalid('printed', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Printing' }, `async def show(rows: QuerySet[Student]):
    print(«rows»)
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    print([student async for student in rows])
`], ['offload', `async def show(rows: QuerySet[Student]):
    await sync_to_async(print)(rows)
`]] }),
    school.invalid('formatted', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Printing' }, `async def show(rows: QuerySet[Student]):
    return "%s" % «rows»
`, { suggestions: [['offload', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(lambda: "%s" % rows)()
`]] }),
    school.invalid('logged', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Printing' }, `import logging

async def show(rows: QuerySet[Student]):
    logging.warning("%s", «rows»)
`, { suggestions: [['useAsync', `import logging

async def show(rows: QuerySet[Student]):
    logging.warning("%s", [student async for student in rows])
`], ['offload', `import logging

async def show(rows: QuerySet[Student]):
    await sync_to_async(logging.warning)("%s", rows)
`]] }),
    school.invalid('pickled', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `import pickle

async def show(rows: QuerySet[Student]):
    return pickle.dumps(«rows»)
`, { suggestions: [['offload', `import pickle

async def show(rows: QuerySet[Student]):
    return await sync_to_async(pickle.dumps)(rows)
`]] }),
    school.invalid('copied', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `import copy

async def show(rows: QuerySet[Student]):
    return copy.copy(«rows»)
`, { suggestions: [['offload', `import copy

async def show(rows: QuerySet[Student]):
    return await sync_to_async(copy.copy)(rows)
`]] }),
    school.invalid('put into the cache', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `from django.core.cache import cache

async def show(rows: QuerySet[Student]):
    cache.set("rows", «rows»)
`, { suggestions: [['offload', `from django.core.cache import cache

async def show(rows: QuerySet[Student]):
    await sync_to_async(cache.set)("rows", rows)
`]] }),
    school.invalid('a response of rows', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `from django.http import HttpResponse

async def show(rows: QuerySet[Student]):
    return HttpResponse(«rows»)
`, { suggestions: [['offload', `from django.http import HttpResponse

async def show(rows: QuerySet[Student]):
    return await sync_to_async(HttpResponse)(rows)
`]] }),
    school.invalid('a streaming response of rows', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Reading the length of' }, `from django.http import StreamingHttpResponse

async def show(rows: QuerySet[Student]):
    return StreamingHttpResponse(«rows»)
`, { suggestions: [['useAsync', `from django.http import StreamingHttpResponse

async def show(rows: QuerySet[Student]):
    return StreamingHttpResponse([student async for student in rows])
`], ['offload', `from django.http import StreamingHttpResponse

async def show(rows: QuerySet[Student]):
    return await sync_to_async(StreamingHttpResponse)(rows)
`]] }),
    school.invalid('serialized', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `from django.core import serializers

async def show(rows: QuerySet[Student]):
    return serializers.serialize("json", «rows»)
`, { suggestions: [['offload', `from django.core import serializers

async def show(rows: QuerySet[Student]):
    return await sync_to_async(serializers.serialize)("json", rows)
`]] }),
    school.invalid('rendered', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `from django.shortcuts import render

async def show(request, rows: QuerySet[Student]):
    return render(request, "students.html", {"students": «rows»})
`, { suggestions: [['offload', `from django.shortcuts import render

async def show(request, rows: QuerySet[Student]):
    return await sync_to_async(render)(request, "students.html", {"students": rows})
`]] }),
    school.invalid('rendered to text', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `from django.template.loader import render_to_string

async def show(rows: QuerySet[Student]):
    return render_to_string("students.html", {"students": «rows»})
`, { suggestions: [['offload', `from django.template.loader import render_to_string

async def show(rows: QuerySet[Student]):
    return await sync_to_async(render_to_string)("students.html", {"students": rows})
`]] }),
    school.invalid('evaluated before it is offloaded', 'blockingIteration', { operation: 'rows', receiver: 'QuerySet', action: 'Collecting' }, `async def show(rows: QuerySet[Student]):
    return await sync_to_async(list(«rows»))
`, { output: `async def show(rows: QuerySet[Student]):
    return await sync_to_async(list)(rows)
` }),
    school.invalid('called before it is passed to a thread', 'syncQuery', { operation: 'rows.count', receiver: 'QuerySet', twin: 'acount' }, `import asyncio

async def show(rows: QuerySet[Student]):
    return await asyncio.to_thread(rows.«count»())
`, { output: `import asyncio

async def show(rows: QuerySet[Student]):
    return await asyncio.to_thread(rows.count)
` }),
    school.invalid('a helper in a thread that gives a lazy query', 'blockingIteration', { operation: 'rows', receiver: 'StudentQuerySet', action: 'Iterating' }, `from school.services import find_active

async def show():
    rows = await sync_to_async(find_active)()
    return [student.name for student in «rows»]
`, { output: `from school.services import find_active

async def show():
    rows = await sync_to_async(find_active)()
    return [student.name async for student in rows]
` }),
    school.invalid('a lazy query made in a thread', 'blockingIteration', { operation: 'rows', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show():
    rows = await sync_to_async(Student.objects.filter)(age=3)
    for student in «rows»:
        print(student.name)
`, { output: `async def show():
    rows = await sync_to_async(Student.objects.filter)(age=3)
    async for student in rows:
        print(student.name)
` }),
    school.invalid('an event loop in an event loop', 'nestedLoop', { operation: 'async_to_sync' }, `from asgiref.sync import async_to_sync

async def load():
    return await Student.objects.aget()

async def show():
    return «async_to_sync»(load)()
`),
    school.invalid('asyncio.run in an event loop', 'nestedLoop', { operation: 'asyncio.run' }, `import asyncio

async def load():
    return await Student.objects.aget()

async def show():
    return asyncio.«run»(load())
`),
    school.invalid('a sync query among async ones', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `import asyncio

async def show():
    return await asyncio.gather(Student.objects.«count»())
`, { output: `import asyncio

async def show():
    return await asyncio.gather(Student.objects.acount())
` }),
    school.invalid('a nested function that is called', 'blockingCall', { operation: 'load', query: 'StudentQuerySet.get', place: 'fixtures/types/django-python/views.py:6' }, `async def show():
    def load():
        return Student.objects.get(pk=1)

    return «load»()
`, { suggestions: [['offload', `async def show():
    def load():
        return Student.objects.get(pk=1)

    return await sync_to_async(load)()
`]] }),
    school.invalid('a lambda that is called', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show():
    load = lambda: Student.objects.«get»(pk=1)
    return load()
`),
    school.invalid('a constructor', 'blockingCall', { operation: 'Report', query: 'StudentQuerySet.count', place: 'fixtures/types/django-python/views.py:6' }, `class Report:
    def __init__(self):
        self.total = Student.objects.count()

async def show():
    return «Report»()
`, { suggestions: [['offload', `class Report:
    def __init__(self):
        self.total = Student.objects.count()

async def show():
    return await sync_to_async(Report)()
`]] }),
    school.invalid('a property', 'blockingCall', { operation: 'report.total', query: 'StudentQuerySet.count', place: 'fixtures/types/django-python/views.py:7' }, `class Report:
    @property
    def total(self):
        return Student.objects.count()

async def show(report: Report):
    return report.«total»
`, { suggestions: [['offload', `class Report:
    @property
    def total(self):
        return Student.objects.count()

async def show(report: Report):
    return await sync_to_async(lambda: report.total)()
`]] }),
    school.invalid('a context manager', 'blockingCall', { operation: 'counted', query: 'StudentQuerySet.count', place: 'fixtures/types/django-python/views.py:8' }, `from contextlib import contextmanager

@contextmanager
def counted():
    yield Student.objects.count()

async def show():
    with «counted»() as total:
        return total
`),
    school.invalid('a sync generator', 'blockingCall', { operation: 'names', query: 'StudentQuerySet.__iter__', place: 'fixtures/types/django-python/views.py:5' }, `def names():
    for student in Student.objects.all():
        yield student.name

async def show():
    for name in «names»():
        print(name)
`, { suggestions: [['offload', `def names():
    for student in Student.objects.all():
        yield student.name

async def show():
    for name in await sync_to_async(list)(names()):
        print(name)
`]] }),
    school.invalid('a class-based view', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `from django.views import View

class StudentView(View):
    async def get(self, request, pk):
        return Student.objects.«get»(pk=pk)
`, { output: `from django.views import View

class StudentView(View):
    async def get(self, request, pk):
        return await Student.objects.aget(pk=pk)
` }),
    school.invalid('async middleware', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `def students_middleware(get_response):
    async def middleware(request):
        request.total = Student.objects.«count»()
        return await get_response(request)

    return middleware
`, { output: `def students_middleware(get_response):
    async def middleware(request):
        request.total = await Student.objects.acount()
        return await get_response(request)

    return middleware
` }),
    school.invalid('an async consumer', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `from channels.generic.websocket import AsyncWebsocketConsumer

class Notifications(AsyncWebsocketConsumer):
    async def connect(self):
        self.total = Student.objects.«count»()
`, { output: `from channels.generic.websocket import AsyncWebsocketConsumer

class Notifications(AsyncWebsocketConsumer):
    async def connect(self):
        self.total = await Student.objects.acount()
` }),
    school.invalid('an async test', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `from django.test import TestCase

class StudentTests(TestCase):
    async def test_count(self):
        self.assertEqual(Student.objects.«count»(), 0)
`, { output: `from django.test import TestCase

class StudentTests(TestCase):
    async def test_count(self):
        self.assertEqual(await Student.objects.acount(), 0)
` }),
    school.invalid('permissions of a user', 'syncQuery', { operation: 'user.has_perm', receiver: 'User', twin: 'ahas_perm' }, `from django.contrib.auth.models import User

async def show(user: User):
    return user.«has_perm»("school.view_student")
`, { output: `from django.contrib.auth.models import User

async def show(user: User):
    return await user.ahas_perm("school.view_student")
` }),
    school.invalid('validation', 'syncQueryWithoutTwin', { operation: 'student.full_clean', receiver: 'Student' }, `async def show(student: Student):
    student.«full_clean»()
`, { suggestions: [['offload', `async def show(student: Student):
    await sync_to_async(student.full_clean)()
`]] }),
    school.invalid('a paginator', 'syncQueryWithoutTwin', { operation: 'Paginator(rows, 10).page', receiver: 'Paginator' }, `from django.core.paginator import Paginator

async def show(rows: QuerySet[Student]):
    return Paginator(rows, 10).«page»(1)
`, { suggestions: [['offload', `from django.core.paginator import Paginator

async def show(rows: QuerySet[Student]):
    return await sync_to_async(Paginator(rows, 10).page)(1)
`]] }),
    school.invalid('a shortcut', 'syncQuery', { operation: 'get_object_or_404', receiver: 'django.shortcuts', twin: 'aget_object_or_404' }, `from django.shortcuts import get_object_or_404

async def show(request, pk):
    return «get_object_or_404»(Student, pk=pk)
`, { output: `from django.shortcuts import aget_object_or_404

async def show(request, pk):
    return await aget_object_or_404(Student, pk=pk)
` }),
    school.invalid('a cursor', 'syncQueryWithoutTwin', { operation: 'connection.cursor', receiver: 'BaseDatabaseWrapper' }, `from django.db import connection

async def show():
    with connection.«cursor»() as cursor:
        cursor.execute("SELECT 1")
`),
    school.invalid('awaited all the same', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show():
    return await Student.objects.«get»(pk=1)
`, { output: `async def show():
    return await Student.objects.aget(pk=1)
` }),
    school.invalid('a twin of a later Django', 'laterTwin', { operation: 'get_object_or_404', receiver: 'django.shortcuts', twin: 'aget_object_or_404', since: '5.0', found: '4.1' }, `from django.shortcuts import get_object_or_404

async def show(request, pk):
    return «get_object_or_404»(Student, pk=pk)
`, { filename: 'legacy/views.py', suggestions: [['offload', `from django.shortcuts import get_object_or_404

async def show(request, pk):
    return await sync_to_async(get_object_or_404)(Student, pk=pk)
`]] }),
    school.invalid('a twin of a later Django, of a row', 'laterTwin', { operation: 'student.save', receiver: 'Student', twin: 'asave', since: '4.2', found: '4.1' }, `async def show(student: Student):
    student.«save»()
`, { filename: 'legacy/views.py', suggestions: [['offload', `async def show(student: Student):
    await sync_to_async(student.save)()
`]] }),
    school.invalid('a login', 'syncQuery', { operation: 'login', receiver: 'django.contrib.auth', twin: 'alogin' }, `from django.contrib.auth import login

async def show(request, user):
    «login»(request, user)
`, { output: `from django.contrib.auth import alogin

async def show(request, user):
    await alogin(request, user)
` }),
    school.invalid('async code that sync code runs', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `from asgiref.sync import async_to_sync

@async_to_sync
async def load():
    return Student.objects.«count»()
`, { output: `from asgiref.sync import async_to_sync

@async_to_sync
async def load():
    return await Student.objects.acount()
` }),
    school.invalid('a row read again', 'syncQuery', { operation: 'student.refresh_from_db', receiver: 'Student', twin: 'arefresh_from_db' }, `async def show(student: Student):
    student.«refresh_from_db»()
`, { output: `async def show(student: Student):
    await student.arefresh_from_db()
` }),
    school.invalid('an iterator', 'blockingUse', { operation: 'rows.iterator', action: 'Iterating' }, `async def show(rows: QuerySet[Student]):
    for student in rows.«iterator»():
        print(student)
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows.aiterator():
        print(student)
` }),
    school.invalid('another query than the one that is loaded', 'blockingRead', { operation: 'rows.filter', receiver: 'QuerySet', action: 'Reading the length of' }, `async def show(rows: QuerySet[Student]):
    async for student in rows:
        print(student)
    return len(rows.«filter»(age=3))
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows:
        print(student)
    return await rows.filter(age=3).acount()
` }),
    school.invalid('an async iterator loads nothing', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Reading the length of' }, `async def show(rows: QuerySet[Student]):
    async for student in rows.aiterator():
        print(student)
    return len(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows.aiterator():
        print(student)
    return len([row async for row in rows])
` }),
    school.invalid('a sort key', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show(ids: list[int]):
    ids.sort(key=lambda pk: Student.objects.«get»(pk=pk).age)
`),
    school.invalid('a key', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show(ids: list[int]):
    return sorted(ids, key=lambda pk: Student.objects.«get»(pk=pk).age)
`),
    school.invalid('a lambda that a builtin calls', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show(ids: list[int]):
    return list(map(lambda pk: Student.objects.«get»(pk=pk), ids))
`),
    school.invalid('a signal with a sync receiver', 'blockingCall', { operation: 'enrolled.send', query: 'StudentQuerySet.count', place: 'fixtures/types/django-python/views.py:10' }, `from django.dispatch import Signal, receiver

enrolled = Signal()

@receiver(enrolled)
def count(sender, **kwargs):
    Student.objects.count()

async def show(request):
    enrolled.«send»(sender=None)
`, { suggestions: [['offload', `from django.dispatch import Signal, receiver

enrolled = Signal()

@receiver(enrolled)
def count(sender, **kwargs):
    Student.objects.count()

async def show(request):
    await sync_to_async(enrolled.send)(sender=None)
`]] }),
    school.invalid('an item of the session', 'blockingUse', { operation: 'request.session', action: 'Reading an item of' }, `from django.http import HttpRequest

async def show(request: HttpRequest):
    return request.«session»["cart"]
`, { suggestions: [['offload', `from django.http import HttpRequest

async def show(request: HttpRequest):
    return await sync_to_async(lambda: request.session["cart"])()
`]] }),
    school.invalid('a loop over related rows', 'blockingIteration', { operation: 'school.students.filter', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show(school: School):
    for student in school.students.«filter»(age=3):
        await student.asave()
`, { output: `async def show(school: School):
    async for student in school.students.filter(age=3):
        await student.asave()
` }),
    school.invalid('a form that asks for a relation', 'syncQueryWithoutTwin', { operation: 'form.is_valid', receiver: 'StudentForm' }, `from django.forms import ModelForm

class StudentForm(ModelForm):
    class Meta:
        model = Student
        fields = ["name", "school"]

async def show(request):
    form = StudentForm(request.POST)
    return form.«is_valid»()
`, { suggestions: [['offload', `from django.forms import ModelForm

class StudentForm(ModelForm):
    class Meta:
        model = Student
        fields = ["name", "school"]

async def show(request):
    form = StudentForm(request.POST)
    return await sync_to_async(form.is_valid)()
`]] }),
    school.invalid('a sync method of a model, awaited', 'blockingCall', { operation: 'student.rename', query: 'Student.save', place: 'fixtures/types/django-python/school/models.py:40' }, `async def show(student: Student):
    await student.«rename»("A")
`, { output: `async def show(student: Student):
    await student.arename("A")
` }),
    school.invalid('a sync helper, awaited', 'blockingCall', { operation: 'count_students', query: 'StudentQuerySet.count', place: 'fixtures/types/django-python/school/services.py:7' }, `from school.services import count_students

async def show():
    return await «count_students»()
`, { suggestions: [['offload', `from school.services import count_students

async def show():
    return await sync_to_async(count_students)()
`]] }),
    school.invalid('the condition of a loop', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Testing' }, `async def show(rows: QuerySet[Student]):
    while «rows»:
        rows = rows.exclude(age=3)
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    while await rows.aexists():
        rows = rows.exclude(age=3)
`], ['offload', `async def show(rows: QuerySet[Student]):
    while await sync_to_async(bool)(rows):
        rows = rows.exclude(age=3)
`]] }),
    school.invalid('asserted', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Testing' }, `async def show(rows: QuerySet[Student]):
    assert «rows», "none"
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    assert await rows.aexists(), "none"
`], ['offload', `async def show(rows: QuerySet[Student]):
    assert await sync_to_async(bool)(rows), "none"
`]] }),
    school.invalid('the greatest', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return max(«rows», key=lambda student: student.age)
`, { output: `async def show(rows: QuerySet[Student]):
    return max([row async for row in rows], key=lambda student: student.age)
` }),
    school.invalid('a dict', 'blockingIteration', { operation: 'rows.values_list', receiver: 'QuerySet', action: 'Collecting' }, `async def show(rows: QuerySet[Student]):
    return dict(rows.«values_list»("pk", "name"))
`, { output: `async def show(rows: QuerySet[Student]):
    return dict([row async for row in rows.values_list("pk", "name")])
` }),
    school.invalid('reversed', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return reversed(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return reversed([student async for student in rows])
` }),
    school.invalid('filtered in Python', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Handing over' }, `async def show(rows: QuerySet[Student]):
    return filter(None, «rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return filter(None, [student async for student in rows])
` }),
    school.invalid('an inner source of a comprehension', 'blockingIteration', { operation: 'school.students.all', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show(schools: list[School]):
    return [student for school in schools for student in school.students.«all»()]
`, { output: `async def show(schools: list[School]):
    return [student for school in schools async for student in school.students.all()]
` }),
    school.invalid('spread into a list', 'blockingIteration', { operation: 'rows', receiver: 'QuerySet', action: 'Spreading' }, `async def show(rows: QuerySet[Student]):
    return [*«rows»]
`, { output: `async def show(rows: QuerySet[Student]):
    return [*[student async for student in rows]]
` }),
    school.invalid('a list within a response', 'blockingIteration', { operation: 'rows.values', receiver: 'QuerySet', action: 'Collecting' }, `from django.http import JsonResponse

async def show(rows: QuerySet[Student]):
    return JsonResponse(list(rows.«values»("id")), safe=False)
`, { output: `from django.http import JsonResponse

async def show(rows: QuerySet[Student]):
    return JsonResponse([row async for row in rows.values("id")], safe=False)
` }),
    school.invalid('a manager method without a twin', 'syncQueryWithoutTwin', { operation: 'ContentType.objects.get_for_model', receiver: 'ContentTypeManager' }, `from django.contrib.contenttypes.models import ContentType

async def show():
    return ContentType.objects.«get_for_model»(Student)
`, { suggestions: [['offload', `from django.contrib.contenttypes.models import ContentType

async def show():
    return await sync_to_async(ContentType.objects.get_for_model)(Student)
`]] }),
    school.invalid('a query run before it is offloaded', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show():
    return await sync_to_async(Student.objects.«get»(pk=1))
`, { output: `async def show():
    return await sync_to_async(Student.objects.get)(pk=1)
` }),
    school.invalid('a query run before its thread', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `import threading

async def show():
    threading.Thread(target=Student.objects.«count»()).start()
`, { output: `import threading

async def show():
    threading.Thread(target=Student.objects.count).start()
` }),
    school.invalid('a property that reads a relation', 'blockingCall', { operation: 'student.school_name', query: 'Student.school', place: 'fixtures/types/django-python/school/models.py:36' }, `async def show():
    student = await Student.objects.aget(pk=1)
    return student.«school_name»
`, { suggestions: [['offload', `async def show():
    student = await Student.objects.aget(pk=1)
    return await sync_to_async(lambda: student.school_name)()
`]] }),
    school.invalid('a transaction of a helper', 'blockingCall', { operation: 'enrol', query: 'transaction.atomic', place: 'fixtures/types/django-python/views.py:7' }, `from django.db import transaction

def enrol(student: Student):
    with transaction.atomic():
        student.save()

async def show(student: Student):
    «enrol»(student)
`, { suggestions: [['offload', `from django.db import transaction

def enrol(student: Student):
    with transaction.atomic():
        student.save()

async def show(student: Student):
    await sync_to_async(enrol)(student)
`]] }),
    bare.invalid('an adapter that is not imported yet', 'syncQueryWithoutTwin', { operation: 'student.full_clean', receiver: 'Student' }, `from school.models import Student


async def show(student: Student):
    student.«full_clean»()
`, { suggestions: [['offload', `from asgiref.sync import sync_to_async
from school.models import Student


async def show(student: Student):
    await sync_to_async(student.full_clean)()
`]] }),
    school.invalid('a comment within the call', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show():
    return Student.objects.«get»(  # the first
        pk=1,
    )
`, { output: `async def show():
    return await Student.objects.aget(  # the first
        pk=1,
    )
` }),
    school.invalid('the receiver of an attribute', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show():
    return Student.objects.«get»(pk=1).name
`, { output: `async def show():
    return (await Student.objects.aget(pk=1)).name
` }),
    school.invalid('an operand', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `async def show():
    return 2 ** Student.objects.«count»()
`, { output: `async def show():
    return 2 ** await Student.objects.acount()
` }),
    school.invalid('a write of many rows', 'syncQuery', { operation: 'Student.objects.filter(active=False).update', receiver: 'StudentQuerySet', twin: 'aupdate' }, `async def show():
    Student.objects.filter(active=False).«update»(active=True)
`, { output: `async def show():
    await Student.objects.filter(active=False).aupdate(active=True)
` }),
    school.invalid('a model by another name', 'syncQuery', { operation: 'm.Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `from school import models as m

async def show():
    return m.Student.objects.«get»(pk=1)
`, { output: `from school import models as m

async def show():
    return await m.Student.objects.aget(pk=1)
` }),
    school.invalid('a model that the registry gives', 'syncQuery', { operation: 'apps.get_model("school", "Student").objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `from django.apps import apps

async def show():
    return apps.get_model("school", "Student").objects.«get»(pk=1)
`, { output: `from django.apps import apps

async def show():
    return await apps.get_model("school", "Student").objects.aget(pk=1)
` }),
    school.invalid('the model of users', 'syncQuery', { operation: 'get_user_model().objects.get', receiver: 'QuerySet', twin: 'aget' }, `from django.contrib.auth import get_user_model

async def show():
    return get_user_model().objects.«get»(pk=1)
`, { output: `from django.contrib.auth import get_user_model

async def show():
    return await get_user_model().objects.aget(pk=1)
` }),
    school.invalid('a row of a walrus', 'syncQuery', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, `async def show():
    if (student := await Student.objects.afirst()) is not None:
        student.«save»()
`, { output: `async def show():
    if (student := await Student.objects.afirst()) is not None:
        await student.asave()
` }),
    school.invalid('a row of one branch or the other', 'syncQuery', { operation: 'student.delete', receiver: 'Student', twin: 'adelete' }, `async def show(flag):
    if flag:
        student = await Student.objects.afirst()
    else:
        student = await Student.objects.alast()
    student.«delete»()
`, { output: `async def show(flag):
    if flag:
        student = await Student.objects.afirst()
    else:
        student = await Student.objects.alast()
    await student.adelete()
` }),
    school.invalid('an annotation in a string', 'syncQuery', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, `async def show(student: "Student | None"):
    if student:
        student.«save»()
`, { output: `async def show(student: "Student | None"):
    if student:
        await student.asave()
` }),
    school.invalid('an attribute of self', 'syncQuery', { operation: 'self.rows.count', receiver: 'StudentQuerySet', twin: 'acount' }, `class Report:
    def __init__(self):
        self.rows = Student.objects.all()

    async def show(self):
        return self.rows.«count»()
`, { output: `class Report:
    def __init__(self):
        self.rows = Student.objects.all()

    async def show(self):
        return await self.rows.acount()
` }),
    school.invalid('the queryset of a generic view', 'syncQuery', { operation: 'self.get_queryset().count', receiver: 'QuerySet', twin: 'acount' }, `from django.views.generic import ListView

class Students(ListView):
    queryset = Student.objects.all()

    async def show(self):
        return self.get_queryset().«count»()
`, { output: `from django.views.generic import ListView

class Students(ListView):
    queryset = Student.objects.all()

    async def show(self):
        return await self.get_queryset().acount()
` }),
    school.invalid('an async receiver', 'syncQuery', { operation: 'Student.objects.count', receiver: 'StudentQuerySet', twin: 'acount' }, `from django.db.models.signals import post_save
from django.dispatch import receiver

@receiver(post_save, sender=Student)
async def saved(sender, instance, **kwargs):
    Student.objects.«count»()
`, { output: `from django.db.models.signals import post_save
from django.dispatch import receiver

@receiver(post_save, sender=Student)
async def saved(sender, instance, **kwargs):
    await Student.objects.acount()
` }),
    school.invalid('prefetched rows asked for again', 'syncQuery', { operation: 'school.students.first', receiver: 'StudentQuerySet', twin: 'afirst' }, `async def show():
    school = await School.objects.prefetch_related("students").aget(pk=1)
    return school.students.«first»()
`, { output: `async def show():
    school = await School.objects.prefetch_related("students").aget(pk=1)
    return await school.students.afirst()
` }),
    school.invalid('prefetched rows filtered', 'blockingRead', { operation: 'school.students.filter', receiver: 'StudentQuerySet', action: 'Reading the length of' }, `async def show():
    school = await School.objects.prefetch_related("students").aget(pk=1)
    return len(school.students.«filter»(age=3))
`, { output: `async def show():
    school = await School.objects.prefetch_related("students").aget(pk=1)
    return await school.students.filter(age=3).acount()
` }),
    school.invalid('a count loads nothing', 'blockingRead', { operation: 'rows', receiver: 'StudentQuerySet', action: 'Reading the length of' }, `async def show():
    rows = Student.objects.all()
    print(await rows.acount())
    return len(«rows»)
`, { output: `async def show():
    rows = Student.objects.all()
    print(await rows.acount())
    return len([student async for student in rows])
` }),
    school.invalid('repr', 'blockingRead', { operation: 'rows', receiver: 'QuerySet', action: 'Printing' }, `async def show(rows: QuerySet[Student]):
    return repr(«rows»)
`, { suggestions: [['useAsync', `async def show(rows: QuerySet[Student]):
    return repr([student async for student in rows])
`], ['offload', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(repr)(rows)
`]] }),
    school.invalid('a tuple', 'blockingIteration', { operation: 'rows', receiver: 'QuerySet', action: 'Collecting' }, `async def show(rows: QuerySet[Student]):
    return tuple(«rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return tuple([student async for student in rows])
` }),
    school.invalid('a sync query within a time limit', 'syncQuery', { operation: 'rows.count', receiver: 'QuerySet', twin: 'acount' }, `import asyncio

async def show(rows: QuerySet[Student]):
    return await asyncio.wait_for(rows.«count»(), 1)
`, { output: `import asyncio

async def show(rows: QuerySet[Student]):
    return await asyncio.wait_for(rows.acount(), 1)
` }),
    school.invalid('a related manager of an awaited row', 'syncQuery', { operation: '(await Student.objects.aget(pk=1)).courses.count', receiver: 'QuerySet', twin: 'acount' }, `async def show():
    return (await Student.objects.aget(pk=1)).courses.«count»()
`, { output: `async def show():
    return await (await Student.objects.aget(pk=1)).courses.acount()
` }),
    school.invalid('a row of an async loop', 'syncQuery', { operation: 'course.students.count', receiver: 'StudentQuerySet', twin: 'acount' }, `async def show(student: Student):
    async for course in student.courses.all():
        print(course.students.«count»())
`, { output: `async def show(student: Student):
    async for course in student.courses.all():
        print(await course.students.acount())
` }),
    school.invalid('a row of a tuple', 'syncQuery', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, `async def show():
    student, created = await Student.objects.aget_or_create(name="A")
    student.«save»()
`, { output: `async def show():
    student, created = await Student.objects.aget_or_create(name="A")
    await student.asave()
` }),
    school.invalid('rows of a list', 'syncQuery', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, `async def show():
    for student in [one async for one in Student.objects.all()]:
        student.«save»()
`, { output: `async def show():
    for student in [one async for one in Student.objects.all()]:
        await student.asave()
` }),
    school.invalid('an optional parameter', 'syncQuery', { operation: 'student.delete', receiver: 'Student', twin: 'adelete' }, `from typing import Optional

async def show(student: Optional[Student] = None):
    if student is not None:
        student.«delete»()
`, { output: `from typing import Optional

async def show(student: Optional[Student] = None):
    if student is not None:
        await student.adelete()
` }),
    school.invalid('a row of a pattern', 'syncQuery', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, `async def show(student: Student | None):
    match student:
        case Student():
            student.«save»()
`, { output: `async def show(student: Student | None):
    match student:
        case Student():
            await student.asave()
` }),
    school.invalid('the object of a generic view', 'syncQueryWithoutTwin', { operation: 'self.get_object', receiver: 'StudentView' }, `from django.views.generic import DetailView

class StudentView(DetailView):
    model = Student

    async def show(self):
        student = self.«get_object»()
        return student
`, { suggestions: [['offload', `from django.views.generic import DetailView

class StudentView(DetailView):
    model = Student

    async def show(self):
        student = await sync_to_async(self.get_object)()
        return student
`]] }),
    school.invalid('the queryset of a REST view', 'syncQuery', { operation: 'self.get_queryset().count', receiver: 'QuerySet', twin: 'acount' }, `from rest_framework.viewsets import ModelViewSet

class StudentViewSet(ModelViewSet):
    queryset = Student.objects.all()

    async def show(self):
        return self.get_queryset().«count»()
`, { output: `from rest_framework.viewsets import ModelViewSet

class StudentViewSet(ModelViewSet):
    queryset = Student.objects.all()

    async def show(self):
        return await self.get_queryset().acount()
` }),
    school.invalid('rows written at once', 'syncQuery', { operation: 'Student.objects.bulk_create', receiver: 'StudentQuerySet', twin: 'abulk_create' }, `async def show(names: list[str]):
    Student.objects.«bulk_create»([Student(name=name) for name in names])
`, { output: `async def show(names: list[str]):
    await Student.objects.abulk_create([Student(name=name) for name in names])
` }),
    school.invalid('within try', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `async def show():
    try:
        return Student.objects.«get»(pk=1)
    except Student.DoesNotExist:
        return None
`, { output: `async def show():
    try:
        return await Student.objects.aget(pk=1)
    except Student.DoesNotExist:
        return None
` }),
    school.invalid('what a view sets up', 'syncQuery', { operation: 'Student.objects.get', receiver: 'StudentQuerySet', twin: 'aget' }, `from django.views import View

class StudentView(View):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.student = Student.objects.«get»(pk=1)

    async def get(self, request):
        return self.student
`),
    school.invalid('a name that may hold a list', 'blockingRead', { operation: 'rows', receiver: 'StudentQuerySet', action: 'Reading the length of' }, `async def show(flag):
    rows = Student.objects.all() if flag else []
    return len(«rows»)
`, { suggestions: [['offload', `async def show(flag):
    rows = Student.objects.all() if flag else []
    return await sync_to_async(len)(rows)
`]] }),
    school.invalid('a name that may hold anything', 'blockingIteration', { operation: 'rows', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show(flag, name):
    rows = Student.objects.all() if flag else name
    for student in «rows»:
        print(student)
`, { suggestions: [['offload', `async def show(flag, name):
    rows = Student.objects.all() if flag else name
    for student in await sync_to_async(list)(rows):
        print(student)
`]] }),
    school.invalid('a nested loop', 'blockingIteration', { operation: 'school.students.all', receiver: 'StudentQuerySet', action: 'Iterating' }, `async def show():
    async for school in School.objects.all():
        for student in school.students.«all»():
            print(student.name)
`, { output: `async def show():
    async for school in School.objects.all():
        async for student in school.students.all():
            print(student.name)
` }),
  ],
});
