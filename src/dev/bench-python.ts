import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { writeApplication } from './bench-python-code.ts';
import type { PythonCost } from './bench-python-run.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const RUNS = 3;
/** 31,000 lines; eight times as many are an application of 250,000. */
const APPS = 12;
const SIZES = [1, 2, 4, 8] as const;
const COLUMNS = ['files', 'lines', 'parser s', 'no rule s', 'run s', 'cpu s', 'growth', 'MB', '2 workers s', 'MB', 'models', 'views', 'services'] as const;

type Mode = 'keystroke' | 'lint' | 'load' | 'parse' | 'workers';
type Measured = Readonly<Record<Mode, PythonCost>>;

/** Measures the Python of a folder, or of applications that are written for it; of three processes the fastest counts. */
export function benchPython(given: string | undefined): void {
  const temporary = createTemporaryFolder();
  try {
    const script = build(temporary.path);
    const folders = given === undefined ? SIZES.map((size) => [`${String(size)} ×`, write(temporary.at(`application-${String(size)}`), APPS * size)] as const) : [['', given] as const];
    console.log('\nPython: a parser alone, ESLint without a rule, and with configs.django; growth is the cost of our rules by line, relative to the first.');
    console.log('A keystroke in a file of each name, after the whole run: ms, median/slowest of ten. Aims at 250,000 lines: run 10 s, keystroke 100 ms, 1,000 MB.\n');
    printRow('', COLUMNS);
    let first: number | undefined;
    for (const [title, folder] of folders) {
      const measured = measure(script, folder);
      const perLine = (measured.lint.cpu - measured.load.cpu) / measured.lint.lines;
      first ??= perLine;
      printRow(title, describe(measured, perLine / first));
      if (folder === folders.at(-1)?.[1]) printFlake8(folder, measured.lint);
    }
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
  writeFileSync(join(folder, 'eslint.config.js'), "import plugin from './built/src/index.js';\n\nexport default plugin.configs.django;\n");
  execFileSync(execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  return join(folder, 'built/src/dev/bench-python-run.js');
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
  if (run(['--version']) === undefined) return;
  for (const [title, options] of [['flake8', []], ['flake8 -j 1', ['-j', '1']]] as const) {
    const time = run([...options, '--exit-zero', folder]);
    console.log(time === undefined ? `  ${title} failed` : `  ${title} on the same: ${formatSeconds(time)} s, our run / ${title}: ${(lint.wall / time).toFixed(2)}`);
  }
}

function measure(script: string, folder: string): Measured {
  const run = (mode: Mode, runs: number): PythonCost => Array.from({ length: runs }, () => runOnce(script, folder, mode)).reduce((best, cost) => (cost.wall < best.wall ? cost : best));
  return { parse: run('parse', RUNS), load: run('load', RUNS), lint: run('lint', RUNS), workers: run('workers', RUNS), keystroke: run('keystroke', 1) };
}

function runOnce(script: string, folder: string, mode: Mode): PythonCost {
  return JSON.parse(execFileSync(execPath, [script, folder, mode], { encoding: 'utf8', maxBuffer: 2 ** 24, stdio: ['ignore', 'pipe', 'ignore'] })) as PythonCost;
}

function describe({ keystroke, lint, load, parse, workers }: Measured, growth: number): readonly string[] {
  const strokes = ['models.py', 'views.py', 'services.py'].map((name) => {
    const times = keystroke.keystrokes.find(({ file }) => file.endsWith(name))?.times.toSorted((one, other) => one - other) ?? [];
    return times.length === 0 ? '' : `${times[times.length >> 1]?.toFixed(0) ?? ''}/${times.at(-1)?.toFixed(0) ?? ''}`;
  });
  const seconds = [parse.wall, load.wall, lint.wall, lint.cpu].map(formatSeconds);
  const memory = Math.max(lint.memory, keystroke.memory).toFixed(0);
  return [lint.files.toLocaleString('en'), lint.lines.toLocaleString('en'), ...seconds, growth.toFixed(2), memory, formatSeconds(workers.wall), workers.memory.toFixed(0), ...strokes];
}

function printRow(title: string, cells: readonly string[]): void {
  console.log(`  ${title.padEnd(4)}${cells.map((cell, index) => cell.padStart((COLUMNS[index]?.length ?? 0) + (index < 2 ? 4 : 3))).join('')}`);
}

function formatSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
