import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { createTypedCode, type TypedCode } from '../src/dev/typed-code.ts';
import rules from './index.ts';

const DJANGO = `import { agetObjectOrThrow, getObjectOrThrow, manager, Model, QuerySet, type Manager } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; next(): Student { return this; } }
declare const rows: QuerySet<Student>, ids: number[], maybe: Manager<Student> | undefined;
declare function use(...values: unknown[]): void;
`;
const EXPO = `import * as SQLite from 'expo-sqlite';
declare const db: SQLite.SQLiteDatabase; declare function use(...values: unknown[]): void;
`;

/** Statements of an async function, and what repeated fixing makes of them. */
const STATEMENTS: readonly (readonly [string, string])[] = [
  // Parentheses: only where needed.
  ['use(Student.objects.get());', 'use(await Student.objects.aget());'],
  ['use(Student.objects.get().name);', 'use((await Student.objects.aget()).name);'],
  ['use((Student.objects.get()).name);', 'use((await Student.objects.aget()).name);'],
  ['use(Student.objects.first()!.name);', 'use((await Student.objects.afirst())!.name);'],
  ['use(Student.objects.first() as Student);', 'use(await Student.objects.afirst() as Student);'],
  ['use(<Student>Student.objects.first());', 'use(<Student>await Student.objects.afirst());'],
  ['use(await (Student.objects.first() as Student));', 'use(await (await Student.objects.afirst() as Student));'],
  ['use(Student.objects.count() ** 2, 2 ** Student.objects.count(), -Student.objects.count());', 'use((await Student.objects.acount()) ** 2, 2 ** await Student.objects.acount(), -await Student.objects.acount());'],
  ['use(Student.objects.exists() ? Student.objects.count() > 1 : !Student.objects.exists());', 'use(await Student.objects.aexists() ? await Student.objects.acount() > 1 : !await Student.objects.aexists());'],
  ['use(`${Student.objects.count()}`, typeof Student.objects.count());', 'use(`${await Student.objects.acount()}`, typeof await Student.objects.acount());'],
  ['use({ ...Student.objects.get(), [Student.objects.get().name]: 1 });', 'use({ ...await Student.objects.aget(), [(await Student.objects.aget()).name]: 1 });'],
  ['new (Student.objects.get().constructor as new () => object)();', 'new ((await Student.objects.aget()).constructor as new () => object)();'],
  ['(Student.objects.get() as unknown as typeof String.raw)`a`;', '(await Student.objects.aget() as unknown as typeof String.raw)`a`;'],
  ['use(class extends (Student.objects.get().constructor as typeof Model) {});', 'use(class extends ((await Student.objects.aget()).constructor as typeof Model) {});'],
  ['use([[() => ids, Student.objects.get().id][1]], (Student.objects.get(), 1));', 'use([[() => ids, (await Student.objects.aget()).id][1]], (await Student.objects.aget(), 1));'],
  ['throw Student.objects.get();', 'throw await Student.objects.aget();'],
  ['const { name, id } = Student.objects.get(), [row, made] = Student.objects.getOrCreate({}); use(name, id, row, made);', 'const { name, id } = await Student.objects.aget(), [row, made] = await Student.objects.agetOrCreate({}); use(name, id, row, made);'],
  ['for (let i = Student.objects.count(); i < Student.objects.count(); i++) use(i);', 'for (let i = await Student.objects.acount(); i < await Student.objects.acount(); i++) use(i);'],
  ['for (const key in Student.objects.get()) use(key);', 'for (const key in await Student.objects.aget()) use(key);'],
  ['switch (1) { case Student.objects.get().id: use(); }', 'switch (1) { case (await Student.objects.aget()).id: use(); }'],
  ['void Student.objects.get();', 'void await Student.objects.aget();'],
  ['await Student.objects.get();', 'await Student.objects.aget();'],
  // Optional chains.
  ['use(maybe?.get());', 'use(await maybe?.aget());'],
  ['use(maybe?.get().name.length);', 'use((await maybe?.aget())?.name.length);'],
  ['use(maybe?.get()["name"]);', 'use((await maybe?.aget())?.["name"]);'],
  ['use((maybe?.get())!.name);', 'use((await maybe?.aget())!.name);'],
  ['use(maybe?.first()?.name);', 'use((await maybe?.afirst())?.name);'],
  ['use(Student.objects.first()?.next().name);', 'use((await Student.objects.afirst())?.next().name);'],
  ['use(maybe?.filter({}).get /* c */ ().next());', 'use((await maybe?.filter({}).aget /* c */ ())?.next());'],
  ['use(await maybe?.get());', 'use(await maybe?.aget());'],
  // Nested sites and chains converge.
  ['Student.objects.get().next().next().save();', 'await (await Student.objects.aget()).next().next().asave();'],
  ['use(getObjectOrThrow(rows, { id: Student.objects.get({ id: Student.objects.count() }).id }).name);', 'use((await agetObjectOrThrow(rows, { id: (await Student.objects.aget({ id: await Student.objects.acount() })).id })).name);'],
  ['Student.objects["get"]().refreshFromDb();', 'await (await Student.objects["aget"]()).arefreshFromDb();'],
  // Automatic semicolons.
  ['const a = 1\nStudent.objects.get().next()\nuse(a)', 'const a = 1\n;(await Student.objects.aget()).next()\nuse(a)'],
  ['const a = {}\nStudent.objects.get().next()\nuse(a)', 'const a = {}\n;(await Student.objects.aget()).next()\nuse(a)'],
  ['if (ids)\n  Student.objects.get().next()\nelse\n  Student.objects.get().next()', 'if (ids)\n  (await Student.objects.aget()).next()\nelse\n  (await Student.objects.aget()).next()'],
  ['if (ids) use()\nStudent.objects.get().next()', 'if (ids) use()\n;(await Student.objects.aget()).next()'],
  ['if (ids) { use() }\nStudent.objects.get().next()', 'if (ids) { use() }\n(await Student.objects.aget()).next()'],
  ['use()\nStudent.objects.get()', 'use()\nawait Student.objects.aget()'],
  ['use()\n;[...rows].forEach(use)', 'use()\n;(await Array.fromAsync(rows)).forEach(use)'],
  // Comments and missing spaces.
  ['use(Student /* a */ . objects /* b */ . get /* c */ ( /* d */ ) /* e */ . name);', 'use((await Student /* a */ . objects /* b */ . aget /* c */ ( /* d */ )) /* e */ . name);'],
  ['for/* a */(const s/* b */of/* c */rows/* d */)/* e */use(s);', 'for await/* a */(const s/* b */of/* c */rows/* d */)/* e */use(s);'],
  ['use([/* a */.../* b */rows/* c */,/* d */]);', 'use(await Array.fromAsync(/* a *//* b */rows/* c *//* d */));'],
  ['use([ // all\n  ...rows, // of them\n]);', 'use(await Array.fromAsync( // all\n  rows // of them\n));'],
  ['return[...rows];', 'return await Array.fromAsync(rows);'],
  ['return<object>Student.objects.get();', 'return<object>await Student.objects.aget();'],
  ['use(async()=>Student.objects.get());', 'use(async()=>await Student.objects.aget());'],
  // Loops.
  ['outer: for (const a of rows) for (const b of rows) { if (a === b) continue outer; else break; }', 'outer: for await (const a of rows) for await (const b of rows) { if (a === b) continue outer; else break; }'],
  ['let s; for (s of rows.filter({})) use(s);', 'let s; for await (s of rows.filter({})) use(s);'],
  ['for (const s of rows.iterator()) use(s);', 'for await (const s of rows.aiterator()) use(s);'],
  ['for await (const s of rows.iterator()) use(s);', 'for await (const s of rows.aiterator()) use(s);'],
  ['for (const s of await rows) use(s);', 'for await (const s of rows) use(s);'],
  ['for await (const s of await rows.filter({})) use(s);', 'for await (const s of rows.filter({})) use(s);'],
  ['for (const s of Student.objects.bulkCreate([])) s.save();', 'for (const s of await Student.objects.abulkCreate([])) await s.asave();'],
  // Collections.
  ['use([0, ...rows], ...rows, new Set(rows), Array.from(rows), Array.from(rows, (s) => s.id), Object.groupBy(rows, (s) => s.id));', 'use([0, ...await Array.fromAsync(rows)], ...await Array.fromAsync(rows), new Set(await Array.fromAsync(rows)), await Array.fromAsync(rows), await Array.fromAsync(rows, (s) => s.id), Object.groupBy(await Array.fromAsync(rows), (s) => s.id));'],
  ['use([...(use(), rows)], new Set((use(), rows)), ...(use(), rows));', 'use(await Array.fromAsync((use(), rows)), new Set((await Array.fromAsync((use(), rows)))), ...(await Array.fromAsync((use(), rows))));'],
  ['use([...rows.iterator()].length, Array.from(rows.iterator()), await Array.fromAsync(rows.iterator()), new Map(ids.map((id) => [id, 1])));', 'use((await Array.fromAsync(rows.aiterator())).length, await Array.fromAsync(rows.aiterator()), await Array.fromAsync(rows.aiterator()), new Map(ids.map((id) => [id, 1])));'],
  ['use(await Promise.all(rows));', 'use(await Promise.all(await Array.fromAsync(rows)));'],
  ['const [first, ...others] = rows.filter({}); use(first, others);', 'const [first, ...others] = await Array.fromAsync(rows.filter({})); use(first, others);'],
];

