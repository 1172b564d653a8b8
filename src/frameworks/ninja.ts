import type { StubModule } from '../analysis/stubs.ts';

const VERBS = 'get post put patch delete';

/** The route decorators of an object; a sync function among async ones runs in a thread. */
function defineRoutes(): string {
  const routes = VERBS.split(' ').map(
    (name) => `    @decorates(returns='callable', keeps='async')\n    def ${name}[F](self, path: str, **options: Any) -> Callable[[F], F]: ...\n`,
  );
  return `${routes.join('')}    @decorates(returns='callable', keeps='async')\n    def api_operation[F](self, methods: list[str], path: str, **options: Any) -> Callable[[F], F]: ...\n`;
}

// https://django-ninja.dev/guides/async-support/
export const stubs: readonly StubModule[] = [
  {
    module: 'ninja',
    text: String.raw`
from collections.abc import Callable
from typing import Any, Self

class NinjaAPI:
    urls: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def add_router(self, prefix: str, router: Any, **kwargs: Any) -> None: ...
    @decorates(returns='callable', keeps='async')
    def exception_handler[F](self, exc_class: Any) -> Callable[[F], F]: ...
${defineRoutes()}
class Router:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def add_router(self, prefix: str, router: Any, **kwargs: Any) -> None: ...
${defineRoutes()}
class Schema:
    def __init__(self, **data: Any) -> None: ...
    @classmethod
    def from_orm(cls, obj: Any, **kw: Any) -> Self: ...
    def dict(self, **kwargs: Any) -> Any: ...
    def model_dump(self, **kwargs: Any) -> Any: ...
class ModelSchema(Schema): ...
class FilterSchema(Schema): ...
class UploadedFile: ...
`,
  },
];
