import { expect, it } from 'vitest'
import { openAsOtherProgram } from '../../support/ledger/other-program.ts'
import { holdOf, spend } from '../../support/ledger/requests.ts'
import { openLedgerAt, openStoresAt, temporaryPath } from '../../support/ledger/temporary-books.ts'
import { writeVariedBooks } from '../../support/ledger/varied-books.ts'
import { sharedWorkers } from '../../support/workers/shared-workers.ts'

/** Books, as a process with workers has them. */
async function openWithWorkers() {
  const path = temporaryPath()
  const { ledger } = await openStoresAt(path, { workers: sharedWorkers })
  await writeVariedBooks(ledger)
  return { path, ledger }
}

it('books are verified elsewhere as they are in place, right or wrong, while others go on', async () => {
  const { path, ledger } = await openWithWorkers()
  const here = await openLedgerAt(path)
  expect(await ledger.verify()).toEqual(await here.verify())
  openAsOtherProgram(path).exec("update balances set spent_nano_usd = 7 where account = 'bot'")

  const [verified, held] = await Promise.all([ledger.verify(), ledger.hold(holdOf('0'))])

  expect(held.kind).toBe('held')
  expect(verified.ok).toBe(false)
  expect(verified.differences).toEqual((await here.verify()).differences)
})

it('a copy that is written elsewhere is one moment of the books, while others go on', async () => {
  const { path, ledger } = await openWithWorkers()
  const { entries } = await ledger.verify()

  await Promise.all([ledger.backup(`${path}.copy`), spend(ledger, '1.00')])
  const again = ledger.backup(`${path}.copy`)

  await expect(again).rejects.toMatchObject({ reason: 'backup_failed', path: `${path}.copy` })
  const copied = await (await openLedgerAt(`${path}.copy`)).verify()
  expect(copied.ok).toBe(true)
  expect([entries, entries + 1]).toContain(copied.entries)
})
