import { expect, it } from 'vitest'
import { addressAt } from '../../src/sources/address-at.ts'

it.each([
  ['https://www.youtube.com/watch?v=abc', 'video', 'https://www.youtube.com/watch?v=abc&t=245s'],
  ['https://youtube.com/watch?v=abc&t=10s', 'captions', 'https://youtube.com/watch?v=abc&t=245s'],
  ['https://youtu.be/abc', 'captions', 'https://youtu.be/abc?t=245s'],
  ['https://vimeo.com/12', 'captions', 'https://vimeo.com/12#t=245s'],
  ['https://example.com/talk.mp3', 'audio', 'https://example.com/talk.mp3#t=245'],
] as const)('%s (%s) plays from %s', (address, type, expected) => {
  expect(addressAt(address, type, 245.7)).toBe(expected)
})

it.each([
  ['https://example.com/talk.vtt', 'captions'],
  ['https://notyoutube.com/watch?v=abc', 'captions'],
  ['file:///talk.mp3', 'audio'],
  ['talk.mp3', 'audio'],
  [undefined, 'audio'],
] as const)('%s (%s) cannot be played from a time', (address, type) => {
  expect(addressAt(address, type, 245)).toBeUndefined()
})
