import type { ESLint } from 'eslint';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../dev/temporary-folder.ts';

const require = createRequire(import.meta.url);
const COMMAND = join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
/** Loads the source in each worker of ESLint too. */
const CONFIG = `import { tsImport } from ${JSON.stringify(pathToFileURL(join(dirname(require.resolve('tsx/package.json')), 'dist/esm/api/index.mjs')).href)};
const { python } = await tsImport(${JSON.stringify(new URL('language.ts', import.meta.url).href)}, import.meta.url);
const bad = {
  meta: { type: 'problem', fixable: 'code', languages: ['async-orm/python'], schema: [] },
  create: (context) => ({
    'Call > Name.func[id="bad"]'(node) {
      context.report({ node, message: 'Bad.', fix: (fixer) => fixer.replaceText(node, 'good') });
    },
  }),
};
export default [
  {
    files: ['**/*.{py,pyi}'],
    plugins: { 'async-orm': { meta: { name: 'async-orm', version: '1.0.0' }, languages: { python }, rules: { bad } } },
    language: 'async-orm/python',
    rules: { 'async-orm/bad': 'error' },
  },
];
`;
const FILES = {
  'eslint.config.mjs': CONFIG,
  'app/views.py': '\ufeffasync def view():\r\n\tbad()\r\n',
  'app/models.pyi': 'x: int = bad()\n',
  'app/broken.py': 'async def f():\n    await a.\n    bad()\n',
  'app/quiet.py': 'bad()  # noqa\nx = 1  # noqa\n',
};
const FOUND = ['app/broken.py:3:5 Bad.', 'app/models.pyi:1:10 Bad.', 'app/views.py:2:2 Bad.'];

const folders: TemporaryFolder[] = [];

afterAll(() => {
  for (const folder of folders) folder.remove();
});

interface Project {
  read(path: string): string;
  write(path: string, text: string): void;
  run(options: readonly string[], input?: string): Promise<readonly ESLint.LintResult[]>;
  lint(...options: readonly string[]): Promise<readonly string[]>;
}

function createProject(): Project {
  const folder = createTemporaryFolder(FILES);
  folders.push(folder);
  const run: Project['run'] = (options, input) =>
    new Promise((resolve, reject) => {
      const child = execFile(process.execPath, [COMMAND, '--format', 'json', ...options], { cwd: folder.path, encoding: 'utf8' }, (_, stdout, stderr) => {
        if (stdout.startsWith('[')) resolve(JSON.parse(stdout) as ESLint.LintResult[]);
        else reject(new Error(stdout + stderr));
      });
      child.stdin?.end(input);
    });
  return {
    read: (path) => readFileSync(folder.at(path), 'utf8'),
    write: (path, text) => { folder.write({ [path]: text }); },
    run,
    lint: async (...options) =>
      (await run([...options, '.'])).flatMap(({ filePath, messages }) =>
        messages.map(({ line, column, message }) => `${relative(folder.path, filePath).replaceAll('\\', '/')}:${line}:${column} ${message}`),
      ),
  };
}

describe.concurrent('eslint', () => {
  it('--fix', async () => {
    const project = createProject();
    expect(await project.lint('--fix')).toEqual([]);
    expect(project.read('app/views.py')).toBe('\ufeffasync def view():\r\n\tgood()\r\n');
    expect(project.read('app/broken.py')).toBe('async def f():\n    await a.\n    good()\n');
    expect(project.read('app/quiet.py')).toBe(FILES['app/quiet.py']);
  });

  it('--fix-dry-run --stats', async () => {
    const project = createProject();
    const [result, ...others] = await project.run(['--fix-dry-run', '--stats', 'app/models.pyi']);
    expect([result?.output, result?.messages, others]).toEqual(['x: int = good()\n', [], []]);
    expect(result?.stats).toMatchObject({
      fixPasses: 1,
      times: { passes: [{ parse: { total: expect.any(Number) as number }, rules: { 'async-orm/bad': { total: expect.any(Number) as number } } }, {}] },
    });
    expect(project.read('app/models.pyi')).toBe(FILES['app/models.pyi']);
  });

  it('--cache', async () => {
    const project = createProject();
    expect(await project.lint('--cache')).toEqual(FOUND);
    expect(project.read('.eslintcache')).toContain('models.pyi');
    project.write('app/models.pyi', 'x: int\ny = bad()\n');
    expect(await project.lint('--cache')).toEqual(FOUND.map((line) => line.replace('1:10', '2:5')));
  });

  it('--concurrency', async () => {
    expect(await createProject().lint('--concurrency', '2')).toEqual(FOUND);
  });

  it('--stdin', async () => {
    const [result] = await createProject().run(['--stdin', '--stdin-filename', 'new/x.py'], 'a\nbad()\n');
    expect(result?.messages).toMatchObject([{ line: 2, column: 1, message: 'Bad.', ruleId: 'async-orm/bad' }]);
  });
});
