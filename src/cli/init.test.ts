import { existsSync, readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { afterEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../dev/temporary-folder.ts';
import { run } from './main.ts';

let project: TemporaryFolder;

afterEach(() => {
  project.remove();
});

async function init(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  project = createTemporaryFolder(files);
  return run(['init', ...args], project.path, { color: false, width: 100 });
}

const read = (path: string) => readFileSync(project.at(path), 'utf8');
const MODULE = '{ "type": "module" }';
const PYTHON = { 'shop/views.py': '' };
const TYPESCRIPT = { 'src/a.ts': '' };

describe('a new configuration', () => {
  it.each([
    [PYTHON, 'eslint.config.mjs', 'django', 'Python', 'eslint-plugin-async-orm eslint'],
    [{ ...PYTHON, 'package.json': MODULE }, 'eslint.config.js', 'django', 'Python', 'eslint-plugin-async-orm eslint'],
    [{ ...TYPESCRIPT, 'package.json': '{}' }, 'eslint.config.mjs', 'recommended', 'TypeScript', 'eslint-plugin-async-orm eslint typescript@6'],
    [{ ...TYPESCRIPT, ...PYTHON, 'package.json': MODULE }, 'eslint.config.js', 'recommended', 'Python and TypeScript', 'eslint-plugin-async-orm eslint typescript@6'],
    [{ ...PYTHON, 'package.json': 'broken', 'node_modules/eslint/package.json': '{}', 'node_modules/x/a.ts': '', 'types.d.ts': '', 'venv/a.ts': '' }, 'eslint.config.mjs', 'django', 'Python', 'eslint-plugin-async-orm'],
  ])('suits the languages and the modules of %j', async (files, name, preset, languages, missing) => {
    const { status, stdout } = await init(files);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(new RegExp(`^Wrote ${name} for ${languages}\\.\n  npm install --save-dev ${missing}\n  npx eslint \\.\n`, 'u')) as string });
    expect(read(name)).toBe(`import asyncOrm from 'eslint-plugin-async-orm';\nimport { defineConfig } from 'eslint/config';\n\nexport default defineConfig([asyncOrm.configs.${preset}]);\n`);
  });

  it('is not written where there is nothing to lint, or for another folder', async () => {
    expect(await init({ 'a.js': '' })).toEqual({ status: 2, stdout: '', stderr: 'There is no Python or TypeScript file here.\n' });
    expect(await run(['init', 'shop'], project.path, { color: false, width: 100 })).toMatchObject({ status: 2, stderr: 'It writes the configuration of the folder it is run in, and takes no shop.\n' });
    expect(existsSync(project.at('eslint.config.mjs'))).toBe(false);
  });
});

describe('a configuration that is there', () => {
  it.each([
    ['an array', 'export default [];\n', "import asyncOrm from 'eslint-plugin-async-orm';\n\nexport default [...asyncOrm.configs.recommended];\n"],
    [
      'a list with comments',
      "// @ts-check\nimport js from '@eslint/js';\nimport { defineConfig } from 'eslint/config';\n\nexport default defineConfig([\n  // ours\n  js.configs.recommended,\n  { rules: {} }\n]);\n",
      "// @ts-check\nimport js from '@eslint/js';\nimport { defineConfig } from 'eslint/config';\nimport asyncOrm from 'eslint-plugin-async-orm';\n\nexport default defineConfig([\n  asyncOrm.configs.recommended,\n  // ours\n  js.configs.recommended,\n  { rules: {} }\n]);\n",
    ],
    [
      'arguments',
      "import tseslint from 'typescript-eslint';\nexport default tseslint.config(tseslint.configs.base, {});\n",
      "import tseslint from 'typescript-eslint';\nimport asyncOrm from 'eslint-plugin-async-orm';\nexport default tseslint.config(asyncOrm.configs.recommended, tseslint.configs.base, {});\n",
    ],
  ])('gets the preset as its first block: %s', async (_, before, after) => {
    const { status, stdout } = await init({ ...TYPESCRIPT, 'eslint.config.mjs': before });
    expect({ status, first: stdout.split('\n')[0], text: read('eslint.config.mjs') }).toEqual({ status: 0, first: 'Added the preset for TypeScript to eslint.config.mjs.', text: after });
  });

  it('gets the preset for Python beside blocks that name their files', async () => {
    await init({ ...PYTHON, 'eslint.config.mjs': "export default [{ ignores: ['dist/'] }, { files: ['**/*.js'], rules: {} }];\n" });
    expect(read('eslint.config.mjs')).toContain("export default [...asyncOrm.configs.django, { ignores: ['dist/'] }, ");
  });

  it.each([
    ['eslint.config.mjs', "import js from '@eslint/js';\nexport default [js.configs.recommended];\n"],
    ['eslint.config.mjs', 'export default [{ rules: { semi: "error" } }];\n'],
    ['eslint.config.mjs', 'const config = [];\nexport default config;\n'],
    ['eslint.config.mjs', 'export default make([]);\n'],
    ['eslint.config.mjs', 'export default [,];\n'],
    ['eslint.config.mjs', 'const asyncOrm = 1;\nexport default [];\n'],
    ['eslint.config.mjs', "export default [];\nimport 'late';\n"],
    ['eslint.config.mjs', 'export default [\n'],
    ['eslint.config.cjs', 'module.exports = [];\n'],
    ['eslint.config.ts', 'export default [];\n'],
  ])('is left alone where the preset may break it: %s %j', async (name, text) => {
    const { status, stdout, stderr } = await init({ ...PYTHON, [name]: text });
    expect({ status, stdout, text: read(name) }).toEqual({ status: 1, stdout: '', text });
    expect(stderr).toMatch(/^eslint\.config\.\w+ is not changed\. Add to it:\n\n {2}(?:import|const) asyncOrm .*\n\n {2}\.\.\.asyncOrm\.configs\.django,\n/u);
  });

  it('is left alone where it has the plugin', async () => {
    const config = "import orm from 'eslint-plugin-async-orm';\nexport default [orm.configs.strict];\n";
    expect(await init({ ...PYTHON, 'eslint.config.js': config })).toEqual({ status: 0, stdout: 'eslint.config.js has eslint-plugin-async-orm already.\n', stderr: '' });
    expect(read('eslint.config.js')).toBe(config);
  });

  it('is one that ESLint takes', async () => {
    await init({ ...TYPESCRIPT, ...PYTHON, 'eslint.config.mjs': "export default [{ files: ['**/*.js'], rules: {} }];\n" });
    project.write({ 'node_modules/eslint-plugin-async-orm/package.json': '{ "type": "module", "exports": "./index.js" }', 'node_modules/eslint-plugin-async-orm/index.js': "export default { configs: { recommended: [{ files: ['**/*.py'], rules: { 'no-var': 'error' } }] } };" });
    const config = (await new ESLint({ cwd: project.path }).calculateConfigForFile('a.py')) as { rules?: object };
    expect(Object.keys(config.rules ?? {})).toEqual(['no-var']);
  });
});
