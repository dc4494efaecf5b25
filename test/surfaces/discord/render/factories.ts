import type { Brief } from '../../../../src/brief/brief.ts'
import { parseUsd } from '../../../../src/money/nano-usd.ts'
import type { SourceCard } from '../../../../src/orchestrator/source-card.ts'
import type { WorkflowFailure } from '../../../../src/orchestrator/workflow-failure.ts'
import type { WorkflowRefusal, WorkflowResult } from '../../../../src/orchestrator/workflow-result.ts'
import type { TrackCost } from '../../../../src/report/track-cost.ts'
import type { ProgressView } from '../../../../src/surfaces/discord/render/progress-message.ts'
import type { ResultOptions } from '../../../../src/surfaces/discord/render/result-message.ts'

export const usd = parseUsd
/** 2026-11-22, 12:00 UTC. */
export const noonMs = Date.UTC(2026, 10, 22, 12)
export const hourMs = 3_600_000
export const server = 'guild_811223344556677889'
export const member = '411223344556677889'

export const exampleCost: TrackCost = {
  totalNanoUsd: usd('0.823'),
  apiCalls: 12,
  freeRequests: 3,
  taskCostsNanoUsd: new Map([
    ['acquisition', 0n],
    ['analysis', usd('0.611')],
    ['verification', usd('0.212')],
  ]),
  promptTokens: 41_200,
  completionTokens: 3_950,
  local: { calls: 0, promptTokens: 0, completionTokens: 0 },
}

export function source(overrides: Partial<SourceCard> = {}): SourceCard {
  return {
    location: 'https://example.com/tides',
    url: 'https://example.com/tides',
    title: 'How a harbour learned to wait for the tide',
    type: 'article',
    language: 'en',
    author: 'A. Writer',
    publishedAt: '2026-11-03',
    siteName: 'Example Weekly',
    readingMinutes: 6,
    ...overrides,
  }
}

export function brief(overrides: Partial<Brief> = {}): Brief {
  return {
    title: 'How a harbour learned to wait for the tide',
    summary:
      'The harbour of Nordby stopped dredging in 2019 and let the tide keep its channel open. Five years on, the port saves 4 million euros a year and has lost two shipping lines.',
    keyPoints: [
      {
        text: 'Dredging ended in 2019.',
        quote: 'In spring 2019 the last dredger left the harbour for good.',
      },
      { text: 'The port saves 4 million euros a year.', quote: 'The port saves 4 million euros a year.' },
    ],
    entities: [
      { name: 'Nordby', kind: 'place', mentions: 9 },
      { name: 'Harbour Board', kind: 'organization', mentions: 4 },
    ],
    topics: ['harbours', 'tides', 'dredging'],
    tone: 'neutral',
    claims: [
      {
        text: 'The port saves 4 million euros a year.',
        quote: 'The port saves 4 million euros a year.',
        verdict: 'supported',
        confidence: 0.8,
        evidence: [
          {
            text: 'Savings of 4.1 million a year.',
            title: 'Annual report of the harbour',
            url: 'https://harbour.example/report',
            stance: 'for',
            origin: 'search',
          },
        ],
      },
      {
        text: 'No shipping line has left.',
        quote: 'No line has left us, the board says.',
        verdict: 'contradicted',
        confidence: 0.6,
        evidence: [
          {
            text: 'Two lines have left.',
            title: 'Lines leave Nordby',
            stance: 'against',
            origin: 'knowledge',
          },
        ],
      },
    ],
    related: [
      {
        documentId: 'doc_1',
        workflow: 'wf_0',
        title: 'Lines leave Nordby',
        url: 'https://example.com/lines',
        summary: 'Two lines have left.',
        rememberedAtMs: noonMs - 48 * hourMs,
        score: 0.5,
        reason: { kind: 'mentions', names: ['Nordby', 'Harbour Board'] },
      },
    ],
    ...overrides,
  }
}

export function result(overrides: Partial<WorkflowResult> = {}): WorkflowResult {
  return {
    workflow: 'wf_3f2a9c',
    location: 'https://example.com/tides',
    status: 'completed',
    depth: 'standard',
    source: source(),
    brief: brief(),
    tasks: [
      { task: 'acquisition', status: 'completed', costNanoUsd: 0n, calls: 1 },
      { task: 'analysis', status: 'completed', costNanoUsd: usd('0.611'), calls: 7 },
      { task: 'verification', status: 'completed', costNanoUsd: usd('0.212'), calls: 4 },
    ],
    cost: exampleCost,
    costNanoUsd: usd('0.823'),
    unresolvedNanoUsd: 0n,
    cautions: [],
    limits: { totalNanoUsd: usd('1.50'), perTaskNanoUsd: {} },
    refusal: undefined,
    failure: undefined,
    notes: [],
    ...overrides,
  }
}

export function failure(overrides: Partial<WorkflowFailure> = {}): WorkflowFailure {
  return {
    code: 'page_not_found',
    values: {},
    task: 'acquisition',
    detail: 'https://example.com/tides: page_not_found: HTTP 404',
    ...overrides,
  }
}

export function resultOptions(overrides: Partial<ResultOptions> = {}): ResultOptions {
  return {
    showCost: false,
    noticeThresholdNanoUsd: usd('0.50'),
    deeper: [
      { depth: 'deep', ceilingNanoUsd: usd('3') },
      { depth: 'comprehensive', ceilingNanoUsd: usd('5') },
    ],
    deeperBriefs: [],
    shallower: undefined,
    canRaise: false,
    isAdmittedNow: false,
    hasEvidenceSearch: true,
    ...overrides,
  }
}

export function refusal(overrides: Partial<WorkflowRefusal> = {}): WorkflowRefusal {
  return {
    kind: 'tenant',
    subject: server,
    period: 'day',
    mode: 'hard',
    limitNanoUsd: usd('20'),
    spentNanoUsd: usd('19.20'),
    heldNanoUsd: usd('0.30'),
    resetsAtMs: noonMs + 12 * hourMs,
    requestedNanoUsd: usd('1.10'),
    fitsDepth: 'quick',
    ...overrides,
  }
}

export function progress(overrides: Partial<ProgressView> = {}): ProgressView {
  return {
    workflow: 'wf_3f2a9c',
    location: 'https://example.com/tides',
    depth: 'standard',
    quote: {
      depth: 'standard',
      atMostNanoUsd: usd('1.50'),
      usuallyNanoUsd: usd('0.62'),
      tightest: refusal(),
      leftNanoUsd: usd('0.50'),
    },
    position: undefined,
    tasks: [
      { task: 'acquisition', state: 'completed', costNanoUsd: 0n },
      {
        task: 'analysis',
        state: 'running',
        doing: { code: 'reading_part', values: { part: 2, of: 5 } },
        fraction: 0.62,
      },
      { task: 'verification', state: 'waiting' },
    ],
    startedAtMs: noonMs - 65_000,
    nowMs: noonMs,
    spentNanoUsd: usd('0.2134'),
    timeZone: 'UTC',
    ...overrides,
  }
}
