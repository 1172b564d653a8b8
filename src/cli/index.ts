#!/usr/bin/env node
import process from 'node:process';
import { run } from './main.ts';

const { env, stderr, stdout } = process;
const color = stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
const outcome = await run(process.argv.slice(2), process.cwd(), { color, width: stdout.isTTY ? stdout.columns : 120 });
// Whoever reads may stop reading, as `head` does.
stdout.on('error', () => undefined);
stdout.write(outcome.stdout);
stderr.write(outcome.stderr);
process.exitCode = outcome.status;
