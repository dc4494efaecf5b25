import { describe, expect, it } from 'vitest'
import { decodeText, looksBinary } from '../../../src/sources/text/decode-text.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('decodeText', () => {
  it.each([
    ['UTF-8', 'd0afc3a9', undefined, 'Яé'],
    ['a UTF-8 byte order mark', 'efbbbfd0af', 'windows-1251', 'Я'],
    ['a UTF-16 little-endian mark', 'fffe2f04', undefined, 'Я'],
    ['a UTF-16 big-endian mark', 'feff042f', undefined, 'Я'],
    ['a declared charset', 'd1', 'koi8-r', 'я'],
    ['a declared charset against valid UTF-8', 'd0af', 'windows-1251', 'РЇ'],
    ['undeclared Western letters', '63616ee974', undefined, 'canét'],
    ['undeclared Cyrillic letters', 'cff0e8e2e5f2', undefined, 'Привет'],
    ['an unknown charset', 'd0af', 'klingon', 'Я'],
    ['what is wrong for the declared charset', '61ff62', 'utf-8', 'a\ufffdb'],
    ['nothing', '', undefined, ''],
  ])('reads %s', (_title, hex, charset, text) => {
    expect(decodeText(bytes(hex), charset)).toBe(text)
  })
})

describe('looksBinary', () => {
  it.each([
    ['one control character in twenty', 20, false],
    ['one control character in nineteen', 19, true],
  ])('with %s', (_title, length, expected) => {
    expect(looksBinary(Buffer.from(`\0${'a'.repeat(length - 1)}`))).toBe(expected)
  })

  it('is false for marked UTF-16, whose every other byte is NUL', () => {
    expect(looksBinary(Buffer.from('\ufeffhello', 'utf16le'))).toBe(false)
  })

  it('is false for nothing', () => {
    expect(looksBinary(new Uint8Array())).toBe(false)
  })
})
