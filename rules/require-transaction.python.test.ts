import { createPythonCases } from '../src/dev/python-cases.ts';
import { python } from '../src/dev/testers.ts';
import rule from './require-transaction.ts';

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db import transaction
from school.models import Profile, School, Student
`);
const plain = createPythonCases('');

const REPLACED = 'which deletes what it replaces';
const OBJECT = 'which is about the same row';
const OPENER = { opener: 'transaction.atomic' };

/** The data of a finding about `School` rows that replace others. */
function replaced(operation: string, first: string, line: string, receiver = 'School'): Record<string, string> {
  return { operation, receiver, first, line, reason: REPLACED };
}

python('django').run('require-transaction', rule, {
  valid: [
    school.valid('held in a thread', `
@sync_to_async
def rename(name):
    with transaction.atomic():
        School.objects.filter(name=name).delete()
        School.objects.create(name=name)
`),
    school.valid('unrelated writes', `
async def rename(name, student: Student):
    await School.objects.acreate(name=name)
    await student.asave()
`),
  ],
  invalid: [
    school.invalid('awaited writes move to a thread', 'writesWithoutTransaction', replaced('School.objects.acreate', 'School.objects.filter(name=name).adelete', '6'), `
async def rename(name):
    await School.objects.filter(name=name).adelete()
    await School.objects.«acreate»(name=name)  # again
    return name
`, { suggestions: [['openTransaction', `
async def rename(name):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            School.objects.filter(name=name).delete()
            School.objects.create(name=name)  # again

    await run_in_transaction()
    return name
`, OPENER]] }),
    school.invalid('names that are used afterwards come back', 'writesWithoutTransaction', { operation: 'student.asave', receiver: 'Student', first: 'Profile.objects.acreate', line: '8', reason: OBJECT }, `
async def enrol(student: Student, flag):
    if flag:
        # The profile first.
        profile = await Profile.objects.acreate(student=student)
        count = await Profile.objects.acount()
        await student.«asave»()
        print(profile, count)
`, { suggestions: [['openTransaction', `
async def enrol(student: Student, flag):
    if flag:
        # The profile first.
        @sync_to_async
        def run_in_transaction():
            with transaction.atomic():
                profile = Profile.objects.create(student=student)
                count = Profile.objects.count()
                student.save()
            return profile, count

        profile, count = await run_in_transaction()
        print(profile, count)
`, OPENER]] }),
    school.invalid('what is returned comes back', 'writesWithoutTransaction', replaced('School.objects.acreate', 'School.objects.filter(name=name).adelete', '6'), `
async def rename(name):
    await School.objects.filter(name=name).adelete()
    return await School.objects.«acreate»(name=name)
`, { suggestions: [['openTransaction', `
async def rename(name):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            School.objects.filter(name=name).delete()
            return School.objects.create(name=name)

    return await run_in_transaction()
`, OPENER]] }),
    school.invalid('functions that threads run are called', 'writesWithoutTransaction', replaced('sync_to_async(School.objects.create)', 'School.objects.filter(name=name).adelete', '6'), `
async def rename(name):
    await School.objects.filter(name=name).adelete()
    await «sync_to_async»(School.objects.create)(name=name)
`, { suggestions: [['openTransaction', `
async def rename(name):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            School.objects.filter(name=name).delete()
            School.objects.create(name=name)

    await run_in_transaction()
`, OPENER]] }),
    school.invalid('a whole loop', 'loopWithoutTransaction', { operation: 'student.asave', receiver: 'Student' }, `
async def number(students: list[Student]):
    for index, student in enumerate(students):
        student.age = index
        await student.«asave»()
`, { suggestions: [['openTransaction', `
async def number(students: list[Student]):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            for index, student in enumerate(students):
                student.age = index
                student.save()

    await run_in_transaction()
`, OPENER]] }),
    school.invalid('a lock and what is written after it', 'lockWithoutTransaction', { operation: 'Student.objects.select_for_update().get', receiver: 'Student' }, `
@sync_to_async
def grow(pk):
    student = Student.objects.select_for_update().«get»(pk=pk)
    student.age += 1
    student.save()
    return student
