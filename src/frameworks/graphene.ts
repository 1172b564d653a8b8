import type { StubModule } from '../analysis/stubs.ts';

// https://docs.graphene-python.org/en/latest/execution/execute/: `execute_async` calls a sync resolver on the event loop.
// https://docs.graphene-python.org/projects/django/: `GraphQLView` is a sync view, and runs in a thread.
const ON_LOOP = (methods: string) => `@on_loop('starlette_graphene3.GraphQLApp', 'starlette.graphql.GraphQLApp', unless='graphene_django.views.GraphQLView', calls='execute_async', methods='${methods}')`;

export const stubs: readonly StubModule[] = [
  {
    module: 'graphene',
    text: `from typing import Any

${ON_LOOP('resolve_*')}
class ObjectType:
    def __init__(self, **kwargs: Any) -> None: ...
class Interface(ObjectType): ...
${ON_LOOP('mutate resolve_*')}
class Mutation(ObjectType): ...
class Schema:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    async def execute_async(self, *args: Any, **kwargs: Any) -> Any: ...
    def execute(self, *args: Any, **kwargs: Any) -> Any: ...
`,
  },
  { module: 'graphene_django', text: 'from graphene import ObjectType\n\nclass DjangoObjectType(ObjectType): ...\n' },
  { module: 'graphene_django.types', text: 'from graphene_django import DjangoObjectType\n' },
];
