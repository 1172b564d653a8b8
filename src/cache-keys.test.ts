import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { afterEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from './dev/temporary-folder.ts';
import plugin from './index.ts';

const require = createRequire(import.meta.url);
const NEWEST = join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
const OLDEST = join(dirname(require.resolve('oldest/package.json')), 'node_modules/eslint/bin/eslint.js');
const PLUGIN = pathToFileURL(fileURLToPath(new URL('index.ts', import.meta.url))).href;
const CONFIG = `import asyncOrm from '${PLUGIN}';\nexport default asyncOrm.configs.recommended;\n`;

const PYTHON = {
  'eslint.config.js': CONFIG,
  'package.json': '{ "type": "module" }',
  'manage.py': '',
  'requirements.txt': 'django==5.2.1\n',
  'shop/__init__.py': '',
  'shop/models.py': 'from django.db import models\n\n\nclass Order(models.Model):\n    pass\n',
  'shop/services.py': 'from .models import Order\n\n\ndef count():\n    return Order.objects.count()\n',
  'shop/views.py': 'from .services import count\n\n\nasync def show(request):\n    return count()\n',
};
const TYPESCRIPT = {
  'eslint.config.js': CONFIG,
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [], "allowImportingTsExtensions": true, "noEmit": true }, "include": ["src"] }',
  'package.json': '{ "type": "module" }',
  'node_modules/orm/package.json': '{ "name": "orm", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/orm/index.d.ts':
    'export declare class QuerySet { filter(): this; get(): 1; aget(): Promise<1>; first(): 1; afirst(): Promise<1>; count(): 1; acount(): Promise<1> }',
  'src/rows.ts': "import type { QuerySet } from 'orm';\nexport declare const rows: QuerySet;\n",
  'src/read.ts': "import { rows } from './rows.ts';\nexport async function read() {\n  rows.aget();\n}\n",
};

let project: TemporaryFolder;

afterEach(() => {
  project.remove();
});

/** One run of the real command, and whether it took the file from its cache. */
function lint(path: string, eslint = NEWEST) {
  const args = ['--import', import.meta.resolve('tsx'), eslint, '--cache', '--cache-strategy', 'content', '--format', 'json', path];
  const { stderr, stdout } = spawnSync(process.execPath, args, { cwd: project.path, encoding: 'utf8', env: { ...process.env, DEBUG: 'eslint:*' } });
  const [result] = JSON.parse(stdout) as ESLint.LintResult[];
  return { findings: result?.messages.map(({ line, message, ruleId }) => `${line} ${ruleId ?? message}`), cached: stderr.includes(`Skipping file since it hasn't changed`) };
}

describe("ESLint's cache", () => {
  it('keeps a finding in Python as long as no file that it depends on changes', () => {
    project = createTemporaryFolder(PYTHON);
    const found = ['5 async-orm/no-sync-query-in-async'];
    expect(lint('shop/views.py')).toEqual({ findings: found, cached: false });
    expect(lint('shop/views.py')).toEqual({ findings: found, cached: true });
    writeFileSync(project.at('shop/services.py'), 'def count():\n    return 0\n');
    expect(lint('shop/views.py')).toEqual({ findings: [], cached: false });
    writeFileSync(project.at('shop/services.py'), PYTHON['shop/services.py']);
    expect(lint('shop/views.py')).toEqual({ findings: found, cached: false });
    writeFileSync(project.at('shop/models.py'), 'class Order:\n    pass\n');
    expect(lint('shop/views.py')).toEqual({ findings: [], cached: false });
  }, 60_000);

  it.each([
    ['the newest ESLint', NEWEST],
    ['the oldest ESLint', OLDEST],
  ])('does so in TypeScript with %s', (_, eslint) => {
    project = createTemporaryFolder(TYPESCRIPT);
    const found = ['3 async-orm/no-floating-query'];
    expect(lint('src/read.ts', eslint)).toEqual({ findings: found, cached: false });
    expect(lint('src/read.ts', eslint)).toEqual({ findings: found, cached: true });
    writeFileSync(project.at('src/rows.ts'), 'export declare const rows: { aget(): number };\n');
    expect(lint('src/read.ts', eslint)).toEqual({ findings: [], cached: false });
  }, 60_000);

  it('is the only one to ask for the state of the project', async () => {
    project = createTemporaryFolder(PYTHON);
    const eslint = new ESLint({ cwd: project.path, overrideConfigFile: true, overrideConfig: plugin.configs.django });
    const { languageOptions } = (await eslint.calculateConfigForFile(project.at('shop/views.py'))) as { languageOptions: { project: object } };
    let asked = 0;
    const { get } = Object.getOwnPropertyDescriptor(languageOptions.project, 'version') ?? {};
    Object.defineProperty(languageOptions.project, 'version', { get: () => (asked += 1) });
    await eslint.lintFiles(['shop/*.py']);
    expect({ asked, digest: get?.call(undefined) as unknown }).toEqual({ asked: 0, digest: expect.stringMatching(/^[\da-f]{64}$/u) as unknown });
  });
});
