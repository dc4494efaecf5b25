import type { Entry } from './entry.ts'
import type { EntryPage } from './entry-page.ts'
import type { LedgerStore } from './ledger-store.ts'
import type { TimeRange } from './summary.ts'

const entriesPerPage = 1_000

/** All entries of a range, of which only a page is in memory at a time. What is booked meanwhile may be among them. */
export async function* walkEntries(
  ledger: Pick<LedgerStore, 'entriesIn'>,
  range: TimeRange,
  limit = entriesPerPage,
): AsyncGenerator<Entry, void, undefined> {
  let after: EntryPage['end']
  do {
    const { entries, end } = await ledger.entriesIn(range, { limit, after })
    yield* entries
    after = end
  } while (after)
}
