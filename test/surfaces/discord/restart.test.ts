import { join } from 'node:path'
import { expect, it } from 'vitest'
import { systemTimers } from '../../../src/app/timers.ts'
import type { Timers } from '../../../src/time/timers.ts'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { serveArticle } from './article.ts'
import { startBotProcess } from './bot-process.ts'
import { channel, dataFolder, environmentFor, localDiscord, member, runBot } from './local-bot.ts'
import { actionsOf, shows, textOf } from './message-view.ts'

async function place() {
  const [discord, article, folder] = await Promise.all([
    localDiscord(),
    serveArticle({ isHeld: true }),
    dataFolder(),
  ])
  const settings = { SOURCE_ALLOW_HOSTS: article.host, DATA_DIR: folder }
  const environment = await environmentFor(discord, settings)
  return { discord, article, settings, start: () => startBotProcess(environment, folder), folder }
}

it.each([{}, { DISCORD_TOKEN: '' }])('ends with one line that names the missing token', async (settings) => {
  const bot = startBotProcess({ HTTP_PORT: '0', ...settings }, await dataFolder())
  expect(await bot.exit).toEqual({ code: 2, signal: null })
  expect(bot.lines).toEqual([expect.stringContaining('DISCORD_TOKEN is not set')])
})

it('ends with one line when Discord does not take the token', async () => {
  const { discord, folder } = await place()
  const settings = await environmentFor({ ...discord, token: 'not.the.token' })
  const bot = startBotProcess({ ...settings, LOG_LEVEL: 'error' }, folder)
  expect(await bot.exit).toEqual({ code: 2, signal: null })
  expect(bot.lines).toEqual([expect.stringContaining('Discord does not take DISCORD_TOKEN')])
})

it('ends with one clear line when the one server of its commands is none of its own', async () => {
  const { discord, folder } = await place()
  const settings = await environmentFor(discord, { DISCORD_GUILD_ID: '129999999999999999' })
  const bot = startBotProcess({ ...settings, LOG_LEVEL: 'error' }, folder)
  expect(await bot.exit).toEqual({ code: 2, signal: null })
  expect(bot.lines).toEqual([
    'DISCORD_GUILD_ID=129999999999999999: the bot is not on this server. Invite it, or name another.',
    '  All settings are explained in .env.example.',
  ])
})

it('goes on when Discord sends something that cannot be read', async () => {
  const { discord, start } = await place()
  const bot = start()
  await bot.ready

  discord.dispatch('GUILD_MEMBER_ADD', null, undefined)
  discord.dispatch('CHANNEL_CREATE', null, undefined)
  const help = await discord
    .command('help', {}, { user: member.id })
    .waitFor((message) => textOf(message) !== '')

  expect(textOf(help)).toContain('I read links for you')
  expect(bot.lines.filter((line) => line.includes('nobody handled an error'))).not.toEqual([])
  expect(bot.lines.filter((line) => line.includes('stopped'))).toEqual([])
  expect(bot.child.exitCode).toBe(null)
})

