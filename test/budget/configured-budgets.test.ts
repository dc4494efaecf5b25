import { describe, expect, it } from 'vitest'
import { type ConfiguredLimits, configuredBudgets } from '../../src/budget/configured-budgets.ts'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { budgetOf, holdOf, noonMs, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'

const hard = (amount: string) => ({ limitNanoUsd: usd(amount), mode: 'hard' }) as const

function openLedger(
  overrides: Readonly<Record<string, ConfiguredLimits>> = {},
  isOwner: (user: string) => boolean = () => false,
) {
  return openLedgerAt(temporaryPath(), {
    configuredBudgets: configuredBudgets(overrides, isOwner),
    isOwner,
  })
}

async function limitsOf(ledger: Awaited<ReturnType<typeof openLedger>>, subject: string) {
  const status = await ledger.budgetStatus(bookedSubject(subject), noonMs)
  return status.map(({ budget }) => budget?.limitNanoUsd)
}

describe('the budgets of a tenant that nobody set any for', () => {
  it.each(['guild_1', 'cli'])(
    'are 5 per hour, 20 per day and 500 per month, all hard: %s',
    async (tenant) => {
      const ledger = await openLedger()

      const status = await ledger.budgetStatus(bookedSubject(tenant), noonMs)

      expect(status.map(({ period, budget }) => [period, budget?.limitNanoUsd, budget?.mode])).toEqual([
        ['hour', usd('5'), 'hard'],
        ['day', usd('20'), 'hard'],
        ['month', usd('500'), 'hard'],
      ])
    },
  )

  it('are a tenth of that in direct messages, but as a server’s in an owner’s own', async () => {
    const ledger = await openLedger({}, (user) => user === '9')

    expect(await limitsOf(ledger, 'dm_7')).toEqual([usd('0.50'), usd('2'), usd('20')])
    expect(await limitsOf(ledger, 'dm_9')).toEqual([usd('5'), usd('20'), usd('500')])
    expect(await limitsOf(ledger, 'dm')).toEqual([usd('0.50'), usd('2'), usd('20')])
  })

  it.each(['bot', 'user_7'])('are none of %s', async (subject) => {
    const ledger = await openLedger()

    expect(await limitsOf(ledger, subject)).toEqual([undefined, undefined, undefined])
  })

  it('admit exactly 5 dollars an hour', async () => {
    const ledger = await openLedger()

    expect(await ledger.hold(holdOf('5'))).toMatchObject({ kind: 'held' })
    expect(await ledger.hold(holdOf('0.000000001'))).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'tenant', subject: 'guild_1', period: 'hour' },
    })
  })
})

describe('of two budgets for the same period', () => {
  const overrides = { guild_1: { hour: hard('1') }, default: { hour: hard('2'), day: hard('3') } }

  it('the configured one of the tenant wins over the configured default, and that over the built-in', async () => {
    const ledger = await openLedger(overrides)

    expect(await limitsOf(ledger, 'guild_1')).toEqual([usd('1'), usd('3'), usd('500')])
    expect(await limitsOf(ledger, 'guild_2')).toEqual([usd('2'), usd('3'), usd('500')])
  })

  it('the one set in the ledger wins over all, until it is taken away', async () => {
    const ledger = await openLedger(overrides)
    await ledger.setBudget(budgetOf('guild_1', 'hour', '9'))
    expect(await limitsOf(ledger, 'guild_1')).toEqual([usd('9'), usd('3'), usd('500')])

    await ledger.setBudget(budgetOf('guild_1', 'hour', undefined))

    expect(await limitsOf(ledger, 'guild_1')).toEqual([usd('1'), usd('3'), usd('500')])
  })

  it('the default set in the ledger wins over the configured default but not over a tenant of its own', async () => {
    const ledger = await openLedger(overrides)
    await ledger.setBudget(budgetOf('default', 'hour', '8'))

    expect(await limitsOf(ledger, 'guild_1')).toEqual([usd('1'), usd('3'), usd('500')])
    expect(await limitsOf(ledger, 'guild_2')).toEqual([usd('8'), usd('3'), usd('500')])
  })

  it('direct messages have those of all direct messages, in the ledger before the configuration', async () => {
    const ledger = await openLedger(
      { ...overrides, dm: { hour: hard('0.20'), day: hard('0.30') } },
      (user) => user === '9',
    )
    await ledger.setBudget(budgetOf('default', 'hour', '8'))
    await ledger.setBudget(budgetOf('dm', 'day', '0.10'))

    expect(await limitsOf(ledger, 'dm_7')).toEqual([usd('0.20'), usd('0.10'), usd('20')])
    expect(await limitsOf(ledger, 'dm_9')).toEqual([usd('8'), usd('3'), usd('500')])
    expect(await limitsOf(ledger, 'guild_2')).toEqual([usd('8'), usd('3'), usd('500')])
  })

  it('a user and the bot have the configured ones of their own only', async () => {
    const ledger = await openLedger({ ...overrides, user_7: { day: hard('4') }, bot: { month: hard('6') } })

    expect(await limitsOf(ledger, 'user_7')).toEqual([undefined, usd('4'), undefined])
    expect(await limitsOf(ledger, 'bot')).toEqual([undefined, undefined, usd('6')])
  })
})
