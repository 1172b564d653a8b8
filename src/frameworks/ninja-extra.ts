import type { StubModule } from '../analysis/stubs.ts';

const VERBS = 'get post put patch delete generic';

/** The decorators of routes, as functions or as methods of `route`. */
function defineRoutes(prefix: string, self: string, indent: string): string {
  return VERBS.split(' ')
    .map((name) => `${indent}@decorates(returns='callable', keeps='async')\n${indent}def ${prefix}${name}[F](${self}path: Any = '', **options: Any) -> Callable[[F], F]: ...\n`)
    .join('');
}

// https://eadwincode.github.io/django-ninja-extra/: sync routes run in a thread, and so do sync permissions of async ones.
export const stubs: readonly StubModule[] = [
  {
    module: 'ninja_extra',
    text: `from collections.abc import Callable
from typing import Any

from ninja import NinjaAPI, Router

class NinjaExtraAPI(NinjaAPI):
    def register_controllers(self, *controllers: Any) -> None: ...
class ControllerBase:
    context: Any
class Route:
${defineRoutes('', 'self, ', '    ')}route = Route()
${defineRoutes('http_', '', '')}@decorates('cls', returns='callable', keeps='async')
def api_controller[F](cls: F | None = None, **options: Any) -> F: ...
`,
  },
];
