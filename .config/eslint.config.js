import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig } from 'eslint/config';
import typescriptEslint from 'typescript-eslint';
import asyncOrm from '../dist/src/index.js';

export default defineConfig([
  { ignores: ['dist/', 'fixtures/*/'] },
  {
    files: ['**/*.ts'],
    extends: [typescriptEslint.configs.strictTypeChecked, asyncOrm.configs.strict],
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Interfaces write their functions as methods, and closures implement them: there is no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['rules/*.ts'],
    ignores: ['rules/index.ts', 'rules/*.test.ts'],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      'eslint-plugin/require-meta-docs-description': ['error', { pattern: '^(Disallow|Require) ' }],
      'eslint-plugin/require-meta-docs-recommended': 'error',
      // `createRule` and the report adapters supply these; src/plugin.test.ts looks at the finished rules.
      'eslint-plugin/require-meta-default-options': 'off',
      'eslint-plugin/require-meta-has-suggestions': 'off',
    },
  },
]);
