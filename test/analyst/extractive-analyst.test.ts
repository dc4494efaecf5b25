import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import type { TextAnalysis } from '../../src/brief/analysis.ts'

const analyst = createExtractiveAnalyst()
const extent = { maxKeyPoints: 6, maxClaims: 8, maxSummarySentences: 4 }
const textNamed = (name: string) => readFileSync(new URL(`texts/${name}`, import.meta.url), 'utf8')
const quotesOf = ({ keyPoints, claims }: TextAnalysis) => [...keyPoints, ...claims].map(({ quote }) => quote)
const kindOf = ({ entities }: TextAnalysis, name: string) =>
  entities.find((entity) => entity.name === name)?.kind

describe('a news article', () => {
  const text = textNamed('news.txt')
  const analysis = analyst.analyse(text, extent)

  it('is summed up by what happened, in reading order', () => {
    expect(analysis.summary).toMatch(/^By a margin of just 312 votes, residents of Port Ellery decided/)
    expect(analysis.title).toBe('Harbour town votes to keep its ferry after a decade of losses')
    expect(analysis.language).toBe('en')
    expect(analysis.tone).toBe('neutral')
  })

  it('gives as many key points and claims as were asked for, each with a verbatim quote', () => {
    expect(analysis.keyPoints).toHaveLength(6)
    expect(analysis.claims).toHaveLength(8)
    expect(quotesOf(analysis).filter((quote) => !text.includes(quote))).toEqual([])
  })

  it('never says the same thing in the summary and the key points, nor twice', () => {
    const quotes = analysis.keyPoints.map(({ quote }) => quote)
    expect(quotes.filter((quote) => analysis.summary.includes(quote))).toEqual([])
    expect(new Set(quotes).size).toBe(quotes.length)
  })

  it('leaves cookie notices and calls to subscribe out of everything', () => {
    expect(JSON.stringify(analysis)).not.toMatch(/cookies|newsletter/i)
  })

  it('takes statements with figures for claims, and neither opinions nor questions', () => {
    const claims = analysis.claims.map((claim) => claim.text)
    expect(claims).toContain('Fuel costs rose by 41% over the same period.')
    expect(claims.filter((claim) => /I love|I just|\?/.test(claim))).toEqual([])
  })

  it('finds people, bodies, places, dates and amounts, and counts a surname for its bearer', () => {
    expect(analysis.entities).toContainEqual({ name: 'Marta Lindqvist', kind: 'person', mentions: 3 })
    expect(kindOf(analysis, 'Ellery Transport Authority')).toBe('organization')
    expect(kindOf(analysis, 'University of Carrow')).toBe('organization')
    expect(kindOf(analysis, 'Ellery Strait')).toBe('place')
    expect(kindOf(analysis, '14 October 2026')).toBe('date')
    expect(kindOf(analysis, '$4.2 million')).toBe('amount')
  })

  it('counts an acronym for the body whose initials it has', () => {
    expect(analysis.entities.map(({ name }) => name)).not.toContain('ETA')
  })

  it('names the topics by what is spoken of most', () => {
    expect(analysis.topics).toContain('ferry')
  })

  it('is analysed the same way every time', () => {
    expect(createExtractiveAnalyst().analyse(text, extent)).toEqual(analysis)
  })

  it('says that nothing is rephrased or checked', () => {
    expect(analysis.notes[0]).toEqual({ code: 'extractive', values: {} })
  })
})

describe('a technical post in Markdown', () => {
  const analysis = analyst.analyse(textNamed('blog.md'), extent)

  it('takes its title from the first heading and leaves code out, saying so', () => {
    expect(analysis.title).toBe('Why we moved our job queue into Postgres')
    expect(analysis.notes).toContainEqual({ code: 'code_left_out', values: {} })
    expect(JSON.stringify([analysis.summary, analysis.keyPoints, analysis.claims])).not.toMatch(
      /RETURNING|WHERE/,
    )
  })

  it('takes neither a unit nor an SQL keyword for a name', () => {
    const names = analysis.entities.map(({ name }) => name)
    expect(names).toContain('Postgres')
    expect(names.filter((name) => /^(?:GB|SELECT|FOR)$/.test(name))).toEqual([])
  })
})

describe('a labelled interview', () => {
  const analysis = analyst.analyse(textNamed('interview.txt'), extent)

  it('tells who speaks, and keeps the label out of the quote', () => {
    const point = analysis.keyPoints.find(({ quote }) => quote.includes('140 tonnes'))
    expect(point?.text).toMatch(/^PRIYA RAMAN: We harvested 140 tonnes/)
    expect(point?.quote).toMatch(/^We harvested/)
  })

  it('shows neither greetings nor questions', () => {
    const shown = [analysis.summary, ...analysis.keyPoints.map(({ text }) => text)].join(' ')
    expect(shown).not.toMatch(/[Tt]hanks|Welcome|\?/)
  })
})

describe('a Russian text', () => {
  const analysis = analyst.analyse(textNamed('russian.txt'), extent)

  it('gets a summary, claims and names, and a note on what is not known of its language', () => {
    expect(analysis.language).toBe('ru')
    expect(analysis.summary).toMatch(/^Ещё десять лет назад/)
    expect(analysis.entities).toContainEqual({ name: 'Алина Воронцова', kind: 'person', mentions: 2 })
    expect(analysis.tone).toBe('neutral')
    expect(analysis.notes).toContainEqual({ code: 'unknown_grammar', values: { language: 'ru' } })
  })

  it('does not break a sentence at an abbreviation', () => {
    expect(analysis.claims.map(({ text }) => text).join(' ')).toContain('более 4 тыс. библиотек, а число')
  })

  it('lets no sentence begin with a connector', () => {
    expect(analysis.keyPoints.filter(({ text }) => text.startsWith('Однако'))).toEqual([])
  })
})

