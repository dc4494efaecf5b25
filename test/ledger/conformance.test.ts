import { describe, expect, it } from 'vitest'
import { bookedSubject } from '../../src/ledger/subject.ts'
import type { OutboxStore } from '../../src/outbox/outbox-store.ts'
import { balanceOf } from '../support/ledger/balance-of.ts'
import {
  budgetOf,
  dayMs,
  holdOf,
  kindsOfHolds,
  noonMs,
  recorded,
  recordOf,
  scopeOf,
  settlementOf,
  someCall,
  someone,
  spend,
  taskScopeOf,
  usd,
} from '../support/ledger/requests.ts'
import { openLedgerAt, openStoresAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { deliveredAlerts } from '../support/outbox/delivered-alerts.ts'

const claim = { limit: 100, leaseMs: 60_000, atMs: noonMs + dayMs }

const openLedger = () => openLedgerAt(temporaryPath())

async function claimedThresholds(outbox: OutboxStore): Promise<readonly number[]> {
  const alerts = await deliveredAlerts(outbox, claim.atMs)
  return alerts.map(({ thresholdPercent }) => thresholdPercent)
}

describe('admission by the numbers', () => {
  it('admits what makes spent, held and asked equal to the limit, and refuses one nano more', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '1.00')]
    await spend(ledger, '0.30', { scopes })
    await ledger.hold(holdOf('0.20', { scopes }))

    const refused = await ledger.hold(holdOf('0.500000001', { scopes }))
    const admitted = await ledger.hold(holdOf('0.50', { scopes }))

    expect([refused.kind, admitted.kind]).toEqual(['refused', 'held'])
  })

  it('adds ten times 0.10 up to exactly 1.00', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '1.00')]
    const kinds = await kindsOfHolds(ledger, 10, () => holdOf('0.10', { scopes }))

    expect(kinds).toEqual(Array(10).fill('held'))
    expect((await ledger.scopeBalance('wf_1')).heldNanoUsd).toBe(1_000_000_000n)
    expect(await ledger.hold(holdOf('0.000000001', { scopes }))).toMatchObject({ kind: 'refused' })
  })

  it('admits 0.10 and then 0.20 under 0.30', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '0.30')]

    const results = [
      await ledger.hold(holdOf('0.10', { scopes })),
      await ledger.hold(holdOf('0.20', { scopes })),
    ]

    expect(results.map(({ kind }) => kind)).toEqual(['held', 'held'])
  })

  it('refuses the second 0.03 under a total of 0.05 and names the total', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '0.05'), taskScopeOf('wf_1/analysis', '0.75')]
    await ledger.hold(holdOf('0.03', { scopes }))

    const result = await ledger.hold(holdOf('0.03', { scopes }))

    expect(result).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'scope', subject: 'wf_1', limitNanoUsd: usd('0.05'), heldNanoUsd: usd('0.03') },
    })
  })

  it('refuses 0.03 under a task limit of 0.02 and names the task', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '0.05'), taskScopeOf('wf_1/analysis', '0.02')]

    const result = await ledger.hold(holdOf('0.03', { scopes }))

    expect(result).toMatchObject({ refusal: { kind: 'task', subject: 'wf_1/analysis' } })
  })

  it('refuses 0.50 after 0.40 under an analysis limit of 0.75', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '1.50'), taskScopeOf('wf_1/analysis', '0.75')]
    await ledger.hold(holdOf('0.40', { id: 'hold_a', scopes }))
    await ledger.settle(settlementOf('hold_a', '0.40'))

    const result = await ledger.hold(holdOf('0.50', { scopes }))

    expect(result).toMatchObject({ refusal: { subject: 'wf_1/analysis', spentNanoUsd: usd('0.40') } })
  })

  it('admits exactly two of ten concurrent calls of 0.40 under 1.00', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '1.00')]

    const kinds = await kindsOfHolds(ledger, 10, () => holdOf('0.40', { scopes }))

    expect(kinds.filter((kind) => kind === 'held')).toHaveLength(2)
    expect((await ledger.scopeBalance('wf_1')).heldNanoUsd).toBe(usd('0.80'))
  })

  it('throws for NaN, infinity and negative amounts, and admits right afterwards', async () => {
    const ledger = await openLedger()
    const scopes = [scopeOf('wf_1', '1.00')]

    for (const amount of ['NaN', 'Infinity', '-Infinity']) expect(() => holdOf(amount)).toThrow(RangeError)
    await expect(ledger.hold(holdOf('-0.50', { scopes }))).rejects.toThrow(RangeError)
    await expect(recorded(ledger, recordOf('-0.50', { scopes }))).rejects.toThrow(RangeError)

    const results = [
      await ledger.hold(holdOf('1.01', { scopes })),
      await ledger.hold(holdOf('1.00', { scopes })),
    ]
    expect(results.map(({ kind }) => kind)).toEqual(['refused', 'held'])
  })

  it('is over a daily limit of 1.00 after two models of 0.80, and not over for the 5.00 of yesterday', async () => {
    const ledger = await openLedger()
    await ledger.setBudget(budgetOf('guild_1', 'day', '1.00'))
    await spend(ledger, '5.00', { atMs: noonMs - dayMs })

    const today = await ledger.hold(holdOf('0.80', { id: 'first' }))
    await ledger.settle(settlementOf('first', '0.80'))
    await spend(ledger, '0.80', { call: { ...someCall, model: 'gpt-5' } })
    const over = await ledger.hold(holdOf('0.01'))

    expect(today.kind).toBe('held')
    expect(over).toMatchObject({ refusal: { spentNanoUsd: usd('1.60'), limitNanoUsd: usd('1.00') } })
  })
})

