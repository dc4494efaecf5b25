import { describe, expect, it } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import type { Price } from '../../src/pricing/price.ts'
import type { Usage } from '../../src/pricing/usage.ts'
import { price, tokens, usd } from './cost-factory.ts'

/** What a call costs in dollars, or why that is not known. */
function billOf(of: Price, usage: Usage): string {
  const cost = calculateCost(of, usage)
  switch (cost.kind) {
    case 'computed':
      return toExactUsd(cost.amount)
    case 'incomplete':
      return `${cost.missing.join(', ')} missing, at least ${toExactUsd(cost.atLeast)}`
    case 'unpriced':
      return `no rate for ${cost.dimensions.join(', ')}`
    default:
      return cost.kind
  }
}

describe('a model that is paid by tokens and by the piece', () => {
  const pictures = price({ input: 1, output: 1, perImage: '0.04' })
  const speech = price({ input: 1, output: 2, audioPerHour: 1 })

  it.each<[string, Price, Usage, string]>([
    ['pieces alone', pictures, { images: 1 }, '0.04'],
    [
      'pieces, and that there was input',
      pictures,
      { inputTokens: {}, images: 1 },
      'inputTokens.total, outputTokens.total missing, at least 0.04',
    ],
    [
      'pieces, and that there was output',
      pictures,
      { outputTokens: {}, images: 1 },
      'inputTokens.total, outputTokens.total missing, at least 0.04',
    ],
    ['tokens alone', speech, tokens(1_000_000, 1_000_000), '3'],
    ['input alone', speech, { inputTokens: { total: 1_000_000 } }, 'outputTokens.total missing, at least 1'],
    ['output alone', speech, { outputTokens: { total: 1_000_000 } }, 'inputTokens.total missing, at least 2'],
    [
      'a part of the input',
      speech,
      { inputTokens: { cacheRead: 1_000_000 } },
      'inputTokens.total, outputTokens.total, audioSeconds missing, at least 1',
    ],
    [
      'the text of the output',
      speech,
      { outputTokens: { text: 1_000_000 } },
      'inputTokens.total, outputTokens.total, audioSeconds missing, at least 2',
    ],
    [
      'the reasoning of the output',
      speech,
      { outputTokens: { reasoning: 1_000_000 } },
      'inputTokens.total, outputTokens.total, audioSeconds missing, at least 2',
    ],
    [
      'none of a piece that has no rate',
      pictures,
      { audioSeconds: 0 },
      'inputTokens.total, outputTokens.total, images missing, at least 0',
    ],
    [
      'input of an embedding',
      price({ input: 1, audioPerHour: 1 }),
      { inputTokens: { total: 2_000_000 } },
      '2',
    ],
    ['output of a voice', price({ output: 1, audioPerHour: 1 }), { outputTokens: { total: 2_000_000 } }, '2'],
  ])('costs when it is told %s', (_, of, usage, bill) => {
    expect(billOf(of, usage)).toBe(bill)
  })
})

describe('the output without a total', () => {
  it.each<[NonNullable<Usage['outputTokens']>, string]>([
    [{ text: 5_000_000, reasoning: 3_000_000 }, '8'],
    [{ text: 5_000_000, audio: 6_000_000, reasoning: 3_000_000 }, '9'],
    [{ text: 5_000_000, reasoning: 0 }, '5'],
  ])('is its text, or the sound within, and its reasoning: %j', (outputTokens, bill) => {
    const of = price({ input: 1, output: 1 })
    expect(billOf(of, { inputTokens: { total: 0 }, outputTokens })).toBe(bill)
  })
})

describe('what has no rate', () => {
  const writer = price({ output: 1 })
  const reader = price({ input: 1 })

  it.each<[string, Price, Usage, string]>([
    ['cached input', writer, { inputTokens: { total: 5, cacheRead: 5 } }, 'inputTokens'],
    ['input written to a cache', writer, { inputTokens: { total: 5, cacheWrite: 5 } }, 'inputTokens'],
    [
      'input written to a cache for an hour',
      writer,
      { inputTokens: { total: 5, cacheWrite: 5, cacheWriteHour: 5 } },
      'inputTokens',
    ],
    ['sound that went in', writer, { inputTokens: { total: 5, audio: 5 } }, 'inputTokens'],
    ['sound that came out', reader, { outputTokens: { total: 5, audio: 5 } }, 'outputTokens'],
    [
      'a search beside paid tokens',
      price({ input: 1, output: 1 }),
      { ...tokens(5, 5), searches: 1 },
      'searches',
    ],
    ['a search beside paid pieces', price({ perImage: 1 }), { images: 1, searches: 1 }, 'searches'],
  ])('is named: %s', (_, of, usage, field) => {
    expect(billOf(of, usage)).toBe(`no rate for ${field}`)
  })
})

describe('what is kept in a cache for an hour', () => {
  const usage: Usage = {
    inputTokens: { total: 3_000_000, cacheWrite: 2_000_000, cacheWriteHour: 1_000_000 },
    outputTokens: { total: 0 },
  }

  it('costs its own rate, or twice the input', () => {
    expect(usd(price({ input: 3, output: 1, cacheWrite: 4, cacheWriteHour: 7 }), usage)).toBe('14')
    expect(usd(price({ input: 3, output: 1, cacheWrite: 4 }), usage)).toBe('13')
  })
})

it('multiplies by a tier of service what tokens cost, and not pieces, requests or searches', () => {
  const of = price({ input: 1, output: 1, perImage: 10, perRequest: 100, perSearch: 1_000 })
  const usage = { ...tokens(1_000_000, 1_000_000), images: 1, searches: 1 }
  expect(calculateCost(of, usage, [3, 2])).toEqual({ kind: 'computed', amount: 1_113_000_000_000n })
})
