import { describe, expect, it } from 'vitest';
import { lintSchool } from '../../dev/school.ts';

/** A method of a bot; its body begins on line 11. */
function run(body: string): readonly string[] {
  return lintSchool(`import asyncio
import discord
from discord.ext import commands

class Office(commands.Cog):
    def __init__(self, bot: commands.Bot, guild: discord.Guild):
        self.bot = bot
        self.channel = discord.utils.get(guild.channels, name="office")

    async def work(self, member: discord.Member, ctx: commands.Context, interaction: discord.Interaction):
${body.replace(/^(?=.)/gmu, '        ')}
`);
}

describe('coroutine functions of discord.py', () => {
  it.each([
    ['of a channel', 'self.channel.send("done")'],
    ['of a member', 'member.ban(reason="late")'],
    ['of the guild of a member', 'member.guild.unban(member)'],
    ['of a context', 'ctx.send("done")'],
    ['of an interaction', 'interaction.response.defer()'],
    ['of a channel that the bot looks up', 'self.bot.get_channel(1).send("done")'],
    ['of each role', 'for role in member.roles: role.delete()'],
  ])('are awaited: %s', (_, body) => {
    expect(run(body)).toEqual(['11 no-floating-query']);
    expect(run(body.replace(/(\S+\(.*\))$/u, 'await $1'))).toEqual([]);
  });

  it.each([
    ['a task', 'asyncio.create_task(member.send("done"))'],
    ['a group', 'await asyncio.gather(*[one.send("done") for one in member.guild.members])'],
    ['what an async loop gives', 'async for message in ctx.history(limit=3):\n    await message.delete()'],
    ['what is looked for among it', 'found = await discord.utils.get(ctx.history(), author=member)'],
    ['what was sync before', 'self.bot.load_extension("office")'],
    ['a block that types', 'async with ctx.typing():\n    await ctx.send("done")'],
    ['what is no coroutine function', 'member.guild.get_member(1)'],
  ])('are seen to, or are none: %s', (_, body) => {
    expect(run(body)).toEqual([]);
  });
});
