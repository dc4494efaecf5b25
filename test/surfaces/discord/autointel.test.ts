import { join } from 'node:path'
import Database from 'better-sqlite3'
import { MessageFlags } from 'discord.js'
import { expect, it } from 'vitest'
import type { BotOptions } from '../../../src/surfaces/discord/bot.ts'
import type { LocalDiscord } from '../../support/discord/local-discord.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'
import { type Article, serveArticle } from './article.ts'
import { channel, dataFolder, localDiscord, member, other, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, isForOneAlone, shows, textOf } from './message-view.ts'

async function botWithArticle({
  isHeld = false,
  settings = {},
  options = {},
}: {
  isHeld?: boolean
  settings?: Record<string, string>
  options?: Partial<BotOptions>
} = {}): Promise<{ discord: LocalDiscord; article: Article; running: Awaited<ReturnType<typeof runBot>> }> {
  const [discord, article] = await Promise.all([localDiscord(), serveArticle({ isHeld })])
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host, ...settings }, options)
  return { discord, article, running }
}

it('answers /autointel in a server with progress and then the brief, mentioning nobody', async () => {
  const { discord, article } = await botWithArticle({ isHeld: true })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const progress = await asked.waitFor(shows('Reading'))
  expect(textOf(progress)).toContain('At most $0.50 at depth quick')
  expect(textOf(progress)).toContain('left of this server’s $5.00')
  expect(actionsOf(progress)).toEqual(['cancel'])

  article.release()
  const brief = await asked.waitFor(shows('Harbour closed'))
  expect(textOf(brief)).toContain('The mayor, Anna Holm')
  expect(actionsOf(brief)).toEqual(['brief', 'ask', 'details', 'deeper'])
  expect(discord.messages(channel)).toHaveLength(1)
  expect(discord.violations).toEqual([])
  expect(discord.messagesThatMayMention()).toEqual([])
})

it('speaks the language of the member, and the server’s where it does not know that one', async () => {
  const { discord, article } = await botWithArticle()
  const options = { url: article.url, depth: 'quick' }
  const russian = discord.command('autointel', options, { user: member.id, locale: 'ru' })
  const server = discord.command('autointel', options, { user: member.id, locale: 'ja', guildLocale: 'ru' })
  const english = discord.command('autointel', options, { user: member.id, locale: 'ja', guildLocale: 'ko' })
  await russian.waitFor(shows('Главное'))
  await server.waitFor(shows('Главное'))
  await english.waitFor(shows('Key points'))
  expect(discord.violations).toEqual([])
})

it('answers in direct messages, where the member is the tenant', async () => {
  const { discord, article, running } = await botWithArticle()
  const asked = discord.command('autointel', { url: article.url }, { user: member.id, isDirect: true })
  await asked.waitFor(shows('Harbour closed'))
  const [workflow] = await running.context.autointel.workflows.recent({ limit: 1 })
  expect(workflow).toMatchObject({ tenant: `dm_${member.id}`, user: member.id, depth: 'standard' })
  expect(discord.violations).toEqual([])
})

it('offers each depth with its ceiling, in both languages', async () => {
  const { discord } = await botWithArticle()
  const [command] = discord.commands().filter(({ name }) => name === 'autointel')
  const depth = command?.options?.find(({ name }) => name === 'depth')
  expect(depth).toMatchObject({
    choices: expect.arrayContaining([
      {
        name: 'standard: up to $1.50',
        value: 'standard',
        name_localizations: { ru: expect.stringContaining('1,50') },
      },
    ]),
  })
})

it.each([
  ['ftp://example.com/a', 'none that begin with “ftp:”'],
  ['file:///etc/passwd', 'none that begin with “file:”'],
  ['javascript:alert(1)', 'none that begin with “javascript:”'],
  ['harbour closed', 'This is not a link'],
  ['C:\\notes.txt', 'This is not a link'],
  ['a.com/1 a.com/2 a.com/3 a.com/4 a.com/5 a.com/6', 'more than the 5 sources'],
  ['https://anna:geheim@example.com/a', 'a user name or a password'],
])('refuses %s at once, to the member alone, and keeps nothing of it', async (url, reason) => {
  const { discord, running } = await botWithArticle()
  const asked = discord.command('autointel', { url }, { user: member.id })
  const answer = await asked.waitFor(shows(reason))
  expect(isForOneAlone(answer)).toBe(true)
  expect(textOf(answer)).not.toContain('geheim')
  expect(await running.context.autointel.workflows.recent({ limit: 1 })).toEqual([])
})

