import { createRequire } from 'node:module';
import type { ESLint, Linter } from 'eslint';
import rules from '../rules/index.ts';
import { withState } from './cache-keys.ts';

const NAMESPACE = 'async-orm';

/** Files of one language, with what ESLint needs to read them. */
interface Block {
  readonly name: string;
  readonly language: string;
  readonly files: readonly string[];
  readonly read: () => Linter.Config;
}

const TYPED = (): Linter.Config => ({ languageOptions: { parser: withState(loadParser(createRequire(import.meta.url)), 'typescript'), parserOptions: { projectService: true } } });
const TYPESCRIPT: Block = { name: 'typescript', language: 'js/js', files: ['**/*.{ts,tsx,mts,cts}'], read: TYPED };
const JAVASCRIPT: Block = { name: 'javascript', language: 'js/js', files: ['**/*.{js,jsx,mjs,cjs}'], read: TYPED };
const PYTHON: Block = { name: 'python', language: `${NAMESPACE}/python`, files: ['**/*.{py,pyi}'], read: () => ({ language: `${NAMESPACE}/python` }) };

const CONFIGS = {
  recommended: { blocks: [TYPESCRIPT, PYTHON], all: false },
  strict: { blocks: [TYPESCRIPT, PYTHON], all: true },
  /** For JavaScript that a tsconfig includes with `allowJs`; needs one of the others beside it for TypeScript. */
  javascript: { blocks: [JAVASCRIPT], all: false },
  django: { blocks: [PYTHON], all: false },
} as const;

export type ConfigName = keyof typeof CONFIGS;

/** Presets, derived from what the rules say of themselves. A preset is built when it is first read: only then it needs the parser. */
export function createConfigs(getPlugin: () => ESLint.Plugin): Record<ConfigName, Linter.Config[]> {
  const built = new Map<string, Linter.Config[]>();
  const configs = {} as Record<ConfigName, Linter.Config[]>;
  for (const [preset, { blocks, all }] of Object.entries(CONFIGS)) {
    Object.defineProperty(configs, preset, {
      enumerable: true,
      get() {
        let config = built.get(preset);
        if (!config) built.set(preset, (config = blocks.map((block) => createConfig(preset, getPlugin(), block, all))));
        return config;
      },
    });
  }
  return configs;
}

function createConfig(preset: string, plugin: ESLint.Plugin, { name, language, files, read }: Block, all: boolean): Linter.Config {
  return {
    name: `${NAMESPACE}/${preset}/${name}`,
    files: [...files],
    plugins: { [NAMESPACE]: plugin },
    ...read(),
    rules: Object.fromEntries(
      Object.entries(rules)
        .filter(([, { meta }]) => meta.languages?.includes(language) && (all || meta.docs.recommended))
        .map(([rule, { meta }]) => [`${NAMESPACE}/${rule}`, all && meta.docs.strict ? ['error', ...meta.docs.strict] : 'error']),
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
          `${NAMESPACE} cannot load @typescript-eslint/parser (${reason}). Install TypeScript: npm install --save-dev typescript@6`,
        );
      },
    };
  }
}
