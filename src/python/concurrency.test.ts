import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ESLint } from 'eslint';
import { afterAll, expect, it } from 'vitest';
import { writeApplication } from '../dev/bench-python-code.ts';
import { createTemporaryFolder } from '../dev/temporary-folder.ts';

const require = createRequire(import.meta.url);
const COMMAND = join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');
const LOADER = pathToFileURL(join(dirname(require.resolve('tsx/package.json')), 'dist/esm/api/index.mjs')).href;
/** Loads the source in each worker of ESLint too. */
const CONFIG = `import { tsImport } from ${JSON.stringify(LOADER)};
const { default: plugin } = await tsImport(${JSON.stringify(new URL('../index.ts', import.meta.url).href)}, import.meta.url);
export default plugin.configs.django;
`;
// What it does is three calls and two files away, wherever ESLint sends the file.
const VIEWS = `from .services import rename_customer

async def view(request, pk):
    return rename_customer(pk, "a")
`;

const project = createTemporaryFolder({ '.git/HEAD': '', 'eslint.config.mjs': CONFIG });

afterAll(() => {
  project.remove();
});

function lint(concurrency: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [COMMAND, '--format', 'json', '--concurrency', concurrency, '.'], { cwd: project.path, encoding: 'utf8', maxBuffer: 2 ** 24 }, (_, stdout, stderr) => {
      const results = stdout.startsWith('[') ? (JSON.parse(stdout) as ESLint.LintResult[]) : undefined;
      if (!results) reject(new Error(stdout + stderr));
      resolve((results ?? []).flatMap(({ filePath, messages }) => messages.map((message) => `${relative(project.path, filePath).replaceAll('\\', '/')} ${JSON.stringify(message)}`)));
    });
  });
}

it('gives the same findings on two cores', { timeout: 120_000 }, async () => {
  writeApplication(project.path, 3);
  project.write({ 'app_001/more_views.py': VIEWS });
  const [alone, together] = [await lint('off'), await lint('2')];
  expect(together).toEqual(alone);
  expect(alone.filter((line) => /^app_001\/more_views\.py .*no-sync-query-in-async/u.test(line))).toHaveLength(1);
});
