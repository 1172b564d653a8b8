import { createPythonCases } from '../src/dev/python-cases.ts';
import { python } from '../src/dev/testers.ts';
import rule from './no-lazy-relation-in-async.ts';

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-lazy-relation-in-async', rule, {
  valid: [
    school.valid('selected', `async def show():
    student = await Student.objects.select_related("school", "profile").aget(pk=1)
    return student.school.name, student.profile.bio, hasattr(student, "profile")
`),
    school.valid('the key alone', `async def show():
    student = await Student.objects.aget(pk=1)
    return student.school_id
`),
    school.valid('assigned', `async def show(school: School):
    student = await Student.objects.aget(pk=1)
    student.school = school
    return student.school.name
`),
    school.valid('the parent that a related manager knows', `async def show(school: School):
    async for student in school.students.all():
        print(student.school.name)
`),
    school.valid('a row whose query is unknown', `async def show(student: Student):
    return student.school
`),
    school.valid('all relations that cannot be null selected', `async def show():
    profile = await Profile.objects.select_related().afirst()
    return profile.student
`),
    school.valid('prefetched', `async def show():
    async for student in Student.objects.prefetch_related("school"):
        print(student.school.name)
`),
    school.valid('created with the relation', `async def show(school: School):
    student = await Student.objects.acreate(name="A", school=school)
    return student.school.name
`),
    school.valid('a row that was never saved', `async def show():
    return Student(name="A").school
`),
    school.valid('sync code', `def show():
    return Student.objects.get(pk=1).school
`),
    school.valid('a manager of many rows', `async def show():
    student = await Student.objects.aget(pk=1)
    return student.courses
`),
    school.valid('read again', `async def show():
    student = await Student.objects.only("name").aget(pk=1)
    await student.arefresh_from_db(fields=["age"])
    return student.age
`),
    school.valid('a template that may read no relation', `from django.shortcuts import render

async def show(request):
    student = await Student.objects.aget(pk=1)
    return render(request, "student.html", {"student": student})
`),
    school.valid('rows that a row is related to', `async def show():
    student = await Student.objects.aget(pk=1)
    return [course.title async for course in student.courses.all()]
`),
  ],
  invalid: [
    school.invalid('a field of a relation', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    student = await Student.objects.aget(pk=1)
    return student.«school».name
`, { suggestions: [['selectRelation', `async def show():
    student = await Student.objects.select_related("school").aget(pk=1)
    return student.school.name
`], ['offload', `async def show():
    student = await Student.objects.aget(pk=1)
    return (await sync_to_async(lambda: student.school)()).name
`]] }),
    school.invalid('a foreign key', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    student = await Student.objects.aget(pk=1)
    return student.«school»
`, { suggestions: [['selectRelation', `async def show():
    student = await Student.objects.select_related("school").aget(pk=1)
    return student.school
`], ['offload', `async def show():
    student = await Student.objects.aget(pk=1)
    return await sync_to_async(lambda: student.school)()
`]] }),
    school.invalid('a reverse one-to-one', 'lazyRelation', { operation: 'student.profile', receiver: 'Student', relation: 'profile' }, `async def show():
    student = await Student.objects.afirst()
    return student.«profile»
`, { suggestions: [['selectRelation', `async def show():
    student = await Student.objects.select_related("profile").afirst()
    return student.profile
`], ['offload', `async def show():
    student = await Student.objects.afirst()
    return await sync_to_async(lambda: student.profile)()
`]] }),
    school.invalid('hasattr', 'lazyRelation', { operation: 'hasattr', receiver: 'Student', relation: 'profile' }, `async def show():
    student = await Student.objects.aget(pk=1)
    return «hasattr»(student, "profile")
`, { suggestions: [['selectRelation', `async def show():
    student = await Student.objects.select_related("profile").aget(pk=1)
    return hasattr(student, "profile")
`], ['offload', `async def show():
    student = await Student.objects.aget(pk=1)
    return await sync_to_async(lambda: hasattr(student, "profile"))()
`]] }),
    school.invalid('getattr with a default', 'lazyRelation', { operation: 'getattr', receiver: 'Student', relation: 'school' }, `async def show():
    student = await Student.objects.aget(pk=1)
    return «getattr»(student, "school", None)
`, { suggestions: [['selectRelation', `async def show():
    student = await Student.objects.select_related("school").aget(pk=1)
    return getattr(student, "school", None)
`], ['offload', `async def show():
    student = await Student.objects.aget(pk=1)
    return await sync_to_async(lambda: getattr(student, "school", None))()
`]] }),
    school.invalid('rows of a loop', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    async for student in Student.objects.filter(age=3):
        print(student.«school»)
`, { suggestions: [['selectRelation', `async def show():
    async for student in Student.objects.select_related("school").filter(age=3):
        print(student.school)
`], ['offload', `async def show():
    async for student in Student.objects.filter(age=3):
        print(await sync_to_async(lambda: student.school)())
`]] }),
    school.invalid('a field that only() leaves out', 'deferredField', { operation: 'student.age', receiver: 'Student', relation: 'age' }, `async def show():
    student = await Student.objects.only("name").aget(pk=1)
    return student.«age»
`, { suggestions: [['offload', `async def show():
    student = await Student.objects.only("name").aget(pk=1)
    return await sync_to_async(lambda: student.age)()
`]] }),
    school.invalid('a deferred field', 'deferredField', { operation: 'student.notes', receiver: 'Student', relation: 'notes' }, `async def show():
    student = await Student.objects.defer("notes").aget(pk=1)
    return student.«notes»
`, { suggestions: [['offload', `async def show():
    student = await Student.objects.defer("notes").aget(pk=1)
    return await sync_to_async(lambda: student.notes)()
`]] }),
    school.invalid('a relation of a selected relation', 'lazyRelation', { operation: 'profile.student.school', receiver: 'Student', relation: 'school' }, `async def show():
    profile = await Profile.objects.select_related("student").aget(pk=1)
    return profile.student.«school»
`, { suggestions: [['selectRelation', `async def show():
    profile = await Profile.objects.select_related("student__school").select_related("student").aget(pk=1)
    return profile.student.school
`], ['offload', `async def show():
    profile = await Profile.objects.select_related("student").aget(pk=1)
    return await sync_to_async(lambda: profile.student.school)()
`]] }),
    school.invalid('awaited', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    student = await Student.objects.aget(pk=1)
    return await student.«school»
`, { suggestions: [['selectRelation', `async def show():
    student = await Student.objects.select_related("school").aget(pk=1)
    return student.school
`]] }),
    school.invalid('a selection that is taken back', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    student = await Student.objects.select_related("school").select_related(None).aget(pk=1)
    return student.«school»
`, { suggestions: [['offload', `async def show():
    student = await Student.objects.select_related("school").select_related(None).aget(pk=1)
    return await sync_to_async(lambda: student.school)()
`]] }),
    school.invalid('a selection of all that cannot be null', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    student = await Student.objects.select_related().aget(pk=1)
    return student.«school»
`, { suggestions: [['offload', `async def show():
    student = await Student.objects.select_related().aget(pk=1)
    return await sync_to_async(lambda: student.school)()
`]] }),
    school.invalid('rows of a comprehension', 'lazyRelation', { operation: 'student.school', receiver: 'Student', relation: 'school' }, `async def show():
    return [student.«school» async for student in Student.objects.all()]
`, { suggestions: [['selectRelation', `async def show():
    return [student.school async for student in Student.objects.select_related("school").all()]
`], ['offload', `async def show():
    return [await sync_to_async(lambda: student.school)() async for student in Student.objects.all()]
`]] }),
    school.invalid('a generic foreign key', 'lazyRelation', { operation: 'note.target', receiver: 'Note', relation: 'target' }, `from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

class Note(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    target = GenericForeignKey()

    class Meta:
        app_label = "school"

async def show():
    note = await Note.objects.aget(pk=1)
    return note.«target»
`, { suggestions: [['offload', `from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

class Note(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveIntegerField()
    target = GenericForeignKey()

    class Meta:
        app_label = "school"

async def show():
    note = await Note.objects.aget(pk=1)
    return await sync_to_async(lambda: note.target)()
`]] }),
  ],
});
