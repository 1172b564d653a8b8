import type { StubModule } from '../analysis/stubs.ts';

/** Decorators that register a function and give it back as it is. */
function defineRoutes(names: string): string {
  return names
    .split(' ')
    .map((name) => `    @decorates(returns='callable', keeps='async')\n    def ${name}[F](self, path: str = '', *args: Any, **options: Any) -> Callable[[F], F]: ...\n`)
    .join('');
}

const ROUTES = defineRoutes('get post put patch delete head options trace api_route route websocket websocket_route middleware exception_handler on_event');
const HEAD = 'from collections.abc import Callable\nfrom typing import Any\n\n';
const ROUTER = `class APIRouter:\n    def __init__(self, *args: Any, **kwargs: Any) -> None: ...\n    def include_router(self, router: Any, **kwargs: Any) -> None: ...\n${ROUTES}`;

// https://fastapi.tiangolo.com/reference/fastapi/: a sync function runs in a thread, be it a route, a dependency,
// an exception handler or a background task.
export const stubs: readonly StubModule[] = [
  { module: 'fastapi.routing', text: HEAD + ROUTER },
  {
    module: 'fastapi.applications',
    text: `${HEAD}class FastAPI:
    state: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def include_router(self, router: Any, **kwargs: Any) -> None: ...
    def mount(self, path: str, app: Any, name: str | None = None) -> None: ...
    def add_middleware(self, middleware_class: Any, *args: Any, **kwargs: Any) -> None: ...
${ROUTES}`,
  },
  {
    module: 'fastapi',
    text: String.raw`
from typing import Any

from fastapi.applications import FastAPI
from fastapi.routing import APIRouter
from starlette.background import BackgroundTasks

class HTTPException(Exception):
    def __init__(self, status_code: int, detail: Any = None, headers: Any = None) -> None: ...
`,
  },
];
