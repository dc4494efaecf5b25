import { z } from 'zod'
import type { DepthLimits } from '../report/depth-limits.ts'
import { shareOfLimit } from '../report/depth-limits.ts'
import type { UseDetails } from '../report/read-use-details.ts'
import { count, usd, usdByName } from './fields.ts'

const percent = z.nullable(z.number())

/** What runs of a depth cost, and how much of the depth's limit that is. */
export const depthUseForm = z.strictObject({
  depth: z.string(),
  runs: count,
  usual_usd: usd,
  median_usd: usd,
  p90_usd: usd,
  /** Null where no limit is set for the depth. */
  limit_usd: z.nullable(usd),
  median_percent_of_limit: percent,
  p90_percent_of_limit: percent,
})

export const useDetailsForm = z.strictObject({
  depths: z.array(depthUseForm),
  tokens_by_role: z.strictObject({
    system: count,
    source: count,
    instruction: count,
    unknown: count,
    answer: count,
    reasoning: count,
  }),
  failed_calls: count,
  repeated: z.strictObject({ calls: count, cost_usd: usd }),
  price_versions: usdByName,
})
export type UseDetailsJson = z.input<typeof useDetailsForm>

export function depthUsesToJson(
  depths: UseDetails['depths'],
  limits: DepthLimits,
): readonly z.input<typeof depthUseForm>[] {
  return depths.map(({ depth, runs, usualNanoUsd, medianNanoUsd, p90NanoUsd }) => {
    const limit = limits.get(depth)
    return z.encode(depthUseForm, {
      depth,
      runs,
      usual_usd: usualNanoUsd,
      median_usd: medianNanoUsd,
      p90_usd: p90NanoUsd,
      limit_usd: limit ?? null,
      median_percent_of_limit: shareOfLimit(medianNanoUsd, limit) ?? null,
      p90_percent_of_limit: shareOfLimit(p90NanoUsd, limit) ?? null,
    })
  })
}

export function useDetailsToJson(
  { depths, tokens, repeated, priceVersions }: UseDetails,
  { limits, failedCalls }: { readonly limits: DepthLimits; readonly failedCalls: number },
): UseDetailsJson {
  const rest = useDetailsForm.omit({ depths: true })
  return {
    depths: [...depthUsesToJson(depths, limits)],
    ...z.encode(rest, {
      tokens_by_role: tokens,
      failed_calls: failedCalls,
      repeated: { calls: repeated.calls, cost_usd: repeated.costNanoUsd },
      price_versions: Object.fromEntries(priceVersions),
    }),
  }
}
