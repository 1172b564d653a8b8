import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ESLint } from 'eslint';
import { getProjectPath, readTree } from './dev/projects.ts';
import { installPackage, type Installed, type Project } from './dev/installed.ts';

const TSCONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: 'ES2022', module: 'NodeNext', moduleResolution: 'NodeNext', skipLibCheck: true, noEmit: true, allowJs: true, types: [] },
  include: ['src'],
});
const SOURCE = `import type { SQLiteDatabase } from 'expo-sqlite';

export async function archive(db: SQLiteDatabase): Promise<void> {
  db.runSync('DELETE FROM notes');
  db.runAsync('DELETE FROM tags');
}
`;
const SCRIPT = `/** @param {import('expo-sqlite').SQLiteDatabase} db */
export async function count(db) {
  return db.getAllSync('SELECT * FROM notes').length;
}
`;
const FOUND = [
  'src/archive.ts:4:6 async-orm/no-sync-query-in-async',
  'src/archive.ts:5:6 async-orm/no-floating-query',
];

let installed: Installed;

beforeAll(() => {
  installed = installPackage();
});

afterAll(() => {
  installed.remove();
});

function lint(project: Project, ...options: readonly string[]): readonly string[] {
  const { stdout, stderr } = project.run('eslint/bin/eslint.js', '--format', 'json', ...options, 'src');
  if (!stdout.startsWith('[')) throw new Error(stdout + stderr);
  return listFindings(stdout).map((finding) => finding.slice(project.folder.length + 1).replaceAll('\\', '/'));
}

function listFindings(json: string): readonly string[] {
  return (JSON.parse(json) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => `${filePath}:${line}:${column} ${ruleId ?? message}`));
}

