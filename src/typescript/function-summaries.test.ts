import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Limits } from '../analysis/configuration.ts';
import { createTypedCode } from '../dev/typed-code.ts';
import { createKnowledge } from '../orm/knowledge.ts';
import { DEFAULT_CONFIGURATION } from '../pipeline/configuration.ts';
import { createFunctionSummaries, type FunctionSummaries } from './function-summaries.ts';
import type { ProjectFunction } from './project-functions.ts';
import { createReceivers } from './receivers.ts';

const MODELS = `import { manager, Model } from 'django-orm';
export class Student extends Model { static objects = manager(Student); name = '';
  get rank(): number { return Student.objects.count(); } get upper(): string { return this.name.toUpperCase(); }
  label(): string { return String(Student.objects.count()); } }`;

interface Asked {
  readonly summaries: FunctionSummaries;
  readonly fn: ProjectFunction;
}

/** Summarises `asked` of the last file. */
function ask(code: string, files: Readonly<Record<string, string>> = {}, limits: Partial<Limits> = {}): Asked {
  const typed = createTypedCode('django', { 'models.ts': MODELS, ...files });
  const path = typed.getPath('main.ts');
  const text = `import { Student } from './models.js'; void Student;\n${code}`;
  const program = typed.getProgram(path, text);
  expect(typed.getErrors(path, text)).toEqual([]);
  const compiler = { ts, program, checker: program.getTypeChecker() };
  const knowledge = createKnowledge({ ...DEFAULT_CONFIGURATION, limits: { ...DEFAULT_CONFIGURATION.limits, ...limits } });
  const summaries = createFunctionSummaries(compiler, createReceivers(compiler, knowledge), knowledge);
  summaries.renewBudget();
  const source = program.getSourceFile(path);
  const found = source?.statements.find((statement): statement is ts.FunctionDeclaration => ts.isFunctionDeclaration(statement) && statement.name?.text === 'asked');
  if (!found) throw new Error('There is no function `asked`.');
  return { summaries, fn: found };
}

/** What a function runs, and over which functions. */
function findBlocking(...args: Parameters<typeof ask>): string | undefined {
  const { fn, summaries } = ask(...args);
  const run = summaries.of(fn).blocking;
  return run && [...run.path.map(({ name }) => name), run.operation.name].join(' > ');
}

