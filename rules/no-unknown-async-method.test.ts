import { createPythonCases } from '../src/dev/python-cases.ts';
import { python } from '../src/dev/testers.ts';
import rule from './no-unknown-async-method.ts';

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-unknown-async-method', rule, {
  valid: [
    school.valid('a method of the project by that name', `from django.db import models

class OwnQuerySet(models.QuerySet):
    async def aall(self):
        return [row async for row in self]

class Own(models.Model):
    objects = OwnQuerySet.as_manager()

    class Meta:
        app_label = "school"

async def show():
    return await Own.objects.aall()
`),
    school.valid('a manager with attributes of its own', `from django.db import models

class OwnManager(models.Manager):
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.get_queryset(), name.removeprefix("a"))

class Own(models.Model):
    objects = OwnManager()

    class Meta:
        app_label = "school"

async def show():
    return await Own.objects.aall()
`),
    school.valid('a lazy method that begins with an a', `from django.db.models import F

async def show():
    return Student.objects.alias(a=F("age"))
`),
    school.valid('another one', `from django.db.models import F

async def show():
    return Student.objects.annotate(a=F("age")).aggregate
`),
    school.valid('twins that exist', `async def show(student: Student, course: Course):
    await student.asave()
    await student.courses.aadd(course)
    await Student.objects.filter(age=3).adelete()
    return await Student.objects.acreate(name="A")
`),
    school.valid('a row of no known type', `async def show(student):
    return await student.aall()
`),
    school.valid('a question whether it is there', `async def show(rows: QuerySet[Student]):
    return hasattr(rows, "afilter")
`),
  ],
  invalid: [
    school.invalid('a lazy method has no twin', 'unknownMethod', { receiver: 'Manager', method: 'aall', existing: 'all' }, `async def show():
    return await Student.objects.«aall»()
`, { output: `async def show():
    return Student.objects.all()
` }),
    school.invalid('iterated already', 'unknownMethod', { receiver: 'Manager', method: 'afilter', existing: 'filter' }, `async def show():
    async for student in Student.objects.«afilter»(age=3):
        print(student)
`, { output: `async def show():
    async for student in Student.objects.filter(age=3):
        print(student)
` }),
    school.invalid('of a queryset', 'unknownMethod', { receiver: 'QuerySet', method: 'avalues', existing: 'values' }, `async def show(rows: QuerySet[Student]):
    return [row async for row in rows.«avalues»()]
`, { output: `async def show(rows: QuerySet[Student]):
    return [row async for row in rows.values()]
` }),
    school.invalid('with arguments', 'unknownMethod', { receiver: 'Manager', method: 'aorder_by', existing: 'order_by' }, `async def show():
    return await Student.objects.«aorder_by»("name")
`, { output: `async def show():
    return Student.objects.order_by("name")
` }),
    school.invalid('a manager cannot delete', 'unknownMethod', { receiver: 'Manager', method: 'adelete', existing: 'all().adelete' }, `async def show():
    await Student.objects.«adelete»()
`, { suggestions: [['useExisting', `async def show():
    await Student.objects.all().adelete()
`]] }),
    school.invalid('a method of a row of a later Django', 'laterMethod', { receiver: 'Student', method: 'asave', since: '4.2', found: '4.1' }, `async def show(student: Student):
    await student.«asave»()
`, { filename: 'legacy/views.py', suggestions: [['offload', `async def show(student: Student):
    await sync_to_async(student.save)()
`, { existing: 'save' }]] }),
    school.invalid('a method of a manager of a later Django', 'laterMethod', { receiver: 'ManyRelatedManager', method: 'aadd', since: '4.2', found: '4.1' }, `async def show(student: Student, course: Course):
    await student.courses.«aadd»(course)
`, { filename: 'legacy/views.py', suggestions: [['offload', `async def show(student: Student, course: Course):
    await sync_to_async(student.courses.add)(course)
`, { existing: 'add' }]] }),
    school.invalid('awaited rows of a lazy method', 'unknownMethod', { receiver: 'QuerySet', method: 'afilter', existing: 'filter' }, `async def show(rows: QuerySet[Student]):
    students = await rows.«afilter»(age=3)
    return students
`, { output: `async def show(rows: QuerySet[Student]):
    students = rows.filter(age=3)
    return students
` }),
  ],
});