describe('the tone', () => {
  it.each([
    [
      'positive',
      'The team was wonderful and I love the result. It is an excellent, beautiful product that makes everyone happy.',
    ],
    [
      'negative',
      'The service was terrible and the staff were rude. It is an awful, broken product and a horrible failure.',
    ],
    [
      'neutral',
      'The meeting takes place on Monday in the town hall. The agenda has four items and the minutes will be read.',
    ],
    [
      'mixed',
      'The food was wonderful and delicious. The service was terrible and rude. I love the beautiful garden. The room was awful and dirty.',
    ],
  ])('is %s where the words are', (tone, text) => {
    expect(analyst.analyse(text, extent).tone).toBe(tone)
  })
})

describe('a short text', () => {
  it('yields no opinion for a claim, however exact it sounds', () => {
    const text =
      'I think that 40% of the boats will sink in 2027. The yard built 40 boats in 2026. Should it build more?'
    expect(analyst.analyse(text, extent).claims.map((claim) => claim.text)).toEqual([
      'The yard built 40 boats in 2026.',
    ])
  })

  it('takes a heading for its title even after a line about the author', () => {
    const text =
      'By our reporter in the harbour, 5 May.\n\n## The ferry stays\n\nThe town voted to keep its ferry.'
    expect(analyst.analyse(text, extent).title).toBe('The ferry stays')
  })

  it('is not summed up by a sentence that leans on one before it', () => {
    const text =
      'Carrow Mill reopened. It grinds 40 tonnes of flour for mill workers. It sells mill flour to workers. It pays mill workers in flour.'
    const summary = analyst.analyse(text, { ...extent, maxSummarySentences: 1 }).summary
    expect(summary).toBe('Carrow Mill reopened.')
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.lorem({ mode: 'sentences', maxCount: 4 }),
    fc.constantFrom(
      '\n',
      '\r\n\r\n',
      '- ',
      '# ',
      '```\n',
      'Dr. ',
      'A: x\n',
      '“',
      '\u2028',
      'é',
      '👩‍👩‍👧 ',
      'שלום. ',
      '文。',
      ' 5%. ',
      '; ',
    ),
  )

  it('gives quotes that are substrings of it, within the extent asked for', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(5), (pieces, most) => {
        const text = pieces.join('')
        const analysis = analyst.analyse(text, {
          maxKeyPoints: most,
          maxClaims: most,
          maxSummarySentences: most,
        })
        expect(quotesOf(analysis).filter((quote) => quote === '' || !text.includes(quote))).toEqual([])
        expect(Math.max(analysis.keyPoints.length, analysis.claims.length)).toBeLessThanOrEqual(most)
      }),
      { numRuns: 300 },
    )
  })

  it('is empty-handed with nothing, and says so', () => {
    const analysis = analyst.analyse(' \n ', extent)
    expect(analysis).toMatchObject({
      title: '',
      summary: '',
      keyPoints: [],
      claims: [],
      entities: [],
      language: 'und',
    })
    expect(analysis.notes).toEqual([{ code: 'no_words', values: {} }])
  })

  it('opens with its own words where it has no sentence', () => {
    expect(analyst.analyse('Hello', extent)).toMatchObject({
      title: 'Hello',
      summary: 'Hello',
      keyPoints: [],
    })
  })

  it('may be two million times one letter', () => {
    const analysis = analyst.analyse('a'.repeat(2_000_000), extent)
    expect(analysis.keyPoints).toEqual([])
    expect(analysis.summary).toMatch(/^a{100,199}…$/)
  })

  it('may be five million characters long, and then says how much of it was read', () => {
    const paragraph = (index: number) =>
      `Harbour number ${index} received ${index * 7} ships in spring. Its crane failed twice.\n\n`
    const text = Array.from({ length: 65_000 }, (_, index) => paragraph(index)).join('')
    const analysis = analyst.analyse(text, extent)
    expect(text.length).toBeGreaterThan(5_000_000)
    expect(analysis.keyPoints).toHaveLength(6)
    expect(quotesOf(analysis).filter((quote) => !text.includes(quote))).toEqual([])
    expect(analysis.notes).toContainEqual({ code: 'read_in_part', values: { percent: 3 } })
  })

  it('may be millions of lines of one letter', () => {
    const text = `${'a\n\n'.repeat(1_000_000)}The ferry stays.`
    const analysis = analyst.analyse(text, extent)
    expect(analysis.summary).toBe('The ferry stays.')
    expect(analysis.notes).toContainEqual({ code: 'read_in_part', values: { percent: 1 } })
  })

  it('may be a list without punctuation', () => {
    const analysis = analyst.analyse(
      'Milk\nEggs\nButter from the corner shop\nApples for the school fair',
      extent,
    )
    expect(analysis.summary + analysis.keyPoints.map(({ text }) => text).join()).toContain(
      'Butter from the corner shop',
    )
  })

  it('is given the title that its source has', () => {
    expect(analyst.analyse(textNamed('news.txt'), extent, { title: 'Ferry **kept**' }).title).toBe(
      'Ferry kept',
    )
  })

  it('is dropped when the signal is aborted', () => {
    const signal = AbortSignal.abort(new Error('member left'))
    expect(() => analyst.analyse('Text.', extent, { signal })).toThrow('member left')
  })
})
