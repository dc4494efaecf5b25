import { describeBooks } from '../../ledger/contract.ts'
import { openBooksAt } from '../../support/postgres/postgres-books.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'

describeBooks('the ledger on Postgres', async (options) => {
  const url = await temporaryDatabase()
  return {
    ledger: await openBooksAt(url, options),
    openAnother: (otherOptions) => openBooksAt(url, otherOptions),
  }
})
