import { describe, expect, it } from 'vitest'
import { givenToStore, parseGiven, storedGiven, together } from '../../src/sources/given-location.ts'
import type { LocalFiles } from '../../src/sources/location.ts'
import { locateAttachment } from '../../src/sources/location.ts'

const files: LocalFiles = { isFile: (path) => path === 'notes, old.md' }
const pages = (count: number) => Array.from({ length: count }, (_, index) => `https://example.org/${index}`)

function addressesOf(given: readonly string[], local?: LocalFiles) {
  const parsed = parseGiven(given, local)
  if (parsed.kind === 'refused') return parsed.problem
  const { location } = parsed
  return location.kind === 'several' ? location.locations.map(({ address }) => address) : location.address
}

describe('what is given', () => {
  it.each<[string, readonly string[], unknown]>([
    ['one link', ['https://example.org/a'], 'https://example.org/a'],
    [
      'the same link twice',
      ['https://example.org/a', 'https://example.org/a?utm_source=x'],
      'https://example.org/a',
    ],
    [
      'two links',
      ['https://example.org/a', 'https://example.org/b'],
      ['https://example.org/a', 'https://example.org/b'],
    ],
    [
      'two links in one text',
      ['https://example.org/a,https://example.org/b'],
      ['https://example.org/a', 'https://example.org/b'],
    ],
    ['five links', pages(5), pages(5)],
    ['six links', pages(6), { reason: 'too_many_links', values: { most: 5 } }],
    ['six links in one text', [pages(6).join(' ')], { reason: 'too_many_links', values: { most: 5 } }],
    ['one that is no link', ['https://example.org/a', 'mail me'], { reason: 'invalid_address', values: {} }],
    [
      'a password in one of them',
      ['https://example.org/a', 'https://a:b@example.org/'],
      { reason: 'credentials_in_address', values: {} },
    ],
    ['nothing', [], { reason: 'invalid_address', values: {} }],
  ])('is read where it is %s', (_title, given, expected) => {
    expect(addressesOf(given)).toEqual(expected)
  })

  it('on the command line may be files, a name with a comma, and standard input once', () => {
    expect(addressesOf(['notes, old.md', './b.md', '-', '-'], files)).toEqual([
      'notes, old.md',
      './b.md',
      '-',
    ])
  })

  it.each([[['https://example.org/a']], [pages(3)], [['-', '/tmp/a b.md', 'https://example.org/c']]])(
    'is read again as it was stored: %j',
    (given) => {
      const parsed = parseGiven(given, files)
      if (parsed.kind === 'refused') throw new Error(parsed.problem.reason)
      expect(storedGiven(givenToStore(parsed.location))).toEqual(parsed.location)
    },
  )

  it('is read again as it was stored where files are among it', () => {
    const attached = (name: string) => {
      const url = `https://cdn.discordapp.com/attachments/1/2/${name}?ex=1`
      const located = locateAttachment({ name: `${name}\n.txt`, url, sizeBytes: 3 })
      if (located.kind === 'refused') throw new Error(located.problem.reason)
      return located.location
    }
    const web = parseGiven(['https://example.org/a'])
    if (web.kind === 'refused' || web.location.kind === 'several') throw new Error('one place')
    const both = together([web.location, attached('a'), attached('b')])
    if (both.kind === 'refused') throw new Error(both.problem.reason)
    expect(storedGiven(givenToStore(both.location))).toEqual(both.location)
  })
})
