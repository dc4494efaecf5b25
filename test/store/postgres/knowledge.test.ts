import { expect, it } from 'vitest'
import { openPostgresKnowledge } from '../../../src/store/postgres/knowledge/postgres-knowledge.ts'
import { describeKnowledgeContract } from '../../knowledge/contract.ts'
import { emptiedDatabase } from '../../support/postgres/emptied-database.ts'
import { connectTo } from '../../support/postgres/temporary-database.ts'

describeKnowledgeContract('the knowledge store on Postgres', async () => {
  const url = await emptiedDatabase()
  const open = async () => (await openPostgresKnowledge(await connectTo(url, { connections: 2 }))).knowledge
  return { store: await open(), reopen: open }
})

it('compares vectors in the process where the server does not have pgvector', async () => {
  const { vectorComparison } = await openPostgresKnowledge(await connectTo(await emptiedDatabase()))

  expect(vectorComparison).toEqual({ by: 'process', because: 'not_installed' })
})
