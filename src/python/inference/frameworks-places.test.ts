import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../index.ts';

const linter = new Linter({ cwd: process.cwd() });
const folder = join(process.cwd(), 'fixtures/types/django-python');
const QUERY = 'return Student.objects.count()';
const FOUND = [`no-sync-query-in-async: ${QUERY}`];

/** The rules that speak, with the text of the line. */
function lint(code: string, name = 'views.py'): string[] {
  const text = `from school.models import Student\n${code}\n`;
  const lines = text.split('\n');
  return linter.verify(text, plugin.configs.django, { filename: join(folder, name) }).map(({ line, ruleId }) => `${ruleId?.split('/')[1] ?? ''}: ${lines[line - 1]?.trim() ?? ''}`);
}

/** A function with a query, in a class where decorators are indented. */
function write(head: string, decorators: string, style: 'async def' | 'def', parameters = '*args'): string {
  const indent = /^\s*/u.exec(decorators)?.[0] ?? '';
  return `${head}\n${decorators.trim() === '' ? '' : `${decorators}\n`}${indent}${style} place(${parameters}):\n${indent}    ${QUERY}\n`;
}

const IN_THREAD: readonly (readonly [string, string, string])[] = [
  ['a view of Django', 'from django.http import HttpResponse', ''],
  ['a receiver', 'from django.dispatch import receiver\nfrom django.db.models.signals import post_save\n', '@receiver(post_save)'],
  ['a template tag', 'from django import template\nregister = template.Library()\n', '@register.simple_tag'],
  ['a method of a class-based view', 'from django.views import View\nclass Show(View):', '    '],
  ['a management command', 'from django.core.management.base import BaseCommand\nclass Command(BaseCommand):', '    '],
  ['a test', 'from django.test import TestCase\nclass Tests(TestCase):', '    '],
  ['a handler of a sync consumer', 'from channels.generic.websocket import WebsocketConsumer\nclass Room(WebsocketConsumer):', '    '],
  ['a handler of an async consumer', 'from channels.generic.websocket import AsyncWebsocketConsumer\nclass Room(AsyncWebsocketConsumer):', '    '],
  ['a handler of server-sent events', 'from channels.generic.http import AsyncHttpConsumer\nclass Events(AsyncHttpConsumer):', '    '],
  ['a route of Ninja', 'from ninja import NinjaAPI\napi = NinjaAPI()\n', '@api.get("/")'],
  ['a route of a router of Ninja', 'from ninja import Router\nrouter = Router()\n', '@router.post("/")'],
  ['a route of Ninja Extra', 'from ninja_extra import ControllerBase, api_controller, http_get\n@api_controller("/c")\nclass C(ControllerBase):', '    @http_get("/")'],
  ['a method route of Ninja Extra', 'from ninja_extra import ControllerBase, api_controller, route\n@api_controller("/c")\nclass C(ControllerBase):', '    @route.post("/")'],
  ['a route of FastAPI', 'from fastapi import FastAPI\napp = FastAPI()\n', '@app.get("/")'],
  ['an exception handler of FastAPI', 'from fastapi import FastAPI\napp = FastAPI()\n', '@app.exception_handler(ValueError)'],
  ['a handler of aiogram', 'from aiogram import Router\nrouter = Router()\n', '@router.message()'],
  ['an activity of Temporal', 'from temporalio import activity\n', '@activity.defn'],
  ['a tool of LangChain', 'from langchain_core.tools import tool\n', '@tool'],
  ['a named tool of LangChain', 'from langchain.tools import tool\n', '@tool("count", return_direct=True)'],
  ['a task of LangGraph', 'from langgraph.func import task\n', '@task'],
  ['a route of django-bolt', 'from django_bolt import BoltAPI\napi = BoltAPI()\n', '@api.get("/")'],
];

const ON_LOOP: readonly (readonly [string, string, string])[] = [
  ['a route of aiohttp', 'from aiohttp import web\nroutes = web.RouteTableDef()\n', '@routes.get("/")'],
  ['a check of discord.py', 'from discord.ext import commands\n', '@commands.check'],
  ['a check of a slash command', 'from discord import app_commands\n', '@app_commands.check'],
  ['a resolver of Strawberry under ASGI', 'import strawberry\nfrom strawberry.asgi import GraphQL\n@strawberry.type\nclass Query:', '    @strawberry.field'],
  ['a resolver of Ariadne under ASGI', 'from ariadne import QueryType\nfrom ariadne.asgi import GraphQL\nquery = QueryType()\n', '@query.field("count")'],
];

