import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Inspection } from '../pipeline/surfaces.ts';
import { run } from './main.ts';

const ORM = `export declare class QuerySet { filter(): this; get(): 1; aget(): Promise<1>; first(): 1; afirst(): Promise<1>; count(): 1; acount(): Promise<1> }
export declare class Model { save(): void; asave(): Promise<void>; delete(): void; adelete(): Promise<void> }`;
const root = realpathSync(mkdtempSync(join(tmpdir(), 'async-orm-')));
const files: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [] }, "include": ["src"] }',
  'src/models.ts': `import { Model } from 'orm';
    export class Student extends Model { rename(): void {} async arename(): Promise<void> {} }
    export class Teacher extends Model {}`,
  'node_modules/orm/package.json': '{ "name": "orm", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/orm/index.d.ts': ORM,
  'node_modules/plain/package.json': '{ "name": "plain", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/plain/index.d.ts': 'export declare function add(one: number, other: number): number;',
  'node_modules/hollow/package.json': '{ "name": "hollow", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/hollow/index.d.ts': "export * from './generated';",
  'generated/node_modules/@prisma/client/package.json': '{ "name": "@prisma/client", "version": "7.0.0", "types": "index.d.ts" }',
  'generated/node_modules/@prisma/client/index.d.ts': "export * from '.prisma/client';",
  'generated/node_modules/.prisma/client/package.json': '{ "name": ".prisma/client", "types": "index.d.ts" }',
  'generated/node_modules/.prisma/client/index.d.ts': 'export declare class PrismaClient { $queryRawUnsafe(): Promise<void> }',
  'other/tsconfig.json': '{ "include": ["*.ts"] }',
  'other/main.ts': 'export const one = 1;',
  'untyped/tsconfig.json': '{ "compilerOptions": { "module": "nodenext" }, "include": ["*.ts"] }',
  'untyped/main.ts': "import { PrismaClient } from '@prisma/client'; new PrismaClient();",
  'empty/readme.txt': '',
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
afterAll(() => {
  rmSync(root, { recursive: true });
});

const start = (...args: readonly string[]) => run(args, root, { color: false, width: 100 });
const startIn = (folder: string, ...args: readonly string[]) => run(args, join(root, folder), { color: false, width: 100 });

describe('a command line', () => {
  it.each([
    [['--version'], /^\d+\.\d+\.\d+\S*\n$/u],
    [['-v'], /^\d/u],
    [['--help'], /^Usage: npx eslint-plugin-async-orm <command>\n/u],
    [['inspect', '-h'], /^Usage: npx eslint-plugin-async-orm inspect /u],
    [['check', '--help'], /^Usage: npx eslint-plugin-async-orm check /u],
    [['fix', '--help'], /^Usage: npx eslint-plugin-async-orm fix /u],
    [['init', '--help'], /^Usage: npx eslint-plugin-async-orm init\n/u],
  ])('succeeds: %j', async (args, output) => {
    const { status, stdout, stderr } = await start(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(output);
  });

  it.each([
    [['inspct'], 'Unknown command "inspct". Did you mean "inspect"?\n'],
    [['lint'], 'Unknown command "lint". Did you mean "check"?\n'],
    [['watch'], 'Unknown command "watch". Valid: check, fix, init, inspect.\n'],
    [['inspect', '--jsn'], 'Unknown option "--jsn". Did you mean "--json"?\n'],
    [['inspect', '-x'], 'Unknown option "-x". Valid: --json, --help, --version.\n'],
    [['inspect', '--json=yes'], 'The option "--json" takes no value.\n'],
    [['inspect', 'one', 'other'], 'One package or tsconfig at a time, not 2: one, other.\n'],
  ])('makes no sense: %j', async (args, stderr) => {
    expect(await start(...args)).toEqual({ status: 2, stdout: '', stderr });
  });

  it('is explained where it is missing', async () => {
    expect(await start()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^Usage: /u) as string });
  });
});

describe('inspect', () => {
  it('prints a package', async () => {
    expect(await start('inspect', 'orm')).toEqual({
      status: 0,
      stderr: '',
      stdout: `orm 1.0.0

QuerySet
  sync → async  get    aget    drop-in
                first  afirst  drop-in
                count  acount  drop-in
  lazy          filter

Model
  sync → async  save    asave    drop-in
                delete  adelete  drop-in
  writes        update  save, asave
                delete  delete, adelete

2 receivers, 5 sync queries with an async twin, 5 of them drop-in.
`,
    });
  });

  it('prints a project: its ORMs, and what it derives from them', async () => {
    const { stdout } = await start('inspect');
    expect(stdout).toContain('\norm\n\nQuerySet\n  sync → async  get    aget    drop-in\n');
    expect(stdout).toContain(`
Derived in this project
Student as Model of orm, in `);
    expect(stdout).toContain('models.ts\n  sync → async  rename  arename  drop-in\nTeacher as Model of orm, in ');
  });

  it.each(['tsconfig.json', './tsconfig.json', '.', join(root, 'tsconfig.json')])('finds the project at %s', async (target) => {
    expect((await start('inspect', target)).stdout).toBe((await start('inspect')).stdout);
  });

  it.each(['./node_modules/orm', 'node_modules/orm'])('finds the package at %s', async (target) => {
    expect((await start('inspect', target)).stdout).toMatch(/^orm 1\.0\.0\n/u);
  });

  it('prints an ORM that spreads over packages', async () => {
    expect((await startIn('generated', 'inspect', '@prisma/client')).stdout).toContain('\nPrismaClient\n  async only    $queryRawUnsafe\n');
  });

  it('prints plain data', async () => {
    const { stdout } = await start('inspect', 'orm', '--json');
    const { title, surfaces, derived, notes } = JSON.parse(stdout) as Inspection;
    expect({ title, derived, notes }).toEqual({ title: 'orm 1.0.0', derived: [], notes: [] });
    expect(surfaces[0]?.receivers[0]?.operations.find(({ name }) => name === 'get')).toEqual({
      receiver: 'QuerySet',
      name: 'get',
      effect: 'query',
      style: 'sync',
      twin: { name: 'aget', delivery: 'promise', fits: ['drop-in'] },
      lock: false,
    });
  });

  it.each([
    ['plain', 'plain 1.0.0\n\nNothing here is lazy, async or has an async twin: the linter has nothing to say about it.\n'],
    ['./other', `${join(root, 'other/tsconfig.json')}\n\nNo package here is known as an ORM or describes itself as one. If you use one, name it: async-orm inspect <package>\n`],
  ])('says that there is nothing: %s', async (target, stdout) => {
    expect(await start('inspect', target)).toEqual({ status: 0, stdout, stderr: '' });
  });

  it.each([
    ['', ['missing'], /^Cannot find the package "missing" from here: install it, or run this in the project that has it\.\n$/u],
    ['', ['./missing.json'], /^There is no \.\/missing\.json: name a package, or the path of a tsconfig\.\n$/u],
    ['', ['hollow'], /^The types of "hollow" resolve to any\. Check that it is installed and that "moduleResolution" finds its types\.\n$/u],
    ['', ['./untyped'], /^The types of "@prisma\/client" resolve to any\. Run `npx prisma generate`\.\n$/u],
    ['', ['empty'], /^\S+empty holds neither a tsconfig\.json nor a package with type definitions\.\n$/u],
    ['empty', [], /^There is no tsconfig\.json here: name a package, or the path of a tsconfig\.\n$/u],
  ])('fails with one sentence: %s%j', async (folder, args, stderr) => {
    const outcome = await startIn(folder, 'inspect', ...args);
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toMatch(stderr);
  });
});
