import { describe, expect, it } from 'vitest'
import type { Attribution } from '../../src/ledger/attribution.ts'
import type { SpendSpike } from '../../src/report/anomalies.ts'
import { periodRange } from '../../src/report/period-range.ts'
import { readAnomalies } from '../../src/report/read-anomalies.ts'
import { dayMs, holdOf, hourMs, recordOf, someCall, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { sharedWorkers as workers } from '../support/workers/shared-workers.ts'

/** Noon of a Sunday. */
const nowMs = Date.parse('2026-06-21T12:00:00Z')
const todayMs = nowMs - 12 * hourMs

type Ledger = Awaited<ReturnType<typeof openLedgerAt>>

/** What is spent on each of so many days before today, the last of them yesterday. */
async function spendDaily(
  ledger: Ledger,
  days: number,
  amountOf: (day: number) => string,
  attribution: Attribution = {
    tenant: 'guild_1',
    user: '7',
    task: 'analysis',
  },
) {
  for (let day = 0; day < days; day += 1)
    await spend(ledger, amountOf(day), { attribution, atMs: todayMs - (days - day) * dayMs + hourMs })
}

async function anomaliesOf(ledger: Ledger, days = 1, atMs = nowMs) {
  const range = periodRange({ kind: 'days', days }, atMs, 'UTC')
  return readAnomalies({ ledger, workers }, range, atMs)
}

/** A dollar a day, by a tenth more or less. */
const aboutADollar = (day: number) => (1 + ((day % 5) - 2) / 20).toFixed(2)

describe('days that stand out', () => {
  it('are told of the bot, the server, the model and the task, with the run and the member', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await spendDaily(ledger, 40, aboutADollar)
    const attribution = { tenant: 'guild_1', user: '7', task: 'analysis' } as const
    await spend(ledger, '1', { attribution: { ...attribution, workflow: 'wf_1' }, atMs: todayMs })
    await spend(ledger, '4', { attribution: { ...attribution, workflow: 'wf_2', user: '8' }, atMs: nowMs })

    const found = await anomaliesOf(ledger)

    expect(found.map((anomaly) => [anomaly.kind, 'subject' in anomaly && anomaly.subject])).toEqual([
      ['spend_spike', 'bot'],
      ['spend_spike', 'guild_1'],
      ['spend_spike', 'openai:gpt-5-mini'],
      ['spend_spike', 'analysis'],
    ])
    expect(found[0]).toMatchObject({
      fromMs: todayMs,
      toMs: todayMs + dayMs,
      spentNanoUsd: usd('5'),
      workflow: 'wf_2',
      user: '8',
    })
    const { usualNanoUsd, boundNanoUsd } = found[0] as SpendSpike
    expect(Number(usualNanoUsd) / 1e9).toBeCloseTo(1, 1)
    expect(Number(boundNanoUsd) / 1e9).toBeGreaterThan(1.4)
    expect(Number(boundNanoUsd) / 1e9).toBeLessThan(2)
  })

  it.each([
    ['its usual weekend', (day: number) => ((day + 1) % 7 < 2 ? '9' : '3'), '9', []],
    [
      'what is far above a working day, on one',
      (day: number) => ((day + 4) % 7 < 2 ? '9' : '3'),
      '9',
      ['bot'],
    ],
    ['a step above growth', (day: number) => (1.03 ** day).toFixed(4), '5', []],
    ['days with spend, of which few have any', (day: number) => (day % 3 === 0 ? '4' : '0'), '4', []],
    ['more than days with spend have', (day: number) => (day % 3 === 0 ? '4' : '0'), '9', ['bot']],
  ])('are held against %s', async (_, amountOf, today, subjects) => {
    const ledger = await openLedgerAt(temporaryPath())
    await spendDaily(ledger, 56, amountOf)
    await spend(ledger, today, { attribution: { tenant: 'guild_1', workflow: 'wf_1' }, atMs: nowMs })

    const found = await anomaliesOf(ledger)

    expect(
      found.flatMap((anomaly) => ('dimension' in anomaly && anomaly.dimension === 'bot' ? 'bot' : [])),
    ).toEqual(subjects)
  })

  it.each([
    [2, '9', 0],
    [3, '9', 4],
    [27, '2.01', 4],
    [27, '2', 0],
  ])('are held against twice the mean of a fortnight after %i days: $%s', async (days, today, expected) => {
    const ledger = await openLedgerAt(temporaryPath())
    await spendDaily(ledger, days, () => '1')
    await spend(ledger, today, {
      attribution: { tenant: 'guild_1', task: 'analysis', workflow: 'wf_1' },
      atMs: nowMs,
    })

    expect(await anomaliesOf(ledger)).toHaveLength(expected)
  })

  it('are none of a few cents', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    await spendDaily(ledger, 20, () => '0.01')
    await spend(ledger, '0.49', { attribution: { tenant: 'guild_1', workflow: 'wf_1' }, atMs: nowMs })

    expect(await anomaliesOf(ledger)).toEqual([])
  })

  it.each([
    ['an empty ledger', []],
    ['one entry', [nowMs]],
    ['a gap of a year', [nowMs - 400 * dayMs, nowMs - 399 * dayMs, nowMs - 398 * dayMs, nowMs]],
    ['entries of days to come', [nowMs + 2 * dayMs, nowMs + 40 * dayMs]],
  ])('are none in %s', async (_, times) => {
    const ledger = await openLedgerAt(temporaryPath())
    for (const atMs of times) await spend(ledger, '5', { atMs })

    expect(await anomaliesOf(ledger, 30)).toEqual([])
  })
})

