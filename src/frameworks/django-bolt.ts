import type { StubModule } from '../analysis/stubs.ts';

const VERBS = 'get post put patch delete head options';

// https://github.com/FarhanAliRaza/django-bolt: async routes on the event loop; of sync ones, those whose
// source mentions the ORM go to a thread, so that nothing is said of them.
export const stubs: readonly StubModule[] = [
  {
    module: 'django_bolt',
    text: String.raw`
from collections.abc import Callable
from typing import Any

class BoltAPI:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
${VERBS.split(' ')
  .map((name) => `    @decorates(returns='callable', keeps='async')\n    def ${name}[F](self, path: str, **options: Any) -> Callable[[F], F]: ...\n`)
  .join('')}
`,
  },
];
