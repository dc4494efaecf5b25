import { describe, expect, it } from 'vitest'
import { bookedSubject, type Subject, userSubject } from '../../src/ledger/subject.ts'
import type { AlertDetails } from '../../src/outbox/alert-details.ts'
import type { OwnersReader } from '../../src/surfaces/discord/delivery/owners-route.ts'
import { budgetOf, noonMs, spend, usd } from '../support/ledger/requests.ts'
import { openOwnersBench, plainMessages } from '../support/outbox/owners-bench.ts'

const dayEndMs = Date.UTC(2026, 5, 18)

/** A bench whose renderer keeps what it was given. */
async function openWithDetails(displayNameOf?: (subject: Subject) => string | undefined) {
  const bench = await openOwnersBench()
  const details: AlertDetails[] = []
  const messages = {
    ...plainMessages,
    alert: (given: AlertDetails, to: OwnersReader) => {
      details.push(given)
      return plainMessages.alert(given, to)
    },
  }
  const deliver = () => bench.deliver({ messages, ...(displayNameOf && { displayNameOf }) })
  return { ...bench, deliver, details }
}

describe('what owners are told', () => {
  it('is spend, budget, percent, remainder and reset at the crossing, however late it is told', async () => {
    const { ledger, deliver, details, clock } = await openWithDetails()
    await ledger.setTimeZone({
      subject: bookedSubject('guild_1'),
      timeZone: 'Europe/Berlin',
      by: 'owner',
      role: 'owner',
      atMs: noonMs,
    })
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00', { mode: 'soft' }))
    await spend(ledger, '0.7925')
    await spend(ledger, '0.02')

    clock.nowMs += 86_400_000
    await deliver()

    expect(details).toMatchObject([
      {
        subject: { kind: 'tenant', name: 'guild_1' },
        displayName: undefined,
        timeZone: 'Europe/Berlin',
        alerts: [
          {
            period: 'day',
            thresholdPercent: 75,
            spentNanoUsd: usd('0.7925'),
            limitNanoUsd: usd('1.00'),
            usedPercent: 79.25,
            remainingNanoUsd: usd('0.2075'),
            mode: 'soft',
            crossedAtMs: noonMs,
            resetsAtMs: Date.UTC(2026, 5, 17, 22),
          },
        ],
      },
    ])
  })

  it('is the newest limit of a period that was limited anew, even where an older one was further used', async () => {
    const { ledger, deliver, details } = await openWithDetails()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '0.92')
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.80'))
    await spend(ledger, '0.01')

    await deliver()

    expect(details.map(({ alerts }) => alerts)).toMatchObject([
      [
        {
          thresholdPercent: 50,
          spentNanoUsd: usd('0.93'),
          limitNanoUsd: usd('1.80'),
          remainingNanoUsd: usd('0.87'),
        },
      ],
    ])
  })

  it('leaves nothing when the last call went past the limit', async () => {
    const { ledger, deliver, details } = await openWithDetails()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))

    await spend(ledger, '1.30')
    await deliver()

    expect(details[0]?.alerts).toMatchObject([{ usedPercent: 130, remainingNanoUsd: 0n, mode: 'hard' }])
  })

  it('names the five users of a tenant that spent most in the period, and nobody else’s', async () => {
    const { ledger, deliver, details } = await openWithDetails(({ name }) => `name of ${name}`)
    await ledger.setBudget(budgetOf('guild_1', 'day', '3.00'))
    const spent = ['0.10', '0.60', '0.20', '0.30', '0.40', '0.50', '0']
    for (const [user, amount] of spent.entries())
      await spend(ledger, amount, { attribution: { tenant: 'guild_1', user: `${user}` } })
    await spend(ledger, '9.00', { attribution: { tenant: 'guild_2', user: '0' } })
    await spend(ledger, '9.00', { attribution: { tenant: 'guild_1', user: '0' }, atMs: dayEndMs })

    await deliver()

    const [{ displayName, topSpenders } = {}] = details.filter(({ alerts }) =>
      alerts.some(({ resetsAtMs }) => resetsAtMs === dayEndMs),
    )
    expect(displayName).toBe('name of guild_1')
    expect(topSpenders).toEqual(
      [
        ['1', '0.60'],
        ['5', '0.50'],
        ['4', '0.40'],
        ['3', '0.30'],
        ['2', '0.20'],
      ].map(([id = '', amount = '']) => ({
        subject: userSubject(id),
        displayName: `name of user_${id}`,
        spentNanoUsd: usd(amount),
      })),
    )
  })

  it('names the tenants that spent most of the whole bot, and none for a user', async () => {
    const { ledger, deliver, details } = await openWithDetails()
    await ledger.setBudget(budgetOf('bot', 'day', '1.00'))
    await ledger.setBudget(budgetOf('user_7', 'day', '0.50'))

    await spend(ledger, '0.10', { attribution: { tenant: 'guild_1', user: '7' } })
    await spend(ledger, '0.50', { attribution: { tenant: 'dm_7', user: '7' } })
    await deliver()

    expect(details.map(({ subject: { name, kind } }) => [name, kind])).toEqual([
      ['bot', 'bot'],
      ['user_7', 'user'],
    ])
    expect(details.map(({ topSpenders }) => topSpenders)).toMatchObject([
      [
        { subject: bookedSubject('dm_7'), spentNanoUsd: usd('0.50') },
        { subject: bookedSubject('guild_1'), spentNanoUsd: usd('0.10') },
      ],
      [],
    ])
  })

  it.each([
    ['guild_1', 'hard', '1.00', ['raise_limit', 'limit_top_user']],
    ['guild_1', 'hard', '0.80', ['limit_top_user', 'shallower_depth', 'raise_limit']],
    ['guild_1', 'soft', '1.00', ['make_hard', 'limit_top_user', 'shallower_depth', 'raise_limit']],
    ['bot', 'hard', '1.00', ['raise_limit', 'limit_top_tenant']],
    ['user_7', 'hard', '0.80', ['shallower_depth', 'raise_limit']],
  ] as const)(
    'suggests what helps %s with a %s budget at %s of 1.00',
    async (subject, mode, spent, suggestions) => {
      const { ledger, deliver, details } = await openWithDetails()
      await ledger.setBudget(budgetOf(subject, 'day', '1.00', { mode }))

      await spend(ledger, spent)
      await deliver()

      expect(details[0]?.suggestions).toEqual(suggestions)
    },
  )

  it('blames nobody who spent just half, and not the only user of direct messages', async () => {
    const { ledger, deliver, details } = await openWithDetails()
    await ledger.setBudget(budgetOf('default', 'day', '1.00'))
    await ledger.setBudget(budgetOf('dm', 'day', '1.00'))

    await spend(ledger, '0.40', { attribution: { tenant: 'guild_1', user: '7' } })
    await spend(ledger, '0.40', { attribution: { tenant: 'guild_1', user: '8' } })
    await spend(ledger, '0.80', { attribution: { tenant: 'dm_9', user: '9' } })
    await deliver()

    expect(details.map(({ suggestions }) => suggestions)).toEqual([
      ['shallower_depth', 'raise_limit'],
      ['shallower_depth', 'raise_limit'],
    ])
  })
})
