import { matches } from './match-rule.ts'
import type { ModelId } from './model-id.ts'
import type { DatedPrice, PriceData, PricedModel, PricedProvider } from './price-data.ts'
import { periodHolds } from './price-period.ts'

export interface FoundModel {
  readonly entry: PricedModel
  /** The entry is another seller's model of the same name: what this seller asks is a guess. */
  readonly sameNameOnly: boolean
}

/**
 * The published model that a name of ours means. `compatible:vendor/model` is looked up as OpenRouter names it, then among
 * the vendor's own models; `compatible:model` by its bare name.
 */
export function findModel(data: PriceData, { provider, model }: ModelId): FoundModel | undefined {
  const seller = providerNamed(data, provider)
  const entry = seller && modelOf(seller, model, data)
  if (entry) return { entry, sameNameOnly: false }
  return provider === 'compatible' ? findCompatible(data, model) : undefined
}

/** The price at a moment: of the last period that holds, or the first price. */
export function datedPriceAt(entry: PricedModel, at: Date): DatedPrice {
  return entry.prices.findLast(({ period }) => !period || periodHolds(period, at)) ?? entry.prices[0]
}

function findCompatible(data: PriceData, name: string): FoundModel | undefined {
  const slash = name.indexOf('/')
  const router = providerNamed(data, 'openrouter')
  const routed = router && modelOf(router, name, data)
  if (routed) return { entry: routed, sameNameOnly: slash < 0 }
  const sellers =
    slash < 0
      ? data.providers.filter(({ modelMatch }) => modelMatch && matches(modelMatch, name))
      : [providerNamed(data, name.slice(0, slash))]
  const bareName = name.slice(slash + 1)
  for (const seller of sellers) {
    const entry = seller && modelOf(seller, bareName, data)
    if (entry) return { entry, sameNameOnly: slash < 0 }
  }
  return undefined
}

function providerNamed({ providers }: PriceData, name: string): PricedProvider | undefined {
  const lowered = name.toLowerCase()
  return (
    providers.find(({ id }) => id === lowered) ??
    providers.find(({ providerMatch }) => providerMatch && matches(providerMatch, lowered))
  )
}

function modelOf(seller: PricedProvider, name: string, data: PriceData): PricedModel | undefined {
  const fallbacks = seller.fallbackProviders.flatMap((id) =>
    data.providers.filter((other) => other.id === id),
  )
  for (const spelling of new Set([name, withDashedDate(name)]))
    for (const { models } of [seller, ...fallbacks]) {
      const entry = models.find(({ match }) => matches(match, spelling))
      if (entry) return entry
    }
  return undefined
}

/** Some hosts write `-20250807` where the publisher writes `-2025-08-07`. */
function withDashedDate(name: string): string {
  return name.replace(/-(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)/g, '-$1-$2-$3')
}