describe('where a framework runs a function', () => {
  it.each(IN_THREAD)('%s may query where it is sync', (_, head, decorators) => {
    expect(lint(write(head, decorators, 'def'))).toEqual([]);
  });

  it.each([...IN_THREAD, ...ON_LOOP])('%s may not where it is async', (_, head, decorators) => {
    expect(lint(write(head, decorators, 'async def'))).toContain(FOUND[0]);
  });

  it.each(ON_LOOP)('%s may not where it is sync', (_, head, decorators) => {
    expect(lint(write(head, decorators, 'def'))).toEqual(FOUND);
    expect(lint(write(head, decorators, 'def'), 'test_views.py')).toEqual([]);
  });

  it.each([
    ['a method of a view of REST framework', 'from rest_framework.views import APIView\nclass Show(APIView):', '    ', 'get'],
    ['a method of a view of adrf', 'from adrf.views import APIView\nclass Show(APIView):', '    ', 'get'],
  ])('%s may query where it is sync', (_, head, decorators, name) => {
    expect(lint(write(head, decorators, 'def').replace('place', name))).toEqual([]);
    expect(lint(write(head, decorators, 'async def').replace('place', name))).toContain(FOUND[0]);
  });
});

describe('resolvers of Graphene', () => {
  const write = (server: string, base = 'ObjectType', name = 'resolve_count', decorator = '') => `import graphene
${server}

class Query(graphene.${base}):
    count = graphene.Int()

${decorator}    def ${name}(root, info):
        ${QUERY}
`;
  const RUN = '\nasync def run(schema, query):\n    return await schema.execute_async(query)\n';

  it.each([
    ['an ASGI server', write('from starlette_graphene3 import GraphQLApp')],
    ['`execute_async`', write('') + RUN],
    ['a mutation', write('from starlette_graphene3 import GraphQLApp', 'Mutation', 'mutate')],
  ])('run on the loop below %s', (_, text) => {
    expect(lint(text, 'schema.py')).toEqual(FOUND);
  });

  it.each([
    ['nothing says which server there is', write('')],
    ['the view of Django serves them', write('from graphene_django.views import GraphQLView')],
    ['the project has both', write('from graphene_django.views import GraphQLView') + RUN],
    ['the method is no resolver', write('from starlette_graphene3 import GraphQLApp', 'ObjectType', 'count_all')],
    ['a decorator offloads', write('from starlette_graphene3 import GraphQLApp\nfrom asgiref.sync import sync_to_async', 'ObjectType', 'resolve_count', '    @sync_to_async\n')],
  ])('are not judged where %s', (_, text) => {
    expect(lint(text, 'schema.py')).toEqual([]);
  });

  it('of types that come from models do so, too', () => {
    expect(lint(`from graphene_django import DjangoObjectType
from starlette_graphene3 import GraphQLApp

class StudentType(DjangoObjectType):
    def resolve_count(root, info):
        ${QUERY}
`, 'schema.py')).toEqual(FOUND);
  });
});

describe('a tool of LangChain', () => {
  const HEAD = `from langchain_core.tools import tool

@tool
def count(text: str) -> int:
    """Counts."""
    ${QUERY}

@tool("later")
async def later(text: str) -> int:
    """Counts."""
    return await Student.objects.acount()
`;

  it('runs on the loop where it is invoked there', () => {
    expect(lint(`${HEAD}\nasync def show():\n    return count.invoke({"text": ""})\n`)).toEqual(['no-sync-query-in-async: return count.invoke({"text": ""})']);
  });

  it.each(['return await count.ainvoke({"text": ""})', 'return await later.ainvoke({"text": ""})', 'return later.invoke({"text": ""})'])('does not with %s', (line) => {
    expect(lint(`${HEAD}\nasync def show():\n    ${line}\n`)).toEqual([]);
  });

  it('must be awaited', () => {
    expect(lint(`${HEAD}\nasync def show():\n    later.ainvoke({"text": ""})\n`)).toEqual(['no-floating-query: later.ainvoke({"text": ""})']);
  });
});

it('what tenacity retries stays what it is', () => {
  const text = (style: string) => `from tenacity import retry\n\n@retry\n${style} load():\n    return 1\n\nasync def show():\n    load()\n`;
  expect(lint(text('async def'))).toEqual(['no-floating-query: load()']);
  expect(lint(text('def'))).toEqual([]);
});
