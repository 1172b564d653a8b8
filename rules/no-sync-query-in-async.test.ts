import { typed, type InvalidCase } from '../src/dev/testers.ts';
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
  ['an exported helper may have sync callers elsewhere', 'export function find() { return Student.objects.get(); }\nexport const view = async () => find();'],
  ['a helper with a sync caller in the file', 'function find() { return Student.objects.get(); }\nexport const view = async () => find();\nexport const script = () => find();'],
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
