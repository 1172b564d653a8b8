import type { Language } from './lint.ts';

export interface Example {
  readonly title: string;
  readonly language: Language;
  readonly text: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    title: 'Django: a view',
    language: 'python',
    text: `from django.http import JsonResponse
from school.models import Student


async def show(request, pk):
    student = Student.objects.get(pk=pk)
    student.name = student.name.strip()
    student.asave()
    return JsonResponse({"name": student.name, "school": student.school.name})
`,
  },
  {
    title: 'Django: a helper that queries',
    language: 'python',
    text: `from django.http import JsonResponse
from school.models import Student


def count_adults():
    return Student.objects.filter(age__gte=18).count()


async def is_known(name):
    return await Student.objects.filter(name=name).aexists()


async def statistics(request, name):
    if is_known(name):
        return JsonResponse({"adults": count_adults()})
    return JsonResponse({})
`,
  },
  {
    title: 'TypeScript: a service',
    language: 'typescript',
    text: `import { Student } from './models';

export async function rename(id: number, name: string) {
  const student = Student.objects.get({ id });
  student.name = name;
  student.asave();
}

export async function names() {
  const students = await Student.objects.filter({ active: true });
  return [...students].map((student) => student.name);
}
`,
  },
];
