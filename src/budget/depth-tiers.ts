import { type Depth, depths, type Task, tasks } from '../ledger/attribution.ts'
import { type NanoUsd, parseUsd } from '../money/nano-usd.ts'

/** What one run may spend: in total and in each of its tasks. A task that is not named is not part of the depth. */
export interface DepthTier {
  readonly totalNanoUsd: NanoUsd
  readonly perTaskNanoUsd: Readonly<Partial<Record<Task, NanoUsd>>>
}

export type DepthTiers = Readonly<Record<Depth, DepthTier>>

export const defaultDepth: Depth = 'standard'

/** US dollars: total, then acquisition, transcription, analysis, verification, knowledge. */
const table: Record<Depth, readonly string[]> = {
  quick: ['0.50', '0.05', '0.15', '0.30'],
  standard: ['1.50', '0.05', '0.30', '0.75', '0.40'],
  deep: ['3.00', '0.05', '0.50', '1.20', '0.75', '0.50'],
  comprehensive: ['5.00', '0.10', '0.75', '2.00', '1.00', '1.15'],
  experimental: ['10.00', '0.10', '1.50', '4.00', '2.00', '2.40'],
}

export const defaultDepthTiers = Object.fromEntries(
  depths.map((depth) => {
    const [total = '0', ...perTask] = table[depth]
    const limits = tasks.flatMap((task, index) => {
      const usd = perTask[index]
      return usd === undefined ? [] : [[task, parseUsd(usd)] as const]
    })
    return [depth, { totalNanoUsd: parseUsd(total), perTaskNanoUsd: Object.fromEntries(limits) }]
  }),
) as DepthTiers

/** The depth of that name; `standard` for any other name and for none. */
export function depthOf(name: string | undefined): Depth {
  return depths.find((depth) => depth === name?.trim().toLowerCase()) ?? defaultDepth
}

/** The tasks of a tier, in the order they run. */
export function tasksOf(tier: DepthTier): readonly Task[] {
  return tasks.filter((task) => tier.perTaskNanoUsd[task] !== undefined)
}
