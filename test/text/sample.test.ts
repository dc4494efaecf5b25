import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleOf } from '../../src/text/cutting.ts'

const numbered = Array.from({ length: 20_000 }, (_, index) => `This is sentence ${index} of it.`)

describe('a sample of a text', () => {
  it('is the text itself where that is short enough', () => {
    expect(sampleOf('The ferry stays.', 16)).toBe('The ferry stays.')
    expect(sampleOf('The ferry stays.', 15)).not.toBe('The ferry stays.')
  })

  it.each([
    ['lines', '\n'],
    ['one endless line', ' '],
  ])('has the beginning, the end and pieces between of whole sentences: %s', (_, separator) => {
    const sample = sampleOf(numbered.join(separator), 50_000)
    expect(sample).toMatch(/^This is sentence 0 of it\./)
    expect(sample).toMatch(/This is sentence 19999 of it\.$/)
    const pieces = sample.split('\n\n')
    expect(pieces.length).toBeGreaterThan(5)
    expect(
      pieces.flatMap((piece) => piece.trim().split(/(?<=\.)\s/)).filter((line) => !numbered.includes(line)),
    ).toEqual([])
  })

  it('is no longer than asked for, but for what parts its pieces, and splits no character', () => {
    const texts = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\n\n', '. ', 'a'.repeat(900))))
      .map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 2_000 }), (text, most) => {
        const sample = sampleOf(text, most)
        expect(sample.length).toBeLessThanOrEqual(most + 8)
        expect(text.isWellFormed() && !sample.isWellFormed()).toBe(false)
      }),
    )
  })
})
