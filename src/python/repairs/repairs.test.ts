import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../index.ts';
import { parse } from '../parser/index.ts';

const linter = new Linter({ cwd: process.cwd() });
const filename = join(process.cwd(), 'fixtures/types/django-python/case.py');
const config = plugin.configs.django;

const HEAD = `import asyncio

from asgiref.sync import sync_to_async
from django.core.paginator import Paginator

from school.models import Course, Profile, School, Student
from school.services import afind_oldest, count_students


async def view(request, names, extra, total, loop, use):
`;

/** Code as it stands in a view. */
function wrap(body: string): string {
  return `${HEAD}${body.split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n')}\n`;
}

/** What every repair owes: the code parses, keeps its comments, and is reported no more. */
function expectClean(before: string, after: string): void {
  expect(parse(after).errors).toEqual([]);
  const listComments = (text: string) => parse(text).comments.map(({ value }) => value);
  expect(listComments(after)).toEqual(listComments(before));
  expect(linter.verify(after, config, { filename }).map(({ message }) => message)).toEqual([]);
}

function expectFix(before: string, after: string): void {
  const { output } = linter.verifyAndFix(before, config, { filename });
  expect(output).toBe(after);
  expectClean(before, output);
}

function expectSuggestion(before: string, after: string): void {
  const messages = linter.verify(before, config, { filename });
  expect(messages.filter(({ fix }) => fix)).toEqual([]);
  const fix = messages.find(({ suggestions }) => suggestions)?.suggestions?.[0]?.fix;
  const output = fix ? before.slice(0, fix.range[0]) + fix.text + before.slice(fix.range[1]) : before;
  expect(output).toBe(after);
  expectClean(before, output);
}

