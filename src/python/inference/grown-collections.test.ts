import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../index.ts';

const linter = new Linter({ cwd: process.cwd() });

function lint(body: string): string[] {
  const text = `from school.models import Student\n\nasync def view(names):\n${body.split('\n').map((line) => `    ${line}\n`).join('')}`;
  return linter.verify(text, plugin.configs.django, { filename: join(process.cwd(), 'fixtures/types/django-python/views.py') }).map(({ ruleId }) => ruleId ?? '');
}

describe('a collection that is empty at first', () => {
  it.each([
    ['appended to', 'rows = []\nfor name in names:\n    rows.append(Student(name=name))\nStudent.objects.bulk_create(rows)'],
    ['extended', 'keys = []\nkeys.extend(names)\nlist(Student.objects.filter(pk__in=keys))'],
    ['a set', 'keys = set([])\nkeys.add(1)\nlist(Student.objects.filter(pk__in=keys))'],
  ])('holds something once it is %s', (_, body) => {
    expect(lint(body)).toEqual(['async-orm/no-sync-query-in-async']);
  });

  it('asks nothing of the database as long as it is empty', () => {
    expect(lint('rows = []\nStudent.objects.bulk_create(rows)')).toEqual([]);
    expect(lint('keys = []\nlist(Student.objects.filter(pk__in=keys))')).toEqual([]);
  });
});
