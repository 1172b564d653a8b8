import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findNearest } from '../analysis/nearest.ts';
import type { Style } from './inspect.ts';

/** What a command leaves behind: 1 says that it failed, 2 that the command line makes no sense. */
export interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

interface Values {
  readonly help?: boolean;
  readonly json?: boolean;
  readonly version?: boolean;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  version: { type: 'boolean', short: 'v' },
} as const;
const COMMANDS = ['inspect'];
const HELP = `Usage: async-orm inspect [package or tsconfig]

Prints what the linter believes of an ORM: for each of its types, which operations are lazy, async or sync with an
async twin, what evaluates a query, what opens a transaction, what writes and what locks rows.

  async-orm inspect expo-sqlite            what a package exports, as installed here
  async-orm inspect path/to/tsconfig.json  every ORM of a project, and what the project derives from them
  async-orm inspect                        the same for the tsconfig.json here

Options:
  --json         print plain data instead of tables
  -h, --help     print this
  -v, --version  print the version
`;

/** Runs a command line in a directory. */
export async function run(args: readonly string[], directory: string, style: Style): Promise<Outcome> {
  const { values, positionals, problem } = readArguments(args);
  if (problem !== undefined) return { status: 2, stdout: '', stderr: `${problem}\n` };
  if (values.version) return succeed(`${readVersion()}\n`);
  if (values.help) return succeed(HELP);
  // Reading types takes a compiler, which nobody who asks for help should wait for.
  const { inspect } = await import('./inspect-target.ts');
  try {
    const result = inspect(positionals[1], directory, values.json ?? false, style);
    return 'problem' in result ? { status: 1, stdout: '', stderr: `${result.problem}\n` } : succeed(result.text);
  } catch (error) {
    return { status: 1, stdout: '', stderr: `async-orm failed: ${error instanceof Error ? error.message : String(error)}\n` };
  }
}

function succeed(stdout: string): Outcome {
  return { status: 0, stdout, stderr: '' };
}

function readArguments(args: readonly string[]): { readonly values: Values; readonly positionals: readonly string[]; readonly problem: string | undefined } {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
  const problems = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    const names = Object.keys(OPTIONS);
    if (!names.includes(token.name)) return `Unknown option "${token.rawName}".${suggest(token.name, names, '--')}`;
    return token.value === undefined ? [] : `The option "${token.rawName}" takes no value.`;
  });
  return { values: values as Values, positionals, problem: problems[0] ?? findProblem(values as Values, positionals) };
}

function findProblem({ help, version }: Values, [command, ...targets]: readonly string[]): string | undefined {
  if (command === undefined) return help || version ? undefined : HELP.trimEnd();
  if (!COMMANDS.includes(command)) return `Unknown command "${command}".${suggest(command, COMMANDS)}`;
  return targets.length > 1 ? `One package or tsconfig at a time, not ${targets.length}: ${targets.join(', ')}.` : undefined;
}

function suggest(name: string, names: readonly string[], prefix = ''): string {
  const nearest = findNearest(name, names);
  return nearest === undefined ? ` Valid: ${names.map((valid) => prefix + valid).join(', ')}.` : ` Did you mean "${prefix}${nearest}"?`;
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
