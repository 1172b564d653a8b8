import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../dev/school.ts';

const HEALTHY: Readonly<Record<string, string>> = {
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
  'what a call gives, though nobody knows it': `
from .models import Student

class Badge:
    def __init__(self, holder=None):
        self.holder = holder if holder else Student.objects.get(pk=1).name

def read(source):
    return source.strip()

async def show(source):
    return Badge(holder=read(source)).holder
`,
  'an argument that is there, in place of a query': `
from .models import Student

def find(pk, student=None):
    if student is None:
        student = Student.objects.get(pk=pk)
    return student.name

async def show(pk, student):
    return find(pk, student=student)
`,
  'what turns out to be no query': `
from django.db.models import QuerySet
from .models import Student

async def count(students: QuerySet[Student]):
    try:
        return await students.acount()
    except AttributeError:
        return len(students)
`,
};

describe('programs that know where they run', () => {
  it.each(Object.entries(HEALTHY))('%s', (_, code) => {
    expect(lintSchool(code)).toEqual([]);
  });
});
