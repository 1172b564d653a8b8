import { typed, type InvalidCase, type ValidCase } from '../src/dev/testers.ts';
import rule from './require-transaction.ts';

const imports = "import { aatomic, agetObjectOrThrow, atomic, manager, Model, related, transaction } from 'django-orm';";
const declared = `class Student extends Model { static objects = manager(Student); name = ''; year = 0; active = true; mentor: Student | null = null; courses = related(() => Course); }
class Course extends Model { static objects = manager(Course); title = ''; seats = 0; }
class Grade extends Model { static objects = manager(Grade); studentId = 0; student?: Student; }
class Log extends Model { static objects = manager(Log); text = ''; }
declare const flag: boolean, warn: (error: unknown) => void, sleep: (ms: number) => Promise<void>, sendMail: (to: unknown) => Promise<void>;
declare function fetchPage(page: number): Promise<{ id: number; name: string }[]>;
`;
const models = `${imports}\n${declared}`;
// Where these names stand for something else nothing can be suggested: cases about what is reported need no suggestions.
const bare = `import { agetObjectOrThrow, manager, Model, related } from 'django-orm';\nconst aatomic = 0, atomic = 0, transaction = 0;\n${declared}`;

const REASONS = {
  independent: 'which runs before it',
  model: 'which updates the same model',
  object: 'which is about the same row',
  replaced: 'which deletes what it replaces',
  result: 'whose result it uses',
  row: 'which writes the same row',
};
const client = `declare class Db {
  find(table: string): object[]; findAsync(table: string): Promise<object[]>;
  insert(table: string, row: object): { id: number }; insertAsync(table: string, row: object): Promise<{ id: number }>;
  update(table: string, row: object): void; updateAsync(table: string, row: object): Promise<void>;
  remove(table: string): void; removeAsync(table: string): Promise<void>;
  begin(): void; beginAsync(): Promise<void>; commit(): void; commitAsync(): Promise<void>; rollback(): void; rollbackAsync(): Promise<void>;
}`;

type Reason = [why: keyof typeof REASONS, first: string] | ['lock'] | ['loop'];

/** The place between « and » is reported; ¹ marks the line of the first write where its text occurs more than twice. */
function report(name: string, marked: string, operation: string, receiver: string, [why, first]: Reason, suggestions: Record<string, string> = {}, preamble = bare): InvalidCase {
  const code = preamble + marked.replace(/[«»¹]/gu, '');
  const place = (mark: string) => {
    const [before = ''] = (preamble + marked).split(mark);
    const lines = before.replace(/[«¹]/gu, '').split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  };
  const [start, end] = [place('«'), place('»')];
  const firstAt = marked.includes('¹') ? preamble.length + marked.indexOf('¹') : code.indexOf(`${first}(`, preamble.length);
  return {
    name,
    code,
    errors: [
      {
        messageId: first === undefined ? `${why}WithoutTransaction` : 'writesWithoutTransaction',
        data: {
          operation,
          receiver,
          ...(first !== undefined && { first, line: String(code.slice(0, firstAt).split('\n').length), reason: REASONS[why as keyof typeof REASONS] }),
        },
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        suggestions: Object.entries(suggestions).map(([opener, output]) => ({ messageId: 'openTransaction', data: { opener }, output: preamble + output })),
      },
    ],
  };
}

const silent = (name: string, code: string): ValidCase => ({ name, code: models + code });