describe('runs that stand out', () => {
  it('are far dearer than earlier ones of their depth', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    const run = (workflow: string, amount: string, depth: 'quick' | 'deep', atMs: number) =>
      spend(ledger, amount, { attribution: { tenant: 'cli', user: '7', workflow, depth }, atMs })
    for (let number = 0; number < 6; number += 1)
      await run(`wf_${number}`, '0.10', 'quick', todayMs - (6 - number) * hourMs)
    await run('wf_dear', '0.40', 'quick', todayMs + 1)
    await run('wf_dear', '0.41', 'quick', todayMs + 2)
    await run('wf_deep', '0.81', 'deep', todayMs + 3)

    expect((await anomaliesOf(ledger)).filter(({ kind }) => kind === 'dear_workflow')).toEqual([
      {
        kind: 'dear_workflow',
        workflow: 'wf_dear',
        user: '7',
        depth: 'quick',
        fromMs: todayMs + 1,
        toMs: todayMs + 2,
        costNanoUsd: usd('0.81'),
        usualNanoUsd: usd('0.1'),
        boundNanoUsd: usd('0.3'),
      },
    ])
  })
})

describe('models that stand out', () => {
  const callModel = { ...someCall, model: 'm' }
  const call = (ledger: Ledger, amount: string, atMs: number) =>
    ledger.record(recordOf(amount, { call: callModel, atMs }))
  const failedCall = async (ledger: Ledger, atMs: number) => {
    const hold = holdOf('0.01', { call: callModel, heldAtMs: atMs, expiresAtMs: atMs + hourMs })
    await ledger.hold(hold)
    await ledger.void({ holdId: hold.id, failed: true, atMs })
  }

  it('are those whose calls have become dearer', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    for (let day = 6; day > 0; day -= 1)
      for (let number = 0; number < 6; number += 1) await call(ledger, '0.20', todayMs - day * dayMs + number)
    for (let number = 0; number < 6; number += 1) await call(ledger, '0.31', todayMs + number)

    const found = await anomaliesOf(ledger)

    expect(found).toEqual([
      {
        kind: 'price_shift',
        model: 'openai:m',
        calls: 6,
        fromMs: todayMs,
        toMs: todayMs + dayMs,
        spentNanoUsd: usd('1.86'),
        usualNanoUsd: usd('1.2'),
        boundNanoUsd: usd('1.8'),
        workflow: 'wf_1',
        user: '7',
      },
    ])
  })

  it.each([
    [5, 0],
    [8, 1],
  ])('are those of whose twenty calls far more fail than did: %i', async (failures, expected) => {
    const ledger = await openLedgerAt(temporaryPath())
    for (let number = 0; number < 40; number += 1)
      await (number % 8 === 0
        ? failedCall(ledger, todayMs - hourMs)
        : call(ledger, '0.001', todayMs - hourMs))
    for (let number = 0; number < 20; number += 1)
      await (number < failures ? failedCall(ledger, todayMs) : call(ledger, '0.001', todayMs))

    const found = await anomaliesOf(ledger)

    expect(found).toHaveLength(expected)
    for (const anomaly of found)
      expect(anomaly).toMatchObject({
        kind: 'failure_rate',
        model: 'openai:m',
        calls: 20,
        failedCalls: failures,
        usualPercent: 14.3,
      })
  })
})
