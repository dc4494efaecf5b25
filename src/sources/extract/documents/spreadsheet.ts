import { documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { openArchive } from './archive.ts'
import { withCellReferences } from './cell-references.ts'
import { documentSource } from './document-source.ts'

const properties = 'docProps/core.xml'

/** Sheets of Excel: the name of each, and a line a row with its cells parted by bars. */
export const spreadsheet = {
  ...documentKinds.spreadsheet,

  async extract(document) {
    const archive = openArchive(document, spreadsheet.name, (name) => /\.(?:xml|rels)$/.test(name))
    // Loaded when it is needed: most processes never read one.
    const { default: readXlsxFile } = await import('read-excel-file/node')
    const sheets = await readXlsxFile(Buffer.from(withCellReferences(archive) ?? document.bytes))
    const text = sheets
      .map(({ sheet, data }) => [sheet, ...data.map(rowText)].filter(Boolean).join('\n'))
      .join('\n\n')
    return documentSource(document, 'spreadsheet', text, archive.xml(properties))
  },
} as const satisfies Extractor

function rowText(cells: readonly unknown[]): string {
  const texts = cells.map(cellText)
  return texts.every((text) => text === '') ? '' : texts.join(' | ')
}

/** Dates without a time are written as dates. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(cell).replace(/\s+/g, ' ').trim()
}
