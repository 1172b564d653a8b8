import { readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ESLint } from 'eslint';
import { createTemporaryFolder, type TemporaryFolder } from '../dev/temporary-folder.ts';
import { run } from './main.ts';

const ORM = {
  'node_modules/orm/package.json': '{ "name": "orm", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/orm/index.d.ts':
    'export declare class QuerySet { filter(): this; get(): 1; aget(): Promise<1>; first(): 1; afirst(): Promise<1>; count(): 1; acount(): Promise<1> }\nexport declare class Model { save(): void; asave(): Promise<void>; delete(): void; adelete(): Promise<void> }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [] }, "include": ["src"] }',
};
const FLOATING = "import type { QuerySet } from 'orm';\nexport async function read(rows: QuerySet) {\n  rows.aget();\n}\n";
const AWAITED = FLOATING.replace('rows.aget', 'await rows.aget');

let project: TemporaryFolder;

afterEach(() => {
  vi.restoreAllMocks();
  project.remove();
});

function create(files: Readonly<Record<string, string | Uint8Array>>): void {
  project = createTemporaryFolder(files);
}

async function start(...args: readonly string[]) {
  const { status, stdout, stderr } = await run(args, project.path, { color: false, width: 100 });
  return { status, stdout, stderr: stderr.replaceAll(/\d+\.\d s/gu, '# s').replaceAll('\\', '/') };
}

