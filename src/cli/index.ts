#!/usr/bin/env node
import process from 'node:process';
import { run } from './main.ts';
import type { Terminal } from './outcome.ts';

const { env, stderr, stdout } = process;
const terminal: Terminal = {
  color: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  width: stdout.isTTY ? stdout.columns : 120,
  ...(stderr.isTTY && env['TERM'] !== 'dumb' && { showProgress: (text) => stderr.write(`\r\u001B[K${text.slice(0, (stderr.columns || 80) - 1)}`) }),
};
const outcome = await run(process.argv.slice(2), process.cwd(), terminal);
// Whoever reads may stop reading, as `head` does.
stdout.on('error', () => undefined);
stdout.write(outcome.stdout);
stderr.write(outcome.stderr);
process.exitCode = outcome.status;
