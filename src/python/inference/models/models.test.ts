import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../../dev/school.ts';

/** A function of the school; its body begins on line 6. */
function run(body: string, django?: string): readonly string[] {
  return lintSchool(`from django import forms
from .models import Course, Profile, School, Student

async def run(self, request, pk):
    student = await Student.objects.aget(pk=pk)
${body.replace(/^(?=.)/gmu, '    ')}
`, django);
}

const RELATION = (line: number) => `${String(line)} no-lazy-relation-in-async`;
const QUERY = (line: number) => `${String(line)} no-sync-query-in-async`;

describe('select_related without names', () => {
  it('follows what cannot be null', () => {
    expect(run('profile = await Profile.objects.select_related().afirst()\nprint(profile.student.name)')).toEqual([]);
  });

  it('leaves out what can', () => {
    expect(run('one = await Student.objects.select_related().afirst()\nprint(one.school.name)')).toEqual([RELATION(7)]);
    expect(run('profile = await Profile.objects.select_related().afirst()\nprint(profile.student.school)')).toEqual([RELATION(7)]);
  });

  it('follows nothing backwards', () => {
    expect(run('one = await Student.objects.select_related().afirst()\nprint(one.profile)')).toEqual([RELATION(7)]);
  });

  it('is what the last call says', () => {
    expect(run('one = await Profile.objects.select_related().select_related("student__school").afirst()\nprint(one.student.school)')).toEqual([]);
    expect(run('one = await Profile.objects.select_related("student__school").select_related().afirst()\nprint(one.student.school)')).toEqual([RELATION(7)]);
  });
});

describe('a key that is none', () => {
  it.each([
    ['in an if', 'if student.school_id is None:\n    return student.school'],
    ['in the else of its contrary', 'if student.school_id is not None:\n    pass\nelse:\n    return student.school'],
    ['as a falsehood', 'if not student.school_id:\n    return student.school'],
    ['in an expression', 'return student.school if student.school_id is None else None'],
    ['again', 'if student.school_id is None:\n    student.name = ""\nawait student.asave()\nif student.school_id is None:\n    return student.school'],
    ['in an assertion', 'assert student.school is None'],
    ['in an assertion of unittest', 'self.assertIsNone(student.school)'],
  ])('has no other end: %s', (_, body) => {
    expect(run(body)).toEqual([]);
  });

  it.each([
    ['the other branch', 'if student.school_id is None:\n    return None\nreturn student.school', 8],
    ['another relation', 'if student.school_id is None:\n    return student.user', 7],
    ['an assertion that there is one', 'assert student.school is not None', 6],
    ['the reverse of a relation', 'assert student.profile is None', 6],
  ])('says nothing of %s', (_, body, line) => {
    expect(run(body)).toEqual([RELATION(line)]);
  });
});

describe('a form', () => {
  const pick = (field: string, rest: string) => run(`class Pick(forms.Form):\n    school = forms.ModelChoiceField(${field})\n${rest}`);

  it('asks for the choice that was posted', () => {
    expect(pick('queryset=School.objects.all()', 'return Pick(request.POST).is_valid()')).toEqual([QUERY(8)]);
  });

  it('lists its choices', () => {
    expect(pick('queryset=School.objects.all()', 'return Pick().as_p()')).toEqual([QUERY(8)]);
    expect(pick('queryset=School.objects.all()', 'return f"<form>{Pick()}</form>"')).toEqual([QUERY(8)]);
  });

  it('has none to ask for', () => {
    expect(pick('queryset=School.objects.none()', 'return Pick(request.POST).is_valid()')).toEqual([]);
  });

  it('may ask nobody once it has changed its fields', () => {
    expect(pick('queryset=School.objects.all()', '    def __init__(self, *args):\n        super().__init__(*args)\n        self.fields.pop("school")\nreturn Pick(request.POST).is_valid()')).toEqual([]);
  });

  it('lists nothing in a widget of its own', () => {
    expect(pick('queryset=School.objects.all(), widget=forms.HiddenInput()', 'return Pick().as_p()')).toEqual([]);
  });
});
