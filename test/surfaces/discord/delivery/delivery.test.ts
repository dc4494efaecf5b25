import { describe, expect, it } from 'vitest'
import { budgetOf, dayMs, hourMs, spend } from '../../../support/ledger/requests.ts'
import { openStoresAt } from '../../../support/ledger/temporary-books.ts'
import { alertChannel, openOwnersBench, owner, secondOwner } from '../../../support/outbox/owners-bench.ts'

describe('which alerts reach the owner', () => {
  it('is one for each threshold that is stepped over, and one when all is used up', async () => {
    const { ledger, deliver, told, discord } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'month', '1.00'))

    for (const amount of ['0.50', '0.25', '0.15', '0.08', '0.02', '0.30']) {
      await spend(ledger, amount)
      await deliver()
    }

    expect(told()).toEqual(['50', '75', '90', '100'].map((percent) => `guild_1: month ${percent} %`))
    expect(discord.violations).toEqual([])
  })

  it('is one for a jump over several thresholds, for the highest', async () => {
    const { ledger, deliver, told } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.92')
    await deliver()

    expect(told()).toEqual(['guild_1: day 90 %'])
  })

  it('is nothing new at the second and third look, nor when the process starts again', async () => {
    const { ledger, path, deliver, told } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.81')

    for (let look = 0; look < 3; look += 1) await deliver()
    await ledger.close()
    const restarted = await openStoresAt(path)
    await spend(restarted.ledger, '0.01')
    await deliver({ ledger: restarted.ledger, store: restarted.outbox })

    expect(told()).toEqual(['guild_1: day 75 %'])
  })

  it.each([
    ['1.00', '1.20', 'day 90 %, month 75 %'],
    ['1.20', '1.00', 'month 90 %, day 75 %'],
    ['1.00', '1.00', 'month 90 %, day 90 %'],
  ])(
    'is one message for a day of %s and a month of %s that one call has crossed, the most urgent first',
    async (day, month, crossed) => {
      const { ledger, deliver, told } = await openOwnersBench()
      await ledger.setBudget(budgetOf('guild_1', 'day', day))
      await ledger.setBudget(budgetOf('guild_1', 'month', month))

      await spend(ledger, '0.95')
      await deliver()

      expect(told()).toEqual([`guild_1: ${crossed}`])
    },
  )

  it('is one message with the highest threshold when several wait', async () => {
    const { ledger, deliver, told } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.55')
    await spend(ledger, '0.40')
    await deliver()

    expect(told()).toEqual(['guild_1: day 90 %'])
  })

  it('keeps subjects apart', async () => {
    const { ledger, deliver, told } = await openOwnersBench()
    await ledger.setBudget(budgetOf('default', 'day', '1.00'))

    await spend(ledger, '0.90', { attribution: { tenant: 'guild_a' } })
    await spend(ledger, '0.20', { attribution: { tenant: 'guild_b' } })
    await spend(ledger, '1.00', { attribution: { tenant: 'guild_c' } })
    await deliver()

    expect(told()).toEqual(['guild_a: day 90 %', 'guild_c: day 100 %'])
  })

  it('is of an hour only that it is used up', async () => {
    const { ledger, deliver, told } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'hour', '1.00'))

    await spend(ledger, '0.99')
    await deliver()
    const before = told()
    await spend(ledger, '0.01')
    await deliver()

    expect(before).toEqual([])
    expect(told()).toEqual(['guild_1: hour 100 %'])
  })

  it('starts over when the budget is set', async () => {
    const { ledger, deliver, told } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')
    await deliver()

    await ledger.setBudget(budgetOf('guild_1', 'day', '1.50'))
    await spend(ledger, '0.01')
    await deliver()

    expect(told()).toEqual(['guild_1: day 75 %', 'guild_1: day 50 %'])
  })
})

describe('who is told', () => {
  it('is every owner, once', async () => {
    const team = [owner, secondOwner, '110000000000000003']
    const { ledger, deliver, told, discord } = await openOwnersBench({ owners: team })
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.80')
    await deliver()

    expect(team.map(told)).toEqual([1, 2, 3].map(() => ['guild_1: day 75 %']))
    expect(discord.messagesThatMayMention()).toEqual([])
  })

  it('is the other owner when one has closed direct messages, and nobody else', async () => {
    const bench = await openOwnersBench({
      owners: [owner, secondOwner],
      settings: { alertChannelId: alertChannel },
    })
    const { ledger, deliver, told, discord, clock } = bench
    discord.closeDirectMessages(owner)
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.80')
    await deliver()
    clock.nowMs += dayMs
    await deliver()

    expect([told(owner), told(secondOwner)]).toEqual([[], ['guild_1: day 75 %']])
    expect(discord.messages(alertChannel)).toEqual([])
  })

  it('is the alert channel when every owner has closed direct messages', async () => {
    const bench = await openOwnersBench({
      owners: [owner, secondOwner],
      settings: { alertChannelId: alertChannel },
    })
    const { ledger, deliver, discord, clock } = bench
    discord.closeDirectMessages(owner)
    discord.closeDirectMessages(secondOwner)
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.80')
    await deliver()
    clock.nowMs += dayMs
    await deliver()

    expect(discord.messages(alertChannel).map(({ content }) => content)).toEqual([
      'to all owners: guild_1: day 75 %',
    ])
  })

  it.each([
    ['no alert channel is set', undefined],
    ['the alert channel is closed to the bot', alertChannel],
  ])('is the log when no owner can be reached and %s', async (_, alertChannelId) => {
    const { ledger, deliver, discord, logged, clock } = await openOwnersBench({
      settings: { alertChannelId },
    })
    discord.closeDirectMessages(owner)
    discord.forbidChannel(alertChannel)
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '0.80')
    await deliver()
    clock.nowMs += dayMs
    await deliver()

    expect(logged.filter((line) => 'alerts' in line)).toMatchObject([
      {
        level: 40,
        alerts: [{ subject: 'guild_1', period: 'day', spent_usd: 0.8, limit_usd: 1, percent: 80 }],
      },
    ])
  })

  it('waits until the owners are known', async () => {
    const { ledger, deliver, told, clock } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')

    await deliver({ owners: { ids: () => [], isOwner: () => false } })
    const before = told()
    clock.nowMs += hourMs
    await deliver()

    expect(before).toEqual([])
    expect(told()).toEqual(['guild_1: day 75 %'])
  })
})
