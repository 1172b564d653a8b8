import type { StubModule } from '../../../analysis/stubs.ts';

// https://docs.djangoproject.com/en/stable/ref/: what a project is made of besides its models.
export const stubs: readonly StubModule[] = [
  {
    module: 'django.apps',
    text: String.raw`
from typing import Any

from django.apps.registry import Apps, apps

class AppConfig:
    name: str
    label: str
    verbose_name: str
    default_auto_field: str
    def ready(self) -> None: ...
    @finds_model
    def get_model(self, model_name: str, require_ready: bool = True) -> Any: ...
`,
  },
  {
    module: 'django.apps.registry',
    text: String.raw`
from typing import Any

class Apps:
    @finds_model
    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> Any: ...
    def get_models(self, include_auto_created: bool = False, include_swapped: bool = False) -> list[Any]: ...
    def get_app_config(self, app_label: str) -> Any: ...
    def get_app_configs(self) -> Any: ...
    def is_installed(self, app_name: str) -> bool: ...
apps: Apps
`,
  },
  { module: 'django.conf', text: 'from typing import Any\n\nsettings: Any\n' },
  { module: 'django', text: 'from typing import Any\n\nVERSION: tuple[Any, ...]\n__version__: str\ndef get_version(version: Any = None) -> str: ...\ndef setup(set_prefix: bool = True) -> None: ...\n' },
  {
    module: 'django.urls',
    text: String.raw`
from typing import Any

def include(arg: Any, namespace: str | None = None) -> Any: ...
def path(route: Any, view: Any, kwargs: Any = None, name: str | None = None) -> Any: ...
def re_path(route: Any, view: Any, kwargs: Any = None, name: str | None = None) -> Any: ...
def resolve(path: str, urlconf: Any = None) -> Any: ...
def reverse(viewname: Any, urlconf: Any = None, args: Any = None, kwargs: Any = None, current_app: str | None = None) -> str: ...
def reverse_lazy(viewname: Any, urlconf: Any = None, args: Any = None, kwargs: Any = None, current_app: str | None = None) -> str: ...
`,
  },
  {
    module: 'django.utils.timezone',
    text: String.raw`
from datetime import date, datetime, tzinfo
from typing import Any

def now() -> datetime: ...
def localtime(value: datetime | None = None, timezone: tzinfo | None = None) -> datetime: ...
def localdate(value: datetime | None = None, timezone: tzinfo | None = None) -> date: ...
def make_aware(value: datetime, timezone: tzinfo | None = None) -> datetime: ...
def make_naive(value: datetime, timezone: tzinfo | None = None) -> datetime: ...
def is_aware(value: datetime) -> bool: ...
def is_naive(value: datetime) -> bool: ...
def get_current_timezone() -> tzinfo: ...
`,
  },
  {
    module: 'django.utils.translation',
    text: String.raw`
from typing import Any

def gettext(message: str) -> str: ...
def gettext_lazy(message: str) -> str: ...
def gettext_noop(message: str) -> str: ...
def ngettext(singular: str, plural: str, number: int) -> str: ...
def ngettext_lazy(singular: str, plural: str, number: Any = None) -> str: ...
def pgettext(context: str, message: str) -> str: ...
def pgettext_lazy(context: str, message: str) -> str: ...
def activate(language: str) -> None: ...
def get_language() -> str | None: ...
`,
  },
  {
    module: 'django.utils.asyncio',
    text: String.raw`
from collections.abc import Callable
from typing import Any

def async_unsafe(message: Any) -> Any: ...
`,
  },
  {
    module: 'django.utils.deprecation',
    text: String.raw`
from typing import Any

class MiddlewareMixin:
    sync_capable: bool
    async_capable: bool
    get_response: Any
    def __init__(self, get_response: Any) -> None: ...
`,
  },
  {
    module: 'django.tasks',
    text: String.raw`
from collections.abc import Callable
from typing import Any

from django.tasks.base import Task, TaskContext, TaskResult, TaskResultStatus

@since('6.0')
@makes('Task')
def task[**P, T](function: Callable[P, T] | None = None, *, priority: int = 0, queue_name: str = 'default', backend: str = 'default', takes_context: bool = False) -> Task[P, T]: ...
`,
  },
  {
    module: 'django.tasks.base',
    text: String.raw`
from collections.abc import Callable
from typing import Any

class TaskResultStatus: ...
class TaskContext: ...

# The default backend runs a sync task where it is enqueued.
class Task[**P, T]:
    func: Callable[P, T]
    @since('6.0')
    @property
    def name(self) -> str: ...
    @since('6.0')
    @property
    def module_path(self) -> str: ...
    @since('6.0')
    @blocking
    @calls('func', of='self')
    def call(self, *args: P.args, **kwargs: P.kwargs) -> T: ...
    @since('6.0')
    async def acall(self, *args: P.args, **kwargs: P.kwargs) -> T: ...
    @since('6.0')
    @calls('func', of='self')
    def enqueue(self, *args: P.args, **kwargs: P.kwargs) -> TaskResult[T]: ...
    @since('6.0')
    async def aenqueue(self, *args: P.args, **kwargs: P.kwargs) -> TaskResult[T]: ...
    @since('6.0')
    def get_result(self, result_id: str) -> TaskResult[T]: ...
    @since('6.0')
    async def aget_result(self, result_id: str) -> TaskResult[T]: ...
    @since('6.0')
    def get_backend(self) -> Any: ...
    @since('6.0')
    def using(self, *, priority: int | None = None, queue_name: str | None = None, run_after: Any = None, backend: str | None = None) -> Task[P, T]: ...

class TaskResult[T]:
    id: str
    status: Any
    errors: list[Any]
    @since('6.0')
    @property
    def attempts(self) -> int: ...
    @since('6.0')
    @property
    def is_finished(self) -> bool: ...
    @since('6.0')
    @property
    def return_value(self) -> T: ...
    @since('6.0')
    def refresh(self) -> None: ...
    @since('6.0')
    async def arefresh(self) -> None: ...
`,
  },
  {
    module: 'django.tasks.backends.base',
    text: String.raw`
from typing import Any

from django.tasks.base import Task, TaskResult

class BaseTaskBackend:
    @since('6.0')
    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult: ...
    @since('6.0')
    async def aenqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult: ...
    @since('6.0')
    def get_result(self, result_id: str) -> TaskResult: ...
    @since('6.0')
    async def aget_result(self, result_id: str) -> TaskResult: ...
    @since('6.0')
    def check(self, **kwargs: Any) -> list[Any]: ...
    @since('6.0')
    def validate_task(self, task: Task) -> None: ...
`,
  },
];
