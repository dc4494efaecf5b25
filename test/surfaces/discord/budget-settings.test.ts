import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { dayMs, noonMs, usd } from '../../support/ledger/requests.ts'
import { botWithCosts, here } from './booked-costs.ts'
import { answerTo } from './budget-answers.ts'
import { guild, manager, member, owner } from './local-bot.ts'
import { buttonOf, shows, textOf } from './message-view.ts'
import { idsOf } from './report-parts.ts'

const asManager = { user: manager.id }

describe('/budget timezone', () => {
  it('moves the days of a server, for its managers', async () => {
    const bot = await botWithCosts()
    const before = await answerTo(bot, 'budget timezone', {}, asManager)
    expect(textOf(before)).toContain('Readers follow `UTC`')
    const set = await answerTo(bot, 'budget timezone', { zone: 'america/new_york' }, asManager)
    expect(textOf(set)).toContain('now follow `America/New_York` (before: `UTC`)')
    expect(await bot.ledger.timeZone(bookedSubject(here))).toBe('America/New_York')
    expect(bot.discord.violations).toEqual([])
  })

  it('is not moved by managers where an owner has set a limit, and says in the history who moved it', async () => {
    const bot = await botWithCosts()
    const owners = { by: 'user_1', role: 'owner', mode: 'hard', atMs: noonMs } as const
    const limit = { subject: bookedSubject(here), period: 'day', limitNanoUsd: usd('0.03') } as const
    await bot.ledger.setBudget({ ...limit, ...owners })

    for (const zone of ['Asia/Tokyo', 'America/Bogota'])
      await answerTo(bot, 'budget timezone', { zone }, asManager)

    expect(await bot.ledger.timeZone(bookedSubject(here))).toBe('UTC')
    const asOwner = { user: owner.id }
    await answerTo(bot, 'budget timezone', { zone: 'Asia/Tokyo' }, asOwner)
    expect(await bot.ledger.timeZone(bookedSubject(here))).toBe('Asia/Tokyo')
    const told = await answerTo(bot, 'budget history', {}, asManager)
    expect(textOf(told)).toMatch(new RegExp(`Asia/Tokyo.*<@${owner.id}>`))
  })

  it('refuses what is no time zone, and members who do not manage the server', async () => {
    const bot = await botWithCosts()
    const told = await answerTo(bot, 'budget timezone', { zone: '<@1> **Mars**' }, asManager)
    expect(textOf(told)).toContain('is not a time zone. Give an IANA name, such as Europe/Berlin')
    const refused = await answerTo(
      bot,
      'budget timezone',
      { zone: 'Europe/Berlin' },
      { user: member.id, isAllowed: true },
    )
    expect(textOf(refused)).toContain('Only those who manage this server')
    expect(await bot.ledger.timeZone(bookedSubject(here))).toBe('UTC')
    expect(bot.discord.messagesThatMayMention()).toEqual([])
  })

  it.each([
    ['berl', ['Europe/Berlin']],
    ['new york', ['America/New_York']],
    ['utc', ['UTC']],
    ['Kyiv', ['Europe/Kyiv']],
    ['Kolkata', ['Asia/Kolkata']],
    ['МСК', ['Europe/Moscow']],
    ['-05:19', []],
    ['nowhere', []],
  ])('offers for %s the time zones %j', async (zone, expected) => {
    const { discord } = await botWithCosts()
    const typed = discord.autocomplete('budget timezone', { zone }, 'zone', asManager)
    await typed.firstResponse()
    expect(typed.choices?.map(({ value }) => value).slice(0, 1)).toEqual(expected)
    expect(discord.violations).toEqual([])
  })

  it('offers at most 25 of all time zones', async () => {
    const { discord } = await botWithCosts()
    const typed = discord.autocomplete('budget timezone', { zone: '' }, 'zone', asManager)
    await typed.firstResponse()
    expect(typed.choices).toHaveLength(25)
    expect(discord.violations).toEqual([])
  })
})

describe('/budget history', () => {
  it('shows who set what, pages through it, and keeps it from others', async () => {
    const bot = await botWithCosts()
    for (let amount = 1; amount <= 11; amount += 1)
      await bot.ledger.setBudget({
        subject: bookedSubject(here),
        period: 'day',
        limitNanoUsd: usd(`${amount}`),
        mode: 'hard',
        by: `user_${manager.id}`,
        role: 'manager',
        atMs: noonMs - dayMs,
      })
    const asked = bot.discord.command('budget history', {}, asManager)
    const newest = await asked.waitFor(shows('Budget changes of Readers'))
    expect(textOf(newest)).toContain(`Day: $10.00 → **$11.00** (hard) · <@${manager.id}>`)
    expect(textOf(newest)).not.toContain('**$1.00**')
    const [newer = '', , older = ''] = idsOf(newest)
    expect(() => bot.discord.button(newest, newer, asManager)).toThrow('disabled')

    bot.discord.button(newest, older, asManager)
    const oldest = await asked.waitFor(shows('$20.00 → **$1.00**'))
    expect(textOf(oldest)).not.toContain('**$11.00**')
    const pressed = bot.discord.button(oldest, buttonOf(oldest, 'history'), {
      user: manager.id,
      permissions: 0n,
    })
    await pressed.waitFor(shows('Only those who manage this server'))
    const told = await answerTo(bot, 'budget history', {}, { user: member.id, isAllowed: true })
    expect(textOf(told)).toContain('Only those who manage this server')
    expect(bot.discord.violations).toEqual([])
    expect(bot.discord.messagesThatMayMention()).toEqual([])
  })

  it('says so when nothing was changed, in Russian to who speaks it, and in English to who speaks neither', async () => {
    const bot = await botWithCosts()
    const told = await answerTo(bot, 'budget history', {}, { ...asManager, locale: 'ru' })
    expect(textOf(told)).toContain('ещё никто не менял')
    const set = await answerTo(
      bot,
      'budget set',
      { period: 'day', amount: 'много' },
      { ...asManager, locale: 'ru' },
    )
    expect(textOf(set)).toContain('«много» — не сумма')
    expect(
      textOf(await answerTo(bot, 'budget view', {}, { ...asManager, guildLocale: 'ru', locale: 'fr' })),
    ).toContain(`Budgets of ${guild.name}`)
    expect(bot.discord.violations).toEqual([])
  })
})
