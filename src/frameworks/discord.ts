import type { StubModule } from '../analysis/stubs.ts';

const HEAD = 'from collections.abc import AsyncIterator, Callable, Iterable\nfrom typing import Any\n\n';
const CHANNELS = 'TextChannel | VoiceChannel | StageChannel | ForumChannel | CategoryChannel';

interface Class {
  readonly bases?: string;
  readonly coroutines?: string;
  /** What its coroutines and its attributes give, where other code goes on with it. */
  readonly results?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, string>>;
}

// Coroutine functions of all releases since 1.7. Those for extensions and cogs are left out: they were sync before 2.0.
// https://discordpy.readthedocs.io/en/stable/api.html
const CLASSES: Readonly<Record<string, Class>> = {
  Messageable: { coroutines: 'send fetch_message pins', results: { send: 'Message', fetch_message: 'Message' }, methods: { history: 'AsyncIterator[Message]' } },
  GuildChannel: { coroutines: 'delete set_permissions clone move create_invite invites', attributes: { guild: 'Guild', name: 'str', id: 'int', mention: 'str' } },
  TextChannel: { bases: 'Messageable, GuildChannel', coroutines: 'edit delete_messages purge webhooks create_webhook follow create_thread', results: { create_thread: 'Thread' } },
  VoiceChannel: { bases: 'Messageable, GuildChannel', coroutines: 'edit connect' },
  StageChannel: { bases: 'Messageable, GuildChannel', coroutines: 'edit connect create_instance fetch_instance' },
  CategoryChannel: { bases: 'GuildChannel', coroutines: 'edit create_text_channel create_voice_channel create_stage_channel', results: { create_text_channel: 'TextChannel', create_voice_channel: 'VoiceChannel' } },
  ForumChannel: { bases: 'GuildChannel', coroutines: 'edit create_thread webhooks create_webhook' },
  DMChannel: { bases: 'Messageable' },
  Thread: { bases: 'Messageable', coroutines: 'delete edit delete_messages purge join leave add_user remove_user', attributes: { guild: 'Guild' } },
  Role: { coroutines: 'edit delete', attributes: { guild: 'Guild', name: 'str', id: 'int' } },
  User: { bases: 'Messageable', coroutines: 'create_dm', results: { create_dm: 'DMChannel' }, attributes: { name: 'str', id: 'int', mention: 'str', bot: 'bool' } },
  Member: { bases: 'User', coroutines: 'ban unban kick edit move_to add_roles remove_roles timeout request_to_speak', attributes: { guild: 'Guild', roles: 'list[Role]', display_name: 'str' } },
  Message: {
    coroutines: 'delete edit publish pin unpin add_reaction remove_reaction clear_reaction clear_reactions create_thread reply',
    results: { edit: 'Message', reply: 'Message', create_thread: 'Thread' },
    attributes: { author: 'Member', content: 'str', guild: 'Guild | None', channel: 'TextChannel', id: 'int' },
  },
  Guild: {
    coroutines:
      'create_text_channel create_voice_channel create_stage_channel create_category create_category_channel leave delete edit fetch_channels fetch_member fetch_ban fetch_channel prune_members invites webhooks fetch_emojis fetch_emoji fetch_roles create_role edit_role_positions kick ban unban vanity_invite chunk change_voice_state',
    results: { create_text_channel: 'TextChannel', create_voice_channel: 'VoiceChannel', create_category: 'CategoryChannel', fetch_member: 'Member', create_role: 'Role', fetch_roles: 'list[Role]' },
    attributes: { name: 'str', id: 'int', channels: `list[${CHANNELS}]`, text_channels: 'list[TextChannel]', voice_channels: 'list[VoiceChannel]', categories: 'list[CategoryChannel]', threads: 'list[Thread]', members: 'list[Member]', roles: 'list[Role]', me: 'Member', owner: 'Member | None' },
    methods: { get_channel: `${CHANNELS} | None`, get_member: 'Member | None', get_member_named: 'Member | None', get_role: 'Role | None' },
  },
  InteractionResponse: { coroutines: 'defer pong send_message edit_message send_modal autocomplete' },
  Webhook: { coroutines: 'fetch delete edit send fetch_message edit_message delete_message' },
  Interaction: { coroutines: 'original_response edit_original_response delete_original_response', results: { original_response: 'Message', edit_original_response: 'Message' }, attributes: { response: 'InteractionResponse', followup: 'Webhook', user: 'Member', guild: 'Guild | None', message: 'Message | None' } },
  Client: {
    coroutines: 'close start login connect wait_until_ready wait_for change_presence fetch_guild fetch_user fetch_channel fetch_webhook fetch_invite delete_invite application_info',
    results: { fetch_guild: 'Guild', fetch_user: 'User', fetch_webhook: 'Webhook' },
    attributes: { guilds: 'list[Guild]', users: 'list[User]' },
    methods: { get_channel: `${CHANNELS} | Thread | None`, get_guild: 'Guild | None', get_user: 'User | None' },
  },
};

