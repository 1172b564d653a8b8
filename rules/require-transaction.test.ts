import { typed, type InvalidCase, type ValidCase } from '../src/dev/testers.ts';
import rule from './require-transaction.ts';

const imports = "import { aatomic, agetObjectOrThrow, atomic, manager, Model, related, transaction } from 'django-orm';";
const declared = `class Student extends Model { static objects = manager(Student); name = ''; year = 0; active = true; mentor: Student | null = null; courses = related(() => Course); }
class Course extends Model { static objects = manager(Course); title = ''; seats = 0; }
class Grade extends Model { static objects = manager(Grade); studentId = 0; student?: Student; }
class Log extends Model { static objects = manager(Log); text = ''; }
declare const flag: boolean, warn: (error: unknown) => void, sleep: (ms: number) => Promise<void>, sendMail: (to: unknown) => Promise<void>;
declare function fetchPage(page: number): Promise<{ id: number; name: string }[]>;
`;
const models = `${imports}\n${declared}`;
// Where these names stand for something else nothing can be suggested: cases about what is reported need no suggestions.
const bare = `import { agetObjectOrThrow, manager, Model, related } from 'django-orm';\nconst aatomic = 0, atomic = 0, transaction = 0;\n${declared}`;

const REASONS = {
  independent: 'which runs before it',
  model: 'which updates the same model',
  object: 'which is about the same row',
  replaced: 'which deletes what it replaces',
  result: 'whose result it uses',
  row: 'which writes the same row',
};
type Reason = [why: keyof typeof REASONS, first: string] | ['lock'] | ['loop'];

/** The place between « and » is reported. */
function report(name: string, marked: string, operation: string, receiver: string, [why, first]: Reason, suggestions: Record<string, string> = {}, preamble = bare): InvalidCase {
  const code = preamble + marked.replace(/[«»]/gu, '');
  const place = (mark: string) => {
    const [before = ''] = (preamble + marked).split(mark);
    const lines = before.replace('«', '').split('\n');
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  };
  const [start, end] = [place('«'), place('»')];
  const firstAt = code.indexOf(`${first}(`, preamble.length);
  return {
    name,
    code,
    errors: [
      {
        messageId: first === undefined ? `${why}WithoutTransaction` : 'writesWithoutTransaction',
        data: {
          operation,
          receiver,
          ...(first !== undefined && { first, line: String(code.slice(0, firstAt).split('\n').length), reason: REASONS[why as keyof typeof REASONS] }),
        },
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        suggestions: Object.entries(suggestions).map(([opener, output]) => ({ messageId: 'openTransaction', data: { opener }, output: preamble + output })),
      },
    ],
  };
}

const silent = (name: string, code: string): ValidCase => ({ name, code: models + code });

typed('django').run('require-transaction', rule, {
  valid: [
    silent('one write', 'export async function f(a: Student) { a.name = await fetchPage(1).then(() => ""); await a.asave(); return a; }'),
  ],
  invalid: [
    report(
      'the second write uses the result of the first',
      'export async function f() { const s = await Student.objects.acreate({}); await Grade.objects.«acreate»({ studentId: s.id }); }',
      'Grade.objects.acreate',
      'Manager<Grade>',
      ['result', 'Student.objects.acreate'],
    ),
  ],
});
