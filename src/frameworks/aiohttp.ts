import type { StubModule } from '../analysis/stubs.ts';

const VERBS = 'get head post put patch delete view';

// https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.RouteTableDef: handlers are coroutine functions; a sync one is called on the event loop all the same.
export const stubs: readonly StubModule[] = [
  {
    module: 'aiohttp.web',
    text: `from collections.abc import Callable
from typing import Any

class RouteTableDef:
${VERBS.split(' ')
  .map((name) => `    @on_loop\n    @decorates(returns='callable', keeps='async')\n    def ${name}[F](self, path: str, **kwargs: Any) -> Callable[[F], F]: ...\n`)
  .join('')}@decorates('f', keeps='async')
def middleware[F](f: F) -> F: ...
`,
  },
];
