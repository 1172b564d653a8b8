import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,rules,fixtures,docs}/**/*.test.ts'],
    exclude: ['fixtures/projects/**'],
    // The first case of a file parses the standard library; a busy machine takes its time over that.
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
