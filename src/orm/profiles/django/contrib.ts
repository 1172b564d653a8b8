import type { StubModule } from '../../../analysis/stubs.ts';

// https://docs.djangoproject.com/en/stable/ref/contrib/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.contrib.contenttypes.models',
    text: String.raw`
from typing import Any, ClassVar, Self

from django.db.models.base import Model
from django.db.models.fields import CharField
from django.db.models.manager import Manager
from django.db.models.query import QuerySet

# Each asks the database once and then remembers.
class ContentTypeManager[M](Manager[M]):
    @query
    def get_by_natural_key(self, app_label: str, model: str) -> M: ...
    @query
    def get_for_id(self, id: int) -> M: ...
    @query
    def get_for_model(self, model: Any, for_concrete_model: bool = True) -> M: ...
    @query
    def get_for_models(self, *models: Any, for_concrete_models: bool = True) -> dict[Any, M]: ...
    def clear_cache(self) -> None: ...

class ContentType(Model):
    app_label = CharField(max_length=100)
    model = CharField(max_length=100)
    objects: ClassVar[ContentTypeManager[Self]]
    def model_class(self) -> type[Model] | None: ...
    @query
    def get_object_for_this_type(self, using: str | None = None, **kwargs: Any) -> Any: ...
    @lazy
    def get_all_objects_for_this_type(self, **kwargs: Any) -> QuerySet[Any]: ...
    def natural_key(self) -> tuple[str, str]: ...
`,
  },
  {
    module: 'django.contrib.admin.models',
    text: String.raw`
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db.models.base import Model
from django.db.models.deletion import CASCADE
from django.db.models.fields import CharField
from django.db.models.fields.related import ForeignKey
from django.db.models.manager import Manager

ADDITION: int
CHANGE: int
DELETION: int
class LogEntryManager[M](Manager[M]):
    @query(write='create')
    @until('5.2')
    def log_action(self, user_id: Any, content_type_id: Any, object_id: Any, object_repr: str, action_flag: int, change_message: Any = '') -> M: ...
    @query(write='create')
    @since('5.1')
    def log_actions(self, user_id: Any, queryset: Any, action_flag: int, change_message: Any = '', *, single_object: bool = False) -> Any: ...
# The admin writes its entries in the transaction of what they record (ModelAdmin.changeform_view).
@records
class LogEntry(Model):
    content_type = ForeignKey(ContentType, CASCADE, null=True)
    object_id = CharField(null=True)
    object_repr = CharField(max_length=200)
    change_message = CharField()
    objects: ClassVar[LogEntryManager[Self]]
    @query
    def get_edited_object(self) -> Any: ...
`,
  },
  {
    module: 'django.contrib.sites.models',
    text: String.raw`
from typing import Any, ClassVar, Self

from django.db.models.base import Model
from django.db.models.fields import CharField
from django.db.models.manager import Manager

class SiteManager[M](Manager[M]):
    @query
    def get_current(self, request: Any = None) -> M: ...
    @query
    def get_by_natural_key(self, domain: str) -> M: ...
    def clear_cache(self) -> None: ...

class Site(Model):
    domain = CharField(max_length=100, unique=True)
    name = CharField(max_length=50)
    objects: ClassVar[SiteManager[Self]]
`,
  },
  {
    module: 'django.contrib.sites.shortcuts',
    text: 'from typing import Any\n\n@query\ndef get_current_site(request: Any) -> Any: ...\n',
  },
  {
    module: 'django.contrib.messages',
    text: String.raw`
from typing import Any

DEBUG: int
INFO: int
SUCCESS: int
WARNING: int
ERROR: int
def add_message(request: Any, level: int, message: str, extra_tags: str = '', fail_silently: bool = False) -> None: ...
def debug(request: Any, message: str, extra_tags: str = '', fail_silently: bool = False) -> None: ...
def info(request: Any, message: str, extra_tags: str = '', fail_silently: bool = False) -> None: ...
def success(request: Any, message: str, extra_tags: str = '', fail_silently: bool = False) -> None: ...
def warning(request: Any, message: str, extra_tags: str = '', fail_silently: bool = False) -> None: ...
def error(request: Any, message: str, extra_tags: str = '', fail_silently: bool = False) -> None: ...
# Whether it asks the database depends on the storage in the settings.
def get_messages(request: Any) -> Any: ...
`,
  },
  {
    module: 'django.contrib.syndication.views',
    text: String.raw`
from typing import Any

class Feed:
    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> Any: ...
`,
  },
];
