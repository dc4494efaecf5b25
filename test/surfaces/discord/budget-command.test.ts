import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../../src/ledger/subject.ts'
import { budgetOf, usd } from '../../support/ledger/requests.ts'
import { botWithCosts, here } from './booked-costs.ts'
import { answerTo, limitOf } from './budget-answers.ts'
import { manager, member, other, owner } from './local-bot.ts'
import { actionsOf, isForOneAlone, textOf } from './message-view.ts'
import { fieldOf, idsOf, isAnswered } from './report-parts.ts'

const asOwner = { user: owner.id }
const asManager = { user: manager.id }
describe('/budget view', () => {
  it('shows a manager every period with bar, spend, remainder and reset', async () => {
    const bot = await botWithCosts()
    const view = await answerTo(bot, 'budget view', {}, asManager)
    expect(isForOneAlone(view)).toBe(true)
    expect(textOf(view)).toContain('### 💰 Budgets of Readers\n')
    expect(textOf(view)).toMatch(
      /Hour\*\* ▰▰▰▱▱▱▱▱▱▱ \*\*30%\*\*\n\$1\.50 of \$5\.00 · \$3\.50 left\n-# resets <t:\d+:R>/,
    )
    expect(textOf(view)).toMatch(/Day[\s\S]*\$1\.50 of \$20\.00[\s\S]*Month[\s\S]*\$7\.50 of \$500\.00/)
    expect(actionsOf(view)).toEqual([])
    expect(bot.discord.violations).toEqual([])
  })

  it('lets an owner raise what is shown, of any server, of a member and of the whole bot', async () => {
    const bot = await botWithCosts()
    const views = [
      await answerTo(bot, 'budget view', { server: '120000000000000009' }, asOwner),
      await answerTo(bot, 'budget view', { who: member.id }, asOwner),
      await answerTo(bot, 'budget view', { server: 'all' }, { ...asOwner, isDirect: true }),
    ]
    expect(views.map((view) => idsOf(view)[1])).toEqual([
      'raise|guild_120000000000000009|day',
      `raise|user_${member.id}|day`,
      'raise|bot|day',
    ])
    expect(textOf(views[0] ?? { content: '' })).toContain('$40.00 of $5.00')
    expect(bot.discord.violations).toEqual([])
  })

  it.each([
    ['a member', {}, { user: member.id, isAllowed: true }, 'Only those who manage this server'],
    ['a manager, of another server', { server: '120000000000000009' }, asManager, 'Only the bot’s owners'],
    ['a manager, of a member', { who: member.id }, asManager, 'Only the bot’s owners'],
  ])('does not show %s more than is theirs', async (_, options, context, refusal) => {
    const bot = await botWithCosts()
    const told = await answerTo(bot, 'budget view', options, context)
    expect(textOf(told)).toContain(refusal)
    expect(isForOneAlone(told)).toBe(true)
  })

  it('shows members their own limit, and the budgets of their direct messages', async () => {
    const bot = await botWithCosts()
    const own = await answerTo(bot, 'budget view', { who: member.id }, { user: member.id, isAllowed: true })
    expect(textOf(own)).toContain('$42.25 spent, no limit')
    const direct = await answerTo(bot, 'budget view', {}, { user: member.id, isDirect: true })
    expect(textOf(direct)).toContain('$0.75 of $20.00')
  })
})

