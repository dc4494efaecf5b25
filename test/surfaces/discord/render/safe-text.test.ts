import { expect, test } from 'vitest'
import {
  plainLine,
  safeCode,
  safeLine,
  safeText,
  userMention,
  webAddress,
} from '../../../../src/surfaces/discord/render/safe-text.ts'

const z = '\u200b'

test.each([
  ['Ordinary words, 100 % fine (really): a/b - c.', 'Ordinary words, 100 % fine (really): a/b - c.'],
  [
    '*bold* _italic_ ~~gone~~ `code` ||hidden||',
    '\\*bold\\* \\_italic\\_ \\~\\~gone\\~\\~ \\`code\\` \\|\\|hidden\\|\\|',
  ],
  ['@everyone and @here', `@${z}everyone and @${z}here`],
  ['<@411223344556677889>', `<${z}@${z}411223344556677889>`],
  ['<t:1:R>', `<${z}t:1:R>`],
  ['[text](https://evil.example)', `\\[text\\]${z}(https://evil.example)`],
  ['# Heading', '\\# Heading'],
  ['-# small', '\\-# small'],
  ['> quoted', '\\> quoted'],
  ['1. first', '1\\. first'],
  ['well-known C# > 1.', 'well-known C# > 1.'],
  ['see https://example.com/a_b?c=1 now', 'see https://example.com/a_b?c=1 now'],
  ['back\\slash', 'back\\\\slash'],
])('%j is shown by %j', (text, markdown) => {
  expect(safeText(text, 500)).toBe(markdown)
})

test.each([
  ['zero-width', `a${z}b\u2060c\ufeffd\u00ade`, 'abcde'],
  ['bidi', '\u202eabc\u202c \u2066d\u2069\u200f', 'abc d'],
  ['fillers', '\u3164\u2800\u115f', ''],
  ['control', 'a\0b\u001b[0m', 'ab\\[0m'],
  ['tags', 'a\u{e0041}b', 'ab'],
])('%s characters are left out', (_, text, shown) => {
  expect(safeText(text, 100)).toBe(shown)
})

test.each([
  ['a family', '👩‍👩‍👧'],
  ['a heart', '❤️'],
  ['Persian', 'می‌خواهم'],
  ['Hindi', 'क्‍ष'],
])('joiners stay where they are needed: %s', (_, text) => {
  expect(safeText(text, 100)).toBe(text)
})

test('a tower of accents is cut down', () => {
  expect(safeText(`x${'\u0316'.repeat(50)}`, 100)).toBe(`x${'\u0316'.repeat(3)}`)
})

test('lines stay lines, with at most one empty one between them', () => {
  expect(safeText('one \r\n\r\n\r\n  two\u2028three', 100)).toBe('one\n\ntwo\nthree')
  expect(safeLine('one\n\ntwo', 100)).toBe('one two')
})

test('what does not fit ends with an ellipsis and is never longer than asked for', () => {
  expect(safeText('abcdef', 6)).toBe('abcdef')
  expect(safeText('abcdefg', 6)).toBe('abcde…')
  expect(safeText('******', 6)).toBe('\\*\\*…')
  expect(safeText('🙂🙂🙂🙂', 6)).toBe('🙂🙂…')
})

test('half a code point is replaced', () => {
  expect(safeText('a\ud83d', 10)).toBe('a\ufffd')
})

test('where Discord shows text as it is, nothing is escaped with backslashes', () => {
  expect(plainLine('a_b *c*\nd', 20)).toBe('a_b *c* d')
  expect(plainLine('@here', 20)).toBe(`@${z}here`)
})

test('inline code cannot be left', () => {
  expect(safeCode('a`b``c', 20)).toBe('`aˋbˋˋc`')
  expect(safeCode(z, 20)).toBe('')
})

test.each([
  ['https://example.com/a b', 'https://example.com/a%20b'],
  ['javascript:alert(1)', undefined],
  ['not an address', undefined],
  [undefined, undefined],
  [`https://example.com/${'a'.repeat(2048)}`, undefined],
])('%j leads to %j', (text, address) => {
  expect(webAddress(text)).toBe(address)
})

test('only the id of a user becomes a mention', () => {
  expect(userMention('411223344556677889')).toBe('<@411223344556677889>')
  expect(userMention('&411223344556677889')).toBe('&411223344556677889')
})
