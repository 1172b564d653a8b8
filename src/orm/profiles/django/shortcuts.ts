import type { StubModule } from '../../../analysis/stubs.ts';

// https://docs.djangoproject.com/en/stable/topics/http/shortcuts/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.shortcuts',
    text: String.raw`
from typing import Any

from django.db.models.manager import Manager
from django.db.models.query import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

@query
def get_object_or_404[M](klass: type[M] | Manager[M] | QuerySet[M], *args: Any, **kwargs: Any) -> M: ...
@query
@since('5.0')
async def aget_object_or_404[M](klass: type[M] | Manager[M] | QuerySet[M], *args: Any, **kwargs: Any) -> M: ...
@query
def get_list_or_404[M](klass: type[M] | Manager[M] | QuerySet[M], *args: Any, **kwargs: Any) -> list[M]: ...
@query
@since('5.0')
async def aget_list_or_404[M](klass: type[M] | Manager[M] | QuerySet[M], *args: Any, **kwargs: Any) -> list[M]: ...
@evaluates('context', deep=True)
def render(request: HttpRequest, template_name: Any, context: dict[str, Any] | None = None, content_type: str | None = None, status: int | None = None, using: str | None = None) -> HttpResponse: ...
def redirect(to: Any, *args: Any, permanent: bool = False, preserve_request: bool = False, **kwargs: Any) -> HttpResponseRedirect: ...
def resolve_url(to: Any, *args: Any, **kwargs: Any) -> str: ...
`,
  },
  {
    module: 'django.template.loader',
    text: String.raw`
from typing import Any

from django.http import HttpRequest
from django.template.backends.base import Template

def get_template(template_name: str, using: str | None = None) -> Template: ...
@evaluates('context', deep=True)
def render_to_string(template_name: Any, context: dict[str, Any] | None = None, request: HttpRequest | None = None, using: str | None = None) -> str: ...
`,
  },
  {
    module: 'django.template.backends.base',
    text: String.raw`
from typing import Any

from django.http import HttpRequest

class Template:
    @evaluates('context', deep=True)
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str: ...
`,
  },
  {
    module: 'django.template',
    text: String.raw`
from typing import Any

class Context:
    def __init__(self, dict_: dict[str, Any] | None = None, autoescape: bool = True, use_l10n: bool | None = None, use_tz: bool | None = None) -> None: ...
class RequestContext(Context):
    def __init__(self, request: Any, dict_: dict[str, Any] | None = None, processors: Any = None) -> None: ...
class Template:
    def __init__(self, template_string: str) -> None: ...
    def render(self, context: Context) -> str: ...
class TemplateDoesNotExist(Exception): ...
class TemplateSyntaxError(Exception): ...
`,
  },
];
