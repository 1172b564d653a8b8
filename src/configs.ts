import { createRequire } from 'node:module';
import type { ESLint, Linter } from 'eslint';
import rules from '../rules/index.ts';

const NAMESPACE = 'async-orm';
const TYPESCRIPT = ['**/*.{ts,tsx,mts,cts}'];
const JAVASCRIPT = ['**/*.{js,jsx,mjs,cjs}'];
const CONFIGS = {
  recommended: { files: TYPESCRIPT, all: false },
  strict: { files: TYPESCRIPT, all: true },
  /** For JavaScript that a tsconfig includes with `allowJs`; needs one of the others beside it for TypeScript. */
  javascript: { files: JAVASCRIPT, all: false },
} as const;

export type ConfigName = keyof typeof CONFIGS;

/** Presets, derived from what the rules say of themselves. A preset is built when it is first read: only then it needs the parser. */
export function createConfigs(getPlugin: () => ESLint.Plugin): Record<ConfigName, Linter.Config[]> {
  const built = new Map<string, Linter.Config[]>();
  const configs = {} as Record<ConfigName, Linter.Config[]>;
  for (const [name, { files, all }] of Object.entries(CONFIGS)) {
    Object.defineProperty(configs, name, {
      enumerable: true,
      get() {
        let config = built.get(name);
        if (!config) built.set(name, (config = [createConfig(name, getPlugin(), files, all)]));
        return config;
      },
    });
  }
  return configs;
}

function createConfig(name: string, plugin: ESLint.Plugin, files: readonly string[], all: boolean): Linter.Config {
  return {
    name: `${NAMESPACE}/${name}`,
    files: [...files],
    plugins: { [NAMESPACE]: plugin },
    languageOptions: { parser: loadParser(createRequire(import.meta.url)), parserOptions: { projectService: true } },
    rules: Object.fromEntries(
      Object.entries(rules)
        .filter(([, { meta }]) => all || meta.docs.recommended)
        .map(([rule]) => [`${NAMESPACE}/${rule}`, 'error']),
    ),
  };
}

/** The parser, or one that says on each file why there is none: configurations of other languages must still load. */
export function loadParser(load: (name: string) => unknown): Linter.Parser {
  try {
    return load('@typescript-eslint/parser') as Linter.Parser;
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return {
      meta: { name: `${NAMESPACE}/missing-parser` },
      parseForESLint() {
        throw new Error(
          `${NAMESPACE} cannot load @typescript-eslint/parser (${reason}). Install it: npm install --save-dev @typescript-eslint/parser typescript@6`,
        );
      },
    };
  }
}
