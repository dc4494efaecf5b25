import type { DepthTiers } from '../budget/depth-tiers.ts'
import { percentUsed } from '../money/format.ts'
import type { NanoUsd } from '../money/nano-usd.ts'

/** What a run of each depth may cost, by the depth's name. */
export type DepthLimits = ReadonlyMap<string, NanoUsd>

export function depthLimits(tiers: DepthTiers): DepthLimits {
  return new Map(Object.entries(tiers).map(([depth, { totalNanoUsd }]) => [depth, totalNanoUsd]))
}

/** In percent, with one decimal; undefined without a limit, and of a limit of nothing. */
export function shareOfLimit(amountNanoUsd: NanoUsd, limit: NanoUsd | undefined): number | undefined {
  return limit === undefined || limit === 0n || amountNanoUsd < 0n
    ? undefined
    : percentUsed(amountNanoUsd, limit, 1)
}
