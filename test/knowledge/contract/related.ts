import { describe, expect, it } from 'vitest'
import type { Entity, EntityKind } from '../../../src/brief/analysis.ts'
import type { KnowledgeDocument } from '../../../src/knowledge/document.ts'
import { axis, documentOf, everybody } from '../../support/knowledge.ts'
import type { OpenKnowledge } from '../contract.ts'

export function describeRelated(open: OpenKnowledge): void {
  const all = { tenant: 'guild_1', audience: everybody, limit: 10 }

  function entityOf(name: string, kind: EntityKind = 'organization', mentions = 1): Entity {
    return { name, kind, mentions }
  }

  async function remembering(...documents: readonly (Partial<KnowledgeDocument> & { id: string })[]) {
    const { store } = await open()
    for (const document of documents)
      await store.remember(
        documentOf({
          title: '',
          summary: '',
          text: `Text of ${document.id}.`,
          address: `https://example.org/${document.id}`,
          ...document,
        }),
      )
    return store
  }

  describe('related documents', () => {
    it('mention the same, the rarest named first', async () => {
      const store = await remembering(
        { id: 'a', entities: [entityOf('Helios Energy'), entityOf('Port of Liège')] },
        { id: 'b', entities: [entityOf('HELIOS ENERGY')] },
        { id: 'c', entities: [entityOf('Nobody Else')] },
      )
      const subject = {
        entities: [entityOf('Helios Energy', 'organization', 9), entityOf('port of liege', 'place')],
      }
      const related = await store.related(subject, all)
      expect(related.map(({ documentId, reason }) => [documentId, reason])).toEqual([
        ['a', { kind: 'mentions', names: ['port of liege', 'Helios Energy'] }],
        ['b', { kind: 'mentions', names: ['Helios Energy'] }],
      ])
      expect(related[0]).toMatchObject({
        workflow: 'wf_1',
        url: 'https://example.org/lighthouse',
        score: 1 / 61,
      })
    })

    it('are not those that share a date or a sum', async () => {
      const store = await remembering({
        id: 'a',
        entities: [entityOf('2026', 'date'), entityOf('$5', 'amount')],
      })
      const subject = { entities: [entityOf('2026', 'date'), entityOf('$5', 'amount')] }
      expect(await store.related(subject, all)).toEqual([])
    })

    it('mean something alike, when they are close enough', async () => {
      const store = await remembering(
        { id: 'a', embeddings: { model: 'm', vectors: [Float32Array.of(0.8, 0.6)] } },
        { id: 'b', embeddings: { model: 'm', vectors: [Float32Array.of(0.3, 0.95)] } },
      )
      const related = await store.related({ embedding: { model: 'm', vector: Float32Array.of(1, 0) } }, all)
      expect(related.map(({ documentId, reason }) => [documentId, reason])).toEqual([
        ['a', { kind: 'meaning', similarity: expect.closeTo(0.8) }],
      ])
    })

    it('count once, however many of their passages are close', async () => {
      const passages = [
        { text: 'a', startOffset: 0, endOffset: 1 },
        { text: 'b', startOffset: 1, endOffset: 2 },
      ]
      const vectors = [Float32Array.of(0.8, 0.6), Float32Array.of(1, 0)]
      const store = await remembering({ id: 'a', text: 'ab', passages, embeddings: { model: 'm', vectors } })
      const related = await store.related({ embedding: { model: 'm', vector: Float32Array.of(1, 0) } }, all)
      expect(related).toMatchObject([{ documentId: 'a', score: 1 / 61, reason: { similarity: 1 } }])
    })

    it('share words only where nothing better is known of the subject', async () => {
      const ferries = `The ferry leaves. ${'It is late. '.repeat(90)}\n\nThe ferry is full.`
      const store = await remembering({ id: 'a', text: ferries })
      const text = 'A ferry arrives.'
      expect(await store.related({ text }, all)).toMatchObject([
        { documentId: 'a', score: 1 / 61, reason: { kind: 'words' } },
      ])
      expect(await store.related({ text, entities: [entityOf('Helios')] }, all)).toEqual([])
    })

    it('of a remembered document leave it out itself', async () => {
      const helios = [entityOf('Helios')]
      const store = await remembering(
        { id: 'a', entities: helios, embeddings: { model: 'm', vectors: [axis(0)] } },
        { id: 'b', entities: helios },
        { id: 'c', embeddings: { model: 'm', vectors: [axis(0)] } },
        { id: 'd', entities: helios },
      )
      const related = await store.related('a', { ...all, exclude: ['d'] })
      expect(related.map(({ documentId, reason }) => [documentId, reason.kind]).toSorted()).toEqual([
        ['b', 'mentions'],
        ['c', 'meaning'],
      ])
      expect(await store.related('a', { ...all, limit: 1 })).toHaveLength(1)
    })

    it('of an unknown document, or of nothing known, are none', async () => {
      const store = await remembering({ id: 'a' })
      expect(await store.related('unknown', all)).toEqual([])
      expect(await store.related({}, all)).toEqual([])
      await expect(store.related({}, { ...all, limit: -1 })).rejects.toThrow(RangeError)
    })
  })
}
