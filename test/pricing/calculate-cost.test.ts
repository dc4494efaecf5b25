import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toExactUsd } from '../../src/money/format.ts'
import { parseUsd, sum } from '../../src/money/nano-usd.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import { leastFallback } from '../../src/pricing/fallback-price.ts'
import { localPrice, priceFrom } from '../../src/pricing/price.ts'
import { amountOf, price, tokens, usd } from './cost-factory.ts'

const gpt4 = price({ input: 30, output: 60 })
const gpt35 = price({ input: 0.5, output: 1.5 })
const gpt4Turbo = price({ input: 10, output: 30 })
const opus = price({ input: 15, output: 75 })
const sonnet = price({ input: 3, output: 15, cacheRead: '0.30', cacheWrite: '3.75' })
const haiku = price({ input: 0.25, output: 1.25 })
const tiered = price({ input: 3, output: 15, cacheRead: 0.3 }, [
  { aboveTokens: 200_000, input: 6, output: 22.5, cacheRead: 0.6 },
])

describe('tokens', () => {
  it.each([
    ['gpt-4', gpt4, 1_000, 500, '0.06'],
    ['gpt-3.5-turbo', gpt35, 2_000, 1_000, '0.0025'],
    ['claude-3-opus', opus, 3_000, 1_500, '0.1575'],
    ['claude-3-sonnet', sonnet, 1_500, 750, '0.01575'],
    ['gpt-4-turbo', gpt4Turbo, 5_000, 2_500, '0.125'],
    ['claude-3-haiku', haiku, 1_000_000, 1_000_000, '1.5'],
    ['claude-3-haiku', haiku, 1_000, 500, '0.000875'],
    ['claude-3-haiku', haiku, 11_620_000, 4_980_000, '9.13'],
    ['a model without a price', priceFrom(leastFallback, 'fallback'), 1_000, 1_000, '0.04'],
    ['a local model', localPrice, 1_000, 1_000, '0'],
    ['gpt-4', gpt4, 0, 0, '0'],
  ])('costs of %s are exact (%#)', (_, of, input, output, expected) => {
    expect(usd(of, tokens(input, output))).toBe(expected)
  })

  it('adds a conversation over two models up to 0.0625', () => {
    expect(toExactUsd(sum([amountOf(gpt4, tokens(1_000, 500)), amountOf(gpt35, tokens(2_000, 1_000))]))).toBe(
      '0.0625',
    )
  })

  it('adds three calls over two models up to 0.180625', () => {
    const calls = [
      amountOf(gpt4, tokens(1_000, 500)),
      amountOf(gpt4, tokens(2_000, 1_000)),
      amountOf(gpt35, tokens(500, 250)),
    ]
    expect(toExactUsd(sum(calls))).toBe('0.180625')
  })

  it.each([
    [199_999, '0.599997'],
    [200_000, '0.6'],
    [200_001, '1.200006'],
  ])('prices all of %i tokens by the tier they reach', (input, expected) => {
    expect(usd(tiered, tokens(input, 0))).toBe(expected)
  })

  it('chooses the tier by all input, cached tokens included, and applies it to output and cache', () => {
    const usage = { inputTokens: { total: 200_001, cacheRead: 200_000 }, outputTokens: { total: 1_000 } }
    expect(usd(tiered, usage)).toBe('0.142506')
  })

  it('takes the highest of several tiers, and from the base what a tier leaves out', () => {
    const of = price({ input: 1, output: 10 }, [
      { aboveTokens: 1_000, input: 2 },
      { aboveTokens: 2_000, input: 4 },
    ])
    expect(usd(of, tokens(1_001, 0))).toBe('0.002002')
    expect(usd(of, tokens(2_001, 100))).toBe('0.009004')
  })

  it('rounds up to a nano once, not once a line', () => {
    const of = price({ input: '0.0004', output: '0.0004', cacheRead: '0.0004' })
    expect(amountOf(of, { inputTokens: { total: 2, cacheRead: 1 }, outputTokens: { total: 1 } })).toBe(2n)
    expect(amountOf(of, tokens(1, 0))).toBe(1n)
  })
})

describe('caches', () => {
  it('take their own rates out of the total', () => {
    const usage = {
      inputTokens: { total: 10_000, cacheRead: 8_000, cacheWrite: 1_000 },
      outputTokens: { total: 0 },
    }
    expect(usd(sonnet, usage)).toBe('0.00915')
  })

  it('cost the input rate where the price has none for them', () => {
    const usage = {
      inputTokens: { total: 1_000, cacheRead: 600, cacheWrite: 400 },
      outputTokens: { total: 500 },
    }
    expect(usd(gpt4, usage)).toBe('0.06')
  })

  it('may be told apart without a total', () => {
    const usage = {
      inputTokens: { noCache: 1_000, cacheRead: 8_000, cacheWrite: 1_000 },
      outputTokens: { total: 0 },
    }
    expect(usd(sonnet, usage)).toBe('0.00915')
  })

  it('leave what nobody accounts for at the full rate', () => {
    const usage = {
      inputTokens: { total: 10_000, noCache: 1_000, cacheRead: 8_000 },
      outputTokens: { total: 0 },
    }
    expect(usd(sonnet, usage)).toBe('0.0084')
  })
})

