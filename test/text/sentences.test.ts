import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { splitIntoBlocks } from '../../src/text/blocks.ts'
import { maxSentenceCharacters, splitIntoSentences } from '../../src/text/sentences.ts'

const sentencesOf = (text: string, language = 'en') =>
  splitIntoSentences(text, splitIntoBlocks(text), language).map(({ start, end }) => text.slice(start, end))

describe('splitIntoSentences', () => {
  it('keeps titles, initials, numbers and company forms inside their sentence', () => {
    expect(
      sentencesOf(
        'Dr. Keller met J. R. Smith of Northwind Inc. Berlin in No. 5. They left at 18 ms. For emails it is fine.',
      ),
    ).toEqual([
      'Dr. Keller met J. R. Smith of Northwind Inc. Berlin in No. 5.',
      'They left at 18 ms.',
      'For emails it is fine.',
    ])
  })

  it('ends a sentence at an abbreviation when a typical opening word follows', () => {
    expect(sentencesOf('Prices rose in the U.S. The end came.')).toEqual([
      'Prices rose in the U.S.',
      'The end came.',
    ])
  })

  it('keeps a question in direct speech with its speaker', () => {
    expect(sentencesOf('“Why?” she asked. Nobody knew.')).toEqual(['“Why?” she asked.', 'Nobody knew.'])
  })

  it('joins lines that were wrapped at a fixed width', () => {
    const wrapped =
      'The ferry that has crossed the strait since the year 1911 stays in\nPort Ellery, as the town decided on Sunday by a narrow margin of votes.'
    expect(sentencesOf(wrapped)).toEqual([wrapped])
  })

  it('takes list items and headings each for themselves', () => {
    expect(sentencesOf('# Plan\n\n- Buy a boat\n- Raise fares\n1. Cut the timetable')).toEqual([
      'Plan',
      'Buy a boat',
      'Raise fares',
      'Cut the timetable',
    ])
  })

  it('knows ideographic full stops and German dates', () => {
    expect(sentencesOf('学校今年不会关闭。家长很高兴。', 'zh')).toEqual([
      '学校今年不会关闭。',
      '家长很高兴。',
    ])
    expect(sentencesOf('Es tritt am 1. Januar in Kraft. Das ist gut.', 'de')).toEqual([
      'Es tritt am 1. Januar in Kraft.',
      'Das ist gut.',
    ])
  })

  it('cuts what is longer than anyone reads, at a word and never inside a character', () => {
    const words = sentencesOf('word '.repeat(1_000))
    expect(
      words.filter((part) => part.length > maxSentenceCharacters || !/^word( word)*$/.test(part)),
    ).toEqual([])
    expect(sentencesOf(`x${'😀'.repeat(1_000)}`).filter((part) => !part.isWellFormed())).toEqual([])
    expect(sentencesOf('字'.repeat(1_201)).map((part) => part.length)).toEqual([500, 500, 201])
  })
})

describe('the work on a text', () => {
  /** Characters that the segmenter is given. */
  function segmented(text: string): number {
    let characters = 0
    const segment = Intl.Segmenter.prototype.segment
    const spy = vi.spyOn(Intl.Segmenter.prototype, 'segment').mockImplementation(function (
      this: Intl.Segmenter,
      input,
    ) {
      characters += input.length
      return segment.call(this, input)
    })
    onTestFinished(() => spy.mockRestore())
    splitIntoSentences(text, splitIntoBlocks(text), 'en')
    return characters
  }

  it.each([
    ['prose', 'The ferry stays. It is old. '],
    ['initials', 'A. B. '],
    ['full stops', '. '],
    ['one letter', 'a'],
    ['ideographs', '字。'],
  ])('grows with its length, not faster: %s', (_, unit) => {
    const text = unit.repeat(100_000 / unit.length)
    expect(segmented(text)).toBeLessThanOrEqual(text.length)
  })

  it('needs no segmenter for lines that end nowhere', () => {
    expect(segmented('a\n\n'.repeat(10_000))).toBe(0)
  })

  it('has no limit on the number of lines of a paragraph', () => {
    expect(sentencesOf('- a line\n'.repeat(200_000))).toHaveLength(200_000)
  })
})

describe('splitIntoBlocks', () => {
  it('takes a label for a speaker only when it comes back', () => {
    const speakers = (text: string) => splitIntoBlocks(text).map(({ speaker }) => speaker)
    expect(speakers('Ann: Hello there.\n\nBo: Hi.\n\nAnn: Bye now.\n\nBo: Bye.')).toEqual([
      'Ann',
      'Bo',
      'Ann',
      'Bo',
    ])
    expect(speakers('Note: this is one paragraph only.')).toEqual([undefined])
  })

  it('takes rows of tables for themselves, and a fence of the other kind for code', () => {
    const text =
      'Prices:\n| Boat | Price |\n|---|---|\n| Small one | 5 |\n\n~~~\n```\nWhat is this?\n~~~\nText.'
    const kinds = splitIntoBlocks(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])
    expect(kinds).toEqual([
      ['paragraph', 'Prices:'],
      ['row', '| Boat | Price |'],
      ['row', '| Small one | 5 |'],
      ['code', '```'],
      ['code', 'What is this?'],
      ['paragraph', 'Text.'],
    ])
  })

  it('drops time stamps and markers from what is quoted', () => {
    const text = '[00:01:20] We begin here today.\n\n* An item.'
    expect(splitIntoBlocks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'We begin here today.',
      'An item.',
    ])
  })
})
