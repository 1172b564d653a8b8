import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Options, readArguments, suggest, type Values } from './arguments.ts';
import { loadESLint } from './eslint-module.ts';
import { CHECK_HELP, FIX_HELP, HELP, INIT_HELP, INSPECT_HELP } from './help.ts';
import type { Style } from './inspect.ts';
import { fail, type Outcome, succeed, type Terminal } from './outcome.ts';

interface Command {
  readonly help: string;
  readonly options: Options;
  run(targets: readonly string[], values: Values, directory: string, terminal: Terminal): Promise<Outcome>;
}

const COMMON_OPTIONS: Options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } };
const LINT_OPTIONS: Options = {
  format: { type: 'string', short: 'f' },
  'max-warnings': { type: 'string' },
  'no-error-on-unmatched-pattern': { type: 'boolean' },
  'output-file': { type: 'string', short: 'o' },
  quiet: { type: 'boolean' },
  report: { type: 'string' },
};
const COMMANDS: Readonly<Record<string, Command>> = {
  check: { help: CHECK_HELP, options: LINT_OPTIONS, run: (...input) => runLint(false, ...input) },
  fix: { help: FIX_HELP, options: LINT_OPTIONS, run: (...input) => runLint(true, ...input) },
  init: { help: INIT_HELP, options: {}, run: runInit },
  inspect: { help: INSPECT_HELP, options: { json: { type: 'boolean' } }, run: runInspect },
};

/** Runs a command line in a directory. */
export async function run(args: readonly string[], directory: string, terminal: Terminal): Promise<Outcome> {
  const name = args.find((argument) => !argument.startsWith('-'));
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (name !== undefined && !command) return fail(2, `Unknown command "${name}".${suggest(name === 'lint' ? 'check' : name, Object.keys(COMMANDS))}`);
  const { values, positionals, problem } = readArguments(args, { ...command?.options, ...COMMON_OPTIONS });
  if (problem !== undefined) return fail(2, problem);
  if (values['version']) return succeed(`${readVersion()}\n`);
  if (values['help']) return succeed(command?.help ?? HELP);
  if (!command) return fail(2, HELP.trimEnd());
  try {
    return await command.run(positionals.slice(1), values, directory, terminal);
  } catch (error) {
    return fail(2, `async-orm failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function runInit(targets: readonly string[], _: Values, directory: string): Promise<Outcome> {
  if (targets.length > 0) return fail(2, `It writes the configuration of the folder it is run in, and takes no ${targets.join(', ')}.`);
  const { init } = await import('./init.ts');
  return init(await loadESLint(), directory);
}

async function runInspect(targets: readonly string[], values: Values, directory: string, style: Style): Promise<Outcome> {
  if (targets.length > 1) return fail(2, `One package or tsconfig at a time, not ${targets.length}: ${targets.join(', ')}.`);
  // Reading types takes a compiler, which nobody who asks for help should wait for.
  const { inspect } = await import('./inspect-target.ts');
  const result = inspect(targets[0], directory, values['json'] === true, style);
  return 'problem' in result ? fail(1, result.problem) : succeed(result.text);
}

async function runLint(fix: boolean, targets: readonly string[], values: Values, directory: string, terminal: Terminal): Promise<Outcome> {
  const { format = 'stylish', 'max-warnings': maxWarnings, 'output-file': outputFile, quiet = false, report } = values;
  if (maxWarnings !== undefined && !/^\d+$/u.test(String(maxWarnings))) return fail(2, `The option "--max-warnings" needs a number, not "${String(maxWarnings)}".`);
  const eslint = await loadESLint();
  const { lint } = await import('./lint.ts');
  return lint(
    eslint,
    {
      paths: targets.length > 0 ? targets : ['.'],
      fix,
      format: String(format),
      outputFile: outputFile === undefined ? undefined : String(outputFile),
      report: report === undefined ? undefined : String(report),
      maxWarnings: maxWarnings === undefined ? Infinity : Number(maxWarnings),
      allowNone: values['no-error-on-unmatched-pattern'] === true,
      quiet: quiet === true,
    },
    directory,
    terminal,
  );
}

/** The version of the package this file is part of, as source or as built. */
function readVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
    } catch (error) {
      if (dirname(folder) === folder) throw error;
    }
  }
}
