import { z } from 'zod'
import { type ProviderCost, type ProviderUse, utcDateOf } from '../../report/provider-cost.ts'
import { askJson, notTakenError } from './ask-json.ts'
import { amountForm } from './dollars.ts'
import { type CostMeans, type CostsQuestion, isWithin, type ToldCosts } from './told-costs.ts'

/**
 * `GET /activity` with a management key, of the last thirty days that are over, in US dollars:
 * https://openrouter.ai/docs/api/api-reference/analytics/get-user-activity.md (2026-11). What an own key at the upstream provider was charged
 * stands apart.
 */
const activityForm = z.object({
  data: z.array(
    z.object({
      date: z.string(),
      model: z.string(),
      usage: amountForm,
      byok_usage_inference: amountForm.nullish(),
      requests: z.number(),
      prompt_tokens: z.number().default(0),
      completion_tokens: z.number().default(0),
    }),
  ),
})

type Activity = z.output<typeof activityForm>['data'][number]

const provider = 'openrouter'
const daysTold = 30
const dayMs = 86_400_000

/** @param baseUrl such as `https://openrouter.ai/api/v1` */
export async function openRouterCosts(
  { range, keys }: CostsQuestion,
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
  means: CostMeans,
): Promise<ToldCosts> {
  const headers = { authorization: `Bearer ${key}` }
  const activityOf = async (keyHash: string | undefined): Promise<readonly Activity[]> => {
    const asked = new URLSearchParams([
      ...(range.from === range.to ? [['date', range.from]] : []),
      ...(keyHash === undefined ? [] : [['api_key_hash', keyHash]]),
    ])
    const query = asked.size > 0 ? `?${asked}` : ''
    const url = `${baseUrl}/activity${query}`
    const answer = await askJson({ provider, url, headers }, activityForm, means)
    if (answer.kind === 'told') return answer.value.data.filter((row) => isWithin(dateOf(row), range))
    throw notTakenError(provider, answer)
  }
  const all = await activityOf(undefined)
  const own: Activity[] = []
  for (const keyHash of keys) own.push(...(await activityOf(keyHash)))
  const toldFrom = utcDateOf(means.now() - daysTold * dayMs)
  return {
    costs: keys.length > 0 ? parted(all, own) : all.map((row) => costOf(row, false)),
    uses: (keys.length > 0 ? own : all).map(useOf),
    ...(range.from < toldFrom && { toldFrom }),
  }
}

const dateOf = ({ date }: Activity) => date.slice(0, 10)

function costOf(row: Activity, isOfOtherKey: boolean): ProviderCost {
  const usd = row.byok_usage_inference ? row.usage.plus(row.byok_usage_inference) : row.usage
  return { date: dateOf(row), item: row.model, model: row.model, usd, isOfOtherKey }
}

/** What was charged to our keys; and as others' all that was charged, less that. */
function parted(all: readonly Activity[], own: readonly Activity[]): readonly ProviderCost[] {
  const taken = own.map((row) => costOf(row, true)).map((cost) => ({ ...cost, usd: cost.usd.negated() }))
  return [...own.map((row) => costOf(row, false)), ...all.map((row) => costOf(row, true)), ...taken]
}

function useOf(row: Activity): ProviderUse {
  const { model, requests, prompt_tokens, completion_tokens } = row
  return { date: dateOf(row), model, requests, tokens: prompt_tokens + completion_tokens, tier: undefined }
}
