import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { chooseExtractor } from '../../../src/sources/extract/choose-extractor.ts'
import { binaryPropertyList } from '../../support/sources/binary-property-list.ts'

const paragraphs = [
  'The river rose in the night and the inhabitants of the valley left their houses, the mayor said.',
  'Наутро вода дошла до площади, и школы закрыли на неделю; помощь пришла из трёх соседних сёл.',
]
const html = `<!doctype html><html><head><title>On floods</title></head><body><nav>Home</nav><article><h1>On floods</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`
const savedFrom = 'https://valley.example/floods'

async function read(bytes: Uint8Array, location: string, mediaType?: string) {
  const document = { location, bytes, ...(mediaType && { mediaType }) }
  return (await chooseExtractor(document)).extract(document)
}

const mhtml = (encoded: string, encoding: string) =>
  strToU8(
    [
      'From: <Saved by Blink>',
      `Snapshot-Content-Location: ${savedFrom}`,
      'Subject: On floods',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="----Part"',
      '',
      '------Part',
      'Content-Type: text/html; charset=utf-8',
      `Content-Transfer-Encoding: ${encoding}`,
      `Content-Location: ${savedFrom}`,
      '',
      encoded,
      '------Part',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      `Content-Location: ${savedFrom}/a.png`,
      '',
      'iVBORw0KGgo=',
      '------Part--',
      '',
    ].join('\r\n'),
  )
const inBase64 = Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n')
const quoted = [...Buffer.from(html)]
  .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
  .join('')
  .replace(/.{72}/g, '$&=\r\n')
const zip = (files: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
const safari = binaryPropertyList({
  WebMainResource: {
    WebResourceData: strToU8(html),
    WebResourceMIMEType: 'text/html',
    WebResourceTextEncodingName: 'UTF-8',
    WebResourceURL: savedFrom,
  },
})

describe('a page that was saved in one file', () => {
  it.each([
    ['by a browser, in Base64', mhtml(inBase64, 'base64'), 'page.mhtml', savedFrom],
    ['by a browser, quoted', mhtml(quoted, 'quoted-printable'), 'page.mht', savedFrom],
    ['by a browser, under no name', mhtml(inBase64, 'base64'), 'download', savedFrom],
    ['by Safari', safari, 'page.webarchive', savedFrom],
    ['by Safari, under no name', safari, 'download', savedFrom],
    [
      'with its pictures in an archive',
      zip({ 'images/a.png': 'x', 'Floods.html': html }),
      'p.zip',
      undefined,
    ],
    [
      'in an archive of many pages',
      zip({ 'old/index.html': '<p>old', 'about.html': '<p>a', 'index.html': html }),
      'p.maff',
      undefined,
    ],
  ])('%s is read as the page', async (_, bytes, name, url) => {
    const source = await read(bytes, name)
    expect(source).toMatchObject({ location: name, type: 'article', title: 'On floods' })
    expect(source.text).toBe(paragraphs.join('\n\n'))
    expect(source.url).toBe(url)
  })

  it.each([
    ['cut off', safari.subarray(0, 40), 'page.webarchive', 'damaged'],
    ['an archive without pages', zip({ 'a.txt': 'x' }), 'a.zip', 'unsupported_type'],
    ['an archive that is none', strToU8('PK\u0003\u0004 no archive'), 'a.zip', 'unsupported_type'],
    ['an empty message', strToU8('Subject: x\r\nMIME-Version: 1.0\r\n\r\n'), 'a.eml', 'empty'],
  ])('is refused with its reason: %s', async (_, bytes, name, reason) => {
    await expect(read(bytes, name)).rejects.toMatchObject({ reason })
  })
})

describe('a message of mail', () => {
  const head =
    'From: Ida Holm <ida@valley.example>\r\nSubject: =?utf-8?B?0J/QvtGC0L7Qvw==?=\r\nMIME-Version: 1.0\r\n'
  const date = 'Date: Wed, 04 Mar 2026 05:06:07 +0100\r\n'

  it.each([
    ['in plain text', `Content-Type: text/plain; charset=utf-8\r\n\r\n${paragraphs[1]}\r\n`],
    ['in HTML', `Content-Type: text/html; charset=utf-8\r\n\r\n<p>${paragraphs[1]}</p>\r\n`],
  ])('%s gives its text, subject, sender and date', async (_, body) => {
    expect(await read(strToU8(`${head}${date}${body}`), 'letter.eml')).toEqual({
      location: 'letter.eml',
      type: 'document',
      title: 'Потоп',
      author: 'Ida Holm',
      publishedAt: '2026-03-04T04:06:07.000Z',
      text: paragraphs[1],
    })
  })
})
