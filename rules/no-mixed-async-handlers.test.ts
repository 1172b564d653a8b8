import { createPythonCases } from '../src/dev/python-cases.ts';
import { python } from '../src/dev/testers.ts';
import rule from './no-mixed-async-handlers.ts';

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-mixed-async-handlers', rule, {
  valid: [
    school.valid('a decorator that takes async views', `from django.contrib.auth.decorators import login_required

@login_required
async def show(request):
    return 1
`),
    school.valid('async handlers and sync helpers', `from django.views import View

class StudentView(View):
    async def get(self, request):
        return 1

    async def post(self, request):
        return await self.get(request)

    def http_method_not_allowed(self, request):
        return 3

    def get_title(self):
        return ""
`),
    school.valid('an async view of adrf', `from adrf.views import APIView

class StudentView(APIView):
    async def get(self, request):
        return 1
`),
    school.valid('a class that is no view', `class Repository:
    async def get(self, request):
        return 1

    def post(self, request):
        return 2
`),
    school.valid('a decorator of the project, whose caller may await', `from functools import wraps

def logged(view):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        print(request)
        return view(request, *args, **kwargs)

    return wrapper

@logged
async def show(request):
    return 1
`),
    school.valid('sync handlers of REST framework', `from rest_framework.views import APIView

class StudentView(APIView):
    def get(self, request):
        return 1

    async def load(self):
        return await Student.objects.aget(pk=1)
`),
    school.valid('a mixture that a class overrides', `from django.views import View

class Base(View):
    def get(self, request):
        return 1

class Child(Base):
    async def get(self, request):
        return 2
`),
  ],
  invalid: [
    school.invalid('a view', 'mixedHandlers', { operation: 'post', style: 'sync', other: 'get' }, `from django.views import View

class StudentView(View):
    async def get(self, request):
        return 1

    def «post»(self, request):
        return 2
`),
    school.invalid('an inherited handler', 'mixedHandlers', { operation: 'post', style: 'async', other: 'get' }, `from django.views import View

class Base(View):
    def get(self, request):
        return 1

class Child(Base):
    async def «post»(self, request):
        return 2
`),
    school.invalid('a view of REST framework', 'unservedHandler', { operation: 'get', receiver: 'APIView' }, `from rest_framework.views import APIView

class StudentView(APIView):
    async def «get»(self, request):
        return 1
`),
    school.invalid('a viewset of REST framework', 'unservedHandler', { operation: 'list', receiver: 'ViewSetMixin' }, `from rest_framework.viewsets import ViewSet

class StudentViewSet(ViewSet):
    async def «list»(self, request):
        return 1
`),
    school.invalid('a function view of REST framework', 'syncDecorator', { operation: 'api_view' }, `from rest_framework.decorators import api_view

@«api_view»(["GET"])
async def show(request):
    return 1
`),
    school.invalid('a decorator that a later Django made async', 'syncDecorator', { operation: 'login_required' }, `from django.contrib.auth.decorators import login_required

@«login_required»
async def show(request):
    return 1
`, { filename: 'legacy/views.py' }),
    school.invalid('another one, with arguments', 'syncDecorator', { operation: 'cache_page' }, `from django.views.decorators.cache import cache_page

@«cache_page»(60)
async def show(request):
    return 1
`, { filename: 'legacy/views.py' }),
  ],
});
