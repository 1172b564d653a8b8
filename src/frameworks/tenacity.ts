import type { StubModule } from '../analysis/stubs.ts';

// https://tenacity.readthedocs.io/en/latest/: what is retried stays sync or async.
export const stubs: readonly StubModule[] = [
  {
    module: 'tenacity',
    text: "from typing import Any\n\n@decorates('fn', returns='callable', keeps='async')\ndef retry[F](fn: F | None = None, **options: Any) -> F: ...\n",
  },
];
