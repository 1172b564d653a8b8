import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../dev/temporary-folder.ts';
import plugin from '../index.ts';

// An editor server lives for days: a linter and files that change under it.
let project: TemporaryFolder;
let linter: Linter;

const MODELS = 'from django.db import models\n\nclass Student(models.Model):\n    name = models.CharField(max_length=80)\n';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
  project.remove();
});

function create(files: Readonly<Record<string, string>>): void {
  project = createTemporaryFolder({ '.git/HEAD': '', 'requirements.txt': 'Django==5.2\n', 'manage.py': '', 'shop/__init__.py': '', ...files });
  linter = new Linter({ cwd: project.path });
}

/** `9 no-sync-query-in-async` for each finding in a file that itself stays as it is. */
function lint(path = 'shop/views.py'): readonly string[] {
  const code = readFileSync(project.at(path), 'utf8');
  return linter.verify(code, plugin.configs.django, { filename: project.at(path) }).map(({ line, message, ruleId }) => `${String(line)} ${ruleId?.replace('async-orm/', '') ?? message}`);
}

/** The findings before a change, at once after it, and when an editor has had a second. */
function change(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const before = lint();
  project.write(files);
  vi.advanceTimersByTime(1001);
  return [before, lint()];
}

describe('the next lint of a file sees a change of', () => {
  it('a base class', () => {
    create({
      'shop/models.py': 'from .bases import Base\n\nclass Course(Base):\n    pass\n',
      'shop/bases.py': 'class Base:\n    objects = None\n',
      'shop/views.py': 'from .models import Course\n\nasync def view(request):\n    return Course.objects.count()\n',
    });
    const asModel = { 'shop/bases.py': 'from django.db import models\n\nclass Base(models.Model):\n    class Meta:\n        abstract = True\n' };
    expect(change(asModel)).toEqual([[], ['4 no-sync-query-in-async']]);
    expect(change({ 'shop/bases.py': 'class Base:\n    objects = None\n' })).toEqual([['4 no-sync-query-in-async'], []]);
  });

  it('a helper three calls down', () => {
    create({
      'shop/models.py': MODELS,
      'shop/one.py': 'from .two import two\n\ndef one():\n    return two()\n',
      'shop/two.py': 'from .three import three\n\ndef two():\n    return three()\n',
      'shop/three.py': 'def three():\n    return 0\n',
      'shop/views.py': 'from .one import one\n\nasync def view(request):\n    return one()\n',
    });
    const querying = { 'shop/three.py': 'from .models import Student\n\ndef three():\n    return Student.objects.count()\n' };
    expect(change(querying)).toEqual([[], ['4 no-sync-query-in-async']]);
    expect(change({ 'shop/three.py': 'def three():\n    return 0\n' })).toEqual([['4 no-sync-query-in-async'], []]);
  });

  it('the settings', () => {
    const pupil = 'from django.contrib.auth.models import AbstractUser\nfrom django.db import models\n\nclass Pupil(AbstractUser):\n    school = models.ForeignKey("shop.School", on_delete=models.CASCADE)\n\nclass School(models.Model):\n    pass\n';
    create({
      'shop/models.py': pupil,
      'config/__init__.py': '',
      'config/settings.py': '',
      'shop/views.py': 'from django.contrib.auth import get_user_model\n\nasync def view(request):\n    user = await get_user_model().objects.aget(pk=1)\n    return user.school.pk\n',
    });
    expect(change({ 'config/settings.py': 'AUTH_USER_MODEL = "shop.Pupil"\n' })).toEqual([[], ['5 no-lazy-relation-in-async']]);
  });

  it('the version that the project requires', () => {
    create({ 'shop/models.py': MODELS, 'shop/views.py': 'from .models import Student\n\nasync def view(request):\n    await Student(name="a").asave()\n' });
    expect(change({ 'requirements.txt': 'Django==4.1\n' })).toEqual([[], [expect.stringMatching(/^4 /u)]]);
  });

  it('a file that nothing imports', () => {
    create({ 'shop/models.py': MODELS, 'shop/views.py': 'from django.http import HttpRequest\n\nasync def view(request: HttpRequest):\n    return request.user.username\n' });
    const middleware = 'def middleware(get_response):\n    def inner(request):\n        request.user = None\n        return get_response(request)\n    return inner\n';
    expect(change({ 'shop/middleware.py': middleware })).toEqual([['4 no-sync-query-in-async'], []]);
  });
});

describe('what an editor has not saved', () => {
  it('is seen by the file itself, and by no other', () => {
    create({
      'shop/models.py': `${MODELS}\n    def label(self):\n        return self.name\n`,
      'shop/views.py': 'from .models import Student\n\nasync def view(request):\n    student = await Student.objects.afirst()\n    return student.label()\n',
    });
    const typed = `${MODELS}\n    def label(self):\n        return Student.objects.count()\n\n    async def alabel(self):\n        return self.label()\n`;
    expect(lint()).toEqual([]);
    expect(linter.verify(typed, plugin.configs.django, { filename: project.at('shop/models.py') })).toHaveLength(1);
    expect(lint()).toEqual([]);
    project.write({ 'shop/models.py': typed });
    vi.advanceTimersByTime(1001);
    expect(lint()).toEqual(['5 no-sync-query-in-async']);
  });
});