it('ends with one fatal line, and is not started again, when Discord knows its token no more', async () => {
  const { discord, article, start } = await place()
  const bot = start()
  await bot.ready
  const options = { url: article.url, depth: 'quick', private: true }
  const asked = discord.command('autointel', options, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  discord.advance(16 * 60_000)
  discord.revokeToken()
  article.release()

  expect(await bot.exit).toEqual({ code: 2, signal: null })
  const fatal = bot.lines.filter((line) => line.includes('"level":60'))
  expect(fatal).toEqual([expect.stringContaining('Discord does not know the bot’s token any more')])
})

it('logs one line when it is ready, and no token in any', async () => {
  const { discord, start } = await place()
  const bot = start()
  const line = JSON.parse(await bot.ready)
  expect(line).toMatchObject({ level: 30, msg: 'ready to take commands', servers: 1 })
  bot.child.kill('SIGTERM')
  expect(await bot.exit).toEqual({ code: 0, signal: null })
  expect(bot.lines.filter((one) => one.includes('ready to take commands'))).toHaveLength(1)
  expect(bot.lines.join('\n')).not.toContain(discord.token)
})

it('finishes a run in its own message after it was told to stop and started again', async () => {
  const { discord, article, start } = await place()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  first.child.kill('SIGTERM')
  article.release()
  const waiting = structuredClone(await asked.waitFor(shows('The bot is restarting')))
  expect(actionsOf(waiting)).toEqual([])
  expect(await first.exit).toEqual({ code: 0, signal: null })

  const second = start()
  const brief = await asked.waitFor(shows('Harbour closed'))
  await second.ready
  expect(brief.id).toBe(waiting.id)
  // What was fetched before is not fetched again.
  expect(article.requests).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('finishes a run in its own message after it was killed', async () => {
  const { discord, article, start } = await place()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  const progress = await asked.waitFor(shows('fetching the source'))
  first.child.kill('SIGKILL')
  await first.exit
  article.release()
  start()
  const brief = await asked.waitFor(shows('Harbour closed'))
  expect(brief.id).toBe(progress.id)
  expect(discord.messages(channel)).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('says so in its answer that it was killed before a run had begun', async () => {
  const { discord, article, start, settings } = await place()
  const first = start()
  await first.ready
  const books = openAsOtherProgram(join(settings.DATA_DIR, 'autointel.db'))
  const receipts = books.prepare(`select count(*) from parcels where kind = 'receipt'`).pluck()
  discord.failNext({
    method: 'POST',
    path: /^\/interactions\/.*\/callback$/,
    kind: 'hang',
    isCarriedOut: true,
  })
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  while (receipts.get() === 0n || discord.messages(channel).length === 0) await systemTimers.wait(5)
  first.child.kill('SIGKILL')
  await first.exit

  const second = start()
  const answer = await asked.waitFor(shows('restarted before this had begun'))
  await second.ready

  expect(textOf(answer)).toContain('nothing was charged')
  expect([article.requests.length, discord.messages(channel).length]).toEqual([0, 1])
  const again = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await again.waitFor(shows('fetching the source'))
  // Nothing is kept of who asked.
  expect([receipts.get(), books.prepare('select * from parcel_deliveries').all()]).toEqual([0n, []])
})

it('goes on with the run of another container once that has been silent for a minute', async () => {
  const { discord, article, settings, start } = await place()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  first.child.kill('SIGKILL')
  await first.exit
  article.release()
  const others = openAsOtherProgram(join(settings.DATA_DIR, 'autointel.db'))
  const startMs = Date.now()
  let nowMs = startMs
  others.exec(`update processes set namespace = 'another container', heartbeat_at_ms = ${startMs}`)
  const minutely: (() => void)[] = []
  const timers: Timers = {
    ...systemTimers,
    every: (ms, run) => {
      if (ms !== 60_000) return systemTimers.every(ms, run)
      minutely.push(run)
      return () => undefined
    },
  }
  const { context } = await runBot(discord, settings, { now: () => nowMs, timers })
  const left = await context.autointel.workflows.recent({ limit: 9 })
  const requestsBefore = article.requests.length

  nowMs = startMs + 60_000
  for (const run of minutely) run()
  await asked.waitFor(shows('Harbour closed'))

  expect(left).toMatchObject([{ state: 'running' }])
  expect(requestsBefore).toBe(1)
})

it('delivers a brief that was finished and not yet shown when it was killed', async () => {
  const { discord, article, start } = await place()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  discord.failNext({ kind: 'server-error', method: 'PATCH', path: '/webhooks/', times: 6 })
  article.release()
  await discord.waitUntil(() => discord.requests.filter(({ status }) => status === 500)[3])
  first.child.kill('SIGKILL')
  await first.exit
  start()
  await asked.waitFor(shows('Harbour closed'))
  expect(article.requests).toHaveLength(1)
  expect(discord.violations).toEqual([])
})

it('shows a result once when it is started again after the run has ended', async () => {
  const { discord, article, start } = await place()
  article.release()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('Harbour closed'))
  first.child.kill('SIGTERM')
  await first.exit
  const edits = asked.edits.length
  const second = start()
  await second.ready
  second.child.kill('SIGTERM')
  await second.exit
  expect(asked.edits).toHaveLength(edits)
})

it('takes no new work while it stops, and says so', async () => {
  const { discord, article, settings } = await place()
  const { bot, context } = await runBot(discord, settings, { stopGraceMs: 20_000 })
  const asked = discord.command('autointel', { url: article.url }, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  const stopped = bot.stop()
  const late = discord.command('autointel', { url: article.url }, { user: member.id })
  await late.waitFor(shows('The bot is restarting. Try again'))
  expect(await context.autointel.workflows.recent({ limit: 9 })).toHaveLength(1)
  article.release()
  await stopped
  expect(discord.violations).toEqual([])
})

it('answers in the channel when the token has expired over the restart', async () => {
  const { discord, article, start } = await place()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const progress = await asked.waitFor(shows('fetching the source'))
  first.child.kill('SIGKILL')
  await first.exit
  discord.advance(16 * 60_000)
  article.release()
  start()
  const brief = await discord.waitForMessage(channel, shows('Harbour closed'))
  expect(brief.id).not.toBe(progress.id)
  expect(textOf(brief)).toContain(`<@${member.id}>`)
})

it('shows a late brief once when it was killed after Discord had it and before that was known', async () => {
  const { discord, article, start } = await place()
  const first = start()
  await first.ready
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  await asked.waitFor(shows('fetching the source'))
  discord.advance(16 * 60_000)
  const posting = { method: 'POST', path: `/channels/${channel}/messages` }
  discord.failNext({ ...posting, kind: 'hang', isCarriedOut: true })
  article.release()
  await discord.waitForMessage(channel, shows('Harbour closed'))
  first.child.kill('SIGKILL')
  await first.exit

  start()
  await discord.waitForMessage(channel, shows('the brief is in the channel'))

  const posts = discord.requests.filter(({ method, path }) => method === 'POST' && path === posting.path)
  expect(posts).toHaveLength(1)
  expect(discord.messages(channel).filter(shows('Harbour closed'))).toHaveLength(1)
  expect(discord.directMessages(member.id)).toEqual([])
})
