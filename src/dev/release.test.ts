import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const COPIED = ['.changeset', 'CHANGELOG.md', 'README.md', 'docs/ci.md', 'docs/pre-commit.md', 'package.json', 'rules', 'src/orm', 'src/version.ts'];

let folder: TemporaryFolder;
const read = (path: string) => readFileSync(folder.at(path), 'utf8');

function run(command: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder.path, encoding: 'utf8' });
  expect({ command, status, output: status === 0 ? '' : stdout + stderr }).toEqual({ command, status: 0, output: '' });
}

beforeAll(() => {
  folder = createTemporaryFolder({ '.changeset/a.md': '---\n"eslint-plugin-async-orm": major\n---\n\nA rule is gone.\n' });
  for (const path of COPIED) cpSync(path, folder.at(path), { recursive: true });
  symlinkSync(resolve('node_modules'), folder.at('node_modules'), 'junction');
  run('git', 'init', '--quiet');
});

afterAll(() => {
  folder.remove();
});

it('a release turns changesets into a version, in all places that name it', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const next = `${Number(version.split('.')[0]) + 1}.0.0`;
  run(process.execPath, 'node_modules/@changesets/cli/bin.js', 'version');
  run(process.execPath, 'node_modules/tsx/dist/cli.mjs', resolve('src/dev/generate.ts'));
  expect(JSON.parse(read('package.json'))).toMatchObject({ version: next });
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^# eslint-plugin-async-orm\\n\\n## ${next}\\n\\n### Major Changes\\n\\n- .*A rule is gone\\.\\n\\n## `, 'u'));
  expect(read('src/version.ts')).toContain(`'${next}'`);
  expect(read('README.md')).toContain(`rev: v${next}\n`);
  expect(read('docs/pre-commit.md')).toContain(`additional_dependencies: [eslint-plugin-async-orm@${next}, `);
  expect(read('docs/ci.md')).toContain(`eslint-plugin-async-orm@${next} check`);
});

it('workflows run scripts that exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const workflows = readdirSync('.github/workflows').map((file) => readFileSync(`.github/workflows/${file}`, 'utf8'));
  const named = workflows.flatMap((text) => [...text.matchAll(/npm run ([\w:-]+)/gu)].map(([, script = '']) => script));
  expect(named).toEqual(['release:version', 'release:publish']);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});