describe('/budget set', () => {
  it.each([
    ['50', '50'],
    ['$50', '50'],
    ['50.00', '50'],
    ['0', '0'],
    [' 0,25 USD ', '0.25'],
  ])('takes %s from an owner', async (amount, stored) => {
    const bot = await botWithCosts()
    const set = await answerTo(bot, 'budget set', { period: 'day', amount }, asOwner)
    expect(textOf(set)).toContain('Budget changed')
    expect(await limitOf(bot, here)).toMatchObject({ limitNanoUsd: usd(stored), mode: 'hard', origin: 'own' })
    expect(bot.discord.violations).toEqual([])
  })

  it('shows old and new limit, spend, percent, remainder and mode', async () => {
    const bot = await botWithCosts()
    const set = await answerTo(bot, 'budget set', { period: 'day', amount: '6', mode: 'soft' }, asOwner)
    expect(fieldOf(set, 'Before')).toBe('$20.00')
    expect(fieldOf(set, 'Now')).toBe('**$6.00**')
    expect(fieldOf(set, 'Spent')).toBe('$1.50')
    expect(fieldOf(set, 'Left')).toBe('$4.50')
    expect(fieldOf(set, 'Mode')).toContain('soft')
    expect(textOf(set)).toMatch(/\*\*25%\*\*[\s\S]*Alerts at 50, 75 and 90 % start over/)
    expect(isForOneAlone(set)).toBe(true)
  })

  it.each(['lots', '-5', '1,000', '1e9', '99999999999', 'x'.repeat(6_000), '‮50', '@everyone'])(
    'refuses %s, with an example',
    async (amount) => {
      const bot = await botWithCosts()
      const told = await answerTo(bot, 'budget set', { period: 'day', amount }, asOwner)
      expect(textOf(told)).toMatch(
        /is not an amount. Give US dollars, such as 50|cannot be below zero|more than an amount can be/,
      )
      expect(await bot.ledger.budgetHistory(bookedSubject(here), 9)).toEqual([])
      expect(bot.discord.violations).toEqual([])
      expect(bot.discord.messagesThatMayMention()).toEqual([])
    },
  )

  it.each([
    ['a server', { server: '120000000000000009' }, 'guild_120000000000000009'],
    ['a member', { who: other.id }, `user_${other.id}`],
    ['the whole bot', { server: 'all' }, 'bot'],
  ])('lets an owner set the limit of %s', async (_, options, subject) => {
    const bot = await botWithCosts()
    const context = { ...asOwner, isDirect: true }
    await answerTo(bot, 'budget set', { period: 'day', amount: '7', ...options }, context)
    expect(await limitOf(bot, subject)).toMatchObject({ limitNanoUsd: usd('7') })
    expect(await limitOf(bot, here)).toMatchObject({ limitNanoUsd: usd('20') })
  })

  it('lets an owner take a limit away again', async () => {
    const bot = await botWithCosts()
    await answerTo(bot, 'budget set', { period: 'day', amount: '7' }, asOwner)
    const unset = await answerTo(bot, 'budget unset', { period: 'day' }, asOwner)
    expect(fieldOf(unset, 'Before')).toBe('$7.00')
    expect(fieldOf(unset, 'Now')).toBe('**$20.00**')
    expect(await limitOf(bot, here)).toMatchObject({ limitNanoUsd: usd('20'), origin: 'config' })
    const told = await answerTo(bot, 'budget unset', { period: 'day' }, asManager)
    expect(textOf(told)).toContain('Only the bot’s owners')
  })

  it.each([
    ['a member', {}, { user: member.id, isAllowed: true }],
    ['a manager, another server', { server: '120000000000000009' }, asManager],
    ['a manager, a member', { who: member.id }, asManager],
    ['a manager, the whole bot', { server: 'all' }, asManager],
    ['a manager, their own limit', { who: manager.id }, asManager],
    ['somebody, their direct messages', {}, { user: member.id, isDirect: true }],
  ])('does not let %s', async (_, options, context) => {
    const bot = await botWithCosts()
    const told = await answerTo(bot, 'budget set', { period: 'day', amount: '1', ...options }, context)
    expect(textOf(told)).toMatch(/Only (those who manage this server|the bot’s owners) may do that\./)
    for (const subject of await bot.ledger.subjects())
      expect(await bot.ledger.budgetHistory(subject, 1)).toEqual([])
  })

  it('lets a manager go up to the default, and back up after having gone down', async () => {
    const bot = await botWithCosts()
    for (const amount of ['20', '3', '19.99'])
      expect(textOf(await answerTo(bot, 'budget set', { period: 'day', amount }, asManager))).toContain(
        'Budget changed',
      )
    const told = await answerTo(bot, 'budget set', { period: 'day', amount: '20.000000001' }, asManager)
    expect(textOf(told)).toContain('The bot’s owner allows at most $20.00 here')
    expect(await limitOf(bot, here)).toMatchObject({ limitNanoUsd: usd('19.99') })
  })

  it('holds managers to the owner’s limit, however often they have set lower ones', async () => {
    const bot = await botWithCosts()
    await answerTo(bot, 'budget set', { period: 'day', amount: '30' }, asOwner)
    await answerTo(bot, 'budget set', { period: 'hour', amount: '99' }, asOwner)
    for (const amount of ['29', '5', '30'])
      await answerTo(bot, 'budget set', { period: 'day', amount }, asManager)
    expect(await limitOf(bot, here)).toMatchObject({ limitNanoUsd: usd('30') })
    const told = await answerTo(bot, 'budget set', { period: 'day', amount: '31' }, asManager)
    expect(textOf(told)).toContain('allows at most $30.00')
    await answerTo(bot, 'budget set', { period: 'day', amount: '10' }, asOwner)
    expect(textOf(await answerTo(bot, 'budget set', { period: 'day', amount: '11' }, asManager))).toContain(
      'allows at most $10.00',
    )
  })

  it('does not let a manager make the owner’s hard limit soft, and a soft one hard', async () => {
    const bot = await botWithCosts()
    const told = await answerTo(bot, 'budget set', { period: 'day', amount: '5', mode: 'soft' }, asManager)
    expect(textOf(told)).toContain('has made this limit hard')
    expect(await bot.ledger.budgetHistory(bookedSubject(here), 9)).toEqual([])
    await answerTo(bot, 'budget set', { period: 'day', amount: '5', mode: 'soft' }, asOwner)
    await answerTo(bot, 'budget set', { period: 'day', amount: '5', mode: 'hard' }, asManager)
    expect(await limitOf(bot, here)).toMatchObject({ mode: 'hard' })
  })

  it('shows two who set one limit at once a consistent before and after', async () => {
    const bot = await botWithCosts()
    const asked = [
      bot.discord.command('budget set', { period: 'day', amount: '11' }, asManager),
      bot.discord.command('budget set', { period: 'day', amount: '12' }, asOwner),
    ]
    const answers = await Promise.all(asked.map((handle) => handle.waitFor(isAnswered)))
    const shown = answers.map((answer) => [fieldOf(answer, 'Before'), fieldOf(answer, 'Now')])
    expect([
      [
        ['$20.00', '**$11.00**'],
        ['$11.00', '**$12.00**'],
      ],
      [
        ['$12.00', '**$11.00**'],
        ['$20.00', '**$12.00**'],
      ],
    ]).toContainEqual(shown)
    expect(await bot.ledger.budgetHistory(bookedSubject(here), 9)).toHaveLength(2)
  })
})

