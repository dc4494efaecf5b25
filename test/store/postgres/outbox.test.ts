import { describe } from 'vitest'
import { describeDelivery } from '../../outbox/contract/outbox-contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { openRunStores } from '../../support/postgres/stores.ts'

describe('the outbox on Postgres', () => {
  describeDelivery(async () => {
    const url = await emptiedDatabase()
    return {
      ...(await openRunStores(url)),
      openAnother: () => openRunStores(url),
      openSurvivor: () => openRunStores(url, { deadAmong: async (ids) => ids }),
    }
  })
})
