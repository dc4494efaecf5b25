import { truncateSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { findDamage } from '../../../src/store/sqlite/find-damage.ts'
import { openWorkers } from '../../../src/workers/open-workers.ts'
import { openLedgerAt, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { HandDrivenTimers } from '../../support/time/hand-driven-timers.ts'

const workers = openWorkers({ timers: new HandDrivenTimers(), size: 1 })
afterAll(() => workers.close())

it.each([undefined, workers])(
  'a whole file is found whole, also while others have it open (%#)',
  async (by) => {
    const path = temporaryPath()
    await openLedgerAt(path)
    expect(await findDamage(path, by)).toEqual([])
  },
)

it.each([undefined, workers])('what is no ledger is told as the error that it is (%#)', async (by) => {
  const path = temporaryPath()
  writeFileSync(path, 'no database'.repeat(1000))
  await expect(findDamage(path, by)).rejects.toMatchObject({ name: 'LedgerError', reason: 'corrupt' })
})

it('a file that ends too early is found damaged by a worker, too', async () => {
  const path = temporaryPath()
  const ledger = await openLedgerAt(path)
  await ledger.close()
  truncateSync(path, 8 * 4096)
  const found = await findDamage(path, workers).catch(({ reason }) => [reason])
  expect(found.length).toBeGreaterThan(0)
})
