import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installPackage, type Installed, type Project } from '../src/dev/installed.ts';
import { getProjectPath, readTree } from '../src/dev/projects.ts';

const CONFIG = "import asyncOrm from 'eslint-plugin-async-orm';\nexport default asyncOrm.configs.recommended;\n";

interface Sarif {
  runs: { tool: { driver: { rules: { id: string; helpUri: string }[] } }; results: { ruleId: string; message: { text: string }; locations: { physicalLocation: { region: object } }[] }[] }[];
}
interface Quality {
  check_name: string;
  location: { path: string };
  fingerprint: string;
}

/** One of each language, to be quick. */
const FILES = ['school/middleware.py', 'school/views.py', 'src/database.ts'];
const SUPPRESSIONS = 'eslint-suppressions.json';

let installed: Installed;
let project: Project;

const lint = (...options: readonly string[]) => project.run('eslint/bin/eslint.js', ...options);
const at = (path: string) => join(project.folder, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
const listFindings = (json: string) =>
  (JSON.parse(json) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ ruleId, line, column }) => `${filePath} ${line}:${column} ${ruleId ?? ''}`));

beforeAll(() => {
  installed = installPackage();
  const files = [...readTree(getProjectPath('notes-app', 'before')), ...readTree(getProjectPath('school-django', 'before'))];
  project = installed.createProject('ci', { files: { ...Object.fromEntries(files), 'eslint.config.mjs': CONFIG } });
});

afterAll(() => {
  vi.unstubAllEnvs();
  installed.remove();
});

describe('eslint in CI', { timeout: 120_000 }, () => {
  it('ends with 0 for no findings, 1 for some and 2 for what it cannot do, with any number of workers', () => {
    const alone = lint('--format', 'json', ...FILES);
    const many = lint('--format', 'json', '--concurrency', '2', ...FILES);
    expect([alone.status, many.status]).toEqual([1, 1]);
    expect(listFindings(alone.stdout).length).toBeGreaterThan(10);
    expect(listFindings(many.stdout)).toEqual(listFindings(alone.stdout));
    expect(lint('school/urls.py', 'config/urls.py', '--no-error-on-unmatched-pattern').status).toBe(0);
    expect(lint('--no-such-option').status).toBe(2);
  });

  it('counts warnings', () => {
    const { status, stderr } = lint('--max-warnings', '0', '--rule', 'async-orm/no-sync-query-in-async: warn', 'school/middleware.py');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('too many warnings') as string });
  });

  it('speaks SARIF, with links to the rules, and Code Quality', async () => {
    const eslint = new ESLint({ cwd: project.folder });
    const results = await eslint.lintFiles('school/views.py');
    const sarif = await eslint.loadFormatter('@microsoft/eslint-formatter-sarif');
    const [run] = (JSON.parse(await sarif.format(results)) as Sarif).runs;
    expect(run?.tool.driver.rules.find(({ id }) => id === 'async-orm/no-floating-query')?.helpUri).toMatch(/^https:.*\/docs\/rules\/no-floating-query\.md$/u);
    const result = run?.results.find(({ message }) => message.text.startsWith('`get_object_or_404` blocks'));
    expect({ rule: result?.ruleId, region: result?.locations[0]?.physicalLocation.region }).toEqual({
      rule: 'async-orm/no-sync-query-in-async',
      region: { startLine: 23, startColumn: 15, endLine: 23, endColumn: 32 },
    });

    vi.stubEnv('CI_PROJECT_DIR', project.folder);
    vi.stubEnv('CI_JOB_NAME', 'async-orm');
    vi.stubEnv('ESLINT_CODE_QUALITY_REPORT', at('gl-codequality.json'));
    await (await eslint.loadFormatter('gitlab')).format(results);
    const report = JSON.parse(read('gl-codequality.json')) as Quality[];
    expect(report).toContainEqual(expect.objectContaining({ check_name: 'async-orm/no-sync-query-in-async', location: expect.objectContaining({ path: 'school/views.py' }) as object }));
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
  });
});

describe('suppressions', { timeout: 120_000 }, () => {
  it('hold what is there, refuse what is new, and go with what is repaired', () => {
    expect(lint('--suppress-all', ...FILES).status).toBe(0);
    const suppressed = JSON.parse(read(SUPPRESSIONS)) as Record<string, Record<string, { count: number }>>;
    expect(Object.keys(suppressed).toSorted()).toEqual(FILES);
    expect(suppressed['school/middleware.py']).toEqual({ 'async-orm/no-sync-query-in-async': { count: 1 } });
    expect(lint('school/views.py')).toMatchObject({ status: 0, stdout: '' });

    writeFileSync(at('school/middleware.py'), `${read('school/middleware.py')}\n\nasync def count():\n    return Visit.objects.count()\n`);
    expect(lint('school/middleware.py')).toMatchObject({ status: 1, stdout: expect.stringContaining('Visit.objects.count') as string });

    writeFileSync(at('school/middleware.py'), 'x = 1\n');
    expect(lint('school/middleware.py').status).toBe(2);
    expect(lint('--prune-suppressions', 'school/middleware.py').status).toBe(0);
    expect(read(SUPPRESSIONS)).not.toContain('middleware');
  });
});
