import { createMarkedCases } from '../src/dev/marked-cases.ts';
import { typedProject } from '../src/dev/testers.ts';
import rule from './no-floating-query.ts';

const FILES = {
  'services.ts': `import { manager, Model } from 'django-orm';
export class Student extends Model { static objects = manager(Student); staff = false; }
export async function isStaff(id: number): Promise<boolean> { return (await Student.objects.aget({ id })).staff; }
export const find = (id: number): Promise<Student> => Student.objects.aget({ id });
export async function safely(id: number): Promise<void> { try { await find(id); } catch { /* nobody cares */ } }
export async function wait(): Promise<boolean> { await Promise.resolve(); return true; }
export class Service { async isStaff(id: number): Promise<boolean> { return isStaff(id); } }
export default isStaff;
`,
  'barrel.ts': "export { default, find as seek, isStaff, safely, Service, wait } from './services.js';\n",
};
const IMPORTS = `import check, { isStaff, safely, seek, Service, wait } from './barrel.js';
declare const ids: number[]; declare function use(...values: unknown[]): void; declare const events: { on(run: () => void): void };
void [check, isStaff, safely, seek, Service, wait, ids, use, events];
`;
const { invalid, valid } = createMarkedCases(IMPORTS);
const STAFF = { operation: 'isStaff', receiver: 'services' };

typedProject('django', FILES).run('no-floating-query', rule, {
  valid: [
    valid('awaited', 'export async function show() { if (await isStaff(1)) return; }'),
    valid('returned', 'export function show() { return isStaff(1); }'),
    valid('combined', 'export async function show() { await Promise.all(ids.map((id) => isStaff(id))); }'),
    valid('awaited later', 'export async function show() { const staff = isStaff(1); use(2); return await staff; }'),
    valid('stored', 'export async function show(cache: Map<number, Promise<boolean>>) { cache.set(1, isStaff(1)); }'),
    valid('passed on', 'export async function show() { use(isStaff(1)); }'),
    valid('left to itself on purpose', 'export async function show() { void isStaff(1); }'),
    valid('handled', 'export async function show() { isStaff(1).catch(use); }'),
    valid('a function that sees to its failures', 'export async function show() { safely(1); }'),
    valid('a promise of no query', 'export async function show() { wait(); if (wait().then) use(1); }'),
    valid('a program that starts', 'isStaff(1);'),
    valid('an event that nobody waits for', 'events.on(() => { isStaff(1); }); events.on(() => isStaff(1)); events.on(() => void isStaff(1));'),
    valid('an event whose handler is async', 'events.on(async () => { await isStaff(1); });'),
    valid('a method that a subclass may have changed', 'class Other extends Service { override async isStaff() { return true; } }\nexport async function show(service: Service) { service.isStaff(1); void Other; }'),
  ],
  invalid: [
    invalid('always true', 'misusedQuery', { ...STAFF, use: 'always true as a condition' }, 'export async function show() { return «isStaff»(1) ? 1 : 2; }', { output: 'export async function show() { return await isStaff(1) ? 1 : 2; }' }),
    invalid('negated', 'misusedQuery', { ...STAFF, use: 'always true as a condition' }, 'export async function show() { return !«isStaff»(1); }', { output: 'export async function show() { return !await isStaff(1); }' }),
    invalid('always true, in sync code', 'misusedQuery', { ...STAFF, use: 'always true as a condition' }, 'export function show() { return !«isStaff»(1); }', { suggestions: [['addAwait', 'export async function show() { return !await isStaff(1); }']] }),
    invalid('printed', 'misusedQuery', { ...STAFF, use: 'printed into text' }, 'export async function show() { return `${«isStaff»(1)}`; }', { output: 'export async function show() { return `${await isStaff(1)}`; }' }),
    invalid('read', 'misusedQuery', { operation: 'seek', receiver: 'services', use: 'read like its result' }, 'export async function show() { return «seek»(1).staff; }', { output: 'export async function show() { return (await seek(1)).staff; }' }),
    invalid('a method', 'misusedQuery', { operation: 'service.isStaff', receiver: 'Service', use: 'always true as a condition' }, 'export async function show(service: Service) { return !service.«isStaff»(1); }', { output: 'export async function show(service: Service) { return !await service.isStaff(1); }' }),
    invalid('a default export', 'misusedQuery', { operation: 'check', receiver: 'services', use: 'always true as a condition' }, 'export async function show() { return !«check»(1); }', { output: 'export async function show() { return !await check(1); }' }),
    // It has begun and goes on by itself, so that waiting for it may be another thing.
    invalid('dropped', 'floatingQuery', STAFF, 'export async function show() { «isStaff»(1); }', { suggestions: [['addAwait', 'export async function show() { await isStaff(1); }']] }),
    invalid('held by a variable', 'unusedQuery', { ...STAFF, variable: 'staff' }, 'export async function show() { const staff = «isStaff»(1); }', { suggestions: [['addAwait', 'export async function show() { const staff = await isStaff(1); }']] }),
    invalid('awaited in a callback of `forEach`', 'droppedQuery', { ...STAFF, caller: 'ids.forEach' }, 'export async function show() { ids.forEach(async (id) => { await «isStaff»(id); }); }', {
      suggestions: [['combine', 'export async function show() { await Promise.all(ids.map(async (id) => { await isStaff(id); })); }']],
    }),
    invalid('several that nobody combines', 'uncombinedQueries', { ...STAFF, caller: 'ids.map' }, 'export async function show() { ids.map((id) => «isStaff»(id)); }', {
      suggestions: [['combine', 'export async function show() { await Promise.all(ids.map((id) => isStaff(id))); }']],
    }),
    invalid('a filter', 'misusedQuery', { ...STAFF, use: 'always true as a condition' }, 'export function show() { return ids.filter((id) => «isStaff»(id)); }'),
  ],
});
