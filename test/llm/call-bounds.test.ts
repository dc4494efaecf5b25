import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallSize, mostItCosts, outputTokensFor } from '../../src/llm/call-bounds.ts'
import { calculateCost } from '../../src/pricing/calculate-cost.ts'
import { leastFallback } from '../../src/pricing/fallback-price.ts'
import { type Price, priceFrom, tokenRateNames } from '../../src/pricing/price.ts'
import type { Usage } from '../../src/pricing/usage.ts'
import { price as priceOf } from '../pricing/cost-factory.ts'

const fallbackPrice = priceFrom(leastFallback, 'fallback')

const rate = fc
  .integer({ min: 0, max: 90_000 })
  .map((thousandths) => new Decimal(thousandths).dividedBy(1_000))

const tokenRates = fc
  .tuple(rate, rate, ...tokenRateNames.slice(2).map(() => fc.option(rate, { nil: undefined })))
  .map((rates) =>
    Object.fromEntries(
      tokenRateNames.flatMap((name, index) => (rates[index] === undefined ? [] : [[name, rates[index]]])),
    ),
  )

const price: fc.Arbitrary<Price> = fc
  .record({
    base: tokenRates,
    perRequest: fc.option(rate, { nil: undefined }),
    tiers: fc.uniqueArray(
      fc.record({ aboveTokens: fc.integer({ min: 0, max: 60_000 }), rates: tokenRates }),
      {
        maxLength: 3,
        selector: ({ aboveTokens }) => aboveTokens,
      },
    ),
  })
  .map(({ base, perRequest, tiers }) =>
    priceFrom(
      {
        ...base,
        ...(perRequest && { perRequest }),
        tiers: tiers
          .sort((one, other) => one.aboveTokens - other.aboveTokens)
          .map(({ aboveTokens, rates }) => ({ aboveTokens, ...rates })),
      },
      'overrides',
    ),
  )

const size = fc.record({
  inputTokens: fc.integer({ min: 0, max: 80_000 }),
  inputIsSound: fc.boolean(),
  outputIsSound: fc.boolean(),
  maxOutputTokens: fc.integer({ min: 1, max: 20_000 }),
})

/** What a call within the size may really use: any part of it, in any mixture. */
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 })

function usageWithin(
  { inputTokens, inputIsSound, outputIsSound, maxOutputTokens }: CallSize,
  parts: readonly number[],
): Usage {
  const [used = 0, read = 0, written = 0, sound = 0, said = 0, reasoned = 0, spoken = 0] = parts
  const total = Math.round((inputTokens ?? 0) * used)
  const cacheRead = Math.floor(total * read)
  const cacheWrite = Math.floor((total - cacheRead) * written)
  const audio = inputIsSound ? Math.floor((total - cacheRead - cacheWrite) * sound) : 0
  const output = Math.round((maxOutputTokens ?? 0) * said)
  const reasoning = Math.floor(output * reasoned)
  return {
    inputTokens: { total, cacheRead, cacheWrite, audio },
    outputTokens: {
      total: output,
      reasoning,
      audio: outputIsSound ? Math.floor((output - reasoning) * spoken) : 0,
    },
  }
}

function costOf(at: Price, usage: Usage): bigint {
  const cost = calculateCost(at, usage)
  if (cost.kind !== 'computed') throw new Error(cost.kind)
  return cost.amount
}

