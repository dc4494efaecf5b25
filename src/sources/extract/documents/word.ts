import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { type HtmlDocument, parseHtml } from '../html-document.ts'
import { htmlToText } from '../html-text.ts'
import { openArchive } from './archive.ts'
import { documentSource } from './document-source.ts'

const properties = 'docProps/core.xml'

/** Documents of Word, by way of HTML: headings, lists and tables are where they are read. */
export const word = {
  ...documentKinds.word,

  async extract(document) {
    const archive = openArchive(
      document,
      word.name,
      (name) => name === properties || /^word\/\w+\.xml$/.test(name),
    )
    // Loaded when it is needed: most processes never read one.
    const { default: mammoth } = await import('mammoth')
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(document.bytes) },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    )
    return documentSource(document, 'document', textOf(parseHtml(value)), archive.xml(properties))
  },
} as const satisfies Extractor

/** A row of a table is a line with its cells parted by bars. */
function textOf(page: HtmlDocument): string {
  for (const row of page.querySelectorAll('tr')) {
    // The rows of a table within it are lines of their own.
    if (row.querySelector('table')) continue
    const cells = [...row.querySelectorAll('td, th')].map((cell) =>
      htmlToText(cell).replace(/\s+/g, ' ').trim(),
    )
    Object.assign(row, { textContent: cells.some(Boolean) ? cells.join(' | ') : '' })
  }
  return htmlToText(page.body)
}
