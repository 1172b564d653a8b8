import type { StubModule } from '../../../analysis/stubs.ts';

/** @example defineSignals('pre_save post_save') // two signals of a module */
function defineSignals(names: string): string {
  return `from django.dispatch import Signal\n\n${names
    .split(' ')
    .map((name) => `${name}: Signal\n`)
    .join('')}`;
}

// https://docs.djangoproject.com/en/stable/topics/signals/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.dispatch.dispatcher',
    text: String.raw`
from collections.abc import Callable
from typing import Any

class Signal:
    def __init__(self, use_caching: bool = False) -> None: ...
    def connect(self, receiver: Callable[..., Any], sender: Any = None, weak: bool = True, dispatch_uid: Any = None) -> None: ...
    def disconnect(self, receiver: Callable[..., Any] | None = None, sender: Any = None, dispatch_uid: Any = None) -> bool: ...
    def has_listeners(self, sender: Any = None) -> bool: ...
    # Sync receivers run where it is called, asend gives them a thread.
    @runs_receivers
    def send(self, sender: Any, **named: Any) -> list[tuple[Any, Any]]: ...
    @since('5.0')
    async def asend(self, sender: Any, **named: Any) -> list[tuple[Any, Any]]: ...
    @runs_receivers
    def send_robust(self, sender: Any, **named: Any) -> list[tuple[Any, Any]]: ...
    @since('5.0')
    async def asend_robust(self, sender: Any, **named: Any) -> list[tuple[Any, Any]]: ...

@receives('signal')
def receiver[F](signal: Any, **kwargs: Any) -> Callable[[F], F]: ...
`,
  },
  { module: 'django.dispatch', text: 'from django.dispatch.dispatcher import Signal, receiver\n' },
  {
    module: 'django.db.models.signals',
    text: defineSignals('class_prepared pre_init post_init pre_save post_save pre_delete post_delete m2m_changed pre_migrate post_migrate'),
  },
  { module: 'django.core.signals', text: defineSignals('request_started request_finished got_request_exception setting_changed') },
  { module: 'django.contrib.auth.signals', text: defineSignals('user_logged_in user_login_failed user_logged_out') },
];
