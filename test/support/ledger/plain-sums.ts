import type { Entry } from '../../../src/ledger/entry.ts'
import type { Summary, SummaryFilter, TimeRange, Totals } from '../../../src/ledger/summary.ts'

/** The entries that a report over a range is about. */
export function entriesWithin(
  entries: readonly Entry[],
  { fromMs, toMs }: TimeRange,
  { tenant, user }: SummaryFilter = {},
): readonly Entry[] {
  return entries.filter(
    (entry) =>
      entry.heldAtMs >= fromMs &&
      entry.heldAtMs < toMs &&
      (tenant === undefined || entry.tenant === tenant) &&
      (user === undefined || entry.user === user),
  )
}

function signed(entry: Entry, count: number | undefined): number {
  return (entry.kind === 'reversal' ? -1 : 1) * (count ?? 0)
}

/** Adds entries up one by one, with nothing kept in between. */
export function plainTotals(entries: readonly Entry[]): Totals {
  const money = (amounts: readonly Entry[]) => amounts.reduce((sum, entry) => sum + entry.amountNanoUsd, 0n)
  const count = (of: (entry: Entry) => number) => entries.reduce((sum, entry) => sum + of(entry), 0)
  return {
    costNanoUsd: money(entries),
    estimatedNanoUsd: money(entries.filter(({ provenance }) => provenance === 'estimated')),
    unresolvedNanoUsd: money(entries.filter(({ provenance }) => provenance === 'unresolved')),
    calls: count(({ calls }) => calls),
    failedCalls: count(({ failedCalls }) => failedCalls),
    freeRequests: count(({ freeRequests }) => freeRequests),
    inputTokens: count((entry) => signed(entry, entry.usage.inputTokens?.total)),
    outputTokens: count((entry) => signed(entry, entry.usage.outputTokens?.total)),
    cacheReadTokens: count((entry) => signed(entry, entry.usage.inputTokens?.cacheRead)),
    cacheWriteTokens: count((entry) => signed(entry, entry.usage.inputTokens?.cacheWrite)),
    reasoningTokens: count((entry) => signed(entry, entry.usage.outputTokens?.reasoning)),
  }
}

/** Totals of the entries for each name; entries without a name are left out. */
export function plainTotalsBy(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string | undefined,
): ReadonlyMap<string, Totals> {
  const names = [...new Set(entries.map(nameOf))].filter((name) => name !== undefined)
  return new Map(names.map((name) => [name, plainTotals(entries.filter((entry) => nameOf(entry) === name))]))
}

export function plainSummary(entries: readonly Entry[]): Summary {
  return {
    ...plainTotals(entries),
    by: {
      task: plainTotalsBy(entries, ({ task }) => task ?? 'none'),
      model: plainTotalsBy(entries, ({ provider, model }) => `${provider}:${model}`),
      provider: plainTotalsBy(entries, ({ provider }) => provider),
      operation: plainTotalsBy(entries, ({ operation }) => operation),
      depth: plainTotalsBy(entries, ({ depth }) => depth ?? 'none'),
    },
  }
}

/** Names by their totals, dearest first, names in order where the cost is the same. */
export function dearestFirst(totals: ReadonlyMap<string, Totals>): readonly (readonly [string, Totals])[] {
  return [...totals].sort(
    ([nameA, a], [nameB, b]) => Number(b.costNanoUsd - a.costNanoUsd) || (nameA < nameB ? -1 : 1),
  )
}
