import type { StubModule } from '../analysis/stubs.ts';

const ACTIONS = { list: 'get', create: 'post', retrieve: 'get', update: 'put', partial_update: 'patch', destroy: 'delete' } as const;
type Action = keyof typeof ACTIONS;

/** The mixins of one prefix: DRF's own, or the async ones of adrf. */
export function defineMixins(prefix: '' | 'a'): string {
  const names: Readonly<Record<string, readonly Action[]>> = {
    CreateModelMixin: ['create'],
    ListModelMixin: ['list'],
    RetrieveModelMixin: ['retrieve'],
    UpdateModelMixin: ['update', 'partial_update'],
    DestroyModelMixin: ['destroy'],
  };
  const head = prefix === '' ? 'def ' : 'async def ';
  const rename = (action: Action) => (prefix === '' || action !== 'partial_update' ? `${prefix}${action}` : 'partial_aupdate');
  const methods = (actions: readonly Action[]) => actions.map((action) => `    ${head}${rename(action)}(self, request: Any, *args: Any, **kwargs: Any) -> Any: ...\n`).join('');
  return Object.entries(names)
    .map(([name, actions]) => `class ${name}:\n${methods(actions)}`)
    .join('');
}

const VIEWS: Readonly<Record<string, readonly Action[]>> = {
  CreateAPIView: ['create'],
  ListAPIView: ['list'],
  RetrieveAPIView: ['retrieve'],
  DestroyAPIView: ['destroy'],
  UpdateAPIView: ['update', 'partial_update'],
  ListCreateAPIView: ['list', 'create'],
  RetrieveUpdateAPIView: ['retrieve', 'update', 'partial_update'],
  RetrieveDestroyAPIView: ['retrieve', 'destroy'],
  RetrieveUpdateDestroyAPIView: ['retrieve', 'update', 'partial_update', 'destroy'],
};

/** The concrete generic views with their handlers. */
export function defineGenericViews(head: 'def' | 'async def'): string {
  return Object.entries(VIEWS)
    .map(([name, actions]) => {
      const handlers = actions.map((action) => `    ${head} ${ACTIONS[action]}(self, request: Any, *args: Any, **kwargs: Any) -> Any: ...\n`).join('');
      return `@generic_view('queryset')\nclass ${name}[M](GenericAPIView[M]):\n${handlers}`;
    })
    .join('');
}

// https://www.django-rest-framework.org/api-guide/fields/
const FIELDS =
  'BooleanField CharField ChoiceField DateField DateTimeField DecimalField DictField DurationField EmailField FileField FloatField ImageField IntegerField IPAddressField JSONField ListField MultipleChoiceField ReadOnlyField RegexField SlugField TimeField URLField UUIDField';

