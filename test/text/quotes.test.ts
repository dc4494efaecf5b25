import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { QuoteFinder } from '../../src/text/quotes.ts'

const original = String.prototype.normalize
const found = (text: string, quote: string) => new QuoteFinder(text).passageOf(quote)

describe('a quote', () => {
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
    expect(found('The ferry — “stays”.', quote)).toBeUndefined()
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

  it('is found wherever it stands in a long text', () => {
    const quote = 'straße — “Keep\u00a0it”  ﬁne'
    for (const before of [0, 1, 2_047, 2_048, 4_080, 4_090, 4_095, 4_096, 8_191, 9_000]) {
      for (const filler of ['a', '字', 'a b ', '😀', '— ']) {
        const text = `${filler.repeat(before).slice(0, before).toWellFormed()} ${quote} ${filler.repeat(5_000)}`
        expect(found(text, "Straße - 'keep it' fine")).toBe(quote)
      }
    }
  })

  it('is looked for in a text that is made comparable once, in pieces', () => {
    const normalised: number[] = []
    const normalize = vi.spyOn(String.prototype, 'normalize').mockImplementation(function (
      this: string,
      form,
    ) {
      normalised.push(this.length)
      return original.call(this, form)
    })
    onTestFinished(() => normalize.mockRestore())
    const text = 'The ferry stays in Port Ellery, they said. '.repeat(5_000)
    const finder = new QuoteFinder(text)
    for (let number = 0; number < 20; number += 1) finder.find(`the ferry sank ${number}`)
    const total = normalised.reduce((sum, length) => sum + length, 0)
    expect(total).toBeLessThan(text.length * 1.1)
    expect(Math.max(...normalised)).toBeLessThanOrEqual(4_096)
  })
})
