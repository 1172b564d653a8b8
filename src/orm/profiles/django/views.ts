import type { StubModule } from '../../../analysis/stubs.ts';

// https://docs.djangoproject.com/en/stable/ref/class-based-views/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.views.generic.base',
    text: String.raw`
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

class ContextMixin:
    extra_context: dict[str, Any] | None
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]: ...

# The handlers of one view are all async or all sync; options may be either.
@handlers('get', 'post', 'put', 'patch', 'delete', 'head', 'trace', mixed=False, on_loop='setup dispatch')
class View:
    request: HttpRequest
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    http_method_names: list[str]
    def __init__(self, **kwargs: Any) -> None: ...
    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponse]: ...
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None: ...
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...

class TemplateResponseMixin:
    template_name: str | None
    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse: ...
    def get_template_names(self) -> list[str]: ...

class TemplateView(TemplateResponseMixin, ContextMixin, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...

class RedirectView(View):
    permanent: bool
    url: str | None
    pattern_name: str | None
    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str | None: ...
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def head(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def put(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def patch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
`,
  },
  {
    module: 'django.views.generic.detail',
    text: String.raw`
from typing import Any

from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

@generic_view('model', 'queryset')
class SingleObjectMixin[M](ContextMixin):
    model: type[M]
    queryset: QuerySet[M]
    slug_field: str
    context_object_name: str | None
    slug_url_kwarg: str
    pk_url_kwarg: str
    object: M
    @query
    def get_object(self, queryset: QuerySet[M] | None = None) -> M: ...
    # Without a word on what it selects: the class may say more than the model.
    def get_queryset(self) -> QuerySet[M]: ...
    def get_slug_field(self) -> str: ...

@generic_view('model', 'queryset')
class BaseDetailView[M](SingleObjectMixin[M], View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
class SingleObjectTemplateResponseMixin(TemplateResponseMixin): ...
@generic_view('model', 'queryset')
class DetailView[M](SingleObjectTemplateResponseMixin, BaseDetailView[M]): ...
`,
  },
  {
    module: 'django.views.generic.list',
    text: String.raw`
from typing import Any

from django.core.paginator import Paginator
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

@generic_view('model', 'queryset')
class MultipleObjectMixin[M](ContextMixin):
    model: type[M]
    queryset: QuerySet[M]
    object_list: QuerySet[M]
    paginate_by: int | None
    allow_empty: bool
    # Without a word on what it selects: the class may say more than the model.
    def get_queryset(self) -> QuerySet[M]: ...
    @evaluates('queryset', by='__len__')
    def paginate_queryset(self, queryset: QuerySet[M], page_size: int) -> tuple[Any, ...]: ...
    def get_paginator(self, queryset: QuerySet[M], per_page: int, orphans: int = 0, allow_empty_first_page: bool = True, **kwargs: Any) -> Paginator[QuerySet[M]]: ...
    def get_ordering(self) -> Any: ...
    def get_paginate_by(self, queryset: QuerySet[M]) -> int | None: ...

@generic_view('model', 'queryset')
class BaseListView[M](MultipleObjectMixin[M], View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
class MultipleObjectTemplateResponseMixin(TemplateResponseMixin): ...
@generic_view('model', 'queryset')
class ListView[M](MultipleObjectTemplateResponseMixin, BaseListView[M]): ...
`,
  },
  {
    module: 'django.views.generic.edit',
    text: String.raw`
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View
from django.views.generic.detail import BaseDetailView, SingleObjectMixin, SingleObjectTemplateResponseMixin

class FormMixin(ContextMixin):
    form_class: Any
    success_url: Any
    initial: dict[str, Any]
    def get_form(self, form_class: Any = None) -> Any: ...
    def get_form_class(self) -> Any: ...
    def get_form_kwargs(self) -> dict[str, Any]: ...
    def get_initial(self) -> dict[str, Any]: ...
    def get_success_url(self) -> str: ...
    def form_valid(self, form: Any) -> HttpResponse: ...
    def form_invalid(self, form: Any) -> HttpResponse: ...

@generic_view('model', 'queryset')
class ModelFormMixin[M](FormMixin, SingleObjectMixin[M]):
    fields: Any
    @query(write='update')
    def form_valid(self, form: Any) -> HttpResponse: ...

class ProcessFormView(View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def put(self, *args: Any, **kwargs: Any) -> HttpResponse: ...

class BaseFormView(FormMixin, ProcessFormView): ...
class FormView(TemplateResponseMixin, BaseFormView): ...
@generic_view('model', 'queryset')
class BaseCreateView[M](ModelFormMixin[M], ProcessFormView): ...
@generic_view('model', 'queryset')
class CreateView[M](SingleObjectTemplateResponseMixin, BaseCreateView[M]): ...
@generic_view('model', 'queryset')
class BaseUpdateView[M](ModelFormMixin[M], ProcessFormView): ...
@generic_view('model', 'queryset')
class UpdateView[M](SingleObjectTemplateResponseMixin, BaseUpdateView[M]): ...
class DeletionMixin:
    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
@generic_view('model', 'queryset')
class BaseDeleteView[M](DeletionMixin, FormMixin, BaseDetailView[M]): ...
@generic_view('model', 'queryset')
class DeleteView[M](SingleObjectTemplateResponseMixin, BaseDeleteView[M]): ...
`,
  },
  {
    module: 'django.views.generic',
    text: String.raw`
from django.views.generic.base import RedirectView, TemplateView, View
from django.views.generic.detail import DetailView
from django.views.generic.edit import CreateView, DeleteView, FormView, UpdateView
from django.views.generic.list import ListView
`,
  },
  { module: 'django.views', text: 'from django.views.generic.base import View\n' },
  {
    module: 'django.contrib.auth.mixins',
    text: String.raw`
from typing import Any

class AccessMixin:
    login_url: str | None
    permission_denied_message: str
    raise_exception: bool
    def handle_no_permission(self) -> Any: ...
class LoginRequiredMixin(AccessMixin): ...
class PermissionRequiredMixin(AccessMixin):
    permission_required: Any
    def has_permission(self) -> bool: ...
class UserPassesTestMixin(AccessMixin):
    def test_func(self) -> bool: ...
`,
  },
];
