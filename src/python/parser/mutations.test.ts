import { describe, expect, it } from 'vitest';
import type { Node } from './index.ts';
import { parse, visitorKeys } from './index.ts';

const source = `"""Views of the school."""
import logging
from django.db import models, transaction

logger = logging.getLogger(__name__)


class Student(models.Model):
    name = models.CharField(
        max_length=100,
        help_text='The "full" name',
    )

    class Meta:
        ordering = ['name']

    @property
    def initials(self):
        return ''.join(part[0] for part in self.name.split())

    async def rename(self, name: str, *, commit=True) -> None:
        """Rename the student."""
        self.name = name
        if commit:
            await self.asave(update_fields=['name'])
        elif not name:
            raise ValueError(f'{name!r} is no name: {self.pk}')
        else:
            logger.info("renamed %s", {'name': name, **self.extra})


async def list_students(request):
    query = (
        Student.objects.filter(name__startswith=request.GET['q'])
        .order_by('name')
    )
    async with lock, transaction(using="default") as handle:
        students = [student async for student in query if student.pk]
    try:
        for index, student in enumerate(students, start=1):
            await student.rename(f"{index}: {student.name}")
    except (ValueError, TypeError) as error:
        logger.exception(error)
    return render(request, 'students.html', {'students': students})


def main(argv):
    match argv:
        case ['list', *names] if names:
            print(*names, sep=', ')
        case _:
            help_text = '''
            usage: students list
            '''
            print(help_text)
    return lambda value: value[1:]


def last(): pass
`;

function countFunctions(text: string): number {
  let count = 0;
  const visit = (node: Node): void => {
    if (node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef') count++;
    for (const key of visitorKeys[node.type]) {
      const value: unknown = Reflect.get(node, key);
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(parse(text).ast);
  return count;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const functions = countFunctions(source);
const tokens = [...source.matchAll(/"""|'''|\w+|[^\s\w]/g)].map(({ 0: text, index }) => ({ start: index, end: index + text.length, text }));
const lines = [...source.matchAll(/^( *)\S.*$/gm)].map(({ 0: text, 1: indent = '', index }) => ({ indent, start: index, end: index + text.length }));

/** One broken token may cost the function it stands in, no other. */
const expectRecovery = (text: string): void => {
  expect(countFunctions(text), text).toBeGreaterThanOrEqual(functions - 1);
};

describe('mutations', () => {
  it('parses the original', () => {
    expect(parse(source).errors).toEqual([]);
    expect(functions).toBe(5);
  });

  it('survives the loss of any token', () => {
    for (const { start, end } of tokens) expectRecovery(source.slice(0, start) + source.slice(end));
  });

  it('survives any token twice', () => {
    for (const { start, end, text } of tokens) expectRecovery(`${source.slice(0, start)}${text} ${source.slice(start, end)}${source.slice(end)}`);
  });

  it('survives the end of any line', () => {
    for (const { start } of tokens) expectRecovery(source.slice(0, start) + source.slice(source.indexOf('\n', start)));
  });

  it.each(['await Student.objects.', 'foo(', 'x = ', 'x = [1,', 'foo(bar, {', 'def f(', 'if x', 'x = "abc', 'x = f"{a', '@', 'class A('])(
    'survives a line that says %s',
    (line) => {
      for (const { indent, start } of lines) {
        if (isInsideBrackets(start)) continue;
        const text = `${source.slice(0, start)}${indent}${line}\n${source.slice(start)}`;
        const isFunction = line.startsWith('def');
        expect(countFunctions(text), text).toBeGreaterThanOrEqual(functions - (isFunction ? 0 : 1));
      }
    },
  );

  it('parses every beginning', () => {
    for (let end = 0; end < source.length; end += 3) expect(() => parse(source.slice(0, end))).not.toThrow();
  });
});

function isInsideBrackets(offset: number): boolean {
  const before = source.slice(source.lastIndexOf('\n\n', offset) + 1, offset);
  return (before.match(/[([{]/g)?.length ?? 0) !== (before.match(/[)\]}]/g)?.length ?? 0);
}
