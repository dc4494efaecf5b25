import { dirname, join } from 'node:path'
import { describe } from 'vitest'
import { describeCopies } from '../../ledger/contract/copies.ts'
import { describeLedgerContract } from '../../ledger/contract.ts'
import { openLedgerAt, openStoresAt, temporaryPath } from '../../support/ledger/temporary-books.ts'

describeLedgerContract('the ledger on SQLite', async (options) => {
  const path = temporaryPath()
  return {
    ...(await openStoresAt(path, options)),
    openAnother: (otherOptions) => openLedgerAt(path, otherOptions),
  }
})

describe('the ledger on SQLite', () => {
  describeCopies(async (options) => {
    const path = temporaryPath()
    return {
      ledger: await openLedgerAt(path, options),
      openAnother: (otherOptions) => openLedgerAt(path, otherOptions),
      openCopy: (copy) => openLedgerAt(copy),
      copyPath: join(dirname(path), 'copy.sqlite'),
    }
  })
})
