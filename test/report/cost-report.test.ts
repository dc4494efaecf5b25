import { describe, expect, it } from 'vitest'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { bookedSubject } from '../../src/ledger/subject.ts'
import { addTotals, noTotals } from '../../src/ledger/summary.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { reportDocument } from '../../src/locales/report-document.ts'
import { breakdowns } from '../../src/report/cost-report.ts'
import { costReport } from '../../src/report/read-cost-report.ts'
import { costReportToJson } from '../../src/wire/cost-report.ts'
import { reportToCsv } from '../../src/wire/report-csv.ts'
import { dayMs, holdOf, noonMs, someCall, spend, usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from '../support/ledger/temporary-books.ts'
import { variedTenants, writeVariedBooks } from '../support/ledger/varied-books.ts'

const week = { kind: 'days', days: 7 } as const
const openLedger = () => openLedgerAt(temporaryPath())

describe('a cost report', () => {
  it('of books without entries is zero everywhere and claims no averages', async () => {
    const report = await costReport(await openLedger(), { period: week, nowMs: noonMs })

    expect(report.totals).toEqual(noTotals)
    expect(report.successPercent).toBeUndefined()
    expect(report.averagePerOperationNanoUsd).toBeUndefined()
    expect(report.averagePerWorkflowNanoUsd).toBeUndefined()
    expect(report.days).toHaveLength(7)
  })

  it('lists names dearest first with their shares', async () => {
    const ledger = await openLedger()
    await spend(ledger, '1', { attribution: { tenant: 'cli', task: 'analysis' } })
    await spend(ledger, '2', { attribution: { tenant: 'cli', task: 'verification' } })

    const { by } = await costReport(ledger, { period: week, nowMs: noonMs })

    expect(by.task.map(({ name, costNanoUsd, sharePercent }) => [name, costNanoUsd, sharePercent])).toEqual([
      ['verification', usd('2'), 66.7],
      ['analysis', usd('1'), 33.3],
    ])
  })

  it('tells what is confirmed from what is estimated and what is unresolved', async () => {
    const ledger = await openLedger()
    await spend(ledger, '1.00')
    await spend(ledger, '0.20', { provenance: 'estimated' })
    await ledger.hold(holdOf('0.05', { id: 'lost' }))
    await ledger.expire('lost', noonMs + dayMs)

    const report = await costReport(ledger, { period: week, nowMs: noonMs })

    expect(report.confirmedNanoUsd).toBe(usd('1.00'))
    expect(report.totals.estimatedNanoUsd).toBe(usd('0.20'))
    expect(report.totals.unresolvedNanoUsd).toBe(usd('0.05'))
    expect(report.uncertainNanoUsd).toBe(usd('0.25'))
  })

  it('counts failed calls against the success rate and not into the average', async () => {
    const ledger = await openLedger()
    for (const amount of ['0.10', '0.20', '0.30']) await spend(ledger, amount)
    await ledger.hold(holdOf('0.05', { id: 'failed' }))
    await ledger.void({ holdId: 'failed', failed: true, atMs: noonMs })

    const report = await costReport(ledger, {
      period: week,
      nowMs: noonMs,
      countWorkflows: async () => 2,
    })

    expect([report.totals.calls, report.totals.failedCalls, report.successPercent]).toEqual([3, 1, 75])
    expect(report.averagePerOperationNanoUsd).toBe(usd('0.20'))
    expect(report.averagePerWorkflowNanoUsd).toBe(usd('0.30'))
  })

  it('adds up: every breakdown and the days come to the total, of the bot, each tenant, each user and both', async () => {
    const ledger = await openLedger()
    await writeVariedBooks(ledger)
    await ledger.setTimeZone({
      subject: bookedSubject('guild_1'),
      timeZone: 'Asia/Kathmandu',
      by: 'owner',
      role: 'owner',
      atMs: noonMs,
    })
    const filters = [
      {},
      ...variedTenants.map((tenant) => ({ tenant })),
      { user: '7' },
      { tenant: 'guild_1', user: '8' },
    ]

    for (const filter of filters) {
      const report = await costReport(ledger, { ...filter, period: week, nowMs: noonMs + 2 * dayMs })
      expect(report.totals.costNanoUsd).toBeGreaterThan(0n)
      for (const breakdown of breakdowns)
        expect(report.by[breakdown].map(onlyTotals).reduce(addTotals, noTotals)).toEqual(report.totals)
      expect(report.days.reduce((total, { costNanoUsd }) => total + costNanoUsd, 0n)).toBe(
        report.totals.costNanoUsd,
      )
      expect(report.confirmedNanoUsd + report.uncertainNanoUsd).toBe(report.totals.costNanoUsd)
    }
  })

  it("takes the days of the tenant's own time zone", async () => {
    const ledger = await openLedger()
    await ledger.setTimeZone({
      subject: bookedSubject('guild_1'),
      timeZone: 'America/New_York',
      by: 'owner',
      role: 'owner',
      atMs: noonMs,
    })
    await spend(ledger, '1', { atMs: Date.parse('2026-06-17T02:00:00Z') })

    const report = await costReport(ledger, {
      period: { kind: 'days', days: 2 },
      nowMs: noonMs,
      tenant: 'guild_1',
    })

    expect(report.days.map(({ date, costNanoUsd }) => [date, costNanoUsd])).toEqual([
      ['2026-06-16', usd('1')],
      ['2026-06-17', 0n],
    ])
  })

  it('leaves out what was held before its first midnight', async () => {
    const ledger = await openLedger()
    await spend(ledger, '5', { atMs: Date.parse('2026-06-16T23:59:59.999Z') })
    await spend(ledger, '0.5', { atMs: Date.parse('2026-06-17T00:00:00Z') })

    expect((await today(ledger)).totals.costNanoUsd).toBe(usd('0.5'))
  })

  it('shows the budgets of its subject', async () => {
    const ledger = await openLedger()

    const { budgets, subject } = await costReport(ledger, { period: week, nowMs: noonMs, user: '7' })

    expect([subject.name, ...budgets.map((status) => status.period)]).toEqual([
      'user_7',
      'hour',
      'day',
      'month',
    ])
  })
})

describe('a report as JSON', () => {
  it('has exactly the fields that other programs rely on', async () => {
    const ledger = await openLedger()
    await spend(ledger, '0.1', {
      attribution: { tenant: 'cli', task: 'analysis', depth: 'quick' },
      usage: {
        inputTokens: { total: 100, cacheRead: 20, cacheWrite: 10 },
        outputTokens: { total: 50, reasoning: 5 },
      },
    })
    await spend(ledger, '0.2', { attribution: { tenant: 'cli' }, provenance: 'estimated' })

    expect(costReportToJson(await today(ledger))).toEqual({
      total_cost: 0.3,
      operations: 2,
      by_task: { none: 0.2, analysis: 0.1 },
      by_model: { 'openai:gpt-5-mini': 0.3 },
      by_provider: { openai: 0.3 },
      by_operation: { generate: 0.3 },
      by_depth: { none: 0.2, quick: 0.1 },
      tokens: { input: 100, output: 50, cache_read: 20, cache_write: 10, reasoning: 5, total: 150 },
      uncertain_cost: 0.2,
      local: { operations: 0, tokens: { input: 0, output: 0, total: 0 } },
    })
  })

  it('counts what was done on this machine apart from what providers did, in every figure', async () => {
    const ledger = await openLedger()
    const local = { ...someCall, provider: 'local', model: 'extractive', operation: 'analyse' } as const
    const usage = { inputTokens: { total: 100 }, outputTokens: { total: 10 } }
    await spend(ledger, '0.3', { usage })
    await spend(ledger, '0', {
      call: local,
      usage: { inputTokens: { total: 7_000 }, outputTokens: { total: 500 } },
    })
    await spend(ledger, '0', { call: local, usage: {} })

    const report = await today(ledger)

    expect(costReportToJson(report)).toMatchObject({
      total_cost: 0.3,
      operations: 1,
      tokens: { input: 100, output: 10, total: 110 },
      local: { operations: 2, tokens: { input: 7_000, output: 500, total: 7_500 } },
    })
    expect(report.averagePerOperationNanoUsd).toBe(usd('0.3'))
    expect(reportToCsv(report).split('\r\n').slice(1, 3)).toEqual([
      'total,,0.3,1,0,100,10',
      'local,,0,2,0,7000,500',
    ])
    expect(reportDocument(report, 'markdown', textsOf('en'))).toContain('| Calls on this machine | 2 |')
  })

  it('is exact to the nano', async () => {
    const ledger = await openLedger()
    for (let index = 0; index < 10; index += 1) await spend(ledger, '0.100000001')

    expect(costReportToJson(await today(ledger)).total_cost).toBe(1.00000001)
  })
})

function today(ledger: LedgerStore) {
  return costReport(ledger, { period: { kind: 'days', days: 1 }, nowMs: noonMs })
}

function onlyTotals<T extends { readonly name: string; readonly sharePercent: number }>(row: T) {
  const { name: _name, sharePercent: _share, ...totals } = row
  return totals
}