`, { suggestions: [['openTransaction', `
@sync_to_async
def grow(pk):
    with transaction.atomic():
        student = Student.objects.select_for_update().get(pk=pk)
        student.age += 1
        student.save()
    return student
`, OPENER]] }),
    school.invalid('lines of several lines', 'writesWithoutTransaction', replaced('School.objects.create', 'School.objects.filter(name=name).delete', '8'), `
@sync_to_async
def rename(name):
  if name:
    School.objects.filter(name=name).delete()

    # And again.
    School.objects.«create»(
      name=name,
    )
`, { suggestions: [['openTransaction', `
@sync_to_async
def rename(name):
  if name:
    with transaction.atomic():
      School.objects.filter(name=name).delete()

      # And again.
      School.objects.create(
        name=name,
      )
`, OPENER]] }),
    plain.invalid('without the imports', 'writesWithoutTransaction', replaced('School.objects.acreate', 'School.objects.filter(name=name).adelete', '4'), `from school.models import School

async def rename(name):
    await School.objects.filter(name=name).adelete()
    await School.objects.«acreate»(name=name)
`, { suggestions: [['openTransaction', `from asgiref.sync import sync_to_async
from django.db import transaction
from school.models import School

async def rename(name):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            School.objects.filter(name=name).delete()
            School.objects.create(name=name)

    await run_in_transaction()
`, OPENER]] }),
    plain.invalid('with an import of its own', 'writesWithoutTransaction', replaced('School.objects.create', 'School.objects.filter(name=name).delete', '7'), `from channels.db import database_sync_to_async
from django.db.transaction import atomic
from school.models import School

@database_sync_to_async
def rename(name):
    School.objects.filter(name=name).delete()
    School.objects.«create»(name=name)
`, { suggestions: [['openTransaction', `from channels.db import database_sync_to_async
from django.db.transaction import atomic
from school.models import School

@database_sync_to_async
def rename(name):
    with atomic():
        School.objects.filter(name=name).delete()
        School.objects.create(name=name)
`, { opener: 'atomic' }]] }),
    school.invalid('not around a function that is sync only elsewhere', 'writesWithoutTransaction', replaced('School.objects.acreate', 'wipe', '10'), `
@sync_to_async
def wipe(name):
    School.objects.filter(name=name).delete()

async def rename(name):
    await wipe(name)
    await School.objects.«acreate»(name=name)
`),
    school.invalid('not around an error that is caught', 'writesWithoutTransaction', replaced('School.objects.create', 'School.objects.filter(name=name).delete', '7'), `
@sync_to_async
def rename(name):
    School.objects.filter(name=name).delete()
    try:
        School.objects.get(name=name)
    except School.DoesNotExist:
        pass
    School.objects.«create»(name=name)
`),
    school.invalid('not around a variable that both sides change', 'writesWithoutTransaction', replaced('School.objects.acreate', 'School.objects.filter(name=name).adelete', '7'), `
async def rename(name):
    count = 0
    await School.objects.filter(name=name).adelete()
    count += 1
    await School.objects.«acreate»(name=name)
    return count
`),
    school.invalid('not around a text whose lines would move', 'writesWithoutTransaction', replaced('School.objects.create', 'School.objects.filter(name=name).delete', '7'), `
@sync_to_async
def rename(name):
    School.objects.filter(name=name).delete()
    School.objects.«create»(name="""
one""")
`),
    school.invalid('not around writes that run together', 'writesWithoutTransaction', replaced('School.objects.acreate', 'School.objects.filter(name=name).adelete', '8'), `
async def rename(name):
    import asyncio
    await asyncio.gather(
        School.objects.filter(name=name).adelete(),
        School.objects.«acreate»(name=name),
    )
`),
    school.invalid('none where the name is taken', 'writesWithoutTransaction', replaced('School.objects.create', 'School.objects.filter(name=name).delete', '7'), `
@sync_to_async
def rename(name, transaction):
    School.objects.filter(name=name).delete()
    School.objects.«create»(name=name)
`),
    school.invalid('none for a lock alone', 'lockWithoutTransaction', { operation: 'Student.objects.select_for_update().aget', receiver: 'Student' }, `
async def show(pk):
    return await Student.objects.select_for_update().«aget»(pk=pk)
`),
  ],
});
