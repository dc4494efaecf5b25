import type { AutocompleteInteraction, ChatInputCommandInteraction, Interaction } from 'discord.js'
import { AttachmentBuilder, EmbedBuilder, MessageFlags, Team, User } from 'discord.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { startLocalDiscord } from '../../support/discord/local-discord.ts'
import type { SmallBot } from './local-discord-bot.ts'
import { smallCommands, startSmallBot } from './local-discord-bot.ts'

const owner = { id: '110000000000000001', username: 'owner', locale: 'ru' }
const member = { id: '110000000000000002', username: 'member' }
const guild = {
  id: '120000000000000001',
  name: 'Readers',
  locale: 'de',
  channels: [{ id: '130000000000000001', name: 'links' }],
}
const channelId = '130000000000000001'
const url = 'https://example.org/article'

let discord: LocalDiscord
let bot: SmallBot

beforeEach(async () => {
  discord = await startLocalDiscord({ users: [owner, member], guilds: [guild], owner: owner.id })
  bot = await startSmallBot(discord)
})

afterEach(async () => {
  expect(bot.failures).toEqual([])
  await bot.client.destroy()
  await discord.close()
})

/** Answers every chat command with `answer`. */
function onCommand(answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>): void {
  bot.onInteraction(async (interaction) => interaction.isChatInputCommand() && answer(interaction))
}

describe('who and where the bot is', () => {
  it('gives the client its guilds and the application its owner', async () => {
    const application = await bot.client.application.fetch()
    expect(bot.client.guilds.cache.get(guild.id)?.preferredLocale).toBe('de')
    expect(bot.client.user.id).toBe(discord.applicationId)
    expect(application.owner).toBeInstanceOf(User)
    expect(application.owner?.id).toBe(owner.id)
  })

  it('gives an application that a team owns its team', async () => {
    const other = await startLocalDiscord({ users: [owner, member], team: [member.id, owner.id] })
    const teamBot = await startSmallBot(other)
    const { owner: team } = await teamBot.client.application.fetch()
    expect(team).toBeInstanceOf(Team)
    expect([...(team as Team).members.keys()]).toEqual([member.id, owner.id])
    expect((team as Team).ownerId).toBe(member.id)
    await teamBot.client.destroy()
    await other.close()
  })

  it('gives members the permissions that interactions say they have', async () => {
    const ofOwner = await bot.client.guilds.cache.get(guild.id)?.members.fetch(owner.id)
    const ofMember = await bot.client.guilds.cache.get(guild.id)?.members.fetch(member.id)
    expect(ofOwner?.permissions.has('ManageGuild')).toBe(true)
    expect(ofMember?.permissions.has('ManageGuild')).toBe(false)
  })
})

describe('commands', () => {
  it('keeps the id of a command whose name stays, and forgets those left out', async () => {
    const [before] = discord.commands()
    await bot.client.application.commands.set(smallCommands().slice(0, 1))
    expect(discord.commands().map(({ id, name }) => ({ id, name }))).toEqual([
      { id: before?.id, name: 'read' },
    ])
  })

  it('creates, edits, lists and deletes commands of a guild, which hide the global ones', async () => {
    const { commands } = bot.client.application
    const created = await commands.create({ name: 'read', description: 'Here' }, guild.id)
    await commands.edit(created, { description: 'Only here' }, guild.id)
    expect((await commands.fetch({ guildId: guild.id })).map(({ description }) => description)).toEqual([
      'Only here',
    ])
    const seen = new Promise<Interaction>((resolve) => bot.onInteraction(async (one) => resolve(one)))
    discord.command('read')
    expect(await seen).toMatchObject({ commandId: created.id })
    await commands.delete(created, guild.id)
    expect(discord.commands(guild.id)).toEqual([])
  })

  it('encodes every kind of option, with the users that ids stand for', async () => {
    const seen = new Promise<ChatInputCommandInteraction>((resolve) => onCommand(async (one) => resolve(one)))
    const options = { url, depth: 'deep', pages: 9, limit: 0.5, aloud: true, for: member.id }
    discord.command('read', options, { user: owner.id })
    const interaction = await seen
    expect(interaction.options.getString('url', true)).toBe(url)
    expect(interaction.options.getString('depth')).toBe('deep')
    expect(interaction.options.getInteger('pages')).toBe(9)
    expect(interaction.options.getNumber('limit')).toBe(0.5)
    expect(interaction.options.getBoolean('aloud')).toBe(true)
    expect(interaction.options.getUser('for')?.username).toBe('member')
    expect(interaction.options.getMember('for')).toMatchObject({ id: member.id })
    expect(interaction).toMatchObject({ locale: 'ru', guildLocale: 'de', guildId: guild.id, channelId })
  })

  it.each([
    ['a command that is not registered', 'write', {}, 'No command "write"'],
    ['a required option left out', 'read', {}, '"url" is required'],
    ['an option that does not exist', 'read', { url, colour: 'red' }, 'no option "colour"'],
    ['a choice that is not offered', 'read', { url, depth: 'bottomless' }, 'one of "quick", "deep"'],
    ['a number over its maximum', 'read', { url, pages: 10 }, 'between 1 and 9'],
    ['a fraction for an integer', 'read', { url, pages: 1.5 }, 'an integer'],
    ['a user who does not exist', 'read', { url, for: '1' }, 'no user 1'],
    ['a missing subcommand', 'budget', {}, 'name one of its subcommands'],
    ['an unknown subcommand', 'budget raise', {}, 'no subcommand "raise"'],
  ])('does not send %s', (_, name, options, reason) => {
    expect(() => discord.command(name, options, { user: owner.id })).toThrow(reason)
  })

  it('offers a command to those who may use it', () => {
    expect(() => discord.command('budget set', { period: 'day' }, { user: member.id })).toThrow('not offered')
    expect(() => discord.command('budget set', { period: 'day' }, { user: owner.id })).not.toThrow()
  })

  it('completes what a member types', async () => {
    const complete = ({ options }: AutocompleteInteraction) => [
      { name: `${options.getFocused()}…`, value: `${options.getSubcommand()} month` },
    ]
    bot.onInteraction(async (one) => one.isAutocomplete() && one.respond(complete(one)))
    const handle = discord.autocomplete('budget set', { period: 'mo' }, 'period', { user: owner.id })
    await handle.firstResponse()
    expect(handle.choices).toEqual([{ name: 'mo…', value: 'set month' }])
  })
})

