import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPackage } from '../src/dev/installed.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../src/dev/temporary-folder.ts';
import { readPage } from './page.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What a clone needs to be installed from. */
const CLONED = ['.config', '.pre-commit-hooks.yaml', 'README.md', 'package.json', 'rules', 'src', 'tsconfig.json'];
const MODELS = 'from django.db import models\n\n\nclass Order(models.Model):\n    note = models.TextField()\n    parent = models.ForeignKey("self", models.CASCADE)\n';
const BLOCKING = 'from .models import Order\n\n\nasync def show(request):\n    return Order.objects.count()\n';
const AWAITED = BLOCKING.replace('return Order.objects.count', 'return await Order.objects.acount');

const LAZY = 'from .models import Order\n\n\nasync def show(pk):\n    order = await Order.objects.aget(pk=pk)\n    return order.parent.note\n';

const TYPESCRIPT = {
  'node_modules/orm/package.json': '{ "name": "orm", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/orm/index.d.ts': 'export declare class QuerySet { get(): 1; aget(): Promise<1>; first(): 1; afirst(): Promise<1>; count(): 1; acount(): Promise<1> }',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [] }, "include": ["src"] }',
  'src/a.ts': "import type { QuerySet } from 'orm';\nexport async function read(rows: QuerySet) {\n  rows.aget();\n}\n",
};

const preCommit = env['PRE_COMMIT'] ?? (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'pre-commit')).find((path) => existsSync(path));
if (preCommit === undefined) console.warn('pre-commit is not installed: its hooks are not tested. `pip install pre-commit`, or set PRE_COMMIT.');

describe.skipIf(preCommit === undefined)('pre-commit', () => {
  let folder: TemporaryFolder;
  let hooks: string;

  // npm tells what it starts how it is configured, and this repository is not configured as a user's home is.
  const plain = Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/iu.test(name)));

  function run(command: string, ...args: readonly string[]) {
    const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };
    const quiet = { PRE_COMMIT_COLOR: 'never', npm_config_audit: 'false', npm_config_fund: 'false', npm_config_prefer_offline: 'true' };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder.at('shop'), encoding: 'utf8', env: { ...plain, ...who, ...quiet, PRE_COMMIT_HOME: folder.at('home') } });
    return { status, output: stdout + stderr };
  }
  const git = (...args: readonly string[]) => run('git', ...args);
  const use = (hook: string, options = '') => {
    folder.write({ 'shop/.pre-commit-config.yaml': `repos:\n  - repo: ${folder.at('hooks')}\n    rev: ${hooks}\n    hooks:\n      - id: ${hook}\n${options}` });
    git('add', '.pre-commit-config.yaml');
  };
  const read = (path: string) => readFileSync(folder.at(`shop/${path}`), 'utf8');

  beforeAll(() => {
    folder = createTemporaryFolder({ 'shop/manage.py': '', 'shop/requirements.txt': 'django==5.2.1\n', 'shop/shop/models.py': MODELS, 'shop/build/views.py': BLOCKING });
    mkdirSync(folder.at('hooks'));
    for (const path of CLONED) cpSync(join(ROOT, path), folder.at(`hooks/${path}`), { recursive: true, filter: (source) => !/node_modules|\.test\.ts$/u.test(source) });
    for (const repository of ['hooks', 'shop']) git('-C', folder.at(repository), 'init', '--quiet');
    git('-C', folder.at('hooks'), 'add', '.');
    git('-C', folder.at('hooks'), 'commit', '--quiet', '--message', 'hooks');
    hooks = git('-C', folder.at('hooks'), 'rev-parse', 'HEAD').output.trim();
    use('async-orm');
    expect(run(preCommit ?? '', 'install', '--install-hooks')).toEqual({ status: 0, output: expect.stringContaining('pre-commit installed') as string });
  }, 600_000);

  afterAll(() => {
    folder.remove();
  });

  it('lets a clean commit pass, and what the command leaves out', () => {
    git('add', 'shop/models.py', 'build/views.py', '-f');
    expect(git('commit', '--message', 'models')).toEqual({ status: 0, output: expect.any(String) as string });
  });

  it('refuses a commit with a finding, and changes nothing', () => {
    folder.write({ 'shop/shop/views.py': BLOCKING });
    git('add', 'shop/views.py');
    const { status, output } = git('commit', '--message', 'views');
    expect(output).toMatch(/5:\d+ +error .*`Order\.objects\.count` blocks the event loop.*async-orm\/no-sync-query-in-async/u);
    expect({ status, text: read('shop/views.py') }).toEqual({ status: 1, text: BLOCKING });
  });

  it('fixes, and leaves the change to be looked at and added', () => {
    use('async-orm-fix');
    const { status, output } = git('commit', '--message', 'views');
    expect(output).toContain('files were modified by this hook');
    expect({ status, text: read('shop/views.py'), staged: git('show', ':shop/views.py').output }).toEqual({ status: 1, text: AWAITED, staged: BLOCKING });
    git('add', 'shop/views.py');
    expect(git('commit', '--message', 'views')).toEqual({ status: 0, output: expect.any(String) as string });
    expect(git('show', 'HEAD:shop/views.py').output).toBe(AWAITED);
  });

  it('reads TypeScript where it is asked to', () => {
    folder.write(Object.fromEntries(Object.entries(TYPESCRIPT).map(([path, text]) => [`shop/${path}`, text])));
    git('add', 'tsconfig.json', 'src/a.ts');
    expect(git('commit', '--message', 'skipped')).toEqual({ status: 0, output: expect.stringContaining('(no files to check)Skipped') as string });
    folder.write({ 'shop/src/a.ts': `${TYPESCRIPT['src/a.ts']}\n` });
    use('async-orm', /^ {8}types_or: .*\n/mu.exec(readFileSync(join(ROOT, 'docs/pre-commit.md'), 'utf8'))?.[0]);
    git('add', 'src/a.ts');
    expect(git('commit', '--message', 'checked')).toEqual({ status: 1, output: expect.stringMatching(/3:8 +error .*async-orm\/no-floating-query/u) as string });
  });
});

