import { parseArgs, type ParseArgsConfig } from 'node:util';
import { findNearest } from '../analysis/nearest.ts';

/** Options of a command, by their long names, as `parseArgs` wants them. */
export type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Arguments {
  readonly values: Values;
  readonly positionals: readonly string[];
  readonly problem?: string;
}

/** Takes a command line apart; the first thing that makes no sense is its problem. */
export function readArguments(args: readonly string[], options: Options): Arguments {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const problems = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    const option = options[token.name];
    if (!option) return `Unknown option "${token.rawName}".${suggest(token.name, Object.keys(options), '--')}`;
    if (option.type === 'boolean') return token.value === undefined ? [] : `The option "${token.rawName}" takes no value.`;
    return token.value ? [] : `The option "${token.rawName}" needs a value.`;
  });
  return { values, positionals, ...(problems[0] !== undefined && { problem: problems[0] }) };
}

export function suggest(name: string, names: readonly string[], prefix = ''): string {
  const nearest = findNearest(name, names);
  return nearest === undefined ? ` Valid: ${names.map((valid) => prefix + valid).join(', ')}.` : ` Did you mean "${prefix}${nearest}"?`;
}
