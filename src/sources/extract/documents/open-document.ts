import type { Source } from '../../source.ts'
import { SourceError } from '../../source-error.ts'
import { type DocumentKind, documentKinds } from '../document-kinds.ts'
import type { Extractor } from '../extractor.ts'
import { type HtmlDocument, nodeTypes, walkNodes } from '../html-document.ts'
import { openArchive } from './archive.ts'
import { documentSource } from './document-source.ts'

const read = new Set(['content.xml', 'meta.xml', 'META-INF/manifest.xml'])

type OpenDocumentType = Extract<Source['type'], 'document' | 'presentation' | 'spreadsheet'>

/** A kind of OpenDocument file (https://docs.oasis-open.org/office/OpenDocument/v1.3/, 2026-11). */
function openDocument(kind: DocumentKind, type: OpenDocumentType): Extractor {
  const { name } = kind
  return {
    ...kind,

    async extract(document) {
      const archive = openArchive(document, name, (file) => read.has(file))
      if (archive.text('META-INF/manifest.xml')?.includes('encryption-data'))
        throw new SourceError({ reason: 'encrypted', values: {} }, document.location)
      const content = archive.xml('content.xml')
      if (content === undefined)
        throw new SourceError({ reason: 'damaged', values: { format: name } }, document.location)
      const source = documentSource(document, type, contentText(content), archive.xml('meta.xml'))
      const pages = [...content.getElementsByTagName('draw:page')].length
      return type === 'presentation' && pages > 0 ? { ...source, pages } : source
    },
  }
}

export const openDocumentText = openDocument(documentKinds.openDocumentText, 'document')
export const openDocumentPresentation = openDocument(documentKinds.openDocumentPresentation, 'presentation')
export const openDocumentSpreadsheet = openDocument(documentKinds.openDocumentSpreadsheet, 'spreadsheet')

const after: Readonly<Record<string, string>> = {
  'text:p': '\n\n',
  'text:h': '\n\n',
  'table:table-row': '\n',
  'draw:page': '\n\n',
}
/** What is no text of the document: notes, changes that were taken back, settings. */
const silent = new Set([
  'text:note',
  'text:tracked-changes',
  'office:annotation',
  'office:scripts',
  'office:automatic-styles',
])

function contentText(content: HtmlDocument): string {
  const parts: string[] = []
  /** Paragraphs of cells do not end the line of their row. */
  let cells = 0
  walkNodes(
    content.documentElement,
    (node) => {
      const tag = node.nodeName.toLowerCase()
      if (node.nodeType === nodeTypes.text) parts.push((node.nodeValue ?? '').replace(/\s+/g, ' '))
      if (node.nodeType !== nodeTypes.element || silent.has(tag)) return false
      if (tag === 'table:table-cell') cells += 1
      if (tag === 'text:list-item') parts.push('- ')
      if (tag === 'text:line-break') parts.push('\n')
      if (tag === 'text:tab' || tag === 'text:s') parts.push(' ')
      return true
    },
    (node) => {
      const tag = node.nodeName.toLowerCase()
      if (tag === 'table:table-cell') {
        cells -= 1
        parts.push(' | ')
      } else parts.push(cells > 0 && tag in after ? ' ' : (after[tag] ?? ''))
    },
  )
  return parts
    .join('')
    .split('\n')
    .map((line) =>
      line
        .replaceAll('  | ', ' | ')
        .replace(/(?:\s*\|\s*)+$/, '')
        .trim(),
    )
    .join('\n')
}
