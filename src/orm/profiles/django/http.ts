import type { StubModule } from '../../../analysis/stubs.ts';

const RESPONSES = 'HttpResponseBadRequest HttpResponseForbidden HttpResponseGone HttpResponseNotAllowed HttpResponseNotFound HttpResponseNotModified HttpResponseServerError';

// https://docs.djangoproject.com/en/stable/ref/request-response/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.http.request',
    text: String.raw`
from typing import Any

from django.contrib.auth import AuthUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase

class QueryDict:
    def __init__(self, query_string: Any = None, mutable: bool = False, encoding: str | None = None) -> None: ...
    def __contains__(self, key: str) -> bool: ...
    def __getitem__(self, key: str) -> str: ...
    def get(self, key: str, default: Any = None) -> Any: ...
    def getlist(self, key: str, default: Any = None) -> list[str]: ...
    def copy(self) -> QueryDict: ...
    def dict(self) -> Any: ...
    def urlencode(self, safe: Any = None) -> str: ...

@stateful
class HttpRequest:
    GET: QueryDict
    POST: QueryDict
    COOKIES: dict[str, str]
    META: dict[str, Any]
    FILES: Any
    headers: Any
    body: bytes
    method: str
    path: str
    path_info: str
    scheme: str
    content_type: str
    encoding: str
    resolver_match: Any
    session: SessionBase
    # Reading it gives a promise; the session and the row are loaded when the user is looked at.
    @query(when='used')
    @property
    def user(self) -> AuthUser | AnonymousUser: ...
    # Who it is stands in the session.
    @query
    @loads('session')
    @fetches_user('AUTHENTICATION_BACKENDS')
    @since('5.0')
    async def auser(self) -> AuthUser | AnonymousUser: ...
    def build_absolute_uri(self, location: str | None = None) -> str: ...
    def get_full_path(self, force_append_slash: bool = False) -> str: ...
    def get_host(self) -> str: ...
    def get_port(self) -> str: ...
    def get_signed_cookie(self, key: str, default: Any = None, salt: str = '', max_age: Any = None) -> Any: ...
    def is_secure(self) -> bool: ...
    def accepts(self, media_type: str) -> bool: ...
    def read(self, size: int = -1) -> bytes: ...
`,
  },
  {
    module: 'django.http.response',
    text: String.raw`
from collections.abc import AsyncIterator, Iterator
from typing import Any

class Http404(Exception): ...
class BadHeaderError(ValueError): ...

class HttpResponseBase:
    status_code: int
    headers: Any
    cookies: Any
    reason_phrase: str
    def __setitem__(self, header: str, value: Any) -> None: ...
    def __getitem__(self, header: str) -> str: ...
    def set_cookie(self, key: str, value: str = '', **kwargs: Any) -> None: ...
    def delete_cookie(self, key: str, path: str = '/', domain: str | None = None, samesite: str | None = None) -> None: ...
    def has_header(self, header: str) -> bool: ...

class HttpResponse(HttpResponseBase):
    content: bytes
    @evaluates('content')
    def __init__(self, content: Any = b'', *args: Any, **kwargs: Any) -> None: ...
    @evaluates('content', by='__str__')
    def write(self, content: Any) -> None: ...

class StreamingHttpResponse(HttpResponseBase):
    # A queryset is read at once, an iterator later, in a thread.
    @evaluates('streaming_content', by='__len__')
    def __init__(self, streaming_content: Any = (), *args: Any, **kwargs: Any) -> None: ...

class FileResponse(StreamingHttpResponse):
    def __init__(self, *args: Any, as_attachment: bool = False, filename: str = '', **kwargs: Any) -> None: ...

# Neither a queryset nor a coroutine is JSON: a TypeError, without a query.
class JsonResponse(HttpResponse):
    @evaluates('data', by='__json__', deep=True)
    def __init__(self, data: Any, encoder: Any = None, safe: bool = True, json_dumps_params: Any = None, **kwargs: Any) -> None: ...

class HttpResponseRedirectBase(HttpResponse):
    url: str
    def __init__(self, redirect_to: Any, *args: Any, **kwargs: Any) -> None: ...
class HttpResponseRedirect(HttpResponseRedirectBase): ...
class HttpResponsePermanentRedirect(HttpResponseRedirectBase): ...
${RESPONSES.split(' ')
  .map((name) => `class ${name}(HttpResponse): ...\n`)
  .join('')}
`,
  },
  {
    module: 'django.http',
    text: String.raw`
from django.http.request import HttpRequest, QueryDict
from django.http.response import (
    BadHeaderError, FileResponse, Http404, HttpResponse, HttpResponseBadRequest, HttpResponseBase, HttpResponseForbidden, HttpResponseGone,
    HttpResponseNotAllowed, HttpResponseNotFound, HttpResponseNotModified, HttpResponsePermanentRedirect, HttpResponseRedirect,
    HttpResponseServerError, JsonResponse, StreamingHttpResponse,
)
`,
  },
  {
    module: 'django.template.response',
    text: String.raw`
from typing import Any

from django.http.response import HttpResponse

# Rendered later, by the handler, in a thread.
class SimpleTemplateResponse(HttpResponse):
    context_data: dict[str, Any] | None
    is_rendered: bool
    def __init__(self, template: Any, context: dict[str, Any] | None = None, content_type: str | None = None, status: int | None = None, charset: str | None = None, using: str | None = None, headers: Any = None) -> None: ...
    def add_post_render_callback(self, callback: Any) -> None: ...
class TemplateResponse(SimpleTemplateResponse):
    def __init__(self, request: Any, template: Any, context: dict[str, Any] | None = None, content_type: str | None = None, status: int | None = None, charset: str | None = None, using: str | None = None, headers: Any = None) -> None: ...
`,
  },
  { module: 'django.core.handlers.asgi', text: 'from django.http.request import HttpRequest\n\nclass ASGIRequest(HttpRequest): ...\n' },
  { module: 'django.core.handlers.wsgi', text: 'from django.http.request import HttpRequest\n\nclass WSGIRequest(HttpRequest): ...\n' },
];
