import type { StubModule } from '../analysis/stubs.ts';

// https://anyio.readthedocs.io/en/stable/threads.html
export const stubs: readonly StubModule[] = [
  {
    module: 'anyio.to_thread',
    text: String.raw`
from collections.abc import Callable
from typing import Any

@offloads('func')
async def run_sync[T](func: Callable[..., T], *args: Any, abandon_on_cancel: bool = False, cancellable: bool | None = None, limiter: Any = None) -> T: ...
`,
  },
  {
    module: 'anyio.from_thread',
    text: String.raw`
from collections.abc import Awaitable, Callable
from typing import Any

@blocking
def run[T](func: Callable[..., Awaitable[T]], *args: Any) -> T: ...
@blocking
def run_sync[T](func: Callable[..., T], *args: Any) -> T: ...
`,
  },
  { module: 'anyio', text: 'from anyio import from_thread, to_thread\n' },
];
