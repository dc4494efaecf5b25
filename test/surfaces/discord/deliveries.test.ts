import { join } from 'node:path'
import Database from 'better-sqlite3'
import { MessageFlags } from 'discord.js'
import { expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { located } from '../../support/sources/located.ts'
import { serveArticle } from './article.ts'
import { channel, dataFolder, localDiscord, member, runBot } from './local-bot.ts'
import { actionsOf, isForOneAlone, shows, textOf } from './message-view.ts'

const sixteenMinutesMs = 16 * 60_000

/** A bot whose clock goes with Discord's. */
async function botOnDiscordTime() {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
  let aheadMs = 0
  const running = await runBot(
    discord,
    { SOURCE_ALLOW_HOSTS: article.host },
    { now: () => Date.now() + aheadMs },
  )
  const advance = (milliseconds: number) => {
    aheadMs += milliseconds
    discord.advance(milliseconds)
  }
  return { discord, article, running, advance }
}

it('answers in the channel, mentioning only the member who asked, when the run takes longer than the token lives', async () => {
  const { discord, article, advance } = await botOnDiscordTime()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const progress = await asked.waitFor(shows('Reading'))
  advance(sixteenMinutesMs)
  article.release()
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(brief.id).not.toBe(progress.id)
  expect(textOf(brief)).toContain(`<@${member.id}>`)
  expect(actionsOf(brief)).toContain('brief')
  expect(discord.messagesThatMayMention().map(({ allowedMentions }) => allowedMentions)).toEqual([
    { parse: [], users: [member.id] },
  ])
  const old = await discord.waitForMessage(channel, shows('the brief is in the channel'))
  expect(old.id).toBe(progress.id)
  expect(actionsOf(old)).toEqual([])
  expect(discord.violations).toEqual([])
})

it('sends a private brief by direct message when its token is over', async () => {
  const { discord, article, advance } = await botOnDiscordTime()
  const options = { url: article.url, depth: 'quick', private: true }
  const asked = discord.command('autointel', options, { user: member.id })
  await asked.waitFor(shows('Reading'))
  advance(sixteenMinutesMs)
  article.release()
  await discord.waitForDirectMessage(member.id, shows('Harbour closed'))
  expect(discord.messages(channel)).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
  expect(discord.violations).toEqual([])
})

it('keeps a private brief that reached nobody for its member, and shows it to nobody else', async () => {
  const { discord, article, advance, running } = await botOnDiscordTime()
  discord.closeDirectMessages(member.id)
  const options = { url: article.url, depth: 'quick', private: true }
  await discord.command('autointel', options, { user: member.id }).waitFor(shows('Reading'))
  advance(sixteenMinutesMs)
  article.release()
  await running.logged('a parcel reached nobody and is kept')
  expect(discord.messages(channel)).toEqual([])
  expect(await running.context.autointel.outbox.keptFor(member.id, 9)).toMatchObject([
    { title: 'Harbour closed' },
  ])
})

it('answers by direct message when it may no longer write in the channel', async () => {
  const { discord, article, advance } = await botOnDiscordTime()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Reading'))
  advance(sixteenMinutesMs)
  discord.forbidChannel(channel)
  article.release()
  await discord.waitForDirectMessage(member.id, shows('Harbour closed'))
})

it('believes Discord rather than its own clock that a token is over', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
  await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Reading'))
  discord.advance(sixteenMinutesMs)
  article.release()
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(textOf(brief)).toContain(`<@${member.id}>`)
})

it('ends quietly when its message was deleted meanwhile, and keeps the brief for the member', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
  const { context, logged } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const progress = await asked.waitFor(shows('Reading'))
  await fetch(`${discord.apiUrl}/v10/channels/${channel}/messages/${progress.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bot ${discord.token}` },
  })
  article.release()
  await logged('a parcel reached nobody and is kept')
  expect(discord.messages(channel)).toEqual([])
  expect(discord.directMessages(member.id)).toEqual([])
  expect(await context.autointel.outbox.keptFor(member.id, 9)).toMatchObject([{ title: 'Harbour closed' }])
})

it.each([
  { kind: 'rate-limit', retryAfterMs: 1000 },
  { kind: 'server-error', times: 2 },
  { kind: 'bad-gateway', times: 2 },
  { kind: 'reset', times: 2 },
  { kind: 'server-error', times: 6 },
  { kind: 'bad-gateway', isCarriedOut: true },
] as const)('delivers the brief through $kind (times $times)', async (fault) => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld: true })])
  await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Reading'))
  discord.failNext({ method: 'PATCH', path: '/webhooks/', ...fault })
  article.release()
  await asked.waitFor(shows('Harbour closed'))
  expect(discord.messages(channel)).toHaveLength(1)
  expect(discord.violations).toEqual([])
  expect(discord.sentWhileLimited()).toEqual([])
})

