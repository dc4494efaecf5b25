import { openPostgresKnowledge } from '../../../src/store/postgres/knowledge/postgres-knowledge.ts'
import { describeKnowledgeContract } from '../../knowledge/contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { connectTo } from '../../support/postgres/temporary-database.ts'

describeKnowledgeContract('the knowledge store on Postgres', async () => {
  const url = await emptiedDatabase()
  const open = async () => openPostgresKnowledge(await connectTo(url, { connections: 2 }))
  return { store: await open(), reopen: open }
})