/** Whole files, and what repeated fixing makes of them. */
const FILES: readonly (readonly [name: string, orm: string, code: string, output: string, left?: readonly string[], filename?: string])[] = [
  [
    'an imported function goes by its twin wherever it is called',
    'expo-sqlite',
    "import { openDatabaseSync } from 'expo-sqlite';\nexport const a = async () => openDatabaseSync('a').execSync('');\nexport const b = async () => [openDatabaseSync('a'), openDatabaseSync('b')];",
    "import { openDatabaseAsync } from 'expo-sqlite';\nexport const a = async () => await (await openDatabaseAsync('a')).execAsync('');\nexport const b = async () => [await openDatabaseAsync('a'), await openDatabaseAsync('b')];",
  ],
  [
    'an imported function with sync callers stays and gets company',
    'expo-sqlite',
    "import { openDatabaseSync /* main */ } from 'expo-sqlite';\nconst main = openDatabaseSync('main');\nexport const a = async () => openDatabaseSync('a');\nexport const b = async () => [main, openDatabaseSync('b')];",
    "import { openDatabaseSync, openDatabaseAsync /* main */ } from 'expo-sqlite';\nconst main = openDatabaseSync('main');\nexport const a = async () => await openDatabaseAsync('a');\nexport const b = async () => [main, await openDatabaseAsync('b')];",
  ],
  [
    'an imported function keeps its other name',
    'expo-sqlite',
    "import { openDatabaseSync as open, type SQLiteDatabase } from 'expo-sqlite';\nexport const a = async (): Promise<SQLiteDatabase> => open('a');",
    "import { openDatabaseAsync as open, type SQLiteDatabase } from 'expo-sqlite';\nexport const a = async (): Promise<SQLiteDatabase> => await open('a');",
  ],
  [
    'a name that is taken is not taken again',
    'expo-sqlite',
    "import { openDatabaseSync } from 'expo-sqlite';\nexport const a = async (openDatabaseAsync: string) => openDatabaseSync(openDatabaseAsync);",
    "import { openDatabaseSync } from 'expo-sqlite';\nexport const a = async (openDatabaseAsync: string) => openDatabaseSync(openDatabaseAsync);",
    ['syncQuery'],
  ],
  [
    'a name that is taken elsewhere in the file only',
    'expo-sqlite',
    "import { openDatabaseSync } from 'expo-sqlite';\nexport const a = async () => openDatabaseSync('a');\nexport const b = (openDatabaseAsync: string) => openDatabaseAsync;",
    "import { openDatabaseAsync } from 'expo-sqlite';\nexport const a = async () => await openDatabaseAsync('a');\nexport const b = (openDatabaseAsync: string) => openDatabaseAsync;",
  ],
  [
    'CommonJS',
    'django',
    "const { getObjectOrThrow, manager, Model } = require('django-orm');\nclass Student extends Model { static objects = manager(Student); }\nexports.a = async () => getObjectOrThrow(Student.objects.all(), {}).id;",
    "const { agetObjectOrThrow, manager, Model } = require('django-orm');\nclass Student extends Model { static objects = manager(Student); }\nexports.a = async () => (await agetObjectOrThrow(Student.objects.all(), {})).id;",
    [],
    'file.cjs',
  ],
  [
    'checked JavaScript',
    'django',
    "import { Model, manager } from 'django-orm';\nclass Student extends Model { static objects = manager(Student); }\n/** @param {import('django-orm').QuerySet<Student>} rows */\nexport const a = async (rows) => { for (const row of rows) row.save(); };",
    "import { Model, manager } from 'django-orm';\nclass Student extends Model { static objects = manager(Student); }\n/** @param {import('django-orm').QuerySet<Student>} rows */\nexport const a = async (rows) => { for await (const row of rows) await row.asave(); };",
    [],
    'file.js',
  ],
  [
    'TSX',
    'django',
    `${DJANGO}export const Page = async <T,>(props: T) => <li {...props}>{Student.objects.get().name}{[...rows].map(({ name }) => name)}</li>;`,
    `${DJANGO}export const Page = async <T,>(props: T) => <li {...props}>{(await Student.objects.aget()).name}{(await Array.fromAsync(rows)).map(({ name }) => name)}</li>;`,
    [],
    'file.tsx',
  ],
  ['Windows line ends', 'django', `${DJANGO}export async function a() {\r\n  use()\r\n  Student.objects.get().next()\r\n}\r\n`, `${DJANGO}export async function a() {\r\n  use()\r\n  ;(await Student.objects.aget()).next()\r\n}\r\n`],
  [
    'more sites than passes',
    'expo-sqlite',
    `${EXPO}export async function a() {\n${'  use(db.getFirstSync("")!);\n'.repeat(30)}}`,
    `${EXPO}export async function a() {\n${'  use((await db.getFirstAsync(""))!);\n'.repeat(30)}}`,
  ],
  [
    'sites within sites',
    'django',
    `${DJANGO}export const a = async () => ${'Student.objects.get({ id: '.repeat(8)}1${' }).id'.repeat(8)};`,
    `${DJANGO}export const a = async () => ${'(await Student.objects.aget({ id: '.repeat(8)}1${' })).id'.repeat(8)};`,
  ],
  [
    'a promise and a sync query in one expression',
    'django',
    `${DJANGO}export const a = async () => use(Student.objects.aget().name, Student.objects.get().name);`,
    `${DJANGO}export const a = async () => use((await Student.objects.aget()).name, (await Student.objects.aget()).name);`,
    [],
    'file.js',
  ],
];

