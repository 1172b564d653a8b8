// Prints what our rules cost beside `no-floating-promises` alone, on the same files and in the same run.
// `npm run bench` measures copies of a fixture and a Django application of its own; `npm run bench -- FOLDER` measures a project
// of yours, by its tsconfig.json and its Python files; `npm run bench -- python [FOLDER]` leaves TypeScript out.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, execPath } from 'node:process';
import { benchPython } from './bench-python.ts';
import { listPythonFiles } from './bench-python-files.ts';
import type { Cost } from './bench-run.ts';

const ROOT = join(import.meta.dirname, '../..');
const PROJECT = join(ROOT, 'fixtures/projects/school-service/before');
const RUNS = 3;
const SETS = ['parse only', 'no-floating-promises', 'async-orm'] as const;

type Costs = Readonly<Record<(typeof SETS)[number], Cost>>;

const [only, given] = argv[2] === 'python' ? argv.slice(2) : [undefined, argv[2]];
if (only === undefined && given === undefined) benchCopies([1, 2, 4, 8]);
if (only === undefined && given !== undefined && existsSync(join(given, 'tsconfig.json'))) printCosts(given, measure(given));
if (given === undefined || listPythonFiles(given).length > 0) benchPython(given);

function benchCopies(sizes: readonly number[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'async-orm-bench-'));
  try {
    const measured = sizes.map((size) => ({ size, costs: measure(writeCopies(folder, size * 4)) }));
    for (const { size, costs } of measured) printCosts(`${size} × (${costs['async-orm'].files} files)`, costs);
    console.log('\ngrowth of our analysis (rule time per file, relative to 1 ×):');
    const first = measured[0]?.costs['async-orm'];
    for (const { size, costs } of measured) {
      const cost = costs['async-orm'];
      console.log(`  ${size} ×  ${(sum(cost.rules) / cost.files / (sum(first?.rules ?? {}) / (first?.files ?? 1))).toFixed(2)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project that holds a fixture many times over, its types resolved as in the fixture. */
function writeCopies(parent: string, copies: number): string {
  const folder = join(parent, String(copies));
  mkdirSync(folder, { recursive: true });
  const types = join(ROOT, 'fixtures/types/django/index.d.ts');
  for (let copy = 0; copy < copies; copy++) cpSync(join(PROJECT, 'src'), join(folder, `copy-${copy}`), { recursive: true });
  const { compilerOptions } = JSON.parse(readFileSync(join(PROJECT, 'tsconfig.json'), 'utf8')) as { compilerOptions: object };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, paths: { 'django-orm': [types] } }, include: ['**/*.ts', '**/*.tsx'] }),
  );
  writeFileSync(join(folder, 'package.json'), '{ "name": "bench", "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Medians of several processes, the sets in turn, so that a change in the machine's speed meets all of them. */
function measure(folder: string): Costs {
  const runs = SETS.map((set) => ({ set, costs: [] as Cost[] }));
  for (let run = 0; run < RUNS; run++) for (const { set, costs } of runs) costs.push(runOnce(folder, set));
  return Object.fromEntries(runs.map(({ set, costs }) => [set, costs.toSorted((a, b) => a.cpu - b.cpu)[RUNS >> 1]])) as unknown as Costs;
}

function runOnce(folder: string, set: string): Cost {
  const output = execFileSync(execPath, ['--import', 'tsx', join(import.meta.dirname, 'bench-run.ts'), folder, set], { cwd: ROOT, encoding: 'utf8' });
  return JSON.parse(output) as Cost;
}

function printCosts(title: string, costs: Costs): void {
  console.log(`\n${title}`);
  console.log('                          cpu s   wall s     MB   rules ms   findings');
  for (const set of SETS) {
    const { cpu, wall, memory, messages, rules } = costs[set];
    const figures = [(cpu / 1000).toFixed(2), (wall / 1000).toFixed(2), memory.toFixed(0), sum(rules).toFixed(0), String(messages)];
    console.log(`  ${set.padEnd(22)}${figures.map((figure, index) => figure.padStart([7, 9, 7, 11, 11][index] ?? 9)).join('')}`);
    if (set === 'async-orm') for (const [name, time] of Object.entries(rules)) console.log(`    ${name.padEnd(40)}${time.toFixed(0).padStart(16)}`);
  }
  const ours = sum(costs['async-orm'].rules);
  console.log(`  our rules / no-floating-promises: ${(ours / sum(costs['no-floating-promises'].rules)).toFixed(2)} of the rule time, ${(costs['async-orm'].cpu / costs['no-floating-promises'].cpu).toFixed(2)} of the whole process`);
}

function sum(times: Readonly<Record<string, number>>): number {
  return Object.values(times).reduce((total, time) => total + time, 0);
}
