import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutPassages, passageCharacters } from '../../src/text/cutting.ts'

const textsOf = (text: string) => cutPassages(text).map((passage) => passage.text)

describe('cutting a text into passages', () => {
  it('leaves a short text whole, without the white space around it', () => {
    expect(cutPassages('  One.\n\nTwo. \n')).toEqual([
      { text: 'One.\n\nTwo.', startOffset: 2, endOffset: 12 },
    ])
  })

  it('finds no passage in white space', () => {
    expect(cutPassages(' \n\n \t')).toEqual([])
  })

  it('cuts between paragraphs and keeps together those that fit', () => {
    const [a, b, c] = ['a'.repeat(400), 'b'.repeat(598), 'c'.repeat(10)]
    expect(textsOf(`${a}\n\n${b}\n\n${c}`)).toEqual([`${a}\n\n${b}`, c])
    expect(textsOf(`${a}\n\n${b}b\n\n${c}`)).toEqual([a, `${b}b\n\n${c}`])
  })

  it('cuts a paragraph that is too long between its lines', () => {
    const line = 'A short sentence. '.repeat(40).trim()
    expect(textsOf(`${line}\n${line}`)).toEqual([line, line])
  })

  it('cuts a line that is too long between its sentences', () => {
    const sentence = `The ${'very '.repeat(79)}end.`
    expect(textsOf([sentence, sentence, sentence].join(' '))).toEqual([`${sentence} ${sentence}`, sentence])
  })

  it('cuts a sentence that is too long between its words', () => {
    const passages = textsOf('word '.repeat(450))
    expect(passages.map((text) => text.length)).toEqual([999, 999, 249])
    expect(new Set(passages.join(' ').split(' '))).toEqual(new Set(['word']))
  })

  it('cuts where there is no boundary at all, never through a character', () => {
    const passages = textsOf(`a${'🦉'.repeat(1_000)}`)
    expect(passages.map((text) => text.length)).toEqual([999, 1000, 2])
    expect(passages.every((text) => text.isWellFormed())).toBe(true)
  })

  it('loses nothing but white space and gives offsets into the text, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc.constantFrom('\n\n', '\n', '. ', ' ', '\r\n', '。', 'x'.repeat(1_500)),
    )
    const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(anyText, (text) => {
        const passages = cutPassages(text)
        expect(passages.map((passage) => text.slice(passage.startOffset, passage.endOffset))).toEqual(
          passages.map((passage) => passage.text),
        )
        expect(
          passages
            .map((passage) => passage.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''))
        expect(Math.max(0, ...passages.map((passage) => passage.text.length))).toBeLessThanOrEqual(
          passageCharacters,
        )
      }),
    )
  })

  it('goes on to the end of a megabyte without a line break', () => {
    const passages = cutPassages('A sentence of no great length stands here. '.repeat(25_000))
    expect(passages.length).toBeGreaterThan(1_000)
    expect(passages.at(-1)?.endOffset).toBe(43 * 25_000 - 1)
  })
})
