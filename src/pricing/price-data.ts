import { waitForUpdate } from '@pydantic/genai-prices'
import { z } from 'zod'
import { ratesFrom } from './catalogue-rates.ts'
import type { MatchRule } from './match-rule.ts'
import { matchRule } from './match-rule.ts'
import { formatModelId } from './model-id.ts'
import type { Price } from './price.ts'
import { priceFrom } from './price.ts'
import type { PricePeriod } from './price-period.ts'
import { pricePeriod } from './price-period.ts'
import { publishedRates } from './published-rates.ts'

/** A data set of prices: what the genai-prices project publishes, with prices as decimals. */
export interface PriceData {
  readonly providers: readonly PricedProvider[]
  readonly updatedAt: Date
}

export interface PricedProvider {
  readonly id: string
  /** The addresses at which it sells. */
  readonly addresses?: RegExp | undefined
  /** Other names that the provider goes by. */
  readonly providerMatch?: MatchRule | undefined
  /** Which names of models are this provider's when no provider is named. */
  readonly modelMatch?: MatchRule | undefined
  /** Ids of providers whose models this one sells at their prices. */
  readonly fallbackProviders: readonly string[]
  readonly models: readonly PricedModel[]
  /** As it was published, its models apart. */
  readonly published: object
}

export interface PricedModel {
  readonly id: string
  readonly match: MatchRule
  /** Never empty. The last one whose period holds is the price; the first one where none does. */
  readonly prices: readonly [DatedPrice, ...DatedPrice[]]
  /** As it was published. */
  readonly published: unknown
}

export interface DatedPrice {
  readonly period?: PricePeriod | undefined
  /** Undefined: the data says nothing that a call could be priced with. */
  readonly price?: Price | undefined
}

const publishedPrices = z.union([
  publishedRates.transform((prices) => [{ prices, constraint: undefined }]),
  z.array(z.object({ prices: publishedRates, constraint: pricePeriod.optional() })).nonempty(),
])
const publishedModel = z.object({ id: z.string().min(1), match: matchRule, prices: publishedPrices })
const addressPattern = z.string().transform((pattern, context) => {
  try {
    return new RegExp(`^(?:${pattern})`, 'i')
  } catch {
    context.addIssue({ code: 'custom', message: 'Invalid regular expression' })
    return z.NEVER
  }
})
const publishedProvider = z.looseObject({
  id: z.string().min(1),
  api_pattern: addressPattern.optional(),
  provider_match: matchRule.optional(),
  model_match: matchRule.optional(),
  fallback_model_providers: z.array(z.string()).default([]),
  models: z.array(z.unknown()),
})
const publishedData = z.array(z.unknown()).nonempty()

/** A model, or a provider with all of its models, that the data says nothing usable about. */
export interface UnreadableModel {
  /** `<provider>:<model>`, or `<provider>`; where not even those can be read, the place in the data. */
  readonly model: string
  /** The path of what is wrong, such as `prices.input_mtok`. */
  readonly where: string
  readonly expected: string
}

export type ParsedPriceData =
  | { readonly kind: 'parsed'; readonly data: PriceData; readonly unreadable: readonly UnreadableModel[] }
  | { readonly kind: 'wrong-shape'; readonly where: string; readonly expected: string }
  | { readonly kind: 'no-providers' }

/** Reads published data model by model: one that is wrong is left out and named. */
export function parsePriceData(published: unknown, updatedAt: Date): ParsedPriceData {
  const list = publishedData.safeParse(published)
  if (!list.success) return { kind: 'wrong-shape', ...firstIssue(list.error) }
  const unreadable: UnreadableModel[] = []
  const providers = list.data.flatMap((given, index) => parseProvider(given, index, updatedAt, unreadable))
  if (providers.length === 0) return { kind: 'no-providers' }
  return { kind: 'parsed', data: { providers, updatedAt }, unreadable }
}

function parseProvider(
  given: unknown,
  index: number,
  updatedAt: Date,
  unreadable: UnreadableModel[],
): PricedProvider[] {
  const parsed = publishedProvider.safeParse(given)
  if (!parsed.success) {
    unreadable.push({ model: idIn(given) ?? `${index}`, ...firstIssue(parsed.error) })
    return []
  }
  const { id, api_pattern, provider_match, model_match, fallback_model_providers, models } = parsed.data
  return [
    {
      id,
      addresses: api_pattern,
      providerMatch: provider_match,
      modelMatch: model_match,
      fallbackProviders: fallback_model_providers,
      models: models.flatMap((model, place) => parseModel(model, place, id, updatedAt, unreadable)),
      published: { ...(given as object), models: [] },
    },
  ]
}

function parseModel(
  given: unknown,
  place: number,
  provider: string,
  updatedAt: Date,
  unreadable: UnreadableModel[],
): PricedModel[] {
  const parsed = publishedModel.safeParse(given)
  if (!parsed.success) {
    const model = formatModelId({ provider, model: idIn(given) ?? `${place}` })
    unreadable.push({ model, ...firstIssue(parsed.error) })
    return []
  }
  const { id, match } = parsed.data
  const [first, ...others] = parsed.data.prices.map(({ prices, constraint }) => {
    const rates = ratesFrom(prices, id)
    return { period: constraint, price: rates && priceFrom(rates, 'catalogue', updatedAt) }
  })
  return [{ id, match, prices: [first ?? {}, ...others], published: given }]
}

function idIn(given: unknown): string | undefined {
  return typeof given === 'object' && given !== null && 'id' in given && typeof given.id === 'string'
    ? given.id
    : undefined
}

/** Of a union, what its first form misses, which is nearer to what was meant. */
function firstIssue(error: z.ZodError): { readonly where: string; readonly expected: string } {
  const [issue] = error.issues
  return { where: issue?.path.join('.') ?? '', expected: issue?.message ?? '' }
}

/** When version 0.1.8 of the bundled package was published, by the npm registry. */
export const bundledVersion = '0.1.8'
const bundledAt = new Date('2026-09-23T10:11:04Z')

/** The data that came with the installation, to be parsed when it is needed: always there, offline. */
export async function loadBundledPrices(): Promise<() => PriceData> {
  const published = await waitForUpdate()
  return () => {
    const parsed = parsePriceData(published, bundledAt)
    if (parsed.kind === 'parsed' && parsed.unreadable.length === 0) return parsed.data
    const { where, expected } = {
      where: '',
      expected: '',
      ...(parsed.kind === 'parsed' ? parsed.unreadable[0] : parsed),
    }
    throw new Error(`The bundled prices are unreadable at ${where}: ${expected}. Install again.`)
  }
}
