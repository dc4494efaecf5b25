import { waitForUpdate } from '@pydantic/genai-prices'
import { z } from 'zod'
import { ratesFrom } from './catalogue-rates.ts'
import type { MatchRule } from './match-rule.ts'
import { matchRule } from './match-rule.ts'
import type { Price } from './price.ts'
import { priceFrom } from './price.ts'
import type { PricePeriod } from './price-period.ts'
import { pricePeriod } from './price-period.ts'

/** A data set of prices: what the genai-prices project publishes, with prices as decimals. */
export interface PriceData {
  readonly providers: readonly PricedProvider[]
  readonly updatedAt: Date
}

export interface PricedProvider {
  readonly id: string
  /** Other names that the provider goes by. */
  readonly providerMatch?: MatchRule | undefined
  /** Which names of models are this provider's when no provider is named. */
  readonly modelMatch?: MatchRule | undefined
  /** Ids of providers whose models this one sells at their prices. */
  readonly fallbackProviders: readonly string[]
  readonly models: readonly PricedModel[]
}

export interface PricedModel {
  readonly id: string
  readonly match: MatchRule
  /** Never empty. The last one whose period holds is the price; the first one where none does. */
  readonly prices: readonly [DatedPrice, ...DatedPrice[]]
}

export interface DatedPrice {
  readonly period?: PricePeriod | undefined
  /** Undefined: the data says nothing that a call could be priced with. */
  readonly price?: Price | undefined
}

/** A rate in the published data. JSON numbers become decimals by the digits they print as. */
const publishedRate = z.union([
  z.number().nonnegative(),
  z.object({
    base: z.number().nonnegative(),
    tiers: z.array(z.object({ start: z.int().nonnegative(), price: z.number().nonnegative() })),
  }),
])
const publishedRates = z.record(z.string(), publishedRate.optional())
const publishedPrices = z.union([
  publishedRates.transform((prices) => [{ prices, constraint: undefined }]),
  z.array(z.object({ prices: publishedRates, constraint: pricePeriod.optional() })).nonempty(),
])
const publishedProvider = z.object({
  id: z.string().min(1),
  provider_match: matchRule.optional(),
  model_match: matchRule.optional(),
  fallback_model_providers: z.array(z.string()).default([]),
  models: z.array(z.object({ id: z.string().min(1), match: matchRule, prices: publishedPrices })),
})
const publishedData = z.array(publishedProvider).nonempty()

export type PublishedRates = z.output<typeof publishedRates>
type PublishedModel = z.output<typeof publishedProvider>['models'][number]

export type ParsedPriceData =
  | { readonly kind: 'parsed'; readonly data: PriceData }
  /** `where` is the path of the first thing that is wrong, such as `3.models.17.prices.input_mtok`. */
  | { readonly kind: 'wrong-shape'; readonly where: string; readonly expected: string }

/** Reads published data strictly: one negative or missing number refuses the whole of it. */
export function parsePriceData(published: unknown, updatedAt: Date): ParsedPriceData {
  const parsed = publishedData.safeParse(published)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return { kind: 'wrong-shape', where: issue?.path.join('.') ?? '', expected: issue?.message ?? '' }
  }
  const providers = parsed.data.map((provider) => ({
    id: provider.id,
    providerMatch: provider.provider_match,
    modelMatch: provider.model_match,
    fallbackProviders: provider.fallback_model_providers,
    models: provider.models.map((model) => pricedModel(model, updatedAt)),
  }))
  return { kind: 'parsed', data: { providers, updatedAt } }
}

function pricedModel({ id, match, prices }: PublishedModel, updatedAt: Date): PricedModel {
  const [first, ...others] = prices.map(({ prices: published, constraint }) => {
    const rates = ratesFrom(published, id)
    return { period: constraint, price: rates && priceFrom(rates, 'catalogue', updatedAt) }
  })
  return { id, match, prices: [first ?? {}, ...others] }
}

/** When version 0.1.8 of the bundled package was published, by the npm registry. */
export const bundledVersion = '0.1.8'
const bundledAt = new Date('2026-09-23T10:11:04Z')

/** The data that came with the installation: always there, offline. */
export async function loadBundledPrices(): Promise<PriceData> {
  const parsed = parsePriceData(await waitForUpdate(), bundledAt)
  if (parsed.kind === 'parsed') return parsed.data
  throw new Error(`The bundled prices are unreadable at ${parsed.where}: ${parsed.expected}. Install again.`)
}
