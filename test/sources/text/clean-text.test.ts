import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText } from '../../../src/sources/text/clean-text.ts'

describe('cleanText', () => {
  it.each([
    ['line ends of every system', 'a\r\nb\rc\u2028d\fe', 'a\nb\nc\nd\ne'],
    ['blanks at line ends and around', ' \n a \t\n\n \n\nb\n\n', 'a\n\nb'],
    ['composed letters', 'и\u0306e\u0301', 'йé'],
    ['NUL and other controls', 'a\0\u0007\u001b[31m\u0085b', 'a[31mb'],
    ['zero-width spaces and byte order marks', '\ufeffa\u200bb\u2060\u00ad', 'ab'],
    ['embeddings, overrides and isolates', 'a\u202eb\u2066c\u2069\u202c', 'abc'],
    ['text hidden in tags and variation selectors', 'a\u{e0049}\u{e0067}\u{e01ef}', 'a'],
    ['lone surrogates', 'a\ud800b', 'a\ufffdb'],
    ['indentation', 'if x:\n\ty', 'if x:\n y'],
  ])('tidies %s', (_title, text, expected) => {
    expect(cleanText(text)).toBe(expected)
  })

  it.each(['👨‍👩‍👧 ❤️', 'می‌خواهم', 'क्‍ष', 'אבג\u200f!', 'naïve — “quotes” 日本語'])(
    'leaves %s alone',
    (text) => {
      expect(cleanText(text)).toBe(text.normalize('NFC'))
    },
  )

  it.each([
    ['letters', 'a'.repeat(2_000_000)],
    ['blanks', `x${' '.repeat(2_000_000)}y`],
    ['lines', `x${'y\n'.repeat(500_000)}z`],
  ])('leaves 2 MB of %s alone', (_title, text) => {
    expect(cleanText(text) === text).toBe(true)
  })
})

describe('cleanLine', () => {
  it.each([
    ['one line', ' a\n\t b ', 'a b'],
    ['nothing of nothing', null, undefined],
    ['nothing of what cannot be seen', ' \u200b\n', undefined],
    ['500 characters of 500', 'a'.repeat(500), 'a'.repeat(500)],
    ['500 characters of 501', 'a'.repeat(501), `${'a'.repeat(499)}…`],
    ['whole characters where it is cut', '👍'.repeat(400), `${'👍'.repeat(249)}\ufffd…`],
  ])('makes %s', (_title, text, expected) => {
    expect(cleanLine(text)).toBe(expected)
  })
})