it.each([
  { kind: 'server-error' },
  { kind: 'bad-gateway' },
  { kind: 'reset' },
  { kind: 'reset', isCarriedOut: true },
  { kind: 'close' },
  { kind: 'close', isCarriedOut: true },
  { kind: 'close', times: 3 },
  { kind: 'hang', isCarriedOut: true },
  { kind: 'rate-limit', retryAfterMs: 1000 },
] as const)(
  'starts one run when its first answer meets $kind (carried out: $isCarriedOut, times: $times)',
  async (fault) => {
    const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
    const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
    discord.failNext({ method: 'POST', path: '/callback', ...fault })
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
    await asked.waitFor(shows('Harbour closed'))
    expect(await context.autointel.workflows.recent({ limit: 9 })).toHaveLength(1)
    expect(article.requests).toHaveLength(1)
  },
)

it.each([
  ['costs', {}, 'Your costs'],
  ['budget set', { period: 'day', amount: '7' }, '$7.00'],
] as const)(
  'answers /%s though its first answer is lost on the way back',
  async (command, options, title) => {
    const discord = await localDiscord({ owner: member.id })
    await runBot(discord)
    discord.failNext({ method: 'POST', path: '/callback', kind: 'close', isCarriedOut: true })

    const asked = discord.command(command, options, { user: member.id, isAllowed: true })

    expect(
      textOf(await asked.waitFor(({ flags = 0 }) => (flags & MessageFlags.IsComponentsV2) !== 0)),
    ).toContain(title)
  },
)

it('leaves an interaction alone that another process has answered', async () => {
  const discord = await localDiscord({ owner: member.id })
  const { context, logged } = await runBot(discord)
  discord.failNext({ method: 'POST', path: '/callback', kind: 'refusal', status: 400, code: 40060 })

  discord.command('budget set', { period: 'day', amount: '7' }, { user: member.id, isAllowed: true })

  await logged('an interaction was over before it was answered')
  expect(await context.autointel.ledger.budgetHistory(bookedSubject('guild_120000000000000001'), 9)).toEqual(
    [],
  )
})

it('survives an interaction that is over before it could be answered, and starts nothing', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const { context, logged } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  discord.failNext({ method: 'POST', path: '/callback', kind: 'rate-limit', retryAfterMs: 1000 })
  discord.command('autointel', { url: article.url }, { user: member.id })
  await discord.waitUntil(() => discord.requests.find(({ status }) => status === 429))
  discord.advance(sixteenMinutesMs)
  await logged('an interaction was over before it was answered')
  expect(await context.autointel.workflows.recent({ limit: 9 })).toEqual([])
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Harbour closed'))
})

it('starts nothing again under an id that was used', async () => {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle()])
  const { context } = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  const [workflow] = await context.autointel.workflows.recent({ limit: 1 })
  const request = {
    location: located(article.url),
    depth: 'quick',
    tenant: 'guild_1',
    visibility: 'server',
  } as const
  const address = {
    applicationId: discord.applicationId,
    interactionToken: asked.token,
    messageId: brief.id,
    channelId: channel,
    locale: 'en-US',
    guildLocale: null,
    userId: member.id,
    startedAtMs: Date.now(),
    showCost: false,
    isPrivate: false,
    isBotThere: true,
  }
  expect(await context.workflowMessages.start(workflow?.id ?? '', request, address)).toBe('exists')
  expect(article.requests).toHaveLength(1)
  expect(isForOneAlone(brief)).toBe(false)
})

it('shows a short message with an id that is also in the log when something unforeseen happens', async () => {
  const [discord, article, folder] = await Promise.all([localDiscord(), serveArticle(), dataFolder()])
  const settings = { SOURCE_ALLOW_HOSTS: article.host, DATA_DIR: folder }
  const { lines } = await runBot(discord, settings)
  const vandal = new Database(join(folder, 'autointel.db'))
  vandal.exec('pragma foreign_keys = off; drop table workflows')
  vandal.close()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const told = await asked.waitFor(shows('err_'))
  const [id] = /err_[0-9a-f]+/.exec(textOf(told)) ?? []
  expect(lines.filter(({ errorId }) => errorId === id)).toHaveLength(1)
})
