import { GatewayIntentBits } from 'discord.js'
import { expect, it } from 'vitest'
import { userSubject } from '../../../src/ledger/subject.ts'
import type { LocalDiscordOptions } from '../../support/discord/options.ts'
import { serveArticle } from './article.ts'
import { startBotProcess } from './bot-process.ts'
import {
  channel,
  dataFolder,
  environmentFor,
  guild,
  localDiscord,
  manager,
  member,
  other,
  owner,
  runBot,
} from './local-bot.ts'
import { shows, textOf } from './message-view.ts'
import { paidBot } from './paid-bot.ts'

const thread = '130000000000000003'
const unwatched = '130000000000000004'
const account = `watch_${guild.id}`
const asManager = { user: manager.id }
const watchingIntents =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.MessageContent

async function watchingBot({
  mode = 'automatic',
  locale = 'en-US',
  options = {},
  settings = {},
  now = Date.now,
}: {
  mode?: string
  locale?: string
  options?: LocalDiscordOptions
  settings?: Record<string, string>
  now?: () => number
} = {}) {
  const channels = [
    { id: channel, name: 'links', threads: [{ id: thread, name: 'more' }] },
    { id: unwatched, name: 'talk' },
  ]
  const [discord, article] = await Promise.all([
    localDiscord({
      privilegedIntents: true,
      users: [owner, member, { ...other, locale: 'ru' }, manager],
      guilds: [{ ...guild, locale, channels }],
      ...options,
    }),
    serveArticle(),
  ])
  const running = await runBot(
    discord,
    { SOURCE_ALLOW_HOSTS: article.host, WATCH_CHANNELS: 'on', ...settings },
    { now },
  )
  const told = await discord
    .command('settings watch', { channel, mode }, asManager)
    .waitFor((message) => textOf(message) !== '')
  const post = (content: string, place: { channel?: string; isByBot?: boolean } = {}) =>
    discord.post(content, { user: other.id, channel, ...place })
  const { workflows } = running.context.autointel
  const runs = () => workflows.recent({ user: account, limit: 50 })
  return { discord, article, told, post, runs, ...running }
}

it('reads a posted link at once, quickly and for all who read the channel, in an answer to the message', async () => {
  const { discord, article, told, post, runs } = await watchingBot()
  expect(textOf(told)).toContain(`<#${channel}> is watched from now on`)
  expect(textOf(told)).toContain('$0.00 of $1.00 spent today')
  const posted = post(`Look: ${article.url}`)
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(brief.message_reference?.message_id).toBe(posted.id)
  expect(await runs()).toMatchObject([
    { depth: 'quick', tenant: `guild_${guild.id}`, user: account, visibility: 'server', channel },
  ])
  expect(discord.messagesThatMayMention()).toEqual([])
  expect(discord.violations).toEqual([])
})

it('answers in the thread in which a link was posted, in the server’s language', async () => {
  const { discord, article, post } = await watchingBot({ locale: 'ru' })
  post(article.url, { channel: thread })
  const brief = await discord.waitForMessage(thread, shows('Harbour closed'))
  expect(textOf(brief)).toMatch(/[а-яё]{4}/i)
  expect(discord.messages(channel)).toEqual([])
})

