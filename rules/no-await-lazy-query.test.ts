import { createPythonCases } from '../src/dev/python-cases.ts';
import { python, typed, type InvalidCase, type ValidCase } from '../src/dev/testers.ts';
import rule from './no-await-lazy-query.ts';

const MODELS = `import { Model, agetObjectOrThrow, getObjectOrThrow, manager, type QuerySet } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; }
declare const rows: QuerySet<Student>;
declare const flag: boolean;
void agetObjectOrThrow;
`;

type Suggestion = readonly [messageId: string, output: string];
interface Repairs {
  readonly output?: string;
  readonly suggestions?: readonly Suggestion[];
}

const valid = (name: string, code: string): ValidCase => ({ name, code: `${MODELS}${code}` });

/** «» marks what is underlined. */
function invalid(name: string, messageId: string, data: Record<string, string>, marked: string, { output, suggestions }: Repairs): InvalidCase {
  const code = `${MODELS}${marked.replace(/[«»]/gu, '')}`;
  const lines = code.slice(0, MODELS.length + marked.indexOf('«')).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const end = { endLine: lines.length, endColumn: column + marked.indexOf('»') - marked.indexOf('«') - 1 };
  return {
    name,
    code,
    output: output === undefined ? null : `${MODELS}${output}`,
    errors: [{ messageId, data, line: lines.length, column, ...end, ...(suggestions && { suggestions: suggestions.map(([id, text]) => ({ messageId: id, data, output: `${MODELS}${text}` })) }) }],
  };
}

const lazy = (name: string, marked: string, operation: string, repairs: Repairs) => invalid(name, 'awaitedLazyQuery', { operation, receiver: 'QuerySet<Student>' }, marked, repairs);
const sync = (name: string, marked: string, data: Record<string, string>, repairs: Repairs) => invalid(name, 'awaitedSyncQuery', data, marked, repairs);

typed('django').run('no-await-lazy-query', rule, {
  valid: [
    valid('an async query', 'await Student.objects.filter({}).aget();'),
    valid('a lazy query that nothing awaits', 'export const f = async () => Student.objects.filter({});'),
    valid('iterated asynchronously', 'for await (const s of rows) console.log(s);\nconsole.log(await Array.fromAsync(rows));'),
    valid('a mixture that may be a promise', 'declare const some: QuerySet<Student> | Promise<Student[]>;\nawait some;'),
    valid('a type that says nothing', 'declare const some: any;\nawait some.filter({});'),
    valid('a row, which is no query', 'declare const student: Student;\nawait student;'),
    valid('a method that is no query', 'declare const student: Student;\nawait student.fullClean();'),
    valid('async rows', 'for await (const s of await rows.aiterator()) console.log(s);'),
    valid('a sync query in async code is a mistake without its await', 'export async function f() { await Student.objects.get(); }'),
    valid('the same in a callback that async code runs', 'export async function f() { return Promise.all([1].map(async (id) => await Student.objects.get({ id }))); }'),
    valid('a sync query inside what is awaited', 'await Promise.resolve(Student.objects.get());'),
    valid('another class with the same methods', 'declare const own: { filter(lookup: object): object };\nawait own.filter({});'),
  ],
  invalid: [
    lazy('stored', 'export const all = «await» Student.objects.filter({});', 'Student.objects.filter(…)', {
      suggestions: [
        ['collectRows', 'export const all = await Array.fromAsync(Student.objects.filter({}));'],
        ['removeAwait', 'export const all = Student.objects.filter({});'],
      ],
    }),
    lazy('a variable', 'export const f = async () => «await» rows;', 'rows', {
      suggestions: [
        ['collectRows', 'export const f = async () => await Array.fromAsync(rows);'],
        ['removeAwait', 'export const f = async () => rows;'],
      ],
    }),
    lazy('one of two', 'export const some = «await» (flag ? rows : Student.objects.all());', 'flag ? rows : Student.objects.all()', {
      suggestions: [
        ['collectRows', 'export const some = await (Array.fromAsync(flag ? rows : Student.objects.all()));'],
        ['removeAwait', 'export const some = (flag ? rows : Student.objects.all());'],
      ],
    }),
    lazy('iterated', 'for (const s of «await» Student.objects.filter({})) console.log(s);', 'Student.objects.filter(…)', {
      output: 'for await (const s of Student.objects.filter({})) console.log(s);',
    }),
    lazy('iterated asynchronously', 'for await (const s of «await» rows) console.log(s);', 'rows', { output: 'for await (const s of rows) console.log(s);' }),
    lazy('copied', 'console.log([...«await» rows]);', 'rows', { output: 'console.log(await Array.fromAsync(rows));' }),
    lazy('spread into a call', 'console.log(1, ...«await» rows);', 'rows', { output: 'console.log(1, ...await Array.fromAsync(rows));' }),
    lazy('collected', 'console.log(Array.from(«await» rows, (s) => s.name));', 'rows', { output: 'console.log(await Array.fromAsync(rows, (s) => s.name));' }),
    lazy('delegated to', 'export async function* all() { yield* «await» rows; }', 'rows', { output: 'export async function* all() { yield* rows; }' }),
    lazy('the first rows', 'export const [one] = «await» rows;', 'rows', {
      suggestions: [
        ['collectRows', 'export const [one] = await Array.fromAsync(rows);'],
        ['removeAwait', 'export const [one] = rows;'],
      ],
    }),
    lazy('comments', 'for (const s of «await» /* a */ rows /* b */) console.log(s);', 'rows', { output: 'for await (const s of /* a */ rows /* b */) console.log(s);' }),
    lazy('counted', 'console.log((«await» rows).length);', 'rows', {
      suggestions: [
        ['collectRows', 'console.log((await Array.fromAsync(rows)).length);'],
        ['removeAwait', 'console.log((rows).length);'],
      ],
    }),
    lazy('a statement', '«await» Student.objects.all();', 'Student.objects.all()', {
      suggestions: [
        ['collectRows', 'await Array.fromAsync(Student.objects.all());'],
        ['removeAwait', 'Student.objects.all();'],
      ],
    }),

    sync('a sync query in a module', 'export const one = await Student.objects.«get»();', { operation: 'Student.objects.get', receiver: 'Manager<Student>', twin: 'aget' }, {
      output: 'export const one = await Student.objects.aget();',
    }),
    sync('its result used at once', 'console.log((await rows.«get»()).name);', { operation: 'rows.get', receiver: 'QuerySet<Student>', twin: 'aget' }, {
      output: 'console.log((await rows.aget()).name);',
    }),
    sync('a sync query of a row', 'declare const student: Student;\nawait student.«save»();', { operation: 'student.save', receiver: 'Student', twin: 'asave' }, {
      output: 'declare const student: Student;\nawait student.asave();',
    }),
    sync('a function of the ORM', 'export const one = await «getObjectOrThrow»(rows, {});', { operation: 'getObjectOrThrow', receiver: 'django-orm', twin: 'agetObjectOrThrow' }, {
      output: 'export const one = await agetObjectOrThrow(rows, {});',
    }),
  ],
});

