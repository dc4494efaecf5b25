import { type DepthTier, type DepthTiers, tasksOf } from '../budget/depth-tiers.ts'
import { type Depth, depths, type Task } from '../ledger/attribution.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import { minNanoUsd, type NanoUsd } from '../money/nano-usd.ts'
import type { WorkflowLimits } from './workflow-result.ts'

/** The tasks of a depth in the order they run, and what they may spend. */
export interface Plan {
  readonly tasks: readonly Task[]
  readonly limits: WorkflowLimits
}

/** A brief cannot do without these: when one fails, the workflow does. */
export const essentialTasks: ReadonlySet<Task> = new Set(['acquisition', 'transcription', 'analysis'])

export function planFor(tier: DepthTier, maxCostNanoUsd: NanoUsd | undefined): Plan {
  const totalNanoUsd =
    maxCostNanoUsd === undefined ? tier.totalNanoUsd : minNanoUsd(tier.totalNanoUsd, maxCostNanoUsd)
  return { tasks: tasksOf(tier), limits: { totalNanoUsd, perTaskNanoUsd: tier.perTaskNanoUsd } }
}

/**
 * The deepest depth whose ceiling a refusing budget would still admit. The limits of a run and of its tasks say nothing about
 * another run.
 */
export function depthThatFits(refusal: Refusal, tiers: DepthTiers): Depth | undefined {
  if (refusal.period === undefined) return undefined
  const left = refusal.limitNanoUsd - refusal.spentNanoUsd - refusal.heldNanoUsd
  return depths.findLast((depth) => tiers[depth].totalNanoUsd <= left)
}