describe('the package', () => {
  it('holds what users need', () => {
    expect(installed.files.filter((path) => !/^(?:package\.json|LICENSE|README\.md|dist\/(?:src|rules)\/.+\.(?:js|d\.ts))$/u.test(path))).toEqual([]);
    expect(installed.files.filter((path) => /\.test\.|\/dev\//u.test(path))).toEqual([]);
    expect(installed.files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/src/index.js', 'dist/src/index.d.ts', 'dist/src/cli/index.js']));
  });

  it('satisfies publint', async () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
    const { messages } = await publint({ pkgDir: installed.folder, strict: true, pack: false });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it('has types that are not wrong', () => {
    // The profile: as an ES module, which Node can require since 20.19.
    const attw = ['node_modules/@arethetypeswrong/cli/dist/index.js', installed.tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'];
    expect(() => execFileSync(process.execPath, attw, { encoding: 'utf8', stdio: 'pipe' })).not.toThrow();
  });
});

describe('an installed plugin', () => {
  it('lints and fixes TypeScript and JavaScript', () => {
    const project = installed.createProject('module', {
      files: {
        'package.json': '{ "type": "module" }',
        'tsconfig.json': TSCONFIG,
        'eslint.config.js': "import asyncOrm from 'eslint-plugin-async-orm';\nexport default [...asyncOrm.configs.recommended, ...asyncOrm.configs.javascript];\n",
        'src/archive.ts': SOURCE,
        'src/count.js': SCRIPT,
      },
    });
    expect(lint(project)).toEqual([...FOUND, 'src/count.js:3:13 async-orm/no-sync-query-in-async']);
    expect(lint(project, '--fix')).toEqual([]);
    expect(readFileSync(join(project.folder, 'src/archive.ts'), 'utf8')).toContain("  await db.runAsync('DELETE FROM notes');\n  await db.runAsync('DELETE FROM tags');\n");
    expect(readFileSync(join(project.folder, 'src/count.js'), 'utf8')).toContain("(await db.getAllAsync('SELECT * FROM notes')).length");
  });

  it('can be required', () => {
    const project = installed.createProject('commonjs', {
      files: {
        'tsconfig.json': TSCONFIG,
        'eslint.config.cjs': "const { defineConfig } = require('eslint/config');\nconst asyncOrm = require('eslint-plugin-async-orm');\nmodule.exports = defineConfig({ files: ['**/*.ts'], plugins: { 'async-orm': asyncOrm }, extends: ['async-orm/strict'] });\n",
        'src/archive.ts': SOURCE,
      },
    });
    expect(lint(project)).toEqual(FOUND);
  });

  it('works with the oldest ESLint and TypeScript of its peer ranges', () => {
    const project = installed.createProject('oldest', {
      oldest: true,
      files: {
        'package.json': '{ "type": "module" }',
        'tsconfig.json': TSCONFIG,
        'eslint.config.js': "import asyncOrm from 'eslint-plugin-async-orm';\nexport default asyncOrm.configs.recommended;\n",
        'src/archive.ts': SOURCE,
      },
    });
    const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { peerDependencies: Record<string, string> };
    const { stdout } = project.node('-p', "`${require('eslint').ESLint.version} ${require('typescript').version}`");
    expect(`${peerDependencies['eslint'] ?? ''} ${peerDependencies['typescript'] ?? ''}`).toBe(stdout.trim().replace(/(\S+) (\S+)/u, '^$1 || ^10.0.0 >=$2 <6.1.0'));
    expect(lint(project)).toEqual(FOUND);
  });

  it('loads where nothing of TypeScript is installed, and says so on a TypeScript file', () => {
    const project = installed.createProject('untyped', {
      without: ['typescript', '@typescript-eslint/parser', '@typescript-eslint/typescript-estree', 'typescript-eslint', 'ts-api-utils'],
      files: {
        'package.json': '{ "type": "module" }',
        'eslint.config.js': "import asyncOrm from 'eslint-plugin-async-orm';\nexport default asyncOrm.configs.recommended;\n",
        'src/archive.ts': SOURCE,
        'src/count.js': SCRIPT,
      },
    });
    expect(lint(project)).toEqual([expect.stringContaining('async-orm cannot load @typescript-eslint/parser (Cannot find module')]);
  });

  it('has the types that a configuration needs', () => {
    const project = installed.createProject('types', {
      files: {
        'package.json': '{ "type": "module" }',
        'tsconfig.json': TSCONFIG.replace('"skipLibCheck":true', '"skipLibCheck":false,"lib":["ES2023","ESNext.Disposable"]'),
        'src/eslint.config.ts': `import { defineConfig } from 'eslint/config';
import asyncOrm, { type Settings } from 'eslint-plugin-async-orm';

const settings: Settings = { orms: [{ package: 'our-orm' }], twins: ['{name}Now/{name}'] };
export default defineConfig([asyncOrm.configs.recommended, { plugins: { 'async-orm': asyncOrm }, extends: ['async-orm/strict'], settings: { 'async-orm': settings } }]);
// @ts-expect-error -- a preset that does not exist
export const missing = asyncOrm.configs.all;
`,
        'src/required.cts': `import asyncOrm = require('eslint-plugin-async-orm');
export const { recommended } = asyncOrm.configs;
`,
      },
    });
    const { stdout } = project.run('typescript/bin/tsc', '-p', '.');
    // Other packages' declarations are not ours to judge.
    expect(stdout.split('\n').filter((line) => /^(?:src|node_modules\/eslint-plugin-async-orm)\//u.test(line))).toEqual([]);
  });

  it('brings its command', () => {
    const project = installed.createProject('command', { files: { 'package.json': '{ "type": "module" }' } });
    const { status, stdout, stderr } = project.run('eslint-plugin-async-orm/dist/src/cli/index.js', 'inspect', 'expo-sqlite');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('runAsync');
  });

  it('checks and fixes a Django project as its source does', { timeout: 120_000 }, () => {
    const files = { ...Object.fromEntries(readTree(getProjectPath('school-django', 'before'))), 'package.json': '{}' };
    const project = installed.createProject('django', { files });
    const command = (...args: readonly string[]) => project.run('eslint-plugin-async-orm/dist/src/cli/index.js', ...args);
    expect(command('init')).toMatchObject({ status: 0, stderr: '' });
    const configured = project.run('eslint/bin/eslint.js', '--format', 'json', '.');
    const found = listFindings(command('check', '--format', 'json').stdout);
    expect(found.length).toBeGreaterThan(20);
    expect(listFindings(configured.stdout)).toEqual(found);
    command('fix');
    const after = readTree(getProjectPath('school-django', 'after'));
    for (const [path, text] of after) expect(readFileSync(join(project.folder, path), 'utf8'), path).toBe(text);
  });

  it('checks Python without a configuration, where nothing of TypeScript is installed', () => {
    const project = installed.createProject('unconfigured', {
      without: ['typescript', '@typescript-eslint/parser', '@typescript-eslint/typescript-estree', 'typescript-eslint', 'ts-api-utils'],
      files: { 'shop/models.py': 'x = 1\n', 'scripts/a.ts': SOURCE, 'scripts/b.ts': SOURCE },
    });
    const { status, stdout, stderr } = project.run('eslint-plugin-async-orm/dist/src/cli/index.js', 'check');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^2 TypeScript files were not checked, scripts.a\.ts among them: .+\nChecked 1 file in \d+\.\d s: no findings\.\n$/u);
  });

  it('says that it needs ESLint where a package manager did not install it', () => {
    const project = installed.createProject('unpeered', { without: ['eslint'], files: { 'shop/models.py': 'x = 1\n' } });
    const { status, stdout, stderr } = project.run('eslint-plugin-async-orm/dist/src/cli/index.js', 'check');
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'async-orm failed: it needs ESLint: npm install --save-dev eslint\n' });
  });
});
