import { it } from 'vitest'
import { openBooksAt } from '../../support/postgres/postgres-books.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'
import { proveRandomOperations } from '../../support/proofs/random-operations.ts'

it('the ledger on Postgres answers 5,200 random operations as plain sums foretell, and keeps the same balances', () =>
  proveRandomOperations({
    operations: 5_200,
    openLedger: async () => openBooksAt(await temporaryDatabase()),
  }))
