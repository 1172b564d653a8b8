import type { StubModule } from '../../../analysis/stubs.ts';

const NUMBERS = 'AutoField BigAutoField BigIntegerField IntegerField PositiveBigIntegerField PositiveIntegerField PositiveSmallIntegerField SmallAutoField SmallIntegerField';
const TEXTS = 'CharField CommaSeparatedIntegerField EmailField FilePathField GenericIPAddressField IPAddressField SlugField TextField URLField';

/** @example defineFields('SlugField', 'str') // a class SlugField whose value is a str */
function defineFields(names: string, value: string): string {
  return names
    .split(' ')
    .map((name) => `class ${name}(Field[${value}]): ...\n`)
    .join('');
}

// https://docs.djangoproject.com/en/stable/ref/models/fields/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.db.models.fields',
    text: String.raw`
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

class NOT_PROVIDED: ...

class Field[T]:
    name: str
    attname: str
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __get__(self, instance: Any, owner: Any) -> T: ...
    def __set__(self, instance: Any, value: T) -> None: ...
    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None: ...
    def deconstruct(self) -> tuple[Any, ...]: ...
    def formfield(self, *args: Any, **kwargs: Any) -> Any: ...

${defineFields(NUMBERS, 'int')}
${defineFields(TEXTS, 'str')}
${defineFields('BooleanField NullBooleanField', 'bool')}
class BinaryField(Field[bytes]): ...
@adds('get_next_by_{name}', 'get_previous_by_{name}', by='_get_next_or_previous_by_FIELD')
class DateField(Field[date]): ...
@adds('get_next_by_{name}', 'get_previous_by_{name}', by='_get_next_or_previous_by_FIELD')
class DateTimeField(Field[datetime]): ...
class DecimalField(Field[Decimal]): ...
class DurationField(Field[timedelta]): ...
class FloatField(Field[float]): ...
class TimeField(Field[time]): ...
class UUIDField(Field[UUID]): ...
`,
  },
  { module: 'django.db.models.fields.json', text: 'from typing import Any\n\nfrom django.db.models.fields import Field\n\nclass JSONField(Field[Any]): ...\n' },
  { module: 'django.db.models.fields.generated', text: 'from typing import Any\n\nfrom django.db.models.fields import Field\n\nclass GeneratedField(Field[Any]): ...\n' },
  { module: 'django.db.models.fields.composite', text: 'from typing import Any\n\nfrom django.db.models.fields import Field\n\nclass CompositePrimaryKey(Field[tuple[Any, ...]]): ...\n' },
  { module: 'django.db.models.fields.proxy', text: 'from django.db.models.fields import IntegerField\n\nclass OrderWrt(IntegerField): ...\n' },
  {
    module: 'django.db.models.fields.files',
    text: String.raw`
from typing import Any

from django.db.models.fields import Field

class FieldFile:
    name: str | None
    url: str
    path: str
    size: int
    @blocking
    def open(self, mode: str = 'rb') -> Any: ...
    @blocking
    def read(self, num_bytes: int | None = None) -> Any: ...
    def close(self) -> None: ...
    # With save=True, the default, they save the instance too.
    @query(write='update', unless='save=False')
    def save(self, name: str, content: Any, save: bool = True) -> None: ...
    @query(write='update', unless='save=False')
    def delete(self, save: bool = True) -> None: ...

class ImageFieldFile(FieldFile):
    width: int
    height: int

class FileField(Field[FieldFile]): ...
class ImageField(Field[ImageFieldFile]): ...
`,
  },
  {
    module: 'django.db.models.fields.related',
    text: String.raw`
from typing import Any

from django.db.models.fields import Field

class ForeignObject(Field[Any]): ...

@relation('one', reverse='many', attname='{name}_id', default_reverse='{model}_set', reverse_manager='django.db.models.fields.related_descriptors.RelatedManager')
class ForeignKey(ForeignObject):
    def __init__(self, to: Any, on_delete: Any, related_name: str | None = None, related_query_name: str | None = None, limit_choices_to: Any = None, parent_link: bool = False, to_field: str | None = None, db_constraint: bool = True, **kwargs: Any) -> None: ...

@relation('one', reverse='one', attname='{name}_id', default_reverse='{model}')
class OneToOneField(ForeignKey):
    def __init__(self, to: Any, on_delete: Any, to_field: str | None = None, **kwargs: Any) -> None: ...

@relation('many', reverse='many', default_reverse='{model}_set', manager='django.db.models.fields.related_descriptors.ManyRelatedManager', reverse_manager='django.db.models.fields.related_descriptors.ManyRelatedManager')
class ManyToManyField(Field[Any]):
    def __init__(self, to: Any, related_name: str | None = None, related_query_name: str | None = None, limit_choices_to: Any = None, symmetrical: bool | None = None, through: Any = None, through_fields: Any = None, db_constraint: bool = True, db_table: str | None = None, swappable: bool = True, **kwargs: Any) -> None: ...

class ManyToOneRel: ...
class OneToOneRel(ManyToOneRel): ...
class ManyToManyRel: ...
`,
  },
  {
    module: 'django.contrib.contenttypes.fields',
    text: String.raw`
from collections.abc import Iterable
from typing import Any

from django.db.models.fields import Field
from django.db.models.manager import Manager
from django.db.models.query import QuerySet

# Its target is named by two other fields, so that nobody knows it before the row is read.
@relation('one', reverse=None, target=None)
class GenericForeignKey:
    def __init__(self, ct_field: str = 'content_type', fk_field: str = 'object_id', for_concrete_model: bool = True) -> None: ...

@relation('many', reverse=None, manager='django.contrib.contenttypes.fields.GenericRelatedObjectManager')
class GenericRelation(Field[Any]):
    def __init__(self, to: Any, object_id_field: str = 'object_id', content_type_field: str = 'content_type', for_concrete_model: bool = True, related_query_name: str | None = None, **kwargs: Any) -> None: ...

class GenericRelatedObjectManager[M](Manager[M]):
    @query(write='update')
    def add(self, *objs: M, bulk: bool = True) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aadd(self, *objs: M, bulk: bool = True) -> None: ...
    @query(write='delete')
    def remove(self, *objs: M, bulk: bool = True) -> None: ...
    @query(write='delete')
    @since('4.2')
    async def aremove(self, *objs: M, bulk: bool = True) -> None: ...
    @query(write='delete')
    def clear(self, *, bulk: bool = True) -> None: ...
    @query(write='delete')
    @since('4.2')
    async def aclear(self, *, bulk: bool = True) -> None: ...
    @query(write='update')
    @evaluates('objs')
    def set(self, objs: Iterable[M], *, bulk: bool = True, clear: bool = False) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aset(self, objs: Iterable[M], *, bulk: bool = True, clear: bool = False) -> None: ...
    @until('5.2')
    @lazy
    def get_prefetch_queryset(self, instances: Any, queryset: QuerySet[M] | None = None) -> tuple[Any, ...]: ...
    @since('5.0')
    @lazy
    def get_prefetch_querysets(self, instances: Any, querysets: list[QuerySet[M]] | None = None) -> tuple[Any, ...]: ...
`,
  },
];
