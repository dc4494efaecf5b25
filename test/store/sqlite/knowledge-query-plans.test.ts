import { expect, it, vi } from 'vitest'
import { openSqliteKnowledge } from '../../../src/store/sqlite/knowledge/sqlite-knowledge.ts'
import { axis, documentOf, everybody, openKnowledge } from '../../support/knowledge.ts'

it('no statement of the store goes through a whole table, but to count it', async () => {
  const { database } = await openKnowledge()
  const prepare = vi.spyOn(database.connection, 'prepare')
  const store = openSqliteKnowledge(database)
  const embedding = { model: 'm', vector: axis(0) }
  const entities = [{ name: 'Hollowmere', kind: 'place', mentions: 1 } as const]
  await store.remember(documentOf({ entities, embeddings: { model: 'm', vectors: [axis(0)] } }))
  const readers = { tenant: 'guild_1', audience: everybody }
  await store.search('lighthouse', { ...readers, limit: 5, embedding })
  await store.related('document_1', { ...readers, limit: 5 })
  await store.get('document_1', 'guild_1')
  await store.count()
  await store.count('guild_1')
  await store.forget('document_1')
  await store.forgetTenant('guild_1')
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))]
  prepare.mockRestore()
  expect(statements.length).toBeGreaterThan(15)
  const steps = statements.flatMap((sql) => {
    const parameters = Array.from(sql.matchAll(/\?/g), () => null)
    const plan = database.connection.prepare<null[], { detail: string }>(`explain query plan ${sql}`)
    return plan.all(...parameters).map(({ detail }) => ({ sql, detail }))
  })
  const scans = steps.filter(({ detail }) => detail.startsWith('SCAN') && !detail.includes('VIRTUAL TABLE'))
  const counted = ['knowledge_documents', 'knowledge_passages'].map(
    (table) => `select count(*) from "${table}"`,
  )
  expect(scans.map(({ sql }) => sql)).toEqual(counted)
  expect(steps.some(({ detail }) => detail.includes('knowledge_vectors_space'))).toBe(true)
  const sorted = steps.filter(({ detail }) => detail.includes('TEMP B-TREE')).map(({ sql }) => sql)
  expect(sorted.map((sql) => /bm25|"mentions" desc/.test(sql))).toEqual([true, true])
})
