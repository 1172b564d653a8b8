import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { getProjectPath, readTree } from './projects.ts';

it('shows findings and fixes, plainly where nothing is coloured, and leaves the disk alone', () => {
  const folder = getProjectPath('school-service', 'before');
  const before = readTree(folder);
  const demo = fileURLToPath(new URL('demo.ts', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', demo], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ +\| +\^+$/mu);
  expect(stdout).toContain('+++ after/src/repository.ts');
  expect(stdout).toContain('+++ after/school/views.py');
  expect(stdout).not.toContain('\u001b');
  expect(stdout.trimEnd()).toMatch(/\d+ findings of \d+ rules in \d+ files: \d+ fixed, \d+ left, \d+ of them with a suggestion\. No file was changed\.$/u);
  expect(readTree(folder)).toEqual(before);
});
