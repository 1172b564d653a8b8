import type { StubModule } from '../../../analysis/stubs.ts';

const CACHE: readonly (readonly [name: string, parameters: string, result: string])[] = [
  ['add', 'key: str, value: Any, timeout: Any = None, version: int | None = None', 'bool'],
  ['clear', '', 'None'],
  ['close', '**kwargs: Any', 'None'],
  ['decr', 'key: str, delta: int = 1, version: int | None = None', 'int'],
  ['decr_version', 'key: str, delta: int = 1, version: int | None = None', 'int'],
  ['delete', 'key: str, version: int | None = None', 'bool'],
  ['delete_many', 'keys: Iterable[str], version: int | None = None', 'None'],
  ['get', 'key: str, default: Any = None, version: int | None = None', 'Any'],
  ['get_many', 'keys: Iterable[str], version: int | None = None', 'dict[str, Any]'],
  ['get_or_set', 'key: str, default: Any, timeout: Any = None, version: int | None = None', 'Any'],
  ['has_key', 'key: str, version: int | None = None', 'bool'],
  ['incr', 'key: str, delta: int = 1, version: int | None = None', 'int'],
  ['incr_version', 'key: str, delta: int = 1, version: int | None = None', 'int'],
  ['set', 'key: str, value: Any, timeout: Any = None, version: int | None = None', 'None'],
  ['set_many', 'data: dict[str, Any], timeout: Any = None, version: int | None = None', 'list[str]'],
  ['touch', 'key: str, timeout: Any = None, version: int | None = None', 'bool'],
];

// Pickled where the call is made; the twins do it in a thread.
const PICKLED: Readonly<Record<string, string>> = { add: 'value', set: 'value', set_many: 'data' };

const CACHE_METHODS = CACHE.map(([name, parameters, result]) => {
  const list = parameters === '' ? 'self' : `self, ${parameters}`;
  const pickled = PICKLED[name];
  const evaluates = pickled === undefined ? '' : `    @evaluates('${pickled}', by='__reduce__', deep=True)\n`;
  const calls = name === 'get_or_set' ? "    @calls('default')\n" : '';
  return `    @blocking\n${evaluates}${calls}    def ${name}(${list}) -> ${result}: ...\n    @since('4.0')\n    async def a${name}(${list}) -> ${result}: ...\n`;
}).join('');

// https://docs.djangoproject.com/en/stable/topics/cache/ and its neighbours: slow, and unguarded.
export const stubs: readonly StubModule[] = [
  {
    module: 'django.core.cache.backends.base',
    text: String.raw`
from collections.abc import Iterable
from typing import Any

class BaseCache:
    @blocking
    def __contains__(self, key: str) -> bool: ...
    def get_backend_timeout(self, timeout: Any = None) -> Any: ...
    def make_key(self, key: str, version: int | None = None) -> str: ...
    def validate_key(self, key: str) -> None: ...
    @since('4.0')
    def make_and_validate_key(self, key: str, version: int | None = None) -> str: ...
${CACHE_METHODS}
`,
  },
  {
    module: 'django.core.cache',
    text: String.raw`
from django.core.cache.backends.base import BaseCache

class CacheHandler:
    def __getitem__(self, alias: str) -> BaseCache: ...
cache: BaseCache
caches: CacheHandler
`,
  },
  {
    module: 'django.core.mail',
    text: String.raw`
from typing import Any

class EmailMessage:
    def __init__(self, subject: str = '', body: str = '', from_email: str | None = None, to: Any = None, bcc: Any = None, connection: Any = None, attachments: Any = None, headers: Any = None, cc: Any = None, reply_to: Any = None) -> None: ...
    @blocking
    def get_connection(self, fail_silently: bool = False) -> Any: ...
    @blocking
    def send(self, fail_silently: bool = False) -> int: ...
class EmailMultiAlternatives(EmailMessage):
    def attach_alternative(self, content: str, mimetype: str) -> None: ...
@blocking
def send_mail(subject: str, message: str, from_email: str | None, recipient_list: Any, fail_silently: bool = False, auth_user: str | None = None, auth_password: str | None = None, connection: Any = None, html_message: str | None = None) -> int: ...
@blocking
def send_mass_mail(datatuple: Any, fail_silently: bool = False, auth_user: str | None = None, auth_password: str | None = None, connection: Any = None) -> int: ...
@blocking
def mail_admins(subject: str, message: str, fail_silently: bool = False, connection: Any = None, html_message: str | None = None) -> None: ...
@blocking
def mail_managers(subject: str, message: str, fail_silently: bool = False, connection: Any = None, html_message: str | None = None) -> None: ...
`,
  },
  {
    module: 'django.core.files.storage',
    text: String.raw`
from typing import Any

class Storage:
    @blocking
    def open(self, name: str, mode: str = 'rb') -> Any: ...
    @blocking
    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str: ...
    @blocking
    def delete(self, name: str) -> None: ...
    @blocking
    def exists(self, name: str) -> bool: ...
    @blocking
    def listdir(self, path: str) -> tuple[list[str], list[str]]: ...
    @blocking
    def size(self, name: str) -> int: ...
    def url(self, name: str | None) -> str: ...
    def path(self, name: str) -> str: ...
class FileSystemStorage(Storage): ...
default_storage: Storage
`,
  },
  {
    module: 'django.core.serializers',
    text: String.raw`
from collections.abc import Iterator
from typing import Any

@evaluates('queryset')
def serialize(format: str, queryset: Any, **options: Any) -> Any: ...
class DeserializedObject:
    object: Any
    @query(write='update')
    def save(self, save_m2m: bool = True, using: str | None = None, **kwargs: Any) -> None: ...
def deserialize(format: str, stream_or_string: Any, **options: Any) -> Iterator[DeserializedObject]: ...
`,
  },
  {
    module: 'django.core.management',
    text: String.raw`
from typing import Any

from django.core.management.base import BaseCommand, CommandError

# Commands are sync, and few of them leave the database alone.
@query
def call_command(command_name: Any, *args: Any, **options: Any) -> Any: ...
`,
  },
  {
    module: 'django.core.management.base',
    text: String.raw`
from typing import Any

class CommandError(Exception): ...
class OutputWrapper:
    @evaluates('msg', by='__str__')
    def write(self, msg: Any = '', style_func: Any = None, ending: str | None = None) -> None: ...
class BaseCommand:
    help: str
    stdout: OutputWrapper
    stderr: OutputWrapper
    style: Any
    def add_arguments(self, parser: Any) -> None: ...
    def handle(self, *args: Any, **options: Any) -> str | None: ...
    def execute(self, *args: Any, **options: Any) -> Any: ...
class AppCommand(BaseCommand): ...
class LabelCommand(BaseCommand): ...
`,
  },
];
