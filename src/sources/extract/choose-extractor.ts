import { extname } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { SourceError } from '../source-error.ts'
import { decodeText, looksBinary } from '../text/decode-text.ts'
import type { Extractor, RawDocument } from './extractor.ts'
import { extractors } from './extractors.ts'
import { feed } from './feeds/feed-extractor.ts'
import { pdf } from './pdf.ts'
import { plainText } from './plain-text.ts'
import { webArchive } from './saved-pages/web-archive.ts'

/** Types that servers send when they do not know; the name of the file then says more. */
const vagueTypes = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-download',
  'application/download',
  'application/force-download',
  'application/unknown',
])

const startBytes = 1024

/**
 * What the sender's declaration and the file name say, before any byte is read. `undefined` when they say nothing, so that the
 * bytes have to be looked at.
 * @throws SourceError `unsupported_type` for a declared type that is not read
 */
export function chooseByDeclaration(document: Omit<RawDocument, 'bytes'>): Extractor | undefined {
  const { location, mediaType, url } = document
  const byName = chooseByName(url ?? location)
  if (mediaType === undefined || vagueTypes.has(mediaType)) return byName
  // Markdown and captions are often served as plain text.
  if (mediaType === 'text/plain') return byName !== undefined && !byName.isMedia ? byName : plainText
  const declared = chooseByMediaType(mediaType)
  if (declared === undefined) throw unsupported(location, mediaType)
  return declared
}

/**
 * The extractor for a document.
 * @throws SourceError `unsupported_type`
 */
export async function chooseExtractor(document: RawDocument): Promise<Extractor> {
  const { location, bytes } = document
  const start = decodeText(bytes.subarray(0, startBytes), document.charset).trimStart()
  const unmistakable = [pdf, webArchive].find(({ recognises }) => recognises(start))
  if (unmistakable !== undefined) return unmistakable
  // Servers call feeds whatever they like.
  if (feed.recognises(start)) return feed

  const declared = chooseByDeclaration(document)
  const isText = !looksBinary(bytes, document.charset)
  if (declared !== undefined && (isText || declared.isMedia || declared === pdf)) return declared
  if (isText) return extractors.find(({ recognises }) => recognises?.(start)) ?? plainText

  const detected = (await fileTypeFromBuffer(bytes))?.mime
  // An archive whose first file does not tell what it is of.
  if (declared !== undefined && detected === 'application/zip') return declared
  const extractor = detected === undefined ? undefined : chooseByMediaType(detected)
  if (extractor === undefined) throw unsupported(location, detected ?? '')
  return extractor
}

function chooseByMediaType(mediaType: string): Extractor | undefined {
  const family = `${mediaType.split('/', 1)[0]}/*`
  return (
    extractors.find(({ mediaTypes }) => mediaTypes.includes(mediaType)) ??
    extractors.find(({ mediaTypes }) => mediaTypes.includes(family))
  )
}

function chooseByName(name: string): Extractor | undefined {
  const path = URL.parse(name)?.pathname ?? name
  const extension = extname(path).slice(1).toLowerCase()
  return extractors.find(({ extensions }) => extensions.includes(extension))
}

function unsupported(location: string, mediaType: string): SourceError {
  return new SourceError({ reason: 'unsupported_type', values: { type: mediaType } }, location, {
    detail: mediaType,
  })
}
