import type { Decimal } from 'decimal.js'
import { z } from 'zod'
import { type ProviderCost, type ProviderUse, utcDateOf } from '../../report/provider-cost.ts'
import { type Asked, askJson } from './ask-json.ts'
import { amountForm, toDollars } from './dollars.ts'
import { centsPerDollar, legacyAnthropicCosts, unusualTier } from './legacy-anthropic-costs.ts'
import {
  type CostMeans,
  type CostsQuestion,
  type DateRange,
  endOf,
  isWithin,
  startOf,
  type ToldCosts,
  unnamedItem,
} from './told-costs.ts'
import { walkPages } from './walk-pages.ts'

/**
 * `GET /organizations/analytics/cost` and `/usage` (beta) with an admin key; amounts are cents, in text:
 * https://platform.claude.com/docs/en/manage-claude/usage-cost-analytics-api (2026-11).
 */
const page = { has_more: z.boolean(), next_page: z.string().nullish() }
const group = z.object({
  model: z.string().nullish(),
  api_key_id: z.string().nullish(),
  cost_type: z.string().nullish(),
  service_tier: z.string().nullish(),
})

const costForm = z.object({
  ...page,
  data: z.array(
    z.object({
      starting_at: z.string(),
      group: group.default({}),
      cost: z.object({
        amount: amountForm,
        list_amount: amountForm.nullish(),
        currency: z.string(),
      }),
    }),
  ),
})

const usageForm = z.object({
  ...page,
  data: z.array(
    z.object({
      starting_at: z.string(),
      group: group.default({}),
      usage: z.object({ total_tokens: z.number().nullish(), requests: z.number().nullish() }),
    }),
  ),
})

const provider = 'anthropic'
/** The longest range of one question. */
const mostDays = 31
const dayMs = 86_400_000

/** Asks the analytics, and the older reports where an organisation has none. @param place baseUrl such as `https://api.anthropic.com/v1` */
export async function anthropicCosts(
  question: CostsQuestion,
  place: { readonly baseUrl: string; readonly key: string },
  means: CostMeans,
): Promise<ToldCosts> {
  const analytics = await analyticsOf(question, place, means)
  return analytics ?? legacyAnthropicCosts(question, place, means)
}

async function analyticsOf(
  question: CostsQuestion,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
  means: CostMeans,
): Promise<ToldCosts | undefined> {
  const headers = {
    'x-api-key': key,
    'anthropic-version': '2023-06-01',
    'anthropic-beta': 'analytics-usage-cost-2026-08-24',
  }
  const told: ToldCosts[] = []
  for (const range of partsOf(question.range)) {
    const asking =
      (path: string, groups: readonly string[]) =>
      (next: string | undefined): Asked => {
        const asked = new URLSearchParams([
          ['starting_at', new Date(startOf(range.from)).toISOString()],
          ['ending_at', new Date(endOf(range)).toISOString()],
          ['time_bucket_width', '1d'],
          ['limit', '1000'],
          ...groups.map((name) => ['group_by[]', name]),
          ...(next === undefined ? [] : [['page', next]]),
        ])
        return { provider, url: `${baseUrl}/organizations/analytics/${path}?${asked}`, headers }
      }
    const part = await analyticsWithin(range, question.keys, asking, means)
    if (!part) return undefined
    told.push(part)
  }
  return {
    costs: told.flatMap(({ costs }) => costs),
    uses: told.flatMap(({ uses }) => uses),
    usesProblem: told.find(({ usesProblem }) => usesProblem)?.usesProblem,
  }
}

type Asking = (path: string, groups: readonly string[]) => (next: string | undefined) => Asked

async function analyticsWithin(
  range: DateRange,
  keys: readonly string[],
  asking: Asking,
  means: CostMeans,
): Promise<ToldCosts | undefined> {
  const byKey = keys.length > 0 ? ['api_key_id'] : []
  const costAt = asking('cost', ['model', 'cost_type', ...byKey])
  const costs = await walkPages(provider, (next) => askJson(costAt(next), costForm, means))
  if (costs.kind !== 'told') return undefined
  const usageAt = asking('usage', ['model', 'service_tier', ...byKey])
  const usages = await walkPages(provider, (next) => askJson(usageAt(next), usageForm, means))
  const isOther = (id: string | null | undefined) => keys.length > 0 && !keys.includes(id ?? '')
  const rows = costs.pages.flatMap(({ data }) => data)
  return {
    costs: rows.flatMap(({ starting_at, group, cost }): ProviderCost[] => {
      const date = utcDateOf(Date.parse(starting_at))
      if (!isWithin(date, range)) return []
      const dollars = (cents: Decimal) =>
        toDollars(cents.dividedBy(centsPerDollar), cost.currency, provider, means.rates)
      return [
        {
          date,
          item: group.model ?? group.cost_type ?? unnamedItem,
          model: group.model ?? undefined,
          usd: dollars(cost.amount),
          listUsd: cost.list_amount ? dollars(cost.list_amount) : undefined,
          isOfOtherKey: isOther(group.api_key_id),
        },
      ]
    }),
    uses:
      usages.kind !== 'told'
        ? []
        : usages.pages
            .flatMap(({ data }) => data)
            .flatMap(({ starting_at, group, usage }): ProviderUse[] => {
              const date = utcDateOf(Date.parse(starting_at))
              if (!isWithin(date, range) || isOther(group.api_key_id)) return []
              return [
                {
                  date,
                  model: group.model ?? '',
                  requests: usage.requests ?? undefined,
                  tokens: usage.total_tokens ?? 0,
                  tier: unusualTier(group.service_tier),
                },
              ]
            }),
    ...(usages.kind !== 'told' && { usesProblem: String(usages.status) }),
  }
}

function partsOf(range: DateRange): readonly DateRange[] {
  const parts: DateRange[] = []
  for (let fromMs = startOf(range.from); fromMs < endOf(range); fromMs += mostDays * dayMs) {
    const lastMs = Math.min(fromMs + (mostDays - 1) * dayMs, startOf(range.to))
    parts.push({ from: utcDateOf(fromMs), to: utcDateOf(lastMs) })
  }
  return parts
}