// https://www.django-rest-framework.org/: it has no async views, see https://github.com/encode/django-rest-framework/discussions/7774
export const stubs: readonly StubModule[] = [
  {
    module: 'rest_framework.request',
    text: String.raw`
from typing import Any

from django.contrib.auth import AuthUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

class Request(HttpRequest):
    data: Any
    query_params: Any
    auth: Any
    # The view has asked for it before it calls a handler.
    user: AuthUser | AnonymousUser
`,
  },
  {
    module: 'rest_framework.response',
    text: String.raw`
from typing import Any

from django.template.response import SimpleTemplateResponse

# Rendered later, by the handler, in a thread.
class Response(SimpleTemplateResponse):
    data: Any
    def __init__(self, data: Any = None, status: int | None = None, template_name: str | None = None, headers: Any = None, exception: bool = False, content_type: str | None = None) -> None: ...
`,
  },
  {
    module: 'rest_framework.views',
    text: String.raw`
from typing import Any

from django.views.generic.base import View
from rest_framework.request import Request

@handlers('get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace', style='sync')
class APIView(View):
    request: Request
    authentication_classes: Any
    permission_classes: Any
    def check_permissions(self, request: Any) -> None: ...
    def check_object_permissions(self, request: Any, obj: Any) -> None: ...
`,
  },
  {
    module: 'rest_framework.generics',
    text: String.raw`
from typing import Any

from django.db.models.query import QuerySet
from rest_framework.views import APIView

@generic_view('queryset')
class GenericAPIView[M](APIView):
    queryset: QuerySet[M]
    serializer_class: Any
    lookup_field: str
    lookup_url_kwarg: str | None
    # Without a word on what it selects: the class may say more than the model.
    def get_queryset(self) -> QuerySet[M]: ...
    @query
    def get_object(self) -> M: ...
    def get_serializer(self, *args: Any, **kwargs: Any) -> Any: ...
    def get_serializer_class(self) -> Any: ...
    def get_serializer_context(self) -> dict[str, Any]: ...
    def filter_queryset(self, queryset: QuerySet[M]) -> QuerySet[M]: ...
    @evaluates('queryset', by='__len__')
    def paginate_queryset(self, queryset: QuerySet[M]) -> list[M] | None: ...
    def get_paginated_response(self, data: Any) -> Any: ...
${defineGenericViews('def')}
@query
def get_object_or_404(queryset: Any, *filter_args: Any, **filter_kwargs: Any) -> Any: ...
`,
  },
  { module: 'rest_framework.mixins', text: `from typing import Any\n\n${defineMixins('')}` },
  {
    module: 'rest_framework.viewsets',
    text: String.raw`
from typing import Any

from rest_framework.generics import GenericAPIView
from rest_framework.mixins import CreateModelMixin, DestroyModelMixin, ListModelMixin, RetrieveModelMixin, UpdateModelMixin
from rest_framework.views import APIView

@handlers(${Object.keys(ACTIONS)
      .map((name) => `'${name}'`)
      .join(', ')}, style='sync', also='actions')
class ViewSetMixin:
    action: str
    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any: ...
class ViewSet(ViewSetMixin, APIView): ...
@generic_view('queryset')
class GenericViewSet[M](ViewSetMixin, GenericAPIView[M]): ...
@generic_view('queryset')
class ReadOnlyModelViewSet[M](RetrieveModelMixin, ListModelMixin, GenericViewSet[M]): ...
@generic_view('queryset')
class ModelViewSet[M](CreateModelMixin, RetrieveModelMixin, UpdateModelMixin, DestroyModelMixin, ListModelMixin, GenericViewSet[M]): ...
`,
  },
  {
    module: 'rest_framework.decorators',
    text: String.raw`
from collections.abc import Callable
from typing import Any

@decorates(returns='callable', sync_wrapper=True)
def api_view[F](http_method_names: list[str] | None = None) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def action[F](methods: list[str] | None = None, detail: bool | None = None, url_path: str | None = None, url_name: str | None = None, **kwargs: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def permission_classes[F](permission_classes: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def authentication_classes[F](authentication_classes: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def throttle_classes[F](throttle_classes: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def parser_classes[F](parser_classes: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def renderer_classes[F](renderer_classes: Any) -> Callable[[F], F]: ...
`,
  },
  {
    module: 'rest_framework.serializers',
    text: String.raw`
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from rest_framework.exceptions import ValidationError

class Field:
    def __init__(self, source: str | None = None, write_only: bool = False, *args: Any, **kwargs: Any) -> None: ...
${FIELDS.split(' ')
  .map((name) => `@reads_row('value')\nclass ${name}(Field): ...\n`)
  .join('')}
class RelatedField(Field): ...
# They take a key from the row itself.
@reads_row('key')
class PrimaryKeyRelatedField(RelatedField): ...
@reads_row('key')
class HyperlinkedRelatedField(RelatedField): ...
@reads_row('other')
class StringRelatedField(RelatedField): ...
@reads_row('other')
class SlugRelatedField(RelatedField): ...
@reads_row('method')
class SerializerMethodField(Field): ...

@reads_row('nested')
class BaseSerializer:
    initial_data: Any
    instance: Any
    context: dict[str, Any]
    validated_data: Any
    errors: Any
    def __init__(self, instance: Any = None, data: Any = None, many: bool = False, partial: bool = False, context: Any = None, source: str | None = None, write_only: bool = False, **kwargs: Any) -> None: ...
    @evaluates('instance', of='self')
    @serializes('instance')
    @property
    def data(self) -> Any: ...
    def is_valid(self, *, raise_exception: bool = False) -> bool: ...
    def save(self, **kwargs: Any) -> Any: ...
class Serializer(BaseSerializer): ...
class ListSerializer(BaseSerializer): ...
@generic_meta('model')
class ModelSerializer[M](Serializer):
    instance: M
    @query(when='model-bound')
    def is_valid(self, *, raise_exception: bool = False) -> bool: ...
    @query(write='update')
    def save(self, **kwargs: Any) -> M: ...
    @query(write='create')
    def create(self, validated_data: Any) -> M: ...
    @query(write='update')
    def update(self, instance: M, validated_data: Any) -> M: ...
class HyperlinkedModelSerializer[M](ModelSerializer[M]): ...
`,
  },
  { module: 'rest_framework.exceptions', text: 'class APIException(Exception): ...\nclass ValidationError(APIException): ...\nclass NotFound(APIException): ...\nclass PermissionDenied(APIException): ...\nclass AuthenticationFailed(APIException): ...\nclass NotAuthenticated(APIException): ...\nclass ParseError(APIException): ...\n' },
];
