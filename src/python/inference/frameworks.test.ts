import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import plugin from '../../index.ts';

const linter = new Linter({ cwd: process.cwd() });
const folder = join(process.cwd(), 'fixtures/types/django-python');

/** The rules that speak, with the text of the line. */
function lint(text: string, name = 'views.py'): string[] {
  const lines = text.split('\n');
  return linter.verify(text, plugin.configs.django, { filename: join(folder, name) }).map(({ line, ruleId }) => `${ruleId?.split('/')[1] ?? ''}: ${lines[line - 1]?.trim() ?? ''}`);
}

describe('sync resolvers', () => {
  const write = (server: string, decorator: string, style = 'def') => `import strawberry
import strawberry_django
${server}
from asgiref.sync import sync_to_async
from school.models import Student

@strawberry.type
class Query:
    ${decorator}
    ${style} first(self, info: strawberry.Info) -> str:
        return Student.objects.get(pk=1).name
`;
  const ON_LOOP = 'from strawberry.django.views import AsyncGraphQLView';

  it.each(['@strawberry.field', '@strawberry.field(description="The first one.")', '@strawberry.mutation'])('run on the loop below %s', (decorator) => {
    expect(lint(write(ON_LOOP, decorator))).toEqual(['no-sync-query-in-async: return Student.objects.get(pk=1).name']);
  });

  it.each([
    ['the server is sync', 'from strawberry.django.views import GraphQLView', '@strawberry.field'],
    ['nothing says which server there is', '', '@strawberry.field'],
    ['the project has both', `${ON_LOOP}, GraphQLView`, '@strawberry.field'],
    ['the field is one of Django', ON_LOOP, '@strawberry_django.field'],
    ['another decorator offloads', ON_LOOP, '@strawberry.field\n    @sync_to_async'],
  ])('are not judged where %s', (_, server, decorator) => {
    expect(lint(write(server, decorator))).toEqual([]);
  });

  it('of tests are left alone', () => {
    expect(lint(write(ON_LOOP, '@strawberry.field'), 'test_schema.py')).toEqual([]);
  });

  it('of Ariadne run on the loop, too', () => {
    const text = (server: string) => `from ariadne import QueryType
${server}
from school.models import Student

query = QueryType()

@query.field("count")
def resolve_count(obj, info):
    return Student.objects.count()
`;
    expect(lint(text('from ariadne.asgi import GraphQL'))).toEqual(['no-sync-query-in-async: return Student.objects.count()']);
    expect(lint(text('from ariadne.wsgi import GraphQL'))).toEqual([]);
  });
});

describe('handlers that run in a thread', () => {
  it.each([
    ['FastAPI', 'from fastapi import FastAPI\napp = FastAPI()', '@app.get("/")'],
    ['aiogram', 'from aiogram import Router\nrouter = Router()', '@router.message()'],
    ['Temporal', 'from temporalio import activity', '@activity.defn'],
    ['Celery', 'from celery import shared_task', '@shared_task'],
  ])('are sync code in %s', (_, head, decorator) => {
    expect(lint(`${head}
from school.models import Student

${decorator}
def count(message):
    return Student.objects.count()

async def ping():
    return 1
`)).toEqual([]);
  });

  it('are coroutine functions below decorators that keep them', () => {
    expect(lint(`from discord.ext import commands
from school.models import Student

class Office(commands.Cog):
    @commands.Cog.listener(name="on_ready")
    async def load(self):
        return await Student.objects.acount()

    @commands.command()
    async def again(self, ctx):
        self.load()
`)).toEqual(['no-floating-query: self.load()']);
  });
});

