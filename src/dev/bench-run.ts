// One measured process: lints a folder with one set of rules and prints what it cost as JSON.
import { argv, cpuUsage, memoryUsage, resourceUsage, stdout } from 'node:process';
import { ESLint, type Linter } from 'eslint';
import parser from '@typescript-eslint/parser';
import tseslint from 'typescript-eslint';
import plugin from '../index.ts';

/** What one process spent. */
export interface Cost {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Megabytes. */
  readonly memory: number;
  readonly files: number;
  readonly messages: number;
  /** Milliseconds by rule, as ESLint measures them. */
  readonly rules: Readonly<Record<string, number>>;
}

const SETS: Readonly<Record<string, Linter.RulesRecord>> = {
  'parse only': {},
  'no-floating-promises': { '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }] },
  'async-orm': Object.fromEntries(Object.keys(plugin.rules).map((name) => [`async-orm/${name}`, 'error'])),
};

const [, , folder = '', set = 'async-orm'] = argv;
const start = performance.now();
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  stats: true,
  overrideConfig: [
    {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: folder } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      plugins: { 'async-orm': plugin, '@typescript-eslint': tseslint.plugin },
      rules: SETS[set] ?? {},
    },
  ] as Linter.Config[],
});
const results = await eslint.lintFiles(['**/*.{ts,tsx}']);
const rules: Record<string, number> = {};
for (const { stats } of results) {
  for (const { rules: timed = {} } of stats?.times.passes ?? []) {
    for (const [name, { total }] of Object.entries(timed)) rules[name] = (rules[name] ?? 0) + total;
  }
}
const { user, system } = cpuUsage();
const cost: Cost = {
  wall: performance.now() - start,
  cpu: (user + system) / 1000,
  memory: Math.max(resourceUsage().maxRSS / 1024, memoryUsage().rss / 2 ** 20),
  files: results.length,
  messages: results.reduce((sum, { messages }) => sum + messages.length, 0),
  rules,
};
stdout.write(JSON.stringify(cost));
