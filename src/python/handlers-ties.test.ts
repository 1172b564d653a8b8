import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../index.ts';

const linter = new Linter({ cwd: process.cwd() });
const folder = join(process.cwd(), 'fixtures/types/django-python');
const HEAD = `import asyncio
import contextlib
import httpx
from asgiref.sync import sync_to_async
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import F
from django.forms import modelform_factory
from school.models import Course, School, Student

@contextlib.contextmanager
def together():
    with transaction.atomic():
        yield

def log(user, row):
    LogEntry.objects.create(user=user, object_id=row.pk)

def wipe(name):
    School.objects.filter(name=name).delete()

def fill(name):
    School.objects.create(name=name)

def lock(pk):
    return Student.objects.select_for_update().get(pk=pk)

`;

/** What the rules say of lines, with the end of each message. */
function lint(code: string): string[] {
  const text = HEAD + code;
  const lines = text.split('\n');
  return linter
    .verify(text, plugin.configs.django, { filename: join(folder, 'views.py') })
    .map(({ line, message }) => `${lines[line - 1]?.trim() ?? ''} (${/on line \d+, (?<why>.+)\.$/u.exec(message)?.groups?.['why'] ?? message})`);
}

const PARAMETERS = 'student: Student, other: Student, school: School, name: str, names: list[str], user, price: int, client: httpx.AsyncClient';
const indent = (body: string) => body.split('\n').map((line) => `    ${line}`).join('\n');
const view = (body: string) => `async def view(${PARAMETERS}):\n${indent(body)}\n`;
const thread = (body: string) => `@sync_to_async\ndef view(${PARAMETERS}):\n${indent(body)}\n`;
const offloaded = (body: string, call = 'sync_to_async(work)') => `def work(${PARAMETERS}):\n${indent(body)}\n\nasync def view(*args):\n    await ${call}(*args)\n`;

const REPLACED = 'School.objects.filter(name=name).delete()\nSchool.objects.create(name=name)';
const FOUND = 'School.objects.create(name=name) (which deletes what it replaces)';

describe('a transfer', () => {
  const TRANSFER = 'which is the other side of the same transfer';
  it.each([
    ['of columns', view('await Student.objects.filter(pk=1).aupdate(age=F("age") - price)\nawait Student.objects.filter(pk=2).aupdate(age=F("age") + price)'), `await Student.objects.filter(pk=2).aupdate(age=F("age") + price) (${TRANSFER})`],
    ['of rows', view('student.age -= price\nother.age = other.age + price\nawait student.asave()\nawait other.asave()'), `await other.asave() (${TRANSFER})`],
    ['in a thread', thread('student.age = F("age") - price\nstudent.save()\nother.age = price + F("age")\nother.save()'), `other.save() (${TRANSFER})`],
    ['of writes that run together', view('await asyncio.gather(\n    Student.objects.filter(pk=1).aupdate(age=F("age") - 1),\n    Student.objects.filter(pk=2).aupdate(age=F("age") + 1),\n)'), `Student.objects.filter(pk=2).aupdate(age=F("age") + 1), (${TRANSFER})`],
  ])('%s is reported', (_, code, finding) => {
    expect(lint(code)).toEqual([finding]);
  });

  it.each([
    ['both sides get something', view('await Student.objects.filter(pk=1).aupdate(age=F("age") + price)\nawait Student.objects.filter(pk=2).aupdate(age=F("age") + price)')],
    ['the amounts differ', view('await Student.objects.filter(pk=1).aupdate(age=F("age") - price)\nawait Student.objects.filter(pk=2).aupdate(age=F("age") + 1)')],
    ['the models differ', view('await Student.objects.filter(pk=1).aupdate(age=F("age") - 1)\nawait Course.objects.filter(pk=2).aupdate(age=F("age") + 1)')],
    ['an amount is not the same twice', view('await Student.objects.filter(pk=1).aupdate(age=F("age") - next(names))\nawait Student.objects.filter(pk=2).aupdate(age=F("age") + next(names))')],
    ['something else is waited for', view('await Student.objects.filter(pk=1).aupdate(age=F("age") - 1)\nawait client.get("/")\nawait Student.objects.filter(pk=2).aupdate(age=F("age") + 1)')],
    ['one gives back what a failure left', view('await Student.objects.filter(pk=1).aupdate(age=F("age") - 1)\ntry:\n    await client.get("/")\nexcept httpx.HTTPError:\n    await Student.objects.filter(pk=2).aupdate(age=F("age") + 1)')],
  ])('is none where %s', (_, code) => {
    expect(lint(code)).toEqual([]);
  });
});

