import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../index.ts';

const FOLDER = 'fixtures/types/django-python/school';
const linter = new Linter();

/** `12 no-floating-query` for each finding in a file of the school project. */
function lint(code: string): readonly string[] {
  const messages = linter.verify(code, [...plugin.configs.django, { settings: { 'async-orm': { versions: { django: '5.2' } } } }], { filename: join(FOLDER, 'program.py') });
  return messages.map(({ line, message, ruleId }) => `${String(line)} ${ruleId?.replace('async-orm/', '') ?? message}`);
}

const HEALTHY: Readonly<Record<string, string>> = {
  'a function and a method of one name': `
from channels.db import database_sync_to_async

def login(token):
    return token.user

class Auth:
    async def login(self, token):
        return await database_sync_to_async(login)(token)
`,
  'a later import takes the name': `
from django.contrib.auth import authenticate
from .tokens import authenticate

async def enter(token):
    return await authenticate(token, fresh=True)
`,
  'a group of values, told apart by one of them': `
from asgiref.sync import sync_to_async
from .models import Student

@sync_to_async
def pair(name):
    waiting = list(Student.objects.select_related("school")[:1])
    if waiting:
        return waiting[0], "room"
    return Student.objects.filter(name=name).first(), None

async def start(name):
    student, room = await pair(name)
    if room:
        return student.school.name
`,
  'values of several returns, each at its place': `
from asgiref.sync import sync_to_async
from .models import Student

@sync_to_async
def measure(name):
    student = Student.objects.filter(name=name).first()
    if not student:
        return None, None
    return student, student.age / 2

async def show(name):
    student, half = await measure(name)
    print(f"{half:+.1f}", student.name if student else "")
`,
  'the last of a tuple': `
from .models import Student

async def last(name):
    found = (Student.objects.filter(name=name), name)
    return f"{found[-1]}"
`,
  'asynchronous for what says that it can be': `
class Page:
    def __init__(self, rows):
        self.rows = rows

    async def collect(self):
        if hasattr(self.rows, "__aiter__"):
            return [row async for row in self.rows]
        return list(self.rows)

    async def keep(self):
        self.rows = [row for row in await self.collect()]
`,
  'one function for both ways of iteration': `
from collections.abc import AsyncIterator

class Assistant:
    def invoke(self, stream=False) -> dict | AsyncIterator[str]:
        return self.stream() if stream else {}

    async def stream(self):
        yield "part"

    async def run(self):
        async for part in self.invoke(stream=True):
            print(part)
`,
  'a callable that one kind of consumer has made sync': `
from asgiref.sync import async_to_sync

class Consumer:
    is_sync = False

    async def __call__(self, scope, receive, send):
        self.reply = async_to_sync(send) if self.is_sync else send

    async def send(self, message):
        await self.reply(message)
`,
  'work handed to a thread, for nobody to wait for': `
import asyncio
from .models import Student

async def view(request):
    asyncio.get_running_loop().run_in_executor(None, Student.objects.count)
`,
  'a question whether there is a task': `
import asyncio
from .models import Student

async def view(request):
    task = asyncio.create_task(Student.objects.acount())
    assert task
`,
  'a function that makes a task': `
import asyncio
from .models import Student

def background(work, registry) -> asyncio.Task[int]:
    return registry.add(asyncio.create_task(work()))

async def view(request):
    background(Student.objects.acount, request.tasks)
`,
  'a helper that looks for a loop': `
import asyncio
from asgiref.sync import sync_to_async
from .models import Student

def persist(name):
    Student.objects.create(name=name)

def by_handler(name):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        persist(name)
        return None
    return loop.create_task(sync_to_async(persist)(name))

def by_none(name):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop and loop.is_running():
        loop.create_task(sync_to_async(persist)(name))
        return
    persist(name)

def is_async():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True

def by_question(name):
    if not is_async():
        persist(name)

async def view(request):
    by_handler("a")
    by_none("b")
    by_question("c")
`,
  'a question of a library for the loop': `
from strawberry.utils.inspect import in_async_context
from .models import Student

def count():
    return Student.objects.count() if not in_async_context() else 0

async def view(request):
    return count()
`,
  'a helper that is sync for sync callers': `
from asgiref.sync import sync_to_async
from strawberry.utils.inspect import in_async_context
from .models import Student

def count():
    if in_async_context():
        return sync_to_async(Student.objects.count)()
    return Student.objects.count()

def test_count():
    count()
`,
  'a form validated in a thread': `
from asgiref.sync import sync_to_async
from django import forms
from django.http import JsonResponse
from .models import Student

class StudentForm(forms.ModelForm):
    class Meta:
        model = Student
        fields = ["name", "school"]

    async def ais_valid(self):
        return await sync_to_async(self.is_valid)()

async def view(request):
    form = StudentForm(request.POST)
    if not await sync_to_async(form.is_valid)():
        return JsonResponse(form.errors)

async def other(request):
    form = StudentForm(request.POST)
    await form.ais_valid()
    again = StudentForm(request.POST)
    await again.ais_valid()
    return JsonResponse({"one": form.errors, "other": again.errors})
`,
  'relations of what is prefetched by a query': `
from django.db.models import Prefetch
from .models import Profile, School, Student

async def view(request):
    profile = await Profile.objects.prefetch_related(Prefetch("student", queryset=Student.objects.select_related("school"))).afirst()
    print(profile.student.school.name)
    async for school in School.objects.prefetch_related(Prefetch("students", queryset=Student.objects.select_related("user"))):
        print([student.user for student in school.students.all()])
`,
  'a property that is awaited': `
from asgiref.sync import sync_to_async
from django.db import models
from .models import School

class Visitor(models.Model):
    home = models.ForeignKey(School, on_delete=models.CASCADE)

    @property
    @sync_to_async
    def ahome(self):
        return self.home

async def show(visitor: Visitor):
    school = await visitor.ahome
    return school.name
`,
  'a decorator that leaves sync functions sync': `
import asyncio
import inspect
from .models import Student

def supervise(function):
    def wrapper(*args):
        return function(*args)

    async def async_wrapper(*args):
        return await function(*args)

    if asyncio.iscoroutinefunction(function) and inspect.isasyncgenfunction(function):
        return async_wrapper
    return wrapper

@supervise
def count():
    return Student.objects.count()

def test_count():
    count()
`,
  'a guard around views of either kind': `
import inspect
from functools import wraps
from django.http import HttpRequest
from .models import Student

def guard(view):
    if inspect.iscoroutinefunction(view):
        @wraps(view)
        async def async_guarded(request, *args):
            return await view(request, *args)
        return async_guarded

    @wraps(view)
    def guarded(request, *args):
        return view(request, *args)
    return guarded

def test_guard(settings):
    @guard
    def protected(request: HttpRequest):
        return Student.objects.count()

    protected(None)
    assert protected(None) == 1
`,
  'a function of either kind, as a setting says': `
from .models import Student

async def acount():
    return await Student.objects.acount()

def count():
    return Student.objects.count()

def run(is_async):
    work = acount if is_async else count
    work()
`,
  'an adapter for what is not async yet': `
import asyncio
from asgiref.sync import sync_to_async

def consume(consumer=None):
    def outer(function):
        async def wrapper(*args):
            nonlocal consumer
            for arg in args:
                if asyncio.iscoroutinefunction(consumer) is False:
                    consumer = sync_to_async(consumer)
                await consumer(arg)
            return await function(*args)
        return wrapper
    return outer
`,
  'a view of either kind, awaited where it is async': `
from .models import Student

def make(is_async):
    if is_async:
        async def view(request):
            return await Student.objects.acount()
    else:
        def view(request):
            return Student.objects.count()

    async def run():
        return await view(None)
    return run if is_async else view
`,
  'the user that a REST view has authenticated': `
from adrf.views import APIView
from rest_framework.response import Response

class Me(APIView):
    async def get(self, request):
        return Response({"name": self.request.user.username})
`,
  'a handler that an unknown decorator makes sync': `
from rest_framework.decorators import action
from rest_framework.viewsets import GenericViewSet
from clients import sync_client

class Rooms(GenericViewSet):
    @action(detail=False)
    @sync_client
    async def search(self, request, client=None):
        return None
`,
  'the sync API of a browser in tests': `
import os
from playwright.sync_api import sync_playwright

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
start = sync_playwright
`,
  'a test of the mistake itself': `
import pytest
from django.core.exceptions import SynchronousOnlyOperation
from .models import Student

async def test_sync():
    with pytest.raises(SynchronousOnlyOperation):
        Student.objects.get(pk=1)

async def either(student: Student):
    try:
        return student.save()
    except SynchronousOnlyOperation:
        await student.asave()
`,
  'a project that authenticates by itself': `
from django.http import HttpRequest

def authenticate(request, token):
    request.user, request.auth = token.user, token

async def view(request: HttpRequest):
    return request.user.username
`,
};

