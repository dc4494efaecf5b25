import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bookedCost } from '../../../src/llm/booked-cost.ts'
import { toExactUsd } from '../../../src/money/format.ts'
import { parsePriceOverrides } from '../../../src/pricing/overrides.ts'
import type { Price } from '../../../src/pricing/price.ts'
import { BodyReader } from '../../../src/pricing/wire/body-reader.ts'
import { readReply } from '../../../src/pricing/wire/read-reply.ts'

/** What a provider's documentation shows, and what it costs by hand. */
interface GoldenCase {
  readonly title: string
  readonly model: string
  readonly seller?: string
  /** As in PRICES_FILE. */
  readonly rates: Readonly<Record<string, string>>
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** A JSON body, server-sent events, or a JSON value a line. */
  readonly body?: unknown
  readonly events?: readonly unknown[]
  readonly lines?: readonly unknown[]
  /** How the cost comes about. */
  readonly sum: string
  readonly cost: string
  readonly provenance: string
}

interface GoldenFile {
  /** The documentation, and when it was read. */
  readonly source: string
  readonly cases: readonly GoldenCase[]
}

const folder = fileURLToPath(new URL('../../fixtures/usage-bodies/', import.meta.url))
const files = globSync('*.json', { cwd: folder }).sort()
const golden = files.map((file): readonly [string, GoldenFile] => [
  basename(file, '.json'),
  JSON.parse(readFileSync(`${folder}${file}`, 'utf8')),
])

function priceOf({ model, rates }: GoldenCase): Price {
  const [price] = parsePriceOverrides(
    JSON.stringify({ models: { [`x:${model}`]: rates } }),
    'golden',
  ).prices.values()
  if (!price) throw new Error(`${model} has no rates`)
  return price
}

function textOf({ body, events, lines }: GoldenCase): readonly [contentType: string, text: string] {
  if (lines) return ['application/x-ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join('')]
  if (!events) return ['application/json; charset=utf-8', JSON.stringify(body)]
  const named = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)))
  return ['text/event-stream', named.map((event) => `event: message\ndata: ${event}\n\n`).join('')]
}

/** @param size in how many pieces of that many characters the body arrives. */
function costOf(given: GoldenCase, size: number, contentType: string, text: string) {
  const reader = new BodyReader(contentType)
  for (let start = 0; start < text.length; start += size) reader.read(text.slice(start, start + size))
  const facts = readReply(
    {
      status: given.status ?? 200,
      headers: given.headers ?? {},
      told: reader.told(),
      isStreamed: reader.isStreamed,
      isComplete: true,
    },
    given.seller,
  )
  const { amountNanoUsd, provenance } = bookedCost({
    plan: { model: { provider: 'x', model: given.model }, inputTokens: 1_000, maxOutputTokens: 1_000 },
    answer: { kind: 'priced', price: priceOf(given), seller: given.seller, estimated: false },
    report: { usage: {}, outputText: '' },
    facts,
  })
  return { cost: toExactUsd(amountNanoUsd), provenance }
}

it('has the forms of every provider that is spoken to, with their sources', () => {
  expect(golden.map(([name]) => name)).toEqual([
    'anthropic',
    'azure',
    'cohere',
    'deepinfra',
    'deepseek',
    'gemini-native',
    'gemini-openai-form',
    'groq',
    'litellm',
    'mistral',
    'moonshot',
    'ollama',
    'openai-chat',
    'openai-responses',
    'openai-transcriptions',
    'openrouter',
    'perplexity',
    'vllm',
    'xai',
  ])
  for (const [, { source, cases }] of golden) {
    expect(source).toMatch(/^https:\/\/.* \(20\d\d-\d\d\)$/)
    for (const { sum } of cases) expect(sum.length).toBeGreaterThan(4)
  }
})

describe.each(golden)('a reply of %s', (_, { cases }) => {
  it.each(cases)('costs what it does by hand: $title', (given) => {
    const { cost, provenance } = given
    const [contentType, text] = textOf(given)
    expect(costOf(given, text.length, contentType, text)).toEqual({ cost, provenance })
    expect(costOf(given, 7, contentType, text)).toEqual({ cost, provenance })
    expect(costOf(given, text.length, contentType, text.replaceAll('\n', '\r\n'))).toEqual({
      cost,
      provenance,
    })
  })

  it.each(cases)('costs the same whatever the header calls it: $title', (given) => {
    const [, text] = textOf(given)
    const { cost, provenance } = given
    const untold = { ...given, headers: { ...given.headers } }
    expect(costOf(untold, 100, given.lines ? 'application/x-ndjson' : 'text/plain', text)).toEqual({
      cost,
      provenance,
    })
  })
})
