import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { plugin as typescriptEslint } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { createTypedCode } from '../src/dev/typed-code.ts';
import rules from './index.ts';

const MODELS = `import { Model, atomic, getObjectOrThrow, manager, type QuerySet } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; }
declare const rows: QuerySet<Student>;
declare const students: Student[];
declare const ids: number[];
declare const flag: boolean;
declare const report: (error: unknown) => void;
void [atomic, getObjectOrThrow, rows, students, ids, flag, report];
`;
const code = createTypedCode('django');

function lint(text: string, enabled: Linter.RulesRecord): readonly Linter.LintMessage[] {
  return new Linter().verify(`${MODELS}${text}`, {
    files: ['**'],
    plugins: { orm: { rules }, ts: typescriptEslint },
    languageOptions: {
      parser: {
        parseForESLint: (source: string, options: { filePath: string }) => parser.parseForESLint(source, { ...options, programs: [code.getProgram(options.filePath, source)] }),
      },
    },
    rules: enabled,
  }, code.getPath());
}

const ALL = Object.fromEntries(Object.keys(rules).map((name) => [`orm/${name}`, 'error' as const]));

describe('one mistake is one finding of all rules together', () => {
  it.each([
    ['an awaited sync query in async code', 'export async function f() { return await Student.objects.get(); }', 'no-sync-query-in-async'],
    ['an awaited sync query in a module', 'export const one = await Student.objects.get();', 'no-await-lazy-query'],
    ['an awaited lazy query', 'export async function f() { return await Student.objects.filter({}); }', 'no-await-lazy-query'],
    ['a sync loop over an awaited lazy query', 'export async function f() { for (const s of await rows) report(s); }', 'no-await-lazy-query'],
    ['an index into an awaited lazy query', 'export async function f() { return (await rows)[0]; }', 'no-await-lazy-query'],
    ['a copy of an awaited lazy query', 'export async function f() { return [...await rows]; }', 'no-await-lazy-query'],
    ['a sync loop over a lazy query', 'export async function f() { for (const s of rows) report(s); }', 'no-sync-query-in-async'],
    ['a dropped sync query', 'export async function f() { Student.objects.create({}); }', 'no-sync-query-in-async'],
    ['an async query in a sync loop', 'export async function f() { for (const s of Student.objects.abulkCreate([])) report(s); }', 'no-floating-query'],
    ['async rows in a sync loop', 'export async function f() { for (const s of Student.objects.aiterator()) report(s); }', 'no-floating-query'],
    ['an async query used as a row', 'export async function f() { return Student.objects.aget().name; }', 'no-floating-query'],
    ['a dropped write of each row', 'export async function f() { students.forEach((s) => s.asave()); }', 'no-floating-query'],
    ['a dropped chain that ends with a query', 'export async function f() { Student.objects.aget().then((s) => s.asave()); }', 'no-floating-query'],
    ['a sync query in a callback of an async function', 'export async function f() { return ids.map((id) => Student.objects.get({ id })); }', 'no-sync-query-in-async'],
    ['an async callback that array methods lose', 'export async function f() { ids.forEach(async (id) => { await Student.objects.aget({ id }); await Student.objects.afirst(); }); }', 'no-floating-query'],
    ['writes that depend on each other', 'export async function f() { const s = await Student.objects.acreate({}); await Student.objects.aupdate({ id: s.id }); }', 'require-transaction'],
  ])('%s', (_, text, rule) => {
    expect(lint(text, ALL).map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([expect.stringContaining(`orm/${rule}: `)]);
  });
});

describe('what no-floating-promises reports of queries, we report', () => {
  const FLOATING = { 'ts/no-floating-promises': ['error', { checkThenables: true }] } as const satisfies Linter.RulesRecord;
  const QUERY = { 'orm/no-floating-query': 'error' } as const;

  it.each([
    'Student.objects.aget();',
    'Student.objects.aget().then(report);',
    'Student.objects.aget().then(report, undefined);',
    'Student.objects.aget().catch();',
    'Student.objects.aget().finally(() => {});',
    'flag && Student.objects.aget();',
    'flag || Student.objects.aget();',
    'flag ? Student.objects.aget() : report(1);',
    '(report(1), Student.objects.aget());',
    'Student.objects.aget() as Promise<Student>;',
    'Student.objects.aget()!;',
    '[Student.objects.aget()];',
    'ids.map((id) => Student.objects.aget({ id }));',
    'ids.map(async (id) => Student.objects.aget({ id }));',
    'ids.map(async (id) => { await Student.objects.aget({ id }); });',
    'Promise.all([Student.objects.aget()]);',
    'Promise.race(ids.map((id) => Student.objects.aget({ id })));',
    '(() => Student.objects.aget())();',
    '(async () => Student.objects.aget())();',
    'fetch("x").then(() => Student.objects.aget());',
    'const one = Student.objects.aget(); one;',
    'const one = Student.objects.aget(); one.then(report);',
    'export class A extends Student { override async asave() { super.asave(); } }',
  ])('%s', (text) => {
    expect(lint(text, FLOATING)).toHaveLength(1);
    expect(lint(text, QUERY)).toHaveLength(1);
  });

  it.each([
    ['its await waits for the query; what floats is the function', '(async () => { await Student.objects.aget(); })();'],
    ['each failure is handled', 'ids.map((id) => Student.objects.aget({ id }).catch(report));'],
    ['it never fails', 'Promise.allSettled([Student.objects.aget()]);'],
    ['another read awaits the query', 'const one = Student.objects.aget(); one.then(report); await one;'],
    ['the function may do anything with the query', 'declare function track<T>(value: T): T; track(Student.objects.aget());'],
  ])('but not where %s', (_, text) => {
    expect(lint(text, FLOATING)).not.toHaveLength(0);
    expect(lint(text, QUERY)).toHaveLength(0);
  });
});
