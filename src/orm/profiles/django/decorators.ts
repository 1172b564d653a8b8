import type { StubModule } from '../../../analysis/stubs.ts';

/** Decorators used without arguments: before the version, their wrapper makes an async view a sync one. */
function defineDirect(names: string, parameter: string, since: string): string {
  return names
    .split(' ')
    .map((name) => `@decorates('${parameter}', sync_wrapper=True, async_since='${since}')\ndef ${name}[F](${parameter}: F) -> F: ...\n`)
    .join('');
}

/** The same, for decorators that take arguments first. */
function defineFactory(name: string, parameters: string, since: string): string {
  return `@decorates(returns='callable', sync_wrapper=True, async_since='${since}')\ndef ${name}[F](${parameters}) -> Callable[[F], F]: ...\n`;
}

const HEAD = 'from collections.abc import Callable\nfrom typing import Any\n\n';

// Versions: https://docs.djangoproject.com/en/stable/releases/5.0/, 5.1 and 5.2
export const stubs: readonly StubModule[] = [
  {
    module: 'django.views.decorators.cache',
    text:
      HEAD +
      defineDirect('never_cache', 'view_func', '5.0') +
      defineFactory('cache_control', '**kwargs: Any', '5.0') +
      defineFactory('cache_page', 'timeout: float, *, cache: str | None = None, key_prefix: str | None = None', '5.0'),
  },
  { module: 'django.views.decorators.common', text: HEAD + defineDirect('no_append_slash', 'view_func', '5.0') },
  { module: 'django.views.decorators.csrf', text: HEAD + defineDirect('csrf_exempt csrf_protect ensure_csrf_cookie requires_csrf_token', 'view_func', '5.0') },
  {
    module: 'django.views.decorators.clickjacking',
    text: HEAD + defineDirect('xframe_options_deny xframe_options_exempt xframe_options_sameorigin', 'view_func', '5.0'),
  },
  { module: 'django.views.decorators.gzip', text: HEAD + defineDirect('gzip_page', 'view_func', '5.0') },
  {
    module: 'django.views.decorators.http',
    text:
      HEAD +
      defineDirect('require_GET require_POST require_safe', 'func', '5.0') +
      defineDirect('conditional_page', 'view_func', '5.0') +
      defineFactory('require_http_methods', 'request_method_list: list[str]', '5.0') +
      defineFactory('condition', 'etag_func: Any = None, last_modified_func: Any = None', '5.0') +
      defineFactory('etag', 'etag_func: Any', '5.0') +
      defineFactory('last_modified', 'last_modified_func: Any', '5.0'),
  },
  {
    module: 'django.views.decorators.vary',
    text: HEAD + defineDirect('vary_on_cookie', 'func', '5.0') + defineFactory('vary_on_headers', '*headers: str', '5.0'),
  },
  {
    module: 'django.views.decorators.debug',
    text: HEAD + defineFactory('sensitive_variables', '*variables: str', '5.0') + defineFactory('sensitive_post_parameters', '*parameters: str', '5.0'),
  },
  {
    module: 'django.contrib.auth.decorators',
    text: `${HEAD}@decorates('function', returns='callable', sync_wrapper=True, async_since='5.1')
def login_required[F](function: F | None = None, redirect_field_name: str = 'next', login_url: str | None = None) -> F: ...
${defineFactory('permission_required', 'perm: Any, login_url: str | None = None, raise_exception: bool = False', '5.1')}
${defineFactory('user_passes_test', "test_func: Callable[[Any], Any], login_url: str | None = None, redirect_field_name: str = 'next'", '5.1')}
`,
  },
  {
    module: 'django.contrib.admin.views.decorators',
    text: `${HEAD}@decorates('view_func', returns='callable', sync_wrapper=True, async_since='5.1')
def staff_member_required[F](view_func: F | None = None, redirect_field_name: str = 'next', login_url: str = 'admin:login') -> F: ...
`,
  },
  {
    module: 'django.utils.decorators',
    text: `${HEAD}@decorates(returns='callable', sync_wrapper=True, async_since='5.2')
def method_decorator[F](decorator: Any, name: str = '') -> Callable[[F], F]: ...
def decorator_from_middleware(middleware_class: Any) -> Any: ...
def decorator_from_middleware_with_args(middleware_class: Any) -> Any: ...
@answers
@decorates('func', keeps='async')
def sync_and_async_middleware[F](func: F) -> F: ...
@decorates('func', keeps='async')
def sync_only_middleware[F](func: F) -> F: ...
@answers
@decorates('func', keeps='async')
def async_only_middleware[F](func: F) -> F: ...
class classonlymethod(classmethod): ...
`,
  },
  {
    module: 'django.utils.functional',
    text: `${HEAD}@cached
class cached_property[T]:
    def __init__(self, func: Callable[[Any], T], name: str | None = None) -> None: ...
    def __get__(self, instance: Any, owner: Any) -> T: ...
class SimpleLazyObject:
    def __init__(self, func: Callable[[], Any]) -> None: ...
class classproperty: ...
class LazyObject: ...
def lazy(func: Callable[..., Any], *resultclasses: Any) -> Callable[..., Any]: ...
def keep_lazy(*resultclasses: Any) -> Any: ...
def partition(predicate: Callable[[Any], Any], values: Any) -> tuple[list[Any], list[Any]]: ...
`,
  },
];
