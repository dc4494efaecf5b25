import { describe, expect, it } from 'vitest'
import { cutPassages } from '../../../src/text/cutting.ts'
import { axis, documentOf, everybody } from '../../support/knowledge.ts'
import type { OpenKnowledge } from '../contract.ts'

export function describeRemembering(open: OpenKnowledge): void {
  const all = { tenant: 'guild_1', audience: everybody, limit: 10 }
  const lighthouse = { name: 'Hollowmere', kind: 'place', mentions: 2 } as const

  describe('remembering', () => {
    it('keeps a document across a restart', async () => {
      const { store, reopen } = await open()
      const claims = [{ text: 'It was lit.', quote: 'was lit' }]
      const embeddings = { model: 'm', vectors: [axis(0)] }
      await store.remember(documentOf({ entities: [lighthouse], claims, embeddings }))
      const reopened = await reopen()
      expect(await reopened.get('document_1', 'guild_1')).toEqual({
        id: 'document_1',
        workflow: 'wf_1',
        url: 'https://example.org/lighthouse',
        title: 'A light returns',
        summary: 'An old beacon works again.',
        language: 'en',
        rememberedAtMs: 1_795_000_000_000,
        entities: [lighthouse],
        claims,
      })
      expect(await reopened.search('lighthouse', all)).toHaveLength(1)
      expect(await reopened.search('', { ...all, embedding: { model: 'm', vector: axis(0) } })).toHaveLength(
        1,
      )
    })

    it('of the same id replaces what was there, in every index', async () => {
      const { store } = await open()
      const before = { text: 'The lighthouse was lit.', entities: [lighthouse] }
      await store.remember(documentOf({ ...before, embeddings: { model: 'm', vectors: [axis(0)] } }))
      const after = documentOf({
        text: 'The windmill turns.',
        embeddings: { model: 'm', vectors: [axis(1)] },
      })
      expect(await store.remember(after)).toEqual({ replaced: ['document_1'] })
      expect(await store.count()).toEqual({ documents: 1, passages: 1 })
      expect(await store.search('lighthouse', all)).toEqual([])
      expect(await store.search('windmill', all)).toHaveLength(1)
      expect(await store.search('', { ...all, embedding: { model: 'm', vector: axis(0) } })).toEqual([])
      expect((await store.get('document_1', 'guild_1'))?.entities).toEqual([])
    })

    it('keeps a long document whole, with the vectors of its passages, instead of an earlier one', async () => {
      const { store } = await open()
      const text = Array.from(
        { length: 101 },
        (_, index) => `Ship${index} ${'lay in the ice '.repeat(60)}`,
      ).join('\n\n')
      const passages = cutPassages(text)
      expect(passages.length).toBeGreaterThan(100)
      const vectors = passages.map((_, index) => axis(index === 77 ? 1 : 0))
      await store.remember(documentOf({ text: 'The lighthouse was lit.', entities: [lighthouse] }))
      const long = documentOf({ text, passages, entities: [lighthouse], embeddings: { model: 'm', vectors } })
      expect(await store.remember(long)).toEqual({ replaced: ['document_1'] })
      expect(await store.count()).toEqual({ documents: 1, passages: passages.length })
      expect(await store.search('lighthouse lit', all)).toEqual([])
      for (const ship of ['Ship0', 'Ship49', 'Ship50', 'Ship100'])
        expect((await store.search(ship, all))[0]).toMatchObject({
          documentId: 'document_1',
          text: expect.stringContaining(`${ship} `),
        })
      const near = await store.search('', { ...all, embedding: { model: 'm', vector: axis(1) } })
      expect(near[0]?.text).toBe(passages[77]?.text)
    })

    it('leaves nothing of a long document whose id is another tenant’s', async () => {
      const { store } = await open()
      await store.remember(documentOf({ tenant: 'guild_2' }))
      const text = Array.from(
        { length: 60 },
        (_, index) => `Ship${index} ${'lay in the ice '.repeat(60)}`,
      ).join('\n\n')
      const refused = store.remember(documentOf({ text, passages: cutPassages(text) }))
      await expect(refused).rejects.toThrow(RangeError)
      expect(await store.count()).toMatchObject({ documents: 1 })
      expect(await store.search('Ship1', all)).toEqual([])
    })

    it('of the same address and text takes the place of the earlier document', async () => {
      const { store } = await open()
      expect(await store.remember(documentOf({ id: 'first' }))).toEqual({ replaced: [] })
      expect(await store.remember(documentOf({ id: 'second' }))).toEqual({ replaced: ['first'] })
      expect((await store.search('lighthouse', all)).map(({ documentId }) => documentId)).toEqual(['second'])
    })

    it('of the same text without an address does so too', async () => {
      const { store } = await open()
      await store.remember(documentOf({ id: 'first', url: undefined, address: undefined }))
      await store.remember(documentOf({ id: 'second', url: undefined, address: undefined }))
      expect(await store.count()).toEqual({ documents: 1, passages: 1 })
      expect((await store.search('lighthouse', all))[0]?.url).toBeUndefined()
    })

    it('keeps another text of the same address, and the same text of another', async () => {
      const { store } = await open()
      await store.remember(documentOf({ id: 'first' }))
      await store.remember(documentOf({ id: 'edited', text: 'The lighthouse went dark.' }))
      await store.remember(documentOf({ id: 'elsewhere', address: 'https://example.org/copy' }))
      expect(await store.count()).toEqual({ documents: 3, passages: 3 })
    })

    it('twice at the same time leaves one', async () => {
      const { store } = await open()
      await Promise.all([
        store.remember(documentOf({ id: 'first' })),
        store.remember(documentOf({ id: 'second' })),
      ])
      expect(await store.count()).toEqual({ documents: 1, passages: 1 })
    })

    it('counts two spellings of a name together, and leaves out a name without letters', async () => {
      const { store } = await open()
      const spelled = { ...lighthouse, name: 'HOLLOWMERE', mentions: 3 }
      const mark = { name: '—', kind: 'other', mentions: 1 } as const
      await store.remember(documentOf({ entities: [lighthouse, spelled, mark] }))
      expect((await store.get('document_1', 'guild_1'))?.entities).toEqual([{ ...lighthouse, mentions: 5 }])
    })

    it.each([
      ['passages that are not in the text', { passages: [{ text: 'Other', startOffset: 0, endOffset: 5 }] }],
      [
        'passages that overlap',
        {
          text: 'abc',
          passages: [
            { text: 'ab', startOffset: 0, endOffset: 2 },
            { text: 'bc', startOffset: 1, endOffset: 3 },
          ],
        },
      ],
      ['fewer vectors than passages', { embeddings: { model: 'm', vectors: [] } }],
      [
        'vectors of different dimensions',
        {
          text: 'a b',
          passages: [
            { text: 'a', startOffset: 0, endOffset: 1 },
            { text: 'b', startOffset: 2, endOffset: 3 },
          ],
          embeddings: { model: 'm', vectors: [axis(0, 3), axis(0, 2)] },
        },
      ],
      [
        'a vector that is not of numbers',
        { embeddings: { model: 'm', vectors: [Float32Array.of(Number.NaN)] } },
      ],
    ])('refuses %s and leaves nothing of the document', async (_what, overrides) => {
      const { store } = await open()
      await expect(store.remember(documentOf(overrides))).rejects.toThrow(RangeError)
      expect(await store.count()).toEqual({ documents: 0, passages: 0 })
    })

    it('that fails does not harm another of the same commit', async () => {
      const { store } = await open()
      const broken = {
        id: 'broken',
        text: 'Broken.',
        embeddings: { model: 'm', vectors: [new Float32Array(0)] },
      }
      const outcomes = await Promise.allSettled([
        store.remember(documentOf(broken)),
        store.remember(documentOf()),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
      expect(await store.count()).toEqual({ documents: 1, passages: 1 })
    })
  })

  describe('tenants', () => {
    it('never see one another in any answer', async () => {
      const { store } = await open()
      const shared = { entities: [lighthouse], embeddings: { model: 'm', vectors: [axis(0)] } }
      await store.remember(documentOf({ ...shared, id: 'ours' }))
      await store.remember(documentOf({ ...shared, id: 'theirs', tenant: 'guild_2' }))
      const embedding = { model: 'm', vector: axis(0) }
      const found = await store.search('lighthouse', { ...all, embedding })
      expect(found.map(({ documentId }) => documentId)).toEqual(['ours'])
      const subject = { text: 'lighthouse', entities: [lighthouse], embedding }
      const related = await store.related(subject, { ...all, tenant: 'guild_2' })
      expect(related.map(({ documentId }) => documentId)).toEqual(['theirs'])
      expect(await store.related('theirs', all)).toEqual([])
      expect(await store.get('theirs', 'guild_1')).toBeUndefined()
      expect(await store.count('guild_1')).toEqual({ documents: 1, passages: 1 })
      expect(await store.count('guild_3')).toEqual({ documents: 0, passages: 0 })
    })

    it.each([
      ['guild_1', 'guild_10'],
      ['Guild', 'guild'],
      ['a-b', 'a_b'],
      ['dm_1', '1'],
    ])('%s and %s are two', async (tenant, other) => {
      const { store } = await open()
      await store.remember(documentOf({ tenant }))
      expect(await store.search('lighthouse', { ...all, tenant: other })).toEqual([])
      expect(await store.search('lighthouse', { ...all, tenant })).toHaveLength(1)
    })

    it('are not found by their name', async () => {
      const { store } = await open()
      await store.remember(documentOf())
      expect(await store.search('guild_1 t6775696c645f310', all)).toEqual([])
    })

    it('cannot take over the id of another', async () => {
      const { store } = await open()
      await store.remember(documentOf())
      const taken = documentOf({ tenant: 'guild_2', text: 'Mine now.' })
      await expect(store.remember(taken)).rejects.toThrow('belongs to another tenant')
      expect(await store.search('lighthouse', all)).toHaveLength(1)
    })
  })

  describe('forgetting', () => {
    it('a tenant goes on until all is forgotten', async () => {
      const { store } = await open()
      const many = Array.from({ length: 120 }, (_, index) =>
        documentOf({ id: `d${index}`, text: `Text ${index}.` }),
      )
      await Promise.all(many.map((document) => store.remember(document)))
      expect(await store.forgetTenant('guild_1')).toBe(120)
      expect(await store.count()).toEqual({ documents: 0, passages: 0 })
    })

    it('a tenant leaves the others', async () => {
      const { store } = await open()
      await store.remember(documentOf({ id: 'a' }))
      await store.remember(documentOf({ id: 'b', text: 'Another lighthouse.' }))
      await store.remember(documentOf({ id: 'c', tenant: 'guild_2' }))
      expect(await store.forgetTenant('guild_1')).toBe(2)
      expect(await store.forgetTenant('guild_1')).toBe(0)
      expect(await store.count()).toEqual({ documents: 1, passages: 1 })
      expect(await store.search('lighthouse', all)).toEqual([])
      expect(await store.search('lighthouse', { ...all, tenant: 'guild_2' })).toHaveLength(1)
    })
  })
}
