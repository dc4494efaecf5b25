import { deflateSync, gzipSync } from 'node:zlib'
import { type PdfLine, writeTinyPdf } from '../../sources/tiny-pdf.ts'

/** What a hostile or careless server sends. */
export interface HostileInput {
  readonly name: string
  /** Default: a page of no site in particular. All that is asked for on its way is answered alike. */
  readonly link?: string
  /** What is answered otherwise, by addresses without scheme; `*` at the end stands for any rest. */
  readonly besides?: Readonly<Record<string, () => string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: () => Uint8Array
  /** Codes of failures that tell it honestly; `read`: there is a brief. */
  readonly outcomes: readonly string[]
}

const html = { 'content-type': 'text/html; charset=utf-8' }
const plain = { 'content-type': 'text/plain; charset=utf-8' }
const pdf = { 'content-type': 'application/pdf' }
const utf8 = (text: string) => new TextEncoder().encode(text)
const page = (content: string) => utf8(`<!doctype html><title>A page</title><body>${content}</body>`)
const tooMuch = ['too_complex', 'too_long']

const nouns = [
  'harbour',
  'ferry',
  'council',
  'bridge',
  'river',
  'school',
  'market',
  'library',
  'tower',
  'garden',
]
const verbs = [
  'opened',
  'closed',
  'repaired',
  'sold',
  'bought',
  'painted',
  'measured',
  'moved',
  'lost',
  'found',
]

/** Sentences that do not repeat, of about so many characters. */
export function proseOf(characters: number): string {
  const sentences: string[] = []
  for (let number = 0, length = 0; length < characters; number += 1) {
    const verb = verbs[Math.floor(number / 10) % 10]
    const sentence = `The ${nouns[number % 10]} number ${number} was ${verb} by Greta Olsen in ${1900 + (number % 120)}.`
    sentences.push(number % 6 === 5 ? `${sentence}\n\n` : sentence)
    length += sentence.length + 1
  }
  return sentences.join(' ')
}

/** A PDF whose one page draws what a stream of `times` pieces unpacks to. */
function bombPdf(piece: string, times: number): Uint8Array {
  const content = deflateSync(Buffer.from(piece.repeat(times)), { level: 9 })
  const head = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
4 0 obj<</Length ${content.length}/Filter/FlateDecode>>stream
`
  return Buffer.concat([
    Buffer.from(head),
    content,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ])
}

function pagesOf(text: string, linesPerPage: number): readonly (readonly PdfLine[])[] {
  const lines = text.split(/(?<=\.) /).map((line) => ({ text: line.trim() }))
  const count = Math.ceil(lines.length / linesPerPage)
  return Array.from({ length: count }, (_, index) =>
    lines.slice(index * linesPerPage, (index + 1) * linesPerPage),
  )
}

function captions(count: number): string {
  const clock = (seconds: number) =>
    [seconds / 3600, (seconds / 60) % 60, seconds % 60]
      .map((part) => String(Math.floor(part)).padStart(2, '0'))
      .join(':')
  const cues = Array.from(
    { length: count },
    (_, index) => `${clock(index)}.000 --> ${clock(index + 1)}.000\nLine ${index} of the film.`,
  )
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

export const hostileInputs: readonly HostileInput[] = [
  {
    name: '20 kB of gzip that are 20 MB of a and blank lines',
    headers: { ...html, 'content-encoding': 'gzip' },
    body: () => gzipSync(page('a\n\n'.repeat(6_900_000)), { level: 9 }),
    outcomes: tooMuch,
  },
  {
    name: 'the same as plain text',
    headers: { ...plain, 'content-encoding': 'gzip' },
    body: () => gzipSync(utf8('a\n\n'.repeat(6_900_000)), { level: 9 }),
    outcomes: tooMuch,
  },
  { name: '24 MB of prose', headers: plain, body: () => utf8(proseOf(24_000_000)), outcomes: ['too_long'] },
  { name: '4.9 MB of prose', headers: plain, body: () => utf8(proseOf(4_800_000)), outcomes: ['read'] },
  {
    name: '200,000 captions',
    headers: { 'content-type': 'text/vtt' },
    body: () => utf8(captions(200_000)),
    outcomes: ['read', ...tooMuch],
  },
  {
    name: '1 MB without a blank',
    headers: plain,
    body: () => utf8('a'.repeat(1_000_000)),
    outcomes: ['read'],
  },
  {
    name: '10 MB of nested tags',
    headers: html,
    body: () => page('<div>'.repeat(2_000_000)),
    outcomes: tooMuch,
  },
  {
    name: '100,000 nested tags around a text',
    headers: html,
    body: () => page(`${'<div><b><i>'.repeat(33_000)}${proseOf(20_000)}`),
    outcomes: ['read', ...tooMuch],
  },
  {
    name: 'a table of 300,000 rows',
    headers: html,
    body: () => page(`<table>${'<tr><td>a<td>b<td>c</tr>'.repeat(300_000)}</table>`),
    outcomes: ['read', ...tooMuch],
  },
  {
    name: 'a page after 100 comments',
    headers: html,
    body: () => utf8(`${'<!-- -->'.repeat(100)}<html><body>${proseOf(20_000)}`),
    outcomes: ['read'],
  },
  {
    name: 'a million links',
    headers: html,
    body: () => page('<a href=/x>link</a> '.repeat(1_000_000)),
    outcomes: ['read', ...tooMuch],
  },
  {
    name: 'a PDF whose page unpacks to 200 MB',
    headers: pdf,
    body: () => bombPdf('BT /F1 12 Tf 10 10 Td (word ) Tj ET\n', 5_500_000),
    outcomes: [...tooMuch, 'damaged'],
  },
  {
    name: 'a PDF of 519 pages',
    headers: pdf,
    body: () => writeTinyPdf(pagesOf(proseOf(1_200_000), 35).slice(0, 519)),
    outcomes: ['read'],
  },
  {
    name: '10 MB of nested JSON',
    headers: plain,
    body: () => utf8('[{"a":'.repeat(1_600_000)),
    outcomes: ['read', ...tooMuch],
  },
  {
    name: 'long lines of bait for regular expressions',
    headers: { 'content-type': 'text/markdown' },
    body: () =>
      utf8(
        ['[', '*a', '`', '![', '<a ', '&a', '\\', '1. ', '|-', '"a ', 'a@', 'www.']
          .map((bait) => bait.repeat(60_000))
          .join('\n\n'),
      ),
    outcomes: ['read', ...tooMuch, 'unreadable'],
  },
  {
    name: 'gzip within gzip of 300 MB',
    headers: { ...html, 'content-encoding': 'gzip, gzip' },
    body: () => gzipSync(gzipSync(Buffer.alloc(300_000_000), { level: 9 }), { level: 9 }),
    outcomes: ['too_large'],
  },
  {
    name: '20 MB in windows-1251, undeclared',
    headers: { 'content-type': 'text/plain' },
    body: () => new Uint8Array(20_000_000).map((_, index) => (index % 7 === 6 ? 0x20 : 0xe0 + (index % 31))),
    outcomes: tooMuch,
  },
  {
    name: '4 MB of marks upon one letter',
    headers: plain,
    body: () => utf8(`a${'\u0301\u0323'.repeat(1_000_000)}`),
    outcomes: ['read', ...tooMuch, 'empty'],
  },
]
