import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../index.ts';

const linter = new Linter({ cwd: process.cwd() });
const folder = join(process.cwd(), 'fixtures/types/django-python');
const HEAD = `import contextlib
import httpx
from asgiref.sync import sync_to_async
from django.db import transaction
from django.forms import modelform_factory
from school.models import Course, Profile, School, Student

def note(student):
    Course.objects.create(title=student.name)

def find_school(name):
    school = School.objects.filter(name=name).first()
    if school is None:
        school = School.objects.create(name=name)
    return school

`;

function lint(code: string, name = 'views.py'): string[] {
  const text = HEAD + code;
  const lines = text.split('\n');
  return linter
    .verify(text, plugin.configs.django, { filename: join(folder, name) })
    .map(({ line, message, ruleId }) => (ruleId === 'async-orm/require-transaction' ? `${lines[line - 1]?.trim() ?? ''} (${/on line \d+, (?<why>.+)\.$/u.exec(message)?.groups?.['why'] ?? message})` : message));
}

const view = (body: string) => `async def view(student: Student, name: str, flag: bool, client: httpx.AsyncClient):\n${indent(body)}\n`;
const thread = (body: string) => `@sync_to_async\ndef view(student: Student, name: str, flag: bool, user):\n${indent(body)}\n`;
const indent = (body: string) => body.split('\n').map((line) => `    ${line}`).join('\n');

describe('writes that depend on each other', () => {
  it.each([
    ['one replaces what another deletes', view('await School.objects.filter(name=name).adelete()\nawait School.objects.acreate(name=name)'), 'await School.objects.acreate(name=name) (which deletes what it replaces)'],
    ['both are about one row', view('await Profile.objects.acreate(student=student)\nawait student.asave()'), 'await student.asave() (which is about the same row)'],
    ['one deletes the row that a function writes about', thread('note(student)\nstudent.delete()'), 'student.delete() (which is about the same row)'],
  ])('are reported where %s', (_, code, finding) => {
    expect(lint(code)).toEqual([finding]);
  });

  it('are reported where a hook waits for a commit that has been', () => {
    const hook = (before: string, inside: string) => `async def view(student: Student):
${before}
    @sync_to_async
    def schedule():
${inside}
        transaction.on_commit(lambda: print(student.pk))

    await schedule()
`;
    expect(lint(hook('    await student.adelete()\n', ''))).toEqual(['await schedule() (which is about the same row)']);
    expect(lint(hook('', '        student.delete()\n'))).toEqual([]);
  });
});

describe('writes are left alone', () => {
  it.each([
    ['in a transaction', thread('with transaction.atomic():\n    school = School.objects.create(name=name)\n    Student.objects.create(name=name, school=school)')],
    ['below the decorator', thread('school = School.objects.create(name=name)\nStudent.objects.create(name=name, school=school)').replace('@sync_to_async', '@sync_to_async\n@transaction.atomic')],
    ['in sync code, whose caller may hold a transaction', thread('school = School.objects.create(name=name)\nStudent.objects.create(name=name, school=school)').replace('@sync_to_async\n', '')],
    ['of which one runs', view('if flag:\n    await student.asave()\nelse:\n    await student.adelete()')],
    ['of which one test lets one run', view('if name == "a":\n    await student.asave()\nif name == "b":\n    await student.adelete()')],
    ['when they have nothing in common', view('await student.asave()\nawait School.objects.acreate(name=name)')],
    ['while others are waited for', view('school = await School.objects.acreate(name=name)\nawait client.get("https://example.org")\nawait Student.objects.acreate(name=name, school=school)')],
    ['when a failure goes on', view('with contextlib.suppress(School.DoesNotExist):\n    await School.objects.filter(name=name).adelete()\nawait School.objects.acreate(name=name)')],
    ['after a failure', view('try:\n    await student.asave()\nexcept ValueError:\n    await student.adelete()')],
    ['when the first makes sure of a row', view('school, _ = await School.objects.aget_or_create(name=name)\nawait Student.objects.acreate(name=name, school=school)')],
    ['when a function looks first', thread('school = find_school(name)\nStudent.objects.create(name=name, school=school)')],
    ['for each row of a loop', view('for title in name:\n    await Course.objects.acreate(title=title)')],
    ['when a row is only saved as it was made', view('row = await Student.objects.acreate(name=name)\nawait row.asave()')],
    ['that tie rows together', view('row = await Student.objects.acreate(name=name)\nawait row.courses.aadd(1)\nawait row.courses.aclear()')],
    ['to a row that is deleted', view('await student.asave()\nawait student.adelete()')],
    ['for a row that was created just before: one uses what another made', view('school = await School.objects.acreate(name=name)\nawait Student.objects.acreate(name=name, school=school)')],
    ['for a row that was created just before: through a variable', view('school = await School.objects.acreate(name=name)\nkey = school.pk\nawait Student.objects.acreate(name=name, school_id=key)')],
    ['for a row that was created just before: in a thread, called one by one', view('school = await sync_to_async(School.objects.create)(name=name)\nawait sync_to_async(Student.objects.create)(name=name, school=school)')],
    ['for a row that was created just before: in a function that runs in a thread', thread('school = School.objects.create(name=name)\nStudent.objects.create(name=name, school=school)')],
    ['for a row that was created just before: one behind a function', thread('row = Student.objects.create(name=name)\nnote(row)')],
    ['for a row that was created just before: a form makes the row', thread('form = modelform_factory(Student, fields="__all__")(data=name)\nif form.is_valid():\n    row = form.save()\n    note(row)')],
    ['alone', view('await student.asave()')],
  ])('%s', (_, code) => {
    expect(lint(code)).toEqual([]);
  });

  it.each(['tests/test_views.py', 'school/migrations/0001_initial.py', 'school/management/commands/fill.py', 'conftest.py'])('in %s', (name) => {
    expect(lint(view('school = await School.objects.acreate(name=name)\nawait Student.objects.acreate(name=name, school=school)'), name)).toEqual([]);
  });
});
