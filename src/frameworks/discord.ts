import type { StubModule } from '../analysis/stubs.ts';

const HEAD = 'from collections.abc import Callable\nfrom typing import Any\n\n';

// https://discordpy.readthedocs.io/en/stable/ext/commands/api.html: listeners, commands and loops are coroutine functions; a sync one is refused.
export const stubs: readonly StubModule[] = [
  {
    module: 'discord.ext.commands',
    text: `${HEAD}class Cog:
    @classmethod
    @decorates(returns='callable', keeps='async')
    def listener[F](cls, name: str | None = None) -> Callable[[F], F]: ...
class GroupCog(Cog): ...
@decorates(returns='callable', keeps='async')
def command[F](name: str | None = None, **attrs: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def hybrid_command[F](name: str | None = None, **attrs: Any) -> Callable[[F], F]: ...
`,
  },
  { module: 'discord.ext.tasks', text: `${HEAD}@decorates(returns='callable', keeps='async')\ndef loop[F](**options: Any) -> Callable[[F], F]: ...\n` },
];