/** Code with suggestions only: each of them, followed by all fixes, is a way to a clean file. */
const SUGGESTED: readonly (readonly [code: string, output: string])[] = [
  ['db.withTransactionSync(() => { db.runSync("a"); /* then */ db.runSync("b"); });', 'await db.withTransactionAsync(async () => { await db.runAsync("a"); /* then */ await db.runAsync("b"); });'],
  ['db.withTransactionSync(() => db.runSync("a"));', 'await db.withTransactionAsync(async () => { await db.runAsync("a"); });'],
  ['db.withTransactionSync(() => (use(), db.runSync("a")));', 'await db.withTransactionAsync(async () => { (use(), await db.runAsync("a")); });'],
  ['[1].forEach((id) => db.runSync("", id)); // all', 'for (const id of [1]) await db.runAsync("", id); // all'],
  ['[1].forEach(function (id) { if (id) return; db.runSync("", id) })', 'for (const id of [1]) { if (id) continue; await db.runAsync("", id) }'],
  ['if ([1].length) [{ id: 1 }].forEach(({ id }, i) => { db.runSync("", id, i); }); else use();', 'if ([1].length) for (const [i, { id }] of [{ id: 1 }].entries()) { await db.runAsync("", id, i); } else use();'],
  ['use([1].map((id) => db.getFirstSync("", id)).filter(Boolean));', 'use((await Promise.all([1].map(async (id) => await db.getFirstAsync("", id)))).filter(Boolean));'],
  ['const find = (id: number): unknown => db.getFirstSync("", id); use(find(1), [2].map(find));', 'const find = async (id: number): Promise<unknown> => await db.getFirstAsync("", id); use(await find(1), await Promise.all([2].map(find)));'],
  ['use(!function () { return db.getFirstSync(""); }());', 'use(!await async function () { return await db.getFirstAsync(""); }());'],
  ['const own = { find: () => (() => db.getFirstSync(""))() }; use(own);', ''],
];