const TWINS: readonly (readonly [string, string, string])[] = [
  ['statement', 'Student.objects.create(name="A")', 'await Student.objects.acreate(name="A")'],
  ['assignment', 'student = Student.objects.get(pk=1)', 'student = await Student.objects.aget(pk=1)'],
  ['keyword arguments stay', 'student = Student.objects.filter(age__gt=3).get(pk=1, **extra)', 'student = await Student.objects.filter(age__gt=3).aget(pk=1, **extra)'],
  ['return', 'return Student.objects.count()', 'return await Student.objects.acount()'],
  ['attribute of the result', 'return Student.objects.get(pk=1).name', 'return (await Student.objects.aget(pk=1)).name'],
  ['index of the result', 'return Student.objects.in_bulk([1])[1]', 'return (await Student.objects.ain_bulk([1]))[1]'],
  ['method of the result', 'return Student.objects.get(pk=1).name.upper()', 'return (await Student.objects.aget(pk=1)).name.upper()'],
  ['two operations in a chain', 'Student.objects.get(pk=1).save()', 'await (await Student.objects.aget(pk=1)).asave()'],
  ['in parentheses of its own', 'return (Student.objects.get(pk=1)).name', 'return (await Student.objects.aget(pk=1)).name'],
  ['already awaited', 'student = await Student.objects.get(pk=1)', 'student = await Student.objects.aget(pk=1)'],
  ['awaited together with its attribute', 'name = await Student.objects.get(pk=1).name', 'name = (await Student.objects.aget(pk=1)).name'],
  ['awaited in parentheses', 'name = (await Student.objects.get(pk=1)).name', 'name = (await Student.objects.aget(pk=1)).name'],
  ['not', 'if not Student.objects.exists():\n    return 1', 'if not await Student.objects.aexists():\n    return 1'],
  ['comparison', 'if Student.objects.count() > 3:\n    return 1', 'if await Student.objects.acount() > 3:\n    return 1'],
  ['unary minus', 'return -Student.objects.count()', 'return -await Student.objects.acount()'],
  ['power, which binds looser than await', 'return Student.objects.count() ** 2', 'return await Student.objects.acount() ** 2'],
  ['exponent', 'return 2 ** Student.objects.count()', 'return 2 ** await Student.objects.acount()'],
  ['multiplication', 'return 2 * Student.objects.count() % 3', 'return 2 * await Student.objects.acount() % 3'],
  ['f-string', 'return f"{Student.objects.count()} students"', 'return f"{await Student.objects.acount()} students"'],
  ['f-string with conversion and format', 'return f"{Student.objects.count()!r:>10}"', 'return f"{await Student.objects.acount()!r:>10}"'],
  ['f-string with an attribute', 'return f"{Student.objects.get(pk=1).name}"', 'return f"{(await Student.objects.aget(pk=1)).name}"'],
  ['f-string with other quotes', 'return f\'{Student.objects.get(name="A").name}\'', 'return f\'{(await Student.objects.aget(name="A")).name}\''],
  ['conditional expression', 'return 1 if Student.objects.exists() else 2', 'return 1 if await Student.objects.aexists() else 2'],
  ['or', 'return Student.objects.first() or None', 'return await Student.objects.afirst() or None'],
  ['keyword argument', 'print(end=Student.objects.get(pk=1).name)', 'print(end=(await Student.objects.aget(pk=1)).name)'],
  ['argument among others', 'print("n", Student.objects.count(), 3)', 'print("n", await Student.objects.acount(), 3)'],
  ['starred', 'print(*Student.objects.in_bulk([1]))', 'print(*await Student.objects.ain_bulk([1]))'],
  ['double starred', 'print(**Student.objects.in_bulk([1]))', 'print(**await Student.objects.ain_bulk([1]))'],
  ['walrus', 'if (n := Student.objects.count()) > 3:\n    return n', 'if (n := await Student.objects.acount()) > 3:\n    return n'],
  ['tuple without parentheses', 'return 1, Student.objects.count()', 'return 1, await Student.objects.acount()'],
  ['dict value', 'return {"n": Student.objects.count()}', 'return {"n": await Student.objects.acount()}'],
  ['subscript', 'return names[Student.objects.count()]', 'return names[await Student.objects.acount()]'],
  ['slice', 'return names[: Student.objects.count()]', 'return names[: await Student.objects.acount()]'],
  ['augmented assignment', 'total += Student.objects.count()', 'total += await Student.objects.acount()'],
  ['annotated assignment', 'total: int = Student.objects.count()', 'total: int = await Student.objects.acount()'],
  ['assert', 'assert Student.objects.exists(), "none"', 'assert await Student.objects.aexists(), "none"'],
  ['raise', 'raise ValueError(Student.objects.count())', 'raise ValueError(await Student.objects.acount())'],
  ['yield', 'yield Student.objects.count()', 'yield await Student.objects.acount()'],
  ['while', 'while Student.objects.exists():\n    break', 'while await Student.objects.aexists():\n    break'],
  ['match subject', 'match Student.objects.first():\n    case None:\n        return 1', 'match await Student.objects.afirst():\n    case None:\n        return 1'],
  ['match guard', 'match request:\n    case 1 if Student.objects.exists():\n        return 1', 'match request:\n    case 1 if await Student.objects.aexists():\n        return 1'],
  ['try', 'try:\n    Student.objects.get(pk=1)\nfinally:\n    Student.objects.count()', 'try:\n    await Student.objects.aget(pk=1)\nfinally:\n    await Student.objects.acount()'],
  ['first iterable of a loop', 'for n in Student.objects.in_bulk([1]):\n    print(n)', 'for n in await Student.objects.ain_bulk([1]):\n    print(n)'],
  ['element of a comprehension', 'return [Student.objects.get(pk=pk) for pk in names]', 'return [await Student.objects.aget(pk=pk) for pk in names]'],
  ['condition of a comprehension', 'return [pk for pk in names if Student.objects.filter(pk=pk).exists()]', 'return [pk for pk in names if await Student.objects.filter(pk=pk).aexists()]'],
  ['dict comprehension', 'return {pk: Student.objects.get(pk=pk).name for pk in names}', 'return {pk: (await Student.objects.aget(pk=pk)).name for pk in names}'],
  ['first iterable of a comprehension', 'return [n for n in Student.objects.in_bulk([1])]', 'return [n for n in await Student.objects.ain_bulk([1])]'],
  ['first iterable of a generator', 'return sum(n for n in Student.objects.in_bulk([1]))', 'return sum(n for n in await Student.objects.ain_bulk([1]))'],
  ['keyword right before it', 'return 1if Student.objects.exists()else 2', 'return 1if await Student.objects.aexists()else 2'],
  ['keyword right before a parenthesis', 'return(Student.objects.count())', 'return(await Student.objects.acount())'],
  ['one-line suite', 'if request: Student.objects.create(name="A")', 'if request: await Student.objects.acreate(name="A")'],
  ['two statements on a line', 'names = []; Student.objects.create(name="A"); return names', 'names = []; await Student.objects.acreate(name="A"); return names'],
  ['trailing comment', 'Student.objects.create(name="A")  # one', 'await Student.objects.acreate(name="A")  # one'],
  ['comment inside of the call', 'Student.objects.create(  # one\n    name="A",  # two\n)', 'await Student.objects.acreate(  # one\n    name="A",  # two\n)'],
  ['chain over lines', 'student = (\n    Student.objects\n    # the first\n    .filter(age=3)\n    .get()\n)', 'student = (\n    await Student.objects\n    # the first\n    .filter(age=3)\n    .aget()\n)'],
  ['chain over lines with an attribute', 'name = (\n    Student.objects\n    .filter(age=3)\n    .get()\n    .name\n)', 'name = (\n    (await Student.objects\n    .filter(age=3)\n    .aget())\n    .name\n)'],
  ['line continuation', 'student = Student.objects \\\n    .filter(age=3) \\\n    .get()', 'student = await Student.objects \\\n    .filter(age=3) \\\n    .aget()'],
  ['instance', 'student = await Student.objects.aget(pk=1)\nstudent.save(update_fields=["name"])', 'student = await Student.objects.aget(pk=1)\nawait student.asave(update_fields=["name"])'],
  ['related manager', 'school = await School.objects.aget(pk=1)\nreturn school.students.count()', 'school = await School.objects.aget(pk=1)\nreturn await school.students.acount()'],
  ['method of the project with a twin', 'return Student.objects.oldest()', 'return await Student.objects.aoldest()'],
  ['method of an own model with a twin', 'student = await Student.objects.aget(pk=1)\nstudent.rename("A")', 'student = await Student.objects.aget(pk=1)\nawait student.arename("A")'],
  ['nested calls', 'return Student.objects.get(school=School.objects.get(pk=1))', 'return await Student.objects.aget(school=await School.objects.aget(pk=1))'],
  ['gather takes coroutines', 'return await asyncio.gather(Student.objects.count(), School.objects.count())', 'return await asyncio.gather(Student.objects.acount(), School.objects.acount())'],
  ['gather of a list', 'return await asyncio.gather(*[Student.objects.get(pk=pk) for pk in names])', 'return await asyncio.gather(*[Student.objects.aget(pk=pk) for pk in names])'],
  ['a task takes a coroutine', 'student = await Student.objects.aget(pk=1)\nasyncio.create_task(student.save())', 'student = await Student.objects.aget(pk=1)\nasyncio.create_task(student.asave())'],
  ['adapter that should get the function', 'return await sync_to_async(Student.objects.get(pk=1))()', 'return await sync_to_async(Student.objects.get)(pk=1)'],
  ['thread with a target', 'return threading.Thread(target=Student.objects.count())', 'return threading.Thread(target=Student.objects.count)'],
  ['thread that should get the function', 'return await asyncio.to_thread(Student.objects.get(pk=1))', 'return await asyncio.to_thread(Student.objects.get, pk=1)'],
  ['executor that should get the function', 'return await loop.run_in_executor(None, Student.objects.count())', 'return await loop.run_in_executor(None, Student.objects.count)'],
];

