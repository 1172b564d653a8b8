import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../dev/school.ts';

const BROKEN: readonly (readonly [name: string, findings: string, code: string])[] = [
  ['a name of the class in a method of another name', '9 no-sync-query-in-async', `
from .models import Student

class Desk:
    def count(self):
        return 0

    async def show(self):
        return Student.objects.count()
`],
  ['rows of several returns', '14 no-lazy-relation-in-async', `
from asgiref.sync import sync_to_async
from .models import Student

@sync_to_async
def find(name):
    try:
        return Student.objects.get(name=name), None
    except Student.DoesNotExist:
        return None, "missing"

async def show(name):
    student, error = await find(name)
    return error or student.school.name
`],
  ['a helper that looks for a loop and queries all the same', '12 no-sync-query-in-async', `
import asyncio
from .models import Student

def record(name):
    loop = asyncio.get_running_loop()
    if loop:
        return Student.objects.filter(name=name).exists()
    return False

async def view(request):
    return record("a")
`],
  ['a form that nothing has validated', '13 no-sync-query-in-async', `
from django import forms
from django.http import JsonResponse
from .models import Student

class StudentForm(forms.ModelForm):
    class Meta:
        model = Student
        fields = ["name", "school"]

async def view(request):
    form = StudentForm(request.POST)
    return JsonResponse(form.errors)
`],
  ['a relation that the query of a Prefetch leaves out', '7 no-lazy-relation-in-async', `
from django.db.models import Prefetch
from .models import Profile, Student

async def view(request):
    profile = await Profile.objects.prefetch_related(Prefetch("student", queryset=Student.objects.all())).afirst()
    print(profile.student.school.name)
`],
  ['a test that expects another error', '7 no-sync-query-in-async', `
import pytest
from .models import Student

async def test_missing():
    with pytest.raises(Student.DoesNotExist):
        Student.objects.get(pk=1)
`],
  ['the user of a plain view', '3 no-sync-query-in-async', `
from django.http import HttpRequest
async def view(request: HttpRequest): return request.user.username
`],
  ['a row or, by another mistake, what makes it', '6 no-floating-query, 8 no-floating-query', `
from .models import Student

async def save(student: Student, name):
    if not student:
        student = Student.objects.acreate()
    student.name = name
    student.asave()
`],
  ['an async function as a condition', '8 no-floating-query', `
from .models import Student

async def is_known(name):
    return await Student.objects.filter(name=name).aexists()

async def view(request):
    if is_known("a"): return True
`],
  ['an argument that nobody gives', '10 no-sync-query-in-async', `
from .models import Student

def find(pk, student=None):
    if student is None:
        student = Student.objects.get(pk=pk)
    return student.name

async def show(pk):
    return find(pk)
`],
  ['an error that a list raises, too', '8 no-sync-query-in-async', `
from django.db.models import QuerySet
from .models import Student

async def count(students: QuerySet[Student]):
    try:
        return await students.acount()
    except ValueError: return len(students)
`],
];

describe('programs that fail in much the same form as others work', () => {
  it.each(BROKEN)('%s', (_, findings, code) => {
    expect(lintSchool(code).join(', ')).toBe(findings);
  });
});
