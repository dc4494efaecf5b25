import { fileTypeFromBuffer } from 'file-type'
import type { ExtractionTask } from '../extract/extraction-job.ts'
import { type ExtractionReply, replyWith } from '../extract/extraction-reply.ts'
import type { RawDocument } from '../extract/extractor.ts'
import { describePdf, isPdf, openPdf, pdf } from '../extract/pdf.ts'
import { picture } from '../extract/picture.ts'
import type { Source } from '../source.ts'

/** A picture or a scan as it is, with what its file says of it: see `readDocument`. */
export function work({ document, textCharacters }: ExtractionTask): Promise<ExtractionReply> {
  const isScan = isPdf(document.bytes)
  const { name } = isScan ? pdf : picture
  const read = () => (isScan ? keepScan(document) : keepPicture(document))
  return replyWith(read, { location: document.location, textCharacters, format: () => name })
}

async function keepPicture({ location, url, bytes }: RawDocument): Promise<Source> {
  const mediaType = (await fileTypeFromBuffer(bytes))?.mime ?? 'image/png'
  return {
    location,
    ...(url !== undefined && { url }),
    type: 'picture',
    text: '',
    media: { bytes, mediaType },
  }
}

async function keepScan({ location, url, bytes }: RawDocument): Promise<Source> {
  const document = await openPdf(bytes)
  return {
    location,
    ...(url !== undefined && { url }),
    type: 'pdf',
    ...(await describePdf(document)),
    pages: document.numPages,
    text: '',
    media: { bytes, mediaType: pdf.mediaTypes[0] },
  }
}
