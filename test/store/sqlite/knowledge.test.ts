import { describe, expect, it } from 'vitest'
import { longText } from '../../knowledge/contract/same-source.ts'
import { describeKnowledgeContract } from '../../knowledge/contract.ts'
import { axis, documentOf, everybody, openKnowledge } from '../../support/knowledge.ts'

describeKnowledgeContract('the knowledge store on SQLite', async () => {
  const { store, database, file } = await openKnowledge()
  return {
    store,
    reopen: async () => {
      await database.close()
      return (await openKnowledge(file)).store
    },
  }
})

const all = { tenant: 'guild_1', audience: everybody, limit: 10 }
const lighthouse = { name: 'Hollowmere', kind: 'place', mentions: 2 } as const

describe('the rows of the knowledge store', () => {
  it('stay as they were when a document that takes the place of another fails half-way', async () => {
    const { store, database } = await openKnowledge()
    await store.remember(documentOf({ entities: [lighthouse] }))
    database.connection.exec(
      `create temp trigger refuse before insert on knowledge_entities begin select raise(abort, 'no room'); end`,
    )
    const changed = documentOf({ title: 'Changed', text: 'The windmill turns.', entities: [lighthouse] })
    await expect(store.remember(changed)).rejects.toThrow('no room')
    expect(await store.count()).toEqual({ documents: 1, passages: 1 })
    expect((await store.search('lighthouse', all))[0]?.title).toBe('A light returns')
    expect(await store.search('windmill', all)).toEqual([])
  })

  it('tell tenants apart, as the index of words does', async () => {
    const { store, database } = await openKnowledge()
    await store.remember(documentOf())
    database.connection.exec(`update knowledge_documents set tenant = 'guild_2'`)
    expect(await store.search('lighthouse', all)).toEqual([])
    expect(await store.search('lighthouse', { ...all, tenant: 'guild_2' })).toEqual([])
  })

  it('are all gone when a document is forgotten', async () => {
    const { store, database } = await openKnowledge()
    const embeddings = { model: 'm', vectors: [axis(0)] }
    await store.remember(documentOf({ entities: [lighthouse], embeddings }))
    expect(await store.forget('document_1')).toBe(true)
    const rowsOf = (table: string) => database.connection.prepare(`select * from ${table}`).all()
    expect(
      ['documents', 'passages', 'vectors', 'entities', 'words'].flatMap((table) =>
        rowsOf(`knowledge_${table}`),
      ),
    ).toEqual([])
    expect(await store.search('lighthouse', all)).toEqual([])
    expect(await store.forget('document_1')).toBe(false)
  })

  it('of an older version, without a sketch, get it when copies are looked for', async () => {
    const { store, database } = await openKnowledge()
    const entities = [lighthouse]
    await store.remember(documentOf({ id: 'old', text: longText, address: 'https://a.example', entities }))
    database.connection.exec(`update knowledge_documents set sketch = null`)
    const copy = longText.replace('harbour', 'port')
    await store.remember(documentOf({ id: 'new', text: copy, address: 'https://b.example', entities }))
    expect(await store.related('new', all)).toEqual([])
    const count = database.connection.prepare(
      'select count(*) from knowledge_documents where sketch is not null',
    )
    expect(count.pluck().get()).toBe(2n)
  })
})
