import type { BudgetChange, BudgetStatus } from '../../../../src/ledger/budget-limit.ts'
import type { Entry } from '../../../../src/ledger/entry.ts'
import { bookedSubject, userSubject } from '../../../../src/ledger/subject.ts'
import { noTotals, type Totals } from '../../../../src/ledger/summary.ts'
import type { AlertDetails } from '../../../../src/outbox/alert-details.ts'
import { type CostReport, computeCostReport } from '../../../../src/report/cost-report.ts'
import { dailyCosts } from '../../../../src/report/daily-series.ts'
import { hourMs, member, noonMs, server, usd } from './factories.ts'

export * from './factories.ts'

export const serverSubject = bookedSubject(server)

export function status(overrides: Partial<BudgetStatus> = {}): BudgetStatus {
  return {
    subject: bookedSubject(server),
    period: 'day',
    budget: { limitNanoUsd: usd('20'), mode: 'hard', revision: 3, origin: 'own' },
    spentNanoUsd: usd('12.40'),
    heldNanoUsd: usd('0.60'),
    startMs: noonMs - 12 * hourMs,
    resetsAtMs: noonMs + 12 * hourMs,
    timeZone: 'UTC',
    ...overrides,
  }
}

export function change(overrides: Partial<BudgetChange> = {}): BudgetChange {
  return {
    revision: 4,
    subject: bookedSubject(server),
    period: 'day',
    limitNanoUsd: usd('50'),
    mode: 'hard',
    previousLimitNanoUsd: usd('20'),
    by: member,
    role: 'owner',
    atMs: noonMs,
    ...overrides,
  }
}

export function totals(overrides: Partial<Totals> = {}): Totals {
  return {
    ...noTotals,
    costNanoUsd: usd('4.20'),
    estimatedNanoUsd: usd('0.20'),
    calls: 40,
    failedCalls: 2,
    inputTokens: 120_000,
    outputTokens: 9_000,
    ...overrides,
  }
}

/** Of 2026-11-16 to 2026-11-22, or as many days as are asked for. */
export function report({
  by,
  dayCount = 7,
  ...overrides
}: Partial<CostReport> & { readonly dayCount?: number } = {}): CostReport {
  const range = { fromMs: noonMs + (12 - 24 * dayCount) * hourMs, toMs: noonMs + 12 * hourMs }
  const part = (cost: string, calls: number) => totals({ costNanoUsd: usd(cost), calls })
  const points = Array.from({ length: dayCount }, (_, index) => ({
    startMs: range.fromMs + index * 24 * hourMs,
    spentNanoUsd: usd('0.20') * BigInt(index + 1),
  }))
  const computed = computeCostReport({
    range,
    timeZone: 'UTC',
    subject: serverSubject,
    workflows: 6,
    failedWorkflows: 1,
    days: dailyCosts(points, range, 'UTC'),
    budgets: [
      status({ period: 'hour', spentNanoUsd: usd('1') }),
      status(),
      status({ period: 'month', budget: undefined }),
    ],
    summary: {
      ...totals(),
      by: {
        task: new Map([
          ['analysis', part('3.00', 30)],
          ['verification', part('1.20', 10)],
        ]),
        model: new Map([['openai:gpt-5-mini', part('4.20', 40)]]),
        provider: new Map([['openai', part('4.20', 40)]]),
        operation: new Map([['generate', part('4.20', 40)]]),
        depth: new Map([['standard', part('4.20', 40)]]),
      },
    },
  })
  return { ...computed, ...overrides, by: { ...computed.by, ...by } }
}

export function alert(overrides: Partial<AlertDetails> = {}): AlertDetails {
  return {
    subject: serverSubject,
    displayName: 'Tide Watchers',
    alerts: [
      {
        period: 'month',
        thresholdPercent: 90,
        spentNanoUsd: usd('460'),
        limitNanoUsd: usd('500'),
        usedPercent: 92,
        remainingNanoUsd: usd('40'),
        mode: 'hard',
        crossedAtMs: noonMs,
        resetsAtMs: noonMs + 9 * 24 * hourMs,
      },
    ],
    topSpenders: [
      { subject: userSubject(member), displayName: 'Tess', spentNanoUsd: usd('300') },
      { subject: userSubject('511223344556677889'), displayName: undefined, spentNanoUsd: usd('60') },
    ],
    suggestions: ['raise_limit', 'limit_top_user', 'shallower_depth'],
    timeZone: 'Europe/Berlin',
    ...overrides,
  }
}

export function entry(overrides: Partial<Entry> = {}): Entry {
  return {
    id: 'entry_1',
    kind: 'charge',
    tenant: server,
    user: member,
    workflow: 'wf_3f2a9c',
    task: 'analysis',
    depth: 'standard',
    provider: 'openai',
    model: 'gpt-5-mini',
    operation: 'generate',
    priceVersion: '2026-11',
    bookedAtMs: noonMs,
    heldAtMs: noonMs,
    amountNanoUsd: usd('0.611'),
    provenance: 'computed',
    calls: 1,
    failedCalls: 0,
    freeRequests: 0,
    usage: { inputTokens: { total: 1_200 }, outputTokens: { total: 300 } },
    overage: false,
    cautions: [],
    scopes: ['wf_3f2a9c'],
    ...overrides,
  }
}
