import { SourceError } from '../../source-error.ts'
import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { type HtmlDocument, parseHtml } from '../html-document.ts'
import { htmlToText } from '../html-text.ts'
import { openArchive } from './archive.ts'
import { documentSource } from './document-source.ts'

/** E-books (https://www.w3.org/TR/epub-33/, 2026-11): the chapters of their spine, in order. Locked ones are not read. */
export const epub = {
  ...documentKinds.epub,

  async extract(document) {
    const { location } = document
    const archive = openArchive(document, epub.name, (name) => /\.(?:opf|xml|x?html?)$/i.test(name))
    if (archive.names.includes('META-INF/rights.xml') || isEncrypted(archive.xml('META-INF/encryption.xml')))
      throw new SourceError({ reason: 'encrypted', values: {} }, location)
    const path = attributeOf(archive.xml('META-INF/container.xml'), 'rootfile', 'full-path')
    const book = path === undefined ? undefined : archive.xml(path)
    if (path === undefined || book === undefined)
      throw new SourceError({ reason: 'damaged', values: { format: epub.name } }, location)
    const chapters = spineOf(book, path).map((name) => archive.text(name) ?? '')
    const text = chapters.map((chapter) => htmlToText(parseHtml(chapter).body)).join('\n\n')
    return documentSource(document, 'book', text, book)
  },
} as const satisfies Extractor

/** Names of the chapters' files, in reading order. */
function spineOf(book: HtmlDocument, path: string): string[] {
  const items = new Map(
    elementsOf(book, 'item', 'opf:item').map((item) => [item.getAttribute('id'), item.getAttribute('href')]),
  )
  return elementsOf(book, 'itemref', 'opf:itemref')
    .filter((reference) => reference.getAttribute('linear') !== 'no')
    .flatMap((reference) => {
      const href = items.get(reference.getAttribute('idref'))
      return href ? [decodeURIComponent(new URL(href, `archive:/${path}`).pathname.replace(/^\//, ''))] : []
    })
}

function attributeOf(xml: HtmlDocument | undefined, tag: string, name: string): string | undefined {
  const [element] = xml?.getElementsByTagName(tag) ?? []
  return element?.getAttribute(name) ?? undefined
}

/** By their names without and with the prefix that some programs write. */
function elementsOf(xml: HtmlDocument | undefined, ...tags: readonly string[]) {
  return tags.flatMap((tag) => [...(xml?.getElementsByTagName(tag) ?? [])])
}

/** Fonts alone may be encrypted in an open book. */
function isEncrypted(encryption: HtmlDocument | undefined): boolean {
  return elementsOf(encryption, 'CipherReference', 'enc:CipherReference').some((reference) =>
    /\.x?html?$/i.test(reference.getAttribute('URI') ?? ''),
  )
}
