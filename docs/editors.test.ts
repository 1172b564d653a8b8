import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic, Position } from 'vscode-languageserver-protocol';
import { installPackage, type Installed } from '../src/dev/installed.ts';
import { createSettings, type LanguageServer, startLanguageServer } from '../src/dev/language-server.ts';
import { getProjectPath, readTree } from '../src/dev/projects.ts';
import { readPage } from './page.ts';

const CONFIG = "import asyncOrm from 'eslint-plugin-async-orm';\nexport default asyncOrm.configs.recommended;\n";
const PAGES = 'https://github.com/eslint-plugin-async-orm/eslint-plugin-async-orm/blob/main/docs/rules';

let installed: Installed;
let folder: string;
let server: LanguageServer;

beforeAll(async () => {
  installed = installPackage();
  const files = [...readTree(getProjectPath('notes-app', 'before')), ...readTree(getProjectPath('school-django', 'before'))];
  ({ folder } = installed.createProject('editor', { files: { ...Object.fromEntries(files), 'eslint.config.mjs': CONFIG } }));
  server = await startLanguageServer(folder, (uri) => createSettings(/managers\.py$|\.ts$/u.test(uri) ? 'probe' : 'on', folder));
});

afterAll(async () => {
  await server.stop();
  installed.remove();
});

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const open = (path: string, text = read(path)) => server.open(path, path.endsWith('.py') ? 'python' : 'typescript', text);
const print = ({ code, range, severity }: Diagnostic) => `${range.start.line + 1}:${range.start.character + 1}-${range.end.character + 1} ${String(code)} ${String(severity)}`;

describe('the ESLint server of VS Code', () => {
  it.each([
    ['src/database.ts', '31:18-30 async-orm/no-sync-query-in-async 1'],
    ['school/views.py', '23:15-32 async-orm/no-sync-query-in-async 1'],
  ])('marks the findings of %s, with links to their pages', async (path, expected) => {
    const diagnostics = await (await open(path)).getDiagnostics();
    expect(diagnostics.map(print)).toContain(expected);
    for (const { code, codeDescription } of diagnostics) expect(codeDescription?.href).toBe(`${PAGES}/${String(code).replace('async-orm/', '')}.md`);
  });

  it.each([
    ['src/database.ts', 31, 'db.getFirstSync', 'await db.getFirstAsync'],
    ['school/views.py', 23, 'get_object_or_404(', 'await aget_object_or_404('],
  ])('offers the fix of one finding in %s', async (path, line, before, after) => {
    const document = await open(path);
    const [diagnostic] = (await document.getDiagnostics()).filter(({ range }) => range.start.line === line - 1);
    const actions = diagnostic ? await document.getActions(diagnostic) : [];
    expect(actions.map(({ title }) => title)).toEqual(expect.arrayContaining([expect.stringMatching(/^Fix this async-orm\/\S+ problem$/u), expect.stringMatching(/^Show documentation for /u)]));
    for (const action of actions.slice(0, 1)) await document.apply(action);
    expect(document.text.split('\n')[line - 1]).toBe(read(path).split('\n')[line - 1]?.replace(before, after));
  });

  it('offers suggestions', async () => {
    const document = await open('school/views.py');
    const [diagnostic] = (await document.getDiagnostics()).filter(({ range }) => range.start.line === 59);
    const actions = diagnostic ? await document.getActions(diagnostic) : [];
    const [suggestion] = actions.filter(({ title }) => title.startsWith('Collect the rows'));
    expect(suggestion, JSON.stringify(actions)).toBeDefined();
    if (suggestion) await document.apply(suggestion);
    expect(document.text).toContain('courses = [course async for course in Course.objects.filter(seats__gt=0)]');
  });

  it.each([
    ['notes-app', 'src/database.ts'],
    ['school-django', 'school/views.py'],
    ['school-django', 'school/services.py'],
  ])('fixes on save as the command line does: %s/%s', async (project, path) => {
    const document = await open(path);
    await document.fixAll();
    expect(document.text).toBe(readFileSync(getProjectPath(project, 'after', path), 'utf8'));
  });

  it.each([
    ['src/database.ts', '\nexport const count = (db: SQLiteDatabase) => db.', 'getFirst'],
    ['school/views.py', '\n\nasync def count(request):\n    total = Student.', 'objects.'],
  ])('keeps up with somebody who types half a line in %s', async (path, start, typed) => {
    const document = await open(path);
    const before = await document.getDiagnostics();
    const times: number[] = [];
    for (const text of [start, ...Array.from(typed)]) {
      const end = findEnd(document.text);
      await document.type({ start: end, end }, text);
      const now = performance.now();
      await document.getDiagnostics();
      times.push(performance.now() - now);
    }
    expect(document.text.endsWith(start + typed)).toBe(true);
    expect(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(1000);
    const [line, end] = [document.text.split('\n').length - 1, findEnd(document.text)];
    await document.type({ start: { line, character: 0 }, end }, '');
    await document.type({ start: findEnd(read(path)), end: findEnd(document.text) }, '');
    expect(await document.getDiagnostics()).toEqual(before);
  });

  it('complains about nothing but probing Python, which it does not know', async () => {
    expect(server.complaints).toEqual([]);
    expect(await (await open('school/managers.py', read('school/views.py'))).getDiagnostics()).toEqual([]);
    expect(server.complaints).toEqual(['eslint/probeFailed']);
  });
});

it('the settings for Helix make it lint', async () => {
  const page = readPage(readFileSync('docs/editors.md', 'utf8'));
  const toml = page.blocks.find(({ heading }) => heading === 'Helix')?.code ?? '';
  const { eslint } = parse(toml)['language-server'] as Record<string, { config: object }>;
  const other = await startLanguageServer(folder, () => eslint?.config ?? {});
  const document = await other.open('school/views.py', 'python', read('school/views.py'));
  expect((await document.getDiagnostics()).map(print)).toContain('23:15-32 async-orm/no-sync-query-in-async 1');
  await other.stop();
});

/** Where the next letter goes. */
function findEnd(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