const ITERATIONS: readonly (readonly [string, string, string])[] = [
  ['loop', 'for student in Student.objects.all():\n    print(student.name)', 'async for student in Student.objects.all():\n    print(student.name)'],
  ['loop with else', 'for student in Student.objects.all():\n    print(student.name)\nelse:\n    print()', 'async for student in Student.objects.all():\n    print(student.name)\nelse:\n    print()'],
  ['loop on one line', 'for student in Student.objects.all(): print(student.name)', 'async for student in Student.objects.all(): print(student.name)'],
  ['loop over a variable', 'students = Student.objects.all()\nfor student in students:\n    print(student.name)', 'students = Student.objects.all()\nasync for student in students:\n    print(student.name)'],
  ['loop with a comment', 'for student in Student.objects.all():  # all\n    print(student.name)', 'async for student in Student.objects.all():  # all\n    print(student.name)'],
  ['loop over lines', 'for student in (\n    Student.objects\n    .all()  # all\n):\n    print(student.name)', 'async for student in (\n    Student.objects\n    .all()  # all\n):\n    print(student.name)'],
  ['tuple target', 'for pk, name in Student.objects.values_list("pk", "name"):\n    print(pk, name)', 'async for pk, name in Student.objects.values_list("pk", "name"):\n    print(pk, name)'],
  ['iterator', 'for student in Student.objects.iterator(chunk_size=5):\n    print(student.name)', 'async for student in Student.objects.aiterator(chunk_size=5):\n    print(student.name)'],
  ['list of an iterator', 'return list(Student.objects.iterator())', 'return [student async for student in Student.objects.aiterator()]'],
  ['enumerated iterator', 'for number, each in enumerate(Student.objects.iterator()):\n    print(number, each)', 'for number, each in enumerate([student async for student in Student.objects.aiterator()]):\n    print(number, each)'],
  ['raw query', 'for student in Student.objects.raw("SELECT 1"):\n    print(student.name)', 'async for student in Student.objects.raw("SELECT 1"):\n    print(student.name)'],
  ['slice', 'for student in Student.objects.all()[:3]:\n    print(student.name)', 'async for student in Student.objects.all()[:3]:\n    print(student.name)'],
  ['nested loops', 'for school in School.objects.all():\n    for student in school.students.all():\n        print(student.name)', 'async for school in School.objects.all():\n    async for student in school.students.all():\n        print(student.name)'],
  ['list comprehension', 'return [s.name for s in Student.objects.all()]', 'return [s.name async for s in Student.objects.all()]'],
  ['list comprehension with a condition', 'return [s.name for s in Student.objects.all() if s.age]', 'return [s.name async for s in Student.objects.all() if s.age]'],
  ['set comprehension', 'return {s.name for s in Student.objects.all()}', 'return {s.name async for s in Student.objects.all()}'],
  ['dict comprehension', 'return {s.pk: s.name for s in Student.objects.all()}', 'return {s.pk: s.name async for s in Student.objects.all()}'],
  ['comprehension over lines', 'return [\n    s.name\n    # each\n    for s in Student.objects.all()\n]', 'return [\n    s.name\n    # each\n    async for s in Student.objects.all()\n]'],
  ['second clause', 'return [s.name for _ in names for s in Student.objects.all()]', 'return [s.name for _ in names async for s in Student.objects.all()]'],
  ['generator for join', 'return ",".join(s.name for s in Student.objects.all())', 'return ",".join([s.name async for s in Student.objects.all()])'],
  ['generator for sum with a start', 'return sum((s.age for s in Student.objects.all()), 3)', 'return sum([s.age async for s in Student.objects.all()], 3)'],
  ['generator for list', 'return list(s.name for s in Student.objects.all())', 'return [s.name async for s in Student.objects.all()]'],
  ['generator for set', 'return set(s.name for s in Student.objects.all())', 'return {s.name async for s in Student.objects.all()}'],
  ['generator for any', 'return any(s.age > 3 for s in Student.objects.all())', 'return any([s.age > 3 async for s in Student.objects.all()])'],
  ['generator for dict', 'return dict((s.pk, s.name) for s in Student.objects.all())', 'return dict([(s.pk, s.name) async for s in Student.objects.all()])'],
  ['generator over lines', 'return ",".join(\n    s.name  # each\n    for s in Student.objects.all()\n)', 'return ",".join([\n    s.name  # each\n    async for s in Student.objects.all()\n])'],
  ['f-string with a generator', 'return f"{len([s for s in Student.objects.all()])}"', 'return f"{len([s async for s in Student.objects.all()])}"'],
  ['list', 'return list(Student.objects.all())', 'return [student async for student in Student.objects.all()]'],
  ['list with a trailing comma', 'return list(Student.objects.all(),)', 'return [student async for student in Student.objects.all()]'],
  ['list with a comment', 'return list(  # all\n    Student.objects.all()\n)', 'return list(  # all\n    [student async for student in Student.objects.all()]\n)'],
  ['list of a variable', 'students = Student.objects.all()\nreturn list(students)', 'students = Student.objects.all()\nreturn [student async for student in students]'],
  ['list, indexed', 'return list(Student.objects.all())[0].name', 'return [student async for student in Student.objects.all()][0].name'],
  ['list, awaited in vain', 'return await list(Student.objects.all())', 'return [student async for student in Student.objects.all()]'],
  ['list of values', 'return list(Student.objects.values("name"))', 'return [row async for row in Student.objects.values("name")]'],
  ['list where the name is taken', 'student = await Student.objects.aget(pk=1)\nprint(student.name)\nreturn list(Student.objects.all())', 'student = await Student.objects.aget(pk=1)\nprint(student.name)\nreturn [row async for row in Student.objects.all()]'],
  ['list where two names are taken', 'student = row = 1\nprint(student, row)\nreturn list(Student.objects.all())', 'student = row = 1\nprint(student, row)\nreturn [item async for item in Student.objects.all()]'],
  ['set', 'return set(Student.objects.all())', 'return {student async for student in Student.objects.all()}'],
  ['set in an f-string', 'return f"{set(Student.objects.all())}"', 'return f"{ {student async for student in Student.objects.all()}}"'],
  ['set of a generator in an f-string', 'return f"{set(s.name for s in Student.objects.all())}"', 'return f"{ {s.name async for s in Student.objects.all()}}"'],
  ['tuple', 'return tuple(Student.objects.all())', 'return tuple([student async for student in Student.objects.all()])'],
  ['dict', 'return dict(Student.objects.values_list("pk", "name"))', 'return dict([row async for row in Student.objects.values_list("pk", "name")])'],
  ['sorted with a key', 'return sorted(Student.objects.all(), key=lambda s: s.name)', 'return sorted([student async for student in Student.objects.all()], key=lambda s: s.name)'],
  ['sum', 'return sum(Student.objects.values_list("age", flat=True))', 'return sum([row async for row in Student.objects.values_list("age", flat=True)])'],
  ['max with a default', 'return max(Student.objects.values_list("age", flat=True), default=0)', 'return max([row async for row in Student.objects.values_list("age", flat=True)], default=0)'],
  ['join', 'return ",".join(Student.objects.values_list("name", flat=True))', 'return ",".join([row async for row in Student.objects.values_list("name", flat=True)])'],
  ['enumerate', 'for number, student in enumerate(Student.objects.all()):\n    print(number, student.name)', 'for number, student in enumerate([row async for row in Student.objects.all()]):\n    print(number, student.name)'],
  ['zip', 'return list(zip(names, Student.objects.all()))', 'return list(zip(names, [student async for student in Student.objects.all()]))'],
  ['extend', 'rows = []\nrows.extend(Student.objects.all())', 'rows = []\nrows.extend([student async for student in Student.objects.all()])'],
  ['spread', 'print(*Student.objects.all())', 'print(*[student async for student in Student.objects.all()])'],
  ['spread into a list', 'return [*Student.objects.all(), 1]', 'return [*[student async for student in Student.objects.all()], 1]'],
  ['unpacking', 'first, second = Student.objects.all()', 'first, second = [student async for student in Student.objects.all()]'],
  ['unpacking with a star', 'first, *rest = Student.objects.order_by("name")', 'first, *rest = [student async for student in Student.objects.order_by("name")]'],
  ['length', 'return len(Student.objects.all())', 'return await Student.objects.all().acount()'],
  ['length of a variable read once', 'students = Student.objects.all()\nreturn len(students)', 'students = Student.objects.all()\nreturn await students.acount()'],
  ['length of a variable read again', 'students = Student.objects.all()\nprint(len(students))\nreturn [s.name for s in students]', 'students = Student.objects.all()\nprint(len([student async for student in students]))\nreturn [s.name for s in students]'],
  ['length in an operation', 'return len(Student.objects.all()) ** 2', 'return await Student.objects.all().acount() ** 2'],
  ['truth', 'students = Student.objects.all()\nif students:\n    return 1', 'students = Student.objects.all()\nif await students.aexists():\n    return 1'],
  ['truth of an expression', 'if Student.objects.filter(age=3):\n    return 1', 'if await Student.objects.filter(age=3).aexists():\n    return 1'],
  ['truth denied', 'students = Student.objects.all()\nreturn not students', 'students = Student.objects.all()\nreturn not await students.aexists()'],
  ['truth in a condition', 'students = Student.objects.all()\nreturn 1 if students else 2', 'students = Student.objects.all()\nreturn 1 if await students.aexists() else 2'],
  ['bool', 'return bool(Student.objects.all())', 'return await Student.objects.all().aexists()'],
  ['union of queries', 'return [s.name for s in Student.objects.all() | Student.objects.active()]', 'return [s.name async for s in Student.objects.all() | Student.objects.active()]'],
  ['truth of a union', 'if Student.objects.all() | Student.objects.active():\n    return 1', 'if await (Student.objects.all() | Student.objects.active()).aexists():\n    return 1'],
];

