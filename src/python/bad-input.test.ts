import { chmodSync, symlinkSync } from 'node:fs';
import { ESLint } from 'eslint';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../dev/temporary-folder.ts';
import plugin from '../index.ts';

/** Far above what each takes, far below what growing faster than the code would take. */
const LIMIT = 20_000;
const MODELS = `from django.db import models


class School(models.Model):
    name = models.CharField(max_length=80)


class Student(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="students")
`;
/** One mistake, on its last line. */
const VIEW = 'from models import Student\n\nasync def view(request):\n    return Student.objects.get(pk=1)\n';

let project: TemporaryFolder;

afterEach(() => {
  vi.unstubAllEnvs();
  project.remove();
});

/** The messages of a file in a project, each from its rule to its first words. */
async function lint(file: string, files: Readonly<Record<string, string | Uint8Array>>, prepare?: () => void): Promise<readonly string[]> {
  project = createTemporaryFolder({ 'manage.py': '', 'requirements.txt': 'Django==5.2\n', 'models.py': MODELS, ...files });
  prepare?.();
  const eslint = new ESLint({ cwd: project.path, overrideConfigFile: true, overrideConfig: plugin.configs.django });
  const results = await eslint.lintFiles([file]);
  return results.flatMap(({ messages }) => messages.map(({ line, message, ruleId }) => `${String(line)} ${ruleId?.replace('async-orm/', '') ?? 'eslint'}: ${message}`));
}

function repeat(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join('');
}

describe('a file that is no Python 3', { timeout: LIMIT }, () => {
  it('is told once what is wrong, and judged by the rest', async () => {
    const messages = await lint('views.py', { 'views.py': `${VIEW}\ndef broken(:\n    x = = 1\n` });
    expect(messages.filter((message) => message.includes('Parsing error'))).toHaveLength(1);
    expect(messages.filter((message) => message.includes('`Student.objects.get`'))).toHaveLength(1);
  });

  it('may be Python 2', async () => {
    const messages = await lint('views.py', { 'views.py': 'print "hello"\nexec "x"\ntry:\n    pass\nexcept ValueError, error:\n    raise ValueError, "no"\n\nasync_ = 0777\n' });
    expect(messages.filter((message) => message.includes('Parsing error'))).toHaveLength(1);
  });

  it('may be Latin-1', async () => {
    const messages = await lint('views.py', { 'views.py': Buffer.concat([Buffer.from(`# -*- coding: latin-1 -*-\n# caf`), Buffer.of(0xe9), Buffer.from(`\n${VIEW}`)]) });
    expect(messages.filter((message) => message.includes('`Student.objects.get`'))).toHaveLength(1);
  });

  it('may hold null bytes', async () => {
    const messages = await lint('views.py', { 'views.py': `${VIEW}\0` });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('Parsing error');
  });

  it('may be imported by a healthy one', async () => {
    const broken = Buffer.concat([Buffer.from(MODELS), Buffer.of(0xe9, 0)]);
    expect(await lint('views.py', { 'views.py': VIEW, 'models.py': broken })).toEqual([]);
    project.remove();
    expect(await lint('views.py', { 'views.py': VIEW, 'models.py': `${MODELS}\nclass Broken(:\n` })).toHaveLength(1);
  });
});

