import type { StubModule } from '../../../analysis/stubs.ts';

// https://docs.djangoproject.com/en/stable/topics/db/managers/ and https://docs.djangoproject.com/en/stable/ref/models/relations/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.db.models.manager',
    text: String.raw`
from typing import Any, Self

# Where annotations of projects look for the class of related managers.
from django.db.models.fields.related_descriptors import ManyRelatedManager, RelatedManager
from django.db.models.query import QuerySet

@manager(of='QuerySet')
class BaseManager[M]:
    model: type[M]
    name: str
    auto_created: bool
    use_in_migrations: bool
    def __init__(self) -> None: ...
    @lazy
    def get_queryset(self) -> QuerySet[M]: ...
    @lazy
    def db_manager(self, using: str | None = None, hints: dict[str, Any] | None = None) -> Self: ...
    @builds_manager_class
    @classmethod
    def from_queryset(cls, queryset_class: type[QuerySet[Any]], class_name: str | None = None) -> type[Manager[Any]]: ...
    @property
    def db(self) -> str: ...
    def check(self, **kwargs: Any) -> list[Any]: ...
    def contribute_to_class(self, cls: type[Any], name: str) -> None: ...
    def deconstruct(self) -> tuple[Any, ...]: ...

class Manager[M](BaseManager[M]):
    ...

class EmptyManager[M](Manager[M]):
    def __init__(self, model: type[M]) -> None: ...
    @lazy
    @rows('none')
    def get_queryset(self) -> QuerySet[M]: ...
`,
  },
  {
    module: 'django.db.models.fields.related_descriptors',
    text: String.raw`
from collections.abc import Iterable
from typing import Any

from django.db.models.manager import Manager
from django.db.models.query import QuerySet

class RelatedManager[M](Manager[M]):
    @query(write='update')
    def add(self, *objs: M | int, bulk: bool = True) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aadd(self, *objs: M | int, bulk: bool = True) -> None: ...
    @query(write='update')
    def remove(self, *objs: M | int, bulk: bool = True) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aremove(self, *objs: M | int, bulk: bool = True) -> None: ...
    @query(write='update')
    def clear(self, *, bulk: bool = True) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aclear(self, *, bulk: bool = True) -> None: ...
    @query(write='update')
    @evaluates('objs')
    def set(self, objs: Iterable[M | int], *, bulk: bool = True, clear: bool = False) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aset(self, objs: Iterable[M | int], *, bulk: bool = True, clear: bool = False) -> None: ...
    @until('5.2')
    @lazy
    def get_prefetch_queryset(self, instances: Any, queryset: QuerySet[M] | None = None) -> tuple[Any, ...]: ...
    @since('5.0')
    @lazy
    def get_prefetch_querysets(self, instances: Any, querysets: list[QuerySet[M]] | None = None) -> tuple[Any, ...]: ...

class ManyRelatedManager[M](Manager[M]):
    through: type[Any]
    @query(write='update')
    def add(self, *objs: M | int, through_defaults: dict[str, Any] | None = None) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aadd(self, *objs: M | int, through_defaults: dict[str, Any] | None = None) -> None: ...
    @query(write='update')
    def remove(self, *objs: M | int) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aremove(self, *objs: M | int) -> None: ...
    @query(write='update')
    def clear(self) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aclear(self) -> None: ...
    @query(write='update')
    @evaluates('objs')
    def set(self, objs: Iterable[M | int], *, clear: bool = False, through_defaults: dict[str, Any] | None = None) -> None: ...
    @query(write='update')
    @since('4.2')
    async def aset(self, objs: Iterable[M | int], *, clear: bool = False, through_defaults: dict[str, Any] | None = None) -> None: ...
    @since('6.1')
    @query(write='update')
    def set_base(self, objs: Iterable[M | int], *, clear: bool = False, through_defaults: dict[str, Any] | None = None) -> None: ...
    @query(write='create')
    def create(self, *, through_defaults: dict[str, Any] | None = None, **kwargs: Any) -> M: ...
    @query(write='create')
    @since('4.1')
    async def acreate(self, *, through_defaults: dict[str, Any] | None = None, **kwargs: Any) -> M: ...
    @until('5.2')
    @lazy
    def get_prefetch_queryset(self, instances: Any, queryset: QuerySet[M] | None = None) -> tuple[Any, ...]: ...
    @since('5.0')
    @lazy
    def get_prefetch_querysets(self, instances: Any, querysets: list[QuerySet[M]] | None = None) -> tuple[Any, ...]: ...
    @since('5.1')
    def get_prefetch_cache(self) -> Any: ...
    @since('5.1')
    @lazy
    @property
    def constrained_target(self) -> QuerySet[M] | None: ...
`,
  },
];
