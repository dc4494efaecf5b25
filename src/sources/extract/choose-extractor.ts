import { fileTypeFromBuffer } from 'file-type'
import { decodeText, looksBinary } from '../text/decode-text.ts'
import { chooseByDeclaration, chooseByMediaType, unsupportedType } from './choose-kind.ts'
import type { DocumentKind } from './document-kinds.ts'
import type { Extractor, RawDocument } from './extractor.ts'
import { extractors } from './extractors.ts'
import { feed } from './feeds/feed-extractor.ts'
import { pdf } from './pdf.ts'
import { plainText } from './plain-text.ts'
import { webArchive } from './saved-pages/web-archive.ts'

const startBytes = 1024

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

  const declared = extractorOf(chooseByDeclaration(document))
  const isText = !looksBinary(bytes, document.charset)
  if (declared !== undefined && (isText || declared.isMedia || declared === pdf)) return declared
  if (isText) return extractors.find(({ recognises }) => recognises?.(start)) ?? plainText

  const detected = (await fileTypeFromBuffer(bytes))?.mime
  // An archive whose first file does not tell what it is of.
  if (declared !== undefined && detected === 'application/zip') return declared
  const extractor = detected === undefined ? undefined : extractorOf(chooseByMediaType(detected))
  if (extractor === undefined) throw unsupportedType(location, detected ?? '')
  return extractor
}

function extractorOf(kind: DocumentKind | undefined): Extractor | undefined {
  return kind && extractors.find(({ name }) => name === kind.name)
}
