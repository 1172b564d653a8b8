import type { StubModule } from '../analysis/stubs.ts';

const BINDABLE = 'ObjectType QueryType MutationType SubscriptionType InterfaceType';

// https://ariadnegraphql.org/docs/resolvers and https://github.com/reset-button/ariadne_django: under ASGI, a sync resolver is called
// on the event loop; Django's view and WSGI run none.
const ON_LOOP = `@on_loop('ariadne.asgi.GraphQL', 'ariadne_django.views.GraphQLAsyncView', unless='ariadne_django.views.GraphQLView ariadne.wsgi.GraphQL ariadne.contrib.django.views.GraphQLView')\n`;

export const stubs: readonly StubModule[] = [
  {
    module: 'ariadne',
    text: `from collections.abc import Callable
from typing import Any

${BINDABLE.split(' ')
      .map(
        (name) => `class ${name}:
    def __init__(self, name: str = '') -> None: ...
    ${ON_LOOP}    @decorates(returns='callable', keeps='async')
    def field[F](self, name: str) -> Callable[[F], F]: ...
    @decorates(returns='callable', keeps='async')
    def source[F](self, name: str) -> Callable[[F], F]: ...
`,
      )
      .join('')}`,
  },
];
