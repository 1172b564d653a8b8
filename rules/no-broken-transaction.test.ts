import { createPythonCases } from '../src/dev/python-cases.ts';
import { python } from '../src/dev/testers.ts';
import rule from './no-broken-transaction.ts';

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-broken-transaction', rule, {
  valid: [
    school.valid('an adapter of a sync method', `from django.db import transaction
from django.utils.decorators import method_decorator

class Enrolment:
    @method_decorator(transaction.atomic)
    def run(self, student: Student):
        student.save()

    async def show(self, student: Student):
        await sync_to_async(self.run)(student)
`),
    school.valid('below the decorator that offloads', `from django.db import transaction

@sync_to_async
@transaction.atomic
def enrol(student: Student):
    student.save()
    transaction.on_commit(print)

async def show(student: Student):
    await enrol(student)
`),
    school.valid('a function that runs in a thread', `from django.db import transaction

@transaction.atomic
def enrol(student: Student):
    student.save()

async def show(student: Student):
    await sync_to_async(enrol)(student)
`),
    school.valid('a nested function that runs in a thread', `from django.db import transaction

async def show(student: Student):
    def enrol():
        with transaction.atomic():
            student.save()

    await sync_to_async(enrol)()
`),
    school.valid('sync code', `from django.db import transaction

def show(student: Student):
    with transaction.atomic():
        student.save()
`),
    school.valid('a class of the project by that name', `class atomic:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        return None

async def show(student: Student):
    async with atomic():
        await student.asave()
`),
    school.valid('a view without a transaction', `from django.db import transaction

@transaction.non_atomic_requests
async def show(request):
    return 1
`),
    school.valid('an async transaction of another library', `from django_async_backend.db.transaction import async_atomic

async def show(student: Student):
    async with async_atomic():
        await student.asave()
`, { nameErrors: 'a package that nothing is known about' }),
    school.valid('a database of no known type', `async def show(database):
    async with database.atomic():
        return 1
`),
    school.valid('on_commit in a thread', `from django.db import transaction

def enrol():
    transaction.on_commit(lambda: print("enrolled"))

async def show():
    await sync_to_async(enrol)()
`),
  ],
  invalid: [
    school.invalid('with', 'transactionInAsync', { operation: 'transaction.atomic' }, `from django.db import transaction

async def show(student: Student):
    with transaction.«atomic»():
        await student.asave()
`, { suggestions: [['extractTransaction', `from django.db import transaction

async def show(student: Student):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            student.save()

    await run_in_transaction()
`]] }),
    school.invalid('async with', 'asyncTransaction', { operation: 'transaction.atomic' }, `from django.db import transaction

async def show(student: Student):
    async with transaction.«atomic»():
        await student.asave()
`, { suggestions: [['extractTransaction', `from django.db import transaction

async def show(student: Student):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            student.save()

    await run_in_transaction()
`]] }),
    school.invalid('imported by name, with an argument', 'asyncTransaction', { operation: 'atomic' }, `from django.db.transaction import atomic

async def show(student: Student):
    async with «atomic»("default"):
        await student.asave()
`, { suggestions: [['extractTransaction', `from django.db.transaction import atomic

async def show(student: Student):
    @sync_to_async
    def run_in_transaction():
        with atomic("default"):
            student.save()

    await run_in_transaction()
`]] }),
    school.invalid('an async exit stack', 'transactionInAsync', { operation: 'transaction.atomic' }, `from contextlib import AsyncExitStack
from django.db import transaction

async def show(student: Student):
    async with AsyncExitStack() as stack:
        stack.enter_context(transaction.«atomic»())
        await student.asave()
`),
    school.invalid('an exit stack', 'transactionInAsync', { operation: 'transaction.atomic' }, `from contextlib import ExitStack
from django.db import transaction

async def show(student: Student):
    with ExitStack() as stack:
        stack.enter_context(transaction.«atomic»())
        await student.asave()
`),
    school.invalid('a decorator', 'decoratedAsync', { operation: 'transaction.atomic' }, `from django.db import transaction

@transaction.«atomic»
async def show(student: Student):
    await student.asave()
`),
    school.invalid('a decorator with arguments', 'decoratedAsync', { operation: 'transaction.atomic' }, `from django.db import transaction

@transaction.«atomic»(durable=True)
async def show(student: Student):
    await student.asave()
`),
    school.invalid('a decorator of an async generator', 'decoratedAsync', { operation: 'transaction.atomic' }, `from django.db import transaction

@transaction.«atomic»
async def list_students():
    async for student in Student.objects.all():
        yield student
`),
    school.invalid('a decorator that an adapter gets', 'decoratedAsync', { operation: 'transaction.atomic' }, `from django.db import transaction
from django.utils.decorators import method_decorator

class Enrolment:
    @method_decorator(transaction.«atomic»)
    async def run(self, student: Student):
        await student.asave()
`),
    school.invalid('above the decorator that offloads', 'transactionOutside', { operation: 'transaction.atomic' }, `from django.db import transaction

@transaction.«atomic»
@sync_to_async
def enrol(student: Student):
    student.save()
`, { suggestions: [['reorderDecorators', `from django.db import transaction

@sync_to_async
@transaction.atomic
def enrol(student: Student):
    student.save()
`]] }),
    school.invalid('on_commit', 'controlInAsync', { operation: 'transaction.on_commit' }, `from django.db import transaction

async def show():
    transaction.«on_commit»(print)
`),
    school.invalid('a savepoint', 'controlInAsync', { operation: 'transaction.savepoint' }, `from django.db import transaction

async def show():
    return transaction.«savepoint»()
`),
    school.invalid('autocommit', 'controlInAsync', { operation: 'transaction.set_autocommit' }, `from django.db import transaction

async def show():
    transaction.«set_autocommit»(False)
`),
    school.invalid('a decorated method', 'decoratedAsync', { operation: 'transaction.atomic' }, `from django.db import transaction

class Enrolment:
    @transaction.«atomic»
    async def run(self, student: Student):
        await student.asave()
`),
    school.invalid('only ORM calls and locals', 'asyncTransaction', { operation: 'transaction.atomic' }, `from django.db import transaction

async def show(school: School):
    async with transaction.«atomic»():
        student = await Student.objects.acreate(name="A", school=school)
        await Profile.objects.acreate(student=student)
`, { suggestions: [['extractTransaction', `from django.db import transaction

async def show(school: School):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            student = Student.objects.create(name="A", school=school)
            Profile.objects.create(student=student)

    await run_in_transaction()
`]] }),
    school.invalid('sync calls and locals', 'transactionInAsync', { operation: 'transaction.atomic' }, `from django.db import transaction

async def show(name):
    with transaction.«atomic»():
        student = Student.objects.create(name=name)
        Profile.objects.create(student=student)
`, { suggestions: [['extractTransaction', `from django.db import transaction

async def show(name):
    @sync_to_async
    def run_in_transaction():
        with transaction.atomic():
            student = Student.objects.create(name=name)
            Profile.objects.create(student=student)

    await run_in_transaction()
`]] }),
    school.invalid('a body that awaits something else', 'asyncTransaction', { operation: 'transaction.atomic' }, `import asyncio

from django.db import transaction

async def show(student: Student):
    async with transaction.«atomic»():
        await student.asave()
        await asyncio.sleep(1)
`),
    school.invalid('commit', 'controlInAsync', { operation: 'transaction.commit' }, `from django.db import transaction

async def show():
    transaction.«commit»()
`),
  ],
});