describe('generated code', { timeout: LIMIT }, () => {
  it.each([
    ['five megabytes', `${VIEW}${repeat(100_000, (index) => `DATA_${String(index)} = {"key": "a value of some length"}\n`)}`],
    ['a thousand nested lists', `${VIEW}x = ${'['.repeat(1000)}${']'.repeat(1000)}\n`],
    ['a thousand nested calls', `${VIEW}x = ${'f('.repeat(1000)}${')'.repeat(1000)}\n`],
    ['a chain of ten thousand calls', `${VIEW}x = y${'.filter()'.repeat(10_000)}\n`],
    ['a sum of ten thousand parts', `${VIEW}x = 1${' + 1'.repeat(10_000)}\n`],
    ['ninety nested blocks', `${VIEW}${repeat(90, (index) => `${' '.repeat(index)}if x:\n`)}${' '.repeat(90)}pass\n`],
  ])('is read, or left alone, in bounded time: %s', async (_, text) => {
    for (const message of await lint('views.py', { 'views.py': text })) expect(message).toMatch(/Parsing error|`Student\.objects\.get`/u);
  });

  it.each([
    ['five thousand functions', repeat(5000, (index) => `async def f${String(index)}():\n    return await g${String(index)}()\n\n`)],
    ['two thousand branches', `def f(x):\n${repeat(2000, (index) => `    ${index === 0 ? 'if' : 'elif'} x == ${String(index)}:\n        y = [${String(index)}]\n`)}    return y\n`],
    ['fifteen nested loops', `def f(x):\n${repeat(15, (index) => `${' '.repeat(index + 4)}for x${String(index)} in x:\n`)}${' '.repeat(19)}x = [x14, f(x)]\n`],
    ['three hundred methods that call each other', `class Tangle:\n${repeat(300, (index) => `    def m${String(index)}(self, x):\n${repeat(20, (other) => `        self.m${String((index * 7 + other * 13) % 300)}([x])\n`)}        return x\n`)}`],
    ['ten thousand assignments to one name', repeat(10_000, (index) => `x = [${String(index)}]\n`)],
    ['ten thousand branches that bind one name', `def f(y):\n${repeat(10_000, (index) => `    if y:\n        x = C${String(index % 50)}()\n`)}    return x.a.b\n${repeat(50, (index) => `class C${String(index)}:\n    pass\n`)}`],
    ['a class of three thousand attributes', `class C:\n    def __init__(self):\n${repeat(3000, (index) => `        self.a${String(index)} = self.a${String((index * 7) % 3000)}\n`)}    async def f(self):\n${repeat(3000, (index) => `        self.a${String(index)}.get()\n`)}`],
    ['three thousand nested closures', repeat(3000, (index) => `def f${String(index)}(x):\n    return (lambda y: f${String((index * 11) % 3000)}(y))(x)\n\n`)],
    ['three thousand queries of one function', `async def many():\n${repeat(3000, () => '    Student.objects.filter(pk=1)\n')}`],
  ])('takes time in proportion: %s', async (_, text) => {
    expect(await lint('views.py', { 'views.py': `${VIEW}\n${text}` })).toEqual([expect.stringContaining('`Student.objects.get`')]);
  });
});

describe('definitions that lead back to themselves', { timeout: LIMIT }, () => {
  it.each([
    ['a class that inherits itself', 'class Loop(Loop):\n    pass\n\nasync def f():\n    Loop().save()\n    Loop.objects.get()\n'],
    ['classes that inherit each other', 'class A(B):\n    pass\n\nclass B(A):\n    x = A()\n\nasync def f():\n    A().x.y\n    B.objects.get()\n'],
    ['a decorator that decorates itself', '@deco\ndef deco(function):\n    return deco(deco)(function)\n\n@deco\nasync def f():\n    return await f()\n'],
    ['an alias that names itself', 'from typing import List, Union\nJSON = Union[str, List["JSON"]]\nTree = dict[str, "Tree"]\ntype Deep = list[Deep]\n\nasync def f(x: JSON, y: "Tree", z: Deep) -> "JSON":\n    return [x, y["a"], z[0]]\n'],
    ['a property that reads itself', 'class C:\n    @property\n    def p(self):\n        return self.p.p\n\nasync def f():\n    return C().p.p\n'],
    ['functions that call each other', 'def a(x):\n    return b([x])\n\ndef b(x):\n    return a([x])\n\nasync def f():\n    return a(b(1))\n'],
    ['names that are each other', 'a = b\nb = c\nc = a\n\nasync def f():\n    a.get(b.c)\n'],
  ])('are left alone: %s', async (_, text) => {
    expect(await lint('views.py', { 'views.py': `${VIEW}\n${text}` })).toEqual([expect.stringContaining('`Student.objects.get`')]);
  });

  it('may be two hundred modules that import each other', async () => {
    const modules = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `cycle/m${String(index)}.py`,
        `from cycle.m${String((index + 1) % 200)} import value, C as Base\nfrom cycle.m${String((index + 100) % 200)} import *\n\nclass C(Base):\n    other = value\n\nvalue${String(index)} = value\n`,
      ]),
    );
    const files = { ...modules, 'cycle/__init__.py': '', 'views.py': `${VIEW}\nfrom cycle.m0 import C, value\n\nasync def f():\n    C().other.get()\n    value.get()\n` };
    expect(await lint('views.py', files)).toEqual([expect.stringContaining('`Student.objects.get`')]);
  });
});

