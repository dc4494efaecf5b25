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
    return extractor.extract(document)
  }
  return replyWith(read, { location: document.location, textCharacters, format: () => format })
}
