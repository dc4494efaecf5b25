import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findQuote } from '../../src/text/quotes.ts'

const found = (text: string, quote: string) => {
  const match = findQuote(text, quote)
  return match && text.slice(match.start, match.end)
}

describe('findQuote', () => {
  it('returns the passage as the text has it, whatever its spaces, marks, dashes and case', () => {
    const text = 'He wrote:  “It’s\n  over — the\u00a0Ferry stays,” and left.'
    expect(found(text, '"it\'s over - the ferry stays,"')).toBe('“It’s\n  over — the\u00a0Ferry stays,”')
  })

  it('finds a quote whose own quotation marks the text does not have', () => {
    expect(found('The town voted to keep it.', '“voted to keep”')).toBe('voted to keep')
  })

  it('sees through ligatures, soft hyphens and composed accents', () => {
    expect(found('An ef\u00adﬁcient cafe\u0301 opened.', 'efficient café')).toBe('ef\u00adﬁcient cafe\u0301')
  })

  it('takes two hyphens for a dash, both of them', () => {
    expect(found('Wait -- no', 'wait —')).toBe('Wait --')
  })

  it('keeps its place after letters that grow when they are lowered', () => {
    expect(found('İİİ the Ferry sails', 'the ferry')).toBe('the Ferry')
  })

  it.each(['', '   ', '“”', 'the ferry sank', '—'])('finds nothing for %j', (quote) => {
    expect(findQuote('The ferry — “stays”.', quote)).toBeUndefined()
  })

  it('finds every part of any text in other case and with other spaces', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-zА-яé]{1,9}$/), { minLength: 3, maxLength: 30 })
    fc.assert(
      fc.property(words, fc.nat(), (list, seed) => {
        const text = list.join('\n ')
        const from = seed % (list.length - 1)
        const part = list.slice(from, from + 2)
        expect(found(text, part.join(' ').toUpperCase().toLowerCase())?.toLowerCase()).toBe(
          part.join('\n ').toLowerCase(),
        )
      }),
    )
  })
})
