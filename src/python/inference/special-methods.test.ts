import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../dev/school.ts';

/** A class of the project whose method queries, and a line of an async view that uses it. */
const using = (method: string, line: string) => `from school.models import Student


class Report:
${method.replaceAll(/^/gmu, '    ')}


async def show(request, report: Report, other):
    ${line}
`;

describe('what a class of the project defines for the language', () => {
  it.each([
    ['a generator as its iterator', 'def __iter__(self):\n    yield from Student.objects.all()', 'for student in report:'],
    ['equality', 'def __eq__(self, other):\n    return Student.objects.exists()', 'if report == other:'],
    ['an order', 'def __lt__(self, other):\n    return Student.objects.exists()', 'if report < other:'],
    ['an operator', 'def __add__(self, other):\n    return Student.objects.count()', 'if report + other:'],
    ['an operator that queries have too', 'def __or__(self, other):\n    return Student.objects.count()', 'if report | other:'],
  ])('is run: %s', (_, method, line) => {
    expect(lintSchool(using(method, `${line}\n        pass`))).toEqual([expect.stringMatching(/^\d+ no-sync-query-in-async$/u)]);
  });

  it('is run: a descriptor', () => {
    const descriptor = 'class Total:\n    def __get__(self, instance, owner=None):\n        return Student.objects.count()\n\n\nclass Report:\n    total = Total()\n';
    const text = `from school.models import Student\n\n\n${descriptor}\n\nasync def show(request, report: Report):\n    return report.total\n`;
    expect(lintSchool(text)).toEqual(['14 no-sync-query-in-async']);
  });

  it('is not run where the language uses another method', () => {
    expect(lintSchool(using('def __lt__(self, other):\n    return Student.objects.exists()', 'return report == other, other < report'))).toEqual([]);
    expect(lintSchool(using('def __add__(self, other):\n    return Student.objects.count()', 'return other + report, report - other'))).toEqual([]);
  });
});

describe('a generator', () => {
  const rows = 'from school.models import Student\n\n\ndef rows():\n    yield from Student.objects.all()\n\n\nasync def show(request):\n';

  it('runs where its next row is asked for', () => {
    expect(lintSchool(`${rows}    return next(rows())\n`)).toEqual(['9 no-sync-query-in-async']);
    expect(lintSchool(`${rows}    return rows()\n`)).toEqual([]);
  });
});

describe('an async helper', () => {
  const helper = 'from school.models import School, Student\n\n\nasync def name_school(student):\n    return student.school.name\n\n\n';

  it('is reported where it is given what it cannot read', () => {
    expect(lintSchool(`${helper}async def show(request, pk):\n    return await name_school(await Student.objects.aget(pk=pk))\n`)).toEqual(['9 no-sync-query-in-async']);
    expect(lintSchool(`${helper}async def show(request, pk):\n    return await name_school(await Student.objects.select_related("school").aget(pk=pk))\n`)).toEqual([]);
  });

  it('is reported once, where it queries by itself', () => {
    const text = 'from school.models import Student\n\n\nasync def load(student: Student):\n    return Student.objects.first()\n\n\nasync def show(request, pk):\n    return await load(await Student.objects.aget(pk=pk))\n';
    expect(lintSchool(text)).toEqual(['5 no-sync-query-in-async']);
  });
});