const COROUTINES: readonly (readonly [string, string, string])[] = [
  ['dropped coroutine', 'Student.objects.acreate(name="A")', 'await Student.objects.acreate(name="A")'],
  ['stored coroutine', 'student = Student.objects.aget(pk=1)\nreturn student.name', 'student = await Student.objects.aget(pk=1)\nreturn student.name'],
  ['attribute of a coroutine', 'return Student.objects.aget(pk=1).name', 'return (await Student.objects.aget(pk=1)).name'],
  ['awaited attribute of a coroutine', 'return await Student.objects.aget(pk=1).name', 'return (await Student.objects.aget(pk=1)).name'],
  ['condition', 'if Student.objects.aexists():\n    return 1', 'if await Student.objects.aexists():\n    return 1'],
  ['comparison', 'return Student.objects.acount() > 3', 'return await Student.objects.acount() > 3'],
  ['f-string', 'return f"{Student.objects.acount()}"', 'return f"{await Student.objects.acount()}"'],
  ['unpacked', 'student, created = Student.objects.aget_or_create(name="A")', 'student, created = await Student.objects.aget_or_create(name="A")'],
  ['of an own function', 'afind_oldest()', 'await afind_oldest()'],
  ['uncalled', 'return await Student.objects.acount', 'return await Student.objects.acount()'],
  ['uncalled adapter', 'return await sync_to_async(lambda: 1)', 'return await sync_to_async(lambda: 1)()'],
  ['awaited loop', 'for student in await Student.objects.all():\n    print(student.name)', 'async for student in Student.objects.all():\n    print(student.name)'],
  ['awaited comprehension', 'return [s.name for s in await Student.objects.filter(age=3)]', 'return [s.name async for s in Student.objects.filter(age=3)]'],
  ['awaited query in an expression', 'return len(await Student.objects.filter(age=3))', 'return len([student async for student in Student.objects.filter(age=3)])'],
  ['awaited manager', 'return list(await Student.objects)', 'return list([student async for student in Student.objects.all()])'],
  ['async loop over an iterator', 'async for student in Student.objects.iterator():\n    print(student.name)', 'async for student in Student.objects.aiterator():\n    print(student.name)'],
  ['async iterator in a loop', 'for student in Student.objects.aiterator():\n    print(student.name)', 'async for student in Student.objects.aiterator():\n    print(student.name)'],
  ['async loop over a list', 'async for name in ["a", "b"]:\n    print(name)', 'for name in ["a", "b"]:\n    print(name)'],
  ['async comprehension over a list', 'return [name async for name in ["a", "b"]]', 'return [name for name in ["a", "b"]]'],
  ['async loop over a manager', 'async for student in Student.objects:\n    print(student.name)', 'async for student in Student.objects.all():\n    print(student.name)'],
  ['method that does not exist', 'students = Student.objects.aall()\nreturn students', 'students = Student.objects.all()\nreturn students'],
  ['awaited method that does not exist', 'students = await Student.objects.afilter(age=3)\nreturn students', 'students = Student.objects.filter(age=3)\nreturn students'],
  ['loop over it', 'for student in await Student.objects.aall():\n    print(student.name)', 'async for student in Student.objects.all():\n    print(student.name)'],
  ['in a chain', 'return await Student.objects.afilter(age=3).acount()', 'return await Student.objects.filter(age=3).acount()'],
];