function createLinter(code: TypedCode): { fix(text: string, path: string): Linter.FixReport; verify(text: string, path: string): Linter.LintMessage[] } {
  const linter = new Linter();
  const config: Linter.Config = {
    files: ['**'],
    plugins: { law: { rules } },
    rules: Object.fromEntries(Object.keys(rules).map((name) => [`law/${name}`, 'error'])),
    languageOptions: {
      parser: { parseForESLint: (text: string, options: { filePath: string }) => parser.parseForESLint(text, { ...options, programs: [code.getProgram(options.filePath, text)] }) },
    },
  };
  return {
    fix: (text, path) => linter.verifyAndFix(text, config, { filename: path }),
    verify: (text, path) => linter.verify(text, config, path),
  };
}

const codes = new Map(['django', 'expo-sqlite'].map((orm) => [orm, createTypedCode(orm)]));

function getComments(path: string, text: string): readonly string[] {
  return parser.parse(text, { comment: true, filePath: path, jsx: path.endsWith('x') }).comments.map(({ value }) => value.trim());
}

/** Fixes until nothing changes and holds the result to the law; gives it with the messages that are left. */
function fixLawfully(orm: string, text: string, filename?: string): { output: string; left: readonly string[] } {
  const code = codes.get(orm) ?? createTypedCode(orm);
  const path = code.getPath(filename);
  const { fix, verify } = createLinter(code);
  const { output } = fix(text, path);
  const errors = code.getErrors(path, text);
  expect(code.getErrors(path, output).filter((error) => !errors.includes(error)), output).toEqual([]);
  expect(getComments(path, output)).toEqual(getComments(path, text));
  const again = verify(output, path);
  expect(again.filter(({ fix: edit, fatal }) => edit ?? fatal), output).toEqual([]);
  return { output, left: again.flatMap(({ messageId, ruleId }) => (ruleId === 'law/require-transaction' ? [] : [messageId ?? ''])) };
}