describe('the form for another limit', () => {
  it.each([
    ['day', '20'],
    ['month', '12.5'],
  ] as const)('has the limit of the %s that holds in it: %s', async (period, value) => {
    const bot = await botWithCosts()
    await bot.ledger.setBudget(budgetOf(here, 'month', '12.50'))
    const view = await bot.discord.command('budget view', {}, asOwner).waitFor(isAnswered)
    const pressed = bot.discord.button(view, `raise|${here}|${period}`, asOwner)
    await pressed.firstResponse()
    const [amount, mode] = pressed.modal?.components ?? []
    expect(amount).toMatchObject({ component: { custom_id: 'amount', value } })
    expect(mode).toMatchObject({
      component: {
        custom_id: 'mode',
        options: [
          { value: 'hard', default: true },
          { value: 'soft', default: false },
        ],
      },
    })
    expect(bot.discord.violations).toEqual([])
  })

  it('is empty where nothing limits', async () => {
    const bot = await botWithCosts()
    const view = await bot.discord.command('budget view', { server: 'all' }, asOwner).waitFor(isAnswered)
    const pressed = bot.discord.button(view, 'raise|bot|day', asOwner)
    await pressed.firstResponse()
    const [amount] = pressed.modal?.components ?? []
    expect(amount).toMatchObject({ component: { custom_id: 'amount' } })
    expect(JSON.stringify(amount)).not.toContain('"value"')
  })
})
