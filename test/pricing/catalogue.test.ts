import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { mostItCosts } from '../../src/llm/call-bounds.ts'
import { toExactUsd } from '../../src/money/format.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import type { CatalogueOptions } from '../../src/pricing/catalogue.ts'
import { createCatalogue } from '../../src/pricing/catalogue.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { parseModelId } from '../../src/pricing/model-id.ts'
import type { Price } from '../../src/pricing/price.ts'
import { flatRates } from '../../src/pricing/price.ts'
import type { PriceAnswer } from '../../src/pricing/price-answer.ts'
import { bundledVersion } from '../../src/pricing/price-data.ts'

const now = new Date('2026-10-01T12:00:00Z')

function catalogue(options: Partial<CatalogueOptions> = {}) {
  return createCatalogue({ unpriced: 'fallback', now: () => now, ...options })
}

function modelId(text: string): ModelId {
  const parsed = parseModelId(text)
  expect(parsed).toBeDefined()
  return parsed as ModelId
}

function priceIn(answer: PriceAnswer): Price {
  expect(answer.kind).toBe('priced')
  return (answer as { price: Price }).price
}

function ratesIn(answer: PriceAnswer): Record<string, string> {
  return Object.fromEntries(flatRates(priceIn(answer)).map(([name, rate]) => [name, rate.toFixed()]))
}

describe('the bundled prices', () => {
  it.each([
    ['openai:gpt-4', { input: '30', output: '60' }],
    ['openai:gpt-4-0613', { input: '30', output: '60' }],
    ['openai:gpt-3.5-turbo', { input: '0.5', output: '1.5' }],
    ['openai:gpt-4-turbo', { input: '10', output: '30' }],
    ['openai:gpt-5', { input: '1.25', output: '10', cacheRead: '0.125' }],
    ['openai:GPT-5', { input: '1.25', output: '10', cacheRead: '0.125' }],
    [
      'anthropic:claude-3-opus-20240229',
      { input: '15', output: '75', cacheRead: '1.5', cacheWrite: '18.75' },
    ],
    ['anthropic:claude-3-sonnet-20240229', { input: '3', output: '15' }],
    ['anthropic:claude-3-haiku-20240307', { input: '0.25', output: '1.25' }],
    ['openai:text-embedding-3-small', { input: '0.02' }],
    ['openai:whisper-1', { audioPerHour: '0.36' }],
    ['openai:gpt-4o-transcribe', { input: '2.5', output: '10', inputAudio: '6' }],
    ['perplexity:sonar', { input: '1', output: '1', perRequest: '0.012' }],
    ['perplexity:sonar-deep-research', { input: '2', output: '8', reasoning: '3', perSearch: '0.005' }],
    ['groq:whisper-large-v3', { audioPerHour: '0.111' }],
    ['anthropic:claude-sonnet-4-5', { cacheWrite: '3.75', cacheWriteHour: '6', perSearch: '0.01' }],
  ])('know %s', async (name, rates) => {
    const answer = (await catalogue({ unpriced: 'refuse' })).priceOf(modelId(name))
    expect(ratesIn(answer)).toMatchObject(rates)
    expect(answer).toMatchObject({ kind: 'priced', estimated: false, price: { source: 'catalogue' } })
    expect(answer).not.toHaveProperty('caution')
  })

  it('know tiers by length', async () => {
    const answer = (await catalogue()).priceOf(modelId('google:gemini-2.5-pro'))
    expect(ratesIn(answer)).toEqual({
      input: '1.25',
      output: '10',
      cacheRead: '0.125',
      'above 200000: input': '2.5',
      'above 200000: output': '15',
      'above 200000: cacheRead': '0.25',
    })
  })

  it.each([
    ['google:gemini-3.8-flash', '2026-12-31T23:59:59Z', '0.75'],
    ['google:gemini-3.8-flash', '2027-01-01T00:00:00Z', '1.5'],
    ['deepseek:deepseek-v4-pro', '2026-10-01T00:59:59Z', '0.66'],
    ['deepseek:deepseek-v4-pro', '2026-10-01T01:00:00Z', '1.32'],
    ['deepseek:deepseek-v4-pro', '2026-10-01T04:00:00Z', '0.66'],
    ['deepseek:deepseek-chat', '2026-10-01T12:00:00Z', '0.27'],
    ['deepseek:deepseek-chat', '2026-10-01T23:00:00Z', '0.135'],
  ])('price %s at %s by its date and hour', async (name, at, input) => {
    const answer = (await catalogue()).priceOf(modelId(name), new Date(at))
    expect(ratesIn(answer)).toHaveProperty('input', input)
  })

  it('are those of the version that is dated in the code', async () => {
    const file = new URL('../../node_modules/@pydantic/genai-prices/package.json', import.meta.url)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: bundledVersion })
  })

  it('say how old they are', async () => {
    expect((await catalogue()).ageMs()).toBe(now.getTime() - Date.parse('2026-09-23T10:11:04Z'))
  })

  it('price a call to the nano', async () => {
    const price = priceIn((await catalogue()).priceOf(modelId('openai:gpt-4')))
    const cost = calculateCost(price, { inputTokens: { total: 1_000 }, outputTokens: { total: 500 } })
    expect(cost).toMatchObject({ kind: 'computed' })
    expect(toExactUsd((cost as { amount: bigint }).amount)).toBe('0.06')
  })
})

