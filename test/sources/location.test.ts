import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  isSameLocation,
  type LocalFiles,
  locateAttachment,
  parseLocation,
  storedLocation,
} from '../../src/sources/location.ts'
import { attached } from '../support/sources/attached.ts'
import { located } from '../support/sources/located.ts'

const link = 'https://example.org/news/article'
const noFiles: LocalFiles = { isFile: () => false }

function addressIn(given: string, files?: LocalFiles): string | undefined {
  const parsed = parseLocation(given, files)
  return parsed.kind === 'location' ? parsed.location.address : undefined
}

function problemOf(given: string, files?: LocalFiles) {
  const parsed = parseLocation(given, files)
  return parsed.kind === 'refused' ? parsed.problem : undefined
}

describe('a link is found', () => {
  it.each([
    link,
    `  ${link}\n`,
    `<${link}>`,
    `||${link}||`,
    `**${link}**`,
    `\`${link}\``,
    `~~${link}~~`,
    `"${link}"`,
    `«${link}»`,
    `(${link})`,
    `[the article](${link})`,
    `[the article](<${link}>)`,
    `[the article](${link} "Its title")`,
    `||[the article](${link})||`,
    `Have you seen ${link}?`,
    `Read this: ${link}, it is good!`,
    `Читай ${link}…`,
    `この記事（${link}）。`,
    `> ${link}`,
    `- ${link};`,
    `\u200b${link}\ufeff`,
    `${link} and once more ${link}`,
    `[${link}](${link})`,
  ])('in %j', (given) => {
    expect(addressIn(given)).toBe(link)
  })

  it.each([
    ['https://en.wikipedia.org/wiki/Ice_(band)', 'https://en.wikipedia.org/wiki/Ice_(band)'],
    ['(see https://en.wikipedia.org/wiki/Ice_(band))', 'https://en.wikipedia.org/wiki/Ice_(band)'],
    ['[Ice](https://en.wikipedia.org/wiki/Ice_(band))', 'https://en.wikipedia.org/wiki/Ice_(band)'],
    ['https://example.org/a?b=1&c=2#part', 'https://example.org/a?b=1&c=2#part'],
    ['https://example.org/#!/news/1', 'https://example.org/#!/news/1'],
    ['https://example.org/a_b_', 'https://example.org/a_b_'],
    [
      'https://web.archive.org/web/2020/https://example.org/',
      'https://web.archive.org/web/2020/https://example.org/',
    ],
    ['HTTPS://EXAMPLE.ORG/A', 'HTTPS://EXAMPLE.ORG/A'],
    ['https://пример.рф/статья', 'https://пример.рф/статья'],
    ['http://[2001:db8::1]/a', 'http://[2001:db8::1]/a'],
  ])('whole in %j', (given, address) => {
    expect(addressIn(given)).toBe(address)
  })

  it.each([
    ['example.com/article', 'https://example.com/article'],
    ['www.example.com', 'https://www.example.com'],
    ['example.com', 'https://example.com'],
    ['docs.rs', 'https://docs.rs'],
    ['example.com:8080/a', 'https://example.com:8080/a'],
    ['<example.com/article>', 'https://example.com/article'],
    ['||example.com/article||', 'https://example.com/article'],
    ['пример.рф/статья', 'https://пример.рф/статья'],
    ['Look at example.com/article, please.', 'https://example.com/article'],
    ['Look at example.com.', 'https://example.com'],
    ['It ended.Then we read www.example.museum', 'https://www.example.museum'],
  ])('without its scheme in %j', (given, address) => {
    expect(addressIn(given)).toBe(address)
  })

  it('with its scheme before others without', () => {
    expect(addressIn(`${link} (from example.com/news)`)).toBe(link)
  })
})

