import type { StubModule } from '../analysis/stubs.ts';

// https://github.com/django/asgiref and https://docs.djangoproject.com/en/stable/topics/async/
export const stubs: readonly StubModule[] = [
  {
    module: 'asgiref.sync',
    text: String.raw`
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

class SyncToAsync[**P, T]:
    func: Callable[P, T]
    @offloads('func')
    def __init__(self, func: Callable[P, T], thread_sensitive: bool = True, executor: Any = None, context: Any = None) -> None: ...
    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T: ...

class AsyncToSync[**P, T]:
    awaitable: Callable[P, Awaitable[T]]
    @runs_loop('awaitable', returns='callable')
    def __init__(self, awaitable: Callable[P, Awaitable[T]], force_new_loop: bool = False) -> None: ...
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T: ...

@offloads('func', returns='callable')
def sync_to_async[**P, T](func: Callable[P, T] | None = None, *, thread_sensitive: bool = True, executor: Any = None, context: Any = None) -> Callable[P, Coroutine[Any, Any, T]]: ...
@runs_loop('awaitable', returns='callable')
def async_to_sync[**P, T](awaitable: Callable[P, Awaitable[T]] | None = None, *, force_new_loop: bool = False) -> Callable[P, T]: ...
def iscoroutinefunction(func: object) -> bool: ...
def markcoroutinefunction[F](func: F) -> F: ...

class ThreadSensitiveContext:
    async def __aenter__(self) -> ThreadSensitiveContext: ...
    async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None: ...
`,
  },
  {
    module: 'asgiref.local',
    text: String.raw`
class Local:
    def __init__(self, thread_critical: bool = False) -> None: ...
`,
  },
];