describe('a model that nobody knows', () => {
  it.each([
    ['openai:gpt-unheard-of', { input: '30', output: '180', inputAudio: '40', audioPerHour: '5' }],
    ['anthropic:claude-unheard-of', { input: '15', output: '75', cacheWrite: '18.75' }],
    ['nowhere:gpt-4', { input: '30', output: '180', cacheWrite: '37.5' }],
    ['compatible:someone/unheard-of', { input: '30', output: '180' }],
    ['groq:unheard-of', { input: '10', output: '30', audioPerHour: '5', perSearch: '0.035' }],
  ])('is booked as an estimate no lower than the dearest of its provider: %s', async (name, rates) => {
    const answer = (await catalogue()).priceOf(modelId(name))
    expect(answer).toMatchObject({ estimated: true, caution: 'unpriced', price: { source: 'fallback' } })
    expect(ratesIn(answer)).toMatchObject(rates)
  })

  it('costs at least what any present model of its provider does, whatever the call', async () => {
    const open = await catalogue()
    const fallback = priceIn(open.priceOf(modelId('openai:gpt-unheard-of')))
    const known = [...open.list()].filter(([name]) =>
      /^openai:(?!.*(o1-pro|gpt-4\.5-preview|gpt-4-32k))/.test(name),
    )
    expect(known.length).toBeGreaterThan(50)
    for (const tokens of [1_000, 300_000]) {
      const cost = (of: Price) => mostItCosts(of, { inputTokens: tokens }, 1_000)
      for (const [, of] of known) expect(cost(of)).toBeLessThanOrEqual(cost(fallback))
    }
  })

  it('is refused where the operator wants that', async () => {
    const model = modelId('openai:gpt-unheard-of')
    expect((await catalogue({ unpriced: 'refuse' })).priceOf(model)).toEqual({
      kind: 'refused',
      reason: 'unpriced-model',
      model,
    })
  })

  it('is not free for want of a published rate', async () => {
    const open = await catalogue({ unpriced: 'refuse' })
    expect(open.priceOf(modelId('compatible:google/lyria-3-pro-preview'))).toMatchObject({ kind: 'refused' })
    expect(open.priceOf(modelId('mistral:mistral-ocr-2503'))).toMatchObject({ kind: 'refused' })
  })

  it('is an estimate when only a namesake elsewhere has a price', async () => {
    const answer = (await catalogue({ unpriced: 'refuse' })).priceOf(modelId('compatible:gpt-4-turbo'))
    expect(answer).toMatchObject({ kind: 'priced', estimated: true, caution: 'same_name' })
  })
})

