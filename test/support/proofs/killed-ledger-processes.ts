import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { LedgerStore } from '../../../src/ledger/ledger-store.ts'
import { openAsOtherProgram } from '../ledger/other-program.ts'
import { hourMs, noonMs } from '../ledger/requests.ts'
import { createSeededRandom } from '../ledger/seeded-random.ts'
import { startLedgerProcess } from '../ledger/start-process.ts'
import { openLedgerAt, temporaryFolder, temporaryPath } from '../ledger/temporary-books.ts'
import { openBooksAt } from '../postgres/postgres-books.ts'
import { connectTo, temporaryDatabase } from '../postgres/temporary-database.ts'

/** A process is killed after it has told of so many settlements at most. */
const mostSettlements = 40

interface ProcessBooks {
  readonly ledger: LedgerStore
  /** For the processes. */
  readonly path: string
  /** When the holds of the dead are to be ended. */
  readonly endsAtMs: number
  /** The holds that were settled, as the database itself has them. */
  settledHolds(): Promise<readonly string[]>
}

const settled = "select hold_id from entries where kind = 'charge' and provenance = 'computed'"

/** Kills processes that hold and settle on one ledger, two at a time, and looks whether anything acknowledged was lost. */
export async function proveKilledLedgerProcesses({
  kills,
  openBooks = booksOnSqlite,
}: {
  readonly kills: number
  /** Default: on SQLite. */
  readonly openBooks?: () => Promise<ProcessBooks>
}): Promise<void> {
  const logPath = join(temporaryFolder(), 'settled.log')
  writeFileSync(logPath, '')
  const { ledger, path, endsAtMs, settledHolds } = await openBooks()
  const random = createSeededRandom(30)
  let told = 0
  const lanes = [0, 1].map(async (lane) => {
    for (let life = lane; life < kills; life += 2) {
      const settlements = random.whole(mostSettlements)
      const process = startLedgerProcess({ path, work: 'forever', seed: life, logPath })
      // It begins by saying that it works.
      await process.told(1 + settlements)
      await process.kill()
      told += settlements
    }
  })

  await Promise.all(lanes)
  await ledger.expireHolds(endsAtMs)

  const acknowledged = readFileSync(logPath, 'utf8').trim().split('\n')
  const found = await settledHolds()
  const inBooks = new Set(found)
  expect(acknowledged.length).toBeGreaterThanOrEqual(told)
  expect(told).toBeGreaterThan(5 * kills)
  expect(inBooks.size).toBe(found.length)
  expect(acknowledged.filter((id) => !inBooks.has(id))).toEqual([])
  expect(await ledger.holdsPending()).toEqual([])
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0, differences: [] })
}

async function booksOnSqlite(): Promise<ProcessBooks> {
  const path = temporaryPath()
  return {
    path,
    ledger: await openLedgerAt(path),
    endsAtMs: noonMs,
    settledHolds: async () => openAsOtherProgram(path).prepare(settled).pluck().all() as string[],
  }
}

export async function booksOnPostgres(): Promise<ProcessBooks> {
  const path = await temporaryDatabase()
  const database = await connectTo(path, { connections: 1 })
  return {
    path,
    ledger: await openBooksAt(path),
    // When their time is over: that they are dead is known only once they have been silent for a while.
    endsAtMs: noonMs + hourMs,
    settledHolds: async () => {
      const rows = await database.read(({ sql }) => sql.unsafe<{ hold_id: string }[]>(settled))
      return rows.map(({ hold_id }) => hold_id)
    },
  }
}