describe('a sync function blocks', () => {
  const GET = 'Student.objects.get()';
  it.each([
    ['by a query of its own', `function asked() { return ${GET}; }`, 'asked > get'],
    ['by a call', `function load() { return ${GET}; } function asked() { load(); }`, 'asked > load > get'],
    ['by an arrow function', `const load = () => ${GET}; function asked() { load(); }`, 'asked > load > get'],
    ['by an alias', `function load() { return ${GET}; } const other = load; function asked() { other(); }`, 'asked > load > get'],
    ['by a closure', `function asked() { const inner = () => ${GET}; inner(); }`, 'asked > inner > get'],
    ['by a function called on the spot', `function asked() { (() => ${GET})(); }`, 'asked > get'],
    ['by a callback run on the spot', `function asked() { return [1].map(() => ${GET}); }`, 'asked > get'],
    ['by a function handed to one that runs it on the spot', `const load = () => ${GET}; function asked() { return [1].map(load); }`, 'asked > load > get'],
    ['by a default of a parameter', `function asked(row = ${GET}) { return row; }`, 'asked > get'],
    ['by iterating a query', 'function asked() { for (const row of Student.objects.filter({})) void row; }', 'asked > QuerySet'],
    ['by spreading a query', 'function asked() { return [...Student.objects.filter({})]; }', 'asked > QuerySet'],
    ['by a getter', 'function asked(row: Student) { return row.rank; }', 'asked > Student.rank > count'],
    ['by a method of a model', 'function asked(row: Student) { return row.label(); }', 'asked > Student.label > count'],
    ['by a method of an object', `const api = { load() { return ${GET}; } }; function asked() { api.load(); }`, 'asked > load > get'],
    ['by a property that holds a function', `const api = { load: () => ${GET} }; function asked() { api.load(); }`, 'asked > load > get'],
    ['by a shorthand property', `const load = () => ${GET}; const api = { load }; function asked() { api.load(); }`, 'asked > load > get'],
    ['by a destructured method', `const api = { load: () => ${GET} }; const { load: other } = api; function asked() { other(); }`, 'asked > load > get'],
    ['by the object of a constant, whatever its type', `interface Api { load(): Student } const api: Api = { load: () => ${GET} }; function asked() { api.load(); }`, 'asked > load > get'],
    ['by a method', `class A { load() { return this.#get(); } #get() { return ${GET}; } } function asked(a: A) { a.load(); }`, 'asked > A.load > A.#get > get'],
    ['by a field that holds a function', `class A { load = () => ${GET}; } function asked(a: A) { a.load(); }`, 'asked > A.load > get'],
    ['by an inherited method', `class A { load() { return ${GET}; } } class B extends A {} function asked(b: B) { b.load(); }`, 'asked > A.load > get'],
    ['by a method of super', `class A { load() { return ${GET}; } } class B extends A { override load() { return super.load(); } } function asked(b: B) { b.load(); }`, 'asked > B.load > A.load > get'],
    ['by a static method', `class A { static load() { return ${GET}; } } function asked() { A.load(); }`, 'asked > A.load > get'],
    ['by a constructor', `class A { constructor() { ${GET}; } } function asked() { return new A(); }`, 'asked > A > get'],
    ['by an initialiser of a field', `class A { row = ${GET}; } class B extends A {} function asked() { return new B(); }`, 'asked > B > A > get'],
    ['by a constructor of its base', `class A { constructor() { ${GET}; } } class B extends A { constructor() { super(); } } function asked() { return new B(); }`, 'asked > B > A > get'],
    ['by an overloaded function', `function load(a: string): Student; function load(a: number): Student; function load(a: unknown) { void a; return ${GET}; } function asked() { load(1); }`, 'asked > load > get'],
    ['by a generic function', `function load<T>(a: T): T { ${GET}; return a; } function asked() { load(1); }`, 'asked > load > get'],
    ['by a method of a generic class', `class A<T extends Student> { constructor(readonly row: T) {} load() { return this.row.label(); } } function asked(a: A<Student>) { a.load(); }`, 'asked > A.load > Student.label > count'],
    ['by a class that is known exactly, though it is derived from', `class A { load() { return ${GET}; } } class B extends A { override load() { return null as never; } } function asked() { const a = new A(); a.load(); void B; }`, 'asked > A.load > get'],
    ['within a circle', `function one(n: number): number { return two(n); } function two(n: number): number { return n > 1 ? one(n) : Student.objects.count(); } function asked() { one(1); }`, 'asked > one > two > count'],
  ] as const)('%s', (_, code, expected) => {
    expect(findBlocking(code)).toBe(expected);
  });

  it('over the fewest functions', () => {
    expect(findBlocking(`const near = () => ${GET}; const far = () => near(); function asked() { far(); near(); }`)).toBe('asked > near > get');
  });

  it.each([
    ['named exports', { 'a.ts': "import { Student } from './models.js'; export const load = () => Student.objects.get();" }, "import { load } from './a.js'; function asked() { load(); }", 'asked > load > get'],
    ['a default export', { 'a.ts': "import { Student } from './models.js'; export default function () { return Student.objects.get(); }" }, "import load from './a.js'; function asked() { load(); }", 'asked > default > get'],
    ['a barrel that renames', { 'a.ts': "import { Student } from './models.js'; export const load = () => Student.objects.get();", 'b.ts': "export { load as get } from './a.js';" }, "import { get as other } from './b.js'; function asked() { other(); }", 'asked > load > get'],
    ['a namespace', { 'a.ts': "import { Student } from './models.js'; export function load() { return Student.objects.get(); }" }, "import * as a from './a.js'; function asked() { a.load(); }", 'asked > load > get'],
    ['modules that import each other', { 'a.ts': "import { two } from './b.js'; export function one(n: number): number { return two(n); }", 'b.ts': "import { one } from './a.js'; import { Student } from './models.js'; export function two(n: number): number { return n ? one(n - 1) : Student.objects.count(); }" }, "import { one } from './a.js'; function asked() { one(1); }", 'asked > one > two > count'],
    ['an instance that a module exports', { 'a.ts': "import { Student } from './models.js'; class A { load() { return Student.objects.get(); } } export const a = new A();" }, "import { a } from './a.js'; function asked() { a.load(); }", 'asked > A.load > get'],
  ] as const)('through %s', (_, files, code, expected) => {
    expect(findBlocking(code, files)).toBe(expected);
  });
});

