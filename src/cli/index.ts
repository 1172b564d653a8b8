#!/usr/bin/env node
import process from 'node:process';
import { run } from './main.ts';
import { describeTerminal } from './terminal.ts';

const { env, stderr, stdout } = process;
const outcome = await run(process.argv.slice(2), process.cwd(), describeTerminal(stdout, stderr, env));
// Whoever reads may stop reading, as `head` does.
stdout.on('error', () => undefined);
stdout.write(outcome.stdout);
stderr.write(outcome.stderr);
process.exitCode = outcome.status;