describe('a model that costs nothing', () => {
  it('is local by its provider, or by an address of this machine and a name that nobody sells', async () => {
    const open = await catalogue({ isLoopback: ({ provider }) => provider === 'compatible' })
    for (const name of [
      'local:analyst',
      'compatible:llama3:8b',
      'compatible:deepseek-r1:8b',
      'compatible:qwen3',
    ]) {
      const answer = open.priceOf(modelId(name))
      expect(answer).toMatchObject({ estimated: false, price: { source: 'local' } })
      expect(calculateCost(priceIn(answer), {})).toEqual({ kind: 'computed', amount: 0n })
    }
  })

  it('is free by its name', async () => {
    const answer = (await catalogue()).priceOf(modelId('compatible:openai/gpt-oss-20b:free'))
    expect(answer).toMatchObject({ estimated: false, price: { source: 'catalogue' } })
    expect(answer).not.toHaveProperty('caution')
  })
})

describe('the model that has answered', () => {
  it.each([
    ['openai:gpt-5', 'gpt-5-2025-08-07', 'same'],
    ['openai:gpt-5', 'openai/gpt-5', 'same'],
    ['compatible:nobody/unheard-of', 'unheard-of', 'same'],
    ['openai:gpt-5', 'gpt-5-mini', 'other'],
    ['openai:gpt-5', 'gpt-unheard-of', 'unknown'],
  ])('in place of %s under the name %s is the %s', async (asked, served, kind) => {
    expect((await catalogue()).servedModel(modelId(asked), served)).toMatchObject({ kind })
  })

  it('in place of another has its own price', async () => {
    const served = (await catalogue()).servedModel(modelId('openai:gpt-5'), 'gpt-5-mini')
    expect(served).toMatchObject({ kind: 'other', answer: { kind: 'priced', seller: 'openai' } })
  })
})

describe('what is free by its price, and has cost something', () => {
  it('has the published price, and without one that of unknown models', async () => {
    const open = await catalogue({ isLoopback: () => true })
    expect(open.priceOf(modelId('compatible:llama3:8b'))).toMatchObject({ price: { source: 'local' } })
    expect(open.priceUnlessFree(modelId('compatible:llama3:8b'))).toMatchObject({
      caution: 'unpriced',
      price: { source: 'fallback' },
    })
    expect(open.priceUnlessFree(modelId('compatible:gpt-4-turbo'))).toMatchObject({
      price: { source: 'catalogue' },
    })
  })
})

describe('prices that stay', () => {
  it('are the same object at each look', async () => {
    const open = await catalogue()
    expect(priceIn(open.priceOf(modelId('openai:gpt-5')))).toBe(
      priceIn(open.priceOf(modelId('openai:gpt-5'))),
    )
  })

  it('have a version that says whether two prices are equal', async () => {
    const open = await catalogue()
    const version = (name: string) => priceIn(open.priceOf(modelId(name))).version
    expect(version('openai:gpt-4')).toMatch(/^[0-9a-f]{12}$/)
    expect(version('openai:gpt-4')).toBe(version('openai:gpt-4-0613'))
    expect(version('openai:gpt-4')).not.toBe(version('openai:gpt-5'))
    expect(open.version).toBe((await catalogue()).version)
  })

  it('are listed under the names they have in the data', async () => {
    const list = (await catalogue()).list()
    expect(list.get('openai:gpt-4')?.input?.toFixed()).toBe('30')
    expect(list.size).toBeGreaterThan(1_000)
  })

  it('are told to be old or free for the models asked about', async () => {
    const later = await catalogue({ now: () => new Date('2026-11-22T00:00:00Z') })
    expect(later.validate([modelId('openai:gpt-4'), modelId('local:analyst')])).toMatchObject([
      { kind: 'old', model: 'openai:gpt-4', ageDays: 59 },
    ])
    expect((await catalogue()).validate([modelId('openai:gpt-4')])).toEqual([])
  })
})
