import { relative } from 'node:path';
import type { ESLint, Linter } from 'eslint';

/** What takes less needs no progress. */
const PATIENCE = 1000;
const INTERVAL = 100;

export interface Progress {
  readonly configs: readonly Linter.Config[];
  end(): void;
}

/** Tells of each file as ESLint comes to it, through a rule that reports nothing: ESLint itself says nothing until it is done. */
export function createProgress(files: NonNullable<Linter.Config['files']>, directory: string, show: ((text: string) => void) | undefined): Progress {
  if (!show) return { configs: [], end: () => undefined };
  let count = 0;
  let next = performance.now() + PATIENCE;
  let shown = false;
  const plugin: ESLint.Plugin = {
    rules: {
      tell: {
        create({ filename }) {
          count++;
          if (performance.now() > next) {
            show(`${count} files, ${relative(directory, filename)}`);
            shown = true;
            next = performance.now() + INTERVAL;
          }
          return {};
        },
      },
    },
  };
  return {
    configs: [{ name: 'async-orm/progress', files, plugins: { progress: plugin }, rules: { 'progress/tell': 'error' } }],
    end() {
      if (shown) show('');
    },
  };
}