describe('lint-staged', () => {
  it('fixes what is staged and adds it, and stops a commit with findings', () => {
    const installed = installPackage();
    const { folder } = installed.createProject('staged', {
      files: {
        'package.json': '{ "type": "module", "lint-staged": { "*.{ts,tsx,py}": "eslint --fix --no-warn-ignored" } }',
        'eslint.config.js': "import asyncOrm from 'eslint-plugin-async-orm';\nexport default asyncOrm.configs.django;\n",
        'manage.py': '',
        'requirements.txt': 'django==5.2.1\n',
        'shop/models.py': MODELS,
        'shop/views.py': BLOCKING,
      },
    });
    mkdirSync(join(folder, 'node_modules/.bin'));
    symlinkSync('../eslint/bin/eslint.js', join(folder, 'node_modules/.bin/eslint'));
    const run = (command: string, ...args: readonly string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    const commit = () => run(process.execPath, 'node_modules/lint-staged/bin/lint-staged.js');
    run('git', 'init', '--quiet');
    run('git', 'add', 'shop');
    expect(commit()).toMatchObject({ status: 0 });
    expect(run('git', 'show', ':shop/views.py').stdout).toBe(AWAITED);
    writeFileSync(join(folder, 'shop/tasks.py'), LAZY);
    run('git', 'add', 'shop/tasks.py');
    const { status, stdout, stderr } = commit();
    expect({ status, output: stdout + stderr }).toEqual({ status: 1, output: expect.stringContaining('async-orm/no-lazy-relation-in-async') as string });
    installed.remove();
  }, 120_000);
});

it('the page names hooks that exist', () => {
  const page = readFileSync(join(ROOT, 'docs/pre-commit.md'), 'utf8');
  const defined = [...readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8').matchAll(/^- id: (\S+)/gmu)].map(([, id = '']) => id);
  const shown = readPage(page).blocks.flatMap(({ code }) => [...code.matchAll(/- id: (\S+)/gu)].map(([, id = '']) => id));
  expect(shown.filter((id) => !defined.includes(id))).toEqual(['async-orm-local']);
  for (const id of defined) expect(page).toContain(`\`${id}\``);
});
