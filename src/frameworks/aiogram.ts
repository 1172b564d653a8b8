import type { StubModule } from '../analysis/stubs.ts';

const UPDATES = 'message edited_message channel_post callback_query inline_query chosen_inline_result my_chat_member chat_member chat_join_request poll poll_answer pre_checkout_query';

// https://docs.aiogram.dev/en/latest/dispatcher/router.html: a sync handler or filter is run in a thread.
export const stubs: readonly StubModule[] = [
  {
    module: 'aiogram',
    text: `from collections.abc import Callable
from typing import Any

class Router:
    def __init__(self, *, name: str | None = None) -> None: ...
    def include_router(self, router: Any) -> Any: ...
${UPDATES.split(' ')
  .map((name) => `    @decorates(returns='callable', keeps='async')\n    def ${name}[F](self, *filters: Any, **kwargs: Any) -> Callable[[F], F]: ...\n`)
  .join('')}class Dispatcher(Router):
    def __init__(self, **kwargs: Any) -> None: ...
`,
  },
];