describe('a coroutine', () => {
  const HEAD = `import json
import logging
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from school.models import Student

logger = logging.getLogger(__name__)

class Desk:
    def __init__(self, url: str):
        self.url = url

    @staticmethod
    @database_sync_to_async
    def count(name) -> int:
        return Student.objects.filter(name=name).count()

    async def find(self) -> str:
        return self.url

    async def send(self, data):
        logger.debug("sending %s", data)
        return json.dumps(data, default=str)

    async def keep(self, data):
        self.data = data

`;
  const method = (body: string) => `${HEAD}    async def run(self, other: str):\n${body.split('\n').map((line) => `        ${line}`).join('\n')}\n`;

  it.each([
    ['compared, though it is returned later', 'url = self.find()\nif self.url != url:\n    return url\nreturn ""', 'url = self.find()'],
    ['put into what is only printed and serialized', 'message = {"count": self.count("a")}\nawait self.send(message)', 'message = {"count": self.count("a")}'],
    ['true as a condition, whatever the inner annotation says', 'if self.count("a"):\n    return 1', 'if self.count("a"):'],
  ])('is reported where it is %s', (_, body, line) => {
    expect(lint(method(body))).toEqual([`no-floating-query: ${line}`]);
  });

  it.each([
    ['awaited after it was printed', 'url = self.find()\nlogger.debug("%s", url)\nreturn await url'],
    ['compared with another and awaited', 'url = self.find()\nif url == other:\n    return ""\nreturn await url'],
    ['only handed back', 'return self.find()'],
    ['kept by whom it is given to', 'await self.keep({"count": self.count("a")})'],
    ['one of two things', 'url = self.find() if other else "a"\nif url == other:\n    return url\nreturn url'],
  ])('is not where it is %s', (_, body) => {
    expect(lint(method(body))).toEqual([]);
  });

  const kept = (use: string) => `${HEAD}class Board:
    def __init__(self, desk: Desk):
        self.desk = desk
        self.total = 0

    async def load(self):
        self.total = await self.desk.count("a")

    async def reset(self):
        self.total = self.desk.count("b")

    async def show(self):
        ${use}
`;

  it('is reported where a class keeps it in place of the result that it keeps elsewhere', () => {
    expect(lint(kept('print(len(self.total))'))).toEqual(['no-floating-query: self.total = self.desk.count("b")']);
  });

  it.each(['return await self.total', 'return self.total', 'print(self.total)'])('is not where the class may await what it keeps: %s', (use) => {
    expect(lint(kept(use))).toEqual([]);
  });

  it('is reported where it comes from the values of a dict that begins empty', () => {
    expect(lint(`${HEAD}async def fill() -> dict[str, Desk]:
    return {"a": Desk("")}

class Room:
    def __init__(self):
        self.desks = {}

    async def load(self):
        self.desks = await fill()

    async def show(self, name):
        self.desks[name].find()
`)).toEqual(['no-floating-query: self.desks[name].find()']);
  });

  const FIELDS = `${HEAD}
from typing import Any, Awaitable
from pydantic import BaseModel

class Info(BaseModel):
    count: int
    note: str | None = None
    later: Awaitable[int]
    any: Any = None

`;

  it.each(['count', 'note'])('is reported as the value of the plain field `%s`', (name) => {
    expect(lint(`${FIELDS}def show(desk: Desk):\n    return Info(${name}=desk.count("a"))\n`)).toEqual([`no-floating-query: return Info(${name}=desk.count("a"))`]);
  });

  it.each(['later', 'any', 'other'])('is not as the value of the field `%s`', (name) => {
    expect(lint(`${FIELDS}def show(desk: Desk):\n    return Info(${name}=desk.count("a"))\n`)).toEqual([]);
  });
});

describe('middleware', () => {
  const write = (decorator: string, answer: string) => `from asgiref.sync import iscoroutinefunction
from django.utils.decorators import sync_and_async_middleware

${decorator}
def audit(get_response):
    if iscoroutinefunction(get_response):
        async def middleware(request):
            ${answer}
        return middleware

    def middleware(request):
        return get_response(request)
    return middleware
`;

  it('must await what it answers with', () => {
    expect(lint(write('@sync_and_async_middleware', 'return get_response(request)'))).toEqual(['no-floating-query: return get_response(request)']);
  });

  it('that does is right', () => {
    expect(lint(write('@sync_and_async_middleware', 'return await get_response(request)'))).toEqual([]);
  });

  it('is what its decorator says: other functions may hand a coroutine on', () => {
    expect(lint(write('', 'return get_response(request)'))).toEqual([]);
  });
});

describe('a loop started below a running one', () => {
  const write = (helper: string) => `import asyncio
from asgiref.sync import async_to_sync
from school.models import Student

async def load():
    return await Student.objects.acount()

def helper(flag):
${helper.split('\n').map((line) => `    ${line}`).join('\n')}

async def view(flag):
    return helper(flag)
`;

  it('is reported at the call of the helper', () => {
    expect(lint(write('if flag:\n    return async_to_sync(load)()'))).toEqual(['no-sync-query-in-async: return helper(flag)']);
  });

  it.each([
    ['asks for a loop first', 'try:\n    asyncio.get_running_loop()\nexcept RuntimeError:\n    return async_to_sync(load)()'],
    ['runs it for what is not known to be async', 'return async_to_sync(flag)()'],
  ])('is not where the helper %s', (_, helper) => {
    expect(lint(write(helper))).toEqual([]);
  });
});

describe('a library that has a stub', () => {
  const library = mkdtempSync(join(tmpdir(), 'library-'));
  afterAll(() => { rmSync(library, { recursive: true }); });

  it('is read as it is where its own files are linted', () => {
    mkdirSync(join(library, 'adrf'));
    writeFileSync(join(library, 'pyproject.toml'), '');
    writeFileSync(join(library, 'adrf/__init__.py'), '');
    writeFileSync(join(library, 'adrf/views.py'), `from asgiref.sync import async_to_sync

class APIView:
    async def check_async(self):
        return True

    def check_object_permissions(self, request, obj):
        return async_to_sync(self.check_async)()
`);
    const text = `from adrf import views

class GenericAPIView(views.APIView):
    async def aget_object(self):
        self.check_object_permissions(None, None)
`;
    const messages = new Linter({ cwd: library }).verify(text, plugin.configs.django, { filename: join(library, 'adrf/generics.py') });
    expect(messages.map(({ line, messageId }) => [line, messageId])).toEqual([[5, 'nestedLoop']]);
  });
});