describe('rows that a loop numbers', () => {
  const LOOP = (write: string) => `No transaction holds the writes of this loop together: \`${write}\` of \`Student\` may run for some rows only.`;
  it('are reported', () => {
    expect(lint(view('for index, pk in enumerate(names):\n    await Student.objects.filter(pk=pk).aupdate(age=index + 1)'))).toEqual([`await Student.objects.filter(pk=pk).aupdate(age=index + 1) (${LOOP('Student.objects.filter(pk=pk).aupdate')})`]);
    expect(lint(thread('for index, pk in enumerate(names):\n    row = Student.objects.get(pk=pk)\n    row.age = index\n    row.save()'))).toEqual([`row.save() (${LOOP('row.save')})`]);
  });

  it.each([
    ['the progress of one row', view('for index, name in enumerate(names):\n    student.age = index\n    await student.asave()')],
    ['rows that are new', view('for index, name in enumerate(names):\n    await Student.objects.acreate(name=name, age=index)')],
    ['what a request gives', view('for index, pk in enumerate(names):\n    await client.get("/")\n    await Student.objects.filter(pk=pk).aupdate(age=index)')],
    ['a round that may fail', view('for index, pk in enumerate(names):\n    try:\n        await Student.objects.filter(pk=pk).aupdate(age=index)\n    except ValueError:\n        continue')],
    ['rows without their number', view('for index, pk in enumerate(names):\n    await Student.objects.filter(pk=pk).aupdate(name=name)')],
  ])('are none in a loop that writes %s', (_, code) => {
    expect(lint(code)).toEqual([]);
  });
});

describe('a row of a log', () => {
  it.each([
    ['a row that was created', view('row = await Student.objects.acreate(name=name)\nawait LogEntry.objects.acreate(user=user, object_id=row.pk)'), 'await LogEntry.objects.acreate(user=user, object_id=row.pk) (which it records)'],
    ['a row by way of a function', thread('row = Student.objects.create(name=name)\nlog(user, row)'), 'log(user, row) (which it records)'],
    ['what a form saved', thread('form = modelform_factory(Student, fields="__all__")(data=name)\nrow = form.save()\nlog(user, row)'), 'log(user, row) (which it records)'],
    ['a row that was changed', thread('student.age = 3\nstudent.save()\nlog(user, student)'), 'log(user, student) (which is about the same row)'],
  ])('is reported where it records %s', (_, code, finding) => {
    expect(lint(code)).toEqual([finding]);
  });

  it('is left alone where it records something else', () => {
    expect(lint(thread('Student.objects.create(name=name)\nlog(user, other)'))).toEqual([]);
  });
});

describe('a hook', () => {
  it('is reported where it runs before the write that it is about', () => {
    expect(lint(thread('transaction.on_commit(lambda: print(student.pk))\nstudent.save()'))).toEqual(['student.save() (which has run its function before it)']);
    expect(lint(thread('student.save()\ntransaction.on_commit(lambda: print(student.pk))'))).toEqual([]);
    expect(lint(thread('transaction.on_commit(lambda: print(student.pk))\nother.save()'))).toEqual([]);
    expect(lint(thread('with transaction.atomic():\n    transaction.on_commit(lambda: print(student.pk))\n    student.save()'))).toEqual([]);
  });
});