it('finds the link in what a member has pasted, and shows no more of that', async () => {
  const { discord, article, running } = await botWithArticle()
  const url = `Have you seen ||[this](${article.url})||? My number is 5550.`
  const asked = discord.command('autointel', { url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Harbour closed'))
  const [workflow] = await running.context.autointel.workflows.recent({ limit: 1 })
  expect(workflow?.location).toMatchObject({ kind: 'web', address: article.url })
})

it('shows a private brief to the member alone', async () => {
  const { discord, article } = await botWithArticle()
  const options = { url: article.url, private: true }
  const asked = discord.command('autointel', options, { user: member.id })
  await asked.waitFor(shows('Harbour closed'))
  expect(discord.messages(channel)).toEqual([])
  expect(() => discord.button(asked, 'brief|x', { user: other.id })).toThrow('does not see')
})

it('shows the cost only to members who ask for it, as long as it is small', async () => {
  const { discord, article } = await botWithArticle()
  const silent = discord.command('autointel', { url: article.url, depth: 'quick' })
  const asked = discord.command('autointel', { url: article.url, depth: 'quick', show_cost: true })
  expect(textOf(await silent.waitFor(shows('Harbour closed')))).not.toContain('Processing complete')
  expect(textOf(await asked.waitFor(shows('Harbour closed')))).toContain('Processing complete · local model')
})

it('shows what a run cost, and its whole brief as a file, to whoever asks', async () => {
  const { discord, article } = await botWithArticle()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  const details = discord.button(brief, buttonOf(brief, 'details'), { user: other.id })
  const shown = await details.waitFor(shows('Cost of this run'))
  expect(isForOneAlone(shown)).toBe(true)
  const full = discord.button(brief, buttonOf(brief, 'brief'), { user: other.id })
  const { attachments } = await full.waitFor(({ attachments: files }) => files.length > 0)
  const file = Buffer.from(discord.attachmentBytes(attachments[0]?.url ?? '')).toString()
  expect(file).toContain('# Harbour closed')
  expect(discord.violations).toEqual([])
})

it('says why a source cannot be read, without an id of an error', async () => {
  const { discord } = await botWithArticle()
  const asked = discord.command('autointel', { url: 'http://127.0.0.1:9/none' })
  const answer = await asked.waitFor(shows('could not be read'))
  expect(textOf(answer)).not.toContain('err_')
  expect(discord.violations).toEqual([])
})

it('answers at once while another program has the database locked', async () => {
  const folder = await dataFolder()
  const { discord, article } = await botWithArticle({ settings: { DATA_DIR: folder } })
  const blocker = new Database(join(folder, 'autointel.db'))
  blocker.exec('begin immediate')
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' })
  await asked.firstResponse()
  expect(asked.response?.flags).toBe(MessageFlags.Loading)
  blocker.exec('rollback')
  blocker.close()
  await asked.waitFor(shows('Harbour closed'))
  expect(discord.violations).toEqual([])
})

it('edits the progress at most every 2 seconds', async () => {
  const timers = new HandDrivenTimers()
  const { discord, article } = await botWithArticle({ isHeld: true, options: { timers } })
  const asked = discord.command('autointel', { url: article.url, depth: 'comprehensive' })
  await discord.waitUntil(() => asked.edits[0])
  await timers.pass(1_999)
  // An edit that had begun would have come before this answer.
  await discord.command('costs').waitFor(shows('Your costs'))
  expect(asked.edits).toHaveLength(1)
  await timers.pass(1)
  await asked.waitFor(shows('Reading'))
  article.release()
  await asked.waitFor(shows('Harbour closed'))
})

it('shows places in the queue, and lets tenants take turns', async () => {
  const { discord, article } = await botWithArticle({ isHeld: true, settings: { WORKFLOW_CONCURRENCY: '1' } })
  const first = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await first.waitFor(shows('Reading'))
  const second = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await second.waitFor(shows('Yours is next'))
  const third = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await third.waitFor(shows('One run is before yours'))
  article.release()
  await Promise.all([first, second, third].map((asked) => asked.waitFor(shows('Harbour closed'))))
  expect(discord.violations).toEqual([])
})

it('hands on the language that the brief is to be in, also to a deeper one, and says where it cannot be', async () => {
  const { discord, article, running } = await botWithArticle()
  const options = { url: article.url, depth: 'quick', language: 'de' }
  const asked = discord.command('autointel', options, { user: member.id, locale: 'ru' })

  const brief = await asked.waitFor(shows('Harbour closed'))
  expect(textOf(brief)).toContain('Встроенный аналитик не переводит')
  expect(textOf(brief)).toContain('немецкий')
  discord.select(brief, buttonOf(brief, 'deeper'), ['standard'], { user: member.id })
  await discord.waitForMessage(channel, shows('standard · wf_'))
  const runs = await running.context.autointel.workflows.recent({ limit: 2 })
  expect(runs.map(({ language }) => language)).toEqual(['de', 'de'])
  expect(discord.violations).toEqual([])
})
