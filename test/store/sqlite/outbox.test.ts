import { describeOutboxContract } from '../../outbox/contract/outbox-contract.ts'
import { openStoresAt, temporaryPath } from '../../support/ledger/temporary-books.ts'

describeOutboxContract('the outbox on SQLite', async () => {
  const path = temporaryPath()
  return {
    ...(await openStoresAt(path)),
    openAnother: () => openStoresAt(path),
    openSurvivor: () => openStoresAt(path, { isAlive: () => false }),
  }
})
