import type { StubModule } from '../../../analysis/stubs.ts';

const USER_PERMISSIONS = [
  ['get_user_permissions', 'obj: Any = None', 'set[str]'],
  ['get_group_permissions', 'obj: Any = None', 'set[str]'],
  ['get_all_permissions', 'obj: Any = None', 'set[str]'],
  ['has_perm', 'perm: str, obj: Any = None', 'bool'],
  ['has_perms', 'perm_list: Iterable[str], obj: Any = None', 'bool'],
  ['has_module_perms', 'app_label: str', 'bool'],
] as const;

/** The questions about permissions, with the twins that 5.2 brought. */
function definePermissions(marker: string): string {
  return USER_PERMISSIONS.map(
    ([name, parameters, result]) =>
      `${marker}    def ${name}(self, ${parameters}) -> ${result}: ...\n${marker}    @since('5.2')\n    async def a${name}(self, ${parameters}) -> ${result}: ...\n`,
  ).join('');
}

// https://docs.djangoproject.com/en/stable/ref/contrib/auth/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.contrib.auth',
    text: String.raw`
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

BACKEND_SESSION_KEY: str
HASH_SESSION_KEY: str
REDIRECT_FIELD_NAME: str
SESSION_KEY: str

@settings_function('AUTH_USER_MODEL', default='django.contrib.auth.models.User')
def get_user_model() -> type[AbstractBaseUser]: ...

AuthUser = get_user_model()

@query
def authenticate(request: HttpRequest | None = None, **credentials: Any) -> AuthUser | None: ...
@query
@since('5.0')
async def aauthenticate(request: HttpRequest | None = None, **credentials: Any) -> AuthUser | None: ...
@query(write='update')
def login(request: HttpRequest, user: Any, backend: Any = None) -> None: ...
@query(write='update')
@since('5.0')
async def alogin(request: HttpRequest, user: Any, backend: Any = None) -> None: ...
@query(write='update')
def logout(request: HttpRequest) -> None: ...
@query(write='update')
@since('5.0')
async def alogout(request: HttpRequest) -> None: ...
@query
def get_user(request: HttpRequest) -> AuthUser | AnonymousUser: ...
@query
@since('5.0')
async def aget_user(request: HttpRequest) -> AuthUser | AnonymousUser: ...
@query(write='update')
def update_session_auth_hash(request: HttpRequest, user: Any) -> None: ...
@query(write='update')
@since('5.0')
async def aupdate_session_auth_hash(request: HttpRequest, user: Any) -> None: ...
@since('6.1')
@blocking
def check_password_with_timing_attack_mitigation(user: Any, password: str) -> bool: ...
@since('6.1')
async def acheck_password_with_timing_attack_mitigation(user: Any, password: str) -> bool: ...
`,
  },
  {
    module: 'django.contrib.auth.hashers',
    text: String.raw`
from typing import Any

@blocking
def check_password(password: str, encoded: str, setter: Any = None, preferred: str = 'default') -> bool: ...
@since('5.0')
async def acheck_password(password: str, encoded: str, setter: Any = None, preferred: str = 'default') -> bool: ...
@blocking
def make_password(password: str | None, salt: str | None = None, hasher: str = 'default') -> str: ...
`,
  },
  {
    module: 'django.contrib.auth.base_user',
    text: String.raw`
from typing import Any

from django.db.models.base import Model
from django.db.models.fields import BooleanField, CharField, DateTimeField
from django.db.models.manager import Manager

class BaseUserManager[M](Manager[M]):
    @classmethod
    def normalize_email(cls, email: str) -> str: ...
    @until('5.0')
    def make_random_password(self, length: int = 10, allowed_chars: str = '') -> str: ...
    @query
    def get_by_natural_key(self, username: str) -> M: ...
    @query
    @since('5.2')
    async def aget_by_natural_key(self, username: str) -> M: ...

class AbstractBaseUser(Model):
    password = CharField(max_length=128)
    last_login = DateTimeField(blank=True, null=True)
    is_active: bool
    class Meta:
        abstract = True
    @property
    def is_anonymous(self) -> bool: ...
    @property
    def is_authenticated(self) -> bool: ...
    def get_username(self) -> str: ...
    def natural_key(self) -> tuple[str]: ...
    @blocking
    def set_password(self, raw_password: str | None) -> None: ...
    @blocking
    def check_password(self, raw_password: str) -> bool: ...
    @since('5.0')
    async def acheck_password(self, raw_password: str) -> bool: ...
    def set_unusable_password(self) -> None: ...
    def has_usable_password(self) -> bool: ...
    def get_session_auth_hash(self) -> str: ...
`,
  },
  {
    module: 'django.contrib.auth.models',
    text: String.raw`
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.contenttypes.models import ContentType
from django.db.models.base import Model
from django.db.models.deletion import CASCADE
from django.db.models.fields import BooleanField, CharField, DateTimeField, EmailField
from django.db.models.fields.related import ForeignKey, ManyToManyField
from django.db.models.manager import Manager
from django.db.models.query import QuerySet

class PermissionManager[M](Manager[M]):
    @query
    def get_by_natural_key(self, codename: str, app_label: str, model: str) -> M: ...

class Permission(Model):
    name = CharField(max_length=255)
    content_type = ForeignKey(ContentType, CASCADE)
    codename = CharField(max_length=100)
    objects: ClassVar[PermissionManager[Self]]
    def natural_key(self) -> tuple[str, ...]: ...

class GroupManager[M](Manager[M]):
    @query
    def get_by_natural_key(self, name: str) -> M: ...
    @query
    @since('5.2')
    async def aget_by_natural_key(self, name: str) -> M: ...

class Group(Model):
    name = CharField(max_length=150, unique=True)
    permissions = ManyToManyField(Permission, blank=True)
    objects: ClassVar[GroupManager[Self]]
    def natural_key(self) -> tuple[str]: ...

class UserManager[M](BaseUserManager[M]):
    @query(write='create')
    def create_user(self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any) -> M: ...
    @query(write='create')
    @since('5.2')
    async def acreate_user(self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any) -> M: ...
    @query(write='create')
    def create_superuser(self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any) -> M: ...
    @query(write='create')
    @since('5.2')
    async def acreate_superuser(self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any) -> M: ...
    @lazy
    def with_perm(self, perm: Any, is_active: bool = True, include_superusers: bool = True, backend: str | None = None, obj: Any = None) -> QuerySet[M]: ...

class PermissionsMixin(Model):
    is_superuser = BooleanField(default=False)
    groups = ManyToManyField(Group, blank=True, related_name='user_set', related_query_name='user')
    user_permissions = ManyToManyField(Permission, blank=True, related_name='user_set', related_query_name='user')
    class Meta:
        abstract = True
${definePermissions('    @query\n')}
class AbstractUser(AbstractBaseUser, PermissionsMixin):
    username = CharField(max_length=150, unique=True)
    first_name = CharField(max_length=150, blank=True)
    last_name = CharField(max_length=150, blank=True)
    email = EmailField(blank=True)
    is_staff = BooleanField(default=False)
    is_active = BooleanField(default=True)
    date_joined = DateTimeField()
    objects: ClassVar[UserManager[Self]]
    class Meta:
        abstract = True
    def get_full_name(self) -> str: ...
    def get_short_name(self) -> str: ...
    @blocking
    def email_user(self, subject: str, message: str, from_email: str | None = None, **kwargs: Any) -> None: ...

class User(AbstractUser): ...

# It never asks a database: no session, no rows.
class AnonymousUser:
    id: None
    pk: None
    username: str
    is_active: bool
    is_staff: bool
    is_superuser: bool
    is_anonymous: bool
    is_authenticated: bool
${definePermissions('')}
`,
  },
];