describe('several links are told, each once', () => {
  it.each([
    [`${link} ${link}2`, link, `${link}2`],
    [`[one](${link}) and https://example.com/`, link, 'https://example.com/'],
    ['example.com/a or example.com/b?', 'https://example.com/a', 'https://example.com/b'],
    [
      `https://example.com/ ${link} https://example.net/`,
      'https://example.com/',
      link,
      'https://example.net/',
    ],
    [`${link},${link}2`, link, `${link}2`],
    [`${link}, ${link}2`, link, `${link}2`],
    [`${link};${link}2|https://example.com/`, link, `${link}2`, 'https://example.com/'],
    ['example.com/a,example.net/b', 'https://example.com/a', 'https://example.net/b'],
    [`<${link}>, <${link}2>`, link, `${link}2`],
  ])('in %j', (given, ...addresses) => {
    const parsed = parseLocation(given)
    expect(parsed).toMatchObject({ kind: 'several', locations: addresses.map((address) => ({ address })) })
  })

  it.each([
    ['example.com/a,b', 'https://example.com/a,b'],
    ['https://example.org/a,b;c', 'https://example.org/a,b;c'],
  ])('but not in %j, whose comma is its own', (given, address) => {
    expect(addressIn(given)).toBe(address)
  })

  it('but not when they lead to the same', () => {
    expect(addressIn(`${link} ${link}?utm_source=chat`)).toBe(link)
  })
})

describe('a password is refused, and nothing of it is told', () => {
  it.each([
    'https://anna:secret@example.org/',
    'https://anna@example.org/',
    'HTTP://:secret@example.org/',
    'Look: <https://anna:secret@example.org/a>',
    '[news](https://anna:secret@example.org/)',
    `${link} https://anna:secret@example.org/`,
    'anna:secret@example.org/a',
    'https:/anna:secret@example.org/',
    'https://www.google.com/url?q=https%3A%2F%2Fanna%3Asecret%40example.org%2F',
    String.raw`https:\\anna:secret@example.org/`,
  ])('in %j', (given) => {
    expect(problemOf(given)).toEqual({ reason: 'credentials_in_address', values: {} })
    expect(problemOf(given, noFiles)).toEqual({ reason: 'credentials_in_address', values: {} })
  })
})

describe('no link', () => {
  it.each([
    '',
    '   ',
    '-',
    '/etc/passwd',
    'http://',
    'https://',
    'just some words.',
    'notes.txt',
    'see report.pdf',
    'node.js is 3.14 or 127.0.0.1, e.g. the U.S. one',
    'It ended.Then we left',
    'anna@example.org',
    'localhost:8080/x',
  ])('is in %j', (given) => {
    expect(problemOf(given)).toEqual({ reason: 'invalid_address', values: {} })
  })

  it.each([
    ['ftp://example.org/file', 'ftp'],
    ['javascript:alert(1)', 'javascript'],
    ['data:text/plain,hello', 'data'],
    ['file:///etc/passwd', 'file'],
    ['mailto:anna@example.org', 'mailto'],
  ])('that is read is %j', (given, scheme) => {
    expect(problemOf(given)).toEqual({ reason: 'unsupported_scheme', values: { scheme } })
  })
})

describe('on the command line', () => {
  it('- is standard input, which is never the same twice', () => {
    expect(parseLocation('-', noFiles)).toEqual({
      kind: 'location',
      location: { kind: 'standard_input', address: '-', identity: '' },
    })
  })

  it.each(['notes.txt', './example.com', '/etc/passwd', '../a b', '~/notes.md', 'C:\\notes.txt', 'README'])(
    '%j is a file, under its whole path',
    (given) => {
      expect(parseLocation(given, noFiles)).toEqual({
        kind: 'location',
        location: { kind: 'file', address: given, identity: pathToFileURL(resolve(given)).href },
      })
    },
  )

  it('what looks like a link is a file where there is one of that name', () => {
    const isFile = (path: string) => path === 'example.com'

    expect(parseLocation('example.com', { isFile })).toMatchObject({ location: { kind: 'file' } })
    expect(parseLocation('example.org', { isFile })).toMatchObject({
      location: { kind: 'web', address: 'https://example.org' },
    })
  })

  it('the address of a file is a file, and of another machine is none', () => {
    const { href } = pathToFileURL(join('/tmp', 'ein Blatt.md'))

    expect(parseLocation(href, noFiles)).toMatchObject({ location: { kind: 'file', identity: href } })
    expect(problemOf('file://server/share/a.txt', noFiles)).toMatchObject({ reason: 'invalid_address' })
  })

  it('links are found as elsewhere', () => {
    expect(addressIn(`<${link}>`, noFiles)).toBe(link)
    expect(addressIn(`Have you seen ${link}?`, noFiles)).toBe(link)
    expect(problemOf('ftp://example.org/', noFiles)).toMatchObject({ reason: 'unsupported_scheme' })
  })
})