describe('alerts by the numbers', () => {
  it('keeps tenants apart: 0.90 of A alerts A, 0.20 of B nobody', async () => {
    const { ledger, outbox } = await openStoresAt(temporaryPath())
    await ledger.setBudget(budgetOf('default', 'day', '1.00'))

    await spend(ledger, '0.90', { attribution: { tenant: 'guild_a' } })
    await spend(ledger, '0.20', { attribution: { tenant: 'guild_b' } })

    expect(await deliveredAlerts(outbox, claim.atMs)).toMatchObject([
      { subject: bookedSubject('guild_a'), thresholdPercent: 90 },
    ])
    expect((await balanceOf(ledger, 'guild_b')).day.spentNanoUsd).toBe(usd('0.20'))
  })

  it('sends one alert, for 90, when spend jumps to 92 %', async () => {
    const { ledger, outbox } = await openStoresAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'month', '100'))

    await spend(ledger, '92')

    expect(await claimedThresholds(outbox)).toEqual([90])
  })

  it('sends one alert each for steps to 50, 75 and 90 %, none at 98, and one when all is used up', async () => {
    const { ledger, outbox } = await openStoresAt(temporaryPath())
    await ledger.setBudget(budgetOf('guild_1', 'month', '100'))
    const sent = []

    for (const step of ['50', '25', '15', '8', '2']) {
      await spend(ledger, step)
      sent.push(await claimedThresholds(outbox))
    }

    expect(sent).toEqual([[50], [75], [90], [], [100]])
  })

  it('sends nothing new when it is checked three times at 81 %, and nothing twice in two processes', async () => {
    const path = temporaryPath()
    const { ledger, outbox } = await openStoresAt(path)
    await ledger.setBudget(budgetOf('guild_1', 'month', '100'))
    await spend(ledger, '81')

    const sent = await claimedThresholds(outbox)
    const started = [await openStoresAt(path), await openStoresAt(path)]
    await Promise.all(started.map((other) => spend(other.ledger, '0.01')))
    const later = [
      ...(await Promise.all(started.map((other) => claimedThresholds(other.outbox)))),
      await claimedThresholds(outbox),
    ]

    expect(sent).toEqual([75])
    expect(later).toEqual([[], [], []])
  })
})

describe('periods by the numbers', () => {
  it('puts the second before midnight into October and midnight into November', async () => {
    const ledger = await openLedger()
    await spend(ledger, '1.00', { atMs: Date.parse('2026-10-31T23:59:59Z') })
    await spend(ledger, '1.00', { atMs: Date.parse('2026-11-01T00:00:00Z') })

    const november = await balanceOf(ledger, 'guild_1', Date.parse('2026-11-15T12:00:00Z'))
    const october = await balanceOf(ledger, 'guild_1', Date.parse('2026-10-15T12:00:00Z'))

    expect([october.month.spentNanoUsd, november.month.spentNanoUsd]).toEqual([usd('1.00'), usd('1.00')])
  })

  it('puts the first of February at 03:00 UTC into January for a subject in New York', async () => {
    const ledger = await openLedger()
    await ledger.setTimeZone({
      subject: bookedSubject('guild_1'),
      timeZone: 'America/New_York',
      by: 'owner',
      role: 'owner',
      atMs: Date.parse('2024-12-31T00:00:00Z'),
    })
    await spend(ledger, '1.00', { atMs: Date.parse('2025-02-01T03:00:00Z') })

    const january = await balanceOf(ledger, 'guild_1', Date.parse('2025-01-10T00:00:00Z'))
    const ofTheBot = await balanceOf(ledger, 'bot', Date.parse('2025-01-10T00:00:00Z'))

    expect(january.month.spentNanoUsd).toBe(usd('1.00'))
    expect(ofTheBot.month.spentNanoUsd).toBe(0n)
  })
})

