import { createMarkedCases } from '../src/dev/marked-cases.ts';
import { typedProject } from '../src/dev/testers.ts';
import rule from './no-sync-query-in-async.ts';

const FILES = {
  'models.ts': `import { manager, Model } from 'django-orm';
export class Student extends Model { static objects = manager(Student); name = '';
  get rank(): number { return Student.objects.count(); } label(): string { return String(Student.objects.count()); } }
`,
  'services.ts': `import { Student } from './models.js';
export function load(id: number): Student { return Student.objects.get({ id }); }
export async function aload(id: number): Promise<Student> { return Student.objects.aget({ id }); }
export const deep = (): Student => load(1);
export function list(active: boolean): Student[] { return [...Student.objects.filter({ active })]; }
export async function listAsync(): Promise<Student[]> { return Array.fromAsync(Student.objects.all()); }
export function count(): number { return Student.objects.count(); }
export async function acount(): Promise<number> { return count(); }
export function plain(): string { return 'a'; }
export function query() { return Student.objects.filter({}); }
export class Service { load(): Student { return load(1); } async aload(): Promise<Student> { return aload(1); } }
export class Sealed { students = Student.objects.count(); }
`,
};
const IMPORTS = `import { Student } from './models.js';
import { acount, aload, count, deep, list, listAsync, load, plain, query, Sealed, Service } from './services.js';
void [acount, aload, count, deep, list, listAsync, load, plain, query, Sealed, Service, Student];
`;
const { invalid, valid } = createMarkedCases(IMPORTS);
const at = (operation: string, query: string, line: number, file = 'services'): Readonly<Record<string, string>> => ({ operation, query, place: `fixtures/types/${file}.ts:${String(line)}` });

typedProject('django', FILES).run('no-sync-query-in-async', rule, {
  valid: [
    valid('nobody waits here', 'export function show() { return load(1); }'),
    valid('at the top of a module', 'load(1);'),
    valid('no query behind it', 'export async function show() { return plain(); }'),
    valid('a query that is only built', 'export async function show() { return query(); }'),
    valid('the async form', 'export async function show() { return await aload(1); }'),
    valid('handed to somebody else', 'export async function show() { return { load }; }'),
    valid('run later', 'export async function show() { setTimeout(() => load(1), 1); }'),
    valid('a call in a test', "declare function it(name: string, run: () => Promise<void>): void;\nit('loads', async () => { load(1); });"),
    { ...valid('a file that sets scenes', 'export async function show() { load(1); }'), filename: 'seed.ts' },
  ],
  invalid: [
    // What the function itself is reported for is not reported once more where it is called.
    invalid('a function of the file that only async code runs', 'syncQuery', { operation: 'Student.objects.get', receiver: 'Manager<Student>', twin: 'aget' }, 'function own() { return Student.objects.«get»(); }\nexport async function show() { return own(); }', {
      suggestions: [['useTwin', 'async function own() { return await Student.objects.aget(); }\nexport async function show() { return await own(); }']],
    }),
    invalid('a twin beside it', 'blockingCall', at('load', 'Manager.get', 2), 'export async function show() { return «load»(1); }', { output: 'export async function show() { return await aload(1); }' }),
    invalid('a twin beside it that takes other arguments', 'blockingCall', at('list', 'QuerySet', 5), 'export async function show() { return «list»(true); }'),
    invalid('a twin that blocks as well', 'blockingCall', at('count', 'Manager.count', 7), 'export async function show() { return «count»(); }'),
    invalid('no twin', 'blockingCall', at('deep', 'Manager.get', 2), 'export async function show() { return «deep»(); }'),
    invalid('a method with a twin', 'blockingCall', at('service.load', 'Manager.get', 2), 'export async function show(service: Service) { return service.«load»().name; }', { output: 'export async function show(service: Service) { return (await service.aload()).name; }' }),
    invalid('a getter', 'blockingCall', at('row.rank', 'Manager.count', 3, 'models'), 'export async function show(row: Student) { return row.«rank»; }'),
    invalid('a method of a model', 'blockingCall', at('row.label', 'Manager.count', 3, 'models'), 'export async function show(row: Student) { return row.«label»(); }'),
    invalid('a constructor', 'blockingCall', at('new Sealed', 'Manager.count', 12), 'export async function show() { return new «Sealed»(); }'),
    invalid('a function that `map` runs', 'blockingCall', at('load', 'Manager.get', 2), 'export async function show(ids: number[]) { return ids.map(«load»); }'),
    invalid('in a callback that runs on the spot', 'blockingCall', at('deep', 'Manager.get', 2), 'export async function show(ids: number[]) { return ids.map(() => «deep»()); }'),
    invalid('in a function of the file that only async code runs', 'blockingCall', at('deep', 'Manager.get', 2), 'function own() { return «deep»(); }\nexport async function show() { return own(); }'),
    invalid('a function of the file that others run too', 'blockingCall', at('own', 'Manager.get', 4, 'file'), 'export function own() { return Student.objects.get(); }\nexport async function show() { return «own»(); }'),
    invalid('a function of the file with a sync caller', 'blockingCall', at('own', 'Manager.get', 4, 'file'), 'function own() { return Student.objects.get(); }\nexport async function show() { return «own»(); }\nexport const script = () => own();'),
    invalid('the twin inside of itself', 'blockingCall', at('this.load', 'Manager.get', 4, 'file'), 'export class A { load(): Student { return Student.objects.get(); } async aload(): Promise<Student> { return this.«load»(); } }'),
    invalid('a twin in the same file', 'blockingCall', at('own', 'Manager.get', 4, 'file'), 'export function own() { return Student.objects.get(); }\nexport async function aown() { return await Student.objects.aget(); }\nexport async function show() { return «own»(); }', {
      output: 'export function own() { return Student.objects.get(); }\nexport async function aown() { return await Student.objects.aget(); }\nexport async function show() { return await aown(); }',
    }),
  ],
});
