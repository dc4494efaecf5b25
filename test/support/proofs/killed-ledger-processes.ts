import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openAsOtherProgram } from '../ledger/other-program.ts'
import { noonMs } from '../ledger/requests.ts'
import { createSeededRandom } from '../ledger/seeded-random.ts'
import { startLedgerProcess } from '../ledger/start-process.ts'
import { openLedgerAt, temporaryFolder } from '../ledger/temporary-books.ts'

/** A process is killed after it has told of so many settlements at most. */
const mostSettlements = 40

/** Kills processes that hold and settle on one ledger, two at a time, and looks whether anything acknowledged was lost. */
export async function proveKilledLedgerProcesses({ kills }: { readonly kills: number }): Promise<void> {
  const folder = temporaryFolder()
  const path = join(folder, 'autointel.sqlite')
  const logPath = join(folder, 'settled.log')
  writeFileSync(logPath, '')
  const ledger = await openLedgerAt(path)
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
  await ledger.expireHolds(noonMs)

  const acknowledged = readFileSync(logPath, 'utf8').trim().split('\n')
  const settled = openAsOtherProgram(path)
    .prepare("select hold_id from entries where kind = 'charge' and provenance = 'computed'")
    .pluck()
    .all() as string[]
  const inBooks = new Set(settled)
  expect(acknowledged.length).toBeGreaterThanOrEqual(told)
  expect(told).toBeGreaterThan(5 * kills)
  expect(inBooks.size).toBe(settled.length)
  expect(acknowledged.filter((id) => !inBooks.has(id))).toEqual([])
  expect(await ledger.holdsPending()).toEqual([])
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 0, differences: [] })
}
