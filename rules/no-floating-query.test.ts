import { createPythonCases } from '../src/dev/python-cases.ts';
import { python, typed, type InvalidCase, type ValidCase } from '../src/dev/testers.ts';
import rule from './no-floating-query.ts';

const MODELS = `import { Model, manager } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; }
declare const students: Student[];
declare const ids: number[];
declare const flag: boolean;
declare const report: (error: unknown) => void;
`;
const NOTES = `import type { SQLiteDatabase } from 'expo-sqlite';
declare const db: SQLiteDatabase;
`;

interface Repairs {
  readonly output?: string;
  readonly suggestion?: string;
  readonly filename?: string;
}

/** Cases that share their first lines and the query they are about; «» marks what is underlined. */
function createCases(preamble: string, query: { readonly operation: string; readonly receiver: string }) {
  const file = (code: string) => `${code.startsWith('///') ? '' : preamble}${code}`;
  const invalid = (messageId: string, suggestionId: string) => (name: string, marked: string, { output, suggestion, filename }: Repairs = {}, data: Record<string, string> = {}): InvalidCase => {
    const code = file(marked.replace(/[«»]/gu, ''));
    const start = file(marked).indexOf('«');
    const lines = code.slice(0, start).split('\n');
    const column = (lines.at(-1)?.length ?? 0) + 1;
    const suggestions = suggestion === undefined ? undefined : [{ messageId: suggestionId, data: query, output: file(suggestion) }];
    const end = { endLine: lines.length, endColumn: column + marked.indexOf('»') - marked.indexOf('«') - 1 };
    return {
      name,
      code,
      ...(filename !== undefined && { filename }),
      output: output === undefined ? null : file(output),
      errors: [{ messageId, data: { ...query, ...data }, line: lines.length, column, ...end, ...(suggestions && { suggestions }) }],
    };
  };
  return {
    valid: (name: string, code: string, filename?: string): ValidCase => ({ name, code: file(code), ...(filename !== undefined && { filename }) }),
    floating: invalid('floatingQuery', 'addAwait'),
    unused: (name: string, code: string, variable: string, repairs?: Repairs) => invalid('unusedQuery', 'addAwait')(name, code, repairs, { variable }),
    misused: (name: string, code: string, use: string, repairs?: Repairs) => invalid('misusedQuery', 'addAwait')(name, code, repairs, { use }),
    dropped: (name: string, code: string, caller: string, repairs?: Repairs) => invalid('droppedQuery', 'combine')(name, code, repairs, { caller }),
    uncombined: (name: string, code: string, caller: string, repairs?: Repairs) => invalid('uncombinedQueries', 'combine')(name, code, repairs, { caller }),
    uniterated: invalid('uniteratedQuery', 'iterateAsync'),
  };
}

const CONDITION = 'always true as a condition';
const ITERATION = 'iterated like its rows';
const OPERAND = 'an operand';
const PROPERTY = 'read like its result';
const SPREAD = 'spread like its rows';
const TEMPLATE = 'printed into text';
const SERIALIZED = 'turned into text';

const get = createCases(MODELS, { operation: 'Student.objects.aget', receiver: 'Manager<Student>' });
const count = createCases(MODELS, { operation: 'Student.objects.acount', receiver: 'Manager<Student>' });
const exists = createCases(MODELS, { operation: 'Student.objects.aexists', receiver: 'Manager<Student>' });
const first = createCases(MODELS, { operation: 'Student.objects.afirst', receiver: 'Manager<Student>' });
const bulk = createCases(MODELS, { operation: 'Student.objects.abulkCreate', receiver: 'Manager<Student>' });
const save = createCases(MODELS, { operation: 's.asave', receiver: 'Student' });
const rows = createCases(MODELS, { operation: 'Student.objects.aiterator', receiver: 'Manager<Student>' });
const script = createCases("import { Model, manager } from 'django-orm';\nclass Student extends Model { static objects = manager(Student); }\n", { operation: 'Student.objects.aget', receiver: 'Manager<Student>' });
const { valid } = get;