describe('answers', () => {
  it('shows a deferred answer as loading, then as edited, and keeps each edit', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    onCommand(async (interaction) => {
      await interaction.deferReply()
      await gate
      await interaction.editReply('1 of 2')
      await interaction.editReply({ content: '2 of 2', embeds: [new EmbedBuilder().setTitle('Brief')] })
      await interaction.followUp('One more thing')
    })
    const handle = discord.command('read', { url })
    await handle.waitFor(({ flags }) => flags === MessageFlags.Loading)
    open()
    const done = await handle.waitFor(({ content }) => content === '2 of 2')
    await handle.waitForFollowUp()
    expect(done).toMatchObject({ flags: 0, embeds: [{ title: 'Brief', type: 'rich' }] })
    expect(handle.edits.map(({ message }) => message.content)).toEqual(['1 of 2', '2 of 2'])
    expect(handle.followUps.map(({ content }) => content)).toEqual(['One more thing'])
    expect(discord.messages(channelId).map(({ content }) => content)).toEqual(['2 of 2', 'One more thing'])
    expect(handle.answeredWithinMs).toBeDefined()
    expect(discord.violations).toEqual([])
  })

  it('lets the first follow-up take the place of a deferred answer, with its visibility', async () => {
    onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      await interaction.followUp('Only for you')
    })
    const handle = discord.command('read', { url })
    const response = await handle.waitFor(({ content }) => content === 'Only for you')
    expect(response.flags).toBe(MessageFlags.Ephemeral)
    expect(handle.followUps).toEqual([])
    expect(discord.messages(channelId)).toEqual([])
  })

  it('gives the message back with the first answer, and by fetching, and deletes it', async () => {
    const contents: string[] = []
    onCommand(async (interaction) => {
      const callback = await interaction.reply({ content: 'Here', withResponse: true })
      contents.push(callback.resource?.message?.content ?? '', (await interaction.fetchReply()).content)
      await interaction.deleteReply()
    })
    const handle = discord.command('read', { url })
    await handle.firstResponse()
    await discord.waitUntil(() => (handle.response === undefined ? true : undefined))
    expect(contents).toEqual(['Here', 'Here'])
  })

  it('keeps uploaded files, and shows embeds their address', async () => {
    onCommand((interaction) =>
      interaction.reply({
        embeds: [new EmbedBuilder().setImage('attachment://chart.png')],
        files: [new AttachmentBuilder(Buffer.from('picture'), { name: 'chart.png', description: 'Costs' })],
      }),
    )
    const handle = discord.command('read', { url })
    await handle.firstResponse()
    const [attachment] = handle.response?.attachments ?? []
    const address = attachment?.url ?? ''
    expect(attachment).toMatchObject({ filename: 'chart.png', description: 'Costs', size: 7 })
    expect(handle.response?.embeds[0]?.image?.url).toBe(address)
    expect(Buffer.from(discord.attachmentBytes(address)).toString()).toBe('picture')
    expect(await (await fetch(address)).text()).toBe('picture')
  })

  it('lists the messages that leave room for a ping', async () => {
    onCommand(async (interaction) => {
      await interaction.reply('quiet')
      await interaction.followUp({ content: 'loud', allowedMentions: { parse: ['users'] } })
      await interaction.followUp({ content: 'named', allowedMentions: { parse: [], users: [member.id] } })
    })
    await discord.command('read', { url }).waitForFollowUp(({ content }) => content === 'named')
    expect(discord.mentions).toHaveLength(3)
    expect(discord.messagesThatMayMention().map(({ content }) => content)).toEqual(['loud', 'named'])
  })
})

describe('direct messages', () => {
  it('takes them until the user closes them, and again once opened', async () => {
    await bot.client.users.send(owner.id, 'Half is spent')
    discord.closeDirectMessages(owner.id)
    await expect(bot.client.users.send(owner.id, 'All is spent')).rejects.toMatchObject({ code: 50007 })
    discord.openDirectMessages(owner.id)
    await bot.client.users.send(owner.id, 'All is spent indeed')
    const texts = discord.directMessages(owner.id).map(({ content }) => content)
    expect(texts).toEqual(['Half is spent', 'All is spent indeed'])
    expect(discord.directMessages(member.id)).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('takes commands there', async () => {
    onCommand((interaction) =>
      interaction.reply(`guild ${interaction.guildId}, by ${interaction.user.username}`),
    )
    const handle = discord.command('read', { url }, { user: member.id, isDirect: true })
    await handle.firstResponse()
    const [message] = discord.directMessages(member.id)
    expect(message?.content).toBe('guild null, by member')
    expect(discord.messages(channelId)).toEqual([])
  })
})
