import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { writeApplication } from './bench-python-code.ts';
import { listPythonFiles } from './bench-python-files.ts';
import type { PythonCost } from './bench-python-run.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const RUNS = 3;
/** 250,000 lines. */
const APPS = 96;
const SIZES = [1, 2, 4, 8] as const;

type Mode = 'keystroke' | 'lint' | 'load' | 'parse';

/** Measures the Python of a folder, or of an application that is written for it; each figure is the best of three processes. */
export function benchPython(given: string | undefined): void {
  const temporary = createTemporaryFolder();
  try {
    const script = build(temporary.path);
    const folder = given ?? write(temporary.at('application'), APPS);
    printRatios(script, folder);
    printKeystrokes(runOnce(script, folder, 'keystroke'));
    if (given === undefined) printGrowth(script, SIZES.map((size) => write(temporary.at(`growth-${String(size)}`), (APPS / 8) * size)));
  } finally {
    temporary.remove();
  }
}

function write(folder: string, apps: number): string {
  writeApplication(folder, apps);
  return folder;
}

/** Compiles what is measured, so that the time is not that of a loader. */
function build(folder: string): string {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const options = { rootDir: ROOT, outDir: join(folder, 'built'), noEmit: false, noEmitOnError: false, typeRoots: [join(ROOT, 'node_modules/@types')] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions: options, include: [], files: [join(ROOT, 'src/dev/bench-python-run.ts')] }));
  execFileSync(execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  return join(folder, 'built/src/dev/bench-python-run.js');
}

function printRatios(script: string, folder: string): void {
  const parse = runBest(script, folder, 'parse');
  const load = runBest(script, folder, 'load');
  const lint = runBest(script, folder, 'lint');
  console.log(`\nPython: ${folder} (${String(lint.files)} files, ${String(lint.messages)} findings)`);
  for (const [title, cost] of [['our parser alone', parse], ['ESLint without a rule', load], ['ESLint with configs.django', lint]] as const) {
    console.log(`  ${title.padEnd(32)}${formatSeconds(cost.wall)} wall ${formatSeconds(cost.cpu)} cpu ${cost.memory.toFixed(0).padStart(6)} MB`);
  }
  console.log(`  whole run / parser alone        ${(lint.wall / parse.wall).toFixed(2)} (aim: under 1.5; ESLint without a rule: ${(load.wall / parse.wall).toFixed(2)})`);
  printFlake8(folder, lint);
}

/** Its time is that of the whole command, too. */
function printFlake8(folder: string, lint: PythonCost): void {
  const python = env['PYTHON'] ?? 'python3';
  const run = (options: readonly string[]): number | undefined => {
    const start = performance.now();
    try {
      execFileSync(python, ['-m', 'flake8', '--isolated', ...options], { stdio: 'ignore' });
    } catch (error) {
      // 1 says that it has found something.
      if ((error as { status?: unknown }).status !== 1 || options.includes('--version')) return undefined;
    }
    return performance.now() - start;
  };
  if (run(['--version']) === undefined) {
    console.log('  flake8                          not installed for $PYTHON');
    return;
  }
  for (const [title, options] of [['flake8', []], ['flake8 -j 1', ['-j', '1']]] as const) {
    const time = run([...options, '--exit-zero', folder]);
    console.log(time === undefined ? `  ${title} failed` : `  ${title.padEnd(32)}${formatSeconds(time)} wall, whole run / flake8: ${(lint.wall / time).toFixed(2)}`);
  }
}

function printKeystrokes({ keystrokes, memory }: PythonCost): void {
  if (keystrokes.length === 0) return;
  console.log('\n  a keystroke after the whole run (ms, median and slowest of ten; aim: under 100):');
  for (const { file, times } of keystrokes) {
    const sorted = times.toSorted((one, other) => one - other);
    console.log(`    ${file.padEnd(40)}${(sorted[sorted.length >> 1] ?? 0).toFixed(0).padStart(6)}${(sorted.at(-1) ?? 0).toFixed(0).padStart(6)}`);
  }
  console.log(`  memory then: ${memory.toFixed(0)} MB (aim: under 1,000)`);
}

function printGrowth(script: string, folders: readonly string[]): void {
  console.log('\n  growth (time of a whole run beside one without rules, per file, relative to 1 ×):');
  let first: number | undefined;
  for (const [index, folder] of folders.entries()) {
    const perFile = (runBest(script, folder, 'lint').cpu - runBest(script, folder, 'load').cpu) / listPythonFiles(folder).length;
    first ??= perFile;
    console.log(`    ${String(SIZES[index])} ×  ${(perFile / first).toFixed(2)}  (${perFile.toFixed(2)} ms a file)`);
  }
}

function runBest(script: string, folder: string, mode: Mode): PythonCost {
  const [best] = Array.from({ length: RUNS }, () => runOnce(script, folder, mode)).toSorted((one, other) => one.wall - other.wall);
  return best as PythonCost;
}

function runOnce(script: string, folder: string, mode: Mode): PythonCost {
  return JSON.parse(execFileSync(execPath, [script, folder, mode], { encoding: 'utf8', maxBuffer: 2 ** 24 })) as PythonCost;
}

function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2).padStart(7)} s`;
}
