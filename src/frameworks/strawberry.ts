import type { StubModule } from '../analysis/stubs.ts';

const HEAD = 'from collections.abc import Callable\nfrom typing import Any\n\n';

/** Decorators of resolvers and types, bare or with arguments. */
function defineMarks(names: string, parameter: string, mark = ''): string {
  return names
    .split(' ')
    .map((name) => `${mark}@decorates('${parameter}', returns='callable', keeps='async')\ndef ${name}[F](${parameter}: F | None = None, **options: Any) -> F: ...\n`)
    .join('');
}

// https://strawberry.rocks/docs/django/guide/resolvers: `strawberry_django.field` goes to a thread, this does not. A sync resolver is
// called on the event loop where the project has one of the first servers, and none of the others.
const ON_LOOP = `@on_loop('strawberry.django.views.AsyncGraphQLView', 'strawberry.asgi.GraphQL', 'strawberry.fastapi.GraphQLRouter', 'strawberry.channels.GraphQLProtocolTypeRouter', 'strawberry.channels.GraphQLHTTPConsumer', 'strawberry.aiohttp.views.GraphQLView', unless='strawberry.django.views.GraphQLView strawberry.channels.SyncGraphQLHTTPConsumer strawberry.flask.views.GraphQLView')\n`;

export const stubs: readonly StubModule[] = [
  {
    module: 'strawberry.types',
    text: String.raw`
from django.contrib.auth import AuthUser
from django.contrib.auth.models import AnonymousUser

# Which request it is depends on the server: only Django's has this method.
class Request:
    @query
    @fetches_user('AUTHENTICATION_BACKENDS')
    async def auser(self) -> AuthUser | AnonymousUser: ...
class Context:
    request: Request
class Info:
    context: Context
`,
  },
  { module: 'strawberry', text: `${HEAD}from strawberry.types import Info\n\nID = str\n${defineMarks('field mutation subscription', 'resolver', ON_LOOP)}${defineMarks('type input interface', 'cls')}` },
];