typed('django-guide').run('no-await-lazy-query', rule, {
  valid: [
    valid('a thenable queryset', 'console.log(await Student.objects.filter({}));\nfor (const s of await rows) console.log(s);'),
  ],
  invalid: [
    sync('a sync query on a thenable queryset', 'export const one = await rows.«get»();', { operation: 'rows.get', receiver: 'QuerySet<Student>', twin: 'aget' }, {
      output: 'export const one = await rows.aget();',
    }),
  ],
});

const DATABASE = "import type { SQLiteDatabase } from 'expo-sqlite';\ndeclare const db: SQLiteDatabase;\n";

typed('expo-sqlite').run('no-await-lazy-query', rule, {
  valid: [
    { name: 'a lazy thenable', code: `${DATABASE}console.log(await db.sql\`select 1\`);` },
    { name: 'a database, which is no query', code: `${DATABASE}await db;` },
  ],
  invalid: [
    {
      name: 'a sync query in a module',
      code: `${DATABASE}await db.runSync('delete from notes');`,
      output: `${DATABASE}await db.runAsync('delete from notes');`,
      errors: [{ messageId: 'awaitedSyncQuery', data: { operation: 'db.runSync', receiver: 'SQLiteDatabase', twin: 'runAsync' }, line: 3, column: 10, endLine: 3, endColumn: 17 }],
    },
  ],
});

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-await-lazy-query', rule, {
  valid: [
    school.valid('an async query', `async def show(rows: QuerySet[Student]):
    return await rows.filter(age=3).afirst()
`),
    school.valid('a sync query is a mistake without its await', `async def show(rows: QuerySet[Student]):
    return await rows.get(pk=1)
`),
    school.valid('a lazy query that runs in a thread', `async def show(rows: QuerySet[Student]):
    return await sync_to_async(rows.filter)(age=3)
`),
    school.valid('a lazy query that nothing awaits', `async def show(rows: QuerySet[Student]):
    return rows.filter(age=3)
`),
    school.valid('a value of no known type', `async def show(rows):
    return await rows.filter(age=3)
`),
    school.valid('a queryset with an __await__ of its own', `from django.db import models

class OwnQuerySet(models.QuerySet):
    def __await__(self):
        return self.acount().__await__()

class Own(models.Model):
    objects = OwnQuerySet.as_manager()

    class Meta:
        app_label = "school"

async def show():
    return await Own.objects.filter(pk=1)
`),
  ],
  invalid: [
    school.invalid('all rows', 'awaitedLazyQuery', { operation: 'Student.objects.all', receiver: 'StudentQuerySet' }, `async def show():
    return await Student.objects.«all»()
`, { suggestions: [['collectRows', `async def show():
    return [student async for student in Student.objects.all()]
`], ['removeAwait', `async def show():
    return Student.objects.all()
`]] }),
    school.invalid('held by a variable', 'awaitedLazyQuery', { operation: 'rows.filter', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    students = await rows.«filter»(age=3)
    return students
`, { suggestions: [['collectRows', `async def show(rows: QuerySet[Student]):
    students = [student async for student in rows.filter(age=3)]
    return students
`], ['removeAwait', `async def show(rows: QuerySet[Student]):
    students = rows.filter(age=3)
    return students
`]] }),
    school.invalid('iterated', 'awaitedLazyQuery', { operation: 'rows', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    for student in await «rows»:
        print(student)
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows:
        print(student)
` }),
    school.invalid('iterated asynchronously', 'awaitedLazyQuery', { operation: 'rows', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    async for student in await «rows»:
        print(student)
`, { output: `async def show(rows: QuerySet[Student]):
    async for student in rows:
        print(student)
` }),
    school.invalid('a manager', 'awaitedLazyQuery', { operation: 'Student.objects', receiver: 'Manager' }, `async def show():
    return await Student.«objects»
`, { suggestions: [['collectRows', `async def show():
    return [student async for student in Student.objects.all()]
`], ['removeAwait', `async def show():
    return Student.objects
`]] }),
    school.invalid('a slice', 'awaitedLazyQuery', { operation: 'rows[0:5]', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    return await «rows[0:5]»
`, { suggestions: [['collectRows', `async def show(rows: QuerySet[Student]):
    return [student async for student in rows[0:5]]
`], ['removeAwait', `async def show(rows: QuerySet[Student]):
    return rows[0:5]
`]] }),
    school.invalid('related rows', 'awaitedLazyQuery', { operation: 'school.students.all', receiver: 'StudentQuerySet' }, `async def show(school: School):
    return await school.students.«all»()
`, { suggestions: [['collectRows', `async def show(school: School):
    return [student async for student in school.students.all()]
`], ['removeAwait', `async def show(school: School):
    return school.students.all()
`]] }),
    school.invalid('handed to gather', 'awaitedLazyQuery', { operation: 'rows', receiver: 'QuerySet' }, `import asyncio

async def show(rows: QuerySet[Student]):
    return await asyncio.gather(«rows»)
`),
    school.invalid('made a task', 'awaitedLazyQuery', { operation: 'rows', receiver: 'QuerySet' }, `import asyncio

async def show(rows: QuerySet[Student]):
    return await asyncio.create_task(«rows»)
`),
    school.invalid('a helper that gives a lazy query', 'awaitedLazyQuery', { operation: 'find_active', receiver: 'StudentQuerySet' }, `from school.services import find_active

async def show():
    return await «find_active»()
`, { suggestions: [['collectRows', `from school.services import find_active

async def show():
    return [student async for student in find_active()]
`], ['removeAwait', `from school.services import find_active

async def show():
    return find_active()
`]] }),
    school.invalid('raw SQL', 'awaitedLazyQuery', { operation: 'Student.objects.raw', receiver: 'RawQuerySet' }, `async def show():
    return await Student.objects.«raw»("SELECT * FROM school_student")
`, { suggestions: [['collectRows', `async def show():
    return [student async for student in Student.objects.raw("SELECT * FROM school_student")]
`], ['removeAwait', `async def show():
    return Student.objects.raw("SELECT * FROM school_student")
`]] }),
    school.invalid('an async iterator', 'awaitedLazyQuery', { operation: 'rows.aiterator', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    return await rows.«aiterator»()
`, { suggestions: [['collectRows', `async def show(rows: QuerySet[Student]):
    return [row async for row in rows.aiterator()]
`], ['removeAwait', `async def show(rows: QuerySet[Student]):
    return rows.aiterator()
`]] }),
    school.invalid('a list of awaited rows', 'awaitedLazyQuery', { operation: 'rows', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    return list(await «rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return list([student async for student in rows])
` }),
    school.invalid('the length of awaited rows', 'awaitedLazyQuery', { operation: 'rows', receiver: 'QuerySet' }, `async def show(rows: QuerySet[Student]):
    return len(await «rows»)
`, { output: `async def show(rows: QuerySet[Student]):
    return len([student async for student in rows])
` }),
  ],
});
