import type { StubModule } from '../analysis/stubs.ts';

const HEAD = 'from collections.abc import Callable\nfrom typing import Any\n\n';

/** Decorators that mark a function and give it back as it is, bare or with arguments. */
function defineMarks(names: string): string {
  return names
    .split(' ')
    .map((name) => `@decorates('fn', returns='callable', keeps='async')\ndef ${name}[F](fn: F | None = None, **options: Any) -> F: ...\n`)
    .join('');
}

// https://docs.temporal.io/develop/python/python-sdk-sync-vs-async: a sync activity runs in a thread or a process, and a worker without an executor refuses it.
export const stubs: readonly StubModule[] = [
  { module: 'temporalio.activity', text: HEAD + defineMarks('defn') },
  { module: 'temporalio.workflow', text: HEAD + defineMarks('defn run signal query update') },
  { module: 'temporalio', text: 'from temporalio import activity, workflow\n' },
];