typed('django').run('no-floating-query', rule, {
  valid: [
    valid('awaited', 'await Student.objects.aget();'),
    valid('returned, also from an async function', 'export const a = () => Student.objects.aget();\nexport async function b() { return Student.objects.aget(); }'),
    valid('yielded', 'export function* a() { yield Student.objects.aget(); }\nexport async function* b() { yield Student.objects.aget(); }'),
    valid('dropped on purpose', 'void Student.objects.aget();'),
    valid('combined', 'await Promise.all([Student.objects.aget(), Student.objects.acount()]);\nexport const b = () => Promise.race([Student.objects.aget()]);'),
    valid('combined by one that never fails', 'Promise.allSettled([Student.objects.aget()]);'),
    valid('elements combined', 'await Promise.any(ids.map((id) => Student.objects.aget({ id })));'),
    valid('elements combined with others', 'await Promise.all([...ids.map((id) => Student.objects.aget({ id })), Student.objects.aget()]);'),
    valid('elements awaited one by one', 'for (const one of ids.map((id) => Student.objects.aget({ id }))) await one;'),
    valid('elements awaited by the loop', 'for await (const one of ids.map((id) => Student.objects.aget({ id }))) report(one);'),
    valid('elements awaited by their collector', 'await Array.fromAsync(ids, (id) => Student.objects.aget({ id }));'),
    valid('elements kept', 'export const byId = new Map(ids.map((id) => [id, Student.objects.aget({ id })]));'),
    valid('elements awaited in vain and combined after all', 'const all = ids.map((id) => Student.objects.aget({ id }));\nawait all;\nawait Promise.all(all);'),
    valid('an array awaited in vain, its elements awaited after all', 'const [a, b] = await [Student.objects.aget(), Student.objects.acount()];\nreport([await a, await b]);'),
    valid('failure handled', 'Student.objects.aget().catch(report);\nStudent.objects.aget().then(report, report);\nStudent.objects.aget().then(report).catch(report).finally(() => {});'),
    valid('failure handled in a callback that is ignored', 'students.forEach((s) => s.asave().catch(report));\nsetTimeout(() => Student.objects.aget().catch(report));'),
    valid('failure of each element handled', 'ids.map((id) => Student.objects.aget({ id }).catch(report));'),
    valid('failure handled inside a callback that is ignored', 'students.forEach(async (s) => { try { await s.asave(); } catch (error) { report(error); } });'),
    valid('failure of a variable handled', 'const one = Student.objects.aget();\none.catch(report);'),
    valid('stored, then awaited', 'const one = Student.objects.aget();\nreport(1);\nreport((await one).name);'),
    valid('bound on two branches and awaited after them', 'let one;\nif (flag) one = Student.objects.aget();\nelse one = Student.objects.aget({ id: 1 });\nawait one;'),
    valid('one of two awaited', 'await (flag ? Student.objects.aget() : Student.objects.afirst());'),
    valid('replaced on one path only', 'let one = Student.objects.aget();\nif (flag) one = Student.objects.aget({ id: 1 });\nawait one;'),
    valid('replaced in a loop that may end before', 'let one = Student.objects.aget();\nfor (;;) { if (flag) break; one = Student.objects.aget(); }\nawait one;'),
    valid('replaced by what it leads to', 'let one = Student.objects.aget().then(report);\none = one.then(report);\nawait one;'),
    valid('read by a handler where the next statement fails', 'let one;\ntry { one = Student.objects.aget(); one = Student.objects.aget(); } finally { await one; }'),
    valid('read by a closure', 'export function f() { let one = Student.objects.aget(); const read = () => one; one = Student.objects.aget(); return read; }'),
    valid('passed to another variable', 'const one = Student.objects.aget();\nconst other = one;\nawait other;'),
    valid('destructured from an array and awaited', 'const [one, two] = [Student.objects.aget(), Student.objects.acount()];\nreport([await one, await two]);'),
    valid('tested for its presence', 'let one: Promise<Student> | undefined;\nif (flag) one = Student.objects.aget();\nif (!one) report(1);\nif (one) await one;'),
    valid('started once', 'let one: Promise<Student> | undefined;\nexport const load = () => (one ??= Student.objects.aget());'),
    valid('a promise that may be missing', 'export const f = (s?: Student) => s?.asave() ?? Promise.resolve();'),
    valid('tested with instanceof', 'const one = Student.objects.aget();\nif (one instanceof Promise) report(await one);'),
    valid('kept in fields, arrays and maps', 'export class Cache { one = Student.objects.aget(); all = new Map<number, unknown>(); load() { this.one = Student.objects.aget(); this.all.set(1, Student.objects.aget()); } }'),
    valid('pushed and combined later', 'const work: Promise<unknown>[] = [];\nfor (const s of students) work.push(s.asave());\nawait Promise.all(work);'),
    valid('given to a task registry', 'declare const tasks: { add(task: PromiseLike<unknown>): void; run(name: string, task: () => Promise<unknown>): void };\ntasks.add(Student.objects.aget());\ntasks.run("a", () => Student.objects.aget());'),
    valid('given to parameters that take anything', 'console.log(Student.objects.aget());\ndeclare function track<T>(value: T): T;\nexport const one = track(Student.objects.aget());'),
    valid('exported', 'export const one = Student.objects.aget();\nconst two = Student.objects.aget();\nexport { two };'),
    valid('part of a result', 'export const f = () => ({ one: Student.objects.aget(), all: ids.map((id) => Student.objects.aget({ id })) });'),
    valid('a test by its overloads', 'declare function it(name: string, run: () => void): void;\ndeclare function it(name: string, run: () => PromiseLike<unknown>): void;\nit("a", () => Student.objects.aget());'),
    valid('a test by its union', 'declare function test(name: string, run: () => void | Promise<unknown>): void;\ntest("a", () => Student.objects.aget());'),
    valid('callbacks whose result is open', 'declare function run(f: (...args: any[]) => any): void;\ndeclare function call(f: Function): void;\ndeclare function give<T>(f: () => T): Promise<T>;\nrun(() => Student.objects.aget());\ncall(() => Student.objects.aget());\nawait give(() => Student.objects.aget());'),
    valid('a stream waits for its start', 'new ReadableStream({ start: () => Student.objects.aget() });'),
    valid('a callback of the caller’s own that is no event handler', 'interface Job { run: () => void }\nexport const job: Job = { run: () => Student.objects.aget() };'),
    valid('an event handler that awaits', 'window.onclick = async () => { await Student.objects.aget(); };\nsetTimeout(async () => { await Student.objects.aget(); }, 1);'),
    valid('finally waits for what its callback gives', 'export const f = (work: Promise<void>) => work.finally(() => Student.objects.aget());'),
    valid('a chain that is awaited', 'await fetch("x").then(() => Student.objects.aget());'),
    valid('settled by its executor', 'export const one = new Promise<Student>((resolve, reject) => { Student.objects.aget().then(resolve, reject); });'),
    valid('an async function that runs at once and awaits', '(async () => { await Student.objects.aget(); })();'),
    valid('a mark put on a stored promise', 'const one: Promise<Student> & { status?: string } = Student.objects.aget();\none.status = "pending";\nawait one;'),
    valid('held by a declaration that disposes of it', 'await using held = Student.objects.aget() as unknown as Promise<Student> & AsyncDisposable;'),
    valid('compared with another promise and awaited', 'const one = Student.objects.aget();\nconst other = Student.objects.aget();\nif (one !== other) report(await one);\nawait other;'),
    script.valid('replaced by its own value in JavaScript', 'export async function f() { let row = Student.objects.aget(); row = await row; return `${row}`; }', 'file.js'),
    valid('rows iterated', 'for await (const s of Student.objects.aiterator()) report(s);\nexport async function* all() { yield* Student.objects.aiterator(); }\nconst later = Student.objects.aiterator();\nfor await (const s of later) report(s);'),
    valid('another method of the same name', 'declare const own: { aget(): Promise<number> };\nown.aget();'),
  ],
  invalid: [
    get.floating('a statement', 'Student.objects.«aget»();', { output: 'await Student.objects.aget();' }),
    get.floating('in an async method', 'export class A { async run() { Student.objects.«aget»(); } }', { output: 'export class A { async run() { await Student.objects.aget(); } }' }),
    get.floating('in an async generator', 'export async function* f() { Student.objects.«aget»(); yield 1; }', { output: 'export async function* f() { await Student.objects.aget(); yield 1; }' }),
    get.floating('in a sync function', 'export function f(): void { Student.objects.«aget»(); }', { suggestion: 'export async function f(): Promise<void> { await Student.objects.aget(); }' }),
    get.floating('in a constructor, which cannot be async', 'export class A { constructor() { Student.objects.«aget»(); } }'),
    get.floating('the right side of a condition', 'flag && Student.objects.«aget»();', { output: 'flag && await Student.objects.aget();' }),
    get.floating('a branch', 'flag ? Student.objects.«aget»() : report(1);', { output: 'flag ? await Student.objects.aget() : report(1);' }),
    get.floating('before a comma', 'report((Student.objects.«aget»(), 1));', { output: 'report((await Student.objects.aget(), 1));' }),
    get.floating('the step of a loop', 'for (let i = 0; i < 3; Student.objects.«aget»()) i++;', { output: 'for (let i = 0; i < 3; await Student.objects.aget()) i++;' }),
    get.floating('a handler for success only', 'Student.objects.«aget»().then(report);', { output: 'await Student.objects.aget().then(report);' }),
    get.floating('no handler for failure', 'Student.objects.«aget»().then(report, undefined);', { output: 'await Student.objects.aget().then(report, undefined);' }),
    get.floating('an empty catch', 'Student.objects.«aget»().catch();', { output: 'await Student.objects.aget().catch();' }),
    get.floating('finally handles nothing', 'Student.objects.«aget»().finally(() => {});', { output: 'await Student.objects.aget().finally(() => {});' }),
    get.floating('cast', '(Student.objects.«aget»() as unknown);', { output: '(await Student.objects.aget() as unknown);' }),
    get.floating('an element of an array that is dropped', '[Student.objects.«aget»()];', { output: '[await Student.objects.aget()];' }),
    get.floating('Promise.all that nobody awaits', 'Promise.all([Student.objects.«aget»()]);', { output: 'await Promise.all([Student.objects.aget()]);' }),
    get.floating('Promise.all over elements', 'Promise.all(ids.map((id) => Student.objects.«aget»({ id })));', { output: 'await Promise.all(ids.map((id) => Student.objects.aget({ id })));' }),
    get.floating('returned by a function that runs at once', 'export async function f() { (() => Student.objects.«aget»())(); }', { output: 'export async function f() { await (() => Student.objects.aget())(); }' }),
    get.floating('the same in a sync function', 'export function f() { (async () => Student.objects.«aget»())(); }', { suggestion: 'export async function f() { await (async () => Student.objects.aget())(); }' }),
    get.floating('the end of another chain', 'fetch("x").then(() => Student.objects.«aget»());', { output: 'await fetch("x").then(() => Student.objects.aget());' }),
    get.floating('a chain of a variable', 'const one = Student.objects.«aget»();\none.then(report);', { output: 'const one = Student.objects.aget();\nawait one.then(report);' }),
    get.floating('without semicolons', 'const a = 1\nStudent.objects.«aget»()\nexport { a }', { output: 'const a = 1\nawait Student.objects.aget()\nexport { a }' }),
    get.floating('comments', '/* a */ Student // b\n  .objects.«aget»(/* c */); // d', { output: '/* a */ await Student // b\n  .objects.aget(/* c */); // d' }),
    get.floating('Windows line ends', 'report(1);\r\nStudent.objects.«aget»();\r\n', { output: 'report(1);\r\nawait Student.objects.aget();\r\n' }),
    createCases(MODELS, { operation: 's?.asave', receiver: 'Student' }).floating('a receiver that may be missing', 'export async function f(s?: Student) { s?.«asave»(); }', { output: 'export async function f(s?: Student) { await s?.asave(); }' }),
    createCases(MODELS, { operation: 'super.asave', receiver: 'Student' }).floating('the method that an override extends', 'export class A extends Student { override async asave() { super.«asave»(); } }', { output: 'export class A extends Student { override async asave() { await super.asave(); } }' }),
    script.floating('checked JavaScript', 'Student.objects.«aget»();', { output: 'await Student.objects.aget();', filename: 'file.js' }),
    script.misused('a property in checked JavaScript', 'export const { id } = Student.objects.«aget»();', PROPERTY, { output: 'export const { id } = await Student.objects.aget();', filename: 'file.js' }),

    get.unused('a constant that nobody reads', 'const one = Student.objects.«aget»();', 'one', { output: 'const one = await Student.objects.aget();' }),
    get.unused('assigned after its declaration', 'let one; one = Student.objects.«aget»();', 'one', { output: 'let one; one = await Student.objects.aget();' }),
    get.unused('replaced before anybody reads it', 'let one = Student.objects.«aget»(); one = Student.objects.afirst();\nawait one;', 'one'),
    get.unused('passed to a variable that nobody reads', 'const one = Student.objects.«aget»();\nconst other = one;', 'other', { output: 'const one = await Student.objects.aget();\nconst other = one;' }),
    get.unused('typed as a promise', 'const one: Promise<Student> = Student.objects.«aget»();', 'one'),
    get.unused('destructured', 'const [one, two] = [Student.objects.«aget»(), 2];\nreport(two);', 'one', { output: 'const [one, two] = [await Student.objects.aget(), 2];\nreport(two);' }),
    get.unused('in an array that nobody reads', 'const all = [Student.objects.«aget»()];', 'all', { output: 'const all = [await Student.objects.aget()];' }),
    get.unused('in an object that nobody reads', 'const all = { one: Student.objects.«aget»() };', 'all', { output: 'const all = { one: await Student.objects.aget() };' }),
    get.unused('combined and forgotten', 'const all = Promise.all([Student.objects.«aget»()]);', 'all', { output: 'const all = await Promise.all([Student.objects.aget()]);' }),
    get.unused('read as a statement', 'const one = Student.objects.«aget»();\none;', 'one', { output: 'const one = await Student.objects.aget();\none;' }),
    get.unused('only compared', 'const one = Student.objects.«aget»();\nreport(one !== undefined);', 'one', { output: 'const one = await Student.objects.aget();\nreport(one !== undefined);' }),
    get.unused('only tested for its presence', 'let one: Promise<Student> | undefined;\nexport function start() { if (!one) one = Student.objects.«aget»(); }', 'one'),

    exists.misused('if', 'if (Student.objects.«aexists»()) report(1);', CONDITION, { output: 'if (await Student.objects.aexists()) report(1);' }),
    exists.misused('while', 'while (Student.objects.«aexists»()) report(1);', CONDITION, { output: 'while (await Student.objects.aexists()) report(1);' }),
    exists.misused('not', 'report(!Student.objects.«aexists»());', CONDITION, { output: 'report(!await Student.objects.aexists());' }),
    exists.misused('and', 'report(Student.objects.«aexists»() && flag);', CONDITION, { output: 'report(await Student.objects.aexists() && flag);' }),
    exists.misused('or', 'report(Student.objects.«aexists»() || flag);', CONDITION, { output: 'report(await Student.objects.aexists() || flag);' }),
    first.misused('nullish', 'report(Student.objects.«afirst»() ?? 1);', OPERAND, { output: 'report(await Student.objects.afirst() ?? 1);' }),
    exists.misused('the right operand of a condition', 'if (flag && Student.objects.«aexists»()) report(1);', CONDITION, { output: 'if (flag && await Student.objects.aexists()) report(1);' }),
    exists.misused('the test of a conditional', 'report(Student.objects.«aexists»() ? 1 : 2);', CONDITION, { output: 'report(await Student.objects.aexists() ? 1 : 2);' }),
    exists.misused('failure handled, and no condition for all that', 'if (Student.objects.«aexists»().catch(() => false)) report(1);', CONDITION, { output: 'if (await Student.objects.aexists().catch(() => false)) report(1);' }),
    exists.misused('an assertion', 'declare function assert(value: unknown): asserts value;\nassert(Student.objects.«aexists»());', CONDITION, { output: 'declare function assert(value: unknown): asserts value;\nassert(await Student.objects.aexists());' }),
    exists.misused('Boolean', 'report(Boolean(Student.objects.«aexists»()));', CONDITION, { output: 'report(Boolean(await Student.objects.aexists()));' }),
    save.misused('nothing to test once awaited', 'for (const s of students) if (s.«asave»()) report(1);', CONDITION),
    save.misused('a predicate', 'report(students.filter((s) => s.«asave»()));', CONDITION),
    exists.misused('an async predicate', 'report(students.some(async () => await Student.objects.«aexists»()));', CONDITION),
    count.misused('comparison', 'report(Student.objects.«acount»() === 3);', OPERAND, { output: 'report(await Student.objects.acount() === 3);' }),
    count.misused('arithmetic', 'report(2 * Student.objects.«acount»());', OPERAND, { output: 'report(2 * await Student.objects.acount());' }),
    count.misused('power', 'report(Student.objects.«acount»() ** 2);', OPERAND, { output: 'report((await Student.objects.acount()) ** 2);' }),
    count.misused('sign', 'report(-Student.objects.«acount»());', OPERAND, { output: 'report(-await Student.objects.acount());' }),
    count.misused('switch', 'switch (Student.objects.«acount»()) { case 1: report(1); }', OPERAND, { output: 'switch (await Student.objects.acount()) { case 1: report(1); }' }),
    get.misused('arithmetic that no row allows', 'report(Student.objects.«aget»() - 1);', OPERAND),
    count.misused('key of an object', 'report({ [Student.objects.«acount»()]: 1 });', OPERAND),
    count.misused('template', 'report(`${Student.objects.«acount»()}`);', TEMPLATE, { output: 'report(`${await Student.objects.acount()}`);' }),
    count.misused('String', 'report(String(Student.objects.«acount»()));', TEMPLATE, { output: 'report(String(await Student.objects.acount()));' }),
    get.misused('property', 'report(Student.objects.«aget»().name);', PROPERTY, { output: 'report((await Student.objects.aget()).name);' }),
    get.misused('property at the start of a statement', 'const a = 1\nStudent.objects.«aget»().name\nexport { a }', PROPERTY, { output: 'const a = 1\n;(await Student.objects.aget()).name\nexport { a }' }),
    bulk.misused('index', 'report(Student.objects.«abulkCreate»([])[0]);', PROPERTY, { output: 'report((await Student.objects.abulkCreate([]))[0]);' }),
    first.misused('property of what may be missing', 'const name = Student.objects.«afirst»().name;\nreport(name);', PROPERTY, { suggestion: 'const name = (await Student.objects.afirst())?.name;\nreport(name);' }),
    first.misused('property of what must not be missing', 'const name: string = Student.objects.«afirst»().name;\nreport(name);', PROPERTY),
    get.misused('property that the row has not', 'report(Student.objects.«aget»().title);', PROPERTY),
    get.misused('property in a field', 'export class A { static one = Student.objects.«aget»().name; }', PROPERTY),
    get.misused('property in a parameter', 'export async function f(name = Student.objects.«aget»().name) { return name; }', PROPERTY),
    get.misused('object pattern', 'const { name } = Student.objects.«aget»();\nreport(name);', PROPERTY, { output: 'const { name } = await Student.objects.aget();\nreport(name);' }),
    bulk.misused('array pattern', 'const [one] = Student.objects.«abulkCreate»([]);\nreport(one);', ITERATION, { output: 'const [one] = await Student.objects.abulkCreate([]);\nreport(one);' }),
    bulk.misused('for of', 'for (const s of Student.objects.«abulkCreate»([])) report(s);', ITERATION, { output: 'for (const s of await Student.objects.abulkCreate([])) report(s);' }),
    get.misused('what cannot be iterated once awaited', 'for (const s of Student.objects.«aget»()) report(s);', ITERATION),
    get.misused('for in', 'for (const key in Student.objects.«aget»()) report(key);', ITERATION),
    bulk.misused('spread into an array', 'report([...Student.objects.«abulkCreate»([])]);', SPREAD, { output: 'report([...await Student.objects.abulkCreate([])]);' }),
    bulk.misused('spread into a call', 'students.push(...Student.objects.«abulkCreate»([]));', SPREAD, { output: 'students.push(...await Student.objects.abulkCreate([]));' }),
    bulk.misused('spread into a call that takes others', 'Math.max(...Student.objects.«abulkCreate»([]));', SPREAD),
    get.misused('spread into an object', 'report({ ...Student.objects.«aget»() });', SPREAD, { output: 'report({ ...await Student.objects.aget() });' }),
    get.misused('JSON', 'JSON.stringify(Student.objects.«aget»());', SERIALIZED, { output: 'JSON.stringify(await Student.objects.aget());' }),
    get.misused('JSON of an object', 'JSON.stringify({ all: [{ one: Student.objects.«aget»() }] });', SERIALIZED, { output: 'JSON.stringify({ all: [{ one: await Student.objects.aget() }] });' }),
    get.misused('a response', 'Response.json({ one: Student.objects.«aget»() });', SERIALIZED, { output: 'Response.json({ one: await Student.objects.aget() });' }),
    count.misused('an argument', 'isFinite(Student.objects.«acount»());', 'passed where a plain value is expected', { output: 'isFinite(await Student.objects.acount());' }),
    exists.misused('a stored condition', 'const found = Student.objects.«aexists»();\nif (found) report(1);', CONDITION, { output: 'const found = await Student.objects.aexists();\nif (found) report(1);' }),
    count.misused('a stored text', 'const total = Student.objects.«acount»();\nreport(`${total}`);', TEMPLATE, { output: 'const total = await Student.objects.acount();\nreport(`${total}`);' }),
    count.misused('a stored number', 'const total = Student.objects.«acount»();\nreport(total === 0);', OPERAND, { output: 'const total = await Student.objects.acount();\nreport(total === 0);' }),
    count.misused('stored and read in a closure', 'const total = Student.objects.«acount»();\nexport const print = () => `${total}`;', TEMPLATE, { output: 'const total = await Student.objects.acount();\nexport const print = () => `${total}`;' }),
    count.misused('stored and serialized with others', 'const total = Student.objects.«acount»();\nResponse.json({ total });', SERIALIZED, { output: 'const total = await Student.objects.acount();\nResponse.json({ total });' }),
    count.misused('in an object that is serialized', 'const body = { total: Student.objects.«acount»() };\nResponse.json(body);', SERIALIZED, { output: 'const body = { total: await Student.objects.acount() };\nResponse.json(body);' }),
    count.misused('awaited on one path, text on the other', 'const total = Student.objects.«acount»();\nif (flag) report(await total);\nelse report(`${total}`);', TEMPLATE, { output: 'const total = Student.objects.acount();\nif (flag) report(await total);\nelse report(`${await total}`);' }),
    count.misused('a variable that stays a promise', 'const total: Promise<number> = Student.objects.«acount»();\nreport(`${total}`);', TEMPLATE, { output: 'const total: Promise<number> = Student.objects.acount();\nreport(`${await total}`);' }),
    count.misused('in a sync function', 'export function f(): void { const total = Student.objects.«acount»(); report(`${total}`); }', TEMPLATE, { suggestion: 'export async function f(): Promise<void> { const total = await Student.objects.acount(); report(`${total}`); }' }),

    save.dropped('forEach', 'students.forEach((s) => s.«asave»());', 'students.forEach', { suggestion: 'await Promise.all(students.map((s) => s.asave()));' }),
    save.dropped('forEach with a block', 'students.forEach(function (s) { if (flag) return s.«asave»(); });', 'students.forEach', { suggestion: 'await Promise.all(students.map(function (s) { if (flag) return s.asave(); }));' }),
    save.dropped('forEach with an async function that returns', 'students.forEach(async (s) => s.«asave»());', 'students.forEach', { suggestion: 'await Promise.all(students.map(async (s) => s.asave()));' }),
    save.dropped('forEach with an async function that awaits', 'students.forEach(async (s) => { await s.«asave»(); await s.asave(); });', 'students.forEach', { suggestion: 'await Promise.all(students.map(async (s) => { await s.asave(); await s.asave(); }));' }),
    save.dropped('forEach in a sync function', 'export const f = () => { students.forEach((s) => s.«asave»()); };', 'students.forEach'),
    save.dropped('forEach of a set', 'new Set(students).forEach((s) => s.«asave»());', 'new Set(students).forEach'),
    save.dropped('a chained forEach', 'students.filter((s) => s.id).forEach((s) => s.«asave»());', 'students.filter(…).forEach', { suggestion: 'await Promise.all(students.filter((s) => s.id).map((s) => s.asave()));' }),
    get.dropped('setTimeout of the DOM', 'setTimeout(() => Student.objects.«aget»(), 1);', 'setTimeout'),
    get.dropped('setInterval of the DOM', 'setInterval(async () => Student.objects.«aget»(), 1);', 'setInterval'),
    get.dropped('queueMicrotask', 'queueMicrotask(() => Student.objects.«aget»());', 'queueMicrotask'),
    get.dropped('addEventListener', 'window.addEventListener("load", () => Student.objects.«aget»());', 'window.addEventListener'),
    get.dropped('an event handler', 'window.onclick = () => Student.objects.«aget»();', 'window.onclick'),
    get.dropped('an event handler of an object', 'interface Button { onPress?: (() => void) | null }\nexport const button: Button = { onPress: () => Student.objects.«aget»() };', 'onPress'),
    get.dropped('an event handler as a method', 'interface Button { onPress?(): void }\nexport const button: Button = { onPress() { return Student.objects.«aget»(); } };', 'onPress'),
    get.dropped('an event handler of an element', 'declare global { namespace JSX { interface IntrinsicElements { b: { onClick?: () => void } } } }\nexport const b = <b onClick={() => Student.objects.«aget»()} />;', 'onClick', { filename: 'file.tsx' }),
    get.dropped('an executor', 'new Promise(() => Student.objects.«aget»());', 'Promise'),
    get.dropped('an overload that takes no function has no say', 'declare function on(run: () => void): void;\ndeclare function on(options: { once: boolean }, run?: () => void): void;\non(() => Student.objects.«aget»());', 'on'),

    get.uncombined('elements of map', 'ids.map((id) => Student.objects.«aget»({ id }));', 'ids.map', { suggestion: 'await Promise.all(ids.map((id) => Student.objects.aget({ id })));' }),
    get.uncombined('in a sync function', 'export function f() { ids.map((id) => Student.objects.«aget»({ id })); }', 'ids.map', { suggestion: 'export async function f() { await Promise.all(ids.map((id) => Student.objects.aget({ id }))); }' }),
    get.uncombined('elements stored and forgotten', 'const all = ids.map((id) => Student.objects.«aget»({ id }));', 'ids.map', { suggestion: 'const all = await Promise.all(ids.map((id) => Student.objects.aget({ id })));' }),
    get.uncombined('the array awaited', 'const all = await ids.map((id) => Student.objects.«aget»({ id }));\nreport(all.length);', 'ids.map', { output: 'const all = await Promise.all(ids.map((id) => Student.objects.aget({ id })));\nreport(all.length);' }),
    get.uncombined('the stored array awaited', 'const all = ids.map((id) => Student.objects.«aget»({ id }));\nawait all;', 'ids.map', { output: 'const all = ids.map((id) => Student.objects.aget({ id }));\nawait Promise.all(all);' }),
    get.uncombined('the array awaited and iterated', 'for (const s of await ids.map((id) => Student.objects.«aget»({ id }))) report(s.name);', 'ids.map', { output: 'for (const s of await Promise.all(ids.map((id) => Student.objects.aget({ id })))) report(s.name);' }),
    get.uncombined('a literal awaited', 'const [one] = await [Student.objects.«aget»()];\nreport(one.name);', 'await', { output: 'const [one] = await Promise.all([Student.objects.aget()]);\nreport(one.name);' }),
    get.uncombined('an async callback that returns', 'await ids.map(async (id) => { return Student.objects.«aget»({ id }); });', 'ids.map', { output: 'await Promise.all(ids.map(async (id) => { return Student.objects.aget({ id }); }));' }),
    get.uncombined('an async callback that awaits', 'await ids.map(async (id) => (await Student.objects.«aget»({ id })).name);', 'ids.map', { output: 'await Promise.all(ids.map(async (id) => (await Student.objects.aget({ id })).name));' }),
    get.uncombined('Array.from', 'await Array.from(ids, (id) => Student.objects.«aget»({ id }));', 'Array.from', { output: 'await Promise.all(Array.from(ids, (id) => Student.objects.aget({ id })));' }),
    get.uncombined('elements turned into text', 'Response.json({ all: ids.map((id) => Student.objects.«aget»({ id })) });', 'ids.map', { suggestion: 'Response.json({ all: await Promise.all(ids.map((id) => Student.objects.aget({ id }))) });' }),
    get.uncombined('comments', 'await /* a */ ids /* b */.map((id) => Student.objects.«aget»({ id })) /* c */; // d', 'ids.map', { output: 'await /* a */ Promise.all(ids /* b */.map((id) => Student.objects.aget({ id }))) /* c */; // d' }),
    get.uncombined('an array that may be missing', 'export const f = async (some?: number[]) => { await some?.map((id) => Student.objects.«aget»({ id })); };', 'some?.map'),
    get.uncombined('an array declared to hold promises', 'export async function f(): Promise<Promise<Student>[]> { return await ids.map((id) => Student.objects.«aget»({ id })); }', 'ids.map'),

    rows.uniterated('rows that nobody iterates', 'Student.objects.«aiterator»();'),
    rows.uniterated('rows that nobody reads', 'const all = Student.objects.«aiterator»();'),
    rows.uniterated('rows iterated synchronously', 'for (const s of Student.objects.«aiterator»()) report(s);', { output: 'for await (const s of Student.objects.aiterator()) report(s);' }),
    rows.uniterated('the same in a sync function', 'export function f() { for (const s of Student.objects.«aiterator»()) report(s); }', { suggestion: 'export async function f() { for await (const s of Student.objects.aiterator()) report(s); }' }),
    rows.uniterated('rows copied synchronously', 'report([...Student.objects.«aiterator»()]);', { output: 'report(await Array.fromAsync(Student.objects.aiterator()));' }),
    rows.uniterated('the first rows', 'const [one] = Student.objects.«aiterator»();\nreport(one);', { suggestion: 'const [one] = await Array.fromAsync(Student.objects.aiterator());\nreport(one);' }),
  ],
});

