// One measured process over the Python of a folder: parses it, lints it, or lints one changed file again; prints the cost as JSON.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv, cpuUsage, memoryUsage, resourceUsage, stdout } from 'node:process';
import type { ESLint } from 'eslint';
import { listPythonFiles } from './bench-python-files.ts';

/** What one process spent, its start included. */
export interface PythonCost {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Megabytes. */
  readonly memory: number;
  readonly files: number;
  readonly lines: number;
  readonly messages: number;
  /** Milliseconds of each change to a file after the run, where asked for. */
  readonly keystrokes: readonly { readonly file: string; readonly times: readonly number[] }[];
}

const KEYSTROKES = 10;

const [, , folder = '', mode = ''] = argv;
const { eslint, files, messages } = mode === 'parse' ? await parseAll() : await lintAll();
const { user, system } = cpuUsage();
const wall = performance.now();
const keystrokes = mode === 'keystroke' && eslint ? await typeInto(eslint, files) : [];
const memory = Math.max(resourceUsage().maxRSS / 1024, memoryUsage().rss / 2 ** 20);
const cost: PythonCost = { wall, cpu: (user + system) / 1000, memory, files: files.length, lines: countLines(files), messages, keystrokes };
stdout.write(JSON.stringify(cost));

interface Outcome {
  readonly eslint?: ESLint;
  readonly files: readonly string[];
  readonly messages: number;
}

async function parseAll(): Promise<Outcome> {
  const { parse } = await import('../python/parser/index.ts');
  const files = listPythonFiles(folder);
  let messages = 0;
  for (const path of files) messages += parse(readFileSync(path, 'utf8')).errors.length;
  return { files, messages };
}

async function lintAll(): Promise<Outcome> {
  const [{ ESLint: Linter }, { default: plugin }] = await Promise.all([import('eslint'), import('../index.ts')]);
  const [config] = plugin.configs.django;
  const eslint = mode === 'workers' ? new Linter({ cwd: folder, overrideConfigFile: join(import.meta.dirname, '../../../eslint.config.js'), concurrency: 2 }) : new Linter({ cwd: folder, overrideConfigFile: true, overrideConfig: { ...config, ...(mode === 'load' && { rules: {} }) } });
  const results = await eslint.lintFiles(['**/*.py']);
  return { eslint, files: results.map(({ filePath }) => filePath), messages: results.reduce((sum, result) => sum + result.messages.length, 0) };
}

function countLines(files: readonly string[]): number {
  return files.reduce((sum, path) => sum + readFileSync(path, 'utf8').split('\n').length - 1, 0);
}

/** Types into the largest file of each name that has something async. */
async function typeInto(eslint: ESLint, paths: readonly string[]): Promise<PythonCost['keystrokes']> {
  const largest = new Map<string, { readonly path: string; readonly text: string }>();
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    const name = /(?:views|models|services)\.py$/u.exec(path)?.[0];
    if (name !== undefined && text.includes('async def') && text.length > (largest.get(name)?.text.length ?? 0)) largest.set(name, { path, text });
  }
  const keystrokes: { file: string; times: number[] }[] = [];
  for (const { path, text } of largest.values()) {
    const times: number[] = [];
    for (let count = 1; count <= KEYSTROKES; count += 1) {
      const start = performance.now();
      await eslint.lintText(`${text}\nasync def typed():\n    return ${'x'.repeat(count)}\n`, { filePath: path });
      times.push(performance.now() - start);
    }
    keystrokes.push({ file: relative(folder, path), times });
  }
  return keystrokes;
}
