import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entry } from './entry.ts'
import type { EntryPage } from './entry-page.ts'
import type { LedgerStore } from './ledger-store.ts'
import type { SummaryFilter, TimeRange } from './summary.ts'

/** Few enough to be garbage before the collector takes them for lasting, which would have it look at all memory from time to time. */
const entriesPerPage = 200

/** All entries of a range, of which only a page is in memory at a time. What is booked meanwhile may be among them. */
export async function* walkEntries(
  ledger: Pick<LedgerStore, 'entriesIn'>,
  range: TimeRange,
  limit = entriesPerPage,
): AsyncGenerator<Entry, void, undefined> {
  for await (const page of entryPages(ledger, range, { limit })) yield* page
}

/** The same by pages; between two of them whatever else waits in the process has its turn. */
export async function* entryPages(
  ledger: Pick<LedgerStore, 'entriesIn'>,
  range: TimeRange,
  { limit = entriesPerPage, ...filter }: SummaryFilter & { readonly limit?: number } = {},
): AsyncGenerator<readonly Entry[], void, undefined> {
  let after: EntryPage['end']
  do {
    const { entries, end } = await ledger.entriesIn(range, { ...filter, limit, after })
    if (entries.length > 0) yield entries
    after = end
    await nextTurn()
  } while (after)
}
