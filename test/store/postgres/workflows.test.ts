import { describeWorkflowContract } from '../../orchestrator/contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { openStoresOn } from '../../support/postgres/stores.ts'

describeWorkflowContract('workflows on Postgres', async () => {
  const url = await emptiedDatabase()
  return { ...(await openStoresOn(url)), openAnother: () => openStoresOn(url) }
})
