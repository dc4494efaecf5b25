import { compareNanoUsd } from '../../money/nano-usd.ts'
import type { Entry } from '../entry.ts'
import {
  addTotals,
  noTotals,
  type Summary,
  type SummaryDimension,
  summaryDimensions,
  type Totals,
  type UsageSum,
} from '../summary.ts'
import { totalsOf } from './totals.ts'

/** A sum and what it is of. */
export interface NamedTotals {
  readonly tenant: string
  /** '' in a sum over all users, as with what has no task or depth. */
  readonly user: string
  readonly task: string
  readonly provider: string
  /** `<provider>:<model>` */
  readonly model: string
  readonly operation: string
  readonly depth: string
  readonly totals: Totals
}

/** What one entry is of, as a sum by itself. */
export function namedTotalsOf(entry: Entry): NamedTotals {
  const { tenant, user = '', task = '', provider, operation, depth = '' } = entry
  const model = `${provider}:${entry.model}`
  return { tenant, user, task, provider, model, operation, depth, totals: totalsOf(entry) }
}

export function summaryOf(rows: readonly NamedTotals[]): Summary {
  const by: Record<SummaryDimension, Map<string, Totals>> = {
    task: new Map(),
    model: new Map(),
    provider: new Map(),
    operation: new Map(),
    depth: new Map(),
  }
  let total = noTotals
  for (const { totals, ...names } of rows) {
    total = addTotals(total, totals)
    for (const dimension of summaryDimensions) addTo(by[dimension], names[dimension] || 'none', totals)
  }
  return { ...total, by }
}

export function usageSumsOf(rows: readonly NamedTotals[]): readonly UsageSum[] {
  return rows.map(({ tenant, provider, model, operation, task, depth, totals }) => ({
    ...{ tenant, provider, model: model.slice(provider.length + 1), operation, task, depth },
    ...totals,
  }))
}

/** The sum of each name, the dearest first; what has no name is left out. */
export function dearest(
  parts: Iterable<readonly [name: string, totals: Totals]>,
): ReadonlyMap<string, Totals> {
  const sums = new Map<string, Totals>()
  for (const [name, totals] of parts) if (name) addTo(sums, name, totals)
  return new Map(
    [...sums].sort(
      ([nameA, a], [nameB, b]) => compareNanoUsd(b.costNanoUsd, a.costNanoUsd) || nameA.localeCompare(nameB),
    ),
  )
}

function addTo(sums: Map<string, Totals>, name: string, totals: Totals): void {
  sums.set(name, addTotals(sums.get(name) ?? noTotals, totals))
}
