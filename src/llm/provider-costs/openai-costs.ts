import { z } from 'zod'
import { type ProviderCost, type ProviderUse, utcDateOf } from '../../report/provider-cost.ts'
import { askJson, notTakenError } from './ask-json.ts'
import { amountForm, toDollars } from './dollars.ts'
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
 * `GET /organization/costs` and `/organization/usage/completions` with an admin key: the types of the `openai` package 7.57
 * (`resources/admin/organization/usage`, 2026-11). The results of a bucket are a union of every endpoint's: `object` tells them apart.
 */
const page = { has_more: z.boolean(), next_page: z.string().nullish() }

const costResult = z.object({
  object: z.literal('organization.costs.result'),
  amount: z.object({ value: amountForm, currency: z.string() }).nullish(),
  line_item: z.string().nullish(),
  api_key_id: z.string().nullish(),
})

const bucketOf = <Result extends z.ZodType>(result: Result, object: string) =>
  z.object({
    start_time: z.int(),
    results: z.preprocess(
      (results) => (Array.isArray(results) ? results.filter((each) => each?.object === object) : results),
      z.array(result),
    ),
  })

const costsForm = z.object({ ...page, data: z.array(bucketOf(costResult, 'organization.costs.result')) })

const usageResult = z.object({
  object: z.literal('organization.usage.completions.result'),
  input_tokens: z.number().default(0),
  output_tokens: z.number().default(0),
  num_model_requests: z.number(),
  model: z.string().nullish(),
  api_key_id: z.string().nullish(),
  service_tier: z.string().nullish(),
})

const usagesForm = z.object({
  ...page,
  data: z.array(bucketOf(usageResult, 'organization.usage.completions.result')),
})

const provider = 'openai'
const usualTiers = new Set(['default', 'auto', 'standard'])

/** @param baseUrl of the provider's API, such as `https://api.openai.com/v1` */
export async function openAiCosts(
  { range, keys }: CostsQuestion,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
  means: CostMeans,
): Promise<ToldCosts> {
  const headers = { authorization: `Bearer ${key}` }
  const addressOf = (path: string, groups: readonly string[], limit: number, next: string | undefined) => {
    const asked = new URLSearchParams([
      ['start_time', String(startOf(range.from) / 1_000)],
      ['end_time', String(endOf(range) / 1_000)],
      ['bucket_width', '1d'],
      ['limit', String(limit)],
      ...groups.map((group) => ['group_by[]', group]),
      ...(next === undefined ? [] : [['page', next]]),
    ])
    return `${baseUrl}${path}?${asked}`
  }
  const byKey = keys.length > 0 ? ['api_key_id'] : []
  const costs = await walkPages(provider, (next) => {
    const url = addressOf('/organization/costs', ['line_item', ...byKey], 180, next)
    return askJson({ provider, url, headers }, costsForm, means)
  })
  if (costs.kind !== 'told') throw notTakenError(provider, costs)
  const usages = await walkPages(provider, (next) => {
    const url = addressOf('/organization/usage/completions', ['model', 'service_tier', ...byKey], 31, next)
    return askJson({ provider, url, headers }, usagesForm, means)
  })
  const isOther = (id: string | null | undefined) => keys.length > 0 && !keys.includes(id ?? '')
  const isAsked = ({ start_time }: { readonly start_time: number }) =>
    isWithin(utcDateOf(start_time * 1_000), range)
  return {
    costs: costs.pages.flatMap(({ data }) =>
      data.filter(isAsked).flatMap(({ start_time, results }) =>
        results.flatMap((result): ProviderCost[] => {
          const { amount, line_item, api_key_id } = result
          if (!amount) return []
          const usd = toDollars(amount.value, amount.currency, provider, means.rates)
          const item = line_item ?? unnamedItem
          const date = utcDateOf(start_time * 1_000)
          return [{ date, item, model: modelIn(line_item), usd, isOfOtherKey: isOther(api_key_id) }]
        }),
      ),
    ),
    uses:
      usages.kind === 'told'
        ? usages.pages.flatMap(({ data }) =>
            data
              .filter(isAsked)
              .flatMap(({ start_time, results }) =>
                results
                  .filter(({ api_key_id }) => !isOther(api_key_id))
                  .map((result) => useOf(utcDateOf(start_time * 1_000), result)),
              ),
          )
        : [],
    ...(usages.kind === 'told' ? {} : { usesProblem: String(usages.status) }),
  }
}

/** A line item is a model and what of it: `gpt-5-mini, input`. */
function modelIn(lineItem: string | null | undefined): string | undefined {
  const comma = lineItem?.indexOf(', ') ?? -1
  return comma > 0 ? lineItem?.slice(0, comma).trim() : (lineItem ?? undefined)
}

function useOf(date: string, result: z.output<typeof usageResult>): ProviderUse {
  const { model, num_model_requests: requests, input_tokens, output_tokens, service_tier: tier } = result
  const isUsual = !tier || usualTiers.has(tier)
  return {
    date,
    model: model ?? '',
    requests,
    tokens: input_tokens + output_tokens,
    tier: isUsual ? undefined : tier,
  }
}