describe('milestones by the numbers', () => {
  it('writes two lines for 1.00 + 0.999999 + 0.000001', async () => {
    const ledger = await openLedger()
    const lines = []
    for (const amount of ['1.00', '0.999999', '0.000001'])
      lines.push((await recorded(ledger, recordOf(amount))).milestoneUsd)

    expect(lines).toEqual([1n, undefined, 2n])
  })

  it('writes one line, for 5, when 5.20 are spent at once', async () => {
    const ledger = await openLedger()

    const { milestoneUsd } = await recorded(ledger, recordOf('5.20'))

    expect(milestoneUsd).toBe(5n)
  })

  it('writes one new line for 1.00 after 1.20 and a restart, at 2.20', async () => {
    const path = temporaryPath()
    const first = await openLedgerAt(path)
    await recorded(first, recordOf('1.20'))
    await first.close()
    const restarted = await openLedgerAt(path)

    const { milestoneUsd } = await recorded(restarted, recordOf('1.00'))

    expect(milestoneUsd).toBe(2n)
    expect((await balanceOf(restarted, 'bot')).month.spentNanoUsd).toBe(usd('2.20'))
  })
})

describe('what a call leaves behind', () => {
  it('does not book again what is told again, as a cache hit is', async () => {
    const ledger = await openLedger()
    await ledger.hold(holdOf('0.10', { id: 'hold_a' }))
    const settlement = settlementOf('hold_a', '0.04')

    await Promise.all([ledger.settle(settlement), ledger.settle(settlement), ledger.settle(settlement)])

    expect(await ledger.entriesOf('wf_1')).toHaveLength(1)
    expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(usd('0.04'))
  })

  it('counts a call that failed unbilled as failed, at no cost', async () => {
    const ledger = await openLedger()
    await ledger.hold(holdOf('0.10', { id: 'hold_a' }))

    await ledger.void({ holdId: 'hold_a', failed: true, atMs: noonMs })

    const summary = await ledger.summary({ fromMs: noonMs, toMs: noonMs + 1 }, {})
    expect(summary).toMatchObject({ costNanoUsd: 0n, calls: 0, failedCalls: 1 })
  })

  it('books a retried call that was billed twice as two entries', async () => {
    const ledger = await openLedger()
    for (const id of ['attempt_1', 'attempt_2']) {
      await ledger.hold(holdOf('0.10', { id }))
      await ledger.settle(settlementOf(id, '0.04'))
    }

    expect(await ledger.entriesOf('wf_1')).toHaveLength(2)
    expect((await balanceOf(ledger, 'guild_1')).day.spentNanoUsd).toBe(usd('0.08'))
  })

  it('books an expired hold as unresolved once, and corrects it by a new entry when the provider answers', async () => {
    const ledger = await openLedger()
    await ledger.hold(holdOf('0.10', { id: 'hold_a', scopes: [scopeOf('wf_1')], attribution: someone }))
    const range = { fromMs: 0, toMs: claim.atMs }

    await Promise.all([ledger.expireHolds(claim.atMs), ledger.expireHolds(claim.atMs)])
    const expired = await ledger.summary(range, {})
    await ledger.settle(settlementOf('hold_a', '0.03'))
    const answered = await ledger.summary(range, {})

    expect(expired).toMatchObject({ costNanoUsd: usd('0.10'), unresolvedNanoUsd: usd('0.10'), calls: 1 })
    expect(answered).toMatchObject({ costNanoUsd: usd('0.03'), unresolvedNanoUsd: 0n, calls: 1 })
    expect(await ledger.entriesOf('wf_1')).toHaveLength(3)
  })
})
