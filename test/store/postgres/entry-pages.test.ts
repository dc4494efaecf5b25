import { expect, it } from 'vitest'
import type { EntryPageRequest } from '../../../src/ledger/entry-page.ts'
import { entriesIn } from '../../../src/store/postgres/ledger/entry-reads.ts'
import { noonMs, recordOf } from '../../support/ledger/requests.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'

it('a page of entries is read without those behind it, though the server does not know how many there are', async () => {
  const { ledger, database } = await openStoresOn(await temporaryDatabase())
  const attributionOf = (index: number) => ({ tenant: `guild_${index % 3}`, user: `${index % 4}` })
  await Promise.all(
    Array.from({ length: 2_000 }, (_, index) =>
      ledger.record(recordOf('0.01', { attribution: attributionOf(index), atMs: noonMs + (index >> 2) })),
    ),
  )
  const readFor = (request: EntryPageRequest) =>
    database.read(async (transaction) => {
      const page = await entriesIn(transaction, { fromMs: 0, toMs: noonMs * 2 }, request)
      const [row] = await transaction.sql<{ read: string }[]>`
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as read
        from pg_stat_xact_user_tables where relname like 'entries%'`
      return { entries: page.entries.length, isLong: Number(row?.read) > 500 }
    })

  const after = { heldAtMs: noonMs + 20, sequence: 0 }
  const filters = [{}, { tenant: 'guild_1' }, { user: '2' }, { tenant: 'guild_1', user: '2' }]
  for (const filter of filters)
    expect(await readFor({ ...filter, limit: 20, after })).toEqual({ entries: 20, isLong: false })
})
