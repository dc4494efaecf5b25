import { describe, expect, it } from 'vitest'
import { budgetOf, hourMs, spend } from '../../../support/ledger/requests.ts'
import { alertChannel, openOwnersBench, owner, secondOwner } from '../../../support/outbox/owners-bench.ts'
import { HandDrivenTimers } from '../../../support/time/hand-driven-timers.ts'

const minuteMs = 60_000
const messagesPath = /^\/channels\/\d+\/messages$/

describe('when Discord fails', () => {
  it.each([
    ['429', { kind: 'rate-limit', retryAfterMs: 1 }],
    ['500 once', { kind: 'server-error' }],
    ['500 at every attempt of the client', { kind: 'server-error', times: 4 }],
    ['502 in HTML at every attempt', { kind: 'bad-gateway', times: 4 }],
    ['a cut connection at every attempt', { kind: 'reset', times: 4 }],
    ['a lost answer', { kind: 'server-error', times: 4, isCarriedOut: true }],
    ['a cut connection after the message was posted', { kind: 'reset', times: 4, isCarriedOut: true }],
  ] as const)('delivers once in spite of %s', async (_, fault) => {
    const { ledger, deliver, told, discord, clock } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')
    discord.failNext({ method: 'POST', path: messagesPath, ...fault })

    for (let look = 0; look < 3; look += 1) {
      await deliver()
      clock.nowMs += minuteMs
    }

    expect(told()).toEqual(['guild_1: day 75 %'])
    expect(discord.violations).toEqual([])
  })

  it('gives a message a quarter of a minute to be taken, and sends it again later', async () => {
    const timers = new HandDrivenTimers()
    const { ledger, deliver, told, discord, clock } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')
    discord.failNext({ method: 'POST', path: messagesPath, kind: 'hang' })
    let hasEnded = false

    const first = deliver({ timers }).finally(() => {
      hasEnded = true
    })
    await discord.waitUntil(() => discord.requests.find(({ path }) => messagesPath.test(path)))
    await timers.pass(14_999)
    expect(hasEnded).toBe(false)
    await timers.pass(1)
    await first
    clock.nowMs += minuteMs
    await deliver()

    expect(told()).toEqual(['guild_1: day 75 %'])
  })

  it('waits longer after each attempt, at last an hour, and never gives up', async () => {
    const { ledger, deliver, told, discord, clock } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')
    discord.failNext({ path: '/users/@me/channels', kind: 'server-error', times: 4 * 6 })
    const waits = [5_000, 30_000, 120_000, 600_000, hourMs, hourMs]
    const attemptsBefore: number[] = []
    const attemptsAfter: number[] = []

    for (const waitMs of waits) {
      await deliver()
      clock.nowMs += waitMs - 1
      await deliver()
      attemptsBefore.push(discord.requests.length / 4)
      clock.nowMs += 1
      attemptsAfter.push(told().length)
    }
    await deliver()

    expect(attemptsBefore).toEqual([1, 2, 3, 4, 5, 6])
    expect(attemptsAfter).toEqual([0, 0, 0, 0, 0, 0])
    expect(told()).toEqual(['guild_1: day 75 %'])
  })

  it('does not send it again to those who have it, however long another owner cannot be reached', async () => {
    const { ledger, deliver, told, discord, clock } = await openOwnersBench({ owners: [owner, secondOwner] })
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')
    await deliver()
    await spend(ledger, '0.15')
    const secondChannel = discord.directMessages(secondOwner)[0]?.channel_id ?? ''
    discord.failNext({ path: secondChannel, kind: 'server-error', times: 4 * 5 })

    for (let look = 0; look < 7; look += 1) {
      await deliver()
      clock.nowMs += 2 * hourMs
    }

    const both = ['guild_1: day 75 %', 'guild_1: day 90 %']
    expect([told(owner), told(secondOwner)]).toEqual([both, both])
  })

  it('tells once what one call has crossed, though the answer is lost and what came of it cannot be kept', async () => {
    const { ledger, outbox, deliver, told, discord, clock } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await ledger.setBudget(budgetOf('guild_1', 'month', '1.20'))
    await spend(ledger, '0.95')
    discord.failNext({ method: 'POST', path: messagesPath, kind: 'reset', times: 4, isCarriedOut: true })
    const forgetful = {
      ...outbox,
      noteDelivery: async () => {
        throw new Error('The disk is full.')
      },
    }

    await deliver({ store: forgetful })
    await spend(ledger, '0.20')
    for (let look = 0; look < 3; look += 1) {
      clock.nowMs += minuteMs
      await deliver()
    }

    expect(told()).toEqual(['guild_1: day 90 %, month 75 %', 'guild_1: day 100 %, month 90 %'])
    expect(discord.violations).toEqual([])
  })

  it('tells a later crossing by itself while an earlier one waits for its next attempt', async () => {
    const { ledger, deliver, told, discord, clock } = await openOwnersBench()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await ledger.setBudget(budgetOf('guild_1', 'month', '1.20'))
    await spend(ledger, '0.55')
    discord.failNext({
      method: 'POST',
      path: messagesPath,
      kind: 'server-error',
      times: 4,
      isCarriedOut: true,
    })
    await deliver()

    await spend(ledger, '0.05')
    clock.nowMs += minuteMs
    await deliver()

    expect(told()).toEqual(['guild_1: day 50 %', 'guild_1: month 50 %'])
  })

  it('tries the alert channel again, and no owner who takes no messages', async () => {
    const { ledger, deliver, discord, clock } = await openOwnersBench({
      settings: { alertChannelId: alertChannel },
    })
    discord.closeDirectMessages(owner)
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.80')
    discord.failNext({ path: `/channels/${alertChannel}`, kind: 'server-error', times: 4 })

    await deliver()
    discord.openDirectMessages(owner)
    clock.nowMs += minuteMs
    await deliver()

    expect(discord.directMessages(owner)).toEqual([])
    expect(discord.messages(alertChannel)).toHaveLength(1)
  })
})
