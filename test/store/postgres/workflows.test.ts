import { describe } from 'vitest'
import { describeWorkflows } from '../../orchestrator/contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { openRunStores } from '../../support/postgres/stores.ts'

describe('workflows on Postgres', () => {
  describeWorkflows(async () => {
    const url = await emptiedDatabase()
    return { ...(await openRunStores(url)), openAnother: () => openRunStores(url) }
  })
})