const filter = createCases(MODELS, { operation: 'Student.objects.filter', receiver: 'Manager<Student>' });

typed('django-guide').run('no-floating-query', rule, {
  valid: [
    valid('a thenable queryset awaited', 'await Student.objects.filter({}).exclude({});'),
    valid('members of a thenable queryset', 'const some = Student.objects.filter({});\nreport(await some.acount());'),
    valid('a query built in steps', 'let some = Student.objects.all();\nif (flag) some = some.filter({});\nreport(await some);'),
    valid('a builder that may change itself', 'const some = Student.objects.all();\nsome.filter({});\nreport(await some);'),
    valid('a thenable queryset in a sync loop', 'export function f() { for (const s of Student.objects.filter({})) report(s); }'),
  ],
  invalid: [
    filter.floating('a lazy query that never runs', 'Student.objects.«filter»({});', { output: 'await Student.objects.filter({});' }),
    filter.floating('its chained handler is no query of its own', 'Student.objects.«filter»({}).then(report);', { output: 'await Student.objects.filter({}).then(report);' }),
    filter.unused('a lazy query stored and forgotten', 'const some = Student.objects.«filter»({});', 'some', { output: 'const some = await Student.objects.filter({});' }),
    filter.misused('a lazy query as a condition', 'if (Student.objects.«filter»({})) report(1);', CONDITION, { output: 'if (await Student.objects.filter({})) report(1);' }),
  ],
});

