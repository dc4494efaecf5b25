import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoParts } from '../../src/text/cutting.ts'

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\n\n', '. ', '😀', 'é'), maxLength: 300 }),
)
const sizes = fc.integer({ min: 2, max: 60 })

describe('the parts of any text', () => {
  it('are the whole text when put together, each where it says it is', () => {
    fc.assert(
      fc.property(texts, sizes, (text, size) => {
        const parts = cutIntoParts(text, size)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        expect(parts.map((part) => text.slice(part.startOffset, part.endOffset))).toEqual(
          parts.map((part) => part.text),
        )
      }),
    )
  })

  it('are never empty and never longer than allowed', () => {
    fc.assert(
      fc.property(texts, sizes, (text, size) => {
        const lengths = cutIntoParts(text, size).map((part) => part.text.length)
        expect(lengths.filter((length) => length < 1 || length > size)).toEqual([])
      }),
    )
  })

  it('do not split a character in two', () => {
    fc.assert(
      fc.property(texts, sizes, (text, size) => {
        expect(cutIntoParts(text, size).filter((part) => !part.text.isWellFormed())).toEqual([])
      }),
    )
  })
})

describe('a long text is cut', () => {
  it.each([
    ['between paragraphs first', 'One two.\n\nThree. Four', 'One two.\n\n'],
    ['else between lines', 'One two. Three\nFour five', 'One two. Three\n'],
    ['else between sentences', 'One two. Three four five', 'One two. '],
    ['else between words', 'Seventeen elephants walk', 'Seventeen '],
    ['else where it must be', 'Donaudampfschifffahrtsgesellschaft', 'Donaudampfschiff'],
  ])('%s', (_where, text, first) => {
    expect(cutIntoParts(text, 16)[0]?.text).toBe(first)
  })

  it('not at a boundary that would leave a part less than half full', () => {
    expect(cutIntoParts('Hi.\n\nSeventeen elephants', 16)[0]?.text).toBe('Hi.\n\nSeventeen ')
  })
})

it('takes a text of exactly the size as one part, and one more as two', () => {
  expect(cutIntoParts('x'.repeat(16), 16)).toHaveLength(1)
  expect(cutIntoParts('x'.repeat(17), 16)).toHaveLength(2)
  expect(cutIntoParts('', 16)).toEqual([])
})

it('refuses parts that could not hold every character', () => {
  expect(() => cutIntoParts('😀', 1)).toThrow(RangeError)
  expect(() => cutIntoParts('text', Number.NaN)).toThrow(RangeError)
})
