import { Decimal } from 'decimal.js'
import { datedPriceAt } from './find-model.ts'
import {
  type Price,
  type PriceTier,
  priceFrom,
  type TokenRates,
  tokenRateNames,
  unitRateNames,
} from './price.ts'
import type { PriceData, PricedProvider } from './price-data.ts'

/** The least that a model which no source knows is taken for: above what most models ask, in every measure. */
export const leastFallback = {
  input: new Decimal(10),
  output: new Decimal(30),
  audioPerHour: new Decimal(5),
  /** The dearest search that is sold: grounding of Gemini 2.5 (https://ai.google.dev/gemini-api/docs/pricing, 2026-11). */
  perSearch: new Decimal('0.035'),
  tiers: [],
} as const

/** Models of earlier years that were dearer than all that came after them: an unknown name is a newer one. */
const bygone = /(?:^|[/.])(?:o1-pro|gpt-4\.5-preview|gpt-4-32k)/

/**
 * For models that no source knows: the dearest rate of each kind that any model of the provider has, so that what is held for a call is
 * a bound; of a provider that is not known either, the dearest of all.
 */
export function fallbackPriceOf(data: PriceData, provider: string, at: Date): Price {
  const known = data.providers.filter(({ id }) => id === provider)
  const prices = (known.length > 0 ? known : data.providers).flatMap((seller) => pricesOf(seller, at))
  const base = dearestRates([leastFallback, ...prices], boundNames)
  const rates = { ...base, ...dearestRates([leastFallback, ...prices], unitRateNames) }
  return priceFrom({ ...rates, tiers: tiersAbove(base, prices) }, 'fallback')
}

/** What is left out counts as plain input or output, or as twice the input: as the dearest of those. */
const boundNames = tokenRateNames.filter(
  (name) => name !== 'cacheRead' && name !== 'cacheWriteHour' && name !== 'reasoning',
)

/** Each tier is at least as dear as the one before it; those that are no dearer are left out. */
function tiersAbove(base: TokenRates, prices: readonly Price[]): PriceTier[] {
  const all = prices.flatMap(({ tiers }) => tiers).sort((one, other) => one.aboveTokens - other.aboveTokens)
  const rising: PriceTier[] = []
  let last = base
  for (const tier of all) {
    const next = dearestRates([last, tier], boundNames)
    if (boundNames.every((name) => next[name]?.equals(last[name] ?? -1) ?? true)) continue
    rising.push({ ...next, aboveTokens: tier.aboveTokens })
    last = next
  }
  return rising
}

function pricesOf({ models }: PricedProvider, at: Date): readonly Price[] {
  return models.flatMap((model) => {
    const { price } = datedPriceAt(model, at)
    return price && !bygone.test(model.id) ? [price] : []
  })
}

function dearestRates<Name extends string>(
  prices: readonly { readonly [Key in Name]?: Decimal }[],
  names: readonly Name[],
): { [Key in Name]?: Decimal } {
  const found: { [Key in Name]?: Decimal } = {}
  for (const name of names) {
    const rates = prices.flatMap((price) => price[name] ?? [])
    if (rates.length > 0) found[name] = Decimal.max(...rates)
  }
  return found
}
