import { cwd } from 'node:process';
import type { Linter } from 'eslint';
import { digestProject } from './pipeline/project-state.ts';
import type { python } from './python/language/language.ts';

// ESLint's cache keeps a result as long as the file and its configuration are the same, and knows objects in a configuration by
// name and version. Versions that are worked out when the cache asks make the rest of the project part of the configuration.

/** A parser whose version changes with the project: only ESLint's cache asks for it. */
export function withState(parser: Linter.Parser, kind: Parameters<typeof digestProject>[1]): Linter.Parser {
  const version = parser.meta?.version ?? '';
  return Object.defineProperty({ ...parser }, 'version', { get: () => `${version} ${digestProject(cwd(), kind)}` });
}

/** A language with the state of the project among its options. */
export function withProject(language: typeof python): typeof python {
  return {
    ...language,
    normalizeLanguageOptions: (options) => ({ ...options, project: createState('python') }),
  };
}

/** What ESLint writes as `project@1f2e…`: an object with a name, a version and a method. */
function createState(kind: Parameters<typeof digestProject>[1]): object {
  return {
    name: 'project',
    get version() {
      return digestProject(cwd(), kind);
    },
    toString: () => 'project',
  };
}