const read = (path: string) => readFileSync(project.at(path), 'utf8');
const relative = (path: string) => path.slice(project.path.length + 1).replaceAll('\\', '/');
const listFiles = (json: string) => (JSON.parse(json) as ESLint.LintResult[]).map(({ filePath }) => relative(filePath)).sort();
const listFindings = (json: string) =>
  (JSON.parse(json) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${relative(filePath)}:${line} ${ruleId ?? ''}`));

describe('check', () => {
  it('reports what a project has, without a configuration', async () => {
    create({ ...ORM, 'src/a.ts': FLOATING, 'src/b.ts': AWAITED, 'shop/models.py': 'x = 1\n', 'eslint.config.js': 'throw new Error("not read");' });
    const { status, stdout, stderr } = await start('check');
    expect(stdout).toMatch(/src[/\\]a\.ts\n\s+3:\d+\s+error\s+.*async-orm\/no-floating-query\n/u);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Checked 3 files in # s: 1 finding, 1 of them fixable.\n' });
    expect(read('src/a.ts')).toBe(FLOATING);
  });

  it('says nothing but the summary where all is well', async () => {
    create({ 'shop/models.py': 'x = 1\n', 'shop/types.pyi': 'x: int\n' });
    expect(await start('check', 'shop')).toEqual({ status: 0, stdout: '', stderr: 'Checked 2 files in # s: no findings.\n' });
  });

  it('reports broken Python with its place', async () => {
    create({ 'a.py': 'x = 1\n', 'b.py': 'def f(:\n' });
    const { status, stdout, stderr } = await start('check', '--format', 'json');
    expect(listFindings(stdout)).toEqual([expect.stringMatching(/^b\.py:1 /u)]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Checked 2 files in # s: 1 finding.\n' });
  });

  it('leaves out what is installed, built, ignored or no code of these languages', async () => {
    create({
      'a.py': '',
      'shop/migrations/0001_initial.py': '',
      '.venv/b.py': '',
      'venv/b.py': '',
      'env/lib/python3.13/site-packages/b.py': '',
      'node_modules/x/b.py': '',
      'shop/__pycache__/b.py': '',
      'dist/b.py': '',
      'generated/b.py': '',
      '.gitignore': 'generated/\n',
      'b.js': 'not code',
    });
    const { stdout } = await start('check', '-f', 'json');
    expect(listFiles(stdout)).toEqual(['a.py', 'shop/migrations/0001_initial.py']);
  });

  it('checks what lies outside of the working directory', async () => {
    create({ 'build/shop/a.py': '', 'build/other/b.py': '', 'build/c.py': '', 'elsewhere/c.txt': '' });
    const { stdout } = await run(['check', '-f', 'json', '../build/shop', project.at('build/other/b.py')], project.at('elsewhere'), { color: false, width: 100 });
    expect(listFiles(stdout)).toEqual(['build/other/b.py', 'build/shop/a.py']);
  });

  it('takes files and globs', async () => {
    create({ 'shop/a.py': '', 'shop/b.py': '', 'other/a.py': '', '[id].py': '' });
    expect((await start('check', 'shop/a.py', '[id].py')).stderr).toBe('Checked 2 files in # s: no findings.\n');
    expect((await start('check', '**/a.py')).stderr).toBe('Checked 2 files in # s: no findings.\n');
  });

  it('writes the report to a file', async () => {
    create({ 'a.py': '' });
    expect(await start('check', '--format', 'json', '-o', 'reports/async-orm.json')).toEqual({ status: 0, stdout: '', stderr: 'Checked 1 file in # s: no findings.\n' });
    expect(JSON.parse(read('reports/async-orm.json'))).toHaveLength(1);
  });

  it('is not about the rules and comments of others', async () => {
    create({ ...ORM, 'src/a.ts': '/* eslint no-var: "error", missing/rule: "error" */\n// eslint-disable-next-line no-console, other/rule\nvar a = 1;\nexport { a };\n' });
    expect(await start('check', 'src')).toEqual({ status: 0, stdout: '', stderr: 'Checked 1 file in # s: no findings.\n' });
    await start('fix', 'src');
    expect(read('src/a.ts')).toContain('var a');
  });

  it('keeps to comments about its own rules', async () => {
    create({ ...ORM, 'src/a.ts': FLOATING.replace('  rows', '  // eslint-disable-next-line async-orm/no-floating-query\n  rows') });
    expect((await start('check', 'src')).status).toBe(0);
  });

  it('fails on more warnings than are allowed, and hides them on request', async () => {
    const warning = `/* eslint async-orm/no-floating-query: "warn" */\n${FLOATING}`;
    create({ ...ORM, 'src/a.ts': warning });
    expect((await start('check', 'src')).status).toBe(0);
    expect((await start('check', 'src', '--max-warnings', '1')).status).toBe(0);
    const { status, stderr } = await start('check', 'src', '--max-warnings', '0');
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Checked 1 file in # s: 1 finding, 1 of them fixable.\nToo many warnings: 1, where 0 are allowed.\n' });
    expect(await start('check', 'src', '--quiet')).toEqual({ status: 0, stdout: '', stderr: 'Checked 1 file in # s: no findings.\n' });
    expect((await start('check', 'src', '--quiet', '--max-warnings=0')).status).toBe(1);
  });

  it('names files without a tsconfig once', async () => {
    create({ ...ORM, 'src/a.ts': AWAITED, 'scripts/a.ts': '', 'scripts/b.ts': '' });
    expect(await start('check')).toEqual({
      status: 0,
      stdout: '',
      stderr: '2 TypeScript files were not checked, scripts/a.ts among them: no tsconfig.json includes it.\nChecked 1 file in # s: no findings.\n',
    });
    expect(await start('check', 'scripts/b.ts')).toEqual({ status: 2, stdout: '', stderr: 'scripts/b.ts was not checked: no tsconfig.json includes it.\n' });
  });

  it('counts by rule where several report', async () => {
    const both = FLOATING.replace('  rows.aget', '  rows.get();\n  rows.aget();\n  rows.aget');
    create({ ...ORM, 'src/a.ts': both });
    expect((await start('check', 'src')).stderr).toBe(`Checked 1 file in # s: 3 findings, 3 of them fixable.
  2 async-orm/no-floating-query, 2 fixable
  1 async-orm/no-sync-query-in-async, 1 fixable
`);
  });

  it('takes it well if there is nothing to check, on request', async () => {
    create({ 'build/a.py': 'def f(:\n', 'b.js': '' });
    expect((await start('check', 'build/a.py', 'b.js')).status).toBe(2);
    const quiet = await start('check', '--no-error-on-unmatched-pattern', 'build/a.py', 'b.js');
    expect(quiet).toEqual({ status: 0, stdout: '', stderr: 'Checked 0 files in # s: no findings.\n' });
    expect((await start('check', '--no-error-on-unmatched-pattern', 'missing.py')).status).toBe(2);
  });

  it('goes on where a file cannot be read', async () => {
    create({ 'shop/a.py': '', 'shop/(b).py/c.txt': '' });
    symlinkSync('gone.py', project.at('shop/.#a.py'));
    symlinkSync('[loop].py', project.at('shop/[loop].py'));
    symlinkSync('..', project.at('shop/up'));
    const { status, stderr } = await start('check');
    expect({ status, lines: stderr.trimEnd().split('\n').sort() }).toEqual({
      status: 0,
      lines: ['Checked 1 file in # s: no findings.', 'shop/.#a.py was not checked: it cannot be read.', 'shop/[loop].py was not checked: it cannot be read.'],
    });
  });

  it.each<[readonly string[], string]>([
    [['check', 'missing'], 'There is no "missing".'],
    [['fix', 'a.py', 'src/missing.py'], 'There is no "src/missing.py".'],
    [['check', 'empty'], 'There is no Python or TypeScript file to check in empty.'],
    [['check', 'empty', 'b.js', '**/*.pyx'], 'There is no Python or TypeScript file to check in empty, b.js, **/*.pyx.'],
    [['check', '--format', 'missing'], 'There is no formatter "missing".'],
    [['check', '--format'], 'The option "--format" needs a value.'],
    [['check', '--format='], 'The option "--format" needs a value.'],
    [['check', '--quiet=1'], 'The option "--quiet" takes no value.'],
    [['check', '--max-warnings', 'none'], 'The option "--max-warnings" needs a number, not "none".'],
    [['check', '--output-file', 'empty'], 'The report cannot be written to "empty", a folder.'],
    [['check', '--fromat', 'json'], 'Unknown option "--fromat". Did you mean "--format"?'],
    [['check', '--json'], 'Unknown option "--json". Valid: --format, --max-warnings, --no-error-on-unmatched-pattern, --output-file, --quiet, --report, --help, --version.'],
  ])('says what is wrong: %j', async (args, problem) => {
    create({ 'a.py': '', 'b.js': '', 'empty/readme.txt': '' });
    expect(await start(...args)).toEqual({ status: 2, stdout: '', stderr: `${problem}\n` });
  });
});

describe('fix', () => {
  it('writes what is safe, and tells what is left', async () => {
    create({ ...ORM, 'src/a.ts': FLOATING, 'src/b.ts': AWAITED });
    expect(await start('fix')).toEqual({ status: 0, stdout: '', stderr: 'Checked 2 files in # s: fixed 1 file, no findings left.\n' });
    expect(read('src/a.ts')).toBe(AWAITED);
    expect((await start('fix')).stderr).toBe('Checked 2 files in # s: nothing to fix, no findings left.\n');
  });

  it('keeps line endings and the byte order mark', async () => {
    create({ ...ORM, 'src/a.ts': `\uFEFF${FLOATING.replaceAll('\n', '\r\n')}` });
    await start('fix', 'src');
    expect(read('src/a.ts')).toBe(`\uFEFF${AWAITED.replaceAll('\n', '\r\n')}`);
  });

  it('does not write a file that is not UTF-8, and still reports it', async () => {
    const latin = Buffer.from(`// \u00e9t\u00e9\n${FLOATING}`, 'latin1');
    create({ ...ORM, 'src/a.ts': latin, 'src/b.ts': FLOATING });
    const { status, stdout, stderr } = await start('fix', '-f', 'json');
    expect(listFindings(stdout)).toEqual(['src/a.ts:4 async-orm/no-floating-query']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'src/a.ts was not fixed: it is not UTF-8.\nChecked 2 files in # s: fixed 1 file, 1 finding left, 1 of them fixable.\n' });
    expect(readFileSync(project.at('src/a.ts'))).toEqual(latin);
    expect(read('src/b.ts')).toBe(AWAITED);
  });

  it('does not write over what was written meanwhile', async () => {
    create({ ...ORM, 'src/a.ts': FLOATING });
    const later = new Date(Date.now() + 60_000);
    utimesSync(project.at('src/a.ts'), later, later);
    const { status, stderr } = await start('fix', 'src');
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'src/a.ts was not fixed: it has changed meanwhile.\nChecked 1 file in # s: nothing to fix, 1 finding left, 1 of them fixable.\n' });
    expect(read('src/a.ts')).toBe(FLOATING);
  });
});

describe('progress', () => {
  it('is shown when it takes long, and cleared', async () => {
    create({ 'a.py': '', 'b.py': '', 'c.py': '' });
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 700));
    const shown: string[] = [];
    await run(['check', '.'], project.path, { color: false, width: 100, showProgress: (text) => shown.push(text) });
    expect(shown.at(-1)).toBe('');
    expect(shown.slice(0, -1)).toContainEqual(expect.stringMatching(/^\d files, [abc]\.py$/u));
  });

  it('is not shown when it does not', async () => {
    create({ 'a.py': '' });
    vi.spyOn(performance, 'now').mockReturnValue(0);
    const shown: string[] = [];
    await run(['check', '.'], project.path, { color: false, width: 100, showProgress: (text) => shown.push(text) });
    expect(shown).toEqual([]);
  });
});
