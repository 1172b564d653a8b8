import { resolve } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../dev/temporary-folder.ts';
import plugin from '../index.ts';

const PACKAGES = '.venv/lib/python3.13/site-packages';
const MODELS = 'from django.db import models\n\nclass Student(models.Model):\n    name = models.CharField(max_length=20)\n';

function createProject(version: string, query: string): ReturnType<typeof createTemporaryFolder> {
  return createTemporaryFolder({
    'pyproject.toml': '[project]\nname = "school"\n',
    'school/__init__.py': '',
    'school/models.py': MODELS,
    '.venv/pyvenv.cfg': '',
    [`${PACKAGES}/django-${version}.dist-info/METADATA`]: '',
    [`${PACKAGES}/django/__init__.py`]: '',
    [`${PACKAGES}/django/db/__init__.py`]: '',
    [`${PACKAGES}/django/db/models/__init__.py`]: '',
    [`${PACKAGES}/django/db/models/query.py`]: query,
  });
}

const newer = createProject('7.0', 'class QuerySet:\n    def rank(self): ...\n    async def arank(self): ...\n    def shuffle(self): ...\n');
const older = createProject('4.1', 'class QuerySet:\n    def get(self): ...\n    async def aget(self): ...\n');

afterAll(() => {
  newer.remove();
  older.remove();
});

function lint(project: typeof newer, ...lines: readonly string[]): readonly string[] {
  const text = `from school.models import Student\n\nasync def view(request):\n${lines.map((line) => `    ${line}\n`).join('')}`;
  return new Linter({ cwd: project.path }).verify(text, plugin.configs.django, { filename: resolve(project.at('views.py')) }).map(({ message }) => message);
}

describe('the library that a project has installed', () => {
  it('brings twins that no stub knows', () => {
    expect(lint(newer, 'Student.objects.all().rank()')).toEqual(['`Student.objects.all().rank` blocks the event loop; `QuerySet` has `arank` for async code.']);
    expect(lint(newer, 'Student.objects.arank()')).toEqual(['Nothing awaits `Student.objects.arank` of `QuerySet`.']);
  });

  it('says nothing of a method without a twin', () => {
    expect(lint(newer, 'Student.objects.all().shuffle()')).toEqual([]);
  });

  it('decides by its version where it is older than the stubs', () => {
    expect(lint(older, 'student = await Student.objects.aget(pk=1)', 'student.save()')).toEqual([
      '`student.save` blocks the event loop; `asave` of `Student` comes with version 4.2, this project has 4.1.',
    ]);
  });
});
