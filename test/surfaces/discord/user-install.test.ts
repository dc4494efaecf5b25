import { MessageFlags, PermissionFlagsBits } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { HurriedTimers } from '../../support/time/hurried-timers.ts'
import { serveArticle } from './article.ts'
import { sixteenMinutesMs } from './delivery/bot-on-discord-time.ts'
import { channel, guild, localDiscord, manager, member, other, owner, runBot } from './local-bot.ts'
import { actionsOf, buttonOf, shows, textOf } from './message-view.ts'

const elsewhere = {
  id: '120000000000000009',
  name: 'Elsewhere',
  owner: other.id,
  isWithoutBot: true,
  members: [{ user: member.id, permissions: 1n << 5n }, { user: other.id }, { user: manager.id }],
  channels: [{ id: '130000000000000009', name: 'general' }],
}
const group = { id: '140000000000000001', members: [member.id, other.id] }
const traveller = { ...member, hasInstalled: true }
const there = { user: member.id, guild: elsewhere.id }
const inGroup = { user: member.id, group: group.id }

async function travellingBot({ withheld = 0n, isHeld = false, options = {} } = {}) {
  const [discord, article] = await Promise.all([
    localDiscord({
      users: [owner, traveller, { ...other, locale: 'ru' }, manager],
      guilds: [guild, { ...elsewhere, withheld }],
      groups: [group],
    }),
    serveArticle({ isHeld }),
  ])
  const running = await runBot(discord, { SOURCE_ALLOW_HOSTS: article.host }, options)
  return { discord, article, ...running }
}

describe.each([
  ['a server without the bot', there],
  ['direct messages of several people', inGroup],
])('in %s', (_, place) => {
  it('reads for who has brought it along: from their own budget, for their eyes', async () => {
    const { discord, article, context } = await travellingBot()
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, place)
    const progress = await asked.waitFor(shows('Harbour closed'))
    const [workflow] = await context.autointel.workflows.recent({ limit: 1 })
    expect(workflow).toMatchObject({ tenant: `dm_${member.id}`, visibility: 'member', user: member.id })
    const pressed = discord.button(progress, buttonOf(progress, 'brief'), { ...place, user: other.id })
    expect(textOf(await pressed.waitFor((message) => message.content !== ''))).toBe(
      'Такого запуска я не знаю, или его результат предназначен не вам.',
    )
    expect(discord.violations).toEqual([])
  })

  it('brings what takes too long to the direct messages, and asks for nothing that it may not', async () => {
    let aheadMs = 0
    const timers = new HurriedTimers()
    const { discord, article } = await travellingBot({
      isHeld: true,
      options: { timers, now: () => Date.now() + aheadMs },
    })
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, place)
    await asked.waitFor(shows('Reading'))
    aheadMs = sixteenMinutesMs
    discord.advance(sixteenMinutesMs)
    article.release()
    const brief = await discord.waitForDirectMessage(member.id, shows('Harbour closed'))
    expect(textOf(brief)).toContain('where I am no member, I can change an answer for 15 minutes only')
    expect(discord.requests.filter(({ status }) => status === 403)).toEqual([])
    expect(discord.violations).toEqual([])
  })

  it('goes deeper again and again, one message an interaction', async () => {
    const { discord, article } = await travellingBot()
    const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, place)
    const quick = await asked.waitFor(shows('quick · wf_'))
    const standard = discord.select(quick, buttonOf(quick, 'deeper'), ['standard'], place)
    await standard.waitForFollowUp(shows('standard · wf_'))
    expect(standard.followUps).toHaveLength(1)
    expect(discord.violations).toEqual([])
  })
})

it('knows that it is heard by its member alone where the server wants it so', async () => {
  const { discord, article, context } = await travellingBot({ withheld: PermissionFlagsBits.UseExternalApps })
  // Of those who manage a server nothing is withheld by it.
  const place = { user: member.id, guild: elsewhere.id, permissions: 1024n }
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, place)
  const brief = await asked.waitFor(shows('Harbour closed'))
  expect((brief.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0)
  const [workflow] = await context.autointel.workflows.recent({ limit: 1 })
  expect(workflow?.replyTo).toMatchObject({ isPrivate: 'true', isBotThere: 'false' })
})

it('is not offered to who has not brought it along, and managers’ commands to nobody', async () => {
  const { discord } = await travellingBot()
  expect(() => discord.command('costs', {}, { ...there, user: manager.id })).toThrow('is not installed here')
  expect(() => discord.command('budget view', {}, there)).toThrow('is not installed here')
})

it('shows the costs of who has brought it along, not of the server that they manage', async () => {
  const { discord, article } = await travellingBot()
  await discord
    .command('autointel', { url: article.url, depth: 'quick' }, there)
    .waitFor(shows('Harbour closed'))
  const costs = await discord.command('costs', {}, there).waitFor((message) => textOf(message) !== '')
  expect((costs.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0)
  expect(discord.violations).toEqual([])
})

it('pays from the server where the bot is a member, though a user has brought it along as well', async () => {
  const { discord, article, context } = await travellingBot()
  const asked = discord.command('autointel', { url: article.url, depth: 'quick' }, { user: member.id })
  const brief = await asked.waitFor(shows('Harbour closed'))
  expect(actionsOf(brief)).toContain('deeper')
  const [workflow] = await context.autointel.workflows.recent({ limit: 1 })
  expect(workflow).toMatchObject({ tenant: `guild_${guild.id}`, visibility: 'server', channel })
})