describe('the most a call costs', () => {
  it('is never less than what any call within its size costs', () => {
    fc.assert(
      fc.property(price, size, shares, (at, within, parts) => {
        const most = mostItCosts(at, within, within.maxOutputTokens)
        expect(most).toBeGreaterThanOrEqual(costOf(at, usageWithin(within, parts)))
      }),
      { numRuns: 3_000 },
    )
  })

  it('is never less than what a call just below a tier costs, where the tier is the cheaper one', () => {
    const cheaperAbove = priceFrom(
      {
        input: new Decimal(3),
        output: new Decimal(0),
        tiers: [{ aboveTokens: 200_000, input: new Decimal(1) }],
      },
      'overrides',
    )
    expect(mostItCosts(cheaperAbove, { inputTokens: 200_001 }, 0)).toBe(600_000_000n)
  })

  it('is reached by one of the ways to count, so that no money is set aside for nothing', () => {
    const dearReasoning = priceFrom(
      {
        input: new Decimal(1),
        cacheWrite: new Decimal(2),
        output: new Decimal(4),
        reasoning: new Decimal(8),
        tiers: [],
      },
      'overrides',
    )
    expect(mostItCosts(dearReasoning, { inputTokens: 1_000_000 }, 1_000_000)).toBe(10_000_000_000n)
  })

  it('of a call for a dearer tier is so many times as much, rounded up', () => {
    const plain = priceFrom({ input: new Decimal(1), output: new Decimal(4), tiers: [] }, 'catalogue')
    const size = { inputTokens: 1, leastOutputTokens: 1, maxOutputTokens: 1_000_000 }
    expect(mostItCosts(plain, { ...size, rateTimes: [5, 3] }, 1_000_000)).toBe(6_666_668_334n)
    expect(outputTokensFor(plain, { ...size, rateTimes: [2, 1] }, 4_000_002_000n)).toBe(500_000)
  })

  it('of an embedding is that of its input alone', () => {
    const embedding = priceFrom({ input: new Decimal('0.02'), tiers: [] }, 'catalogue')
    expect(mostItCosts(embedding, { inputTokens: 1_000_000 }, undefined)).toBe(20_000_000n)
  })

  it('of sound by the hour is that of its seconds', () => {
    const byTheHour = priceFrom({ audioPerHour: new Decimal('0.36'), tiers: [] }, 'catalogue')
    expect(mostItCosts(byTheHour, { inputTokens: 1_800, units: { audioSeconds: 90 } }, 640)).toBe(9_000_000n)
  })

  it('keeps what the price says, and takes the price of unknown models for the rest', () => {
    const inputOnly = priceFrom({ input: new Decimal(60), tiers: [] }, 'overrides')
    const usage = { inputTokens: 1_000_000 }
    expect(mostItCosts(inputOnly, usage, 1_000_000)).toBe(90_000_000_000n)
    expect(mostItCosts(fallbackPrice, usage, 1_000_000)).toBe(40_000_000_000n)
  })

  it('of sound is at the rate of sound, and of anything else is not', () => {
    const heard = priceOf({ input: 1, inputAudio: 5, output: 0 })
    expect(mostItCosts(heard, { inputTokens: 1_000_000, inputIsSound: true }, 0)).toBe(5_000_000_000n)
    expect(mostItCosts(heard, { inputTokens: 1_000_000 }, 0)).toBe(1_000_000_000n)
  })

  it('does not reach the tiers that its size does not', () => {
    const tiered = priceOf({ input: 1, output: 0 }, [{ aboveTokens: 200_000, input: 2 }])
    expect(mostItCosts(tiered, { inputTokens: 1_000 }, 0)).toBe(1_000_000n)
  })

  it('is that of a cache where only a tier makes that dearer', () => {
    const tiered = priceOf({ input: 5, cacheWrite: 1, cacheRead: 1, output: 0 }, [
      { aboveTokens: 100, cacheWrite: 9, cacheRead: 7 },
    ])
    expect(mostItCosts(tiered, { inputTokens: 1_000_000 }, 0)).toBe(9_000_000_000n)
  })

  it('is what is known where a part of it is not told', () => {
    expect(mostItCosts(priceOf({ audioPerHour: 1, perRequest: '0.01' }), {}, undefined)).toBe(10_000_000n)
  })

  it('is nothing for pieces that even unknown models have no rate for', () => {
    expect(mostItCosts(fallbackPrice, { units: { images: 3 } }, undefined)).toBe(0n)
    expect(mostItCosts(priceOf({ input: 1 }), { units: { images: 3 } }, undefined)).toBe(0n)
  })

  it.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])(
    'of %d tokens is an error of the programmer',
    (tokens) => {
      expect(() => mostItCosts(fallbackPrice, { inputTokens: tokens }, 10)).toThrow(
        new RangeError('Not a size of a call: inputTokens.total.'),
      )
    },
  )
})

describe('the output ceiling that held money pays for', () => {
  it('is the largest that fits, between the useful least and what was wanted', () => {
    const limits = fc.record({
      least: fc.integer({ min: 1, max: 2_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(price, size, limits, (at, wanted, { least, share }) => {
        const leastOutputTokens = Math.min(least, wanted.maxOutputTokens)
        const within = { ...wanted, leastOutputTokens }
        const most = (outputTokens: number) => mostItCosts(at, within, outputTokens)
        const atLeast = most(leastOutputTokens)
        const held = atLeast + BigInt(Math.floor(Number(most(wanted.maxOutputTokens) - atLeast) * share))

        const ceiling = outputTokensFor(at, within, held) ?? Number.NaN

        expect(ceiling).toBeGreaterThanOrEqual(leastOutputTokens)
        expect(ceiling).toBeLessThanOrEqual(wanted.maxOutputTokens)
        expect(most(ceiling)).toBeLessThanOrEqual(held)
        expect(ceiling === wanted.maxOutputTokens || most(ceiling + 1) > held).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('may cost to the nano what is held', () => {
    const writer = priceOf({ input: 1, output: 1 })
    const size = { inputTokens: 0, maxOutputTokens: 100, leastOutputTokens: 1 }
    expect(outputTokensFor(writer, size, 50_000n)).toBe(50)
    expect(outputTokensFor(writer, size, 49_999n)).toBe(49)
  })

  it('is none for a call without one', () => {
    expect(outputTokensFor(fallbackPrice, { inputTokens: 5 }, 1_000_000n)).toBeUndefined()
  })
})
