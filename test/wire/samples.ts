import type { Alert } from '../../src/ledger/alert.ts'
import type { BudgetStatus } from '../../src/ledger/budget-limit.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import { bookedSubject, serverSubject } from '../../src/ledger/subject.ts'
import { noTotals } from '../../src/ledger/summary.ts'
import type { Workflow } from '../../src/orchestrator/workflow.ts'
import type { WorkflowResult } from '../../src/orchestrator/workflow-result.ts'
import { computeCostReport } from '../../src/report/cost-report.ts'
import { trackCostOf } from '../../src/report/track-cost.ts'
import { noonMs, usd } from '../support/ledger/requests.ts'
import { located } from '../support/sources/located.ts'

/** Values of the core that have something in every field. */
const hourMs = 3_600_000

export function entry(task: Entry['task'], amountUsd: string, overrides: Partial<Entry> = {}): Entry {
  return {
    id: `entry_${task}`,
    kind: 'charge',
    tenant: 'guild_1',
    task,
    provider: 'openai',
    model: 'gpt-5-mini',
    operation: 'generate',
    priceVersion: '2026-11',
    bookedAtMs: noonMs,
    heldAtMs: noonMs,
    amountNanoUsd: usd(amountUsd),
    provenance: 'computed',
    cautions: [],
    calls: 1,
    failedCalls: 0,
    freeRequests: 0,
    usage: { inputTokens: { total: 76 }, outputTokens: { total: 90 } },
    overage: false,
    scopes: ['wf_1'],
    ...overrides,
  }
}

/** 0.000456 and 0.000778 for two calls, and a free search. */
export const cost = trackCostOf([
  entry('analysis', '0.000456'),
  entry('verification', '0.000778'),
  entry('verification', '0', { operation: 'search', freeRequests: 1, usage: { requests: 1 } }),
])

const completed: WorkflowResult = {
  workflow: 'wf_1',
  location: 'https://example.org/harbour?from=feed',
  status: 'completed',
  depth: 'deep',
  source: {
    location: 'https://example.org/harbour?from=feed',
    url: 'https://example.org/harbour',
    title: 'Ice',
    type: 'article',
    language: 'en',
    author: 'Ida Holm',
    publishedAt: '2026-11-20',
    siteName: 'Example',
    readingMinutes: 4,
  },
  brief: {
    title: 'Ice in the harbour',
    summary: 'The harbour froze.',
    keyPoints: [{ text: 'Forty ships lay in the ice.', quote: 'Forty ships lay in the ice' }],
    entities: [{ name: 'Greta Olsen', kind: 'person', mentions: 2 }],
    topics: ['harbour', 'ice'],
    tone: 'neutral',
    claims: [
      {
        text: 'The port lost two million crowns.',
        quote: 'it lost two million crowns',
        verdict: 'supported',
        confidence: 0.6,
        evidence: [
          {
            text: 'Two million.',
            title: 'Losses',
            url: 'https://example.org/losses',
            stance: 'for',
            origin: 'search',
          },
          { text: 'Two.', title: 'A note', stance: 'for', origin: 'knowledge' },
        ],
      },
    ],
    related: [
      {
        documentId: 'doc_wf_0',
        workflow: 'wf_0',
        title: 'Winter',
        url: undefined,
        summary: 'It was cold.',
        rememberedAtMs: noonMs,
        score: 0.5,
        reason: { kind: 'mentions', names: ['Greta Olsen'] },
      },
      {
        documentId: 'doc_wf_00',
        workflow: 'wf_00',
        title: 'Frost',
        url: 'https://example.org/frost',
        summary: 'It froze.',
        rememberedAtMs: noonMs,
        score: 0.4,
        reason: { kind: 'meaning', similarity: 0.75 },
      },
    ],
  },
  tasks: [
    { task: 'analysis', status: 'completed', costNanoUsd: usd('0.000456'), calls: 1 },
    { task: 'verification', status: 'completed', costNanoUsd: usd('0.000778'), calls: 2 },
  ],
  cost,
  costNanoUsd: usd('0.001234'),
  unresolvedNanoUsd: 0n,
  limits: { totalNanoUsd: usd('3'), perTaskNanoUsd: { analysis: usd('1.2'), verification: usd('0.75') } },
  refusal: undefined,
  failure: undefined,
  notes: [{ code: 'points_left_out', values: { count: 2 } }],
  cautions: [{ code: 'named_cost_low', model: 'openai:gpt-4o', detail: { named: '0', computed: '0.035' } }],
}