describe('a stored location', () => {
  it.each([link, 'example.com/a', '-', 'notes.txt', '/tmp/a b.md', 'file:///tmp/a.md'])(
    'is what %j was when it was parsed',
    (given) => {
      const parsed = parseLocation(given, noFiles)
      const { address, identity, kind } = parsed.kind === 'location' ? parsed.location : {}

      expect(storedLocation(address ?? '', identity ?? '')).toEqual({ kind, address, identity })
      expect(storedLocation(address ?? '', '')).toEqual({ kind, address, identity })
    },
  )

  it('of a file is the same wherever the program is started', () => {
    const identity = 'file:///home/anna/notes.txt'

    expect(storedLocation('notes.txt', identity)).toEqual({ kind: 'file', address: 'notes.txt', identity })
  })

  it.each([
    '\u0001https://example.org/../../../../../../etc/passwd',
    ' https://example.org/',
    'https:example.org',
  ])('that earlier versions took for a link is one: %j', (address) => {
    expect(storedLocation(address, '')).toMatchObject({ kind: 'web' })
  })

  it('from before passwords were refused does not show one', () => {
    expect(storedLocation('https://anna:secret@example.org/a', '')).toEqual({
      kind: 'web',
      address: 'https://***@example.org/a',
      identity: 'https://example.org/a',
    })
  })
})

describe('an attachment', () => {
  const url = 'https://files.example.org/attachments/1/2/minutes.pdf?ex=66&is=65&hm=ab'

  it('is shown by its name, and known by where it was uploaded, whatever the signature', () => {
    const location = attached({ name: 'Minutes of May.pdf', url })

    expect(location).toMatchObject({
      kind: 'attachment',
      address: 'Minutes of May.pdf',
      identity: 'https://files.example.org/attachments/1/2/minutes.pdf',
    })
    expect(isSameLocation(location, attached({ url: url.replace('ex=66', 'ex=99') }))).toBe(true)
    expect(isSameLocation(location, attached({ url: url.replace('/2/', '/3/') }))).toBe(false)
  })

  it('is never the same as a link to it', () => {
    expect(isSameLocation(attached({ url }), located(url))).toBe(false)
  })

  it.each([
    ['file:///etc/passwd', 'invalid_address'],
    ['minutes.pdf', 'invalid_address'],
    ['https://anna:secret@example.org/a.pdf', 'credentials_in_address'],
  ])('at %j is refused', (wrong, reason) => {
    expect(locateAttachment({ name: 'a.pdf', url: wrong, sizeBytes: 1 })).toEqual({
      kind: 'refused',
      problem: { reason, values: {} },
    })
  })

  it('is after it was stored what it was, even under the name of a file of this machine', () => {
    const location = attached({ name: '/etc/passwd', url, mediaType: 'application/pdf', sizeBytes: 9 })
    const { address, identity } = location

    expect(
      storedLocation(address, identity, location.kind === 'attachment' ? location.attachment : undefined),
    ).toEqual(location)
  })
})

describe('two locations', () => {
  it.each([
    [link, `<${link}?utm_source=chat#comments>`, true],
    [link, `${link}2`, false],
    ['notes.txt', './notes.txt', true],
    ['notes.txt', 'other.txt', false],
    ['-', '-', false],
  ])('%j and %j are of the same source: %s', (one, other, expected) => {
    expect(isSameLocation(located(one), located(other))).toBe(expected)
  })
})