describe('nothing is known to block', () => {
  const GET = 'Student.objects.get()';
  it.each([
    ['in a function that only builds a query', 'function asked() { return Student.objects.filter({}); }'],
    ['where the query is in an async function, which has a finding of its own', `async function load() { return ${GET}; } function asked() { void load(); }`],
    ['in a generator that nobody has started', `function* rows() { yield ${GET}; } function asked() { return rows(); }`],
    ['in a callback that runs later', `function asked() { setTimeout(() => ${GET}, 1); }`],
    ['in a callback that a function of the project may run or not', `declare function later(run: () => unknown): void; function asked() { later(() => ${GET}); }`],
    ['in a closure that nobody calls', `function asked() { return () => ${GET}; }`],
    ['in a getter that does not query', 'function asked(row: Student) { return row.upper; }'],
    ['where a member is set', 'class A { get rank() { return Student.objects.count(); } set rank(n: number) { void n; } } function asked(a: A) { a.rank = 1; }'],
    ['behind an interface', `interface Loader { load(): Student } function asked(a: Loader) { a.load(); }`],
    ['behind an abstract method', `abstract class A { abstract load(): Student; } class B extends A { load() { return ${GET}; } } function asked(a: A) { a.load(); void B; }`],
    ['where a subclass overrides the method', `class A { load() { return ${GET}; } } class B extends A { override load() { return null as never; } } function asked(a: A) { a.load(); void B; }`],
    ['where a mixin may override it', `class A { load() { return ${GET}; } } const mix = (Base: typeof A) => class extends Base { override load() { return null as never; } }; class B extends mix(A) {} function asked(a: A) { a.load(); void B; }`],
    ['behind a union of classes', `class A { load() { return ${GET}; } } class B { load() { return null; } } function asked(a: A | B) { a.load(); }`],
    ['behind a type made of a class', `class A { load() { return ${GET}; } } function asked(a: Pick<A, 'load'>) { a.load(); }`],
    ['in a variable that may change', `let load = () => ${GET}; load = () => null as never; function asked() { load(); }`],
    ['in a parameter', `const load = () => ${GET}; function asked(run: () => unknown) { run(); void load; }`],
    ['in a function that calls only itself', 'function one(n: number): number { return n ? one(n - 1) : 0; } function asked() { one(1); }'],
  ])('%s', (_, code) => {
    expect(findBlocking(code)).toBeUndefined();
  });

  it('where a subclass in another file overrides the method, under another name of its base', () => {
    const files = {
      'a.ts': "import { Student } from './models.js'; export class A { load(): Student | null { return Student.objects.get(); } }",
      'b.ts': "import { A as Base } from './a.js'; export class B extends Base { override load() { return null; } }",
    };
    expect(findBlocking("import { A } from './a.js'; function asked(a: A) { a.load(); }", files)).toBeUndefined();
  });

  const CHAIN = `function one() { return two(); } function two() { return ${GET}; } function asked() { one(); }`;
  it.each([
    ['past the depth that is followed', { depth: 2 }],
    ['past the number of functions', { functions: 2 }],
    ['past the time', { milliseconds: -1 }],
  ])('%s', (_, limits) => {
    expect(findBlocking(CHAIN, {}, limits)).toBeUndefined();
    expect(findBlocking(CHAIN)).toBe('asked > one > two > get');
  });
});

