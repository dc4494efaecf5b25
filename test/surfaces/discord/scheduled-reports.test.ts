import type { APIMessage } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { noonMs } from '../../support/ledger/requests.ts'
import { HurriedTimers } from '../../support/time/hurried-timers.ts'
import { booked } from './booked-costs.ts'
import { channel, dataFolder, guild, localDiscord, manager, member, owner, runBot } from './local-bot.ts'
import { buttonOf, shows, textOf } from './message-view.ts'
import { rawRequest } from './raw-request.ts'

const elsewhere = {
  id: '120000000000000002',
  name: 'Others',
  channels: [{ id: '130000000000000009', name: 'general' }],
}

/** A bot with a server that has spent $1.50, at noon of a Wednesday until the clock is set. */
async function openBot() {
  const discord = await localDiscord({ owner: owner.id, guilds: [guild, elsewhere] })
  const clock = { nowMs: noonMs }
  const folder = await dataFolder()
  const start = () =>
    runBot(discord, { DATA_DIR: folder }, { now: () => clock.nowMs, timers: new HurriedTimers() })
  const running = await start()
  await booked(running.context.autointel.ledger, '1.50')
  const schedule = (choice: string, by: { user: string; locale?: string } = { user: manager.id }) =>
    discord.command('costreport', { schedule: choice }, { guild: guild.id, channel, ...by })
  return { discord, clock, start, running, schedule }
}

const isReport = shows('📊')
const reportsIn = (messages: readonly APIMessage[]) => messages.filter(isReport).length

describe('a scheduled report', () => {
  it.each([
    ['en-US', 'each day'],
    ['ru', 'каждый день'],
  ])('comes into the channel once, over restarts, in %s', async (locale, rhythm) => {
    const { discord, clock, start, running, schedule } = await openBot()
    const kept = await schedule('daily', { user: manager.id, locale }).waitFor(shows(rhythm))
    expect(textOf(kept)).toContain('UTC')

    clock.nowMs = Date.parse('2026-06-18T09:00:00Z')
    const posted = await discord.waitForMessage(channel, isReport)
    await running.bot.stop()
    clock.nowMs += 60_000
    const again = await start()
    await again.bot.stop()

    expect(textOf(posted)).toContain('Readers')
    expect(textOf(posted)).toMatch(/1[.,]500/)
    expect(reportsIn(discord.messages(channel))).toBe(1)
    expect(discord.violations).toEqual([])
    expect(discord.messagesThatMayMention()).toEqual([])
  })

  it('goes to the owners where an owner asks for it in direct messages', async () => {
    const { discord, clock } = await openBot()
    const place = { user: owner.id, isDirect: true }
    await discord
      .command('costreport', { schedule: 'weekly', server: 'all' }, place)
      .waitFor(shows('each week'))

    clock.nowMs = Date.parse('2026-06-22T09:00:00Z')
    const report = await discord.waitForDirectMessage(owner.id, isReport)

    expect(textOf(report)).toContain('$1.500')
  })

  it('is listed and stopped by those who manage the server, and by nobody else', async () => {
    const { discord, running, schedule } = await openBot()
    const { reportSchedules } = running.context.autointel
    await schedule('daily').waitFor(shows('each day'))
    await discord
      .command(
        'costreport',
        { schedule: 'daily', server: 'all' },
        { guild: guild.id, channel, user: manager.id },
      )
      .waitFor(shows('owner'))
    const list = await schedule('list').waitFor(shows(`<#${channel}>`))
    const stop = buttonOf(list, 'unschedule')
    const [kept] = await reportSchedules.of({
      kind: 'tenant',
      place: 'server',
      name: `guild_${guild.id}`,
      server: guild.id,
    })

    const forged = `unschedule|guild_${elsewhere.id}|${kept?.id}`
    await rawRequest(discord, 'POST', `/channels/${channel}/messages`, {
      content: 'forged',
      components: [stop, forged].map((custom_id) => ({
        type: 1,
        components: [{ type: 2, style: 1, label: 'Stop', custom_id }],
      })),
    })
    const message = await discord.waitForMessage(channel, (shown) => shown.content === 'forged')
    const answered = (shown: APIMessage) => textOf(shown) !== 'forged'
    await discord.button(message, stop, { user: member.id }).waitFor(answered)
    await discord.button(message, forged, { user: owner.id }).waitFor(answered)
    expect(await reportSchedules.find(kept?.id ?? 0)).toEqual(kept)

    await discord.button(list, stop, { user: manager.id }).waitFor(shows('No report'))
    expect(await reportSchedules.find(kept?.id ?? 0)).toBeUndefined()
    expect(discord.violations).toEqual([])
  })

  it('is not posted any more where its channel takes nothing', async () => {
    const { discord, clock, running, schedule } = await openBot()
    await schedule('daily').waitFor(shows('each day'))
    const { reportSchedules } = running.context.autointel
    discord.forbidChannel(channel)

    clock.nowMs = Date.parse('2026-06-18T09:00:00Z')
    await running.logged('The channel of a scheduled report takes nothing; it is not posted any more')

    expect(await reportSchedules.find(1)).toBeUndefined()
  })
})
