import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../dev/school.ts';

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
};

describe('programs that work', () => {
  it.each(Object.entries(HEALTHY))('%s', (_, code) => {
    expect(lintSchool(code)).toEqual([]);
  });
});
