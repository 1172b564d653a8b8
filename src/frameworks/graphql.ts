import type { StubModule } from '../analysis/stubs.ts';

const HEAD = 'from collections.abc import Callable\nfrom typing import Any\n\n';

/** Decorators of resolvers and types, bare or with arguments. */
function defineMarks(names: string, parameter: string, mark = ''): string {
  return names
    .split(' ')
    .map((name) => `${mark}@decorates('${parameter}', returns='callable', keeps='async')\ndef ${name}[F](${parameter}: F | None = None, **options: Any) -> F: ...\n`)
    .join('');
}

/** `@on_loop`: a sync resolver is called on the event loop where the project has one of these servers, and none of the others. */
function mark(servers: string, others: string): string {
  return `@on_loop(${servers.split(' ').map((name) => `'${name}'`).join(', ')}, unless='${others}')\n`;
}

// https://strawberry.rocks/docs/django/guide/resolvers: `strawberry_django.field` goes to a thread, this does not.
const STRAWBERRY = mark(
  'strawberry.django.views.AsyncGraphQLView strawberry.asgi.GraphQL strawberry.fastapi.GraphQLRouter strawberry.channels.GraphQLProtocolTypeRouter strawberry.channels.GraphQLHTTPConsumer strawberry.aiohttp.views.GraphQLView',
  'strawberry.django.views.GraphQLView strawberry.channels.SyncGraphQLHTTPConsumer strawberry.flask.views.GraphQLView',
);
// https://ariadnegraphql.org/docs/resolvers and https://github.com/reset-button/ariadne_django
const ARIADNE = mark('ariadne.asgi.GraphQL ariadne_django.views.GraphQLAsyncView', 'ariadne_django.views.GraphQLView ariadne.wsgi.GraphQL ariadne.contrib.django.views.GraphQLView');
const BINDABLE = 'ObjectType QueryType MutationType SubscriptionType InterfaceType';

export const stubs: readonly StubModule[] = [
  {
    module: 'strawberry.types',
    text: String.raw`
from django.contrib.auth import AuthUser
from django.contrib.auth.models import AnonymousUser

# Which request it is depends on the server: only Django's has this method.
class Request:
    @query
    async def auser(self) -> AuthUser | AnonymousUser: ...
class Context:
    request: Request
class Info:
    context: Context
`,
  },
  { module: 'strawberry', text: `${HEAD}from strawberry.types import Info\n\nID = str\n${defineMarks('field mutation subscription', 'resolver', STRAWBERRY)}${defineMarks('type input interface', 'cls')}` },
  {
    module: 'ariadne',
    text: `${HEAD}${BINDABLE.split(' ')
      .map(
        (name) => `class ${name}:
    def __init__(self, name: str = '') -> None: ...
    ${ARIADNE}    @decorates(returns='callable', keeps='async')
    def field[F](self, name: str) -> Callable[[F], F]: ...
    @decorates(returns='callable', keeps='async')
    def source[F](self, name: str) -> Callable[[F], F]: ...
`,
      )
      .join('')}`,
  },
];
