import { describe, expect, it } from 'vitest'
import type { KnowledgeDocument } from '../../../src/knowledge/document.ts'
import { sourceIdentity } from '../../../src/knowledge/source-identity.ts'
import { cutPassages } from '../../../src/text/cutting.ts'
import { documentOf, everybody } from '../../support/knowledge.ts'
import type { OpenKnowledge } from '../contract.ts'

export const longText = [
  'The town of Hollowmere will rebuild its old harbour over the next four years, the council decided on Monday.',
  'The work costs 18 million euros, of which the region pays a third.',
  'Fishing boats will move to the northern pier while the walls are raised by two metres.',
  'Engineers had warned that winter storms could breach the southern wall within a decade.',
].join(' ')

/** Of the same event, in other words. */
const independentText = [
  'Fishermen in Hollowmere learned this week that they must leave the southern quay.',
  'A plan for higher harbour walls was adopted by a majority of two votes.',
  'Taxpayers of the whole region contribute six million euros, said the mayor.',
].join(' ')

const entities = [{ name: 'Hollowmere', kind: 'place', mentions: 1 } as const]
const all = { tenant: 'guild_1', audience: everybody, limit: 10 }

export function describeSameSource(open: OpenKnowledge): void {
  async function remembering(documents: Readonly<Record<string, Partial<KnowledgeDocument>>>) {
    const { store } = await open()
    for (const [id, overrides] of Object.entries(documents)) {
      const { text = longText } = overrides
      const passages = cutPassages(text)
      await store.remember(documentOf({ id, text, passages, address: undefined, entities, ...overrides }))
    }
    return store
  }
  const idsOf = (found: readonly { readonly documentId: string }[]) =>
    found.map(({ documentId }) => documentId).sort()

  describe('a source that was read before', () => {
    it.each<[string, Partial<KnowledgeDocument>]>([
      ['from the same address with another text', { address: 'https://a.example', text: independentText }],
      ['as a copy elsewhere', { address: 'https://b.example' }],
      ['as a copy from nowhere', {}],
      [
        'as a copy with words changed and added',
        {
          address: 'https://b.example',
          text: `From our desk. ${longText.replace('four years', 'five years').replace('on Monday', 'today')} Read more.`,
        },
      ],
      ['as an excerpt', { address: 'https://b.example', text: longText.split(' ').slice(0, 45).join(' ') }],
    ])('%s is no evidence for it and not related to it', async (_, overrides) => {
      const store = await remembering({ own: { address: 'https://a.example' }, copy: overrides })
      const apartFrom = sourceIdentity(longText, 'https://a.example')
      expect(await store.search('harbour', { ...all, apartFrom })).toEqual([])
      expect(await store.related('own', all)).toEqual([])
      expect(await store.related('copy', all)).toEqual([])
    })

    it('in other words is both', async () => {
      const store = await remembering({
        own: { address: 'https://a.example' },
        other: { address: 'https://b.example', text: independentText },
      })
      const apartFrom = sourceIdentity(longText, 'https://a.example')
      expect(idsOf(await store.search('harbour', { ...all, apartFrom }))).toEqual(['other'])
      expect(idsOf(await store.related('own', all))).toEqual(['other'])
    })

    it('in several copies counts once', async () => {
      const store = await remembering({
        own: { text: independentText },
        first: { address: 'https://a.example' },
        second: { address: 'https://b.example' },
        third: { address: 'https://c.example', text: `${longText} Read more.` },
      })
      const apartFrom = sourceIdentity(independentText, undefined)
      expect(await store.search('harbour', { ...all, apartFrom })).toHaveLength(1)
      expect(await store.related('own', all)).toHaveLength(1)
    })

    it('is found by a search that does not look for evidence, every copy of it', async () => {
      const store = await remembering({
        first: { address: 'https://a.example' },
        second: { address: 'https://b.example' },
      })
      expect(idsOf(await store.search('harbour', all))).toEqual(['first', 'second'])
    })

    it('is known again after a restart', async () => {
      const { store, reopen } = await open()
      await store.remember(documentOf({ id: 'own', text: longText, entities, address: 'https://a.example' }))
      const reopened = await reopen()
      const copy = longText.replace('four years', 'five years')
      await reopened.remember(documentOf({ id: 'copy', text: copy, entities, address: 'https://b.example' }))
      expect(await reopened.related('copy', all)).toEqual([])
    })
  })
}
