import { describe, expect, it } from 'vitest'
import type { Audience } from '../../../src/brief/audience.ts'
import type { KnowledgeDocument } from '../../../src/knowledge/document.ts'
import { cutPassages } from '../../../src/text/cutting.ts'
import { axis, documentOf } from '../../support/knowledge.ts'
import type { OpenKnowledge } from '../contract.ts'

export function describeAudiences(open: OpenKnowledge): void {
  const audiences: Readonly<Record<string, Audience>> = {
    forAll: { visibility: 'server', user: '7', channel: '1' },
    forChannel: { visibility: 'channel', user: '7', channel: '2' },
    forMember: { visibility: 'member', user: '7', channel: '1' },
  }
  const entities = [{ name: 'Helios Energy', kind: 'organization', mentions: 2 } as const]

  /** One document for each audience: the same text at the same address, unless each has its own. */
  async function threeDocuments(ownOf?: (id: string) => Partial<KnowledgeDocument>) {
    const { store } = await open()
    for (const [id, audience] of Object.entries(audiences))
      await store.remember(
        documentOf({
          id,
          audience,
          entities,
          embeddings: { model: 'm', vectors: [axis(0)] },
          ...ownOf?.(id),
        }),
      )
    return store
  }

  const runs: readonly [string, Audience, readonly string[]][] = [
    ['another member, for the whole server', { visibility: 'server', user: '8', channel: '1' }, ['forAll']],
    ['the member, for the whole server', { visibility: 'server', user: '7', channel: '1' }, ['forAll']],
    ['another member, alone', { visibility: 'member', user: '8', channel: '1' }, ['forAll']],
    [
      'another member, in the hidden channel',
      { visibility: 'channel', user: '8', channel: '2' },
      ['forAll', 'forChannel'],
    ],
    [
      'another member, alone in the hidden channel',
      { visibility: 'member', user: '8', channel: '2' },
      ['forAll', 'forChannel'],
    ],
    ['another hidden channel', { visibility: 'channel', user: '7', channel: '3' }, ['forAll']],
    ['the member, alone', { visibility: 'member', user: '7', channel: '1' }, ['forAll', 'forMember']],
    [
      'the member, alone in the hidden channel',
      { visibility: 'member', user: '7', channel: '2' },
      ['forAll', 'forChannel', 'forMember'],
    ],
  ]

  describe.each(runs)('a run by %s', (_, audience, expected) => {
    const all = { tenant: 'guild_1', audience, limit: 10 }
    const vector = { model: 'm', vector: axis(0) }
    const sorted = (found: readonly { documentId: string }[]) =>
      found.map(({ documentId }) => documentId).sort()

    it('finds by words and by meaning what all who see it may see', async () => {
      const store = await threeDocuments()
      expect(sorted(await store.search('lighthouse', all))).toEqual(expected)
      expect(sorted(await store.search('nothing of it', { ...all, embedding: vector }))).toEqual(expected)
    })

    it('is related to what all who see it may see, by names, meaning and words', async () => {
      const store = await threeDocuments()
      expect(sorted(await store.related({ entities }, all))).toEqual(expected)
      expect(sorted(await store.related({ embedding: vector }, all))).toEqual(expected)
      expect(sorted(await store.related({ text: 'lighthouse' }, all))).toEqual(expected)
    })

    it('learns nothing by the id of what it may not see', async () => {
      const store = await threeDocuments((id) => {
        const text = `Text ${id}.`
        return { text, passages: cutPassages(text), address: `https://example.org/${id}` }
      })
      const known = await Promise.all(
        Object.keys(audiences).map(async (id) => ((await store.related(id, all)).length > 0 ? [id] : [])),
      )
      expect(known.flat().sort()).toEqual(expected.length > 1 ? expected : [])
    })
  })

  it('keeps the same text apart for each circle, and once within it', async () => {
    const store = await threeDocuments()
    const again = await store.remember(
      documentOf({ id: 'again', audience: { visibility: 'member', user: '7' } }),
    )
    expect(again.replaced).toEqual(['forMember'])
    expect(await store.count('guild_1')).toMatchObject({ documents: 3 })
  })
}
