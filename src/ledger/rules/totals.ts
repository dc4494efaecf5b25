import type { Entry } from '../entry.ts'
import { addTotals, type Totals } from '../summary.ts'
import { PendingSums } from './pending-sums.ts'

const rollupGrains = ['hour', 'day'] as const
/** Whole UTC hours and UTC days, in which sums for reports are kept. */
export type RollupGrain = (typeof rollupGrains)[number]

export const grainMs: Record<RollupGrain, number> = { hour: 3_600_000, day: 86_400_000 }

/** A sum that entries are rolled up into: of a tenant's calls of one kind, or of one of its users. */
export type RollupKey = { readonly grain: RollupGrain; readonly startMs: number; readonly tenant: string } & (
  | {
      readonly of: 'usage'
      /** '' for calls without one, as with `depth`. */
      readonly task: string
      readonly provider: string
      readonly model: string
      readonly operation: string
      readonly depth: string
    }
  | { readonly of: 'user'; readonly user: string }
)

/** What one entry adds to every sum it is part of. A reversal takes the tokens of what it reverses. */
export function totalsOf(entry: Entry): Totals {
  const { usage, amountNanoUsd, provenance } = entry
  const sign = entry.kind === 'reversal' ? -1 : 1
  const tokens = (count: number | undefined) => sign * (count ?? 0)
  return {
    costNanoUsd: amountNanoUsd,
    estimatedNanoUsd: provenance === 'estimated' ? amountNanoUsd : 0n,
    unresolvedNanoUsd: provenance === 'unresolved' ? amountNanoUsd : 0n,
    calls: entry.calls,
    failedCalls: entry.failedCalls,
    freeRequests: entry.freeRequests,
    inputTokens: tokens(usage.inputTokens?.total),
    outputTokens: tokens(usage.outputTokens?.total),
    cacheReadTokens: tokens(usage.inputTokens?.cacheRead),
    cacheWriteTokens: tokens(usage.inputTokens?.cacheWrite),
    reasoningTokens: tokens(usage.outputTokens?.reasoning),
  }
}

/** The sums that an entry is part of: its UTC hour and UTC day, of its kind of call and, where it has one, of its user. */
export function rollupsOf(entry: Entry): readonly RollupKey[] {
  const { tenant, provider, model, operation, task = '', depth = '', user } = entry
  return rollupGrains.flatMap((grain): readonly RollupKey[] => {
    const startMs = entry.heldAtMs - (entry.heldAtMs % grainMs[grain])
    const place = { grain, startMs, tenant }
    const ofUsage = { ...place, of: 'usage', task, provider, model, operation, depth } as const
    return user ? [ofUsage, { ...place, of: 'user', user }] : [ofUsage]
  })
}

/** What a batch of entries adds to the roll-ups, gathered in memory. */
export class RollupSheet extends PendingSums<RollupKey, Totals> {
  constructor() {
    super(addTotals)
  }

  addEntry(entry: Entry): void {
    const totals = totalsOf(entry)
    for (const key of rollupsOf(entry)) this.add(nameOf(key), key, totals)
  }
}

function nameOf(key: RollupKey): string {
  const { grain, startMs, tenant } = key
  return key.of === 'user'
    ? `${grain} ${startMs} ${tenant} ${key.user}`
    : `${grain} ${startMs} ${tenant} ${key.task} ${key.provider} ${key.model} ${key.operation} ${key.depth}`
}