describe('reasoning', () => {
  const distinct = price({ input: 2, output: 8, reasoning: 3 })

  it('is part of the output at the output rate', () => {
    const usage = { inputTokens: { total: 0 }, outputTokens: { total: 1_000, reasoning: 900, text: 100 } }
    expect(usd(gpt4, usage)).toBe('0.06')
  })

  it('has a rate of its own where the price says so', () => {
    const usage = { inputTokens: { total: 0 }, outputTokens: { total: 1_000, reasoning: 900 } }
    expect(usd(distinct, usage)).toBe('0.0035')
  })

  it('is what the text leaves of the total', () => {
    const usage = { inputTokens: { total: 0 }, outputTokens: { total: 1_000, text: 100 } }
    expect(usd(distinct, usage)).toBe('0.0035')
  })

  it('is missed where it has a rate of its own and nobody tells it', () => {
    expect(calculateCost(distinct, tokens(0, 1_000))).toEqual({
      kind: 'incomplete',
      missing: ['outputTokens.reasoning'],
      atLeast: parseUsd('0.008'),
    })
  })

  it('is not missed where nothing came out', () => {
    expect(usd(distinct, tokens(1_000, 0))).toBe('0.002')
  })
})

describe('sound', () => {
  it('has its own token rates', () => {
    const of = price({ input: 2.5, output: 10, inputAudio: 6, outputAudio: 20 })
    const usage = { inputTokens: { total: 1_000, audio: 900 }, outputTokens: { total: 100, audio: 50 } }
    expect(usd(of, usage)).toBe('0.00715')
  })

  it('is never a deduction, even if a provider counts it apart from the uncached rest', () => {
    const of = price({ input: 2.5, output: 10, inputAudio: 6 })
    const usage = { inputTokens: { noCache: 100, audio: 900 }, outputTokens: { total: 0 } }
    expect(usd(of, usage)).toBe('0.0054')
  })

  it.each([
    ['0.36', 90, '0.009'],
    ['0.36', 0.5, '0.00005'],
    ['0.36', 0, '0'],
    ['0.04', 1, '0.000011112'],
  ])('at %s an hour costs for %d seconds %s', (audioPerHour, audioSeconds, expected) => {
    expect(usd(price({ audioPerHour }), { audioSeconds })).toBe(expected)
  })

  it('paid by the second does not ask for tokens, and charges none', () => {
    expect(usd(price({ audioPerHour: '0.36' }), { audioSeconds: 3_600, ...tokens(500, 200) })).toBe('0.36')
  })

  it('paid by the second is no zero when only tokens are told', () => {
    expect(calculateCost(price({ audioPerHour: '0.36' }), tokens(500, 200))).toEqual({
      kind: 'unpriced',
      dimensions: ['inputTokens', 'outputTokens'],
    })
  })
})

describe('pieces', () => {
  it('prices embeddings, which have no output', () => {
    expect(usd(price({ input: 0.02 }), { inputTokens: { total: 1_000_000 } })).toBe('0.02')
  })

  it('charges a request once unless told how many there were', () => {
    const sonar = price({ input: 1, output: 1, perRequest: 0.012 })
    expect(usd(sonar, tokens(1_000, 1_000))).toBe('0.014')
    expect(usd(sonar, { ...tokens(1_000, 1_000), requests: 3 })).toBe('0.038')
  })

  it.each([
    ['vectors', { perVector: '0.0000004' }, { vectors: 100_000 }, '0.04'],
    ['images', { perImage: 0.04 }, { images: 3 }, '0.12'],
    ['characters', { perCharacter: '0.000015' }, { characters: 1_000 }, '0.015'],
  ])('prices %s', (_, rates, usage, expected) => {
    expect(usd(price(rates), usage)).toBe(expected)
  })

  it('come on top of tokens', () => {
    expect(usd(price({ input: 1, output: 1, perImage: 0.5 }), { ...tokens(1_000_000, 0), images: 1 })).toBe(
      '1.5',
    )
  })
})

describe('any call', () => {
  const rate = fc.integer({ min: 0, max: 10_000_000 }).map((micros) => `${micros}e-4`)
  const count = fc.integer({ min: 0, max: 10_000_000 })

  it('costs what whole numbers make of it', () => {
    fc.assert(
      fc.property(
        fc.tuple(rate, rate, rate),
        fc.tuple(count, count, count),
        (rates, [fresh, cached, output]) => {
          const of = price({ input: rates[0], cacheRead: rates[1], output: rates[2] })
          const usage = {
            inputTokens: { total: fresh + cached, cacheRead: cached },
            outputTokens: { total: output },
          }
          const perTenThousand = rates.map((text) => BigInt(text.slice(0, -3)))
          const exact = [fresh, cached, output].reduce(
            (total, quantity, index) => total + BigInt(quantity) * (perTenThousand[index] ?? 0n),
            0n,
          )
          expect(amountOf(of, usage)).toBe((exact + 9n) / 10n)
        },
      ),
    )
  })

  it('never costs less for more', () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 1_000 }), (input, output, more) => {
        expect(
          amountOf(tiered, tokens(input + more, output)) >= amountOf(tiered, tokens(input, output)),
        ).toBe(true)
      }),
    )
  })
})
