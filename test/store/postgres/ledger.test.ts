import { onTestFinished } from 'vitest'
import { describeLedgerContract } from '../../ledger/contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { openBooksAt } from '../../support/postgres/postgres-books.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'

let isTaken = false

/** The one of all tests, where the test has not taken it already. */
async function emptyDatabase(): Promise<string> {
  if (isTaken) return temporaryDatabase()
  isTaken = true
  onTestFinished(() => {
    isTaken = false
  })
  return emptiedDatabase()
}

describeLedgerContract('the ledger on Postgres', async (options) => {
  const url = await emptyDatabase()
  return {
    ...(await openStoresOn(url, {}, options)),
    openAnother: (otherOptions) => openBooksAt(url, otherOptions),
  }
})
