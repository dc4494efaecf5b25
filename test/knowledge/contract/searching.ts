import { describe, expect, it } from 'vitest'
import type { SearchOptions } from '../../../src/knowledge/knowledge-store.ts'
import { cutPassages } from '../../../src/text/cutting.ts'
import { axis, documentOf, everybody } from '../../support/knowledge.ts'
import type { OpenKnowledge } from '../contract.ts'

export function describeSearching(open: OpenKnowledge): void {
  const all = { tenant: 'guild_1', audience: everybody, limit: 10 }

  async function remembering(...texts: readonly string[]) {
    const { store } = await open()
    for (const [index, text] of texts.entries())
      await store.remember(documentOf({ id: `d${index}`, title: '', summary: '', text }))
    const idsOf = async (query: string, options: Partial<SearchOptions> = {}) =>
      (await store.search(query, { ...all, ...options })).map(({ documentId }) => documentId)
    return { store, idsOf }
  }

  /** Passages of two documents with a vector each: d0 along the axes 0 and 1, d1 along 2. */
  async function withVectors(model = 'small') {
    const opened = await open()
    const first = 'Harbour fees rise.'
    const second = 'Bridges are painted.'
    const text = `${first}\n\n${second}`
    const passages = [
      { text: first, startOffset: 0, endOffset: first.length },
      { text: second, startOffset: first.length + 2, endOffset: text.length },
    ]
    const embeddings = { model, vectors: [axis(0), axis(1)] }
    await opened.store.remember(
      documentOf({ id: 'd0', title: 'Works', summary: '', text, passages, embeddings }),
    )
    const other = { id: 'd1', title: 'Gulls', summary: '', text: 'Gulls nest on roofs.' }
    await opened.store.remember(documentOf({ ...other, embeddings: { model, vectors: [axis(2)] } }))
    return opened
  }

  describe('searching by words', () => {
    it('finds the passage with where it stands and whose it is', async () => {
      const { store } = await open()
      const text = `${'The harbour was quiet all summer. '.repeat(40)}\n\nThen the lighthouse keeper retired.`
      await store.remember(documentOf({ text, title: 'A quiet summer' }))
      const [found] = await store.search('lighthouse', all)
      expect(found).toEqual({
        documentId: 'document_1',
        workflow: 'wf_1',
        title: 'A quiet summer',
        url: 'https://example.org/lighthouse',
        rememberedAtMs: 1_795_000_000_000,
        text: cutPassages(text).at(-1)?.text,
        startOffset: cutPassages(text).at(-1)?.startOffset,
        endOffset: text.length,
        score: 1 / 61,
        similarity: undefined,
      })
    })

    it('puts first what has more of the rarer words', async () => {
      const { idsOf } = await remembering(
        'The ferry leaves at nine.',
        'The ferry timetable and the ferry fares.',
        'The council met.',
      )
      expect(await idsOf('ferry fares')).toEqual(['d1', 'd0'])
    })

    it.each([
      ['English endings', 'The budgets were painting a picture.', 'budget paint'],
      ['Russian endings', 'О расходах городского бюджета спорили.', 'бюджет расходы'],
      ['other Russian endings', 'Планы городской библиотеки.', 'городских библиотекам'],
      ['accents and case', 'Un CAFÉ à Liège.', 'cafe liege'],
      ['ё and е', 'Тёплый день на озере.', 'теплый'],
      ['Japanese without spaces', '東京都の天気は晴れです。', '天気'],
      ['a single Chinese character at the end', '我喜欢猫。', '猫'],
      ['a single Chinese character before others', '我喜欢猫。', '喜'],
      ['Korean particles', '서울에서 회의가 열렸다.', '회의'],
      ['full-width letters', 'ＨＥＬＩＯＳ announced it.', 'helios'],
    ])('sees past %s', async (_what, text, query) => {
      const { idsOf } = await remembering(text, 'Nothing of the kind; ничего; 無関係.')
      expect(await idsOf(query)).toEqual(['d0'])
    })

    it('finds a document by its title and its summary', async () => {
      const { store } = await open()
      await store.remember(documentOf({ title: 'Obituary of a clockmaker', summary: 'Некролог часовщика.' }))
      expect(await store.search('clockmaker', all)).toHaveLength(1)
      expect(await store.search('часовщик', all)).toHaveLength(1)
    })

    it('gives no more than asked for, and leaves out what it is told to', async () => {
      const { idsOf } = await remembering('ferry one', 'ferry two', 'ferry three')
      expect(await idsOf('ferry', { limit: 2 })).toHaveLength(2)
      expect(await idsOf('ferry', { limit: 0 })).toEqual([])
      expect(await idsOf('ferry', { exclude: ['d0', 'd2', 'unknown'] })).toEqual(['d1'])
    })

    it.each([-1, 1.5, 51, Number.NaN])('refuses the limit %s', async (limit) => {
      const { idsOf } = await remembering()
      await expect(idsOf('ferry', { limit })).rejects.toThrow(RangeError)
    })
  })

  describe('a hostile query', () => {
    it.each([
      ['an open quote', '"ferry'],
      ['quotes', 'the "ferry" ""'],
      ['operators', 'AND OR NOT NEAR( ferry'],
      ['a column filter', 'tenant : ferry {body title} : -'],
      ['a prefix and a caret', '^ferry* + *'],
      ['parentheses', '((((ferry'],
      ['SQL', `ferry'; drop table knowledge_words; --`],
      ['a null character', 'ferry\u0000" OR "'],
      ['half a surrogate pair', 'ferry \uD83D'],
      ['emoji around it', '⛴️ferry🚢'],
      ['ten thousand characters', `${'what is the '.repeat(800)} passengerferry ferry`],
      [
        'hundreds of different words',
        `${Array.from({ length: 400 }, (_, index) => `w${index}`).join(' ')} ferryboats`,
      ],
    ])('with %s is searched for its words', async (_what, query) => {
      const { idsOf } = await remembering('The ferry, or ferryboats.', 'The council met.')
      expect((await idsOf(query))[0]).toBe('d0')
    })

    it.each(['', '   ', '🦉🦉', '"""', '***', '\u0000', '\uDC00'])(
      'without words (%j) finds nothing',
      async (query) => {
        const { idsOf } = await remembering('The ferry leaves.')
        expect(await idsOf(query)).toEqual([])
      },
    )
  })

  describe('searching by meaning', () => {
    it('finds the closest passages first, and none at a right angle', async () => {
      const { store } = await withVectors()
      const vector = Float32Array.of(6, 8, 0, 0)
      const found = await store.search('', { ...all, embedding: { model: 'small', vector } })
      expect(found.map(({ text, startOffset }) => [text, startOffset])).toEqual([
        ['Bridges are painted.', 20],
        ['Harbour fees rise.', 0],
      ])
      expect(found[0]?.similarity).toBeCloseTo(0.8)
    })

    it('adds up with the words: what both sides find comes first', async () => {
      const { store } = await withVectors()
      const embedding = { model: 'small', vector: Float32Array.of(0.9, 0.5, 0.1, 0) }
      const found = await store.search('gulls bridges', { ...all, embedding })
      const texts = found.map(({ text }) => text)
      expect(texts.toSorted()).toEqual(['Bridges are painted.', 'Gulls nest on roofs.', 'Harbour fees rise.'])
      expect(texts[2]).toBe('Harbour fees rise.')
      expect(found.map(({ similarity }) => similarity !== undefined)).toEqual([true, true, true])
      expect(found[2]?.score).toBe(1 / 61)
    })

    it('never compares vectors of different models', async () => {
      const { store } = await withVectors('small')
      const embedding = { model: 'other', vector: axis(0) }
      expect(await store.search('', { ...all, embedding })).toEqual([])
    })

    it('never compares vectors of different dimensions, and keeps both kinds', async () => {
      const { store } = await withVectors()
      const embeddings = { model: 'small', vectors: [axis(0, 8)] }
      await store.remember(documentOf({ id: 'd2', text: 'Eight dimensions.', embeddings }))
      const byMeaning = async (vector: Float32Array) =>
        (await store.search('', { ...all, embedding: { model: 'small', vector } })).map(({ text }) => text)
      expect(await byMeaning(axis(0, 8))).toEqual(['Eight dimensions.'])
      expect(await byMeaning(axis(0, 4))).toEqual(['Harbour fees rise.'])
    })

    it('leaves out what it is told to', async () => {
      const { store } = await withVectors()
      const embedding = { model: 'small', vector: Float32Array.of(1, 1, 1, 1) }
      const found = await store.search('', { ...all, embedding, exclude: ['d0'] })
      expect(found.map(({ documentId }) => documentId)).toEqual(['d1'])
    })

    it('reaches documents beyond the first turn of the event loop', async () => {
      const { store } = await open()
      const others = Array.from({ length: 100 }, (_, index) =>
        store.remember(
          documentOf({
            id: `d${index}`,
            text: `Text ${index}.`,
            embeddings: { model: 'm', vectors: [axis(index, 100)] },
          }),
        ),
      )
      await Promise.all(others)
      const found = await store.search('', { ...all, embedding: { model: 'm', vector: axis(3, 100) } })
      expect(found.map(({ text }) => text)).toEqual(['Text 3.'])
    })
  })
}