const SUGGESTIONS: readonly (readonly [string, string, string])[] = [
  ['awaited query', 'students = await Student.objects.filter(age=3)\nreturn students', 'students = [student async for student in Student.objects.filter(age=3)]\nreturn students'],
  ['comprehension inside of a comprehension, which Python 3.10 refuses', 'return [[s.name for s in Student.objects.filter(pk=pk)] for pk in names]', 'return [[s.name async for s in Student.objects.filter(pk=pk)] for pk in names]'],
  ['awaited query in parentheses', 'students = await (\n    Student.objects\n    # all\n    .filter(age=3)\n)\nreturn students', 'students = [student async for student in (\n    Student.objects\n    # all\n    .filter(age=3)\n)]\nreturn students'],
  ['sync helper in a comprehension', 'return [count_students() for _ in names]', 'return [await sync_to_async(count_students)() for _ in names]'],
  ['cached in a loop', 'students = Student.objects.all()\nfor name in names:\n    if students:\n        print(name)', 'students = Student.objects.all()\nfor name in names:\n    if await students.aexists():\n        print(name)'],
  ['truth of the last of several', 'students = Student.objects.all()\nif request and students:\n    return 1', 'students = Student.objects.all()\nif await sync_to_async(bool)(request and students):\n    return 1'],
  ['stored iterator', 'iterator = Student.objects.iterator()\nfor student in iterator:\n    print(student)', 'iterator = Student.objects.iterator()\nfor student in await sync_to_async(list)(iterator):\n    print(student)'],
  ['page', 'pages = Paginator(Student.objects.all(), 3)\nfor _ in pages:\n    print()', 'pages = Paginator(Student.objects.all(), 3)\nfor _ in await sync_to_async(list)(pages):\n    print()'],
  ['index', 'return Student.objects.all()[0].name', 'return [student async for student in Student.objects.all()[:1]][0].name'],
  ['second index', 'return Student.objects.order_by("name")[2]', 'return [student async for student in Student.objects.order_by("name")[2:3]][0]'],
  ['containment', 'student = await Student.objects.aget(pk=1)\nreturn student in Student.objects.all()', 'student = await Student.objects.aget(pk=1)\nreturn await Student.objects.all().acontains(student)'],
  ['not contained', 'student = await Student.objects.aget(pk=1)\nif student not in Student.objects.all():\n    return 1', 'student = await Student.objects.aget(pk=1)\nif not await Student.objects.all().acontains(student):\n    return 1'],
  ['print', 'print(Student.objects.all())', 'print([student async for student in Student.objects.all()])'],
  ['f-string', 'return f"{Student.objects.all()}"', 'return f"{[student async for student in Student.objects.all()]}"'],
  ['truth of a variable read again', 'students = Student.objects.all()\nif students:\n    return [s.name async for s in students]', 'students = Student.objects.all()\nif await students.aexists():\n    return [s.name async for s in students]'],
  ['truth in a loop', 'students = Student.objects.all()\nwhile students:\n    print()', 'students = Student.objects.all()\nwhile await students.aexists():\n    print()'],
  ['or', 'students = Student.objects.all()\nreturn students or None', 'students = Student.objects.all()\nreturn await sync_to_async(lambda: students or None)()'],
  ['what may be a list', 'students = []\nif request:\n    students = Student.objects.all()\nfor student in students:\n    print(student)', 'students = []\nif request:\n    students = Student.objects.all()\nfor student in await sync_to_async(list)(students):\n    print(student)'],
  ['length of what may be a list', 'students = []\nif request:\n    students = Student.objects.all()\nreturn len(students)', 'students = []\nif request:\n    students = Student.objects.all()\nreturn await sync_to_async(len)(students)'],
  ['generator for an unknown function', 'return use(s.name for s in Student.objects.all())', 'return use([s.name async for s in Student.objects.all()])'],
  ['sync function of the project', 'return count_students()', 'return await sync_to_async(count_students)()'],
  ['function without a twin', 'student = await Student.objects.aget(pk=1)\nstudent.full_clean()', 'student = await Student.objects.aget(pk=1)\nawait sync_to_async(student.full_clean)()'],
  ['relation', 'student = await Student.objects.aget(pk=1)\nreturn student.school.name', 'student = await Student.objects.select_related("school").aget(pk=1)\nreturn student.school.name'],
  ['relation of a chain', 'async for student in Student.objects.filter(age=3).order_by("name"):\n    print(student.school.name)', 'async for student in Student.objects.select_related("school").filter(age=3).order_by("name"):\n    print(student.school.name)'],
  ['relation of a chain over lines', 'student = await (\n    Student.objects\n    # one\n    .filter(age=3)\n    .aget()\n)\nreturn student.school', 'student = await (\n    Student.objects.select_related("school")\n    # one\n    .filter(age=3)\n    .aget()\n)\nreturn student.school'],
  ['relation of a relation', 'student = await Student.objects.select_related("school").aget(pk=1)\nprofile = await Profile.objects.select_related("student").aget(pk=1)\nreturn profile.student.school', 'student = await Student.objects.select_related("school").aget(pk=1)\nprofile = await Profile.objects.select_related("student__school").select_related("student").aget(pk=1)\nreturn profile.student.school'],
  ['reverse one-to-one', 'student = await Student.objects.aget(pk=1)\nreturn student.profile.bio', 'student = await Student.objects.select_related("profile").aget(pk=1)\nreturn student.profile.bio'],
  ['relation that is awaited', 'student = await Student.objects.aget(pk=1)\nreturn await student.school', 'student = await Student.objects.select_related("school").aget(pk=1)\nreturn student.school'],
  ['relation of a row from elsewhere', 'student = await afind_oldest()\nreturn student.school.name', 'student = await afind_oldest()\nreturn (await sync_to_async(lambda: student.school)()).name'],
  ['deferred field', 'student = await Student.objects.only("name").aget(pk=1)\nreturn student.notes', 'student = await Student.objects.only("name").aget(pk=1)\nreturn await sync_to_async(lambda: student.notes)()'],
  ['property', 'student = await Student.objects.aget(pk=1)\nreturn student.school_name', 'student = await Student.objects.aget(pk=1)\nreturn await sync_to_async(lambda: student.school_name)()'],
  ['property in an f-string', 'student = await Student.objects.aget(pk=1)\nreturn f"{student.school_name}"', 'student = await Student.objects.aget(pk=1)\nreturn f"{await sync_to_async(lambda: student.school_name)()}"'],
];

