import type { StubModule } from '../analysis/stubs.ts';

const OFFLOADING = String.raw`
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

@offloads('func')
async def run_in_threadpool[T](func: Callable[..., T], *args: Any, **kwargs: Any) -> T: ...
async def iterate_in_threadpool[T](iterator: Iterable[T]) -> AsyncIterator[T]: ...
`;

// https://www.starlette.io/threadpool/, https://www.starlette.io/background/ and https://fastapi.tiangolo.com/async/
export const stubs: readonly StubModule[] = [
  { module: 'starlette.concurrency', text: OFFLOADING },
  { module: 'fastapi.concurrency', text: OFFLOADING },
  {
    module: 'starlette.background',
    text: String.raw`
from collections.abc import Callable
from typing import Any

class BackgroundTask:
    @offloads('func')
    def __init__(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> None: ...
class BackgroundTasks(BackgroundTask):
    def __init__(self, tasks: Any = None) -> None: ...
    @offloads('func')
    def add_task(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> None: ...
`,
  },
  { module: 'fastapi.background', text: 'from starlette.background import BackgroundTasks\n' },
];
