import type { DepthTiers } from '../budget/depth-tiers.ts'
import { tightestOf } from '../budget/remaining-money.ts'
import type { Depth } from '../ledger/attribution.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { type LimitState, leftOf } from '../ledger/limit-state.ts'
import { type NanoUsd, sum } from '../money/nano-usd.ts'
import { planFor } from './plan.ts'
import type { WorkflowRequest } from './workflow.ts'
import type { WorkflowStore } from './workflow-store.ts'

/** What a run may cost, before it starts. */
export interface Quote {
  readonly depth: Depth
  readonly atMostNanoUsd: NanoUsd
  /**
   * The mean of the latest completed runs of this depth that cost anything, as those that had all from before tell nothing; zero when
   * none did, undefined before the first.
   */
  readonly usuallyNanoUsd: NanoUsd | undefined
  /** The hard budget that leaves least; undefined when nothing limits. */
  readonly tightest: LimitState | undefined
  /** What it leaves, never below zero. */
  readonly leftNanoUsd: NanoUsd | undefined
}

const runsLookedAt = 20

export async function quoteFor(
  request: Pick<WorkflowRequest, 'depth' | 'tenant' | 'user' | 'maxCostNanoUsd'>,
  atMs: number,
  {
    ledger,
    store,
    tiers,
  }: {
    readonly ledger: LedgerStore
    readonly store: Pick<WorkflowStore, 'recentCosts'>
    readonly tiers: DepthTiers
  },
): Promise<Quote> {
  const { depth, tenant, user, maxCostNanoUsd } = request
  const tightest = tightestOf(await ledger.limits({ tenant, user }, [], atMs))
  return {
    depth,
    atMostNanoUsd: planFor(tiers[depth], maxCostNanoUsd).limits.totalNanoUsd,
    usuallyNanoUsd: usualCost(await store.recentCosts(depth, runsLookedAt)),
    tightest,
    leftNanoUsd: tightest && leftOf(tightest),
  }
}

/** The mean of what runs have cost that cost anything; zero when none did, undefined of no runs. */
export function usualCost(costs: readonly NanoUsd[]): NanoUsd | undefined {
  const paid = costs.filter((cost) => cost > 0n)
  if (paid.length > 0) return sum(paid) / BigInt(paid.length)
  return costs.length > 0 ? 0n : undefined
}
