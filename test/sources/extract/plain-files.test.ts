import { describe, expect, it } from 'vitest'
import { chooseExtractor } from '../../../src/sources/extract/choose-extractor.ts'

async function read(text: string, location: string, mediaType?: string) {
  const document = { location, bytes: new TextEncoder().encode(text), ...(mediaType && { mediaType }) }
  return (await chooseExtractor(document)).extract(document)
}

describe('files of values', () => {
  it.each([
    [
      'numbers that no double holds',
      'a.json',
      undefined,
      '{"id":12345678901234567890123}',
      'id: 12345678901234567890123',
    ],
    [
      'numbers just beyond the whole ones',
      'a.json',
      undefined,
      '{"n":9007199254740993}',
      'n: 9007199254740993',
    ],
    ['numbers beyond all', 'a.json', undefined, '{"n":1e400}', 'n: 1e400'],
    [
      'numbers of many places',
      'a.json',
      undefined,
      '{"n":0.1234567890123456789}',
      'n: 0.1234567890123456789',
    ],
    [
      'lines under a type of their own',
      'data',
      'application/x-ndjson',
      '{"a":"one"}\n{"a":"two"}\n',
      'a: one\na: two',
    ],
    [
      'lines with numbers',
      'data.jsonl',
      undefined,
      '{"a":12345678901234567890}\n{"a":2}\n',
      'a: 12345678901234567890\na: 2',
    ],
    ['types that end in +json', 'map', 'application/geo+json', '{"name":"Varnholt"}', 'name: Varnholt'],
    ['YAML as it is written', 'data', 'application/yaml', 'name: The bridge\n', 'name: The bridge'],
    [
      'text of any other kind as it is written',
      'plan',
      'text/calendar',
      'SUMMARY:Opening\n',
      'SUMMARY:Opening',
    ],
    [
      'cells parted by tabs',
      'data',
      'text/tab-separated-values',
      'Town\tCost\nVarnholt\t\n',
      'Town | Cost\nVarnholt |',
    ],
    ['cells parted by tabs in a file of Excel', '/a/data.tsv', undefined, 'Town\tCost\n', 'Town | Cost'],
    ['tabs in a text as blanks', 'note.txt', undefined, 'Town\tCost\n', 'Town Cost'],
  ])('keep %s', async (_name, location, mediaType, written, text) => {
    expect((await read(written, location, mediaType)).text).toBe(text)
  })

  it('of XML under another name are no text', async () => {
    await expect(read('<?xml version="1.0"?><opml/>', 'feeds', 'text/x-opml')).rejects.toMatchObject({
      problem: { reason: 'unsupported_type', values: { type: 'application/xml' } },
    })
  })

  it('of RTF are no text', async () => {
    await expect(read('{\\rtf1\\ansi The bridge.}', 'note.rtf')).rejects.toMatchObject({
      problem: { reason: 'unsupported_type', values: { type: 'application/rtf' } },
    })
  })
})