const notes = createCases(NOTES, { operation: 'db.runAsync', receiver: 'SQLiteDatabase' });
const each = createCases(NOTES, { operation: 'db.getEachAsync', receiver: 'SQLiteDatabase' });

typed('expo-sqlite').run('no-floating-query', rule, {
  valid: [
    notes.valid('async transactions', "await db.withTransactionAsync(async () => { await db.runAsync('x'); });\nawait db.withExclusiveTransactionAsync(async (tx) => { await tx.runAsync('x'); });"),
    notes.valid('rows iterated', "for await (const row of db.getEachAsync('x')) console.log(row);"),
    notes.valid('a lazy thenable awaited later', "const query = db.sql`select 1`;\nconsole.log(await query, await db.sql`select 1`.first());"),
    notes.valid('opened once', "import { openDatabaseAsync } from 'expo-sqlite';\nlet opening: Promise<SQLiteDatabase> | null = null;\nexport function open() { if (!opening) opening = openDatabaseAsync('x'); return opening; }"),
    notes.valid('tests of vitest', "import { beforeEach, expect, it, vi } from 'vitest';\nbeforeEach(() => db.runAsync('x'));\nit('a', () => db.runAsync('x'));\nvi.fn(() => db.runAsync('x'));\nit('b', async () => { await expect(db.runAsync('x')).rejects.toThrow(); });"),
    notes.valid('tests of Node', "/// <reference types=\"node\" />\nimport type { SQLiteDatabase } from 'expo-sqlite';\nimport { before, it } from 'node:test';\ndeclare const db: SQLiteDatabase;\nbefore(() => db.execAsync('x'));\nit('a', () => db.execAsync('x'));"),
  ],
  invalid: [
    notes.floating('a statement', "export async function f() { db.«runAsync»('x'); }", { output: "export async function f() { await db.runAsync('x'); }" }),
    each.uniterated('rows that nobody iterates', "db.«getEachAsync»('x');"),
    notes.dropped('an emitter of Node', "/// <reference types=\"node\" />\nimport type { SQLiteDatabase } from 'expo-sqlite';\nimport { EventEmitter } from 'node:events';\ndeclare const db: SQLiteDatabase;\nnew EventEmitter().on('x', () => db.«runAsync»('x'));", 'new EventEmitter().on'),
    notes.dropped('a timer of Node', "/// <reference types=\"node\" />\nimport type { SQLiteDatabase } from 'expo-sqlite';\ndeclare const db: SQLiteDatabase;\nsetTimeout(() => db.«runAsync»('x'), 1);", 'setTimeout'),
  ],
});

