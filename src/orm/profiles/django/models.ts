import type { StubModule } from '../../../analysis/stubs.ts';

// https://docs.djangoproject.com/en/stable/ref/models/instances/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.db.models.base',
    text: String.raw`
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.core.exceptions import MultipleObjectsReturned as TooManyObjects, ObjectDoesNotExist
from django.db.models.manager import BaseManager, Manager
from django.db.models.options import Options
from django.db.models.query import QuerySet

class ModelState:
    db: str | None
    adding: bool
    fields_cache: dict[str, Any]

class ModelBase(type):
    ...

@entity
class Model(metaclass=ModelBase):
    DoesNotExist: type[ObjectDoesNotExist]
    MultipleObjectsReturned: type[TooManyObjects]
    objects: ClassVar[Manager[Self]]
    _default_manager: ClassVar[Manager[Self]]
    _base_manager: ClassVar[Manager[Self]]
    _meta: ClassVar[Options[Self]]
    _state: ModelState
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    @property
    def pk(self) -> Any: ...

    @query(write='update')
    def save(self, *args: Any, force_insert: bool = False, force_update: bool = False, using: str | None = None, update_fields: Iterable[str] | None = None) -> None: ...
    @query(write='update')
    @since('4.2')
    async def asave(self, *args: Any, force_insert: bool = False, force_update: bool = False, using: str | None = None, update_fields: Iterable[str] | None = None) -> None: ...
    @query(write='update')
    def save_base(self, raw: bool = False, force_insert: bool = False, force_update: bool = False, using: str | None = None, update_fields: Iterable[str] | None = None) -> None: ...
    @query(write='delete')
    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]: ...
    @query(write='delete')
    @since('4.2')
    async def adelete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]: ...
    @query
    @reloads
    def refresh_from_db(self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: QuerySet[Self] | None = None) -> None: ...
    @query
    @reloads
    @since('4.2')
    async def arefresh_from_db(self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: QuerySet[Self] | None = None) -> None: ...
    @query
    def _get_next_or_previous_by_FIELD(self, **kwargs: Any) -> Self: ...
    @query(when='model-bound')
    def full_clean(self, exclude: Iterable[str] | None = None, validate_unique: bool = True, validate_constraints: bool = True) -> None: ...
    @query(when='related')
    def clean_fields(self, exclude: Iterable[str] | None = None) -> None: ...
    @query(when='unique')
    def validate_unique(self, exclude: Iterable[str] | None = None) -> None: ...
    @since('4.1')
    @query(when='constraints')
    def validate_constraints(self, exclude: Iterable[str] | None = None) -> None: ...

    @runs('__str__')
    def __repr__(self) -> str: ...
    def clean(self) -> None: ...
    @classmethod
    def check(cls, **kwargs: Any) -> list[Any]: ...
    @classmethod
    def from_db(cls, db: str | None, field_names: Iterable[str], values: Iterable[Any]) -> Self: ...
    def get_deferred_fields(self) -> set[str]: ...
    @since('4.1')
    def get_constraints(self) -> list[Any]: ...
    def serializable_value(self, field_name: str) -> Any: ...
    def prepare_database_save(self, field: Any) -> Any: ...
    def date_error_message(self, lookup_type: str, field_name: str, unique_for: str) -> Any: ...
    def unique_error_message(self, model_class: Any, unique_check: Any) -> Any: ...
`,
  },
  {
    module: 'django.db.models.options',
    text: String.raw`
from typing import Any

class Options[M]:
    abstract: bool
    app_label: str
    label: str
    label_lower: str
    model: type[M]
    model_name: str
    object_name: str
    pk: Any
    verbose_name: str
    verbose_name_plural: str
    fields: list[Any]
    def get_field(self, field_name: str) -> Any: ...
    def get_fields(self, include_parents: bool = True, include_hidden: bool = False) -> list[Any]: ...
`,
  },
  {
    module: 'django.core.exceptions',
    text: String.raw`
from typing import Any

class AppRegistryNotReady(Exception): ...
class BadRequest(Exception): ...
class FieldDoesNotExist(Exception): ...
class FieldError(Exception): ...
class FullResultSet(Exception): ...
class EmptyResultSet(Exception): ...
class ImproperlyConfigured(Exception): ...
class MiddlewareNotUsed(Exception): ...
class MultipleObjectsReturned(Exception): ...
class ObjectDoesNotExist(Exception): ...
class ObjectNotUpdated(Exception): ...
class PermissionDenied(Exception): ...
class RequestAborted(Exception): ...
class SuspiciousOperation(Exception): ...
class DisallowedHost(SuspiciousOperation): ...
class SynchronousOnlyOperation(Exception): ...
class ValidationError(Exception):
    def __init__(self, message: Any, code: str | None = None, params: dict[str, Any] | None = None) -> None: ...
class ViewDoesNotExist(Exception): ...
`,
  },
  {
    module: 'django.db.models',
    text: String.raw`
from django.core.exceptions import ObjectDoesNotExist
from django.db.models.aggregates import Aggregate, AnyValue, Avg, Count, Max, Min, StdDev, StringAgg, Sum, Variance
from django.db.models.base import Model
from django.db.models.constraints import BaseConstraint, CheckConstraint, Deferrable, UniqueConstraint
from django.db.models.deletion import CASCADE, DO_NOTHING, PROTECT, RESTRICT, SET, SET_DEFAULT, SET_NULL, ProtectedError, RestrictedError
from django.db.models.enums import Choices, IntegerChoices, TextChoices
from django.db.models.expressions import (
    Case, Exists, Expression, ExpressionList, ExpressionWrapper, F, Func, OrderBy, OuterRef, RowRange, Subquery, Value, ValueRange, When,
    Window, WindowFrame, WindowFrameExclusion,
)
from django.db.models.fields import (
    NOT_PROVIDED, AutoField, BigAutoField, BigIntegerField, BinaryField, BooleanField, CharField, CommaSeparatedIntegerField, DateField,
    DateTimeField, DecimalField, DurationField, EmailField, Field, FilePathField, FloatField, GenericIPAddressField, IPAddressField,
    IntegerField, NullBooleanField, PositiveBigIntegerField, PositiveIntegerField, PositiveSmallIntegerField, SlugField, SmallAutoField,
    SmallIntegerField, TextField, TimeField, URLField, UUIDField,
)
from django.db.models.fields.composite import CompositePrimaryKey
from django.db.models.fields.files import FileField, ImageField
from django.db.models.fields.generated import GeneratedField
from django.db.models.fields.json import JSONField
from django.db.models.fields.proxy import OrderWrt
from django.db.models.fields.related import ForeignKey, ForeignObject, ManyToManyField, ManyToManyRel, ManyToOneRel, OneToOneField, OneToOneRel
from django.db.models.indexes import Index
from django.db.models.lookups import Lookup, Transform
from django.db.models.manager import BaseManager, Manager
from django.db.models.query import Prefetch, QuerySet, aprefetch_related_objects, prefetch_related_objects
from django.db.models.query_utils import FilteredRelation, Q
`,
  },
];
