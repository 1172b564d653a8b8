import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import plugin from '../index.ts';

// Serves a small Django project by real servers, before and after what the rules find in it is mended.
// PYTHON names an interpreter that has fixtures/live/requirements.txt; `--update` writes the page, without it the page is compared.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIVE = join(ROOT, 'fixtures/live');
const PAGE = join(ROOT, 'docs/live.md');
const PYTHON = env['PYTHON'] ?? 'python3';
const SERVERS: Readonly<Record<string, (port: string) => readonly string[]>> = {
  uvicorn: (port) => ['-m', 'uvicorn', '--log-level', 'warning', '--port', port, 'config.asgi:application'],
  daphne: (port) => ['-m', 'daphne', '-v', '0', '-p', port, 'config.asgi:application'],
};
/** Milliseconds until a server has to answer. */
const PATIENCE = 30_000;

interface Answer {
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

interface Run {
  readonly answers: readonly Answer[];
  readonly rows: Readonly<Record<string, readonly (number | string)[]>>;
}

/** What was found, with the title of the repair that was taken. */
interface Mended {
  readonly place: string;
  readonly message: string;
  readonly repair: string;
}

async function serve(folder: string, server: string): Promise<Run> {
  rmSync(join(folder, 'shop.sqlite3'), { force: true });
  runPython(folder, 'prepare');
  const port = String(await findPort());
  const child = spawn(PYTHON, SERVERS[server]?.(port) ?? [], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.on('data', (text) => (log += String(text)));
  try {
    await waitFor(Number(port), () => child.exitCode === null, () => log);
    return JSON.parse(runPython(folder, 'ask', port)) as Run;
  } finally {
    child.kill();
  }
}

function runPython(folder: string, ...args: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync(PYTHON, [join(LIVE, 'client.py'), ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`client.py ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function waitFor(port: number, isAlive: () => boolean, getLog: () => string): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < PATIENCE && isAlive()) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.end();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    await setTimeout(100);
  }
  throw new Error(`The server does not answer.\n${getLog()}`);
}

/** Applies all fixes, then the first suggestion of each finding that is left, until nothing is left that offers one. */
async function mend(folder: string): Promise<readonly Mended[]> {
  const mended: Mended[] = [];
  const lint = (fix: boolean) => new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: plugin.configs.django, fix }).lintFiles(['**/*.py']);
  for (const { filePath, messages } of await lint(false)) {
    for (const { fix, line, message } of messages) if (fix) mended.push({ place: `${filePath.slice(folder.length + 1)}:${line}`, message, repair: 'Fix' });
  }
  await ESLint.outputFixes(await lint(true));
  for (let round = 0; round < 20; round += 1) {
    const found = (await lint(false)).flatMap(({ filePath, messages }) => messages.map((message) => ({ filePath, ...message })));
    const next = found.find(({ suggestions }) => suggestions !== undefined && suggestions.length > 0);
    const [suggestion] = next?.suggestions ?? [];
    if (!next || !suggestion) return mended;
    const text = readFileSync(next.filePath, 'utf8');
    const [start, end] = suggestion.fix.range;
    writeFileSync(next.filePath, text.slice(0, start) + suggestion.fix.text + text.slice(end));
    mended.push({ place: `${next.filePath.slice(folder.length + 1)}:${next.line}`, message: next.message, repair: suggestion.desc });
  }
  throw new Error('Suggestions bring new findings, again and again.');
}

function createPage(mended: readonly Mended[], before: Run, after: Run): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/0x[\da-f]+/gu, '0x…').split('\n')[0] ?? '';
  const print = ({ body, status }: Answer) => `${status} ${body === '' ? '' : `\`${cell(body)}\``}`.trim();
  const rows = (run: Run) => Object.entries(run.rows).map(([name, values]) => `${name}: ${values.length === 0 ? 'none' : values.join(', ')}`).join('; ');
  return `# The whole story, live

A small Django project (\`fixtures/live/project\`) with plain async views, a class-based view, a REST framework and an adrf view, a
FastAPI endpoint and a Channels consumer, served by uvicorn and by daphne, before and after what the rules find is mended. This page
is written by \`npm run live\`, which fails where a server answers anything else. Both servers answer the same.

## What was found

| place | finding | repair |
| --- | --- | --- |
${mended.map(({ message, place, repair }) => `| ${place} | ${cell(message)} | ${cell(repair)} |`).join('\n')}

## What the servers answered

| request | before | after |
| --- | --- | --- |
${before.answers.map((answer, index) => `| \`${answer.request}\` | ${print(answer)} | ${print(after.answers[index] ?? answer)} |`).join('\n')}

Rows before: ${rows(before)}.\\
Rows after: ${rows(after)}.
`;
}

const folder = mkdtempSync(join(tmpdir(), 'async-orm-live-'));
try {
  cpSync(join(LIVE, 'project'), folder, { recursive: true });
  const before = new Map<string, Run>();
  for (const server of Object.keys(SERVERS)) before.set(server, await serve(folder, server));
  const mended = await mend(folder);
  const broken = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py') && spawnSync(PYTHON, ['-m', 'py_compile', path], { cwd: folder }).status !== 0);
  if (broken.length > 0) throw new Error(`These do not compile any more: ${broken.join(', ')}.`);
  const pages = new Set<string>();
  for (const [server, run] of before) {
    const after = await serve(folder, server);
    const failed = after.answers.filter(({ status }) => status !== 200 && status !== 101);
    if (failed.length > 0) throw new Error(`After all repairs ${server} still fails: ${failed.map(({ body, request, status }) => `${request} ${status} ${body}`).join('\n')}`);
    pages.add(createPage(mended, run, after));
  }
  const [page = ''] = pages;
  if (pages.size > 1) throw new Error(`The servers differ:\n${[...pages].join('\n')}`);
  if (argv.includes('--update')) writeFileSync(PAGE, page);
  else if (readFileSync(PAGE, 'utf8') !== page) throw new Error(`docs/live.md says something else; \`npm run live -- --update\` writes:\n${page}`);
  console.log(`Live: ${before.size} servers, ${mended.length} findings mended, every request answers right.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
