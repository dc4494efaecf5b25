import { expect } from 'vitest'
import { usd } from '../ledger/requests.ts'
import { startLedgerProcess } from '../ledger/start-process.ts'
import { openBooksAt } from '../postgres/postgres-books.ts'
import { temporaryDatabase } from '../postgres/temporary-database.ts'

/** Has processes ask at once for more holds of a cent, of random people, than one limit of 5.00 on Postgres leaves: it admits 500. */
export async function proveProcessesUnderOneLimit({
  processes,
  holdsEach,
}: {
  readonly processes: number
  readonly holdsEach: number
}): Promise<void> {
  const path = await temporaryDatabase()
  const ledger = await openBooksAt(path)
  const started = Array.from({ length: processes }, (_, seed) =>
    startLedgerProcess({ path, work: 'burst', seed, count: holdsEach, amountUsd: '0.01' }),
  )

  const admitted = await Promise.all(started.map(({ answer }) => answer))

  expect(admitted.map(Number).reduce((sum, count) => sum + count, 0)).toBe(500)
  expect((await ledger.scopeBalance('wf_shared')).heldNanoUsd).toBe(usd('5.00'))
  expect(await ledger.verify()).toMatchObject({ ok: true, holdsPending: 500, differences: [] })
}