describe('fixed statements', () => {
  it.each(STATEMENTS)('%s', (body, fixed) => {
    const wrap = (statements: string): string => `${DJANGO}export async function all() {\n${statements}\n}`;
    expect(fixLawfully('django', wrap(body))).toEqual({ output: wrap(fixed), left: [] });
  });
});

describe('fixed files', () => {
  it.each(FILES.map(([name, ...file]) => ({ name, file })))('$name', ({ file: [orm, text, output, left = [], filename] }) => {
    expect(fixLawfully(orm, text, filename)).toEqual({ output, left });
  });
});

describe('suggestions', () => {
  it.each(SUGGESTED)('%s', (body, fixed) => {
    const wrap = (statements: string): string => `${EXPO}export async function all() {\n${statements}\n}`;
    const code = codes.get('expo-sqlite') ?? createTypedCode('expo-sqlite');
    const path = code.getPath();
    const outputs = createLinter(code).verify(wrap(body), path).filter(({ ruleId }) => ruleId === 'law/no-sync-query-in-async').flatMap(({ suggestions = [] }) =>
      suggestions.map(({ fix: { range: [start, end], text } }) => wrap(body).slice(0, start) + text + wrap(body).slice(end)),
    );
    const errors = code.getErrors(path, wrap(body));
    for (const output of outputs) {
      expect(code.getErrors(path, output).filter((error) => !errors.includes(error)), output).toEqual([]);
      expect(getComments(path, output)).toEqual(getComments(path, wrap(body)));
    }
    expect(outputs.map((output) => fixLawfully('expo-sqlite', output))).toEqual(fixed === '' ? [] : [{ output: wrap(fixed), left: [] }]);
  });
});
