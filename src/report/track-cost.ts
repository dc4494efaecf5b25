import type { Entry } from '../ledger/entry.ts'
import { type NanoUsd, sum } from '../money/nano-usd.ts'
import { localProvider } from '../pricing/model-id.ts'

/** What a run cost. */
export interface TrackCost {
  readonly totalNanoUsd: NanoUsd
  /** Calls that providers served; failed ones that were not billed do not count, nor does what is done on this machine. */
  readonly apiCalls: number
  /** Calls to somebody else's service that cost nothing. */
  readonly freeRequests: number
  /** Cost by task, in the order in which the tasks first spent; what has no task stands under `other`. */
  readonly taskCostsNanoUsd: ReadonlyMap<string, NanoUsd>
  /** Of these calls. */
  readonly promptTokens: number
  readonly completionTokens: number
  /** What was done on this machine itself. */
  readonly local: LocalWork
}

export interface LocalWork {
  readonly calls: number
  readonly promptTokens: number
  readonly completionTokens: number
}

/** What one workflow's entries come to; undefined when there are none. */
export function trackCostOf(entries: readonly Entry[]): TrackCost | undefined {
  if (entries.length === 0) return undefined
  return {
    totalNanoUsd: costOf(entries),
    apiCalls: callsOf(entries.filter((entry) => !isLocal(entry))),
    freeRequests: count(entries, ({ freeRequests }) => freeRequests),
    taskCostsNanoUsd: costByTask(entries),
    ...tokensOf(entries.filter((entry) => !isLocal(entry))),
    local: {
      calls: callsOf(entries.filter(isLocal)),
      ...tokensOf(entries.filter(isLocal)),
    },
  }
}

function isLocal({ provider }: Entry): boolean {
  return provider === localProvider
}

function tokensOf(entries: readonly Entry[]): Pick<LocalWork, 'promptTokens' | 'completionTokens'> {
  return {
    promptTokens: count(entries, (entry) => signed(entry, entry.usage.inputTokens?.total)),
    completionTokens: count(entries, (entry) => signed(entry, entry.usage.outputTokens?.total)),
  }
}

export function costOf(entries: readonly Entry[]): NanoUsd {
  return sum(entries.map(({ amountNanoUsd }) => amountNanoUsd))
}

/** What is held for calls whose bill has not come: it may turn out to be less. */
export function unresolvedOf(entries: readonly Entry[]): NanoUsd {
  return costOf(entries.filter(({ provenance }) => provenance === 'unresolved'))
}

export function callsOf(entries: readonly Entry[]): number {
  return count(entries, ({ calls }) => calls)
}

function costByTask(entries: readonly Entry[]): ReadonlyMap<string, NanoUsd> {
  const costs = new Map<string, NanoUsd>()
  for (const { task = 'other', amountNanoUsd } of entries)
    costs.set(task, (costs.get(task) ?? 0n) + amountNanoUsd)
  return costs
}

function count(entries: readonly Entry[], of: (entry: Entry) => number): number {
  return entries.reduce((total, entry) => total + of(entry), 0)
}

function signed({ kind }: Entry, tokens: number | undefined): number {
  return kind === 'reversal' ? -(tokens ?? 0) : (tokens ?? 0)
}
