import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../index.ts';
import type { Settings } from '../../../eslint/settings.ts';

const linter = new Linter({ cwd: process.cwd() });
const folder = join(process.cwd(), 'fixtures/types/django-python');

/** The rules that speak under settings, with the text of the line. */
function lint(settings: Settings, text: string, name = 'views.py'): string[] {
  const lines = text.split('\n');
  return linter
    .verify(text, [...plugin.configs.django, { settings: { 'async-orm': settings } }], { filename: join(folder, name) })
    .map(({ line, ruleId }) => `${ruleId?.split('/')[1] ?? ''}: ${lines[line - 1]?.trim() ?? ''}`);
}

const QUERY = 'return Student.objects.count()';
const FOUND = [`no-sync-query-in-async: ${QUERY}`];
const MODELS = 'from school.models import Student\n';

describe('a sync function below a decorator that the settings name', () => {
  const write = (head: string, decorators: string) => `${MODELS}${head}\n\n${decorators}\ndef count(request):\n    ${QUERY}\n`;
  const loop: Settings = { frameworks: [{ decorator: 'acme.web.route', runs: 'loop' }] };

  it.each([
    ['by its name', 'from acme.web import route', '@route'],
    ['with arguments', 'from acme.web import route as at', '@at("/count")'],
    ['through its module', 'import acme.web', '@acme.web.route("/count")'],
    ['through an alias', 'import acme.web as web', '@web.route("/count")'],
    ['among others that go around it', 'from acme.web import route\nfrom acme.log import logged', '@logged\n@route'],
  ])('is judged as on the loop: %s', (_, head, decorators) => {
    expect(lint(loop, write(head, decorators))).toEqual(FOUND);
    expect(lint({}, write(head, decorators))).toEqual([]);
  });

  it.each([
    ['another name', 'from acme.web import other', '@other'],
    ['the name of another module', 'from acme.tasks import route', '@route'],
    ['a decorator below it that may do anything', 'from acme.web import route\nfrom acme.log import logged', '@route\n@logged'],
    ['one below it that offloads', 'from acme.web import route\nfrom asgiref.sync import sync_to_async', '@route\n@sync_to_async'],
  ])('is not with %s', (_, head, decorators) => {
    expect(lint(loop, write(head, decorators))).toEqual([]);
  });

  it('is left alone in tests', () => {
    expect(lint(loop, write('from acme.web import route', '@route'), 'test_views.py')).toEqual([]);
  });

  it('may be decorated by the method of an object', () => {
    const settings: Settings = { frameworks: [{ decorator: 'acme.App.route', runs: 'loop' }] };
    expect(lint(settings, write('from acme import App\napp = App()', '@app.route("/")'))).toEqual(FOUND);
    expect(lint(settings, write('from acme import Other\napp = Other()', '@app.route("/")'))).toEqual([]);
  });

  it('runs in a thread where the settings say so, whatever is known of the framework', () => {
    const text = write('import strawberry\nfrom strawberry.django.views import AsyncGraphQLView', '@strawberry.field');
    expect(lint({}, text)).toEqual(FOUND);
    expect(lint({ frameworks: [{ decorator: 'strawberry.field', runs: 'thread' }] }, text)).toEqual([]);
  });
});

describe('a class with a base that the settings name', () => {
  const write = (bases: string, method = 'def handle(self, message):') => `${MODELS}from acme import Consumer, Other

class Base(Consumer):
    pass

class Room(${bases}):
    ${method}
        ${QUERY}
`;
  const loop: Settings = { frameworks: [{ base: 'acme.Consumer', runs: 'loop', methods: ['handle'] }] };

  it.each(['Consumer', 'Base', 'Other, Consumer', 'Consumer[int]'])('has methods on the loop: %s', (bases) => {
    expect(lint(loop, write(bases))).toEqual(FOUND);
    expect(lint({ frameworks: [{ base: 'acme.Consumer', runs: 'loop' }] }, write(bases))).toEqual(FOUND);
    expect(lint({}, write(bases))).toEqual([]);
  });

  it.each([
    ['another base', write('Other')],
    ['another method', write('Consumer', 'def help(self, message):')],
    ['a property', write('Consumer', '@property\n    def handle(self):')],
  ])('does not with %s', (_, text) => {
    expect(lint(loop, text)).toEqual([]);
  });

  it('has public ones there where none is named', () => {
    expect(lint({ frameworks: [{ base: 'acme.Consumer', runs: 'loop' }] }, write('Consumer', 'def _handle(self, message):'))).toEqual([]);
  });

  it('may have async handlers where the base of the framework has sync ones', () => {
    const text = `from rest_framework.views import APIView
from acme.views import Dispatching

class Acme(APIView):
    pass

class Show(Acme):
    async def get(self, request):
        return None
`;
    expect(lint({}, text)).toEqual(['no-mixed-async-handlers: async def get(self, request):']);
    expect(lint({ frameworks: [{ base: 'views.Acme', runs: 'loop' }] }, text)).toEqual([]);
  });
});

