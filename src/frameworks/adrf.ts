import type { StubModule } from '../analysis/stubs.ts';
import { defineGenericViews, defineMixins } from './drf.ts';

// https://github.com/em1208/adrf
export const stubs: readonly StubModule[] = [
  {
    module: 'adrf.views',
    text: String.raw`
from rest_framework.views import APIView as SyncAPIView

@handlers('get', 'post', 'put', 'patch', 'delete', 'head', 'trace', mixed=False)
class APIView(SyncAPIView): ...
`,
  },
  { module: 'adrf.mixins', text: `from typing import Any\n\n${defineMixins('a')}` },
  {
    module: 'adrf.generics',
    text: String.raw`
from typing import Any

from adrf.views import APIView
from django.db.models.query import QuerySet
from rest_framework.generics import GenericAPIView as SyncGenericAPIView

@generic_view('queryset')
class GenericAPIView[M](APIView, SyncGenericAPIView[M]):
    @query
    async def aget_object(self) -> M: ...
    async def afilter_queryset(self, queryset: QuerySet[M]) -> QuerySet[M]: ...
    @query
    async def apaginate_queryset(self, queryset: QuerySet[M]) -> list[M] | None: ...
    async def get_apaginated_response(self, data: Any) -> Any: ...
${defineGenericViews('async def')}
@query
async def aget_object_or_404(queryset: Any, *filter_args: Any, **filter_kwargs: Any) -> Any: ...
`,
  },
  {
    module: 'adrf.viewsets',
    text: String.raw`
from adrf.generics import GenericAPIView
from adrf.mixins import CreateModelMixin, DestroyModelMixin, ListModelMixin, RetrieveModelMixin, UpdateModelMixin
from adrf.views import APIView
from rest_framework.viewsets import ViewSetMixin as SyncViewSetMixin

@handlers('list', 'create', 'retrieve', 'update', 'partial_update', 'destroy', 'alist', 'acreate', 'aretrieve', 'aupdate', 'partial_aupdate', 'adestroy', also='actions')
class ViewSetMixin(SyncViewSetMixin): ...
class ViewSet(ViewSetMixin, APIView): ...
@generic_view('queryset')
class GenericViewSet[M](ViewSet, GenericAPIView[M]): ...
@generic_view('queryset')
class ReadOnlyModelViewSet[M](RetrieveModelMixin, ListModelMixin, GenericViewSet[M]): ...
@generic_view('queryset')
class ModelViewSet[M](CreateModelMixin, ListModelMixin, RetrieveModelMixin, UpdateModelMixin, DestroyModelMixin, GenericViewSet[M]): ...
`,
  },
  {
    module: 'adrf.decorators',
    text: String.raw`
from collections.abc import Callable
from typing import Any

@decorates(returns='callable', keeps='async')
def api_view[F](http_method_names: list[str] | None = None) -> Callable[[F], F]: ...
`,
  },
  {
    module: 'adrf.serializers',
    text: String.raw`
from typing import Any

from rest_framework.serializers import BaseSerializer as SyncBaseSerializer, ModelSerializer as SyncModelSerializer

class BaseSerializer(SyncBaseSerializer):
    async def ato_representation(self, instance: Any) -> Any: ...
    async def asave(self, **kwargs: Any) -> Any: ...
    @property
    async def adata(self) -> Any: ...
class Serializer(BaseSerializer): ...
class ListSerializer(BaseSerializer): ...
@generic_meta('model')
class ModelSerializer[M](Serializer, SyncModelSerializer[M]):
    @query(write='update')
    async def asave(self, **kwargs: Any) -> M: ...
    @query(write='create')
    async def acreate(self, validated_data: Any) -> M: ...
    @query(write='update')
    async def aupdate(self, instance: M, validated_data: Any) -> M: ...
`,
  },
];
