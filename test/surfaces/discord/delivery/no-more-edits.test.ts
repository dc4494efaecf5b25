import { expect, it } from 'vitest'
import { cancelRunsIn } from '../../../../src/surfaces/discord/left-server.ts'
import { channel, guild, member } from '../local-bot.ts'
import { shows, textOf } from '../message-view.ts'
import { botOnDiscordTime, sixteenMinutesMs } from './bot-on-discord-time.ts'

const refreshMs = 10_000
const pollMs = 5_000

/** A run that is read for as long as the test wants, with its progress shown. */
async function longRun(options: Readonly<Record<string, boolean>> = {}) {
  const bot = await botOnDiscordTime()
  const { discord, article, timers } = bot
  const asked = discord.command(
    'autointel',
    { url: article.url, depth: 'quick', ...options },
    { user: member.id },
  )
  const progress = await asked.waitFor(shows('fetching the source'))
  /** Requests that change messages, by status, while progress is to be shown so many times. */
  const editsDuring = async (refreshes: number) => {
    const before = discord.requests.length
    await timers.repeated(refreshMs, refreshes)
    const edits = discord.requests.slice(before).filter(({ method }) => method === 'PATCH')
    return Object.fromEntries(
      Map.groupBy(edits, ({ status }) => status)
        .entries()
        .map(([status, all]) => [status, all.length]),
    )
  }
  return { ...bot, asked, progress, editsDuring }
}

it('edits its message as long as it can', async () => {
  const { editsDuring, advance } = await longRun()
  advance(1_000)
  const { 200: first = 0 } = await editsDuring(10)
  advance(1_000)
  const { 200: second = 0 } = await editsDuring(10)

  expect(first).toBeGreaterThan(0)
  expect(second).toBeGreaterThan(0)
})

it('does not edit a message any more that a moderator has deleted', async () => {
  const { discord, progress, editsDuring, advance } = await longRun()
  discord.deleteMessage(channel, progress.id)
  advance(1_000)
  const first = await editsDuring(10)
  advance(1_000)

  expect(first).toEqual({ 404: 1 })
  expect(await editsDuring(10)).toEqual({})
})

it('asks once when the token of a private answer is over earlier than the clock says', async () => {
  const { discord, editsDuring, advance } = await longRun({ private: true })
  discord.advance(sixteenMinutesMs)
  advance(1_000)
  const first = await editsDuring(10)
  advance(1_000)

  expect(first).toEqual({ 401: 1 })
  expect(await editsDuring(10)).toEqual({})
})

it('goes on in the channel by its own right, and stops there too when it may not', async () => {
  const { discord, editsDuring, advance } = await longRun()
  advance(sixteenMinutesMs)
  const byRight = await editsDuring(10)
  discord.forbidChannel(channel)
  advance(1_000)
  const refused = await editsDuring(10)
  advance(1_000)

  expect(Object.keys(byRight)).toEqual(['200'])
  expect(refused).toEqual({ 403: 1 })
  expect(await editsDuring(10)).toEqual({})
})

it.each([
  ['private', { private: true }, 14 * 60_000, 0],
  ['in a channel that the bot cannot see', {}, 14 * 60_000, 1],
] as const)(
  'says in time that a message will not change any more: %s',
  async (_, options, afterMs, forbidden) => {
    const { discord, asked, article, editsDuring, advance } = await longRun(options)
    for (let index = 0; index < forbidden; index += 1) discord.forbidChannel(channel)
    advance(afterMs - 1_000)
    await editsDuring(10)
    const before = textOf(asked.response ?? { content: '' })
    advance(2_000)
    await editsDuring(10)
    const last = await asked.waitFor(shows('This message can no longer be updated'))
    advance(1_000)

    expect(before).not.toContain('can no longer be updated')
    expect(textOf(last)).toContain('comes by direct message')
    expect(await editsDuring(10)).toEqual({})
    advance(60_000)
    article.release()
    await discord.waitForDirectMessage(member.id, shows('Harbour closed'))
  },
)

it('stops the runs of a server that throws it out, and sends nothing there any more', async () => {
  const { discord, running, timers } = await longRun()
  const { workflows } = running.context.autointel
  discord.failNext({
    method: 'PATCH',
    path: '/webhooks/',
    kind: 'refusal',
    status: 403,
    code: 50001,
    times: 99,
  })
  discord.kick(guild.id)
  await running.logged('a parcel reached nobody and is kept')
  const sent = () => discord.requests.filter(({ method }) => method !== 'GET').length
  const before = sent()
  await timers.repeated(pollMs, 10)

  expect(sent()).toBe(before)
  expect(await workflows.recent({ limit: 1 })).toMatchObject([{ state: 'cancelled' }])
  expect(discord.directMessages(member.id)).toEqual([])
  expect(await running.context.autointel.outbox.keptFor(member.id, 9)).toEqual([])
})

it('leaves the runs of other servers alone', async () => {
  const { discord, running, article, asked } = await longRun()
  expect(await cancelRunsIn('120000000000000002', running.context.autointel)).toBe(0)

  article.release()
  await asked.waitFor(shows('Harbour closed'))
  expect(discord.violations).toEqual([])
})
