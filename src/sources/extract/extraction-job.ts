import { markupOrdersPrograms } from '../../text/orders-to-programs.ts'
import type { Source } from '../source.ts'
import { decodeText, looksBinary } from '../text/decode-text.ts'
import { chooseExtractor } from './choose-extractor.ts'
import { type ExtractionReply, replyWith } from './extraction-reply.ts'
import type { RawDocument } from './extractor.ts'

export interface ExtractionTask {
  readonly document: RawDocument
  readonly textCharacters: number
}

/** One document: see `readDocument`. */
export async function work({ document, textCharacters }: ExtractionTask): Promise<ExtractionReply> {
  let format = ''
  const read = async () => {
    const extractor = await chooseExtractor(document)
    format = extractor.name
    const source = await extractor.extract(document)
    return ordersIn(document, source) ? { ...source, ordersPrograms: true } : source
  }
  return replyWith(read, { location: document.location, textCharacters, format: () => format })
}

/** What people do not see is looked through as well: comments, attributes, hidden parts of a page, notes in captions. */
function ordersIn({ bytes, charset }: RawDocument, { media }: Source): boolean {
  // Some extractors take the bytes over, and nothing is left of them.
  if (media || bytes.byteLength === 0 || looksBinary(bytes, charset)) return false
  return markupOrdersPrograms(decodeText(bytes, charset))
}
