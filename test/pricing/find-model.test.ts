import { describe, expect, it } from 'vitest'
import { fallbackPriceOf } from '../../src/pricing/fallback-price.ts'
import { findModel } from '../../src/pricing/find-model.ts'
import { flatRates, type Price } from '../../src/pricing/price.ts'
import type { PriceData, PricedModel, PricedProvider } from '../../src/pricing/price-data.ts'
import { price } from './cost-factory.ts'

const at = new Date('2026-10-01T12:00:00Z')

function modelOf(id: string, of: Price = price({ input: 1, output: 1 })): PricedModel {
  return { id, match: { equals: id }, prices: [{ price: of }], published: {} }
}

function providerOf(
  id: string,
  models: readonly PricedModel[],
  overrides: Partial<PricedProvider> = {},
): PricedProvider {
  return { id, models, fallbackProviders: [], published: {}, ...overrides }
}

function dataOf(...providers: readonly PricedProvider[]): PriceData {
  return { providers, updatedAt: at }
}

/** What a name means, as `<seller>:<entry>`, with a question mark where that is only a namesake. */
function meaning(data: PriceData, provider: string, model: string): string | undefined {
  const found = findModel(data, { provider, model }, undefined)
  return found && `${found.seller}:${found.entry.id}${found.sameNameOnly ? '?' : ''}`
}

describe('the date in a name', () => {
  const data = dataOf(
    providerOf('maker', [
      modelOf('m-2025-08-07'),
      modelOf('m-2025-12-31'),
      modelOf('m-2025-10-20'),
      modelOf('m-2025-01-01:batch'),
      modelOf('m-2025-09-30-fast'),
    ]),
  )

  it.each([
    ['m-20250807', 'm-2025-08-07'],
    ['m-2025-08-07', 'm-2025-08-07'],
    ['m-20251231', 'm-2025-12-31'],
    ['m-20251020', 'm-2025-10-20'],
    ['m-20250101:batch', 'm-2025-01-01:batch'],
    ['m-20250930-fast', 'm-2025-09-30-fast'],
    ['m20250807', undefined],
    ['m-202508071', undefined],
  ])('of %s may be written without dashes', (name, id) => {
    expect(meaning(data, 'maker', name)).toBe(id && `maker:${id}`)
  })

  it.each(['m-20251307', 'm-20250032', 'm-20250800', 'm-20250832', 'm-19990807'])('of %s is none', (name) => {
    const dashed = name.replace(/(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
    expect(meaning(dataOf(providerOf('maker', [modelOf(dashed)])), 'maker', name)).toBeUndefined()
  })
})

describe('a name at an address that nobody knows', () => {
  const data = dataOf(
    providerOf('first', [modelOf('m'), modelOf('/odd')]),
    providerOf('maker', [modelOf('m'), modelOf('n')], {
      providerMatch: { equals: 'the-maker' },
      modelMatch: { starts_with: 'm' },
    }),
    providerOf('openrouter', [modelOf('maker/r'), modelOf('maker/m-routed')]),
  )

  it.each([
    ['m', 'maker:m?'],
    ['n', 'maker:n?'],
    ['maker/r', 'openrouter:maker/r?'],
    ['maker/m', 'maker:m?'],
    ['The-Maker/m', 'maker:m?'],
    ['first/m', 'first:m?'],
    ['nobody/m', 'first:m?'],
    ['nobody/x', undefined],
    ['r', undefined],
  ])('%s is that of %s', (name, means) => {
    expect(meaning(data, 'compatible', name)).toBe(means)
  })

  it('is not looked for at others where the provider has a name', () => {
    expect(meaning(data, 'maker', 'm')).toBe('maker:m')
    expect(meaning(data, 'THE-MAKER', 'm')).toBe('maker:m')
    expect(meaning(data, 'maker', 'r')).toBeUndefined()
    expect(meaning(data, 'nobody', 'm')).toBeUndefined()
  })

  it('is that of a provider whose models are sold at their prices', () => {
    const azure = providerOf('azure', [modelOf('own')], { fallbackProviders: ['maker'] })
    const both = dataOf(azure, ...data.providers)
    expect(meaning(both, 'azure', 'own')).toBe('azure:own')
    expect(meaning(both, 'azure', 'n')).toBe('azure:n')
    expect(meaning(both, 'azure', 'r')).toBeUndefined()
  })
})

describe('the price of a model that nobody knows', () => {
  it('rises with the dearest tiers of its provider, and leaves out those that are no dearer', () => {
    const of = fallbackPriceOf(
      dataOf(
        providerOf('maker', [
          modelOf('a', price({ input: 1, output: 1 }, [{ aboveTokens: 200_000, input: 20, output: 40 }])),
          modelOf(
            'b',
            price({ input: 1, output: 1 }, [
              { aboveTokens: 50_000, input: 9 },
              { aboveTokens: 100_000, input: 15 },
              { aboveTokens: 300_000, input: 18, output: 40 },
              { aboveTokens: 400_000, inputAudio: 50 },
            ]),
          ),
        ]),
        providerOf('other', [modelOf('c', price({ input: 1_000, output: 1_000 }))]),
      ),
      'maker',
      at,
    )
    expect(Object.fromEntries(flatRates(of).map(([name, rate]) => [name, rate.toFixed()]))).toEqual({
      input: '10',
      output: '30',
      audioPerHour: '5',
      perSearch: '0.035',
      'above 100000: input': '15',
      'above 100000: output': '30',
      'above 200000: input': '20',
      'above 200000: output': '40',
      'above 400000: input': '20',
      'above 400000: output': '40',
      'above 400000: inputAudio': '50',
    })
  })

  it('is that of all where its provider is not known either', () => {
    const dear = providerOf('other', [modelOf('c', price({ input: 1_000, output: 1_000 }))])
    expect(fallbackPriceOf(dataOf(dear), 'nobody', at).input?.toFixed()).toBe('1000')
  })

  it.each(['o1-pro', 'openai/o1-pro-2025', 'gpt-4.5-preview', 'gpt-4-32k'])(
    'is not that of %s of earlier years',
    (id) => {
      const dear = providerOf('maker', [modelOf(id, price({ input: 1_000, output: 1_000 }))])
      expect(fallbackPriceOf(dataOf(dear), 'maker', at).input?.toFixed()).toBe('10')
    },
  )

  it('is that of a later one whose name only looks like it', () => {
    const dear = providerOf('maker', [modelOf('neo1-pro', price({ input: 1_000, output: 1_000 }))])
    expect(fallbackPriceOf(dataOf(dear), 'maker', at).input?.toFixed()).toBe('1000')
  })
})
