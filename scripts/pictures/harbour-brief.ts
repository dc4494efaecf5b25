import type { Brief } from '../../src/brief/brief.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'
import type { SourceCard, WorkflowResult } from '../../src/orchestrator/workflow-result.ts'

/** 2026-11-22, 14:32 UTC. */
export const nowMs = Date.UTC(2026, 10, 22, 14, 32)

const source: SourceCard = {
  location: 'https://coast.example/harbour',
  url: 'https://coast.example/harbour',
  title: 'The harbour that stopped dredging',
  type: 'article',
  language: 'en',
  author: undefined,
  publishedAt: '2026-11-03',
  siteName: 'Coast Quarterly',
  readingMinutes: 7,
}

const brief: Brief = {
  title: 'The harbour that stopped dredging',
  summary:
    'The harbour of Nordby gave up dredging in 2019 and moved its quay so that the ebb keeps the channel open. It saves about €4 million a year; ships of more than 9 metres draught now wait for high water.',
  keyPoints: [
    {
      text: 'The last dredger left in spring 2019, and the channel has kept its depth since.',
      quote: 'Seven soundings in seven years, and not once less than eight metres.',
    },
    {
      text: 'The savings pay for the new breakwater within six years.',
      quote: 'What we do not spend on mud, we spend on stone.',
    },
  ],
  entities: [
    { name: 'Nordby', kind: 'place', mentions: 9 },
    { name: 'Harbour Board', kind: 'organization', mentions: 4 },
    { name: '€4 million', kind: 'amount', mentions: 3 },
  ],
  topics: ['harbours', 'tides', 'coastal engineering'],
  tone: 'positive',
  claims: [
    {
      text: 'The port saves about €4 million a year.',
      quote: 'We save some four million euros a year.',
      verdict: 'supported',
      confidence: 0.86,
      evidence: [
        {
          text: 'Savings of 4.1 million a year.',
          title: 'Annual report 2025',
          url: 'https://nordby-harbour.example/2025',
          stance: 'for',
          origin: 'search',
        },
      ],
    },
    {
      text: 'No shipping line has left Nordby because of the wait.',
      quote: 'No line has left us, the board says.',
      verdict: 'contradicted',
      confidence: 0.72,
      evidence: [
        {
          text: 'Two lines have moved their calls.',
          title: 'Two lines move to Westhaven',
          url: 'https://shipping.example/westhaven',
          stance: 'against',
          origin: 'search',
        },
      ],
    },
  ],
  related: [
    {
      documentId: 'doc_1',
      workflow: 'wf_71b0d2',
      title: 'Two lines move to Westhaven',
      url: 'https://shipping.example/westhaven',
      summary: 'Two lines have moved their calls.',
      rememberedAtMs: nowMs - 48 * 3_600_000,
      score: 0.5,
      reason: { kind: 'mentions', names: ['Nordby', 'Harbour Board'] },
    },
  ],
}

/** A run that went well, of an invented article. */
export const harbourResult: WorkflowResult = {
  workflow: 'wf_3f2a9c41',
  location: source.location,
  status: 'completed',
  depth: 'deep',
  source,
  brief,
  tasks: [
    { task: 'acquisition', status: 'completed', costNanoUsd: 0n, calls: 0 },
    { task: 'analysis', status: 'completed', costNanoUsd: parseUsd('0.5012'), calls: 7 },
    { task: 'verification', status: 'completed', costNanoUsd: parseUsd('0.2118'), calls: 4 },
    { task: 'knowledge', status: 'completed', costNanoUsd: parseUsd('0.0004'), calls: 1 },
  ],
  cost: {
    totalNanoUsd: parseUsd('0.7134'),
    apiCalls: 12,
    freeRequests: 0,
    taskCostsNanoUsd: new Map([
      ['analysis', parseUsd('0.5012')],
      ['verification', parseUsd('0.2118')],
      ['knowledge', parseUsd('0.0004')],
    ]),
    promptTokens: 41_214,
    completionTokens: 3_950,
    local: { calls: 0, promptTokens: 0, completionTokens: 0 },
  },
  costNanoUsd: parseUsd('0.7134'),
  unresolvedNanoUsd: 0n,
  limits: { totalNanoUsd: parseUsd('3'), perTaskNanoUsd: {} },
  refusal: undefined,
  failure: undefined,
  notes: [],
  cautions: [],
}
