import { extname } from 'node:path'
import { SourceError } from '../source-error.ts'
import { type DocumentKind, documentKinds } from './document-kinds.ts'
import type { RawDocument } from './extractor.ts'

const kinds: readonly DocumentKind[] = Object.values(documentKinds)

/** Types that servers send when they do not know; the name of the file then says more. */
const vagueTypes = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-download',
  'application/download',
  'application/force-download',
  'application/unknown',
  // Programs on the web save pages and tables under these, which open in Excel and Word.
  'application/vnd.ms-excel',
  'application/msword',
])

/**
 * What the sender's declaration and the file name say, before any byte is read. `undefined` when they say nothing, so that the
 * bytes have to be looked at.
 * @throws SourceError `unsupported_type` for a declared type that is not read
 */
export function chooseByDeclaration(document: Omit<RawDocument, 'bytes'>): DocumentKind | undefined {
  const { location, mediaType, url } = document
  const byName = chooseByName(url ?? location)
  if (mediaType === undefined || vagueTypes.has(mediaType)) return byName
  // Markdown and captions are often served as plain text.
  if (mediaType === 'text/plain')
    return byName !== undefined && !byName.isMedia ? byName : documentKinds.plainText
  const declared = chooseByMediaType(mediaType)
  if (declared === undefined) throw unsupportedType(location, mediaType)
  return declared
}

export function chooseByMediaType(mediaType: string): DocumentKind | undefined {
  if (mediaType === 'text/rtf') return undefined
  const family = `${mediaType.split('/', 1)[0]}/*`
  return (
    kinds.find(({ mediaTypes }) => mediaTypes.includes(mediaType)) ??
    // https://www.rfc-editor.org/rfc/rfc6839#section-3.1 (2026-11)
    (mediaType.endsWith('+json') ? documentKinds.json : undefined) ??
    kinds.find(({ mediaTypes }) => mediaTypes.includes(family))
  )
}

function chooseByName(name: string): DocumentKind | undefined {
  const path = URL.parse(name)?.pathname ?? name
  const extension = extname(path).slice(1).toLowerCase()
  return kinds.find(({ extensions }) => extensions.includes(extension))
}

export function unsupportedType(location: string, mediaType: string): SourceError {
  return new SourceError({ reason: 'unsupported_type', values: { type: mediaType } }, location, {
    detail: mediaType,
  })
}
