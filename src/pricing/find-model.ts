import type { Fraction } from './fraction.ts'
import { matches } from './match-rule.ts'
import type { ModelId } from './model-id.ts'
import type { DatedPrice, PriceData, PricedModel, PricedProvider } from './price-data.ts'
import { periodHolds } from './price-period.ts'
import { sellerAt } from './sellers.ts'

export interface FoundModel {
  readonly entry: PricedModel
  /** The id in the data of whose price it is. */
  readonly seller: string
  /** The entry is another seller's model of the same name: what this seller asks is a guess. */
  readonly sameNameOnly: boolean
  /** What the region of the address does to the rates. */
  readonly times?: Fraction | undefined
}

/**
 * The published model that a name of ours means at the address that is called: a seller's own, where the address or the provider
 * names the seller. At any other address it is a model of that name that somebody sells.
 */
export function findModel(
  data: PriceData,
  { provider, model }: ModelId,
  address: string | undefined,
): FoundModel | undefined {
  const addressed = address === undefined ? undefined : sellerAt(data, address)
  const seller = addressed?.provider ?? providerNamed(data, provider)
  const entry = seller && modelOf(seller, model, data)
  if (entry) return { entry, seller: seller.id, sameNameOnly: false, times: addressed?.timesFor(model) }
  return addressed || provider === 'compatible' ? findAnywhere(data, model) : undefined
}

/** The price at a moment: of the last period that holds, or the first price. */
export function datedPriceAt(entry: PricedModel, at: Date): DatedPrice {
  return entry.prices.findLast(({ period }) => !period || periodHolds(period, at)) ?? entry.prices[0]
}

/** `vendor/model` as OpenRouter names it, then among the vendor's own; a bare name at whoever is known for such names, then at anybody. */
function findAnywhere(data: PriceData, name: string): FoundModel | undefined {
  const slash = name.indexOf('/')
  const bareName = name.slice(slash + 1)
  const known =
    slash < 0
      ? data.providers.filter(({ modelMatch }) => modelMatch && matches(modelMatch, name))
      : [providerNamed(data, name.slice(0, slash))]
  const router = providerNamed(data, 'openrouter')
  const routed = router && modelOf(router, name, data)
  if (routed) return { entry: routed, seller: router.id, sameNameOnly: true }
  for (const seller of [...known, ...data.providers]) {
    const entry = seller && modelOf(seller, bareName, data)
    if (entry) return { entry, seller: seller.id, sameNameOnly: true }
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
