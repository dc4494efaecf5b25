import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { type ProviderCost, type ProviderUse, utcDateOf } from '../../report/provider-cost.ts'
import { askJson, notTakenError } from './ask-json.ts'
import { amountForm, toDollars } from './dollars.ts'
import { ProviderCostsError } from './provider-costs-error.ts'
import {
  type CostMeans,
  type CostsQuestion,
  endOf,
  isWithin,
  startOf,
  type ToldCosts,
  unnamedItem,
} from './told-costs.ts'
import { walkPages } from './walk-pages.ts'

/**
 * `GET /organizations/cost_report`, whose amounts are cents in text (`123.45` is 1.2345 dollars), and `/usage_report/messages`:
 * https://platform.claude.com/docs/en/api/admin/cost_report.md, https://platform.claude.com/docs/en/api/admin/usage_report (2026-11).
 */
const page = { has_more: z.boolean(), next_page: z.string().nullish() }

const costForm = z.object({
  ...page,
  data: z.array(
    z.object({
      starting_at: z.string(),
      results: z.array(
        z.object({
          amount: amountForm,
          currency: z.string(),
          cost_type: z.string().nullish(),
          description: z.string().nullish(),
          model: z.string().nullish(),
        }),
      ),
    }),
  ),
})

const tokens = z.number().nullish()
const usageForm = z.object({
  ...page,
  data: z.array(
    z.object({
      starting_at: z.string(),
      results: z.array(
        z.object({
          uncached_input_tokens: tokens,
          output_tokens: tokens,
          cache_read_input_tokens: tokens,
          cache_creation: z.record(z.string(), z.number()).nullish(),
          model: z.string().nullish(),
          service_tier: z.string().nullish(),
        }),
      ),
    }),
  ),
})

const provider = 'anthropic'
/** Amounts of either form are cents. */
export const centsPerDollar = new Decimal(100)

export async function legacyAnthropicCosts(
  { range, keys }: CostsQuestion,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
  means: CostMeans,
): Promise<ToldCosts> {
  if (keys.length > 0) throw new ProviderCostsError('no_keys_told', provider, keys.join(', '))
  const headers = { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
  const addressOf = (path: string, groups: readonly string[], next: string | undefined) => {
    const asked = new URLSearchParams([
      ['starting_at', new Date(startOf(range.from)).toISOString()],
      ['ending_at', new Date(endOf(range)).toISOString()],
      ['bucket_width', '1d'],
      ['limit', '31'],
      ...groups.map((name) => ['group_by[]', name]),
      ...(next === undefined ? [] : [['page', next]]),
    ])
    return `${baseUrl}/organizations/${path}?${asked}`
  }
  const costs = await walkPages(provider, (next) =>
    askJson({ provider, url: addressOf('cost_report', ['description'], next), headers }, costForm, means),
  )
  if (costs.kind !== 'told') throw notTakenError(provider, costs)
  const usages = await walkPages(provider, (next) => {
    const url = addressOf('usage_report/messages', ['model', 'service_tier'], next)
    return askJson({ provider, url, headers }, usageForm, means)
  })
  const dateOf = ({ starting_at }: { readonly starting_at: string }) => utcDateOf(Date.parse(starting_at))
  return {
    costs: costs.pages
      .flatMap(({ data }) => data.filter((bucket) => isWithin(dateOf(bucket), range)))
      .flatMap((bucket) =>
        bucket.results.map(
          ({ amount, currency, model, description, cost_type }): ProviderCost => ({
            date: dateOf(bucket),
            item: model ?? description ?? cost_type ?? unnamedItem,
            model: model ?? undefined,
            usd: toDollars(amount.dividedBy(centsPerDollar), currency, provider, means.rates),
          }),
        ),
      ),
    uses:
      usages.kind !== 'told'
        ? []
        : usages.pages
            .flatMap(({ data }) => data.filter((bucket) => isWithin(dateOf(bucket), range)))
            .flatMap((bucket) => bucket.results.map((result) => useOf(dateOf(bucket), result))),
    ...(usages.kind !== 'told' && { usesProblem: String(usages.status) }),
  }
}

type UsageResult = z.output<typeof usageForm>['data'][number]['results'][number]

/** The requests are not counted here. */
function useOf(date: string, result: UsageResult): ProviderUse {
  const written = Object.values(result.cache_creation ?? {})
  const counted = [
    result.uncached_input_tokens ?? 0,
    result.output_tokens ?? 0,
    result.cache_read_input_tokens ?? 0,
    ...written,
  ]
  return {
    date,
    model: result.model ?? '',
    requests: undefined,
    tokens: counted.reduce((all, tokens) => all + tokens, 0),
    tier: unusualTier(result.service_tier),
  }
}

/** Undefined for the usual one. */
export function unusualTier(tier: string | null | undefined): string | undefined {
  return tier && tier !== 'standard' ? tier : undefined
}
