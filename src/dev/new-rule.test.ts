import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const COPIED = ['.config', 'README.md', 'docs/ci.md', 'docs/pre-commit.md', 'docs/rules', 'fixtures/types', 'package.json', 'rules', 'src', 'tsconfig.json'];
const CONTRIBUTING = readFileSync('CONTRIBUTING.md', 'utf8');

let folder: TemporaryFolder;
const read = (path: string) => readFileSync(folder.at(path), 'utf8');

/** Runs a command as the page has it, in the copy. */
function follow(command: string, expected = 0): string {
  expect(CONTRIBUTING.split('\n')).toContain(command);
  const { status, stdout, stderr } = spawnSync(command.replace('npm run', 'npm run --silent'), { cwd: folder.path, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }, shell: true });
  expect({ status, output: status === expected ? '' : stdout + stderr }).toEqual({ status: expected, output: '' });
  return stdout;
}

function findTypeErrors(paths: readonly string[]): readonly string[] {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(folder.at('tsconfig.json'), (path) => ts.sys.readFile(path)).config, ts.sys, folder.path);
  const program = ts.createProgram(paths.map((path) => folder.at(path)), options);
  return paths.flatMap((path) => program.getSemanticDiagnostics(program.getSourceFile(folder.at(path)))).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

beforeAll(() => {
  folder = createTemporaryFolder();
  for (const path of COPIED) cpSync(path, folder.at(path), { recursive: true, filter: (source) => !source.includes('node_modules') });
  symlinkSync(resolve('node_modules'), folder.at('node_modules'), 'junction');
});

afterAll(() => {
  folder.remove();
});

describe('what CONTRIBUTING.md tells to do', () => {
  it('adds a rule that type-checks, with a test that waits for what it says', { timeout: 120_000 }, () => {
    expect(follow('npm run new no-something')).toContain('rules/no-something.ts\nrules/no-something.test.ts\ndocs/rules/no-something.md\n');
    expect(read('rules/index.ts')).toContain("  'no-something': noSomething,\n");
    const output = follow('npm run vitest -- rules/no-something.test.ts', 1);
    expect(output).toContain('TODO: one defect');
    expect(output).toContain('TODO: the false alarm this prevents');
    expect(output).not.toMatch(/SyntaxError|TypeError|Cannot find/u);
    expect(findTypeErrors(['rules/no-something.ts', 'rules/no-something.test.ts'])).toEqual([]);
    expect(spawnSync('npm run --silent new no-something', { cwd: folder.path, encoding: 'utf8', shell: true })).toMatchObject({ status: 1, stderr: 'rules/no-something.ts exists.\n' });
  });

  it('adds an ORM', () => {
    const profile = /```ts src\/orm\/profiles\/expo-sqlite\.ts\n(.*?)```/su.exec(readFileSync('docs/architecture.md', 'utf8'))?.[1] ?? '';
    folder.write({ 'src/orm/profiles/acme-orm.ts': profile.replaceAll('expo-sqlite', 'acme-orm') });
    follow('npm run generate');
    expect(read('src/orm/index.ts')).toContain("import acmeOrm from './profiles/acme-orm.ts';\n");
    expect(read('src/orm/index.ts')).toMatch(/PROFILES.*\bacmeOrm\b/u);
  });
});
