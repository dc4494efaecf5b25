import { expect, it } from 'vitest'
import { usualSettings } from '../../../src/servers/server-settings.ts'
import { generousLimits } from '../../support/discord/rest/rate-limiter.ts'
import { HurriedTimers } from '../../support/time/hurried-timers.ts'
import { serveArticle } from './article.ts'
import { dataFolder, guild, localDiscord, member, runBot } from './local-bot.ts'
import { shows } from './message-view.ts'

const dayMs = 86_400_000
const everyHourMs = 3_600_000
const leftMessage = 'a server has removed the bot; its runs are cancelled'
const forgottenMessage = 'a server that had removed the bot is forgotten'
const elsewhere = {
  id: '120000000000000002',
  name: 'Others',
  channels: [{ id: '130000000000000009', name: 'g' }],
}

/** A bot with one finished run on each of two servers; `advance` moves its clock. */
async function botOfTwoServers(settings: Readonly<Record<string, string>> = {}) {
  const [discord, article, folder] = await Promise.all([
    localDiscord({ ...generousLimits, guilds: [guild, elsewhere] }),
    serveArticle(),
    dataFolder(),
  ])
  let aheadMs = 0
  const timers = new HurriedTimers()
  const start = (more: Readonly<Record<string, string>> = {}) =>
    runBot(
      discord,
      { SOURCE_ALLOW_HOSTS: article.host, DATA_DIR: folder, ...settings, ...more },
      { timers, now: () => Date.now() + aheadMs },
    )
  const first = await start()
  for (const server of [guild, elsewhere])
    await discord
      .command('autointel', { url: article.url, depth: 'quick' }, { user: member.id, guild: server.id })
      .waitFor(shows('Harbour closed'))
  const later = (ms: number) => {
    aheadMs += ms
  }
  const advance = async (ms: number) => {
    later(ms)
    await timers.repeated(everyHourMs, 3)
  }
  const tenantsOf = async ({ context }: typeof first) =>
    (await context.autointel.workflows.recent({ limit: 9 })).map(({ tenant }) => tenant).toSorted()
  return { discord, first, start, later, advance, tenantsOf }
}

const [gone, stays] = [`guild_${guild.id}`, `guild_${elsewhere.id}`]
const said = ({ lines }: { lines: readonly { msg: string }[] }, message: string) =>
  lines.filter(({ msg }) => msg === message).length

it('forgets a server when its days are over, once, and not before', async () => {
  const { discord, first, advance, tenantsOf } = await botOfTwoServers()
  const { servers } = first.context.autointel
  await servers.change(guild.id, { isPrivate: true })
  discord.kick(guild.id)
  await first.logged(leftMessage)

  await advance(30 * dayMs - 60_000)
  expect(await tenantsOf(first)).toEqual([gone, stays])
  await advance(60_000)
  await first.logged(forgottenMessage)
  expect(await servers.of(guild.id)).toEqual(usualSettings)

  expect(await tenantsOf(first)).toEqual([stays])
  await advance(60 * dayMs)
  expect(said(first, forgottenMessage)).toBe(1)
  expect(await first.context.autointel.ledger.verify()).toMatchObject({ ok: true })
})

it('forgets it after so many days as the operator says', async () => {
  const { discord, first, advance, tenantsOf } = await botOfTwoServers({ LEFT_SERVER_DAYS: '2' })
  discord.kick(guild.id)
  await first.logged(leftMessage)

  await advance(2 * dayMs)
  await first.logged(forgottenMessage)

  expect(await tenantsOf(first)).toEqual([stays])
})

it('loses nothing of a server that takes the bot back in time', async () => {
  const { discord, first, advance, tenantsOf } = await botOfTwoServers()
  discord.kick(guild.id)
  await first.logged(leftMessage)
  await advance(29 * dayMs)
  discord.invite(guild.id)
  await first.logged('a server has the bot again; nothing of it is forgotten')

  await advance(60 * dayMs)

  expect(await tenantsOf(first)).toEqual([gone, stays])
})

it('notices at its start who has removed it meanwhile, and counts from then', async () => {
  const { discord, first, start, advance, tenantsOf } = await botOfTwoServers()
  await first.bot.stop()
  discord.kick(guild.id)
  const second = await start()

  await advance(30 * dayMs - 60_000)
  expect(await tenantsOf(second)).toEqual([gone, stays])
  await advance(120_000)
  await second.logged(forgottenMessage)

  expect(await tenantsOf(second)).toEqual([stays])
})

it('takes nobody for gone from whom another gateway hears', async () => {
  const { first, start, advance, tenantsOf } = await botOfTwoServers()
  await first.bot.stop()
  const ofOtherShard = await start({ SHARDS: '1/2' })

  await advance(60 * dayMs)

  expect(await tenantsOf(ofOtherShard)).toEqual([gone, stays])
})

it('notices at its start who has taken it back meanwhile, however long that was', async () => {
  const { discord, first, start, later, advance, tenantsOf } = await botOfTwoServers()
  discord.kick(guild.id)
  await first.logged(leftMessage)
  await first.bot.stop()
  discord.invite(guild.id)
  later(40 * dayMs)
  const second = await start()

  await advance(40 * dayMs)

  expect(await tenantsOf(second)).toEqual([gone, stays])
})

it('forgets after a restart what fell due while nobody ran, by one of two processes', async () => {
  const { discord, first, start, advance, tenantsOf } = await botOfTwoServers({ LEFT_SERVER_DAYS: '0' })
  discord.kick(guild.id)
  await first.logged(leftMessage)
  await first.bot.stop()
  const [second, third] = await Promise.all([start(), start()])
  // The first may have come to it before its end.
  await Promise.race([first, second, third].map((running) => running.logged(forgottenMessage)))
  await advance(dayMs)

  expect(await tenantsOf(second)).toEqual([stays])
  expect([first, second, third].map((running) => said(running, forgottenMessage)).toSorted()).toEqual([
    0, 0, 1,
  ])
  const trail = await second.context.autointel.ledger.auditTrail(9)
  expect(trail.filter(({ action }) => action === 'server.forgotten')).toHaveLength(1)
})