const BROKEN: readonly (readonly [name: string, findings: string, code: string])[] = [
  ['a name of the class in a method of another name', '9 no-sync-query-in-async', `
from .models import Student

class Desk:
    def count(self):
        return 0

    async def show(self):
        return Student.objects.count()
`],
  ['rows of several returns', '14 no-lazy-relation-in-async', `
from asgiref.sync import sync_to_async
from .models import Student

@sync_to_async
def find(name):
    try:
        return Student.objects.get(name=name), None
    except Student.DoesNotExist:
        return None, "missing"

async def show(name):
    student, error = await find(name)
    return error or student.school.name
`],
  ['a helper that looks for a loop and queries all the same', '12 no-sync-query-in-async', `
import asyncio
from .models import Student

def record(name):
    loop = asyncio.get_running_loop()
    if loop:
        return Student.objects.filter(name=name).exists()
    return False

async def view(request):
    return record("a")
`],
  ['a form that nothing has validated', '13 no-sync-query-in-async', `
from django import forms
from django.http import JsonResponse
from .models import Student

class StudentForm(forms.ModelForm):
    class Meta:
        model = Student
        fields = ["name", "school"]

async def view(request):
    form = StudentForm(request.POST)
    return JsonResponse(form.errors)
`],
  ['a relation that the query of a Prefetch leaves out', '7 no-lazy-relation-in-async', `
from django.db.models import Prefetch
from .models import Profile, Student

async def view(request):
    profile = await Profile.objects.prefetch_related(Prefetch("student", queryset=Student.objects.all())).afirst()
    print(profile.student.school.name)
`],
  ['a test that expects another error', '7 no-sync-query-in-async', `
import pytest
from .models import Student

async def test_missing():
    with pytest.raises(Student.DoesNotExist):
        Student.objects.get(pk=1)
`],
  ['the user of a plain view', '3 no-sync-query-in-async', `
from django.http import HttpRequest
async def view(request: HttpRequest): return request.user.username
`],
  ['a row or, by another mistake, what makes it', '6 no-floating-query, 8 no-floating-query', `
from .models import Student

async def save(student: Student, name):
    if not student:
        student = Student.objects.acreate()
    student.name = name
    student.asave()
`],
  ['an async function as a condition', '8 no-floating-query', `
from .models import Student

async def is_known(name):
    return await Student.objects.filter(name=name).aexists()

async def view(request):
    if is_known("a"): return True
`],
];

describe('programs that work', () => {
  it.each(Object.entries(HEALTHY))('%s', (_, code) => {
    expect(lint(code)).toEqual([]);
  });
});

describe('programs that fail in much the same form', () => {
  it.each(BROKEN)('%s', (_, findings, code) => {
    expect(lint(code).join(', ')).toBe(findings);
  });
});
