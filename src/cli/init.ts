import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ESLintModule } from './eslint-module.ts';
import { addPreset } from './init-edit.ts';
import { findLanguages, type Languages } from './init-languages.ts';
import { fail, type Outcome, succeed } from './outcome.ts';

const NAME = 'eslint-plugin-async-orm';
/** As ESLint looks for them. */
const CONFIGS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);

/** Writes a configuration for the languages of a folder, or adds the preset to the one that is there; what cannot be done safely is said instead. */
export function init({ Linter }: ESLintModule, directory: string): Outcome {
  const languages = findLanguages(directory);
  if (!languages.python && !languages.typescript) return fail(2, 'There is no Python or TypeScript file here.');
  const preset = languages.typescript ? 'recommended' : 'django';
  const existing = CONFIGS.find((name) => existsSync(join(directory, name)));
  if (existing === undefined) {
    const name = isModule(directory) ? 'eslint.config.js' : 'eslint.config.mjs';
    writeFileSync(join(directory, name), createConfig(preset));
    return succeed(`Wrote ${name} for ${print(languages)}.\n${describeNext(directory, languages)}`);
  }
  const text = readFileSync(join(directory, existing), 'utf8');
  if (text.includes(NAME)) return succeed(`${existing} has ${NAME} already.\n`);
  const added = /\.m?js$/u.test(existing) ? addPreset(Linter, text, preset, languages) : undefined;
  if (added === undefined) return fail(1, `${existing} is not changed. Add to it:\n\n${describeEdit(existing, preset, languages)}`);
  writeFileSync(join(directory, existing), added);
  return succeed(`Added the preset for ${print(languages)} to ${existing}.\n${describeNext(directory, languages)}`);
}

function createConfig(preset: string): string {
  return `import asyncOrm from '${NAME}';
import { defineConfig } from 'eslint/config';

export default defineConfig([asyncOrm.configs.${preset}]);
`;
}

function describeEdit(name: string, preset: string, { python }: Languages): string {
  const load = /\.c[jt]s$/u.test(name) ? `const asyncOrm = require('${NAME}');` : `import asyncOrm from '${NAME}';`;
  const files = python ? "\nGive the blocks for JavaScript and TypeScript their `files`, such as `files: ['**/*.{js,ts}']`: their rules do not run on Python.\n" : '';
  return `  ${load}\n\n  …asyncOrm.configs.${preset},\n${files}`.replace('…', '...');
}

/** What is missing, and how to go on. */
function describeNext(directory: string, { python, typescript }: Languages): string {
  const wanted = [NAME, 'eslint', ...(typescript ? ['typescript'] : [])];
  const missing = wanted.filter((name) => !existsSync(join(directory, 'node_modules', name)));
  return [
    ...(missing.length > 0 ? [`  npm install --save-dev ${missing.map((name) => (name === 'typescript' ? 'typescript@6' : name)).join(' ')}`] : []),
    '  npx eslint .',
    ...(python ? ['VS Code lints Python with "eslint.validate": ["python"] in its settings.'] : []),
    '',
  ].join('\n');
}

function print({ python, typescript }: Languages): string {
  return [...(python ? ['Python'] : []), ...(typescript ? ['TypeScript'] : [])].join(' and ');
}

/** Is a file named `.js` an ES module here? */
function isModule(directory: string): boolean {
  try {
    return (JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { type?: unknown }).type === 'module';
  } catch {
    return false;
  }
}