const FILES: readonly (readonly [string, string, string])[] = [
  ['tabs', 'from school.models import Student\n\n\nasync def view(request):\n\tif request:\n\t\tfor student in Student.objects.all():\n\t\t\tstudent.save()\n', 'from school.models import Student\n\n\nasync def view(request):\n\tif request:\n\t\tasync for student in Student.objects.all():\n\t\t\tawait student.asave()\n'],
  ['CRLF', 'from school.models import Student\r\n\r\n\r\nasync def view(request):\r\n    for student in Student.objects.all():\r\n        student.save()\r\n', 'from school.models import Student\r\n\r\n\r\nasync def view(request):\r\n    async for student in Student.objects.all():\r\n        await student.asave()\r\n'],
  ['a form feed and no line end at the end', 'from school.models import Student\n\f\nasync def view(request):\n    return Student.objects.count()', 'from school.models import Student\n\f\nasync def view(request):\n    return await Student.objects.acount()'],
  ['characters of two code units', 'from school.models import Student\n\n\nasync def view(request):\n    return "😀", Student.objects.get(name="😀").name  # 😀\n', 'from school.models import Student\n\n\nasync def view(request):\n    return "😀", (await Student.objects.aget(name="😀")).name  # 😀\n'],
  ['one-line function', 'from school.models import Student\nasync def view(request): return Student.objects.count()\n', 'from school.models import Student\nasync def view(request): return await Student.objects.acount()\n'],
  ['method', 'from school.models import Student\n\n\nclass Views:\n    async def get(self, request):\n        return Student.objects.count()\n', 'from school.models import Student\n\n\nclass Views:\n    async def get(self, request):\n        return await Student.objects.acount()\n'],
  ['nested async function', 'from school.models import Student\n\n\ndef make():\n    async def inner():\n        return Student.objects.count()\n    return inner\n', 'from school.models import Student\n\n\ndef make():\n    async def inner():\n        return await Student.objects.acount()\n    return inner\n'],
  ['async generator', 'from school.models import Student\n\n\nasync def names():\n    for student in Student.objects.all():\n        yield student.name\n', 'from school.models import Student\n\n\nasync def names():\n    async for student in Student.objects.all():\n        yield student.name\n'],
  ['an imported function, renamed with its import', 'from django.shortcuts import get_object_or_404, render\nfrom school.models import Student\n\n\nasync def view(request):\n    student = get_object_or_404(Student, pk=1)\n    return student.name\n', 'from django.shortcuts import aget_object_or_404, render\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await aget_object_or_404(Student, pk=1)\n    return student.name\n'],
  ['an imported function that is used elsewhere too', 'from django.shortcuts import get_object_or_404\nfrom school.models import Student\n\n\nasync def view(request):\n    return get_object_or_404(Student, pk=1).name\n\n\ndef sync_view(request):\n    return get_object_or_404(Student, pk=1).name\n', 'from django.shortcuts import aget_object_or_404, get_object_or_404\nfrom school.models import Student\n\n\nasync def view(request):\n    return (await aget_object_or_404(Student, pk=1)).name\n\n\ndef sync_view(request):\n    return get_object_or_404(Student, pk=1).name\n'],
  ['an imported function whose twin is imported', 'from django.shortcuts import aget_object_or_404, get_object_or_404\nfrom school.models import Student\n\n\nasync def view(request):\n    await aget_object_or_404(Student, pk=1)\n    return get_object_or_404(Student, pk=1).name\n', 'from django.shortcuts import aget_object_or_404, get_object_or_404\nfrom school.models import Student\n\n\nasync def view(request):\n    await aget_object_or_404(Student, pk=1)\n    return (await aget_object_or_404(Student, pk=1)).name\n'],
  ['an imported function under another name', 'from django.shortcuts import get_object_or_404 as find\nfrom school.models import Student\n\n\nasync def view(request):\n    return find(Student, pk=1).name\n', 'from django.shortcuts import aget_object_or_404, get_object_or_404 as find\nfrom school.models import Student\n\n\nasync def view(request):\n    return (await aget_object_or_404(Student, pk=1)).name\n'],
  ['a function of a module', 'from django import shortcuts\nfrom school.models import Student\n\n\nasync def view(request):\n    return shortcuts.get_object_or_404(Student, pk=1).name\n', 'from django import shortcuts\nfrom school.models import Student\n\n\nasync def view(request):\n    return (await shortcuts.aget_object_or_404(Student, pk=1)).name\n'],
  ['an import over lines', 'from django.shortcuts import (\n    get_list_or_404,\n    get_object_or_404,  # one\n)\nfrom school.models import Student\n\n\nasync def view(request):\n    return get_object_or_404(Student, pk=1).name\n\n\nuse = get_object_or_404, get_list_or_404\n', 'from django.shortcuts import (\n    aget_object_or_404,\n    get_list_or_404,\n    get_object_or_404,  # one\n)\nfrom school.models import Student\n\n\nasync def view(request):\n    return (await aget_object_or_404(Student, pk=1)).name\n\n\nuse = get_object_or_404, get_list_or_404\n'],
  ['a user of a request', 'from django.http import HttpRequest\n\n\nasync def view(request: HttpRequest):\n    request.session["seen", 1] = True, 2\n    return request.session.get("seen")\n', 'from django.http import HttpRequest\n\n\nasync def view(request: HttpRequest):\n    await request.session.aset(("seen", 1), (True, 2))\n    return await request.session.aget("seen")\n'],
];