const ROUTES = `import { Router } from 'express';
import type { SQLiteDatabase } from 'expo-sqlite';
declare const db: SQLiteDatabase;
`;
const routes = createCases(ROUTES, { operation: 'db.getAllAsync', receiver: 'SQLiteDatabase' });

typed('express').run('no-floating-query', rule, {
  valid: [
    routes.valid('a handler whose promise Express awaits', "Router().get('/', (_, response) => db.getAllAsync('x').then((rows) => { response.json(rows); }));"),
    routes.valid('another method of a response', "Router().get('/', (_, response) => { response.set('x', db.getAllAsync('x')); });"),
    routes.valid('a method of the same name', "declare const own: { json(value: unknown): void; send(value: unknown): void };\nown.json(db.getAllAsync('x'));\nown.send(db.getAllAsync('x'));"),
  ],
  invalid: [
    routes.misused('sent as JSON', "Router().get('/', async (_, response) => { response.status(200).json(db.«getAllAsync»('x')); });", SERIALIZED, {
      output: "Router().get('/', async (_, response) => { response.status(200).json(await db.getAllAsync('x')); });",
    }),
    routes.misused('sent in an object', "Router().get('/', (_, response) => { response.send({ rows: db.«getAllAsync»('x') }); });", SERIALIZED, {
      suggestion: "Router().get('/', async (_, response) => { response.send({ rows: await db.getAllAsync('x') }); });",
    }),
  ],
});

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-floating-query', rule, {
  valid: [
    school.valid('combined, scheduled, shielded', `import asyncio

async def show(ids: list[int]):
    await asyncio.gather(*[Student.objects.aget(pk=pk) for pk in ids])
    await asyncio.wait_for(Student.objects.acount(), 1)
    await asyncio.shield(Student.objects.acount())
    task = asyncio.create_task(Student.objects.acount())
    asyncio.ensure_future(Student.objects.acount())
    for done in asyncio.as_completed([Student.objects.acount()]):
        await done
    return await task
`),
    school.valid('a task group', `import asyncio

async def show():
    async with asyncio.TaskGroup() as group:
        group.create_task(Student.objects.acount())
`),
    school.valid('a list awaited later', `async def show(ids: list[int]):
    work = []
    for pk in ids:
        work.append(Student.objects.aget(pk=pk))
    return [await one for one in work]
`),
    school.valid('a dict awaited later', `async def show():
    work = {"students": Student.objects.acount(), "courses": Course.objects.acount()}
    return {name: await one for name, one in work.items()}
`),
    school.valid('a sync helper that gives the coroutine', `def load(pk):
    return Student.objects.aget(pk=pk)

async def show():
    return await load(1)
`),
    school.valid('a lambda that gives the coroutine', `async def show():
    load = lambda pk: Student.objects.aget(pk=pk)
    return await load(1)
`),
    school.valid('awaited later', `async def show():
    total = Student.objects.acount()
    print("counting")
    return await total
`),
    school.valid('a field of the row', `async def show():
    return (await Student.objects.aget(pk=1)).name
`),
    school.valid('yielded', `async def show():
    yield Student.objects.acount()
`),
    school.valid('sync code that runs it', `from asgiref.sync import async_to_sync

def show(request):
    return async_to_sync(Student.objects.aget)(pk=1)
`),
    school.valid('asyncio runs it', `import asyncio

def main():
    asyncio.run(Student.objects.acount())
`),
    school.valid('a method of another class by such a name', `class Mailer:
    def asend(self):
        return None

async def show(mailer: Mailer):
    mailer.asend()
`),
    school.valid('a task that nobody waits for', `import asyncio

async def show():
    asyncio.create_task(Student.objects.acount())
`),
    school.valid('passed to a function that may await it', `async def collect(work):
    return await work

async def show():
    return await collect(Student.objects.acount())
`),
    school.valid('an unknown function takes it', `def show(run):
    run(Student.objects.acount())
`),
    school.valid('a path that raises', `async def show(flag):
    total = Student.objects.acount()
    if flag:
        raise ValueError
    return await total
`),
  ],
  invalid: [
    school.invalid('a bare statement', 'floatingQuery', { operation: 'Student.objects.acreate', receiver: 'StudentQuerySet' }, `async def show():
    Student.objects.«acreate»(name="A")
`, { output: `async def show():
    await Student.objects.acreate(name="A")
` }),
    school.invalid('a write of a row', 'floatingQuery', { operation: 'student.asave', receiver: 'Student' }, `async def show(student: Student):
    student.«asave»()
`, { output: `async def show(student: Student):
    await student.asave()
` }),
    school.invalid('sync code cannot await it', 'floatingQuery', { operation: 'Student.objects.acreate', receiver: 'StudentQuerySet' }, `def show(request):
    Student.objects.«acreate»(name="A")
`),
    school.invalid('held by a variable that nothing reads', 'unusedQuery', { operation: 'Student.objects.aget', receiver: 'StudentQuerySet', variable: 'student' }, `async def show():
    student = Student.objects.«aget»(pk=1)
`, { output: `async def show():
    student = await Student.objects.aget(pk=1)
` }),
    school.invalid('an offloaded call', 'floatingQuery', { operation: 'sync_to_async(load)', receiver: 'sync_to_async' }, `def load():
    return Student.objects.get(pk=1)

async def show():
    «sync_to_async»(load)()
`, { output: `def load():
    return Student.objects.get(pk=1)

async def show():
    await sync_to_async(load)()
` }),
    school.invalid('a condition', 'misusedQuery', { operation: 'rows.aexists', receiver: 'QuerySet', use: 'always true as a condition' }, `async def show(rows: QuerySet[Student]):
    if rows.«aexists»():
        return 1
`, { output: `async def show(rows: QuerySet[Student]):
    if await rows.aexists():
        return 1
` }),
    school.invalid('negated', 'misusedQuery', { operation: 'rows.aexists', receiver: 'QuerySet', use: 'always true as a condition' }, `async def show(rows: QuerySet[Student]):
    return not rows.«aexists»()
`, { output: `async def show(rows: QuerySet[Student]):
    return not await rows.aexists()
` }),
    school.invalid('an f-string', 'misusedQuery', { operation: 'rows.acount', receiver: 'QuerySet', use: 'printed into text' }, `async def show(rows: QuerySet[Student]):
    return f"{rows.«acount»()}"
`, { output: `async def show(rows: QuerySet[Student]):
    return f"{await rows.acount()}"
` }),
    school.invalid('serialized', 'misusedQuery', { operation: 'rows.acount', receiver: 'QuerySet', use: 'turned into text' }, `from django.http import JsonResponse

async def show(rows: QuerySet[Student]):
    return JsonResponse({"total": rows.«acount»()})
`, { output: `from django.http import JsonResponse

async def show(rows: QuerySet[Student]):
    return JsonResponse({"total": await rows.acount()})
` }),
    school.invalid('a field of the coroutine', 'misusedQuery', { operation: 'Student.objects.aget', receiver: 'StudentQuerySet', use: 'read like its result' }, `async def show():
    return Student.objects.«aget»(pk=1).name
`, { output: `async def show():
    return (await Student.objects.aget(pk=1)).name
` }),
    school.invalid('destructured', 'misusedQuery', { operation: 'Student.objects.aget_or_create', receiver: 'StudentQuerySet', use: 'iterated like its rows' }, `async def show():
    student, created = Student.objects.«aget_or_create»(name="A")
    return student, created
`, { output: `async def show():
    student, created = await Student.objects.aget_or_create(name="A")
    return student, created
` }),
    school.invalid('await binds less than the attribute', 'misusedQuery', { operation: 'Student.objects.afirst', receiver: 'StudentQuerySet', use: 'read like its result' }, `async def show():
    return await Student.objects.«afirst»().name
`, { output: `async def show():
    return (await Student.objects.afirst()).name
` }),
    school.invalid('await binds less than the index', 'misusedQuery', { operation: 'load', receiver: 'views', use: 'indexed like its rows' }, `async def load():
    return [student async for student in Student.objects.all()]

async def show():
    return await «load»()[0]
`, { output: `async def load():
    return [student async for student in Student.objects.all()]

async def show():
    return (await load())[0]
` }),
    school.invalid('an adapter that is awaited without being called', 'uncalledFunction', { operation: 'sync_to_async' }, `def load():
    return Student.objects.get(pk=1)

async def show():
    return await «sync_to_async»(load)
`, { output: `def load():
    return Student.objects.get(pk=1)

async def show():
    return await sync_to_async(load)()
` }),
    school.invalid('a method that is awaited without being called', 'uncalledFunction', { operation: 'student.asave' }, `async def show(student: Student):
    await student.«asave»
`, { output: `async def show(student: Student):
    await student.asave()
` }),
    school.invalid('an async function in a thread', 'asyncTarget', { operation: 'sync_to_async' }, `async def show(rows: QuerySet[Student]):
    return await «sync_to_async»(rows.acount)()
`, { output: `async def show(rows: QuerySet[Student]):
    return await rows.acount()
` }),
    school.invalid('async for over a list', 'notAsyncIterable', { operation: 'students' }, `async def show(students: list[Student]):
    async for student in «students»:
        print(student)
`, { output: `async def show(students: list[Student]):
    for student in students:
        print(student)
` }),
    school.invalid('async for over a manager', 'notAsyncIterable', { operation: 'Student.objects' }, `async def show():
    async for student in Student.«objects»:
        print(student)
`, { output: `async def show():
    async for student in Student.objects.all():
        print(student)
` }),
    school.invalid('async for over a sync iterator', 'notAsyncIterable', { operation: 'rows.iterator' }, `async def show(rows: QuerySet[Student]):
    async for student in rows.«iterator»():
        print(student)
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows.aiterator():
        print(student)
` }),
    school.invalid('a sync loop over an async iterator', 'uniteratedQuery', { operation: 'rows.aiterator', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    for student in rows.«aiterator»():
        print(student)
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows.aiterator():
        print(student)
` }),
    school.invalid('several at once', 'misusedQuery', { operation: 'asyncio.gather', receiver: 'asyncio', use: 'iterated like its rows' }, `import asyncio

async def show():
    students, total = asyncio.«gather»(Student.objects.aget(), Student.objects.acount())
    return students, total
`, { output: `import asyncio

async def show():
    students, total = await asyncio.gather(Student.objects.aget(), Student.objects.acount())
    return students, total
` }),
    school.invalid('a helper of another module', 'floatingQuery', { operation: 'afind_oldest', receiver: 'school.services' }, `from school.services import afind_oldest

async def show():
    «afind_oldest»()
`, { output: `from school.services import afind_oldest

async def show():
    await afind_oldest()
` }),
    school.invalid('an operand', 'misusedQuery', { operation: 'Student.objects.acount', receiver: 'StudentQuerySet', use: 'an operand' }, `async def show():
    return Student.objects.«acount»() + 1
`, { output: `async def show():
    return await Student.objects.acount() + 1
` }),
    school.invalid('compared', 'misusedQuery', { operation: 'Student.objects.acount', receiver: 'StudentQuerySet', use: 'an operand' }, `async def show():
    return Student.objects.«acount»() > 1
`, { output: `async def show():
    return await Student.objects.acount() > 1
` }),
    school.invalid('passed to a builtin', 'misusedQuery', { operation: 'Student.objects.ain_bulk', receiver: 'StudentQuerySet', use: 'passed where a plain value is expected' }, `async def show():
    return len(Student.objects.«ain_bulk»([1]))
`, { output: `async def show():
    return len(await Student.objects.ain_bulk([1]))
` }),
    school.invalid('a sync loop over a coroutine', 'misusedQuery', { operation: 'load', receiver: 'views', use: 'iterated like its rows' }, `async def load():
    return [student async for student in Student.objects.all()]

async def show():
    for student in «load»():
        print(student)
`, { output: `async def load():
    return [student async for student in Student.objects.all()]

async def show():
    for student in await load():
        print(student)
` }),
    school.invalid('async for over a coroutine', 'misusedQuery', { operation: 'load', receiver: 'views', use: 'iterated like its rows' }, `async def load():
    return Student.objects.all()

async def show():
    async for student in «load»():
        print(student)
`, { output: `async def load():
    return Student.objects.all()

async def show():
    async for student in await load():
        print(student)
` }),
    school.invalid('a signal sent asynchronously', 'floatingQuery', { operation: 'enrolled.asend', receiver: 'Signal' }, `from django.dispatch import Signal

enrolled = Signal()

async def show():
    enrolled.«asend»(sender=None)
`, { output: `from django.dispatch import Signal

enrolled = Signal()

async def show():
    await enrolled.asend(sender=None)
` }),
    school.invalid('a conditional expression', 'misusedQuery', { operation: 'rows.aexists', receiver: 'QuerySet', use: 'always true as a condition' }, `async def show(rows: QuerySet[Student]):
    return 1 if rows.«aexists»() else 2
`, { output: `async def show(rows: QuerySet[Student]):
    return 1 if await rows.aexists() else 2
` }),
    school.invalid('the callback of a commit', 'droppedQuery', { operation: 'notify', receiver: 'notify', caller: 'on_commit' }, `from django.db import transaction

async def notify():
    await Student.objects.aupdate(active=True)

def show():
    transaction.on_commit(«notify»)
`),
    school.invalid('awaited on some paths', 'leakedQuery', { operation: 'Student.objects.acount', receiver: 'StudentQuerySet', variable: 'total' }, `async def show(flag):
    total = Student.objects.«acount»()
    if flag:
        return 0
    return await total
`),
  ],
});
