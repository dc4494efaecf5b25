import type { LedgerStore } from '../ledger/ledger-store.ts'
import type { SummaryFilter, TimeRange } from '../ledger/summary.ts'
import { entryPages } from '../ledger/walk-entries.ts'
import { type Dimension, isSummed, nameIn } from './dimensions.ts'
import { periodsIn, type ReportPeriodKind, reportPeriods } from './report-periods.ts'
import { type Use, useOfEntry, useOfSum } from './use.ts'
import { type RowPlace, type UseRow, UseRows } from './use-rows.ts'

export const useRowKinds = [...reportPeriods, 'workflow', 'conversation', 'summary'] as const
/** What there is a row of: a period, a run, what belongs together, or the whole range. */
export type UseRowKind = (typeof useRowKinds)[number]

export interface UseRowsRequest extends SummaryFilter {
  readonly kind: UseRowKind
  readonly range: TimeRange
  readonly timeZone: string
  /** What rows are split by. */
  readonly by?: Dimension | undefined
  /** What the parts of a row are of. */
  readonly parts?: Dimension | undefined
}

export interface UseTable extends Pick<UseRowsRequest, 'range' | 'timeZone' | 'by' | 'parts'> {
  /** Live: of the periods that run. */
  readonly kind: UseRowKind | 'live'
  readonly rows: readonly UseRow[]
  /** Of all rows together; of the longest period of those that run. */
  readonly all: Use
}

type Books = Pick<LedgerStore, 'usageSums' | 'entriesIn'>

/**
 * The rows of a report, each the plain sum of its entries: from the sums that the books keep where these tell enough, else from the
 * entries, of which only a page is in memory at a time.
 */
export async function readUseRows(ledger: Books, request: UseRowsRequest): Promise<UseTable> {
  const { kind, range, timeZone, by, parts, tenant, user } = request
  const filter = { tenant, user }
  const rows = new UseRows({ by, parts })
  const isOfSums = [by, parts].every((dimension) => dimension === undefined || isSummed(dimension))
  if (kind === 'workflow' || kind === 'conversation') await addRuns(kind, rows, ledger, range, filter)
  else {
    const places = placesOf(kind, range, timeZone)
    await (isOfSums && !user ? addSums : addEntries)(rows, ledger, places, range, filter)
  }
  return { kind, range, timeZone, by, parts, rows: rows.sorted(), all: rows.all }
}

function placesOf(
  kind: ReportPeriodKind | 'summary',
  range: TimeRange,
  timeZone: string,
): readonly RowPlace[] {
  return kind === 'summary' ? [{ name: 'total', ...range }] : periodsIn(kind, range, timeZone)
}

async function addSums(
  rows: UseRows,
  ledger: Books,
  places: readonly RowPlace[],
  _range: TimeRange,
  filter: SummaryFilter,
): Promise<void> {
  for (const place of places)
    for (const sum of await ledger.usageSums(place, filter)) rows.add(place, sum, useOfSum(sum))
}

async function addEntries(
  rows: UseRows,
  ledger: Books,
  places: readonly RowPlace[],
  range: TimeRange,
  filter: SummaryFilter,
): Promise<void> {
  const remaining = places.values()
  let place = remaining.next().value
  // Entries come in the order in which they were held, as the places do.
  for await (const page of entryPages(ledger, range, filter))
    for (const entry of page) {
      while (place && entry.heldAtMs >= place.toMs) place = remaining.next().value
      if (place) rows.add(place, entry, useOfEntry(entry))
    }
}

async function addRuns(
  kind: 'workflow' | 'conversation',
  rows: UseRows,
  ledger: Books,
  range: TimeRange,
  filter: SummaryFilter,
): Promise<void> {
  for await (const page of entryPages(ledger, range, filter))
    for (const entry of page) {
      const place = { name: nameIn(kind, entry), fromMs: entry.heldAtMs, toMs: entry.heldAtMs + 1 }
      rows.add(place, entry, useOfEntry(entry))
    }
}
