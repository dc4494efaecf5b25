import { expect, it } from 'vitest'
import { sourceAddress } from '../../src/sources/source-address.ts'

it.each([
  ['the scheme', 'http://example.com/a'],
  ['the case of the host', 'https://EXAMPLE.com/a'],
  ['www', 'https://www.example.com/a'],
  ['a default port', 'https://example.com:443/a'],
  ['a slash at the end', 'https://example.com/a/'],
  ['a fragment', 'https://example.com/a#comments'],
  ['a dot behind the host', 'https://example.com.:443/a'],
  ['an escape that is not needed', 'https://example.com/%61'],
  ['a name and password', 'https://me:secret@example.com/a'],
  ['a campaign', 'https://example.com/a?utm_source=x&utm_medium=y&UTM_Campaign=z'],
  ['marks of advertisements and newsletters', 'https://example.com/a?fbclid=1&gclid=2&mc_eid=3&yclid=4'],
])('takes addresses for the same that differ by %s', (_, address) => {
  expect(sourceAddress(address)).toBe('https://example.com/a')
})

it('keeps what says what is read, in one order', () => {
  expect(sourceAddress('https://example.com/?id=2&a=1&utm_source=x&id=1')).toBe(
    'https://example.com?a=1&id=1&id=2',
  )
  expect(sourceAddress('https://example.com/A')).not.toBe(sourceAddress('https://example.com/a'))
  expect(sourceAddress('https://example.com:8443/a')).toBe('https://example.com:8443/a')
  expect(sourceAddress('https://example.com/#!/story/7')).toBe('https://example.com#!/story/7')
  expect(sourceAddress('https://www.com/')).toBe('https://www.com')
})

it.each(['feed.xml', 'podcast/rss', 'feed.json', 'blog.atom'])('keeps the item of a feed: %s', (path) => {
  const items = ['a', 'b'].map((item) => sourceAddress(`https://example.com/${path}#${item}`))
  expect(items).toEqual([`https://example.com/${path}#a`, `https://example.com/${path}#b`])
})

it('keeps an escape that means something, in one way of writing it', () => {
  expect(sourceAddress('https://example.com/a%2fb')).toBe('https://example.com/a%2Fb')
  expect(sourceAddress('https://example.com/a%2fb')).not.toBe(sourceAddress('https://example.com/a/b'))
  expect(sourceAddress('https://example.com/статья')).toBe(
    sourceAddress('https://example.com/%d1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F'),
  )
})

it('is the address of itself', () => {
  const address = sourceAddress('http://www.Example.com./%7Eanna/?b=2&utm_source=x&a=1#top') ?? ''
  expect(address).toBe('https://example.com/~anna?a=1&b=2')
  expect(sourceAddress(address)).toBe(address)
})

it('knows files by their path, and nothing by another scheme', () => {
  expect(sourceAddress('file:///home/me/notes.txt#top')).toBe('file:///home/me/notes.txt')
  expect(sourceAddress('data:text/plain,hello')).toBeUndefined()
  expect(sourceAddress('no address')).toBeUndefined()
})