const IMPORTS: readonly (readonly [string, string, string])[] = [
  ['before Django', 'import json\n\nfrom django.http import HttpResponse\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    student.full_clean()\n    return HttpResponse(json.dumps({}))\n', 'import json\n\nfrom asgiref.sync import sync_to_async\nfrom django.http import HttpResponse\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    await sync_to_async(student.full_clean)()\n    return HttpResponse(json.dumps({}))\n'],
  ['after a docstring and future imports', '"""Views."""\nfrom __future__ import annotations\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    student.full_clean()\n', '"""Views."""\nfrom __future__ import annotations\n\nfrom asgiref.sync import sync_to_async\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    await sync_to_async(student.full_clean)()\n'],
  ['before relative imports', 'from .school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'from asgiref.sync import sync_to_async\n\nfrom .school.models import Student\n\n\nasync def view(request, student: Student):\n    await sync_to_async(student.full_clean)()\n'],
  ['beside another name', 'from asgiref.sync import async_to_sync\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'from asgiref.sync import async_to_sync, sync_to_async\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await sync_to_async(student.full_clean)()\n'],
  ['beside another name in parentheses', 'from asgiref.sync import (\n    async_to_sync,\n    iscoroutinefunction,\n)\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'from asgiref.sync import (\n    async_to_sync,\n    iscoroutinefunction,\n    sync_to_async,\n)\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await sync_to_async(student.full_clean)()\n'],
  ['before another name in parentheses', 'from asgiref.sync import (\n    async_to_sync,\n    zzz,\n)\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'from asgiref.sync import (\n    async_to_sync,\n    sync_to_async,\n    zzz,\n)\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await sync_to_async(student.full_clean)()\n'],
  ['an alias that is there', 'from asgiref.sync import sync_to_async as offload\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'from asgiref.sync import sync_to_async as offload\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await offload(student.full_clean)()\n'],
  ['a module that is there', 'import asgiref.sync\nfrom asgiref import sync\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'import asgiref.sync\nfrom asgiref import sync\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await sync.sync_to_async(student.full_clean)()\n'],
  ['the adapter of channels', 'from channels.db import database_sync_to_async\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', 'from channels.db import database_sync_to_async\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await database_sync_to_async(student.full_clean)()\n'],
  ['CRLF', 'from school.models import Student\r\n\r\n\r\nasync def view(request, student: Student):\r\n    student.full_clean()\r\n', 'from asgiref.sync import sync_to_async\r\nfrom school.models import Student\r\n\r\n\r\nasync def view(request, student: Student):\r\n    await sync_to_async(student.full_clean)()\r\n'],
  ['a comment above the imports', '# Copyright.\n\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    student.full_clean()\n', '# Copyright.\n\nfrom asgiref.sync import sync_to_async\nfrom school.models import Student\n\n\nasync def view(request, student: Student):\n    await sync_to_async(student.full_clean)()\n'],
];

const TRANSACTIONS: readonly (readonly [string, string, string])[] = [
  ['a write', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        await Student.objects.filter(pk=1).aupdate(age=3)\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            Student.objects.filter(pk=1).update(age=3)\n\n    await run_in_transaction()\n'],
  ['sync queries', 'from django.db import transaction\nfrom school.models import Student\n\n\nasync def view(request):\n    with transaction.atomic():\n        Student.objects.filter(pk=1).update(age=3)\n        Student.objects.create(name="A")\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom school.models import Student\n\n\nasync def view(request):\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            Student.objects.filter(pk=1).update(age=3)\n            Student.objects.create(name="A")\n\n    await run_in_transaction()\n'],
  ['instances and comments', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        # first\n        student.age = 3\n        await student.asave()  # one\n\n        await student.arefresh_from_db()\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            # first\n            student.age = 3\n            student.save()  # one\n\n            student.refresh_from_db()\n\n    await run_in_transaction()\n'],
  ['async loops', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        async for other in Student.objects.filter(age=3).aiterator():\n            other.age = 4\n            await other.asave()\n        ages = [s.age async for s in Student.objects.all()]\n        print(ages)\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            for other in Student.objects.filter(age=3).iterator():\n                other.age = 4\n                other.save()\n            ages = [s.age for s in Student.objects.all()]\n            print(ages)\n\n    await run_in_transaction()\n'],
  ['a result that is used', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        other = await Student.objects.acreate(name="A")\n    return other.name\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            other = Student.objects.create(name="A")\n        return other\n\n    other = await run_in_transaction()\n    return other.name\n'],
  ['two results', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        one = await Student.objects.acreate(name="A")\n        two = await Student.objects.acreate(name="B")\n    return one.name, two.name\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            one = Student.objects.create(name="A")\n            two = Student.objects.create(name="B")\n        return one, two\n\n    one, two = await run_in_transaction()\n    return one.name, two.name\n'],
  ['a last return', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        await student.asave()\n        return student.name\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            student.save()\n            return student.name\n\n    return await run_in_transaction()\n'],
  ['arguments of the transaction', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic(using="default"):  # both\n        await student.asave()\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic(using="default"):  # both\n            student.save()\n\n    await run_in_transaction()\n'],
  ['a nested transaction', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        async with transaction.atomic():\n            await student.asave()\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            with transaction.atomic():\n                student.save()\n\n    await run_in_transaction()\n'],
  ['attributes of what is awaited', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        name = (await Student.objects.aget(pk=2)).name\n        student.name = name\n        await student.asave()\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            name = (Student.objects.get(pk=2)).name\n            student.name = name\n            student.save()\n\n    await run_in_transaction()\n'],
  ['tabs', 'from django.db import transaction\nfrom school.models import Student\n\n\nasync def view(request):\n\tif request:\n\t\tasync with transaction.atomic():\n\t\t\tawait Student.objects.acreate(name="A")\n\t\t\tawait Student.objects.acreate(name="B")\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom school.models import Student\n\n\nasync def view(request):\n\tif request:\n\t\t@sync_to_async\n\t\tdef run_in_transaction():\n\t\t\twith transaction.atomic():\n\t\t\t\tStudent.objects.create(name="A")\n\t\t\t\tStudent.objects.create(name="B")\n\n\t\tawait run_in_transaction()\n'],
  ['CRLF', 'from django.db import transaction\r\nfrom school.models import Student\r\n\r\n\r\nasync def view(request):\r\n    async with transaction.atomic():\r\n        await Student.objects.acreate(name="A")\r\n        await Student.objects.acreate(name="B")\r\n    return 1\r\n', 'from asgiref.sync import sync_to_async\r\nfrom django.db import transaction\r\nfrom school.models import Student\r\n\r\n\r\nasync def view(request):\r\n    @sync_to_async\r\n    def run_in_transaction():\r\n        with transaction.atomic():\r\n            Student.objects.create(name="A")\r\n            Student.objects.create(name="B")\r\n\r\n    await run_in_transaction()\r\n    return 1\r\n'],
  ['a taken name', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        await student.asave()\n    run_in_transaction = 1\n    return run_in_transaction\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction_2():\n        with transaction.atomic():\n            student.save()\n\n    await run_in_transaction_2()\n    run_in_transaction = 1\n    return run_in_transaction\n'],
  ['two levels of loops', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        for age in [1, 2]:\n            if age:\n                continue\n            await student.asave()\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n\n    @sync_to_async\n    def run_in_transaction():\n        with transaction.atomic():\n            for age in [1, 2]:\n                if age:\n                    continue\n                student.save()\n\n    await run_in_transaction()\n'],
  ['decorators in the wrong order', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom school.models import Student\n\n\n@transaction.atomic  # all\n@sync_to_async\ndef move():\n    Student.objects.filter(pk=1).update(age=3)\n\n\nasync def view(request):\n    await move()\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom school.models import Student\n\n\n@sync_to_async  # all\n@transaction.atomic\ndef move():\n    Student.objects.filter(pk=1).update(age=3)\n\n\nasync def view(request):\n    await move()\n'],
  ['decorators with arguments', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom school.models import Student\n\n\n@transaction.atomic(using="default")\n@sync_to_async(thread_sensitive=True)\ndef move():\n    Student.objects.filter(pk=1).update(age=3)\n', 'from asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom school.models import Student\n\n\n@sync_to_async(thread_sensitive=True)\n@transaction.atomic(using="default")\ndef move():\n    Student.objects.filter(pk=1).update(age=3)\n'],
];

const LEFT_ALONE: readonly (readonly [string, string])[] = [
  ['lambda', 'from school.models import Student\n\n\nasync def view(request):\n    return (lambda: Student.objects.count())()\n'],
  ['key of sort', 'from school.models import Student\n\n\nasync def view(request):\n    return sorted([1], key=lambda pk: Student.objects.get(pk=pk).age)\n'],
  ['element of a generator', 'from school.models import Student\n\n\nasync def view(request):\n    return any(Student.objects.filter(pk=pk).exists() for pk in [1, 2])\n'],
  ['twin in a transaction', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    with transaction.atomic():\n        if request:\n            return\n        Student.objects.create(name="A")\n'],
  ['break across the border', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    for x in [1]:\n        break\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        for _ in [1]:\n            break\n        yield 1\n'],
  ['early return', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        if request:\n            return 1\n        await student.asave()\n'],
  ['yield', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        yield 1\n        await student.asave()\n'],
  ['other things awaited', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        await request.body()\n        await student.asave()\n'],
  ['a name that may not be assigned', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        if request:\n            other = await Student.objects.acreate(name="A")\n    return other\n'],
  ['a name that is read before', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        student = await Student.objects.aget(pk=student.pk + 1)\n        await student.asave()\n'],
  ['text over lines', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        student.name = """\n        A\n        """\n        await student.asave()\n'],
  ['several managers', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with request, transaction.atomic():\n        await student.asave()\n'],
  ['one-line suite', 'from django.db import transaction\nfrom school.models import Student\n\n\nasync def view(request):\n    async with transaction.atomic(): await Student.objects.acreate(name="A")\n'],
  ['a twin of a property', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        user = await request.auser()\n        await student.asave()\n'],
  ['coroutine kept', 'from django.db import transaction\n\nfrom school.models import Student\n\n\nasync def view(request):\n    student = await Student.objects.aget(pk=1)\n    async with transaction.atomic():\n        work = student.asave()\n        await work\n'],
  ['super()', 'from django.db import transaction\nfrom school.models import Student\n\n\nclass View:\n    async def get(self, student: Student):\n        async with transaction.atomic():\n            super().get(student)\n            await student.asave()\n'],
  ['decorator on an async function', 'from django.db import transaction\nfrom school.models import Student\n\n\n@transaction.atomic\nasync def move():\n    await Student.objects.acreate(name="A")\n'],
  ['required arguments of what is uncalled', 'from school.models import Student\n\n\nasync def view(request):\n    return await Student.objects.acontains\n'],
  ['a text that is no UTF-8', 'from school.models import Student\n\n\nasync def view(request):\n    return Student.objects.get(name="�")\n'],
  ['a sync function', 'from school.models import Student\n\n\ndef view(request):\n    return Student.objects.aget(pk=1).name\n'],
  ['negative index', 'from school.models import Student\n\n\nasync def view(request):\n    return Student.objects.all()[-1]\n'],
  ['cursor', 'from django.db import connection\n\n\nasync def view(request):\n    with connection.cursor() as cursor:\n        return cursor\n'],
  ['coroutine that only some paths await', 'from school.models import Student\n\n\nasync def view(request):\n    pending = Student.objects.aget(pk=1)\n    if request:\n        return None\n    return await pending\n'],
  ['loop inside of a loop that runs', 'from school.models import Student\n\n\nasync def view(request):\n    import asyncio\n    return asyncio.run(Student.objects.acount())\n'],
  ['query that is a task', 'import asyncio\nfrom school.models import Student\n\n\nasync def view(request):\n    return await asyncio.gather(Student.objects.all())\n'],
];

describe('fixes', () => {
  it.each([...TWINS, ...ITERATIONS, ...COROUTINES])('%s', (_, before, after) => {
    expectFix(wrap(before), wrap(after));
  });
  it.each(FILES)('%s', (_, before, after) => {
    expectFix(before, after);
  });
});

describe('suggestions', () => {
  it.each(SUGGESTIONS)('%s', (_, before, after) => {
    expectSuggestion(wrap(before), wrap(after));
  });
  it.each([...IMPORTS, ...TRANSACTIONS])('%s', (_, before, after) => {
    expectSuggestion(before, after);
  });
});

describe('no repair', () => {
  it.each(LEFT_ALONE)('%s', (_, code) => {
    const messages = linter.verify(code, config, { filename });
    expect(messages).not.toEqual([]);
    expect(messages.flatMap(({ fix, suggestions = [] }) => [...(fix ? [fix] : []), ...suggestions])).toEqual([]);
  });
});
