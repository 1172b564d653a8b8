import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../../dev/school.ts';

describe('imports of what a version lacks', () => {
  it('are reported where they stand, and once', () => {
    expect(lintSchool('from django.shortcuts import aget_object_or_404\nfrom .models import Student\n\nasync def show(request, pk):\n    return await aget_object_or_404(Student, pk=pk)\n', '4.2')).toEqual(['1 no-unknown-async-method']);
    expect(lintSchool('from django.core.paginator import AsyncPaginator\n\nasync def show(request, rows):\n    return await AsyncPaginator(rows, 2).apage(1)\n', '5.2')).toEqual(['1 no-unknown-async-method']);
  });

  it('are reported where the module is imported whole', () => {
    expect(lintSchool('from django import shortcuts\nfrom .models import Student\n\nasync def show(request, pk):\n    return await shortcuts.aget_object_or_404(Student, pk=pk)\n', '4.2')).toEqual(['5 no-unknown-async-method']);
  });

  it.each([
    ['try:\n    from django.shortcuts import aget_object_or_404\nexcept ImportError:\n    aget_object_or_404 = None'],
    ['import django\nif django.VERSION >= (5, 0):\n    from django.shortcuts import aget_object_or_404'],
  ])('are silent where they may fail', (imports) => {
    expect(lintSchool(`${imports}\nfrom .models import Student\n\nasync def show(request, pk):\n    return await aget_object_or_404(Student, pk=pk)\n`, '4.2')).toEqual([]);
  });
});

describe('methods of a later version', () => {
  it('are looked for where a manager looks for them', () => {
    expect(lintSchool('from .models import Course\n\nasync def show(pk):\n    return await Course.objects.aget(pk=pk)\n', '4.0')).toEqual(['4 no-unknown-async-method']);
    expect(lintSchool('from .models import Course\n\nasync def show(pk):\n    return await Course.objects.aget(pk=pk)\n', '4.1')).toEqual([]);
  });
});

/** A decorator of the project around an async function; it stands on line 12. */
function decorate(body: string, signature = 'def wrapper(request, **options):'): readonly string[] {
  return lintSchool(`import functools
import inspect
from django.http import HttpResponse

def marked(view):
    @functools.wraps(view)
    ${signature}
${body.padEnd(1).replace(/^/gmu, '        ')}
    return wrapper


@marked
async def show(request):
    return HttpResponse("")
`).filter((finding) => finding.includes('no-mixed-async-handlers'));
}

describe('a sync decorator around an async function', () => {
  it.each([
    ['response = view(request, **options)\nresponse["Vary"] = "*"\nreturn response'],
    ['response = view(request, **options)\nreturn response if response.status_code == 200 else None'],
  ])('takes its coroutine for the response', (body) => {
    expect(decorate(body)).toHaveLength(1);
  });

  it.each([
    ['return view(request, **options)'],
    ['print(request.path)\nreturn view(request, **options)'],
    ['response = view(request, **options)\nif inspect.isawaitable(response):\n    return response\nresponse["Vary"] = "*"\nreturn response'],
  ])('may hand it on', (body) => {
    expect(decorate(body)).toEqual([]);
  });

  it('is async itself', () => {
    expect(decorate('response = await view(request, **options)\nresponse["Vary"] = "*"\nreturn response', 'async def wrapper(request, **options):')).toEqual([]);
  });
});

describe('a mixin', () => {
  const view = (handler: string) => lintSchool(`from django.http import HttpResponse
from django.views import View
from .models import Student

class Counting:
    def dispatch(self, request, *args, **kwargs):
        self.count = Student.objects.count()
        return super().dispatch(request, *args, **kwargs)

class Listing(Counting, View):
    ${handler} get(self, request):
        return HttpResponse(str(self.count))
`);

  it('runs on the loop of the view that inherits it', () => {
    expect(view('async def')).toEqual(['7 no-sync-query-in-async']);
    expect(view('def')).toEqual([]);
  });
});

describe('a group of awaitables', () => {
  const gather = (argument: string) => lintSchool(`import asyncio\nfrom .models import Student\n\nasync def save(students: list[Student]):\n    await asyncio.gather(${argument})\n`);

  it('is no one generator', () => {
    expect(gather('student.asave() for student in students')).toEqual(['5 no-floating-query']);
    expect(gather('*(student.asave() for student in students)')).toEqual([]);
  });
});
