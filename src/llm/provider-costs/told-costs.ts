import type { DollarRates } from '../../money/display-currency.ts'
import type { ProviderCost, ProviderUse } from '../../report/provider-cost.ts'
import type { Timers } from '../../time/timers.ts'

/** Days of UTC, both included: `2026-11-01` to `2026-11-30`. */
export interface DateRange {
  readonly from: string
  readonly to: string
}

export interface CostsQuestion {
  readonly range: DateRange
  /** Ids of the keys whose costs are ours; empty: all are. */
  readonly keys: readonly string[]
}

export interface ToldCosts {
  readonly costs: readonly ProviderCost[]
  readonly uses: readonly ProviderUse[]
  /** The first day that the provider tells of, where the range begins earlier. */
  readonly toldFrom?: string | undefined
  /** Why use could not be asked for; the costs stand all the same. */
  readonly usesProblem?: string | undefined
}

/** What asking for costs needs. */
export interface CostMeans {
  readonly fetch: typeof globalThis.fetch
  readonly timers: Pick<Timers, 'after' | 'wait'>
  readonly now: () => number
  readonly rates: DollarRates
}

/** Of a line of a bill that says neither model nor kind. */
export const unnamedItem = 'unnamed'

const dayMs = 86_400_000

export const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`)

/** The moment at which a range is over. */
export const endOf = ({ to }: DateRange): number => startOf(to) + dayMs

export const isWithin = (date: string, { from, to }: DateRange): boolean => date >= from && date <= to
