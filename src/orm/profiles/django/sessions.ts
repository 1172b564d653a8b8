import type { StubModule } from '../../../analysis/stubs.ts';

const QUERIES: readonly (readonly [name: string, parameters: string, result: string])[] = [
  ['get', 'key: str, default: Any = None', 'Any'],
  ['pop', 'key: str, default: Any = None', 'Any'],
  ['setdefault', 'key: str, value: Any', 'Any'],
  ['update', 'dict_: Any', 'None'],
  ['has_key', 'key: str', 'bool'],
  ['keys', '', 'Iterable[str]'],
  ['values', '', 'Iterable[Any]'],
  ['items', '', 'Iterable[tuple[str, Any]]'],
  ['set_test_cookie', '', 'None'],
  ['test_cookie_worked', '', 'bool'],
  ['delete_test_cookie', '', 'None'],
  ['get_expiry_age', 'modification: Any = None, expiry: Any = None', 'int'],
  ['get_expiry_date', 'modification: Any = None, expiry: Any = None', 'Any'],
  ['set_expiry', 'value: Any', 'None'],
  ['get_expire_at_browser_close', '', 'bool'],
  ['flush', '', 'None'],
  ['cycle_key', '', 'None'],
  ['exists', 'session_key: str', 'bool'],
  ['create', '', 'None'],
  ['save', 'must_create: bool = False', 'None'],
  ['delete', 'session_key: str | None = None', 'None'],
  ['load', '', 'dict[str, Any]'],
];

// A session is loaded once: these look at what is there, and leave it loaded.
const KEEPING = new Set('get pop setdefault update has_key keys values items set_test_cookie test_cookie_worked delete_test_cookie get_expiry_age get_expiry_date set_expiry get_expire_at_browser_close'.split(' '));

// They look for an expiry in the session, but for one that they are given.
const EXPIRING = new Set(['get_expiry_age', 'get_expiry_date']);

function defineQuery(prefix: '' | 'a', [name, parameters, result]: readonly [string, string, string]): string {
  const list = ['self', parameters].filter((part) => part !== '').join(', ');
  const marks = [KEEPING.has(name) && prefix === '' ? `@query(when='unloaded'${EXPIRING.has(name) ? ", unless='expiry'" : ''})` : '@query', ...(KEEPING.has(name) || name === 'flush' ? ['@loads'] : []), ...(prefix === '' ? [] : ["@since('5.1')"])];
  return `${marks.map((mark) => `    ${mark}\n`).join('')}    ${prefix === '' ? '' : 'async '}def ${prefix}${name}(${list}) -> ${result}: ...\n`;
}

const METHODS = QUERIES.map((method) => defineQuery('', method) + defineQuery('a', method)).join('');

// https://docs.djangoproject.com/en/stable/topics/http/sessions/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.contrib.sessions.backends.base',
    text: String.raw`
from collections.abc import Iterable
from typing import Any

class CreateError(Exception): ...
class UpdateError(Exception): ...

@stateful
class SessionBase:
    accessed: bool
    modified: bool
    # Without a key there is nothing to load.
    @fresh('session_key')
    def __init__(self, session_key: str | None = None) -> None: ...
    @query(when='unloaded')
    def __contains__(self, key: str) -> bool: ...
    @query(when='unloaded')
    def __getitem__(self, key: str) -> Any: ...
    @query(when='unloaded')
    def __setitem__(self, key: str, value: Any) -> None: ...
    @query(when='unloaded')
    def __delitem__(self, key: str) -> None: ...
    @property
    def key_salt(self) -> str: ...
    @property
    def session_key(self) -> str | None: ...
    # Only aset has a name of its own: its sync side is the item assignment.
    @query
    @loads
    @since('5.1')
    async def aset(self, key: str, value: Any) -> None: ...
${METHODS}
    @query
    @classmethod
    def clear_expired(cls) -> None: ...
    @query
    @since('5.1')
    @classmethod
    async def aclear_expired(cls) -> None: ...
    @loads
    def clear(self) -> None: ...
    def is_empty(self) -> bool: ...
    def encode(self, session_dict: dict[str, Any]) -> str: ...
    def decode(self, session_data: str) -> dict[str, Any]: ...
    def get_session_cookie_age(self) -> int: ...
`,
  },
  {
    module: 'django.contrib.sessions.backends.db',
    text: String.raw`
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.contrib.sessions.models import Session

class SessionStore(SessionBase):
    @classmethod
    def get_model_class(cls) -> type[Session]: ...
    @property
    def model(self) -> type[Session]: ...
    @query
    def create_model_instance(self, data: dict[str, Any]) -> Session: ...
    @query
    @since('5.1')
    async def acreate_model_instance(self, data: dict[str, Any]) -> Session: ...
`,
  },
  {
    module: 'django.contrib.sessions.base_session',
    text: String.raw`
from typing import Any

from django.db.models.base import Model
from django.db.models.fields import CharField, DateTimeField, TextField
from django.db.models.manager import Manager

class BaseSessionManager[M](Manager[M]):
    def encode(self, session_dict: dict[str, Any]) -> str: ...
    @query(write='create')
    def save(self, session_key: str, session_dict: dict[str, Any], expire_date: Any) -> M: ...

class AbstractBaseSession(Model):
    session_key = CharField(primary_key=True)
    session_data = TextField()
    expire_date = DateTimeField()
    class Meta:
        abstract = True
    def get_decoded(self) -> dict[str, Any]: ...
`,
  },
  {
    module: 'django.contrib.sessions.models',
    text: String.raw`
from typing import ClassVar, Self

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager

class SessionManager[M](BaseSessionManager[M]): ...
class Session(AbstractBaseSession):
    objects: ClassVar[SessionManager[Self]]
`,
  },
];