describe('an offloader that the settings name', () => {
  // What it does is hidden from us: it calls what it is given, but elsewhere.
  const HEAD = `${MODELS}
def in_worker(work):
    def start(*args):
        return work(*args)
    return start

def run_now(work):
    return work()

def load():
    return Student.objects.count()

`;
  const named: Settings = { offloaders: ['in_worker', { package: 'views', name: 'run_now' }] };

  it.each([
    ['as a decorator', '@in_worker\ndef count():\n    return load()\n\nasync def show():\n    return count()', 'return count()'],
    ['given a function', 'async def show():\n    return run_now(load)', 'return run_now(load)'],
    ['given a lambda', 'async def show():\n    return run_now(lambda: load())', undefined],
    ['making a callable', 'async def show():\n    return in_worker(load)()', 'return in_worker(load)()'],
    ['making one that is kept', 'counted = in_worker(load)\n\nasync def show():\n    return counted()', 'return counted()'],
  ])('hides what it runs: %s', (_, body, line) => {
    expect(lint(named, HEAD + body)).toEqual([]);
    expect(lint({}, HEAD + body)).toEqual([`no-sync-query-in-async: ${line ?? 'return run_now(lambda: load())'}`]);
  });

  it.each([
    ['what stands beside it', 'async def show():\n    run_now(load)\n    return load()', ['no-sync-query-in-async: return load()']],
    ['an argument that is read before', 'async def show():\n    return run_now(load())', ['no-sync-query-in-async: return run_now(load())']],
  ])('hides nothing else: %s', (_, body, found) => {
    expect(lint(named, HEAD + body)).toEqual(found);
  });

  it('is told apart by its module', () => {
    expect(lint({ offloaders: [{ package: 'acme', name: 'run_now' }] }, `${HEAD}async def show():\n    return run_now(load)`)).toEqual(['no-sync-query-in-async: return run_now(load)']);
  });
});

describe('a transaction that the settings name', () => {
  const HEAD = `from acme.database import together
from school.models import School

async def delete(name):
    await School.objects.filter(name=name).adelete()

`;
  const writes = 'await School.objects.filter(name=name).adelete()\n        await School.objects.acreate(name=name)';
  const bare = `async def replace(name):\n    if name:\n        ${writes}\n`;

  it('is missing without one', () => {
    expect(lint({ transactions: ['together'] }, HEAD + bare)).toEqual(['require-transaction: await School.objects.acreate(name=name)']);
  });

  it.each([
    ['as a context manager', `async def replace(name):\n    async with together():\n        ${writes}\n`],
    ['as a decorator', `@together\n${bare}`],
    ['as a decorator with arguments', `@together(savepoint=False)\n${bare}`],
  ])('holds writes %s', (_, body) => {
    expect(lint({ transactions: ['together'] }, HEAD + body)).toEqual([]);
    expect(lint({ transactions: [{ package: 'acme.database', name: 'together' }] }, HEAD + body)).toEqual([]);
    expect(lint({ transactions: [{ package: 'other', name: 'together' }] }, HEAD + body)).toHaveLength(1);
  });

  const helper = (body: string) => `from asgiref.sync import sync_to_async
${HEAD}
def create():
    School.objects.create(name="")

def run(work):
    return work()

def replace(name):
${body}

@sync_to_async
def view(name):
    School.objects.filter(name=name).delete()
    replace(name)
`;

  it.each([
    ['in a helper', '    with together():\n        School.objects.create(name=name)'],
    ['as a callback', '    run(create)'],
  ])('holds writes %s', (_, body) => {
    expect(lint({ transactions: ['together', 'run'] }, helper(body))).toEqual([]);
    expect(lint({}, helper(body))).toHaveLength(1);
  });
});

describe('limits', () => {
  const steps = Array.from({ length: 6 }, (_, index) => `def step${String(index)}():\n    return step${String(index + 1)}()\n\n`).join('');
  const text = `${MODELS}\n${steps}def step6():\n    ${QUERY}\n\nasync def show():\n    return step0()\n`;

  it.each<NonNullable<Settings['limits']>>([{}, { depth: 7 }, { functions: 40 }, { milliseconds: 60_000 }])('that are not reached change nothing: %j', (limits) => {
    expect(lint({ limits }, text)).toEqual(['no-sync-query-in-async: return step0()']);
  });

  it.each<NonNullable<Settings['limits']>>([{ depth: 6 }, { depth: 0 }, { functions: 3 }, { functions: 0 }])('leave out what lies beyond them: %j', (limits) => {
    expect(lint({ limits }, text)).toEqual([]);
  });

  it('do not hold for what the function does itself', () => {
    expect(lint({ limits: { depth: 0, functions: 0 } }, `${MODELS}\nasync def show():\n    ${QUERY}\n`)).toEqual(FOUND);
  });
});