it('offers to read with a reaction, and reads once somebody takes the offer', async () => {
  const { discord, article, post, runs } = await watchingBot({ mode: 'reaction' })
  const posted = post(`Look: ${article.url}`)
  await discord.waitUntil(() => discord.botReactions(posted)[0])
  expect(discord.botReactions(posted)).toEqual(['🔎'])
  expect(await runs()).toEqual([])
  discord.react(posted, '👍', { user: member.id })
  discord.react(posted, '🔎', { user: member.id })
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(brief.message_reference?.message_id).toBe(posted.id)
  expect(await runs()).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('reads a link once a day in a channel, however often it is posted and by whatever process', async () => {
  let aheadMs = 0
  const folder = await dataFolder()
  const now = () => Date.now() + aheadMs
  const { discord, article, post, runs } = await watchingBot({ now, settings: { DATA_DIR: folder } })
  post(article.url)
  post(`${article.url}?utm_source=chat`)
  await discord.waitForMessage(channel, shows('Harbour closed'))
  post(article.url)
  const last = post(`${article.url}/other`)
  const isAnswerTo = (id: string) => (message: { message_reference?: { message_id?: string } }) =>
    message.message_reference?.message_id === id
  await discord.waitForMessage(channel, isAnswerTo(last.id))
  expect(await runs()).toHaveLength(2)
  aheadMs = 24 * 3_600_000
  const later = post(article.url)
  await discord.waitForMessage(channel, isAnswerTo(later.id))
  expect(await runs()).toHaveLength(3)
})

it('leaves alone bots, other channels, and links to nothing that can be read', async () => {
  const { discord, article, post, runs } = await watchingBot()
  post(article.url, { isByBot: true })
  post(article.url, { channel: unwatched })
  post('node.js and example.com are nice')
  post('https://discord.com/channels/1/2/3 https://tenor.com/view/cat-1 https://example.com/cat.png')
  discord.react(post('Good morning!'), '🔎', { user: member.id })
  const last = post(article.url)
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(brief.message_reference?.message_id).toBe(last.id)
  expect(await runs()).toHaveLength(1)
  // What the bot itself says has the link in it, too.
  discord.react(brief, '🔎', { user: member.id })
  await discord.command('settings unwatch', { channel }, asManager).waitFor(shows('is no longer watched'))
  post(`${article.url}/late`)
  await discord.command('help', {}, { user: member.id }).waitFor(shows('I read links'))
  expect(await runs()).toHaveLength(1)
})

it('does not tell who may see a hidden channel’s brief anything else', async () => {
  const hidden = '130000000000000005'
  const { discord, article, post, runs, context } = await watchingBot({
    options: {
      guilds: [
        {
          ...guild,
          channels: [
            { id: channel, name: 'links' },
            { id: hidden, name: 'staff', isHidden: true },
          ],
        },
      ],
    },
  })
  await context.autointel.servers.watch(guild.id, { channel: hidden, mode: 'automatic' })
  discord.post(article.url, { user: owner.id, channel: hidden })
  await discord.waitForMessage(hidden, shows('Harbour closed'))
  expect(await runs()).toMatchObject([{ visibility: 'channel', channel: hidden }])
  post('nothing')
})

it('keeps to the day’s limit of the watched channels: beyond it, a message gets a reaction and no words', async () => {
  const { discord, article, running } = await paidBot(
    {},
    { discord: { privilegedIntents: true }, settings: { WATCH_CHANNELS: 'on' } },
  )
  const watch = (amount: string) =>
    discord.command('settings watch', { channel, mode: 'automatic', amount }, asManager)
  await watch('a lot').waitFor(shows('is not an amount'))
  expect((await running.context.autointel.servers.of(guild.id)).watched).toEqual([])
  await watch('0.0001').waitFor(shows('is watched from now on'))
  const posted = discord.post(article.url, { user: other.id, channel })
  await discord.waitUntil(() => discord.botReactions(posted)[0])
  expect(discord.botReactions(posted)).toEqual(['💸'])
  expect(discord.messages(channel)).toHaveLength(1)

  await watch('1').waitFor(shows('is watched from now on'))
  discord.post(article.url, { user: other.id, channel })
  await discord.waitForMessage(channel, shows('A short title of the source.'))
  const report = discord.command('costreport', { by: 'member' }, asManager)
  await report.waitFor(shows('watched channels'))
  const { ledger } = running.context.autointel
  const [spent] = await ledger.budgetStatus(userSubject(account), Date.now())
  expect(spent?.spentNanoUsd).toBeGreaterThan(0n)
  expect(discord.violations).toEqual([])
})

it.each([
  ['en-US', 'its operator has not switched the watching of channels on'],
  ['ru', 'владелец не включил наблюдение за каналами'],
])('asks for no messages unless the operator wants it so, and says that in %s', async (locale, text) => {
  const discord = await localDiscord()
  await runBot(discord)
  expect(discord.gatewayLog.identifies).toMatchObject([{ intents: GatewayIntentBits.Guilds }])
  const place = { ...asManager, locale }
  await discord.command('settings watch', { channel, mode: 'automatic' }, place).waitFor(shows(text))
})

it('asks for messages, their content and reactions where the operator wants it', async () => {
  const { discord } = await watchingBot()
  expect(discord.gatewayLog.identifies).toMatchObject([{ intents: watchingIntents }])
})

it('ends with one clear line when Discord does not let it read the content of messages', async () => {
  const discord = await localDiscord()
  const folder = await dataFolder()
  const settings = await environmentFor(discord, { WATCH_CHANNELS: 'on', DATA_DIR: folder })
  const bot = startBotProcess({ ...settings, LOG_LEVEL: 'silent' }, folder)
  expect(await bot.exit).toEqual({ code: 2, signal: null })
  expect(bot.lines).toEqual([
    'WATCH_CHANNELS=on: Discord does not let this bot read messages. Switch on Message Content Intent in',
    'the Developer Portal (Bot), or set WATCH_CHANNELS=off.',
    '  All settings are explained in .env.example.',
  ])
})
