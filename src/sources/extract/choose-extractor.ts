import { fileTypeFromBuffer } from 'file-type'
import { SourceError } from '../source-error.ts'
import { decodeText, looksBinary } from '../text/decode-text.ts'
import { article } from './article.ts'
import { subStationAlpha } from './captions/sub-station-alpha.ts'
import { subrip } from './captions/subrip.ts'
import { subviewer } from './captions/subviewer.ts'
import { webvtt } from './captions/webvtt.ts'
import { chooseByDeclaration, chooseByMediaType, unsupportedType } from './choose-kind.ts'
import { compoundFileKind } from './compound-file.ts'
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
  if (declared?.isMedia) return declared
  if (/^\{\\rtf/.test(start)) throw unsupportedType(location, 'application/rtf')
  // In the place of a file that is gone or locked, servers send a page under the type of the file.
  if (isText && declared === pdf) return article.recognises(start) ? article : pdf
  const captions = [webvtt, subrip, subviewer, subStationAlpha].find(({ recognises }) => recognises(start))
  if (isText && captions && (declared === undefined || declared === plainText)) return captions
  // Lists of feeds and the like: nobody reads their marks.
  if (isText && declared === plainText && document.mediaType !== 'text/plain' && /^<\?xml\b/.test(start))
    throw unsupportedType(location, 'application/xml')
  if (isText) return declared ?? extractors.find(({ recognises }) => recognises?.(start)) ?? plainText

  const detected = (await fileTypeFromBuffer(bytes))?.mime
  if (declared === pdf && detected === undefined) return pdf
  if (detected === 'application/x-cfb') throw compoundFile(document)
  // An archive whose first file does not tell what it is of.
  if (declared !== undefined && detected === 'application/zip') return declared
  const extractor = detected === undefined ? undefined : extractorOf(chooseByMediaType(detected))
  if (extractor === undefined) throw unsupportedType(location, detected ?? '')
  return extractor
}

/** Of the older programs of Microsoft's Office, whose form locked documents of the newer ones have as well. */
function compoundFile({ location, bytes }: RawDocument): SourceError {
  const kind = compoundFileKind(bytes)
  return kind === 'encrypted'
    ? new SourceError({ reason: 'encrypted', values: {} }, location)
    : unsupportedType(location, kind ?? 'application/x-cfb')
}

function extractorOf(kind: DocumentKind | undefined): Extractor | undefined {
  return kind && extractors.find(({ name }) => name === kind.name)
}