describe('a disk that is not as it should be', { timeout: LIMIT }, () => {
  it('has links that lead in circles, and to nowhere', async () => {
    const messages = await lint('views.py', { 'views.py': VIEW, 'app/__init__.py': '' }, () => {
      symlinkSync(project.path, project.at('app/loop'), 'junction');
      symlinkSync(project.at('gone'), project.at('missing.py'));
      symlinkSync(project.at('self.py'), project.at('self.py'));
    });
    expect(messages).toEqual([expect.stringContaining('`Student.objects.get`')]);
  });

  it.each([
    ['is missing', {}],
    ['is of another system', { '.venv/Scripts/python.exe': '', '.venv/pyvenv.cfg': 'home = C:\\Python' }],
    ['is a file', { '.venv': 'not a folder' }],
    ['holds broken packages', { '.venv/lib/python3.13/site-packages/django/__init__.py': '\0', '.venv/lib/python3.13/site-packages/Django-x.y.dist-info/METADATA': '' }],
  ])('has a virtualenv that %s', async (_, files) => {
    vi.stubEnv('VIRTUAL_ENV', '/gone');
    expect(await lint('views.py', { 'views.py': VIEW, ...files })).toEqual([expect.stringContaining('`Student.objects.get`')]);
  });

  it('has folders that nobody may read', async () => {
    const messages = await lint('views.py', { 'views.py': VIEW, '.venv/lib/python3.13/site-packages/a.py': '', 'secret/models.py': MODELS }, () => {
      chmodSync(project.at('.venv/lib'), 0o000);
      chmodSync(project.at('secret'), 0o000);
    });
    chmodSync(project.at('.venv/lib'), 0o755);
    chmodSync(project.at('secret'), 0o755);
    expect(messages).toEqual([expect.stringContaining('`Student.objects.get`')]);
  });

  it('has models in a package', async () => {
    project = createTemporaryFolder();
    project.remove();
    const [before = '', student = ''] = MODELS.split('class Student');
    const files = {
      'models.py': '',
      'shop/__init__.py': '',
      'shop/models/__init__.py': 'from .school import School\nfrom .student import Student\n',
      'shop/models/school.py': before,
      'shop/models/student.py': `from django.db import models\nfrom .school import School\n\nclass Student${student}`,
      'shop/views.py': 'from .models import School, Student\n\nasync def view(request):\n    school = await School.objects.aget(pk=1)\n    return school.students.get(pk=2), Student.objects.get(pk=1)\n',
    };
    expect(await lint('shop/views.py', files)).toEqual([expect.stringContaining('`school.students.get`'), expect.stringContaining('`Student.objects.get`')]);
  });
});

describe('a text that is not the one on the disk', { timeout: LIMIT }, () => {
  async function lintTexts(files: Readonly<Record<string, string>>, texts: readonly (readonly [file: string, text: string])[]): Promise<readonly (readonly string[])[]> {
    project = createTemporaryFolder({ 'manage.py': '', 'requirements.txt': 'Django==5.2\n', 'models.py': MODELS, ...files });
    const eslint = new ESLint({ cwd: project.path, overrideConfigFile: true, overrideConfig: plugin.configs.django });
    await eslint.lintFiles(['**/*.py']);
    const found: string[][] = [];
    for (const [file, text] of texts) {
      const [result] = await eslint.lintText(text, { filePath: project.at(file) });
      found.push((result?.messages ?? []).map(({ line, message }) => `${String(line)} ${message}`));
    }
    return found;
  }

  it('is seen by what the file itself imports, where that leads back to it', async () => {
    const helper = 'import views\n\ndef load():\n    return views.fetch()\n';
    const before = 'import helper\n\ndef fetch():\n    return None\n\nasync def view():\n    return helper.load()\n';
    const after = before.replace('import helper', 'import helper\nfrom models import Student').replace('return None', 'return Student.objects.get(pk=1)');
    const found = await lintTexts({ 'views.py': before, 'helper.py': helper }, [['views.py', after], ['views.py', before], ['views.py', after]]);
    expect(found).toEqual([[expect.stringContaining('`helper.load`')], [], [expect.stringContaining('`helper.load`')]]);
  });

  it('has its own relations where it is a file of models', async () => {
    const view = 'from models import School\n\nasync def view():\n    school = await School.objects.aget(pk=1)\n    school.pupils.get(pk=1)\n';
    const models = `${MODELS}\n${view.replace('from models import School\n', '')}`;
    const [before, after] = await lintTexts({}, [['models.py', models], ['models.py', models.replace('related_name="students"', 'related_name="pupils"')]]);
    expect([before, after]).toEqual([[], [expect.stringContaining('`school.pupils.get`')]]);
  });
});

