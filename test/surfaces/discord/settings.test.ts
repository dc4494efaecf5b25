import { expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { defaultDepthTiers } from '../../../src/budget/depth-tiers.ts'
import { commandBodies } from '../../../src/surfaces/discord/command-bodies.ts'
import { serveArticle } from './article.ts'
import {
  channel,
  dataFolder,
  guild,
  localDiscord,
  manager,
  member,
  other,
  owner,
  runBot,
} from './local-bot.ts'
import { isForOneAlone, shows, textOf } from './message-view.ts'

const asManager = { user: manager.id }

async function settingBot(settings: Record<string, string> = {}) {
  const [discord, article] = await Promise.all([
    localDiscord({ users: [owner, { ...member, locale: 'de' }, { ...other, locale: 'ru' }, manager] }),
    serveArticle(),
  ])
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host, ...settings })
  const set = (options: Record<string, string | boolean | number>) =>
    discord.command('settings set', options, asManager).waitFor(shows('Changed.'))
  const read = (options = {}, user = member.id) =>
    discord.command('autointel', { url: article.url, ...options }, { user }).waitFor(shows('Harbour closed'))
  return { discord, article, set, read, ...running }
}

it('shows a server’s settings to its managers alone, in their language', async () => {
  const { discord } = await settingBot()
  const english = await discord
    .command('settings view', {}, asManager)
    .waitFor(shows('Settings of this server'))
  expect(textOf(english)).toContain('**Depth** · standard')
  expect(textOf(english)).toContain('**Language** · that of the member who asks')
  expect(isForOneAlone(english)).toBe(true)
  const russian = await discord
    .command('settings view', {}, { ...asManager, locale: 'ru' })
    .waitFor(shows('Настройки этого сервера'))
  expect(textOf(russian)).toContain('**Цена** · видна, если запуск вышел дорогим или о ней попросили')
  expect(() => discord.command('settings view', {}, { user: member.id })).toThrow('not offered')
  const told = discord.command('settings view', {}, { user: member.id, isAllowed: true })
  await told.waitFor(shows('Only those who manage this server may do that.'))
  expect(discord.violations).toEqual([])
})

it('reads as deep, and as privately, as the server has it, unless the member says otherwise', async () => {
  const { set, read, context } = await settingBot()
  const told = await set({ depth: 'quick', private: true })
  expect(textOf(told)).toContain('**Depth** · quick')
  expect(textOf(told)).toContain('**Briefs** · for the member alone')

  expect(isForOneAlone(await read())).toBe(true)
  expect(isForOneAlone(await read({ depth: 'standard', private: false }))).toBe(false)

  const runs = await context.autointel.workflows.recent({ limit: 2 })
  expect(runs.map(({ depth, visibility }) => `${depth}: ${visibility}`)).toEqual([
    'standard: server',
    'quick: member',
  ])
})

it('writes what all read in the server’s language, and what is for a member alone in the member’s', async () => {
  const { set, read } = await settingBot()
  await set({ language: 'ru' })
  const inMembers = await read({ depth: 'quick', private: true })
  const forAll = await read({ depth: 'quick' })
  expect([/[а-яё]{4}/i.test(textOf(inMembers)), /[а-яё]{4}/i.test(textOf(forAll))]).toEqual([false, true])
  await set({ language: 'member' })
  expect(/[а-яё]{4}/i.test(textOf(await read({ depth: 'quick' })))).toBe(false)
  expect(/[а-яё]{4}/i.test(textOf(await read({ depth: 'quick' }, other.id)))).toBe(true)
})

it.each([
  ['usual', false, true],
  ['always', true, true],
  ['never', false, true],
])('says what a run cost as the server has it: %s', async (cost_line, isShown, isShownWhenAsked) => {
  const { set, read } = await settingBot()
  await set({ cost_line })
  const shown = [await read({ depth: 'quick' }), await read({ depth: 'quick', show_cost: true })]
  expect(shown.map((message) => textOf(message).includes('local model'))).toEqual([isShown, isShownWhenAsked])
})

it('holds what another process has changed from the next run on', async () => {
  const folder = await dataFolder()
  const { discord, read } = await settingBot({ DATA_DIR: folder })
  const elsewhere = await runBot(await localDiscord(), { DATA_DIR: folder })
  await elsewhere.context.autointel.servers.change(guild.id, { isPrivate: true })
  expect(isForOneAlone(await read({ depth: 'quick' }))).toBe(true)
  expect(discord.messages(channel)).toEqual([])
})

it('tells in two languages what it does, what it costs here and what is left, with commands to tap', async () => {
  const { discord } = await settingBot()
  const english = await discord
    .command('help', {}, { user: member.id })
    .waitFor(shows('I read links for you'))
  expect(isForOneAlone(english)).toBe(true)
  const id = (name: string) => discord.commands().find((command) => command.name === name)?.id
  expect(textOf(english)).toContain(`</autointel:${id('autointel')}>`)
  expect(textOf(english)).toContain('**quick**: at most $0.50')
  expect(textOf(english)).toContain('$5.00 left of this server’s $5.00')
  expect(textOf(english)).not.toContain('settings set')
  const russian = await discord
    .command('help', {}, { ...asManager, locale: 'ru' })
    .waitFor(shows('Я читаю ссылки за вас'))
  expect(textOf(russian)).toContain(`</settings set:${id('settings')}>`)
  expect(textOf(russian)).toContain('«Разобрать в Autointel»')
  expect(discord.violations).toEqual([])
})

it('names the commands in a server where they are of that server', async () => {
  const { discord } = await settingBot({ DISCORD_GUILD_ID: guild.id })
  const told = await discord.command('help', {}, { user: member.id }).waitFor(shows('I read links for you'))
  const id = discord.commands(guild.id).find(({ name }) => name === 'costs')?.id
  expect(textOf(told)).toContain(`</costs:${id}>`)
})

it('has a name in Russian for every command and option', () => {
  const parts: readonly Named[] = commandBodies(commands, defaultDepthTiers).flatMap(partsOf)
  // The name of the bot is one everywhere.
  const unnamed = parts.filter(({ name, name_localizations: names }) => name !== 'autointel' && !names?.ru)
  expect(unnamed.map(({ name }) => name)).toEqual([])
  expect(parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['budget', 'timezone', 'zone', 'file']),
  )
})

interface Named {
  readonly name: string
  readonly name_localizations?: { readonly ru?: string | null | undefined } | null | undefined
  readonly options?: readonly Named[] | undefined
}

/** A command with its subcommands and options. */
function partsOf(part: Named): readonly Named[] {
  return [part, ...(part.options ?? []).flatMap(partsOf)]
}

it('keeps how long the server remembers, and takes it back', async () => {
  const { discord, set, context } = await settingBot()
  expect(textOf(await set({ memory_days: 21 }))).toContain('**Memory** · 21 days')
  expect(await context.autointel.servers.of(guild.id)).toMatchObject({ memoryDays: 21 })
  const russian = discord.command('settings view', {}, { ...asManager, locale: 'ru' })
  expect(textOf(await russian.waitFor(shows('Настройки')))).toContain('**Память** · 21 день')
  expect(textOf(await set({ memory_days: 0 }))).toContain('**Memory** · as long as the bot keeps it')
})
