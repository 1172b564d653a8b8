import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

if (existsSync('node_modules/.bin/tsc')) run('npm', ['run', 'build']);
else buildAlone();

/** What npm installs globally from git, as pre-commit does, it prepares without development dependencies: https://github.com/npm/cli/issues/8440 */
function buildAlone() {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'async-orm-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { typescript: devDependencies.typescript } }));
  run('npm', ['install', '--no-global', '--no-audit', '--no-fund', '--ignore-scripts'], folder);
  run(process.execPath, [join(folder, 'node_modules/typescript/bin/tsc'), '-p', '.config/tsconfig.build.json', '--noCheck', '--declaration', 'false', '--types', '*']);
  rmSync(folder, { recursive: true });
}

function run(command, args, cwd = '.') {
  // npm is a script on Windows, which needs a shell.
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: command === 'npm' && process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