describe('writes of a function that a thread runs', () => {
  it.each([
    ['by its name', offloaded(REPLACED)],
    ['as a method', 'class Desk:\n    def work(self, name):\n        School.objects.filter(name=name).delete()\n        School.objects.create(name=name)\n\n    async def view(self, name):\n        await sync_to_async(self.work)(name)\n'],
    ['nested in the one that runs it', view('def work():\n    School.objects.filter(name=name).delete()\n    School.objects.create(name=name)\n\nawait sync_to_async(work)()')],
    ['with rows that it collects', offloaded('School.objects.filter(name=name).delete()\nrows = []\nfor each in names:\n    rows.append(School(name=each))\nSchool.objects.bulk_create(rows)')],
  ])('are reported there: %s', (_, code) => {
    expect(lint(code).map((finding) => finding.replace('bulk_create(rows)', 'create(name=name)'))).toEqual([FOUND]);
  });

  it('count through functions', () => {
    expect(lint(thread('wipe(name)\nfill(name)'))).toEqual(['fill(name) (which deletes what it replaces)']);
    expect(lint(view('await sync_to_async(wipe)(name)\nawait sync_to_async(fill)(name)'))).toEqual(['await sync_to_async(fill)(name) (which deletes what it replaces)']);
  });

  it.each([
    ['their function is decorated', offloaded(REPLACED).replace('def work', '@transaction.atomic\ndef work')],
    ['their function is wrapped', offloaded(REPLACED, 'sync_to_async(transaction.atomic(work))')],
    ['their caller holds them', offloaded(REPLACED, 'sync_to_async(held)') + '\ndef held(*args):\n    with transaction.atomic():\n        work(*args)\n'],
    ['a context manager of the project opens one', offloaded(`with together():\n${indent(REPLACED)}`)],
    ['an exit stack holds one', offloaded(`with contextlib.ExitStack() as stack:\n    stack.enter_context(transaction.atomic())\n${indent(REPLACED)}`)],
    ['they are committed by hand', offloaded(`transaction.set_autocommit(False)\n${REPLACED}\ntransaction.commit()`)],
    ['no thread of this file runs them', offloaded(REPLACED, 'print')],
    ['what is old is cleared away', offloaded('School.objects.filter(pk__lt=3).delete()\nSchool.objects.create(name=name)')],
    ['what is old is cleared away by a variable', view('old = School.objects.exclude(name=name)\nawait old.adelete()\nawait School.objects.acreate(name=name)')],
  ])('are left alone where %s', (_, code) => {
    expect(lint(code)).toEqual([]);
  });
});

describe('rows that are locked', () => {
  const NONE = 'locks rows until the end of a transaction, and none is open.';
  it.each([
    ['read', view('return await Student.objects.select_for_update().aget(pk=1)'), 'Student.objects.select_for_update().aget'],
    ['read by a variable', view('rows = Student.objects.select_for_update()\nreturn await rows.filter(name=name).afirst()'), 'rows.filter(name=name).afirst'],
    ['iterated', view('async for row in Student.objects.select_for_update():\n    print(row.pk)'), 'Student.objects.select_for_update'],
    ['collected', view('return [row async for row in Student.objects.select_for_update()]'), 'Student.objects.select_for_update'],
    ['tested', thread('if Student.objects.select_for_update():\n    return 1'), 'Student.objects.select_for_update'],
    ['read in a thread', view('return await sync_to_async(Student.objects.select_for_update().get)(pk=1)'), 'sync_to_async(Student.objects.select_for_update().get)'],
    ['read by a function', thread('return lock(1)'), 'lock'],
  ])('are reported where they are %s', (_, code, text) => {
    expect(lint(code).map((finding) => finding.slice(finding.indexOf('(`')))).toEqual([`(\`${text}\` of \`Student\` ${NONE})`]);
  });

  it.each([
    ['in a transaction', thread('with transaction.atomic():\n    return lock(1)')],
    ['by a function that opens one', 'def held(pk):\n    with transaction.atomic():\n        return lock(pk)\n\nasync def view(pk):\n    return await sync_to_async(held)(pk)\n'],
    ['by whoever gets the query', view('return Student.objects.select_for_update()')],
    ['in what only counts', view('return await Student.objects.select_for_update().acount()')],
    ['in an update', view('await Student.objects.select_for_update().filter(pk=1).aupdate(age=3)')],
    ['in no query', view('return [row async for row in Student.objects.select_for_update().none()]')],
  ])('are left alone %s', (_, code) => {
    expect(lint(code)).toEqual([]);
  });
});