function defineClass([name, { attributes = {}, bases, coroutines = '', methods = {}, results = {} }]: readonly [string, Class]): string {
  const lines = [
    ...Object.entries(attributes).map(([attribute, type]) => `    ${attribute}: ${type}\n`),
    ...Object.entries(methods).map(([method, result]) => `    def ${method}(self, *args: Any, **options: Any) -> ${result}: ...\n`),
    ...coroutines.split(' ').filter(Boolean).map((method) => `    async def ${method}(self, *args: Any, **options: Any) -> ${results[method] ?? 'Any'}: ...\n`),
  ];
  return `class ${name}${bases === undefined ? '' : `(${bases})`}:\n${lines.join('') || '    ...\n'}`;
}

const NAMES = Object.keys(CLASSES).join(', ');

// https://discordpy.readthedocs.io/en/stable/ext/commands/api.html: listeners, commands and loops are coroutine functions, a sync one is refused;
// a sync check is called on the event loop.
export const stubs: readonly StubModule[] = [
  { module: 'discord.abc', text: 'from discord import GuildChannel, Messageable, User\n' },
  { module: 'discord', text: `${HEAD}from discord import abc, utils\n\n${Object.entries(CLASSES).map(defineClass).join('')}` },
  { module: 'discord.utils', text: `${HEAD}def get[T](iterable: Iterable[T], /, **attrs: Any) -> T | None: ...\ndef find[T](predicate: Callable[[T], Any], iterable: Iterable[T], /) -> T | None: ...\n` },
  {
    module: 'discord.ext.commands',
    text: `${HEAD}from discord import ${NAMES}

class Cog:
    @classmethod
    @decorates(returns='callable', keeps='async')
    def listener[F](cls, name: str | None = None) -> Callable[[F], F]: ...
class GroupCog(Cog): ...
class Bot(Client): ...
class AutoShardedBot(Bot): ...
class Context(Messageable):
    author: Member
    bot: Bot
    channel: TextChannel
    guild: Guild | None
    message: Message
    async def reply(self, *args: Any, **options: Any) -> Message: ...
    async def defer(self, *, ephemeral: bool = False) -> None: ...
    async def send_help(self, *args: Any) -> Any: ...
    async def invoke(self, *args: Any, **options: Any) -> Any: ...
@on_loop
def check(predicate: Any) -> Any: ...
@decorates(returns='callable', keeps='async')
def command[F](name: str | None = None, **attrs: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def hybrid_command[F](name: str | None = None, **attrs: Any) -> Callable[[F], F]: ...
`,
  },
  { module: 'discord.app_commands', text: `${HEAD}@on_loop\ndef check(predicate: Any) -> Any: ...\n` },
  { module: 'discord.ext.tasks', text: `${HEAD}@decorates(returns='callable', keeps='async')\ndef loop[F](**options: Any) -> Callable[[F], F]: ...\n` },
];