const refused: WorkflowResult = {
  ...completed,
  status: 'refused',
  source: undefined,
  brief: undefined,
  tasks: [{ task: 'acquisition', status: 'skipped', costNanoUsd: 0n, calls: 0 }],
  cost: undefined,
  costNanoUsd: 0n,
  limits: { totalNanoUsd: usd('0.5'), perTaskNanoUsd: {} },
  refusal: {
    kind: 'tenant',
    subject: 'guild_1',
    period: 'day',
    mode: 'hard',
    limitNanoUsd: usd('20'),
    spentNanoUsd: usd('19.999999999'),
    heldNanoUsd: usd('0.000000001'),
    requestedNanoUsd: usd('0.25'),
    resetsAtMs: noonMs + 12 * hourMs,
    fitsDepth: undefined,
  },
  notes: [],
  cautions: [],
}

const failed: WorkflowResult = {
  ...refused,
  status: 'failed',
  refusal: undefined,
  failure: {
    code: 'http_status',
    values: { status: 418, host: 'example.org' },
    task: 'acquisition',
    detail: 'The server answered 418.',
  },
}

/** A task's limit, which has no period, and a depth that would fit. */
const partial: WorkflowResult = {
  ...completed,
  status: 'partial',
  refusal: {
    kind: 'scope',
    subject: 'wf_1',
    mode: 'hard',
    limitNanoUsd: usd('3'),
    spentNanoUsd: usd('3'),
    heldNanoUsd: 0n,
    requestedNanoUsd: usd('0.01'),
    fitsDepth: 'quick',
  },
}

export const results = { completed, refused, failed, partial }

export function status(overrides: Partial<BudgetStatus> = {}): BudgetStatus {
  return {
    subject: bookedSubject('guild_1'),
    period: 'day',
    budget: { limitNanoUsd: usd('20'), mode: 'soft', revision: 3, origin: 'own' },
    spentNanoUsd: usd('12.4'),
    heldNanoUsd: usd('0.6'),
    startMs: noonMs - 12 * hourMs,
    resetsAtMs: noonMs + 12 * hourMs,
    timeZone: 'UTC',
    ...overrides,
  }
}

export const statuses = [status(), status({ period: 'month', budget: undefined, heldNanoUsd: 0n })]

const totals = {
  ...noTotals,
  costNanoUsd: usd('4.2'),
  estimatedNanoUsd: usd('0.2'),
  unresolvedNanoUsd: usd('0.000000001'),
  calls: 40,
  failedCalls: 2,
  inputTokens: 120_000,
  outputTokens: 9_000,
  cacheReadTokens: 5,
  cacheWriteTokens: 6,
  reasoningTokens: 7,
}
const part = (costUsd: string) => ({ ...totals, costNanoUsd: usd(costUsd) })

export const report = computeCostReport({
  range: { fromMs: noonMs - 12 * hourMs, toMs: noonMs + 12 * hourMs },
  timeZone: 'UTC',
  subject: serverSubject('1'),
  workflows: 6,
  days: [],
  budgets: statuses,
  summary: {
    ...totals,
    by: {
      task: new Map([
        ['analysis', part('3')],
        ['verification', part('1.2')],
      ]),
      model: new Map([['openai:gpt-5-mini', part('4.2')]]),
      provider: new Map([['openai', part('4.2')]]),
      operation: new Map([['generate', part('4.2')]]),
      depth: new Map([['standard', part('4.2')]]),
    },
  },
})

export const workflows: readonly Workflow[] = [
  {
    id: 'wf_1',
    state: 'completed',
    depth: 'deep',
    tenant: 'guild_1',
    user: '7',
    visibility: 'server',
    location: located('https://example.org/harbour'),
    title: 'Ice in the harbour',
    costNanoUsd: usd('0.001234'),
    createdAtMs: noonMs,
    endedAtMs: noonMs + 60_000,
    refusal: undefined,
    failure: undefined,
    cancelAskedAtMs: undefined,
  },
  {
    id: 'wf_2',
    state: 'running',
    depth: 'quick',
    tenant: 'cli',
    visibility: 'server',
    location: located('-'),
    title: undefined,
    costNanoUsd: undefined,
    createdAtMs: noonMs,
    endedAtMs: undefined,
    refusal: undefined,
    failure: undefined,
    cancelAskedAtMs: undefined,
  },
]

export const alert: Alert = {
  id: 3,
  subject: bookedSubject('guild_1'),
  period: 'day',
  periodStartMs: noonMs - 12 * hourMs,
  revision: 2,
  thresholdPercent: 90,
  spentNanoUsd: usd('18.5'),
  limitNanoUsd: usd('20'),
  createdAtMs: noonMs,
}
