import { TransferError } from '../../ledger/transfer-error.ts'
import { openPostgres, type PostgresDatabase } from '../postgres/database.ts'
import { readZones } from '../postgres/ledger/limits-book.ts'
import { verify } from '../postgres/ledger/verify.ts'
import { hasLivingProcesses } from '../postgres/process-registry.ts'
import { progressTable } from '../transfer-progress.ts'
import type { BooksOptions, NewBooks, ReadBooks } from './books.ts'
import { PostgresSource } from './postgres-source.ts'
import { PostgresTarget } from './postgres-target.ts'
import { tellingTables, transferTables } from './tables.ts'

/** @throws {LedgerError} when the server cannot be reached, or its database is of another version. */
export async function openPostgresBooks(url: string, options: BooksOptions): Promise<ReadBooks> {
  return readingOn(await openPostgres(url, { ...options, connections: 2 }), options)
}

/** Books in a database, which has to be there. */
export async function openNewPostgresBooks(url: string, options: BooksOptions): Promise<NewBooks> {
  const database = await openPostgres(url, { ...options, connections: 3, isUnfinishedFine: true })
  return {
    ...readingOn(database, options),
    target: new PostgresTarget(database),
    begin: (from) => begin(database, from),
  }
}

function readingOn(database: PostgresDatabase, { calendar, now }: BooksOptions): ReadBooks {
  return {
    place: database.address,
    read: (work) => database.read(({ sql }) => work(new PostgresSource(sql)), { isLong: true }),
    verify: () =>
      database.read(async (transaction) => verify(transaction, calendar, await readZones(transaction), now), {
        isLong: true,
      }),
    isInUse: () => hasLivingProcesses(database),
    close: () => database.close(),
  }
}

function begin(database: PostgresDatabase, from: string): Promise<void> {
  return database.write(async ({ sql }) => {
    const [known] = await sql<
      { table: string | null }[]
    >`select to_regclass(${progressTable})::text as "table"`
    if (known?.table != null) {
      const [before] = await sql<{ place: string }[]>`
        select place from ${sql(progressTable)} where table_name = ''`
      if (before?.place === from) return
      throw new TransferError('other_transfer', database.address, before?.place)
    }
    for (const { name } of tellingTables) {
      const [row] = await sql`select from ${sql(name)} limit 1`
      if (row) throw new TransferError('not_empty', database.address, name)
    }
    for (const { name } of transferTables.toReversed()) await sql`delete from ${sql(name)}`
    await sql`
      create table ${sql(progressTable)} (table_name text primary key, place text, is_whole boolean not null)`
    await sql`insert into ${sql(progressTable)} (table_name, place, is_whole) values ('', ${from}, false)`
  })
}
