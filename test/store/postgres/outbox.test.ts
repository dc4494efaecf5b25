import { describeOutboxContract } from '../../outbox/contract/outbox-contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'

describeOutboxContract('the outbox on Postgres', async () => {
  const url = await emptiedDatabase()
  return {
    ...(await openStoresOn(url)),
    openAnother: () => openStoresOn(url),
    openSurvivor: () => openStoresOn(url, { deadAmong: async (ids) => ids }),
  }
})
