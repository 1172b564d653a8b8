import { resolve } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../../../dev/temporary-folder.ts';
import plugin from '../../../index.ts';

const MODELS = `from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

class House(models.Model):
    name = models.CharField(max_length=20)

class Person(AbstractUser):
    house = models.ForeignKey(House, null=True, on_delete=models.SET_NULL)
`;
const VIEW = `from django.http import HttpRequest

async def show(request: HttpRequest):
    person = await request.auser()
    return getattr(person, "house", None)
`;

const projects: ReturnType<typeof createTemporaryFolder>[] = [];

afterAll(() => {
  for (const project of projects) project.remove();
});

function lint(files: Readonly<Record<string, string>>): readonly string[] {
  const project = createTemporaryFolder({ 'requirements.txt': 'django==5.2.1\n', 'manage.py': '', 'settings.py': 'AUTH_USER_MODEL = "people.Person"\n', 'people/__init__.py': '', 'people/models.py': MODELS, ...files });
  projects.push(project);
  return new Linter({ cwd: project.path }).verify(VIEW, plugin.configs.django, { filename: resolve(project.at('people/views.py')) }).map(({ line, ruleId }) => `${String(line)} ${ruleId ?? ''}`);
}

describe('the user that a request gives asynchronously', () => {
  it('has been fetched without its relations', () => {
    expect(lint({})).toEqual(['5 async-orm/no-lazy-relation-in-async']);
  });

  it('may have more where the manager selects', () => {
    const manager = '\n    class Selecting(UserManager):\n        def get_queryset(self):\n            return super().get_queryset().select_related("house")\n\n    objects = Selecting()\n';
    expect(lint({ 'people/models.py': MODELS + manager })).toEqual([]);
  });

  it('may have more where others fetch it', () => {
    expect(lint({ 'settings.py': 'AUTH_USER_MODEL = "people.Person"\nAUTHENTICATION_BACKENDS = ["people.auth.Backend"]\n' })).toEqual([]);
  });

  it('may have more where something before the view has read it', () => {
    expect(lint({ 'people/middleware.py': 'async def load(request):\n    user = await request.auser()\n    await sync_to_async(lambda: user.house)()\n' })).toEqual([]);
  });
});
