import type { Entry } from '../ledger/entry.ts'
import { toUsdNumber } from '../money/format.ts'
import { type NanoUsd, sum } from '../money/nano-usd.ts'

/** What a run cost, in the form that subscribers and the command line's JSON get. Money is in US dollars, exact to the nano. */
export interface TrackCost {
  readonly total_cost: number
  readonly currency: 'USD'
  /** Calls that were served; failed ones that were not billed do not count. */
  readonly api_calls: number
  /** Calls to somebody else's service that cost nothing. */
  readonly free_requests: number
  /** Cost by task. */
  readonly node_costs: Readonly<Record<string, number>>
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
}

/** What one workflow's entries come to; undefined when there are none. */
export function trackCostOf(entries: readonly Entry[]): TrackCost | undefined {
  if (entries.length === 0) return undefined
  const promptTokens = count(entries, (entry) => signed(entry, entry.usage.inputTokens?.total))
  const completionTokens = count(entries, (entry) => signed(entry, entry.usage.outputTokens?.total))
  return {
    total_cost: toUsdNumber(costOf(entries)),
    currency: 'USD',
    api_calls: callsOf(entries),
    free_requests: count(entries, ({ freeRequests }) => freeRequests),
    node_costs: Object.fromEntries([...costByTask(entries)].map(([task, cost]) => [task, toUsdNumber(cost)])),
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
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

/** Cost by task, in the order in which the tasks first spent; what has no task stands under `other`. */
export function costByTask(entries: readonly Entry[]): ReadonlyMap<string, NanoUsd> {
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