describe('a promise', () => {
  const findAwaited = (code: string): string | undefined => {
    const { fn, summaries } = ask(code);
    return summaries.of(fn).awaited?.path.map(({ name }) => name).join(' > ');
  };
  it.each([
    ['of an async function', 'async function asked() { await Student.objects.aget(); }', 'asked'],
    ['handed on', 'const load = () => Student.objects.aget(); async function asked() { return load(); }', 'asked > load'],
    ['among several', 'async function asked() { await Promise.all([1].map(async () => Student.objects.aget())); }', 'asked'],
    ['of something else', 'async function asked() { await Promise.resolve(); }', undefined],
    ['of a query that was left to itself', 'async function asked() { void Student.objects.aget(); }', undefined],
  ])('%s', (_, code, expected) => {
    expect(findAwaited(code)).toBe(expected);
  });

  it.each([
    ['sees to its failures', 'async function asked() { const id = 1; try { await Student.objects.aget({ id }); } catch { /* nobody cares */ } }', true],
    ['hands them on', 'async function asked() { try { await Student.objects.aget(); } catch (error) { throw error; } }', false],
    ['sees to some of them', 'async function asked() { try { await Student.objects.aget(); } catch { /* nobody cares */ } await Student.objects.aget(); }', false],
  ])('%s', (_, code, expected) => {
    const { fn, summaries } = ask(code);
    expect(summaries.of(fn).catchesFailures).toBe(expected);
  });
});

describe('writes', () => {
  it.each([
    ['one', 'async function asked(row: Student) { await row.asave(); }', { count: 'one', isPlain: true, ensures: false, changes: ['update Student'] }],
    ['one of another function', 'async function save() { await Student.objects.acreate({}); } async function asked() { await save(); }', { count: 'one', isPlain: true, ensures: false, changes: ['create Student'] }],
    ['several', 'async function asked(row: Student) { await row.asave(); await row.adelete(); }', { count: 'several', isPlain: true, ensures: false, changes: ['update Student', 'delete Student'] }],
    ['one in a loop', 'async function asked(rows: Student[]) { for (const row of rows) await row.asave(); }', { count: 'several', isPlain: true, ensures: false, changes: ['update Student'] }],
    ['one between other work', 'async function asked(row: Student) { await fetch("/"); await row.asave(); }', { count: 'one', isPlain: false, ensures: false, changes: ['update Student'] }],
    ['one that may fail', 'async function asked(row: Student) { try { await row.asave(); } catch { /* fine */ } }', { count: 'one', isPlain: false, ensures: false, changes: ['update Student'] }],
    ['one for what is not there', 'async function asked() { if (!(await Student.objects.aexists())) await Student.objects.acreate({}); }', { count: 'one', isPlain: true, ensures: true, changes: ['create Student'] }],
    ['get or create', 'async function asked() { await Student.objects.agetOrCreate({}); }', { count: 'one', isPlain: true, ensures: true, changes: ['create Student'] }],
  ])('%s', (_, code, expected) => {
    const { fn, summaries } = ask(code);
    const { changes, ...rest } = summaries.of(fn).writes;
    expect({ ...rest, changes: changes.map(({ kind, model }) => `${kind} ${String(model)}`) }).toEqual(expected);
  });

  it.each([
    ['in a transaction of the function', "import { aatomic } from 'django-orm'; async function asked(row: Student) { await aatomic(async () => { await row.asave(); }); }"],
    ['in a scope that holds a transaction', "import { transaction } from 'django-orm'; async function asked(row: Student) { await using work = transaction(); void work; await row.asave(); }"],
    ['left to themselves', 'async function asked(row: Student) { void (async () => { await row.asave(); }); }'],
  ])('%s are none of the caller', (_, code) => {
    const { fn, summaries } = ask(code);
    expect(summaries.of(fn).writes.count).toBe('none');
  });
});