typed('django').run('require-transaction', rule, {
  valid: [
    silent('one write among reads', 'export async function f(id: number) { const s = await Student.objects.aget({ id }); s.year += await Grade.objects.acount(); await s.asave(); }'),
    silent('a bulk call is one write', 'export async function f(rows: Student[]) { await Student.objects.abulkCreate(rows); return rows; }'),
    silent('writes that have nothing to do with each other', "export async function f(s: Student) { await s.asave(); await Log.objects.acreate({ text: 'welcome' }); }"),
    silent('rows of one model created one after the other', "export async function f() { await Log.objects.acreate({ text: 'a' }); await Log.objects.acreate({ text: 'b' }); }"),
    silent('two new rows saved', 'export async function f() { const a = new Log(); await a.asave(); const b = new Log(); await b.asave(); }'),
    silent('rows of two models deleted by a number they share', 'export async function f(id: number) { await Grade.objects.filter({ id }).adelete(); await Log.objects.filter({ id }).adelete(); }'),
    silent('a key that is named like a saved row', 'export async function f(student: Student) { await student.asave(); await Grade.objects.acreate({ student: undefined }); }'),
    silent('another member of the object that holds a result', 'export async function f(state: { student?: Student; ip: string }) { state.student = await Student.objects.acreate({}); await Log.objects.acreate({ text: state.ip }); }'),
    silent('a row that was found with the help of a saved one', 'export async function f(s: Student) { const grade = await Grade.objects.aget({ student: s }); await s.asave(); grade.studentId = 1; await grade.asave(); }'),

    silent('the branches of an if', 'export async function f(s: Student) { if (flag) await s.asave(); else { s.name = ""; await s.asave(); } }'),
    silent('the branches of a chain of else if', 'export async function f(s: Student, n: number) { if (n === 1) await s.asave(); else if (n === 2) await s.asave(); else await s.adelete(); }'),
    silent('the cases of a switch', "export async function f(s: Student, kind: string) { switch (kind) { case 'a': await s.asave(); break; case 'b': s.name = ''; await s.asave(); break; default: await s.adelete(); } }"),
    silent('a break inside a case', "export async function f(s: Student, kind: string) { switch (kind) { case 'a': if (flag) { await s.asave(); break; } s.name = ''; await s.asave(); } }"),
    silent('the arms of a conditional', 'export async function f(s: Student) { await (flag ? s.asave() : s.adelete()); }'),
    silent('an early return', 'export async function f(s: Student) { if (flag) { await s.asave(); return; } s.name = ""; await s.asave(); }'),
    silent('an early throw', 'export async function f(s: Student) { if (flag) { await s.adelete(); throw new Error("gone"); } await s.asave(); }'),
    silent('a labelled block that is left', 'export async function f(s: Student) { out: { if (flag) { await s.asave(); break out; } s.name = ""; await s.asave(); } }'),
    silent('opposite conditions', 'export async function f(s: Student, isNew: boolean) { if (isNew) await s.asave(); warn(s); if (!isNew) { s.name = ""; await s.asave(); } }'),
    silent('&& and || of one condition', 'export async function f(s: Student) { flag && (await s.asave()); flag || (await s.asave()); }'),
    silent(
      'kinds of an event that exclude each other',
      "export async function f(event: { type: 'left' | 'moved' }, s: Student) { if (event.type === 'moved') { await s.asave(); } if (event.type === 'left' && flag) { s.active = false; await s.asave(); } }",
    ),
    silent('update, or create where there is none', 'export async function f(id: number) { if ((await Log.objects.filter({ id }).aupdate({ text: "" })) === 0) await Log.objects.acreate({ text: "" }); }'),

    silent('a write that is tried again in the catch', 'export async function f(s: Student) { try { await s.asave(); } catch { s.active = false; await s.asave(); } }'),
    silent('a record of the failure', 'export async function f(s: Student) { await s.asave(); try { await sendMail(s); } catch (error) { s.active = false; await s.asave(); throw error; } }'),
    silent('a compensation', 'export async function f() { const s = await Student.objects.acreate({}); try { await sendMail(s); } catch (error) { await s.adelete(); throw error; } }'),
    silent('a record in finally', 'export async function f(s: Student) { await s.asave(); try { await sendMail(s); } finally { s.active = false; await s.asave(); } }'),
    silent('a second write that may fail', 'export async function f() { const s = await Student.objects.acreate({}); try { await Log.objects.acreate({ text: s.name }); } catch (error) { warn(error); } return s; }'),
    silent('a first write that may fail', 'export async function f(s: Student) { try { await s.asave(); } catch (error) { if (flag) throw error; } await Grade.objects.acreate({ student: s }); }'),
    silent('a second write with a catch of its own', 'export async function f() { const s = await Student.objects.acreate({}); await Log.objects.acreate({ text: s.name }).catch(warn); }'),
    silent('a second write with a rejection handler', 'export async function f() { const s = await Student.objects.acreate({}); await Log.objects.acreate({ text: s.name }).then(() => s, warn); }'),
    silent('a second write nobody waits for', 'export async function f() { const s = await Student.objects.acreate({}); void Log.objects.acreate({ text: s.name }); }'),
    silent('promises settled one by one', 'export async function f(a: Student, b: Student) { await Promise.allSettled([a.asave(), b.asave()]); }'),

    silent('progress around other work', 'export async function f(s: Student) { s.active = true; await s.asave(); await sendMail(s); s.active = false; await s.asave(); }'),
    silent('progress of a row made for it', "export async function f() { const job = await Log.objects.acreate({ text: 'running' }); await sendMail(job); job.text = 'done'; await job.asave(); }"),
    silent('progress written by a queryset', "export async function f(id: number) { await Log.objects.filter({ id }).aupdate({ text: 'running' }); if (!(await fetchPage(id)).length) return; await Log.objects.filter({ id }).aupdate({ text: 'done' }); }"),
    silent('a row used again after other work', 'export async function f(s: Student) { await s.asave(); const page = await fetchPage(1); await Log.objects.acreate({ text: s.name + page.length }); }'),

    silent('retries until it succeeds', 'export async function f(s: Student) { for (let i = 0; i < 3; i++) { try { await s.asave(); return; } catch { await sleep(i); } } }'),
    silent('retries until a row was hit', 'export async function f(s: Student) { for (let i = 0; i < 3; i++) { if (await Student.objects.filter({ year: s.year }).aupdate({ year: s.year + 1 })) break; } }'),
    silent('retries counted in the condition', 'export async function f(year: number) { let hit = 0; while (hit === 0) hit = await Student.objects.filter({ year }).aupdate({ year: year + 1 }); }'),
    silent('retries that end in an error', 'export async function f(s: Student) { for (let i = 0; ; i++) { try { await s.asave(); return s; } catch (error) { if (i > 2) throw error; await sleep(2 ** i); } } }'),
    silent('batches deleted until none is left', 'export async function f() { let n: number; do { n = await Log.objects.filter({ text: "" }).adelete(); } while (n > 0); }'),
    silent('batches deleted by a loop with a header', 'export async function f() { for (let n = 1; n > 0; ) n = await Log.objects.filter({ text: "" }).adelete(); }'),
    silent('the first match is written', 'export async function f(rows: Student[]) { for (const row of rows) { if (row.active) { row.year = 1; await row.asave(); break; } } }'),
    silent('a worker without an end', 'export async function f() { while (true) { const s = await Student.objects.afirst(); if (s) await s.asave(); } }'),
    silent('a worker with a signal', 'export async function f(signal: AbortSignal) { while (!signal.aborted) { const s = await Student.objects.afirst(); if (s) await s.asave(); await sleep(1000); } }'),
    silent('rows fetched page by page', 'export async function f() { for (let page = 1; page < 10; page++) { const rows = await fetchPage(page); await Log.objects.abulkCreate(rows.map(() => new Log())); } }'),
    silent('a fetch for every row', 'export async function f(rows: Student[]) { for (const row of rows) { row.name = (await fetchPage(row.id))[0]?.name ?? ""; await row.asave(); } }'),
    silent('a fetch for every row, at once', 'export async function f(rows: Student[]) { await Promise.all(rows.map(async (row) => { row.name = String(await fetchPage(row.id)); await row.asave(); })); }'),
    silent('a row handed out in between', 'export async function* f(rows: Student[]) { for (const row of rows) { await row.asave(); yield row; } }'),
    silent('lines of a stream', 'export async function f(lines: AsyncIterable<string>) { for await (const text of lines) await Log.objects.acreate({ text }); }'),
    silent('rows that may fail one by one', 'export async function f(rows: Student[]) { for (const row of rows) { try { await row.asave(); } catch (error) { warn(error); continue; } } }'),
    silent('rows that may fail one by one, caught at the call', 'export async function f(rows: Student[]) { for (const row of rows) await row.asave().catch(warn); }'),
    silent('rows settled one by one', 'export async function f(rows: Student[]) { await Promise.allSettled(rows.map((row) => row.asave())); }'),
    silent('rows settled one by one, collected before', 'export async function f(rows: Student[]) { const work: Promise<void>[] = []; for (const row of rows) work.push(row.asave()); await Promise.allSettled(work); }'),
    silent('rows nobody waits for, which is another mistake', 'export function f(rows: Student[]) { rows.forEach((row) => row.asave()); }'),
    silent('get or create in a loop can be repeated', 'export async function f(titles: string[]) { for (const title of titles) await Course.objects.agetOrCreate({ title }); }'),
    silent('get or create looks a row up', 'export async function f(s: Student, title: string) { const [course] = await Course.objects.agetOrCreate({ title }); await s.courses.aadd(course); }'),
    silent('get or create, then update what was there', 'export async function f(name: string) { const [s, created] = await Student.objects.agetOrCreate({ name }); if (!created) { s.year++; await s.asave(); } }'),

    silent('a callback in a transaction', 'export async function f(a: Student, b: Student) { await aatomic(async () => { await a.asave(); await b.asave(); }); }'),
    silent('a sync callback in a transaction', 'export function f(a: Student, b: Student) { atomic(() => { a.save(); b.save(); }); }'),
    silent('a callback with a name', 'export async function f(a: Student, b: Student) { const run = async () => { await a.asave(); await b.asave(); }; await aatomic(run); }'),
    silent('a callback inside a callback', 'export async function f(rows: Student[], each: <Row>(rows: Row[], run: (row: Row) => Promise<void>) => Promise<void>) { await aatomic(() => each(rows, async (row) => { await row.asave(); await row.asave(); })); }'),
    silent('a declaration that holds a transaction', 'export async function f(rows: Student[]) { await using _held = transaction(); if (flag) await Promise.all(rows.map((row) => row.asave())); }'),
    silent('a stack that holds a transaction', 'export async function f(a: Student, b: Student) { await using stack = new AsyncDisposableStack(); stack.use(transaction()); await a.asave(); await b.asave(); }'),
    silent('a function that is only called in transactions', 'async function move(a: Student, b: Student) { await a.asave(); await b.asave(); }\nexport { move };\nexport const f = (a: Student, b: Student) => aatomic(() => move(a, b));'),
    silent('a function that calls itself', 'async function save(s: Student, n: number): Promise<void> { await s.asave(); await s.asave(); if (n > 0) await save(s, n - 1); }\nexport const f = (s: Student) => aatomic(async () => { await save(s, 2); });'),
    silent('a method that is only called in transactions', 'export class Service { run(s: Student) { return aatomic(() => this.#twice(s)); } async #twice(s: Student) { await s.asave(); await s.asave(); } }'),
    silent('a field that is only called in transactions', 'export class Service { twice = async (s: Student) => { await s.asave(); await s.asave(); }; run(s: Student) { return aatomic(() => this.twice(s)); } }'),
    silent('a method of an object', 'const service = { async twice(s: Student) { await s.asave(); await s.asave(); } };\nexport const f = (s: Student) => aatomic(() => service.twice(s));'),
    silent('a wrapper by its name', 'declare function withTransaction<T>(run: () => Promise<T>): Promise<T>;\nexport const f = (s: Student) => withTransaction(async () => { await s.asave(); await s.asave(); });'),
    silent('a wrapper that makes a function', 'declare const transactional: <F>(run: F) => F;\nexport const f = transactional(async (s: Student) => { await s.asave(); await s.asave(); });'),
    silent('a wrapper that forwards to a transaction', 'const run = <T>(name: string, work: () => Promise<T>) => { warn(name); return aatomic(work); };\nexport const f = (s: Student) => run("twice", async () => { await s.asave(); await s.asave(); });'),
    silent('a method that holds a transaction for its callback', 'class Db { async within<T>(work: () => Promise<T>) { await using _held = transaction(); return await work(); } }\nexport const f = (db: Db, s: Student) => db.within(async () => { await s.asave(); await s.asave(); });'),
    silent('a wrapper of a wrapper', 'const inner = <T>(work: () => Promise<T>) => aatomic(work);\nconst run = <T>(work: () => Promise<T>) => inner(() => work());\nexport const f = (s: Student) => run(async () => { await s.asave(); await s.asave(); });'),
    silent('a unit of work by its type', 'interface UnitOfWork { run<T>(work: () => Promise<T>): Promise<T> }\nexport const f = (unit: UnitOfWork, s: Student) => unit.run(async () => { await s.asave(); await s.asave(); });'),
    { ...silent('a wrapper of the settings', 'declare function commit<T>(run: () => Promise<T>): Promise<T>;\nexport const f = (s: Student) => commit(async () => { await s.asave(); await s.asave(); });'), settings: { 'async-orm': { transactions: ['commit'] } } },
    silent('a decorated method', 'declare const Transactional: () => (method: unknown, context: unknown) => void;\nexport class Service { @Transactional() async run(s: Student) { await s.asave(); await s.asave(); } }'),
    silent('a method of a decorated class', 'declare const Transactional: () => (type: unknown, context: unknown) => void;\n@Transactional()\nexport class Service { async run(s: Student) { await s.asave(); await s.asave(); } }'),

    silent('a lock in a transaction', 'export const f = (id: number) => aatomic(async () => { const c = await Course.objects.selectForUpdate().aget({ id }); c.seats--; await c.asave(); });'),
    silent('a locking query that is handed on', 'export const locked = (id: number) => Course.objects.selectForUpdate().filter({ id });'),
    silent('a lock taken for the caller', 'export const lock = (id: number) => Course.objects.selectForUpdate().aget({ id });'),
    silent('a lock taken for a caller that holds a transaction', 'const lock = async (id: number) => { return Course.objects.selectForUpdate().aget({ id }); };\nexport const f = () => aatomic(async () => { const c = await lock(1); c.seats--; await c.asave(); });'),
    silent('a locking query that runs in a transaction', 'export async function f(id: number) { const rows = Course.objects.selectForUpdate().filter({ id }); await aatomic(async () => { const c = await rows.aget(); await c.asave(); }); }'),

    silent('the same names on a Map, a Set and a canvas', 'declare const map: Map<string, number>, set: Set<number>, canvas: { save(): Promise<void>; update(): Promise<void> };\nexport async function f() { map.delete("a"); map.set("a", 1); set.clear(); set.add(1); await canvas.save(); await canvas.update(); await canvas.save(); }'),
    silent('the same names on a repository', 'class Students { async asave(s: Student) { await s.asave(); } async adelete() {} async acreate() {} }\nexport async function f(students: Students, s: Student) { await students.asave(s); await students.adelete(); await students.acreate(); for (const x of [s]) await students.asave(x); }'),
    silent('a seed at the top of a module', 'for (const name of ["a", "b"]) await Student.objects.acreate({ name });\nawait Grade.objects.acreate({ student: await Student.objects.acreate({}) });'),
    silent('a test', "declare const it: (name: string, run: () => Promise<void>) => void;\nit('grades', async () => { const s = await Student.objects.acreate({}); await Grade.objects.acreate({ student: s }); });"),
    silent('a test with parameters', "declare const test: { each<T>(rows: T[]): (name: string, run: (row: T) => Promise<void>) => void };\ntest.each([1])('grades', async (studentId) => { for (const id of [studentId]) await Grade.objects.acreate({ studentId: id }); });"),
    { ...silent('a file of tests', 'export async function setUp() { const s = await Student.objects.acreate({}); await Grade.objects.acreate({ student: s }); }'), filename: 'students.test.ts' },
    { ...silent('a migration, whose runner opens a transaction', 'export async function up() { for (const title of ["a"]) await Course.objects.acreate({ title }); }'), filename: 'migrations/0001_courses.ts' },
    silent('a function that is made and not called', 'export async function f(s: Student) { await s.asave(); return async () => { await s.adelete(); }; }'),
    { name: 'names that are any', code: 'declare const Student: any;\nexport async function f() { const s = await Student.objects.acreate({}); await s.asave(); await s.asave(); }' },
  ],
  invalid: [
    report(
      'a write that uses the result of another',
      'export async function f() { const s = await Student.objects.acreate({}); await Grade.objects.«acreate»({ studentId: s.id }); }',
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
    ),
    report(
      'a result that went through other variables',
      'export async function f() { const { id } = await Student.objects.acreate({}); const values = { studentId: id }; await Grade.objects.«acreate»({ ...values }); }',
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
    ),
    report(
      'a result that went into a row built for it',
      'export async function f() { const s = await Student.objects.acreate({}); const rows: Grade[] = []; const g = new Grade(); g.student = s; rows.push(g); await Grade.objects.«abulkCreate»(rows); }',
      'Grade.objects.abulkCreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
    ),
    report(
      'a result, with a mail sent in between',
      'export async function f() { const s = await Student.objects.acreate({}); await sendMail(s); await Grade.objects.«acreate»({ studentId: s.id }); }',
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
    ),
    report(
      'the number of a saved row',
      'export async function f(s: Student) { await s.asave(); await Grade.objects.«acreate»({ studentId: s.id }); }',
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
    ),
    report(
      'the number of a saved row, set on another row',
      'export async function f(s: Student, g: Grade) { await s.asave(); g.studentId = s.id; await g.«asave»(); }',
      'g.asave', 'Grade', ['object', 's.asave'],
    ),
    report(
      'a row that is copied and deleted',
      'export async function f(s: Student) { await Log.objects.acreate({ text: s.name }); await s.«adelete»(); }',
      's.adelete', 'Student', ['object', 'Log.objects.acreate'],
    ),
    report(
      'what belongs to a row, then the row',
      'export async function f(keep: Student, drop: Student) { await Grade.objects.filter({ student: drop }).aupdate({ student: keep }); await drop.«adelete»(); }',
      'drop.adelete', 'Student', ['object', 'Grade.objects.filter(…).aupdate'],
    ),
    report(
      'a saved row and its relations',
      'export async function f(s: Student, course: Course) { await s.asave(); await s.courses.«aadd»(course); }',
      's.courses.aadd', 'RelatedManager<Course>', ['object', 's.asave'],
    ),
    report(
      'one row saved twice',
      'export async function f(s: Student) { await s.asave(); s.name = String(s.id); await s.«asave»(); }',
      's.asave', 'Student', ['row', 's.asave'],
    ),
    report(
      'a row that may be missing',
      'export async function f(s: Student | null) { await s?.asave(); if (s) { s.name = ""; await s.«asave»(); } }',
      's.asave', 'Student', ['row', 's?.asave'],
    ),
    report(
      'a member saved twice',
      'export class Form { student = new Student(); async submit() { await this.student.asave(); this.student.name = ""; await this.student.«asave»(); } }',
      'this.student.asave', 'Student', ['row', 'this.student.asave'],
    ),
    report(
      'a method of the model itself',
      'export class User extends Model { email = ""; async register() { await this.asave(); await Log.objects.«acreate»({ text: this.email }); } }',
      'Log.objects.acreate', 'Manager<Log>', ['object', 'this.asave'],
    ),
    report(
      'credit moved from one row to another',
      'export async function f(from: Student, to: Student) { from.year -= 1; await from.asave(); to.year += 1; await to.«asave»(); }',
      'to.asave', 'Student', ['model', 'from.asave'],
    ),
    report(
      'credit moved by querysets',
      'export async function f(from: number, to: number) { await Student.objects.filter({ id: from }).aupdate({ year: 1 }); await Student.objects.filter({ id: to }).«aupdate»({ year: 2 }); }',
      'Student.objects.filter(…).aupdate', 'QuerySet<Student>', ['model', 'Student.objects.filter(…).aupdate'],
    ),
    report(
      'two rows saved at once',
      'export async function f(a: Student, b: Student) { await Promise.all([a.asave(), b.«asave»()]); }',
      'b.asave', 'Student', ['model', 'a.asave'],
    ),
    report(
      'a first write that a variable holds until it is awaited',
      'export async function f(s: Student) { const saved = s.asave(); await saved; s.name = ""; await s.«asave»(); }',
      's.asave', 'Student', ['row', 's.asave'],
    ),
    report(
      'rows deleted and created',
      'export async function f(rows: Grade[]) { await Grade.objects.filter({}).adelete(); await Grade.objects.«abulkCreate»(rows); }',
      'Grade.objects.abulkCreate', 'Manager<Grade>', ['replaced', 'Grade.objects.filter(…).adelete'],
    ),
    report(
      'rows deleted before their successors are fetched',
      'export async function f() { await Log.objects.filter({}).adelete(); const page = await fetchPage(1); await Log.objects.«abulkCreate»(page.map(() => new Log())); }',
      'Log.objects.abulkCreate', 'Manager<Log>', ['replaced', 'Log.objects.filter(…).adelete'],
    ),
    report(
      'relations cleared and added',
      'export async function f(s: Student, courses: Course[]) { await s.courses.aclear(); await s.courses.«aadd»(...courses); }',
      's.courses.aadd', 'RelatedManager<Course>', ['replaced', 's.courses.aclear'],
    ),
    report(
      'a failure of the second write that ends the function',
      'export async function f() { const s = await Student.objects.acreate({}); try { await Grade.objects.«acreate»({ student: s }); } catch (error) { warn(error); throw error; } }',
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
    ),
    report(
      'both writes in one try',
      'export async function f(s: Student) { try { await s.asave(); await Grade.objects.«acreate»({ student: s }); } catch (error) { warn(error); } }',
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
    ),
    report(
      'a condition that lets both run',
      'export async function f(s: Student, kind: string) { if (kind === "a") await s.asave(); if (kind !== "b") { s.name = kind; await s.«asave»(); } }',
      's.asave', 'Student', ['row', 's.asave'],
    ),
    report(
      'a condition that changes in between',
      'export async function f(id: number) { let s = await Student.objects.filter({ id }).afirst(); if (!s) { s = await Student.objects.acreate({}); } if (s) await Grade.objects.«acreate»({ student: s }); }',
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
    ),
    report(
      'a case that falls through',
      'export async function f(s: Student, n: number) { switch (n) { case 1: await s.asave(); case 2: s.name = ""; await s.«asave»(); } }',
      's.asave', 'Student', ['row', 's.asave'],
    ),
    report(
      'a function that one caller runs outside of a transaction',
      'async function twice(s: Student) { await s.asave(); await s.«asave»(); }\nexport const f = (run: (work: () => Promise<void>) => Promise<void>, s: Student) => run(() => twice(s));',
      's.asave', 'Student', ['row', 's.asave'],
    ),
    report(
      'a model of transactions of another kind',
      'class Transaction extends Model { amount = 0; }\nexport async function f(transaction: Transaction) { await transaction.asave(); await transaction.«asave»(); }',
      'transaction.asave', 'Transaction', ['row', 'transaction.asave'],
    ),
    report(
      'a project class of the name, which is no unit of work',
      'class Atom { run<T>(work: () => Promise<T>) { return work(); } }\nexport const f = (atom: Atom, s: Student) => atom.run(async () => { await s.asave(); await s.«asave»(); });',
      's.asave', 'Student', ['row', 's.asave'],
    ),

    report('a write in a loop', 'export async function f(rows: Student[]) { for (const row of rows) await row.«asave»(); }', 'row.asave', 'Student', ['loop']),
    report('a loop over a query', 'export async function f() { for await (const s of Student.objects.filter({})) { s.year++; await s.«asave»(); } }', 's.asave', 'Student', ['loop']),
    report('rows fetched once, before the loop', 'export async function f() { for (const { name } of await fetchPage(1)) await Log.objects.«acreate»({ text: name }); }', 'Log.objects.acreate', 'Manager<Log>', ['loop']),
    report('a loop with a counter', 'export async function f(rows: Student[]) { let i = 0; while (i < rows.length) await rows[i++]?.«asave»(); }', 'rows[…]?.asave', 'Student', ['loop']),
    report('a queue worked off', 'export async function f(queue: Student[]) { let s; while ((s = queue.shift())) await s.«asave»(); }', 's.asave', 'Student', ['loop']),
    report('a write before continue', 'export async function f(rows: Student[]) { for (const row of rows) { if (row.active) { await row.«asave»(); continue; } warn(row); } }', 'row.asave', 'Student', ['loop']),
    report('writes at once', 'export async function f(rows: Student[]) { await Promise.all(rows.map((row) => row.«asave»())); }', 'row.asave', 'Student', ['loop']),
    report('a callback with several ways out', 'export async function f(rows: Student[]) { await Promise.all(rows.map(async (row) => { if (row.active) return; await row.«asave»(); })); }', 'row.asave', 'Student', ['loop']),
    report('batches', 'export async function f(batches: Student[][]) { for (const batch of batches) await Student.objects.«abulkCreate»(batch); }', 'Student.objects.abulkCreate', 'Manager<Student>', ['loop']),
    report('upserts in a loop', 'export async function f(rows: Student[]) { for (const { id, name } of rows) await Student.objects.«aupdateOrCreate»({ id }, { name }); }', 'Student.objects.aupdateOrCreate', 'Manager<Student>', ['loop']),
    report('retries for each of many rows', 'export async function f(rows: Student[]) { for (const row of rows) for (let i = 0; i < 3; i++) if (await Student.objects.filter({ id: row.id }).«aupdate»({ year: 1 })) break; }', 'Student.objects.filter(…).aupdate', 'QuerySet<Student>', ['loop']),
    report('a sync loop', 'export function f(rows: Student[]) { rows.forEach((row) => { row.«save»(); }); }', 'row.save', 'Student', ['loop']),

    report('a lock', 'export async function f(id: number) { const c = await Course.objects.«selectForUpdate»().aget({ id }); c.seats--; await c.asave(); }', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    report('a lock for reading', 'export async function f(id: number) { const c = await Course.objects.«selectForUpdate»().aget({ id }); return c.seats; }', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    report('a lock by a shortcut', 'export async function f(id: number) { const c = await agetObjectOrThrow(Course.objects.«selectForUpdate»(), { id }); warn(c); }', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    report('a loop over a locking query', 'export async function f() { for await (const c of Course.objects.«selectForUpdate»()) warn(c); }', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    report('a locking query held by a variable', 'export async function f(id: number) { const rows = Course.objects.«selectForUpdate»(); const c = await rows.filter({ id }).afirst(); warn(c); }', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    report('a lock that a request handler returns', 'export const f = (get: (handler: (id: number) => Promise<Course>) => void) => { get((id) => Course.objects.«selectForUpdate»().aget({ id })); };', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    report('a lock taken for a caller that opens nothing', 'const lock = (id: number) => Course.objects.«selectForUpdate»().aget({ id });\nexport async function f() { const c = await lock(1); c.seats--; await c.asave(); }', 'Course.objects.selectForUpdate', 'Manager<Course>', ['lock']),
    {
      ...report('any two writes, by option', 'export async function f(s: Student) { await s.asave(); await Log.objects.«acreate»({ text: "welcome" }); }', 'Log.objects.acreate', 'Manager<Log>', ['independent', 's.asave']),
      options: [{ checkIndependentWrites: true }],
    },
    {
      ...report('any two writes, by option, around other work', 'export async function f(s: Student) { await s.asave(); await sendMail(s); await Log.objects.«acreate»({ text: "welcome" }); }', 'Log.objects.acreate', 'Manager<Log>', ['independent', 's.asave']),
      options: [{ checkIndependentWrites: true }],
    },
    report(
      'names used afterwards come back from the callback',
      `export async function f(name: string): Promise<number[]> {
  const s = await Student.objects.acreate({ name });
  // The grade belongs to the student.
  const { id } = await Grade.objects.«acreate»({ studentId: s.id }); // first one
  return [s.id, id];
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
      {
        'aatomic': `export async function f(name: string): Promise<number[]> {
  const { s, id } = await aatomic(async () => {
    const s = await Student.objects.acreate({ name });
    // The grade belongs to the student.
    const { id } = await Grade.objects.acreate({ studentId: s.id }); // first one
    return { s, id };
  });
  return [s.id, id];
}`,
        'transaction': `export async function f(name: string): Promise<number[]> {
  await using _transaction = transaction();
  const s = await Student.objects.acreate({ name });
  // The grade belongs to the student.
  const { id } = await Grade.objects.acreate({ studentId: s.id }); // first one
  return [s.id, id];
}`,
      },
      models,
    ),
    report(
      'one name used afterwards',
      `export async function f(): Promise<Student> {
  const s = await Student.objects.acreate({});
  await Grade.objects.«acreate»({ studentId: s.id });
  return s;
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
      {
        'aatomic': `export async function f(): Promise<Student> {
  const s = await aatomic(async () => {
    const s = await Student.objects.acreate({});
    await Grade.objects.acreate({ studentId: s.id });
    return s;
  });
  return s;
}`,
        'transaction': `export async function f(): Promise<Student> {
  await using _transaction = transaction();
  const s = await Student.objects.acreate({});
  await Grade.objects.acreate({ studentId: s.id });
  return s;
}`,
      },
      models,
    ),
    report(
      'nothing is used afterwards',
      `export async function f(s: Student) {
  warn(s);
  await s.asave();
  await Grade.objects.«acreate»({ student: s });
  warn('done');
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) {
  warn(s);
  await aatomic(async () => {
    await s.asave();
    await Grade.objects.acreate({ student: s });
  });
  warn('done');
}`,
        'transaction': `export async function f(s: Student) {
  warn(s);
  {
    await using _transaction = transaction();
    await s.asave();
    await Grade.objects.acreate({ student: s });
  }
  warn('done');
}`,
      },
      models,
    ),
    report(
      'a write that is returned',
      `export async function f(s: Student): Promise<Grade> {
  await s.asave();
  return Grade.objects.«acreate»({ student: s });
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student): Promise<Grade> {
  return await aatomic(async () => {
    await s.asave();
    return Grade.objects.acreate({ student: s });
  });
}`,
        'transaction': `export async function f(s: Student): Promise<Grade> {
  await using _transaction = transaction();
  await s.asave();
  return await Grade.objects.acreate({ student: s });
}`,
      },
      models,
    ),
    report(
      'ways out in the middle: the callback takes the rest of the function',
      `export async function f(id: number): Promise<boolean> {
  const course = await Course.objects.«selectForUpdate»().aget({ id });
  if (course.seats < 1) return false;
  course.seats -= 1;
  await course.asave();
  return true;
}`,
      'Course.objects.selectForUpdate', 'Manager<Course>', ['lock'],
      {
        'aatomic': `export async function f(id: number): Promise<boolean> {
  return await aatomic(async () => {
    const course = await Course.objects.selectForUpdate().aget({ id });
    if (course.seats < 1) return false;
    course.seats -= 1;
    await course.asave();
    return true;
  });
}`,
        'transaction': `export async function f(id: number): Promise<boolean> {
  {
    await using _transaction = transaction();
    const course = await Course.objects.selectForUpdate().aget({ id });
    if (course.seats < 1) return false;
    course.seats -= 1;
    await course.asave();
  }
  return true;
}`,
      },
      models,
    ),
    report(
      'ways out without a value',
      `export async function f(s: Student): Promise<void> {
  await s.asave();
  if (flag) return;
  await Grade.objects.«acreate»({ student: s });
  warn(s);
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student): Promise<void> {
  await aatomic(async () => {
    await s.asave();
    if (flag) return;
    await Grade.objects.acreate({ student: s });
    warn(s);
  });
}`,
        'transaction': `export async function f(s: Student): Promise<void> {
  {
    await using _transaction = transaction();
    await s.asave();
    if (flag) return;
    await Grade.objects.acreate({ student: s });
  }
  warn(s);
}`,
      },
      models,
    ),
    report(
      'ways out that no callback can take',
      `export async function f(rows: Student[]) {
  for (const s of rows) {
    await s.asave();
    if (flag) break;
    await Grade.objects.«acreate»({ student: s });
  }
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'transaction': `export async function f(rows: Student[]) {
  for (const s of rows) {
    await using _transaction = transaction();
    await s.asave();
    if (flag) break;
    await Grade.objects.acreate({ student: s });
  }
}`,
      },
      models,
    ),
    report(
      'a yield',
      `export async function* f(s: Student) {
  const grade = await Grade.objects.acreate({ student: s });
  yield grade;
  await Log.objects.«acreate»({ text: String(grade.id) });
}`,
      'Log.objects.acreate', 'Manager<Log>', ['result', 'Grade.objects.acreate'],
      {},
      models,
    ),
    report(
      'a variable that is set again later',
      `export async function f(s: Student) {
  let grade = await Grade.objects.acreate({ student: s });
  await Grade.objects.«acreate»({ studentId: grade.id });
  grade = new Grade();
  return grade;
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Grade.objects.acreate'],
      {
        'aatomic': `export async function f(s: Student) {
  return await aatomic(async () => {
    let grade = await Grade.objects.acreate({ student: s });
    await Grade.objects.acreate({ studentId: grade.id });
    grade = new Grade();
    return grade;
  });
}`,
        'transaction': `export async function f(s: Student) {
  await using _transaction = transaction();
  let grade = await Grade.objects.acreate({ student: s });
  await Grade.objects.acreate({ studentId: grade.id });
  grade = new Grade();
  return grade;
}`,
      },
      models,
    ),
    report(
      'a variable of a union that is set inside',
      `export async function f() {
  let found: Student | null = null;
  found = await Student.objects.acreate({});
  await Grade.objects.«acreate»({ student: found });
  if (flag) warn(found.name);
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['result', 'Student.objects.acreate'],
      {
        'transaction': `export async function f() {
  let found: Student | null = null;
  {
    await using _transaction = transaction();
    found = await Student.objects.acreate({});
    await Grade.objects.acreate({ student: found });
  }
  if (flag) warn(found.name);
}`,
      },
      models,
    ),
    report(
      'a variable that is set inside',
      `export async function f(s: Student) {
  let count = 0;
  await s.asave();
  count += 1;
  await Grade.objects.«acreate»({ student: s });
  warn(count);
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) {
  let count = 0;
  await aatomic(async () => {
    await s.asave();
    count += 1;
    await Grade.objects.acreate({ student: s });
  });
  warn(count);
}`,
        'transaction': `export async function f(s: Student) {
  let count = 0;
  {
    await using _transaction = transaction();
    await s.asave();
    count += 1;
    await Grade.objects.acreate({ student: s });
  }
  warn(count);
}`,
      },
      models,
    ),
    report(
      'a member the compiler knows to be there',
      `export async function f(s: Student) {
  if (!s.mentor) return;
  await s.mentor.asave();
  await Grade.objects.«acreate»({ student: s.mentor });
  warn(s);
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.mentor.asave'],
      {
        'transaction': `export async function f(s: Student) {
  if (!s.mentor) return;
  {
    await using _transaction = transaction();
    await s.mentor.asave();
    await Grade.objects.acreate({ student: s.mentor });
  }
  warn(s);
}`,
      },
      models,
    ),
    report(
      'an array whose type grows',
      `export async function f(s: Student) {
  const rows = [];
  await s.asave();
  rows.push(await Grade.objects.«acreate»({ student: s }));
  warn(rows.length);
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'transaction': `export async function f(s: Student) {
  const rows = [];
  {
    await using _transaction = transaction();
    await s.asave();
    rows.push(await Grade.objects.acreate({ student: s }));
  }
  warn(rows.length);
}`,
      },
      models,
    ),
    report(
      'a constant whose type would widen',
      `export async function f(s: Student): Promise<'a'> {
  await s.asave();
  const kind = 'a';
  await Log.objects.«acreate»({ text: kind + s.id });
  if (flag) warn(s);
  return kind;
}`,
      'Log.objects.acreate', 'Manager<Log>', ['object', 's.asave'],
      {
        'transaction': `export async function f(s: Student): Promise<'a'> {
  await using _transaction = transaction();
  await s.asave();
  const kind = 'a';
  await Log.objects.acreate({ text: kind + s.id });
  if (flag) warn(s);
  return kind;
}`,
      },
      models,
    ),
    report(
      'a function used afterwards',
      `export async function f(s: Student) {
  await s.asave();
  function count() { return s.id; }
  await Grade.objects.«acreate»({ student: s });
  return count();
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) {
  return await aatomic(async () => {
    await s.asave();
    function count() { return s.id; }
    await Grade.objects.acreate({ student: s });
    return count();
  });
}`,
        'transaction': `export async function f(s: Student) {
  await using _transaction = transaction();
  await s.asave();
  function count() { return s.id; }
  await Grade.objects.acreate({ student: s });
  return count();
}`,
      },
      models,
    ),
    report(
      'a loop as a whole',
      `export async function f(rows: Student[]) {
  outer: for (const row of rows) {
    for (const other of rows) {
      if (other === row) continue outer;
      await row.«asave»();
    }
  }
  warn(rows);
}`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export async function f(rows: Student[]) {
  await aatomic(async () => {
    outer: for (const row of rows) {
      for (const other of rows) {
        if (other === row) continue outer;
        await row.asave();
      }
    }
  });
  warn(rows);
}`,
        'transaction': `export async function f(rows: Student[]) {
  {
    await using _transaction = transaction();
    outer: for (const row of rows) {
      for (const other of rows) {
        if (other === row) continue outer;
        await row.asave();
      }
    }
  }
  warn(rows);
}`,
      },
      models,
    ),
    report(
      'what was created and the loop that uses it',
      `export async function f(names: string[]) {
  const mentor = await Student.objects.acreate({});
  for (const name of names) {
    await Student.objects.«acreate»({ name, mentor });
  }
  return mentor.id;
}`,
      'Student.objects.acreate', 'Manager<Student>', ['result', 'Student.objects.acreate'],
      {
        'aatomic': `export async function f(names: string[]) {
  const mentor = await aatomic(async () => {
    const mentor = await Student.objects.acreate({});
    for (const name of names) {
      await Student.objects.acreate({ name, mentor });
    }
    return mentor;
  });
  return mentor.id;
}`,
        'transaction': `export async function f(names: string[]) {
  await using _transaction = transaction();
  const mentor = await Student.objects.acreate({});
  for (const name of names) {
    await Student.objects.acreate({ name, mentor });
  }
  return mentor.id;
}`,
      },
      models,
    ),
    report(
      'each round of a loop by itself',
      `export async function f(rows: Student[]) {
  for (const row of rows) {
    row.name = '';
    await row.asave();
    await Grade.objects.«acreate»({ student: row });
  }
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 'row.asave'],
      {
        'aatomic': `export async function f(rows: Student[]) {
  for (const row of rows) {
    row.name = '';
    await aatomic(async () => {
      await row.asave();
      await Grade.objects.acreate({ student: row });
    });
  }
}`,
        'transaction': `export async function f(rows: Student[]) {
  for (const row of rows) {
    row.name = '';
    await using _transaction = transaction();
    await row.asave();
    await Grade.objects.acreate({ student: row });
  }
}`,
      },
      models,
    ),
    report(
      'the inner loop of a worker',
      `export async function f() {
  while (true) {
    const rows = await Array.fromAsync(Student.objects.filter({}));
    for (const row of rows) await row.«asave»();
  }
}`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export async function f() {
  while (true) {
    const rows = await Array.fromAsync(Student.objects.filter({}));
    await aatomic(async () => {
      for (const row of rows) await row.asave();
    });
  }
}`,
        'transaction': `export async function f() {
  while (true) {
    const rows = await Array.fromAsync(Student.objects.filter({}));
    await using _transaction = transaction();
    for (const row of rows) await row.asave();
  }
}`,
      },
      models,
    ),
    report(
      'a call with a callback',
      `export async function f(rows: Student[]) {
  const done = await Promise.all(rows.map(async (row) => {
    await row.«asave»();
    return row.id;
  }));
  return done.length;
}`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export async function f(rows: Student[]) {
  const done = await aatomic(async () => {
    const done = await Promise.all(rows.map(async (row) => {
      await row.asave();
      return row.id;
    }));
    return done;
  });
  return done.length;
}`,
        'transaction': `export async function f(rows: Student[]) {
  await using _transaction = transaction();
  const done = await Promise.all(rows.map(async (row) => {
    await row.asave();
    return row.id;
  }));
  return done.length;
}`,
      },
      models,
    ),
    report(
      'an expression body',
      `export const f = async (rows: Student[]) => Promise.all(rows.map((row) => row.«asave»()));`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export const f = async (rows: Student[]) => aatomic(() => Promise.all(rows.map((row) => row.asave())));`,
      },
      models,
    ),
    report(
      'an expression body that is no async function',
      `export const f = (rows: Student[]) => /* all */ Promise.all(rows.map((row) => row.«asave»()));`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export const f = (rows: Student[]) => aatomic(() => /* all */ Promise.all(rows.map((row) => row.asave())));`,
      },
      models,
    ),
    report(
      'texts of several lines',
      `export async function f(s: Student) {
	await s.asave();
	await Log.objects.«acreate»({
		text: \`one
two \${s.name}
  three\`, /* four
five */
	});
	warn(s);
}`,
      'Log.objects.acreate', 'Manager<Log>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) {
	await aatomic(async () => {
		await s.asave();
		await Log.objects.acreate({
			text: \`one
two \${s.name}
  three\`, /* four
five */
		});
	});
	warn(s);
}`,
        'transaction': `export async function f(s: Student) {
	{
		await using _transaction = transaction();
		await s.asave();
		await Log.objects.acreate({
			text: \`one
two \${s.name}
  three\`, /* four
five */
		});
	}
	warn(s);
}`,
      },
      models,
    ),
    report(
      'several statements on one line',
      `export async function f(s: Student) { await s.asave(); await s.«asave»(); warn(s); }`,
      's.asave', 'Student', ['row', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) { await aatomic(async () => { await s.asave(); await s.asave(); }); warn(s); }`,
        'transaction': `export async function f(s: Student) { { await using _transaction = transaction(); await s.asave(); await s.asave(); } warn(s); }`,
      },
      models,
    ),
    report(
      'code without semicolons',
      `export async function f(s: Student) {
  const { year } = s
  await s.asave()
  await Grade.objects.«acreate»({ student: s }) // last
  return year
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) {
  const { year } = s
  await aatomic(async () => {
    await s.asave()
    await Grade.objects.acreate({ student: s }) // last
  });
  return year
}`,
        'transaction': `export async function f(s: Student) {
  const { year } = s
  {
    await using _transaction = transaction();
    await s.asave()
    await Grade.objects.acreate({ student: s }) // last
  }
  return year
}`,
      },
      models,
    ),
    report(
      'a method',
      `export class Service {
  prefix = '';

  async run(s: Student) {
    await s.asave();
    await Log.objects.«acreate»({ text: this.prefix + s.id });
    return this;
  }
}`,
      'Log.objects.acreate', 'Manager<Log>', ['object', 's.asave'],
      {
        'aatomic': `export class Service {
  prefix = '';

  async run(s: Student) {
    await aatomic(async () => {
      await s.asave();
      await Log.objects.acreate({ text: this.prefix + s.id });
    });
    return this;
  }
}`,
        'transaction': `export class Service {
  prefix = '';

  async run(s: Student) {
    {
      await using _transaction = transaction();
      await s.asave();
      await Log.objects.acreate({ text: this.prefix + s.id });
    }
    return this;
  }
}`,
      },
      models,
    ),
    report(
      'a function in a function',
      `export function f(s: Student) {
  const save = async (): Promise<void> => {
    await s.asave();
    await Grade.objects.«acreate»({ student: s });
  };
  return { save };
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export function f(s: Student) {
  const save = async (): Promise<void> => {
    await aatomic(async () => {
      await s.asave();
      await Grade.objects.acreate({ student: s });
    });
  };
  return { save };
}`,
        'transaction': `export function f(s: Student) {
  const save = async (): Promise<void> => {
    await using _transaction = transaction();
    await s.asave();
    await Grade.objects.acreate({ student: s });
  };
  return { save };
}`,
      },
      models,
    ),
    report(
      'writes in a try',
      `export async function f(s: Student) {
  try {
    await s.asave();
    const grade = await Grade.objects.«acreate»({ student: s });
    return grade;
  } catch {
    return null;
  }
}`,
      'Grade.objects.acreate', 'Manager<Grade>', ['object', 's.asave'],
      {
        'aatomic': `export async function f(s: Student) {
  try {
    const grade = await aatomic(async () => {
      await s.asave();
      const grade = await Grade.objects.acreate({ student: s });
      return grade;
    });
    return grade;
  } catch {
    return null;
  }
}`,
        'transaction': `export async function f(s: Student) {
  try {
    await using _transaction = transaction();
    await s.asave();
    const grade = await Grade.objects.acreate({ student: s });
    return grade;
  } catch {
    return null;
  }
}`,
      },
      models,
    ),
    report(
      'a name that is taken',
      `export async function f(s: Student, aatomic: boolean) {
  const _transaction = aatomic;
  await s.asave();
  await s.«asave»();
  return _transaction;
}`,
      's.asave', 'Student', ['row', 's.asave'],
      {
        'transaction': `export async function f(s: Student, aatomic: boolean) {
  const _transaction = aatomic;
  {
    await using _work = transaction();
    await s.asave();
    await s.asave();
  }
  return _transaction;
}`,
      },
      models,
    ),
    report(
      'sync queries of an async function',
      `export async function f(s: Student) {
  s.save();
  Grade.objects.«create»({ student: s });
}`,
      'Grade.objects.create', 'Manager<Grade>', ['object', 's.save'],
      {
        'aatomic': `export async function f(s: Student) {
  await aatomic(async () => {
    s.save();
    Grade.objects.create({ student: s });
  });
}`,
        'transaction': `export async function f(s: Student) {
  await using _transaction = transaction();
  s.save();
  Grade.objects.create({ student: s });
}`,
      },
      models,
    ),
    report(
      'sync code',
      `export function f(s: Student) {
  s.save();
  s.«save»();
}`,
      's.save', 'Student', ['row', 's.save'],
      {
        'atomic': `export function f(s: Student) {
  atomic(() => {
    s.save();
    s.save();
  });
}`,
      },
      models,
    ),
    report(
      'sync code in an expression body',
      `export const f = (rows: Student[]) => rows.map((row) => row.«save»());`,
      'row.save', 'Student', ['loop'],
      {
        'atomic': `export const f = (rows: Student[]) => atomic(() => rows.map((row) => row.save()));`,
      },
      models,
    ),
    report(
      'promises that a variable holds until they are waited for',
      `export async function f(rows: Student[]) {
  const work = rows.map((row) => row.«asave»());
  warn(work.length);
  return Promise.all(work);
}`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export async function f(rows: Student[]) {
  return await aatomic(async () => {
    const work = rows.map((row) => row.asave());
    warn(work.length);
    return Promise.all(work);
  });
}`,
        'transaction': `export async function f(rows: Student[]) {
  await using _transaction = transaction();
  const work = rows.map((row) => row.asave());
  warn(work.length);
  return await Promise.all(work);
}`,
      },
      models,
    ),
    report(
      'promises that nobody waits for here',
      `export async function f(rows: Student[]) {
  const work = rows.map((row) => row.«asave»());
  return { work };
}`,
      'row.asave', 'Student', ['loop'],
      {},
      models,
    ),
    report(
      'a sync write that is returned',
      `export function f(s: Student) {
  s.save();
  return s.«delete»();
}`,
      's.delete', 'Student', ['row', 's.save'],
      {
        'atomic': `export function f(s: Student) {
  return atomic(() => {
    s.save();
    return s.delete();
  });
}`,
      },
      models,
    ),
    report(
      'rows awaited one after the other',
      `export async function f(rows: Student[]) {
  await Array.fromAsync(rows, async (row) => {
    await row.«asave»();
  });
}`,
      'row.asave', 'Student', ['loop'],
      {
        'aatomic': `export async function f(rows: Student[]) {
  await aatomic(async () => {
    await Array.fromAsync(rows, async (row) => {
      await row.asave();
    });
  });
}`,
        'transaction': `export async function f(rows: Student[]) {
  await using _transaction = transaction();
  await Array.fromAsync(rows, async (row) => {
    await row.asave();
  });
}`,
      },
      models,
    ),
  ],
});

const notes = `import type { SQLiteDatabase } from 'expo-sqlite';
interface Row { id: number }
const INSERT = 'INSERT INTO notes (title) VALUES (?)';
`;
const quiet = (name: string, code: string): ValidCase => ({ name, code: notes + code });

typed('expo-sqlite').run('require-transaction', rule, {
  valid: [
    quiet('tables that have nothing to do with each other', "export async function f(db: SQLiteDatabase, from: number, to: number) { await db.runAsync('UPDATE notes SET folder = ? WHERE folder = ?', to, from); await db.runAsync('DELETE FROM folders WHERE id = ?', from); }"),
    quiet('tables and settings made on the first start', "export async function f(db: SQLiteDatabase) { await db.execAsync('PRAGMA journal_mode = WAL; CREATE TABLE notes (id INTEGER)'); await db.runAsync(INSERT, 'a'); await db.runAsync(INSERT, 'b'); await db.execAsync(`PRAGMA user_version = ${1}`); }"),
    quiet('tables made in a loop', "export async function f(db: SQLiteDatabase, names: string[]) { for (const name of names) await db.execAsync(`CREATE TABLE ${name} (id INTEGER)`); }"),
    quiet('a trigger that writes', "export async function f(db: SQLiteDatabase) { await db.execAsync('CREATE TRIGGER a AFTER DELETE ON notes BEGIN DELETE FROM tags; INSERT INTO tags VALUES (1); END'); await db.runAsync('INSERT INTO tags VALUES (2)'); }"),
    quiet('queries in a loop', "export async function f(db: SQLiteDatabase, ids: number[]) { for (const id of ids) await db.runAsync('SELECT * FROM notes WHERE id = ?', id); }"),
    quiet('text that we do not know', 'export async function f(db: SQLiteDatabase, statements: string[]) { for (const statement of statements) await db.execAsync(statement); }'),
    quiet('update, or insert where there is nothing', "export async function f(db: SQLiteDatabase) { const { changes } = await db.runAsync('UPDATE notes SET a = 1'); if (changes === 0) await db.runAsync(INSERT, 'a'); }"),
    quiet('settings that are written over', "export async function f(db: SQLiteDatabase) { await db.runAsync('REPLACE INTO settings VALUES (?, ?)', 'a', 1); await db.runAsync('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET b = 1', 'b', 2); }"),
    quiet('two databases', "export async function f(one: SQLiteDatabase, two: SQLiteDatabase) { await one.runAsync('DELETE FROM notes'); await two.runAsync(INSERT, 'a'); }"),
    quiet('a transaction begun by hand', "export async function f(db: SQLiteDatabase) { await db.execAsync('BEGIN'); try { await db.runAsync('DELETE FROM notes'); await db.runAsync(INSERT, 'a'); await db.execAsync('COMMIT'); } catch (error) { await db.execAsync('ROLLBACK'); throw error; } }"),
    quiet('a rollback on one of the ways', "export async function f(db: SQLiteDatabase, dry: boolean) { await db.execAsync('BEGIN IMMEDIATE'); if (dry) { await db.execAsync('ROLLBACK'); return; } await db.runAsync('DELETE FROM notes'); await db.runAsync(INSERT, 'a'); await db.execAsync('COMMIT'); }"),
    quiet('a transaction within one text', "export async function f(db: SQLiteDatabase) { await db.execAsync('BEGIN; DELETE FROM notes; INSERT INTO notes VALUES (1); COMMIT'); await db.runAsync(INSERT, 'a'); }"),
    quiet('the client of a transaction', "export async function f(db: SQLiteDatabase) { await db.withExclusiveTransactionAsync(async (txn) => { await txn.runAsync('DELETE FROM notes'); await txn.runAsync(INSERT, 'a'); }); }"),
    quiet('a helper that is given the client of a transaction', "export async function f(tx: SQLiteDatabase) { await tx.runAsync('DELETE FROM notes'); await tx.runAsync(INSERT, 'a'); }"),
    quiet('a sync transaction', "export function f(db: SQLiteDatabase) { db.withTransactionSync(() => { db.runSync('DELETE FROM notes'); db.runSync(INSERT, 'a'); }); }"),
    quiet('a wrapper that begins by hand', "async function within(db: SQLiteDatabase, work: () => Promise<void>) { await db.execAsync('BEGIN'); await work(); await db.execAsync('COMMIT'); }\nexport const f = (db: SQLiteDatabase) => within(db, async () => { await db.runAsync('DELETE FROM notes'); await db.runAsync(INSERT, 'a'); });"),
    quiet('a prepared query', "export async function f(db: SQLiteDatabase, ids: number[]) { const statement = await db.prepareAsync('SELECT 1'); for (const id of ids) await statement.executeAsync(id); }"),
    quiet('an import that fetches', "export async function f(db: SQLiteDatabase, load: (page: number) => Promise<string[]>) { for (let page = 0; page < 9; page++) { for (const title of await load(page)) { await load(0); await db.runAsync(INSERT, title); } } }"),
  ],
  invalid: [
    report(
      'a callback that gives nothing back',
      `export async function f(db: SQLiteDatabase, title: string) {
  await db.runAsync('DELETE FROM notes');
  await db.«runAsync»(INSERT, title);
  console.log(title);
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.runAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase, title: string) {
  await db.withTransactionAsync(async () => {
    await db.runAsync('DELETE FROM notes');
    await db.runAsync(INSERT, title);
  });
  console.log(title);
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase, title: string) {
  await db.withExclusiveTransactionAsync(async (transaction) => {
    await transaction.runAsync('DELETE FROM notes');
    await transaction.runAsync(INSERT, title);
  });
  console.log(title);
}`,
      },
      notes,
    ),
    report(
      'a number used afterwards',
      `export async function f(db: SQLiteDatabase, ids: number[]): Promise<number> {
  const { lastInsertRowId, changes: count } = await db.runAsync('INSERT INTO folders (name) VALUES (?)', 'new');
  for (const id of ids) await db.«runAsync»('UPDATE notes SET folder = ? WHERE id = ?', lastInsertRowId, id);
  return lastInsertRowId + count;
}`,
      'db.runAsync', 'SQLiteDatabase', ['result', 'db.runAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase, ids: number[]): Promise<number> {
  let lastInsertRowId!: number;
  let count!: number;
  await db.withTransactionAsync(async () => {
    ({ lastInsertRowId, changes: count } = await db.runAsync('INSERT INTO folders (name) VALUES (?)', 'new'));
    for (const id of ids) await db.runAsync('UPDATE notes SET folder = ? WHERE id = ?', lastInsertRowId, id);
  });
  return lastInsertRowId + count;
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase, ids: number[]): Promise<number> {
  let lastInsertRowId!: number;
  let count!: number;
  await db.withExclusiveTransactionAsync(async (transaction) => {
    ({ lastInsertRowId, changes: count } = await transaction.runAsync('INSERT INTO folders (name) VALUES (?)', 'new'));
    for (const id of ids) await transaction.runAsync('UPDATE notes SET folder = ? WHERE id = ?', lastInsertRowId, id);
  });
  return lastInsertRowId + count;
}`,
      },
      notes,
    ),
    report(
      'a result used afterwards',
      `export async function f(db: SQLiteDatabase) {
  const result = await db.runAsync(INSERT, 'a');
  await db.«runAsync»('UPDATE folders SET note = ?', result.lastInsertRowId);
  return result.changes;
}`,
      'db.runAsync', 'SQLiteDatabase', ['result', 'db.runAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase) {
  let result!: import('expo-sqlite').SQLiteRunResult;
  await db.withTransactionAsync(async () => {
    result = await db.runAsync(INSERT, 'a');
    await db.runAsync('UPDATE folders SET note = ?', result.lastInsertRowId);
  });
  return result.changes;
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase) {
  let result!: import('expo-sqlite').SQLiteRunResult;
  await db.withExclusiveTransactionAsync(async (transaction) => {
    result = await transaction.runAsync(INSERT, 'a');
    await transaction.runAsync('UPDATE folders SET note = ?', result.lastInsertRowId);
  });
  return result.changes;
}`,
      },
      notes,
    ),
    report(
      'rows used afterwards',
      `export async function f(db: SQLiteDatabase) {
  await db.runAsync('DELETE FROM notes');
  const rows = await db.getAllAsync<Row>('SELECT id FROM folders');
  const first: Row | null = await db.getFirstAsync('SELECT 1');
  await db.«runAsync»(INSERT, 'a');
  return [rows, first];
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.runAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase) {
  let rows!: Row[];
  let first!: Row | null;
  await db.withTransactionAsync(async () => {
    await db.runAsync('DELETE FROM notes');
    rows = await db.getAllAsync<Row>('SELECT id FROM folders');
    first = await db.getFirstAsync('SELECT 1');
    await db.runAsync(INSERT, 'a');
  });
  return [rows, first];
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase) {
  let rows!: Row[];
  let first!: Row | null;
  await db.withExclusiveTransactionAsync(async (transaction) => {
    await transaction.runAsync('DELETE FROM notes');
    rows = await transaction.getAllAsync<Row>('SELECT id FROM folders');
    first = await transaction.getFirstAsync('SELECT 1');
    await transaction.runAsync(INSERT, 'a');
  });
  return [rows, first];
}`,
      },
      notes,
    ),
    report(
      'a type without a name',
      `export async function f(db: SQLiteDatabase) {
  await db.runAsync('DELETE FROM notes');
  const rows = await db.getAllAsync<{ id: number }>('SELECT id FROM folders');
  await db.«runAsync»(INSERT, 'a');
  return rows;
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.runAsync'],
      {},
      notes,
    ),
    report(
      'a value to return',
      `export async function f(db: SQLiteDatabase, dry: boolean) {
  await db.runAsync('DELETE FROM notes');
  if (dry) return 0;
  await db.«runAsync»(INSERT, 'a');
  return 1;
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.runAsync'],
      {},
      notes,
    ),
    report(
      'a client that is passed on',
      `export async function f(db: SQLiteDatabase, fill: (options: { db: SQLiteDatabase }) => Promise<void>) {
  await db.runAsync('DELETE FROM notes');
  await fill({ db });
  await db.«runAsync»(INSERT, 'a');
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.runAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase, fill: (options: { db: SQLiteDatabase }) => Promise<void>) {
  await db.withTransactionAsync(async () => {
    await db.runAsync('DELETE FROM notes');
    await fill({ db });
    await db.runAsync(INSERT, 'a');
  });
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase, fill: (options: { db: SQLiteDatabase }) => Promise<void>) {
  await db.withExclusiveTransactionAsync(async (transaction) => {
    await transaction.runAsync('DELETE FROM notes');
    await fill({ db: transaction });
    await transaction.runAsync(INSERT, 'a');
  });
}`,
      },
      notes,
    ),
    report(
      'a client of a member',
      `export class Notes {
  constructor(private readonly db: SQLiteDatabase) {}

  async replace(title: string) {
    await this.db.runAsync('DELETE FROM notes');
    await this.db.«runAsync»(INSERT, title);
  }
}`,
      'this.db.runAsync', 'SQLiteDatabase', ['replaced', 'this.db.runAsync'],
      {
        'this.db.withTransactionAsync': `export class Notes {
  constructor(private readonly db: SQLiteDatabase) {}

  async replace(title: string) {
    await this.db.withTransactionAsync(async () => {
      await this.db.runAsync('DELETE FROM notes');
      await this.db.runAsync(INSERT, title);
    });
  }
}`,
        'this.db.withExclusiveTransactionAsync': `export class Notes {
  constructor(private readonly db: SQLiteDatabase) {}

  async replace(title: string) {
    await this.db.withExclusiveTransactionAsync(async (transaction) => {
      await transaction.runAsync('DELETE FROM notes');
      await transaction.runAsync(INSERT, title);
    });
  }
}`,
      },
      notes,
    ),
    report(
      'a client that may be missing',
      `export async function f(db: SQLiteDatabase | null) {
  await db?.runAsync('DELETE FROM notes');
  await db?.«runAsync»(INSERT, 'a');
}`,
      'db?.runAsync', 'SQLiteDatabase', ['replaced', 'db?.runAsync'],
      {},
      notes,
    ),
    report(
      'a client without a name',
      `export async function f(open: () => SQLiteDatabase) {
  await open().runAsync('DELETE FROM folders');
  for (const title of ['a']) await open().«runAsync»(INSERT, title);
}`,
      'open().runAsync', 'SQLiteDatabase', ['loop'],
      {},
      notes,
    ),
    report(
      'a prepared statement',
      `export async function f(db: SQLiteDatabase, titles: string[]) {
  const statement = await db.prepareAsync(INSERT);
  try {
    for (const title of titles) await statement.«executeAsync»(title);
  } finally {
    await statement.finalizeAsync();
  }
}`,
      'statement.executeAsync', 'SQLiteStatement', ['loop'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase, titles: string[]) {
  const statement = await db.prepareAsync(INSERT);
  try {
    await db.withTransactionAsync(async () => {
      for (const title of titles) await statement.executeAsync(title);
    });
  } finally {
    await statement.finalizeAsync();
  }
}`,
      },
      notes,
    ),
    report(
      'sync code',
      `export function f(db: SQLiteDatabase, titles: string[]) {
  for (const title of titles) db.«runSync»(INSERT, title);
}`,
      'db.runSync', 'SQLiteDatabase', ['loop'],
      {
        'db.withTransactionSync': `export function f(db: SQLiteDatabase, titles: string[]) {
  db.withTransactionSync(() => {
    for (const title of titles) db.runSync(INSERT, title);
  });
}`,
      },
      notes,
    ),
    report(
      'text put together',
      `export async function f(db: SQLiteDatabase, table: string) {
  const wipe = \`DELETE FROM notes WHERE id IN (SELECT id FROM \${table})\`;
  await db.execAsync(wipe + ';');
  await db.«runAsync»(\`
    -- fill
    WITH a AS (SELECT 1)
    INSERT OR IGNORE INTO main."notes" SELECT * FROM \${table}\`);
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.execAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase, table: string) {
  const wipe = \`DELETE FROM notes WHERE id IN (SELECT id FROM \${table})\`;
  await db.withTransactionAsync(async () => {
    await db.execAsync(wipe + ';');
    await db.runAsync(\`
    -- fill
    WITH a AS (SELECT 1)
    INSERT OR IGNORE INTO main."notes" SELECT * FROM \${table}\`);
  });
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase, table: string) {
  const wipe = \`DELETE FROM notes WHERE id IN (SELECT id FROM \${table})\`;
  await db.withExclusiveTransactionAsync(async (transaction) => {
    await transaction.execAsync(wipe + ';');
    await transaction.runAsync(\`
    -- fill
    WITH a AS (SELECT 1)
    INSERT OR IGNORE INTO main."notes" SELECT * FROM \${table}\`);
  });
}`,
      },
      notes,
    ),
    report(
      'several statements at once',
      `export async function f(db: SQLiteDatabase) {
  await db.execAsync("CREATE TABLE a (b); INSERT INTO a VALUES (';'); DELETE FROM notes");
  await db.«runAsync»(INSERT, 'a');
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.execAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase) {
  await db.withTransactionAsync(async () => {
    await db.execAsync("CREATE TABLE a (b); INSERT INTO a VALUES (';'); DELETE FROM notes");
    await db.runAsync(INSERT, 'a');
  });
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase) {
  await db.withExclusiveTransactionAsync(async (transaction) => {
    await transaction.execAsync("CREATE TABLE a (b); INSERT INTO a VALUES (';'); DELETE FROM notes");
    await transaction.runAsync(INSERT, 'a');
  });
}`,
      },
      notes,
    ),
    report(
      'after a transaction has ended',
      `export async function f(db: SQLiteDatabase) {
  await db.execAsync('BEGIN');
  await db.runAsync('DELETE FROM folders');
  await db.execAsync('COMMIT');
  ¹await db.runAsync('DELETE FROM notes');
  await db.«runAsync»(INSERT, 'a');
}`,
      'db.runAsync', 'SQLiteDatabase', ['replaced', 'db.runAsync'],
      {
        'db.withTransactionAsync': `export async function f(db: SQLiteDatabase) {
  await db.execAsync('BEGIN');
  await db.runAsync('DELETE FROM folders');
  await db.execAsync('COMMIT');
  await db.withTransactionAsync(async () => {
    await db.runAsync('DELETE FROM notes');
    await db.runAsync(INSERT, 'a');
  });
}`,
        'db.withExclusiveTransactionAsync': `export async function f(db: SQLiteDatabase) {
  await db.execAsync('BEGIN');
  await db.runAsync('DELETE FROM folders');
  await db.execAsync('COMMIT');
  await db.withExclusiveTransactionAsync(async (transaction) => {
    await transaction.runAsync('DELETE FROM notes');
    await transaction.runAsync(INSERT, 'a');
  });
}`,
      },
      notes,
    ),
    report(
      'a client the compiler knows to be there',
      `export class Notes {
  db: SQLiteDatabase | null = null;

  async replace(title: string) {
    if (!this.db) return;
    await this.db.runAsync('DELETE FROM notes');
    await this.db.«runAsync»(INSERT, title);
  }
}`,
      'this.db.runAsync', 'SQLiteDatabase', ['replaced', 'this.db.runAsync'],
      {
        'this.db.withExclusiveTransactionAsync': `export class Notes {
  db: SQLiteDatabase | null = null;

  async replace(title: string) {
    if (!this.db) return;
    await this.db.withExclusiveTransactionAsync(async (transaction) => {
      await transaction.runAsync('DELETE FROM notes');
      await transaction.runAsync(INSERT, title);
    });
  }
}`,
      },
      notes,
    ),
  ],
});

const offer = (name: string, marked: string, suggestions: Record<string, string>, more: Partial<InvalidCase> = {}): InvalidCase => ({
  ...report(name, marked, 's.asave', 'Student', ['row', 's.asave'], suggestions, ''),
  ...more,
});
const written = (lines: string) => `declare class Student extends Model {}\nexport async function f(s: Student) {\n${lines}}\n`;
const twice = written('  await s.asave();\n  await s.«asave»();\n');
const held = (opener: string) => written(`  await ${opener}(async () => {\n    await s.asave();\n    await s.asave();\n  });\n`);

/** An ORM of async calls only, which a setting names. */
const tables = {
  settings: { 'async-orm': { orms: [{ package: 'fixtures/types/file.ts' }] } },
  preamble: `interface User { id: number; name: string }
declare class Table<Row> { create(row: Partial<Row>): Promise<Row>; update(row: Partial<Row>): Promise<Row> }
declare class Db { users: Table<User>; logs: Table<{ text: string }>; transaction<T>(work: Promise<T>[]): Promise<T[]>; transaction<T>(work: (tx: Omit<Db, 'transaction'>) => Promise<T>): Promise<T> }
export const audit = async (db: Db) => db;
`,
};
const tabled = (name: string, code: string): ValidCase => ({ name, code: tables.preamble + code, settings: tables.settings });

typed('django').run('require-transaction', rule, {
  valid: [
    tabled('an array given to a transaction', 'export const f = (db: Db) => db.transaction([db.users.update({}), db.users.update({})]);'),
    tabled('an array made for a transaction', 'export async function f(db: Db, users: User[]) { await db.transaction(users.map((user) => db.users.update(user))); }'),
    tabled('an array held for a transaction', 'export async function f(db: Db, users: User[]) { const work = []; for (const user of users) work.push(db.users.update(user)); await db.transaction(work); }'),
    { ...silent('one write, by option', 'export async function f(s: Student) { if (flag) await s.asave(); else await Log.objects.acreate({}); }'), options: [{ checkIndependentWrites: true }] },
    { ...silent('a record of a failure, by option', 'export async function f(s: Student) { await s.asave(); try { await sendMail(s); } catch { await Log.objects.acreate({}); } }'), options: [{ checkIndependentWrites: true }] },
    { name: 'a cache, which has no transactions', code: 'declare class Cache { get(key: string): string; aget(key: string): Promise<string>; set(key: string, value: string): void; aset(key: string, value: string): Promise<void>; delete(key: string): void; adelete(key: string): Promise<void>; }\nexport async function f(cache: Cache) { await cache.aset("a", "1"); await cache.aset("b", "2"); for (const key of ["a"]) await cache.adelete(key); }' },
    { name: 'tables of a client whose calls name them', code: `${client}\nexport async function f(db: Db) { await db.updateAsync("users", {}); await db.updateAsync("logs", {}); await db.removeAsync("a"); await db.insertAsync("b", {}); }` },
    { name: 'a transaction that a client begins', code: `${client}\nexport async function f(db: Db) { await db.beginAsync(); try { const { id } = await db.insertAsync("users", {}); await db.insertAsync("logs", { id }); await db.commitAsync(); } catch (error) { await db.rollbackAsync(); throw error; } }` },
    { name: 'a transaction that a sync client begins', code: `${client}\nexport function f(db: Db) { db.begin(); const { id } = db.insert("users", {}); db.insert("logs", { id }); db.commit(); }` },
    { name: 'a function that is given the client of a transaction beside another', code: `${client}\nexport async function f(tx: Db, db: Db) { const { id } = await db.insertAsync("users", {}); await db.insertAsync("logs", { id, tx }); }` },
    { name: 'a transaction among the arguments', code: `${client}\nexport async function f(db: Db, work: { commit(): void; rollback(): void }) { const { id } = await db.insertAsync("users", { transaction: work }); await db.insertAsync("logs", { id, transaction: work }); }` },
  ],
  invalid: [
    {
      ...report(
        'a client that owns its tables',
        `export async function f(db: Db, name: string) {
  const user = await db.users.create({ name });
  await db.logs.«create»({ text: String(user.id) });
  return user;
}`,
        'db.logs.create', 'Table<{ text: string; }>', ['result', 'db.users.create'],
        {
          'db.transaction': `export async function f(db: Db, name: string) {
  const user = await db.transaction(async (transaction) => {
    const user = await transaction.users.create({ name });
    await transaction.logs.create({ text: String(user.id) });
    return user;
  });
  return user;
}`,
        },
        tables.preamble,
      ),
      settings: tables.settings,
    },
    {
      ...report('a client whose transaction has less than what is used', 'export async function f(db: Db) { const user = await db.users.create({}); await audit(db); await db.logs.«create»({ text: user.name }); }', 'db.logs.create', 'Table<{ text: string; }>', ['result', 'db.users.create'], {}, tables.preamble),
      settings: tables.settings,
    },
    report('a transaction that a client has ended', `${client}\nexport async function f(db: Db) { await db.beginAsync(); await db.commitAsync();\n¹const { id } = await db.insertAsync("users", {}); await db.«insertAsync»("logs", { id }); }`, 'db.insertAsync', 'Db', ['result', 'db.insertAsync'], {}, ''),
    report('rows of a client in a loop', `${client}\nexport async function f(db: Db, rows: object[]) { for (const row of rows) await db.«insertAsync»("users", row); }`, 'db.insertAsync', 'Db', ['loop'], {}, ''),
    offer('an import to extend, beside one of types', `import type { Manager } from 'django-orm';\nimport { Model } from 'django-orm';\nexport const rows = {} as Manager<Student>, transaction = 0;\n${twice}`, {
      aatomic: `import type { Manager } from 'django-orm';\nimport { Model, aatomic } from 'django-orm';\nexport const rows = {} as Manager<Student>, transaction = 0;\n${held('aatomic')}`,
    }),
    offer('an import of types only', `// licence\nimport type { Model } from "django-orm";\nexport const transaction = 0;\n${twice}`, {
      aatomic: `// licence\nimport type { Model } from "django-orm";\nimport { aatomic } from "django-orm";\nexport const transaction = 0;\n${held('aatomic')}`,
    }),
    offer('another local name', `import { aatomic as inTransaction, Model } from 'django-orm';\nexport const transaction = 0;\n${twice}`, {
      inTransaction: `import { aatomic as inTransaction, Model } from 'django-orm';\nexport const transaction = 0;\n${held('inTransaction')}`,
    }),
    offer('a namespace', `import * as orm from 'django-orm';\nimport Model = orm.Model;\n${twice}`, {
      'orm.aatomic': `import * as orm from 'django-orm';\nimport Model = orm.Model;\n${held('orm.aatomic')}`,
      'orm.transaction': `import * as orm from 'django-orm';\nimport Model = orm.Model;\n${written('  await using _transaction = orm.transaction();\n  await s.asave();\n  await s.asave();\n')}`,
    }),
    offer(
      'a required module',
      "const { Model } = require('django-orm');\nconst transaction = 0;\nclass Student extends Model {}\n/** @param {Student} s */\nexports.f = async (s) => {\n  await s.asave();\n  await s.«asave»();\n};",
      { aatomic: "const { Model, aatomic } = require('django-orm');\nconst transaction = 0;\nclass Student extends Model {}\n/** @param {Student} s */\nexports.f = async (s) => {\n  await aatomic(async () => {\n    await s.asave();\n    await s.asave();\n  });\n};" },
      { filename: 'file.cjs' },
    ),
    offer(
      'an event handler',
      "import { aatomic, Model } from 'django-orm';\nconst transaction = 0;\nclass Student extends Model {}\nexport const Save = ({ s }: { s: Student }) => <b onClick={async () => { await s.asave(); await s.«asave»(); }} />;",
      { aatomic: "import { aatomic, Model } from 'django-orm';\nconst transaction = 0;\nclass Student extends Model {}\nexport const Save = ({ s }: { s: Student }) => <b onClick={async () => { await aatomic(async () => { await s.asave(); await s.asave(); }); }} />;" },
      { filename: 'file.tsx' },
    ),
    offer('lines that end in CRLF', `import { aatomic, Model } from 'django-orm';\nexport const transaction = 0;\n${twice}`.replace(/\n/gu, '\r\n'), {
      aatomic: `import { aatomic, Model } from 'django-orm';\nexport const transaction = 0;\n${held('aatomic')}`.replace(/\n/gu, '\r\n'),
    }),
  ],
});

const guide = "import { atomic, manager, Model } from 'django-orm';\nclass Student extends Model { static objects = manager(Student); name = ''; }\n";

typed('django-guide').run('require-transaction', rule, {
  valid: [
    { name: 'a declaration in sync code', code: `${guide}export function f(s: Student) { using _held = atomic(); s.save(); s.save(); }` },
    { name: 'a declaration with options', code: `${guide}export async function f(s: Student) { await using _held = atomic({ savepoint: false }); await s.asave(); await s.asave(); }` },
  ],
  invalid: [
    report('sync code', 'export function f(s: Student) {\n  s.save();\n  s.«save»();\n}', 's.save', 'Student', ['row', 's.save'], { atomic: 'export function f(s: Student) {\n  using _transaction = atomic();\n  s.save();\n  s.save();\n}' }, guide),
    report('async code', 'export async function f(s: Student) {\n  await s.asave();\n  await s.«asave»();\n}', 's.asave', 'Student', ['row', 's.asave'], { atomic: 'export async function f(s: Student) {\n  await using _transaction = atomic();\n  await s.asave();\n  await s.asave();\n}' }, guide),
    report('a locking query that is awaited itself', 'export async function f() {\n  const rows = await Student.objects.filter({}).«selectForUpdate»();\n  for (const s of rows) await s.asave();\n}', 'Student.objects.filter(…).selectForUpdate', 'QuerySet<Student>', ['lock'], { atomic: 'export async function f() {\n  await using _transaction = atomic();\n  const rows = await Student.objects.filter({}).selectForUpdate();\n  for (const s of rows) await s.asave();\n}' }, guide),
  ],
});
